package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	// mostAlone is how many findings of one rule are listed one by one.
	mostAlone = 10
	// firstFew is how many findings of a group are shown.
	firstFew = 3
)

// Grouped writes findings as Text does, for a reader at a terminal: errors first, then warnings, then
// notes, and more than ten findings of one rule and severity as one group with the first few of it,
// after the findings of that severity that are listed one by one.
func (p Printer) Grouped(w io.Writer, findings []Finding) error {
	singles, groups := group(findings)
	for _, severity := range []Severity{Error, Warning, Note} {
		if err := p.Text(w, singles[severity]); err != nil {
			return err
		}
		for _, g := range groups[severity] {
			if err := p.group(w, g); err != nil {
				return err
			}
		}
	}
	return nil
}

// group parts findings by severity into those that are listed one by one and the groups. Both keep
// the order of the findings.
func group(findings []Finding) (singles map[Severity][]Finding, groups map[Severity][][]Finding) {
	type kind struct {
		rule     string
		severity Severity
	}
	of := map[kind][]Finding{} // nil once the group was taken
	for _, f := range findings {
		k := kind{f.Rule, f.Severity}
		of[k] = append(of[k], f)
	}
	singles, groups = map[Severity][]Finding{}, map[Severity][][]Finding{}
	for _, f := range findings {
		k := kind{f.Rule, f.Severity}
		switch list := of[k]; {
		case list == nil:
		case len(list) <= mostAlone:
			singles[f.Severity] = append(singles[f.Severity], f)
		default:
			groups[f.Severity] = append(groups[f.Severity], list)
			of[k] = nil
		}
	}
	return singles, groups
}

// group writes one group: as one line where all of it is in one place, such as the gaps of a manual,
// else as a line with the first few findings below it.
func (p Printer) group(w io.Writer, findings []Finding) error {
	f := findings[0]
	if about := subjects(findings); about != nil {
		_, err := fmt.Fprintf(w, "%s:%d:%d: %s %s: %s; --all lists each\n", p.bold(Clean(p.Path(f.File))), f.Line, f.Column,
			p.severity(f.Severity), f.Rule, count(len(findings), about))
		return err
	}
	files := map[string]bool{}
	for _, f := range findings {
		files[f.File] = true
	}
	in := ""
	if len(files) > 1 {
		in = fmt.Sprintf(" in %d files", len(files))
	}
	if _, err := fmt.Fprintf(w, "%s %s: %d findings%s, of which the first %d are\n", p.severity(f.Severity), f.Rule, len(findings), in,
		firstFew); err != nil {
		return err
	}
	if err := p.Text(w, findings[:firstFew]); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "and %d more of %s; --all lists each\n", len(findings)-firstFew, f.Rule)
	return err
}

// subjects lists what the findings are about, each once, where they are all in one place and say it,
// else nil.
func subjects(findings []Finding) []string {
	var list []string
	for _, f := range findings {
		if f.Subject == "" || f.File != findings[0].File || f.Pos != findings[0].Pos {
			return nil
		}
		if !slices.Contains(list, f.Subject) {
			list = append(list, f.Subject)
		}
	}
	return list
}

// count says how many findings there are and names the first few of their subjects: one clause per
// finding is so many clauses.
func count(n int, about []string) string {
	what := fmt.Sprintf("%d findings about ", n)
	numbered := func(s string) bool { return strings.Trim(s, "0123456789.") == "" }
	if len(about) == n && !slices.ContainsFunc(about, func(s string) bool { return !numbered(s) }) {
		what = fmt.Sprintf("%d clauses: ", n)
	}
	few := about[:min(firstFew, len(about))]
	text := what + Clean(strings.Join(few, ", "))
	if len(about) > len(few) {
		text += ", …"
	}
	return text
}
