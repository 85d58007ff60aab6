package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
)

// Headline names manual, standard, scope and day.
func (p *Programme) Headline() string {
	m := p.Manual
	return fmt.Sprintf("%s, %s: audit programme for %s, scope %s, on %s", m.Company.Value, m.Title.Value, p.Model.Name, p.Model.Number, m.Options.Date)
}

// Rule says within which interval every clause is audited.
func (p *Programme) Rule() string {
	if !p.Every.Known() {
		return "manual.yaml has no audit_every, so no clause is due."
	}
	return "By the organization's own rule, every clause is audited within " + p.Every.Value + " (audit_every)."
}

// Summary counts the clauses that were never audited, and those that are due.
func (p *Programme) Summary() string {
	text := fmt.Sprintf("%d of %d clauses were never audited", len(p.Never()), len(p.Rows))
	if p.Every.Known() {
		text += fmt.Sprintf(", %d are overdue by that rule", len(p.Overdue()))
	}
	return text + "."
}

// State says when a clause was audited as a whole, in part, and when it will be.
func (r *Row) State() string {
	words := []string{"last audited " + cmp.Or(r.Last, "never as a whole")}
	if r.Never() {
		words[0] = "never audited"
	}
	if r.Part != "" {
		words = append(words, "a part of it on "+r.Part)
	}
	switch {
	case r.Overdue && r.Due != "":
		words = append(words, "overdue since "+r.Due)
	case r.Overdue:
		words = append(words, "overdue")
	case r.Due != "":
		words = append(words, "due by "+r.Due)
	}
	if r.Planned != "" {
		words = append(words, "planned for "+r.Planned)
	}
	return strings.Join(words, "; ")
}

// describe is an audit in one line.
func (p *Programme) describe(a *config.Audit) string {
	text := a.Date.Value + " " + a.Name.Value
	if a.Date.After(p.Manual.Options.Date) {
		text += " (planned)"
	}
	return text + ": " + cmp.Or(p.Scope(a), "no clauses or sections are listed, so it says nothing about clauses")
}

// Text writes the programme for a terminal.
func (p *Programme) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s %s\n", diag.Clean(p.Headline()), ProgrammeNote, p.Rule(), p.Summary())
	for _, note := range p.Notes {
		fmt.Fprintln(&b, note)
	}
	b.WriteString("\naudits:\n")
	for _, a := range p.Audits {
		fmt.Fprintf(&b, "  %s\n", diag.Clean(p.describe(a)))
	}
	if len(p.Audits) == 0 {
		b.WriteString("  none; manual.yaml lists them under `audits`\n")
	}
	b.WriteString("\n")
	for _, r := range p.Rows {
		fmt.Fprintf(&b, "%s %s: %s\n", r.ID, r.Title, r.State())
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

// Words are what an audit did, by how it looked at a clause.
var Words = map[Extent]string{NotAudited: "", Whole: "audited", InPart: "in part", Planned: "planned"}

// Markdown writes the programme as a table of clauses and audits.
func (p *Programme) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n%s %s\n", escape(p.Headline()), ProgrammeNote, escape(p.Rule()), p.Summary())
	for _, note := range p.Notes {
		fmt.Fprintf(&b, "\n%s\n", escape(note))
	}
	b.WriteString("\n")
	for _, a := range p.Audits {
		fmt.Fprintf(&b, "- %s\n", escape(p.describe(a)))
	}
	b.WriteString("\n| Clause | Title | State |")
	for _, a := range p.Audits {
		fmt.Fprintf(&b, " %s |", escape(a.Name.Value))
	}
	b.WriteString("\n|" + strings.Repeat("---|", 3+len(p.Audits)) + "\n")
	for _, r := range p.Rows {
		fmt.Fprintf(&b, "| %s | %s | %s |", r.ID, escape(r.Title), r.State())
		for _, look := range r.Cells {
			fmt.Fprintf(&b, " %s |", Words[look])
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}
