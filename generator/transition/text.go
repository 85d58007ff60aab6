package transition

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// printer writes parts of a plan.
type printer struct{ *Plan }

var marks = map[State]string{Covered: "●", Proposed: "◔", Pending: "◐", Gap: "○", NotApplicable: "–"}

// Text writes the plan for a terminal.
func (p *Plan) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", printer{p}.headline(), printer{p}.figures())
	b.WriteString("\nDocuments\n")
	for _, d := range p.Documents {
		printer{p}.textDocument(&b, d)
	}
	for _, e := range p.Faulty {
		fmt.Fprintf(&b, "  %s: left out, since its front matter has an error\n", e.Name())
	}
	fmt.Fprintf(&b, "\nClauses of %s\n", p.ToName)
	for _, c := range p.Clauses {
		printer{p}.textClause(&b, c)
	}
	for _, c := range p.Gone {
		fmt.Fprintf(&b, "  %s %s of %s: nothing is known to follow it\n", c.ID, c.Title, p.FromName)
	}
	printer{p}.textRest(&b)
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

func (p printer) textDocument(b *strings.Builder, d *Document) {
	fmt.Fprintf(b, "  %s  (%s%s)\n", diag.Clean(d.Entry.Name()+" "+d.Entry.Title.Value), diag.Clean(owner(d.Entry.Owner.Value)), d.progress())
	for _, l := range d.Lists {
		indent := "    "
		if l.Record != "" {
			fmt.Fprintf(b, "    record %s\n", diag.Clean(l.Record))
			indent = "      "
		}
		if l.Written {
			for _, c := range l.Claims {
				fmt.Fprintf(b, "%s%-12s written\n", indent, diag.Clean(claimText(c)))
			}
			for _, c := range l.Proposed {
				fmt.Fprintf(b, "%s%-12s proposed; confirm or delete it\n", indent, diag.Clean(claimText(c)))
			}
			continue
		}
		for _, m := range l.Moves {
			fmt.Fprintf(b, "%s%-12s %s\n", indent, diag.Clean(claimText(m.Claim)), m.becomes())
		}
	}
	if reread := d.Reread(p.Plan); len(reread) > 0 && !d.Done() {
		fmt.Fprintf(b, "    read again: %s\n", ids(reread))
	}
}

// progress says how far a document is.
func (d *Document) progress() string {
	switch {
	case d.Done():
		return "; done"
	case d.Written():
		return "; written, with proposals to confirm"
	}
	return ""
}

func (p printer) textClause(b *strings.Builder, c *Clause) {
	title := p.To.FullTitle(c.Clause)
	if !c.Requirement {
		fmt.Fprintf(b, "%-9s %s\n", c.ID, title)
		return
	}
	fmt.Fprintf(b, "  %-9s %s %-14s %s", c.ID, marks[c.State], c.State, title)
	if change := p.Change(c.Clause); change != "" {
		fmt.Fprintf(b, " [%s]", change)
	}
	if evidence := p.evidence(c); evidence != "" {
		fmt.Fprintf(b, ": %s", diag.Clean(evidence))
	}
	b.WriteByte('\n')
}

// evidence lists the documents that lead to a clause, or says why none does.
func (p *Plan) evidence(c *Clause) string {
	switch {
	case c.Confirm:
		return fmt.Sprintf("declared not applicable for %s; confirm the declaration", p.FromName)
	case c.State == NotApplicable:
		return ""
	case len(c.Claims) > 0:
		return strings.Join(c.Names(), ", ")
	case c.New():
		return fmt.Sprintf("no clause of %s is known to lead here", p.FromName)
	}
	var from []string
	for _, s := range c.Sources {
		from = append(from, s.ID)
	}
	return fmt.Sprintf("no document claims %s of %s", strings.Join(from, ", "), p.FromName)
}

// Names are the documents that claim a clause, each once, with a question mark for a proposal.
func (c *Clause) Names() []string {
	var names []string
	for _, claim := range c.Claims {
		name := claim.Entry.Name()
		if claim.Section != "" {
			name += "#" + claim.Section
		}
		if claim.Proposed {
			name += " (proposed)"
		}
		names = append(names, name)
	}
	return names
}

func (p printer) textRest(b *strings.Builder) {
	if len(p.Declarations) > 0 {
		fmt.Fprintf(b, "\nDeclarations in manual.yaml, which belong to %s\n", p.FromName)
		for _, d := range p.Declarations {
			fmt.Fprintf(b, "  %-9s %s\n", d.Clause, d.becomes(p.Plan))
		}
	}
	if len(p.NotRequired) > 0 {
		fmt.Fprintf(b, "\n%s does not require\n", p.ToName)
		for _, n := range p.NotRequired {
			fmt.Fprintf(b, "  - %s\n", p.Sentence(n))
		}
	}
	fmt.Fprintf(b, "\n%s\n%s\n", Rule, Forecast)
	for _, s := range p.Sources() {
		fmt.Fprintln(b, s)
	}
}

// becomes says what a declaration becomes.
func (d Declaration) becomes(p *Plan) string {
	if len(d.To) == 0 {
		return "nothing is known to follow it"
	}
	return fmt.Sprintf("look at %s of %s, and write the justification again", targets(d.To), p.ToName)
}
