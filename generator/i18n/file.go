package i18n

import (
	"fmt"
	"hash/maphash"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

// File is one file of strings.
type File struct {
	strings             map[string]message
	pos                 map[string]diag.Pos // of each string
	direction           string
	months, shortMonths []string
	sum                 uint64
	name                string
	findings            []diag.Finding
}

// Names reports whether a text can be the name of a language.
func Names(text string) bool {
	_, err := language.Parse(text)
	return err == nil
}

var seed = maphash.MakeSeed()

var formNames = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other"}

func formNamed(name string) (plural.Form, bool) {
	for form, n := range formNames {
		if n == name {
			return form, true
		}
	}
	return 0, false
}

// rule is the name of the findings: what cannot be read here cannot be shown.
const rule = "theme"

// Read reads a file of strings. Its name is for findings.
func Read(name string, raw []byte) (*File, []diag.Finding) {
	f := &File{name: name, strings: map[string]message{}, pos: map[string]diag.Pos{}, sum: maphash.Bytes(seed, raw)}
	src, findings := diag.ReadSource(name, raw)
	root, more := yaml.Parse(src, 1, src.LineCount()+1, rule)
	f.findings = append(findings, more...)
	if root == nil {
		return f, f.findings
	}
	for _, e := range root.Entries {
		switch e.Key.Text {
		case "direction":
			f.turn(e.Value)
		case "months":
			f.months = f.year(e)
		case "short_months":
			f.shortMonths = f.year(e)
		default:
			f.group(e)
		}
	}
	return f, f.findings
}

func (f *File) report(pos diag.Pos, message, hint string) {
	f.findings = append(f.findings, diag.Finding{Rule: rule, File: f.name, Pos: pos, Message: message, Hint: hint})
}

func (f *File) turn(v *yaml.Value) {
	if v.Text != "ltr" && v.Text != "rtl" {
		f.report(v.Pos, fmt.Sprintf("%q is not a direction", v.Text), "expected ltr or rtl")
		return
	}
	f.direction = v.Text
}

func (f *File) year(e yaml.Entry) []string {
	var months []string
	for _, item := range e.Value.List() {
		months = append(months, item.Text)
	}
	if len(months) != 12 {
		f.report(e.Key.Pos, fmt.Sprintf("%s names %d months, expected 12", e.Key.Text, len(months)),
			"write them as [January, February, …]")
		return nil
	}
	return months
}

func (f *File) group(e yaml.Entry) {
	if e.Value.Kind != yaml.Map {
		f.report(e.Key.Pos, fmt.Sprintf("%s is not a group of strings", e.Key.Text),
			"write `group:`, and below it, indented, `name: \"text\"`")
		return
	}
	for _, s := range e.Value.Entries {
		key := e.Key.Text + "." + s.Key.Text
		if m, ok := f.message(key, s.Value); ok {
			f.strings[key], f.pos[key] = m, s.Key.Pos
		}
	}
}

// message reads a string, or a map from form to string.
func (f *File) message(key string, v *yaml.Value) (message, bool) {
	switch v.Kind {
	case yaml.Scalar:
		other := split(v.Text)
		return message{other: other, args: highest(other)}, true
	case yaml.Map:
		return f.plural(key, v)
	}
	f.report(v.Pos, fmt.Sprintf("string %s has no text", key),
		"delete its line to have what the built-in language says")
	return message{}, false
}

func (f *File) plural(key string, v *yaml.Value) (message, bool) {
	m := message{forms: map[plural.Form][]Piece{}, args: 1}
	for _, e := range v.Entries {
		form, ok := formNamed(e.Key.Text)
		if !ok {
			f.report(e.Key.Pos, fmt.Sprintf("%s is not a form of a number", e.Key.Text),
				"expected zero, one, two, few, many or other")
			continue
		}
		m.forms[form] = split(e.Value.Text)
		m.args = max(m.args, highest(m.forms[form]))
	}
	m.other = m.forms[plural.Other]
	delete(m.forms, plural.Other)
	if m.other == nil {
		f.report(v.Pos, fmt.Sprintf("string %s has no form `other`", key), "every number without a form of its own takes it")
	}
	return m, m.other != nil
}

var placeholder = regexp.MustCompile(`\{([1-9])\}`)

func split(text string) []Piece {
	var pieces []Piece
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			pieces = append(pieces, Piece{Text: text[at:m[0]]})
		}
		n, _ := strconv.Atoi(text[m[2]:m[3]])
		pieces = append(pieces, Piece{Arg: n})
		at = m[1]
	}
	if at < len(text) || len(pieces) == 0 {
		pieces = append(pieces, Piece{Text: text[at:]})
	}
	return pieces
}

// highest is the number of the last argument that pieces want.
func highest(pieces []Piece) int {
	n := 0
	for _, p := range pieces {
		n = max(n, p.Arg)
	}
	return n
}

// Against holds a file against one that has every string: a string that nobody asks for, and an
// argument that nobody gives, are findings. A form that needs no argument may leave it out.
func (f *File) Against(all *File) []diag.Finding {
	var findings []diag.Finding
	for _, key := range slices.Sorted(maps.Keys(f.strings)) {
		m, pos := f.strings[key], f.pos[key]
		full, known := all.strings[key]
		switch {
		case !known:
			findings = append(findings, diag.Finding{Rule: "unknown-field", File: f.name, Pos: pos,
				Message: fmt.Sprintf("no string is called %s", key), Hint: all.near(key)})
		case m.args > full.args:
			findings = append(findings, diag.Finding{Rule: rule, File: f.name, Pos: pos,
				Message: fmt.Sprintf("string %s has {%d}, but is given %s", key, m.args, Arguments(full.args)),
				Hint:    "in English it is: " + written(full.other)})
		}
	}
	return findings
}

// Arguments names a number of arguments, for a finding.
func Arguments(n int) string {
	if n == 1 {
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

// near names the string whose key is the nearest.
func (f *File) near(key string) string {
	if near := diag.Nearest(key, slices.Sorted(maps.Keys(f.strings))); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	group, _, _ := strings.Cut(key, ".")
	var names []string
	for known := range f.strings {
		if g, name, _ := strings.Cut(known, "."); g == group {
			names = append(names, name)
		}
	}
	if names == nil {
		return "strings/en.yaml of the built-in theme lists all strings"
	}
	slices.Sort(names)
	return group + " has " + strings.Join(names, ", ")
}
