package site

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/view"
)

// documentInputs lists the fields of a document's page by the part of documentKey that covers them. Who adds
// a field to the view finds here that its inputs belong into the key: without them a preview would show the
// page as it was.
var documentInputs = map[string]string{
	"the same on every page of a document":                      "Kind Scripts Root Icon Header Footer Prefix Anchor Number",
	"common (configuration, theme)":                             "Site Title Company Standard ScopeName Edition Scope Language Logo Accent Sections Provisional Notes Rule Limit Drafts Copy External Edit Change Code NextEdition",
	"not shown: a page that shows the build date changes daily": "Date",
	"file and address":                                          "Path Canonical URL File",
	"text and front matter": "Heading ID Type TypeWord Revision Owner Effective Summary TitleAnchor Author Approver ApprovedDate EffectiveDate " +
		"Distribution Classification Proposed Extra Outline",
	"status, review date, overdue": "Status Due Overdue ReviewDate",
	"the other revision":           "Coming InForce",
	"history":                      "History Earlier Commit Approval Revisions",
	"references":                   "Body Records Related Supersedes SupersededBy About",
	"claims":                       "Claims",
	"referrers":                    "Backlinks",
	"neighbours":                   "Previous Next",
	"files and their commits":      "Files",
	"files with the same name":     "Copies",
	"navigation":                   "Tree Section Breadcrumbs Breadcrumb",
}

// TestDocumentKey: no field of the page of a document was added without a look at its key.
func TestDocumentKey(t *testing.T) {
	covered, shown := map[string]bool{}, map[string]bool{}
	for _, names := range documentInputs {
		for name := range strings.FieldsSeq(names) {
			covered[name] = true
		}
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[view.Document]()) {
		if !f.Anonymous || f.Name == "Site" {
			shown[f.Name] = true
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(shown)), slices.Sorted(maps.Keys(covered))); diff != "" {
		t.Errorf("fields of view.Document (-shown +covered by documentKey):\n%s", diff)
	}
}
