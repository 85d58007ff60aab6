package pipeline

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// commands are those of a runner that show a text beside a line.
var commands = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "notice"}

// GitHub writes annotations as workflow commands, errors first: a host shows only some ten of a
// kind. For the same reason all that one rule finds in one place, such as the gaps, is one.
func (r Reporter) GitHub(w io.Writer, findings []diag.Finding) error {
	for _, group := range together(findings) {
		if _, err := io.WriteString(w, r.annotation(group)); err != nil {
			return err
		}
	}
	return nil
}

// together puts errors before warnings before notes, and findings of one rule in one place, of one
// severity, into one group.
func together(findings []diag.Finding) [][]diag.Finding {
	var groups [][]diag.Finding
	at := map[diag.Finding]int{}
	for _, f := range findings {
		key := diag.Finding{Rule: f.Rule, Severity: f.Severity, File: f.File, Pos: f.Pos}
		if i, ok := at[key]; ok {
			groups[i] = append(groups[i], f)
			continue
		}
		at[key] = len(groups)
		groups = append(groups, []diag.Finding{f})
	}
	slices.SortStableFunc(groups, func(a, b []diag.Finding) int { return int(b[0].Severity) - int(a[0].Severity) })
	return groups
}

func (r Reporter) annotation(group []diag.Finding) string {
	f := group[0]
	place := fmt.Sprintf("line=%d,col=%d", f.Line, f.Column)
	if f.Width > 0 {
		place += fmt.Sprintf(",endLine=%d,endColumn=%d", f.Line, f.Column+f.Width)
	}
	return fmt.Sprintf("::%s file=%s,%s,title=%s::%s\n", commands[f.Severity], property(r.Path(f.File)), place,
		property(title(group)), data(words(group)))
}

func title(group []diag.Finding) string {
	if n := len(group); n > 1 {
		return fmt.Sprintf("%s (%d findings)", group[0].Rule, n)
	}
	return group[0].Rule
}

// words is the text of an annotation. No line of it but the first begins with what a document says.
func words(group []diag.Finding) string {
	if len(group) == 1 {
		return text(group[0])
	}
	var b strings.Builder
	for i, f := range group {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "- %s", diag.Clean(f.Message))
	}
	if f := group[0]; f.Hint != "" {
		fmt.Fprintf(&b, "\nhint, for the first: %s", diag.Clean(f.Hint))
	}
	return b.String()
}

var (
	inData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func data(s string) string { return inData.Replace(diag.Inert(s)) }

func property(s string) string { return inProperty.Replace(diag.Inert(diag.Clean(s))) }
