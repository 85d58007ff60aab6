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

// collect turns errors of the manual's own templates into findings. Any other is one of ours.
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
	// templateError is how the template packages name the place of an error. That of markup has no line.
	templateError = regexp.MustCompile(`^(?:html/)?template: ?([^:]+)(?::(\d+))?(?::(\d+))?: (?s:(.*))$`)
	// unknownField is how package template says that a view has no field of a name.
	unknownField = regexp.MustCompile(`map has no entry for key "(.*)"$|can't evaluate field (\S+) in type`)
	// quoted is a piece of markup in a message, and states what package template knows of where it is.
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	states = regexp.MustCompile(`:? \{state.*$`)
)

// fault gives the finding of an error in the manual's own templates, else nil. The built-in ones work
// by themselves, so where the manual has any, one of them is the cause.
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
	return &Fault{diag.Finding{Rule: "theme", File: Folder + "/" + name, Pos: place, Message: states.ReplaceAllString(message, ""), Hint: hint}}
}

// cause finds which of the manual's own templates makes one fail, and where: the one that has the
// markup that a message quotes, or that calls the one that fails, or else the first.
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

// beginning is what of a piece of markup stands in the file as it is: up to the end of its tag or to
// the first blank, which may be another once templates are minified.
func beginning(markup string) string {
	markup = strings.TrimSpace(markup)
	if end := strings.IndexAny(markup, "> \t\n"); end >= 0 {
		return strings.TrimSpace(markup[:end+1])
	}
	return markup
}

func isTemplate(name string) bool { return !isAsset(name) && !strings.HasPrefix(name, stringsFolder) }

// Custom reports whether the manual brings templates of its own.
func (t *Theme) Custom() bool {
	for name := range t.own {
		if isTemplate(name) {
			return true
		}
	}
	return false
}
