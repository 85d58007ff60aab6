package preview

import (
	"fmt"
	"io"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
)

// news is what a save did to the findings.
type news struct {
	added []diag.Finding // were not there before, or not as severe
	fixed []diag.Finding // are there no longer
}

// known returns the findings that two checks are compared by: those of the last check, and the
// warnings and notes of earlier checks that cannot be made any more because of an error. Otherwise
// an error in a front matter would seem to fix what else is wrong in that document, and its
// correction would seem to break it again.
func (s *snapshot) known(earlier []diag.Finding) []diag.Finding {
	blind := map[string]bool{} // files with an error
	for _, f := range s.findings {
		blind[f.File] = blind[f.File] || f.Severity == diag.Error
	}
	unread := s.unreadable || s.latest.Matrix == nil
	list, have := slices.Clone(s.findings), identify(s.findings)
	for id, f := range identifyInOrder(earlier) {
		hidden := (unread || blind[f.File]) && (s.unreadable || f.Severity != diag.Error)
		if _, again := have[id]; hidden && !again && f.Rule != diskRule {
			list = append(list, f)
		}
	}
	return list
}

// newsBetween compares two lists of findings, by what they say and not by their lines.
func newsBetween(before, now []diag.Finding) news {
	old, fresh := identify(before), identify(now)
	var n news
	for id, f := range identifyInOrder(now) {
		if was, ok := old[id]; !ok || was.Severity < f.Severity {
			n.added = append(n.added, f)
		}
	}
	for id, f := range identifyInOrder(before) {
		if _, ok := fresh[id]; !ok {
			n.fixed = append(n.fixed, f)
		}
	}
	return n
}

func identify(findings []diag.Finding) map[string]diag.Finding {
	list := make(map[string]diag.Finding, len(findings))
	for id, f := range identifyInOrder(findings) {
		list[id] = f
	}
	return list
}

// identifyInOrder yields each finding with what it is recognized by.
func identifyInOrder(findings []diag.Finding) func(yield func(string, diag.Finding) bool) {
	return func(yield func(string, diag.Finding) bool) {
		for i, id := range diag.Fingerprints(findings) {
			if !yield(id, findings[i]) {
				return
			}
		}
	}
}

// maxNewErrors limits the errors that the terminal lists after a save. `check` lists them all.
const maxNewErrors = 10

// logErrors writes the errors that a save made, with their places, and those that it fixed.
func (p *Preview) logErrors(n news) {
	p.logSome(n.added, func(f diag.Finding) string {
		line := fmt.Sprintf("%s:%d:%d: %s: %s [%s]", p.path(f.File), f.Line, f.Column, f.Severity, diag.Clean(f.Message), f.Rule)
		if f.Hint != "" {
			line += "\n    hint: " + diag.Clean(f.Hint)
		}
		return line
	})
	p.logSome(n.fixed, func(f diag.Finding) string {
		return fmt.Sprintf("fixed: %s: %s [%s]", p.path(f.File), diag.Clean(f.Message), f.Rule)
	})
}

func (p *Preview) logSome(findings []diag.Finding, line func(diag.Finding) string) {
	n := 0
	for _, f := range findings {
		if f.Severity != diag.Error {
			continue
		}
		if n++; n <= maxNewErrors {
			fmt.Fprintln(p.log, line(f))
		}
	}
	if n > maxNewErrors {
		fmt.Fprintf(p.log, "and %d more\n", n-maxNewErrors)
	}
}

// path returns a file of the manual as the terminal's reader can open it.
func (p *Preview) path(file string) string {
	if p.Path != nil {
		file = p.Path(file)
	}
	return diag.Clean(file)
}

// inertWriter writes what no pipeline runner executes as a command. Each Write has whole lines.
type inertWriter struct{ io.Writer }

func (w inertWriter) Write(data []byte) (int, error) {
	if _, err := io.WriteString(w.Writer, diag.Inert(string(data))); err != nil {
		return 0, err
	}
	return len(data), nil
}
