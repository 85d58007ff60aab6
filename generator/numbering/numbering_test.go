package numbering_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/numbering"
)

// count numbers a manual whose documents are given as `folder/id type`.
func count(t *testing.T, documents ...string) *numbering.Numbering {
	t.Helper()
	settings := config.Read([]byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\n"))
	fsys := fstest.MapFS{"documents": {Mode: fs.ModeDir | 0o777}}
	for i, d := range documents {
		folder, rest, _ := strings.Cut(d, "/")
		id, kind, _ := strings.Cut(rest, "/")
		text := fmt.Sprintf("---\nid: %s\ntype: %s\nowner: Owner of %s\n---\n", id, kind, folder)
		fsys[fmt.Sprintf("documents/%s/%d.md", folder, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	m, err := manual.Load(fsys, settings, manual.Options{Date: "2026-11-22"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return numbering.New(m.Catalog)
}

// TestAfter goes on in the series of an id.
func TestAfter(t *testing.T) {
	tests := []struct {
		id   string
		have []string
		want string
	}{
		{"QP-08-04", []string{"QP-08-04", "QP-08-04", "QP-08-05"}, "QP-08-06"},
		{"QP-08-04", []string{"QP-08-04", "QP-09-11"}, "QP-08-05"},
		{"QP-08-04", []string{"QP-08-04", "qp-08-17"}, "QP-08-18"},
		{"QP 8", []string{"QP 8", "QP-11"}, "QP 12"},
		{"QP-1", []string{"QP-1", "QP-2", "QP-10"}, "QP-11"},
		{"QP-1", []string{"QP-1"}, "QP-2"},
		{"QP-99", []string{"QP-99"}, "QP-100"},
		{"QP-009", []string{"QP-009", "QP-008"}, "QP-010"},
		{"SOP.12", []string{"SOP.12"}, "SOP.13"},
		{"10", []string{"10"}, "11"},
		{"HANDBOOK", []string{"HANDBOOK"}, "HANDBOOK-2"},
		{"HANDBOOK", []string{"HANDBOOK", "HANDBOOK-2"}, "HANDBOOK-3"},
		{"F1234567890123", []string{"F1234567890123"}, "F1234567890123-2"},
		{"F999999999", []string{"F999999999"}, "F1000000000"},
		{strings.Repeat("X", 120), []string{strings.Repeat("X", 120)}, ""},
		{"no/id", []string{"QP-1"}, ""},
	}
	for _, tt := range tests {
		var list []string
		for _, id := range tt.have {
			list = append(list, "a/"+id+"/procedure")
		}
		if got := count(t, list...).After(tt.id); got != tt.want {
			t.Errorf("after %s of %v: %q, want %q", tt.id, tt.have, got, tt.want)
		}
	}
}

// TestNext names a new document as the manual names those of its type.
func TestNext(t *testing.T) {
	list := []string{"sales/QP-08-01/procedure", "sales/QP-08-02/procedure", "sales/QP-09-02/procedure", "improvement/QP-10-01/procedure",
		"sales/WI-08-01/instruction", "forms/QF-07/form", "forms/QF-08/form", "roles/RD-05/role", "sales/QM-01/procedure"}
	purchasing, improvement, forms := "purchasing", "improvement", "forms"
	tests := []struct {
		name, kind       string
		section          *string
		have             []string
		id, folder, owns string
	}{
		{"where most are", "procedure", nil, list, "QP-08-03", "sales", "Owner of sales"},
		{"of another type", "form", nil, list, "QF-09", "forms", "Owner of forms"},
		{"in a section with its own series", "procedure", &improvement, list, "QP-10-02", "improvement", "Owner of improvement"},
		{"in a section without any of the type", "procedure", &forms, list, "QP-08-03", "forms", "Owner of sales"},
		{"in a new section", "procedure", &purchasing, list, "QP-08-03", "purchasing", "Owner of sales"},
		{"a type of the manual's own", "role", nil, list, "RD-06", "roles", "Owner of roles"},
		{"a type that it has none of", "policy", nil, list, "QPOL-01", "", "Owner of sales"},
		{"whose usual series is taken", "manual", nil, list, "QM-02", "", "Owner of sales"},
		{"an unknown type", "checklist", nil, list, "CHE-01", "", "Owner of sales"},
		{"of two words", "control plan", nil, list, "CP-01", "", "Owner of sales"},
		{"of another script", "規程", nil, list, "DOC-01", "", "Owner of sales"},
		{"an empty manual", "procedure", nil, nil, "QP-01", "", ""},
		{"an id that is none", "procedure", nil, []string{"a/Q?1/procedure"}, "QP-01", "a", "Owner of a"},
	}
	for _, tt := range tests {
		n := count(t, tt.have...)
		id, folder := n.Next(tt.kind, tt.section)
		if owner := n.Owner(tt.kind, folder); id != tt.id || folder != tt.folder || owner != tt.owns {
			t.Errorf("%s: %s in %q of %q, want %s in %q of %q", tt.name, id, folder, owner, tt.id, tt.folder, tt.owns)
		}
	}
}
