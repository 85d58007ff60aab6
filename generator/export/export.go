// Package export writes coverage and documents for other programs: JSON, CSV, a spreadsheet, a
// calendar of reviews, Markdown and the terminal. They all show the same result of package
// coverage.
package export

import (
	"io"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

type summaryJSON struct {
	Requirements  int     `json:"requirements"`
	Covered       int     `json:"covered"`
	Pending       int     `json:"pending"`
	Gap           int     `json:"gap"`
	NotApplicable int     `json:"not_applicable"`
	Outside       int     `json:"outside"`
	Percent       float64 `json:"percent"`
}

type claimJSON struct {
	Document string `json:"document"`
	Section  string `json:"section"`
	Counted  bool   `json:"counted"`
	Reason   string `json:"reason"`
	URL      string `json:"url"`
	// Of a claim that counted: the revision, and its commit where it is an earlier one than that in the folder.
	Revision string `json:"revision,omitempty"`
	Commit   string `json:"commit,omitempty"`
}

// nextJSON is the next revision of a document of which an earlier one is in force.
type nextJSON struct {
	Revision      string `json:"revision"`
	Status        string `json:"status"`
	EffectiveDate string `json:"effective_date"`
	URL           string `json:"url"`
}

type rollupJSON struct {
	Covered int `json:"covered"`
	Of      int `json:"of"`
}

type clauseJSON struct {
	ID            string      `json:"id"`
	Title         string      `json:"title"`
	Requirement   bool        `json:"requirement"`
	State         string      `json:"state"`
	Reason        string      `json:"reason"`
	Justification string      `json:"justification"`
	URL           string      `json:"url"`
	Claims        []claimJSON `json:"claims"`
	Rollup        *rollupJSON `json:"rollup,omitempty"`
	Information   []itemJSON  `json:"documented_information,omitempty"`
}

// open reports whether a clause is a gap or pending.
func open(c *coverage.Clause) bool { return c.State == coverage.Gap || c.State == coverage.Pending }

// CoverageJSON writes coverage.json; with gaps, only the clauses that are a gap or pending. The
// summary is always complete.
func CoverageJSON(w io.Writer, x *coverage.Report, gaps bool) error {
	s := x.Summary
	head := struct {
		Standard string      `json:"standard"`
		Edition  string      `json:"edition"`
		Scope    string      `json:"scope"`
		Name     string      `json:"scope_name"`
		Date     string      `json:"date"`
		Rule     string      `json:"rule"`
		Limit    string      `json:"limit"`
		Notes    []string    `json:"notes"`
		Summary  summaryJSON `json:"summary"`
		Items    itemsJSON   `json:"documented_information"`
	}{
		Standard: x.Standard, Edition: x.Manual.Standard.Year, Scope: x.Model.Number, Name: x.Model.Name,
		Date: x.Manual.Options.Date, Rule: coverage.Rule, Limit: coverage.Limit, Notes: append([]string{}, x.Notes...),
		Summary: summaryJSON{s.Requirements, s.Covered, s.Pending, s.Gap, s.NotApplicable, s.Outside, s.Percent()},
		Items:   itemsJSON(x.Information()),
	}
	out := newList(w, head, "clauses")
	for _, c := range x.Clauses {
		if !gaps || open(c) {
			out.put(clause(x, c))
		}
	}
	return out.end()
}

func clause(x *coverage.Report, c *coverage.Clause) clauseJSON {
	item := clauseJSON{ID: c.ID, Title: c.Title, Requirement: c.Requirement, State: string(c.State), Reason: c.Reason(x.Result),
		Justification: c.Justification(), URL: route.Clause(c.ID), Claims: []claimJSON{}}
	for _, claim := range c.Claims {
		is := claimJSON{Document: claim.Entry.Name(), Section: claim.Section, Counted: claim.Counted(), Reason: claim.Reason(), URL: claim.URL()}
		if claim.Counted() {
			is.Revision, is.Commit = claim.Entry.Revision.Value, issuedIn(claim.Entry)
		}
		item.Claims = append(item.Claims, is)
	}
	if !c.Requirement {
		item.Rollup = &rollupJSON{c.Rollup.Covered, c.Rollup.Of()}
	}
	for _, i := range c.AllItems() {
		item.Information = append(item.Information, itemOf(x, c, i))
	}
	return item
}

// issuedIn is the commit of an earlier revision that is in force, or "".
func issuedIn(e *manual.Entry) string {
	if e.Issued == nil {
		return ""
	}
	return e.Issued.Commit.ID
}

// CoverageCSV writes one row per clause; with gaps, only the clauses that are a gap or pending. It
// lists the documents and sections that count.
func CoverageCSV(w io.Writer, x *coverage.Report, gaps bool) error {
	out := newTable(w, "clause", "title", "requirement", "state", "reason", "documents", "sections")
	for _, c := range x.Clauses {
		if gaps && !open(c) {
			continue
		}
		documents, sections := counted(c)
		out.put(c.ID, c.Title, strconv.FormatBool(c.Requirement), string(c.State), c.Reason(x.Result),
			strings.Join(documents, "; "), strings.Join(sections, "; "))
	}
	return out.end()
}

// counted returns the documents that cover a clause, each once, and the sections that they name.
func counted(c *coverage.Clause) (documents, sections []string) {
	for _, claim := range c.Claims {
		if !claim.Counted() {
			continue
		}
		name := claim.Entry.Name()
		if len(documents) == 0 || documents[len(documents)-1] != name {
			documents = append(documents, name)
		}
		if claim.Section != "" {
			sections = append(sections, name+"#"+claim.Section)
		}
	}
	return documents, sections
}

type documentJSON struct {
	ID            string   `json:"id"`
	Title         string   `json:"title"`
	Type          string   `json:"type"`
	Revision      string   `json:"revision"`
	Status        string   `json:"status"`
	Effective     bool     `json:"effective"`
	Owner         string   `json:"owner"`
	Author        string   `json:"author"`
	Approver      string   `json:"approver"`
	ApprovedDate  string   `json:"approved_date"`
	EffectiveDate string   `json:"effective_date"`
	ReviewDate    string   `json:"review_date"`
	Path          string   `json:"path"`
	URL           string   `json:"url"`
	Clauses       []string `json:"clauses"`
	ReferencedBy  []string `json:"referenced_by"`
	// The last commit; omitted if there is none.
	LastCommit     string `json:"last_commit,omitempty"`
	LastCommitDate string `json:"last_commit_date,omitempty"`
	// Where an earlier revision than that in the folder is in force: its commit, and the next one.
	Commit string    `json:"commit,omitempty"`
	Next   *nextJSON `json:"next,omitempty"`
	// Approval is stated, recorded or verified, and "" if the document is not approved. The commit made it
	// approved; the signer are the principals of the key that signed it. Both are omitted if there is none.
	Approval       string `json:"approval"`
	ApprovalCommit string `json:"approval_commit,omitempty"`
	ApprovalSigner string `json:"approval_signer,omitempty"`
}

// DocumentsJSON writes all documents, including unpublished ones.
func DocumentsJSON(w io.Writer, x *coverage.Report) error {
	out := newList(w, struct{}{}, "documents")
	for e := range entries(x.Manual) {
		out.put(record(x, e))
	}
	return out.end()
}

func record(x *coverage.Report, e *manual.Entry) documentJSON {
	d := documentJSON{
		e.ID.Value, e.Title.Value, e.Type.Value, e.Revision.Value, e.Status.Value, x.Effective(e), e.Owner.Value,
		e.Author.Value, e.Approver.Value, e.ApprovedDate.Value, e.EffectiveDate.Value, e.ReviewDate.Value,
		e.File, e.URL, []string{}, []string{}, "", "", issuedIn(e), nil, "", "", "",
	}
	if n := e.Next; n != nil {
		d.Next = &nextJSON{n.Revision.Value, n.Status.Value, n.EffectiveDate.Value, n.URL}
	}
	a := x.Manual.Approval(e)
	if d.Approval, d.ApprovalCommit = string(a.Strength), a.Commit; a.Strength == manual.Verified {
		d.ApprovalSigner = a.Signer
	}
	if c := x.Manual.HistoryOf(e).Last(); c != nil {
		d.LastCommit, d.LastCommitDate = c.ID, c.Date
	}
	for _, c := range coverage.Claims(x.Manual.Catalog, e) {
		d.Clauses = append(d.Clauses, claimText(c))
	}
	for _, from := range x.Manual.Referrers(e) {
		d.ReferencedBy = append(d.ReferencedBy, from.Name())
	}
	return d
}

func claimText(c document.Claim) string {
	if c.Section == "" {
		return c.Clause
	}
	return c.Clause + "#" + c.Section
}

// DocumentsCSV writes one row per document.
func DocumentsCSV(w io.Writer, x *coverage.Report) error {
	out := newTable(w, "id", "title", "type", "revision", "status", "effective", "owner", "author", "approver",
		"approved_date", "effective_date", "review_date", "path", "url", "clauses", "referenced_by")
	for e := range entries(x.Manual) {
		d := record(x, e)
		out.put(d.ID, d.Title, d.Type, d.Revision, d.Status, strconv.FormatBool(d.Effective), d.Owner,
			d.Author, d.Approver, d.ApprovedDate, d.EffectiveDate, d.ReviewDate, d.Path, d.URL,
			strings.Join(d.Clauses, "; "), strings.Join(d.ReferencedBy, "; "))
	}
	return out.end()
}
