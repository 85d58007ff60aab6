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
	entry   *manual.Entry    // whose history has it: the document in the folder, or an earlier revision in force
	changes []history.Change // its commits, the latest first; none where it is not committed
	text    *history.Change  // with its last approved text; nil where that is in the folder
	at      int              // the index of text in the history
	draft   bool
	changed bool // the folder differs from what was committed
}

// approvedRevisions lists the revisions of a document that its readers may see, the latest first. Before that in
// force comes the next one, if it has a page. It reads nothing: what Git knows of each commit is enough.
func (b *Builder) approvedRevisions(e *manual.Entry) []revision {
	past := b.manual.HistoryOf(e)
	changed := past.Status == manual.Modified
	switch {
	case !e.Published() || len(past.Changes) == 0 || e.Next == nil && len(past.Changes) == 1 && !changed:
		return nil
	case e.Next == nil:
		return revisionsIn(e, past, past.Changes)
	}
	var list []revision
	if e.Next.Published() {
		next := b.manual.HistoryOf(e.Next)
		newer := next.Changes[:max(0, len(next.Changes)-len(past.Changes))]
		if n := len(newer); n < len(next.Changes) && next.Changes[n].Blob() != past.Changes[0].Blob() {
			newer = next.Changes[:n+1] // the merge that brought in the revision in force, and what followed it
		}
		list = revisionsIn(e.Next, next, newer)
	}
	for _, r := range revisionsIn(e, past, past.Changes) {
		if r.text == nil { // the folder has the next one
			r.text = &r.changes[0]
		}
		list = append(list, r)
	}
	return list
}

// revisionsIn lists the revisions in the latest changes of a document. The first may be that in the folder.
func revisionsIn(e *manual.Entry, past *manual.History, changes []history.Change) []revision {
	var list []revision
	changed := past.Status == manual.Modified || past.Status == manual.Untracked
	groups := byRevision(changes)
	if len(groups) == 0 || changed && groups[0][0].Revision != e.Revision.Value {
		list = append(list, revision{name: e.Revision.Value, entry: e, draft: !e.Public(), changed: true})
	}
	at := 0
	for i, group := range groups {
		r := revision{name: group[0].Revision, entry: e, changes: group, at: at}
		at += len(group)
		if i == 0 && len(list) == 0 && r.name == e.Revision.Value {
			r.draft, r.changed = !e.Public(), changed
			list = append(list, r)
			continue
		}
		approved := slices.IndexFunc(group, func(c history.Change) bool { return c.Known && c.Status == document.Approved })
		if approved < 0 || r.name == "" {
			continue
		}
		r.text, r.at = &group[approved], r.at+approved
		list = append(list, r)
	}
	return list
}

// revisionsAddress is the address of the page that compares the revisions of a document, or "" if there is none.
func (b *Builder) revisionsAddress(e *manual.Entry) string {
	if e.Earlier != nil {
		e = e.Earlier
	}
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
	old := b.manual.Reader()
	defer old.Close()
	compare := bodyComparer{b}
	texts := make([]revisionText, len(shown))
	for i, r := range shown {
		texts[i] = compare.revisionText(p, r)
		v.Rows = append(v.Rows, compare.comparedRow(r, texts[i].document))
		v.Rows[i].Approval = b.approval(compare.approvalOf(old, r))
		v.Rows[i].Anchor = revisionAnchor(i, len(list))
	}
	for i := range len(shown) - 1 {
		row := &v.Rows[i]
		row.Before, row.BeforeAnchor = shown[i+1].name, v.Rows[i+1].Anchor
		c := compare.compareRevisions(e.Latest(), shown[i:i+2], texts[i:i+2], row.Anchor)
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

// approvalOf is the approval of a revision, by its last approved text.
func (b bodyComparer) approvalOf(old *manual.Reader, r revision) manual.Approval {
	if r.text == nil {
		return b.manual.Approval(r.entry)
	}
	return old.ApprovalAt(r.entry, r.at)
}

// comparedRow says who made and approved a revision, and when.
func (b bodyComparer) comparedRow(r revision, d *document.Document) view.RevisionRow {
	row := view.RevisionRow{Revision: r.name, Draft: r.draft, Uncommitted: r.changed}
	if len(r.changes) > 0 {
		sum := b.revisionRow(r.changes)
		row.Author, row.Summary = sum.Author, sum.Summary
	}
	switch {
	case r.entry.Next != nil && r.at == 0:
		row.Standing = b.say("home.in_force")
	case r.text == nil && !r.draft && r.entry.Earlier == nil && b.tally.Effective(r.entry):
		row.Standing = b.say("home.in_force")
	case r.text == nil && !r.draft:
		row.Standing = b.status(r.entry).Word
	}
	if c := approvingCommit(r); c != nil {
		row.Commit, row.CommitDate, row.CommitURL = c.Short(), c.Date, hostCommit(b.manual.EditURL.Value, c.ID)
	}
	if d != nil {
		row.Author = cmp.Or(d.Author.Value, row.Author)
		row.Approver, row.ApprovedDate, row.EffectiveDate = d.Approver.Value, d.ApprovedDate.Value, d.EffectiveDate.Value
	}
	for _, w := range r.entry.Latest().History {
		if document.EqualRevisions(w.Revision.Value, r.name) && w.Summary.Given() {
			row.Summary = w.Summary.Value
		}
	}
	return row
}

// approvingCommit is the commit that first had a revision as approved, else its last.
func approvingCommit(r revision) *history.Commit {
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
