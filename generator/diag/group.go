package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	// maxSingles is the number of findings of one rule up to which they are listed one by one.
	maxSingles = 10
	// groupSample is the number of findings shown of a group.
	groupSample = 3
)

// Grouped writes findings like Text, for a terminal: errors, then warnings, then notes. More than
// maxSingles findings of one rule and severity form a group, of which the first few are shown after
// the other findings of that severity.
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

// group separates findings by severity into singles and groups. Both keep the order of the
// findings.
func group(findings []Finding) (singles map[Severity][]Finding, groups map[Severity][][]Finding) {
	type kind struct {
		rule     string
		severity Severity
	}
	of := map[kind][]Finding{} // nil once the group was added
	for _, f := range findings {
		k := kind{f.Rule, f.Severity}
		of[k] = append(of[k], f)
	}
	singles, groups = map[Severity][]Finding{}, map[Severity][][]Finding{}
	for _, f := range findings {
		k := kind{f.Rule, f.Severity}
		switch list := of[k]; {
		case list == nil:
		case len(list) <= maxSingles:
			singles[f.Severity] = append(singles[f.Severity], f)
		default:
			groups[f.Severity] = append(groups[f.Severity], list)
			of[k] = nil
		}
	}
	return singles, groups
}

// group writes one group: as one line if all findings have the same position, such as the gaps of a
// manual, otherwise as a line with the first few findings below it.
func (p Printer) group(w io.Writer, findings []Finding) error {
	f := findings[0]
	if about := subjects(findings); about != nil {
		_, err := fmt.Fprintf(w, "%s:%d:%d: %s %s: %s; --all lists each\n", p.bold(Inert(Clean(p.Path(f.File)))), f.Line, f.Column,
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
		groupSample); err != nil {
		return err
	}
	if err := p.Text(w, findings[:groupSample]); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "and %d more of %s; --all lists each\n", len(findings)-groupSample, f.Rule)
	return err
}

// subjects returns the subjects of findings, each once, if all have one and the same position;
// otherwise nil.
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

// count words the number of findings with the first few subjects; if each is about one clause, it
// counts clauses.
func count(n int, about []string) string {
	what := fmt.Sprintf("%d findings about ", n)
	numbered := func(s string) bool { return strings.Trim(s, "0123456789.") == "" }
	if len(about) == n && !slices.ContainsFunc(about, func(s string) bool { return !numbered(s) }) {
		what = fmt.Sprintf("%d clauses: ", n)
	}
	few := about[:min(groupSample, len(about))]
	text := what + Inert(Clean(strings.Join(few, ", ")))
	if len(about) > len(few) {
		text += ", …"
	}
	return text
}
