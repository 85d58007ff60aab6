package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// marks distinguish states without colour.
var marks = map[coverage.State]string{
	coverage.Covered: "●", coverage.Pending: "◐", coverage.Gap: "○", coverage.NotApplicable: "–", coverage.Outside: "×",
}

// headline names manual, standard, scope and date.
func headline(x *coverage.Report) string {
	return fmt.Sprintf("%s, %s: %s, scope %s, on %s",
		x.Manual.Company.Value, x.Manual.Title.Value, x.Model.Name, x.Model.Number, x.Manual.Options.Date)
}

// figures is the summary in words.
func figures(x *coverage.Report) string {
	s := x.Summary
	text := fmt.Sprintf("%d of %d clauses covered (%.1f %%), %d pending, %d %s", s.Covered, s.Of(), s.Percent(), s.Pending, s.Gap, map[bool]string{true: "gap", false: "gaps"}[s.Gap == 1])
	if s.NotApplicable > 0 {
		text += fmt.Sprintf("; %d not applicable", s.NotApplicable)
	}
	if s.Outside > 0 {
		text += fmt.Sprintf("; %d outside", s.Outside)
	}
	return text
}

// Text writes the matrix for a terminal; with gaps, only clauses that are a gap or pending.
func Text(w io.Writer, x *coverage.Report, gaps, colour bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", diag.Clean(headline(x)))
	for _, c := range x.Clauses {
		if gaps && !open(c) {
			continue
		}
		line(&b, x, c, colour)
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", figures(x), informationFigures(x))
	for _, note := range append([]string{coverage.Rule, coverage.Limit}, x.Notes...) {
		fmt.Fprintln(&b, diag.Clean(note))
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

func line(b *strings.Builder, x *coverage.Report, c *coverage.Clause, colour bool) {
	if !c.Requirement {
		fmt.Fprintf(b, "%-9s %s  (%s)\n", c.ID, title(x, c), rollup(c.Rollup))
		return
	}
	state := fmt.Sprintf("%s %-14s", marks[c.State], c.State)
	if code := map[coverage.State]string{coverage.Gap: "31", coverage.Pending: "33", coverage.Covered: "32"}[c.State]; colour && code != "" {
		state = "\x1b[" + code + "m" + state + "\x1b[0m"
	}
	fmt.Fprintf(b, "  %-9s %s %s", c.ID, state, title(x, c))
	if evidence := evidence(x, c); evidence != "" {
		fmt.Fprintf(b, ": %s", diag.Clean(evidence))
	}
	b.WriteByte('\n')
}

// title is the title of a clause outside its context.
func title(x *coverage.Report, c *coverage.Clause) string {
	return x.Manual.Standard.FullTitle(c.Clause)
}

// rollup is the summary of a heading.
func rollup(r coverage.Rollup) string {
	switch {
	case r.Of() > 0:
		return fmt.Sprintf("%d of %d covered", r.Covered, r.Of())
	case r.Outside > 0:
		return "outside"
	}
	return "not applicable"
}

// evidence lists the documents that cover a clause, or says why it is not covered.
func evidence(x *coverage.Report, c *coverage.Clause) string {
	if c.State != coverage.Covered {
		return c.Reason(x.Result)
	}
	var names []string
	for _, claim := range c.Claims {
		if !claim.Counted() {
			continue
		}
		name := claim.Entry.Name()
		if claim.Section != "" {
			name += "#" + claim.Section
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Markdown writes the matrix as a table for an issue or a pull request.
func Markdown(w io.Writer, x *coverage.Report, gaps bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## Clause coverage\n\n%s\n\n**%s**\n\n", escape(headline(x)), figures(x))
	b.WriteString("| Clause | Title | State | Documents or reason |\n|---|---|---|---|\n")
	for _, c := range x.Clauses {
		switch {
		case gaps && !open(c):
		case c.Requirement:
			fmt.Fprintf(&b, "| %s | %s | %s %s | %s |\n", c.ID, escape(title(x, c)), marks[c.State], c.State, escape(evidence(x, c)))
		default:
			fmt.Fprintf(&b, "| **%s** | **%s** | %s | |\n", c.ID, escape(title(x, c)), rollup(c.Rollup))
		}
	}
	b.WriteByte('\n')
	for _, note := range append([]string{informationFigures(x), coverage.Rule, coverage.Limit}, x.Notes...) {
		fmt.Fprintf(&b, "%s\n", escape(note))
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

// escape escapes Markdown and HTML.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "@", "&#64;").Replace(diag.Clean(s))
}
