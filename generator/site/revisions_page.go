package site

import (
	"bytes"
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// revisionsCompared is the largest number of revisions on the page that compares them.
const revisionsCompared = 5

// revision is a revision that was approved, or of a draft where the site has drafts.
type revision struct {
	name    string
	changes []history.Change // its commits, the latest first; none where it is not committed
	text    *history.Change  // with its last approved text; nil where that is in the folder
	draft   bool
	changed bool // the folder differs from what was committed
}

// approvedRevisions lists the revisions of a document that its readers may see, the latest first. It reads nothing:
// what Git knows of each commit is enough.
func (b *Builder) approvedRevisions(e *manual.Entry) []revision {
	past := b.manual.HistoryOf(e)
	changed := past.Status == manual.Modified
	if !e.Published() || len(past.Changes) == 0 || len(past.Changes) == 1 && !changed {
		return nil
	}
	var list []revision
	groups := byRevision(past.Changes)
	if changed && groups[0][0].Revision != e.Revision.Value {
		list = append(list, revision{name: e.Revision.Value, draft: !e.Public(), changed: true})
	}
	for i, group := range groups {
		r := revision{name: group[0].Revision, changes: group}
		if i == 0 && len(list) == 0 && r.name == e.Revision.Value {
			r.draft, r.changed = !e.Public(), changed
			list = append(list, r)
			continue
		}
		at := slices.IndexFunc(group, func(c history.Change) bool { return c.Known && c.Status == document.Approved })
		if at < 0 || r.name == "" {
			continue
		}
		r.text = &group[at]
		list = append(list, r)
	}
	return list
}

// revisionsAddress is the address of the page that compares the revisions of a document, or "" if there is none.
func (b *Builder) revisionsAddress(e *manual.Entry) string {
	if len(b.approvedRevisions(e)) < 2 {
		return ""
	}
	return route.Revisions(e.URL)
}

// revisionFiles are the pages that compare revisions, and the pictures of earlier revisions.
func revisionFiles(b *Builder) []File {
	var files []File
	for _, e := range b.manual.Entries {
		if address := b.revisionsAddress(e); address != "" {
			files = append(files, b.page(address, "revisions", func(p page) any { return revisionsPage(b, p, e) }))
		}
	}
	if len(files) == 0 {
		return nil
	}
	return append(files, earlierPictures(b)...)
}

func revisionsPage(b *Builder, p page, e *manual.Entry) *view.Revisions {
	p.Heading = b.say("revisions.title", e.ID.Value)
	v := &view.Revisions{Page: p.Page, DocumentRow: b.documentRow(e)}
	v.Breadcrumbs = append(b.breadcrumbs(e.Section), view.Link{Text: e.ID.Value, URL: e.URL})
	v.Tree = b.sectionTree(p, e.Section, nil, false)
	list := b.approvedRevisions(e)
	shown := list[:min(len(list), revisionsCompared)]
	v.Earlier = len(list) - len(shown)
	v.Host = hostHistory(b.manual.EditURL.Value, e.File)
	compare := bodyComparer{b}
	texts := make([]revisionText, len(shown))
	for i, r := range shown {
		texts[i] = compare.revisionText(p, e, r)
		v.Rows = append(v.Rows, compare.comparedRow(e, r, texts[i].document))
		v.Rows[i].Anchor = revisionAnchor(i, len(list))
	}
	for i := range len(shown) - 1 {
		row := &v.Rows[i]
		row.Before, row.BeforeAnchor = shown[i+1].name, v.Rows[i+1].Anchor
		c := compare.compareRevisions(e, shown[i:i+2], texts[i:i+2], row.Anchor)
		c.fill(compare, row)
		if text := c.html; text != "" {
			row.Text = p.slots.add(len(text), func(out *bytes.Buffer) error { out.WriteString(text); return nil })
		}
	}
	return v
}

// revisionAnchor is the id of a revision on the page. It counts from the oldest, so that it stays when others follow.
func revisionAnchor(index, of int) string {
	return "cb:revision-" + strconv.Itoa(of-index)
}

// comparedRow says who made and approved a revision, and when. How strong the approval is belongs here too.
func (b bodyComparer) comparedRow(e *manual.Entry, r revision, d *document.Document) view.RevisionRow {
	row := view.RevisionRow{Revision: r.name, Draft: r.draft, Uncommitted: r.changed}
	if len(r.changes) > 0 {
		sum := b.revisionRow(r.changes)
		row.Author, row.Summary = sum.Author, sum.Summary
	}
	if c := approvalOf(r); c != nil {
		row.Commit, row.CommitDate, row.CommitURL = c.Short(), c.Date, hostCommit(b.manual.EditURL.Value, c.ID)
	}
	if d != nil {
		row.Author = cmp.Or(d.Author.Value, row.Author)
		row.Approver, row.ApprovedDate, row.EffectiveDate = d.Approver.Value, d.ApprovedDate.Value, d.EffectiveDate.Value
	}
	for _, w := range e.History {
		if document.EqualRevisions(w.Revision.Value, r.name) && w.Summary.Given() {
			row.Summary = w.Summary.Value
		}
	}
	return row
}

// approvalOf is the commit that first had a revision as approved, else its last.
func approvalOf(r revision) *history.Commit {
	for i := len(r.changes) - 1; i >= 0; i-- {
		if c := &r.changes[i]; c.Commit.ID != "" && (i == 0 || c.Status == document.Approved) {
			return &c.Commit
		}
	}
	return nil
}

// Hosts name the history of a file and a commit much as they name the page that edits it.
var hostEdit = regexp.MustCompile(`^(https?://[^/]+/.+?)(/-)?/(_?edit)/([^{}]+)/(.*\{path\}.*)$`)

// hostHistory is the address of a file's history at the host of the repository, or "" if edit_url is not one that
// GitHub, GitLab, Gitea or Forgejo have.
func hostHistory(edit, file string) string {
	m := hostEdit.FindStringSubmatch(edit)
	if m == nil {
		return ""
	}
	branch := m[4]
	if m[3] == "_edit" {
		branch = "branch/" + branch
	}
	return m[1] + m[2] + "/commits/" + branch + "/" + strings.ReplaceAll(m[5], "{path}", (&url.URL{Path: file}).EscapedPath())
}

// hostCommit is the address of a commit there.
func hostCommit(edit, id string) string {
	m := hostEdit.FindStringSubmatch(edit)
	if m == nil || id == "" {
		return ""
	}
	return m[1] + m[2] + "/commit/" + id
}
