package theme

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

// Fault is an error in a template of the manual, with its place.
type Fault struct{ Finding diag.Finding }

func (f *Fault) Error() string {
	return fmt.Sprintf("%s:%d: %s", f.Finding.File, f.Finding.Line, f.Finding.Message)
}

// collect turns errors in the manual's own templates into findings. Any other error is a bug in the
// built-in theme and is returned.
func (t *Theme) collect(errs []error) ([]diag.Finding, error) {
	var findings []diag.Finding
	for _, err := range errs {
		if err == nil {
			continue
		}
		fault := t.fault(err)
		if fault == nil {
			return nil, err
		}
		if !slices.Contains(findings, fault.Finding) {
			findings = append(findings, fault.Finding)
		}
	}
	return findings, nil
}

var (
	// templateError matches the position in an error of the template packages. Errors in markup
	// have no line.
	templateError = regexp.MustCompile(`^(?:html/)?template: ?([^:]+)(?::(\d+))?(?::(\d+))?: (?s:(.*))$`)
	// unknownField matches the error about a field that a view does not have.
	unknownField = regexp.MustCompile(`map has no entry for key "(.*)"$|can't evaluate field (\S+) in type`)
	// quoted matches markup in a message; escapeState matches the parser state that html/template
	// adds.
	quoted      = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	escapeState = regexp.MustCompile(`:? \{state.*$`)
)

// fault returns the finding for an error in the manual's own templates, or nil. The built-in
// templates work by themselves, so if there are own templates, one of them is the cause.
func (t *Theme) fault(err error) *Fault {
	if err == nil || !t.Custom() {
		return nil
	}
	name, place, message := "", diag.Pos{}, err.Error()
	if m := templateError.FindStringSubmatch(message); m != nil {
		line, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		name, place, message = m[1], diag.Pos{Line: line, Column: column + 1}, m[4]
	}
	if _, own := t.own[name]; !own || place.Line == 0 {
		at := name
		known := place.Line > 0
		if name, place = t.cause(at, message); known {
			message = at + ": " + message
		}
	}
	switch {
	case strings.Contains(message, "unexpected EOF"):
		message = "an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}"
	case strings.HasPrefix(message, "ends in a non-text context"):
		message = "a tag, an attribute or a script has no end"
	}
	if field := unknownField.FindStringSubmatch(message); field != nil {
		message = "there is no field " + field[1] + field[2] + " here"
	}
	hint := "themes/README.md lists what a template may use; delete the file to get the built-in one back"
	if call := (*callError)(nil); errors.As(err, &call) && call.hint != "" {
		hint = call.hint
	}
	return &Fault{diag.Finding{Rule: "theme", File: Folder + "/" + name, Pos: place, Message: escapeState.ReplaceAllString(message, ""), Hint: hint}}
}

// cause guesses which of the manual's own templates makes another one fail, and where: the one that
// contains the quoted markup, or that calls the failing template, or else the first.
func (t *Theme) cause(failed, message string) (name string, place diag.Pos) {
	var own []string
	for _, name := range slices.Sorted(maps.Keys(t.own)) {
		if isTemplate(name) {
			own = append(own, name)
		}
	}
	if i := slices.Index(own, failed); i > 0 {
		own[0], own[i] = own[i], own[0]
	}
	var signs []string
	if pieces := quoted.FindAllString(message, -1); pieces != nil {
		markup, _ := strconv.Unquote(pieces[len(pieces)-1])
		signs = append(signs, beginning(markup))
	}
	signs = append(signs, `template "`+failed+`"`)
	for _, sign := range signs {
		for _, name := range own {
			if at := bytes.Index(t.own[name], []byte(sign)); at >= 0 && len(sign) > len(`">`) {
				before := t.own[name][:at]
				line := bytes.Count(before, []byte("\n"))
				return name, diag.Pos{Line: line + 1, Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1,
					Width: utf8.RuneCountInString(sign)}
			}
		}
	}
	return own[0], diag.Pos{Line: 1, Column: 1}
}

// beginning returns the part of a piece of markup that is unchanged in the source: up to the end of
// its tag or the first blank, since minifying changes blanks.
func beginning(markup string) string {
	markup = strings.TrimSpace(markup)
	if end := strings.IndexAny(markup, "> \t\n"); end >= 0 {
		return strings.TrimSpace(markup[:end+1])
	}
	return markup
}

func isTemplate(name string) bool { return !isAsset(name) && !strings.HasPrefix(name, stringsFolder) }

// Custom reports whether the manual has templates of its own.
func (t *Theme) Custom() bool {
	for name := range t.own {
		if isTemplate(name) {
			return true
		}
	}
	return false
}
