package diff

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// Marker is the first line of every comparison in Markdown. A bot finds the comment by it that it
// wrote before.
const Marker = "<!-- clausebook diff -->"

// Hosts refuse a comment of more than 65,536 characters, so tables end before.
const (
	mostRows  = 100
	mostBytes = 60_000
)

// Markdown writes a comparison as a comment on a pull request. The path names a finding's file.
func (c *Comparison) Markdown(w io.Writer, path func(string) string) error {
	m := &comment{path: path}
	fmt.Fprintf(m, "%s\n## Coverage: %s\n\n", Marker, c.coverage())
	// A line that begins with what somebody wrote could be a heading, or a command to the host.
	fmt.Fprintf(m, "Compared with %s (%.10s): %s\n", code(c.Base.String()), c.Base.Commit, inline(c.headline()))
	for _, note := range c.Notes {
		fmt.Fprintf(m, "\n> %s\n", inline(note))
	}
	if lost := c.of(Lost); len(lost) > 0 {
		fmt.Fprintf(m, "\n**Coverage is lost in %s.**\n", diag.Plural(len(lost), "clause"))
	}
	if c.Nothing() {
		fmt.Fprint(m, "\nNothing changed in documents, coverage and findings.\n")
	}
	if c.Configuration {
		fmt.Fprint(m, "\n`manual.yaml` changed.\n")
	}
	m.since(c)
	m.clauses(c)
	m.documents(c)
	m.findings(c)
	m.texts(c)
	fmt.Fprintf(m, "\n%s\n", coverage.Limit)
	_, err := io.WriteString(w, diag.Inert(m.String()))
	return err
}

// comment gathers the text.
type comment struct {
	strings.Builder
	path func(string) string
}

// table writes rows under a heading, as many as have room.
func (m *comment) table(heading string, columns, rows []string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(m, "\n### %s\n\n| %s |\n%s|\n", heading, strings.Join(columns, " | "), strings.Repeat("|---", len(columns)))
	for i, row := range rows {
		if i == mostRows || m.Len()+len(row) > mostBytes {
			fmt.Fprintf(m, "\nand %d more\n", len(rows)-i)
			return
		}
		m.WriteString(row)
	}
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func (m *comment) clauses(c *Comparison) {
	var rows []string
	for _, s := range shifts {
		for _, clause := range c.of(s) {
			states := fmt.Sprintf("%s → %s", clause.before(), clause.After)
			rows = append(rows, row(clause.ID, inline(clause.Title), word(s), states, inline(clause.evidence())))
		}
	}
	columns := []string{"Clause", "Title", "Coverage", "State", "Documents or reason"}
	m.table("Clauses: "+diag.Plural(len(rows), "change"), columns, rows)
}

// word says a shift in a cell, what matters most in bold.
func word(s Shift) string {
	return map[Shift]string{
		Lost: "**lost**", Opened: "**new gap**", Gained: "gained", Dropped: "not applicable", Closed: "gap closed", Other: "other",
	}[s]
}

func (m *comment) documents(c *Comparison) {
	var rows []string
	for _, d := range c.Documents {
		is := d.latest()
		rows = append(rows, row(code(is.name()), inline(is.Title), string(d.Change),
			inline(d.revision()), inline(d.status()), inline(d.what())))
	}
	columns := []string{"Document", "Title", "Change", "Revision", "Status", "What differs"}
	m.table("Documents: "+c.tally(), columns, rows)
}

func (m *comment) findings(c *Comparison) {
	fresh, gone := c.apart(c.New), c.apart(c.Gone)
	rows := append(m.rows("new", fresh), m.rows("gone", gone)...)
	heading := fmt.Sprintf("Findings, gaps apart: new %s; gone %s", severities(fresh), severities(gone))
	m.table(heading, []string{"Change", "Severity", "Place", "Finding"}, rows)
}

// rows puts what weighs most first.
func (m *comment) rows(when string, list []diag.Finding) []string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b diag.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	var rows []string
	for _, f := range list {
		place := fmt.Sprintf("%s:%d:%d", m.path(f.File), f.Line, f.Column)
		rows = append(rows, row(when, f.Severity.String(), code(place), fmt.Sprintf("%s (%s)", inline(f.Message), code(f.Rule))))
	}
	return rows
}
