// Package fields reads YAML whose values know their place and their spelling.
//
// A value is the text that stands in the file: 4.10 stays 4.10, 010 stays 010 and no stays no.
// Nothing is ever turned into a number, a truth value or a date here. What YAML offers beyond
// plain data (anchors, aliases, tags, merge keys) is refused with a finding, because a person who
// reads the file must see what it says.
package fields

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

// Kind is what a value is made of.
type Kind int

// A missing value, as in `owner:`, is Empty; so are null and ~, which mean nothing in YAML.
const (
	Empty Kind = iota
	Scalar
	List
	Map
)

// maxDepth is how deep lists and maps may stand in each other. The deepest field, the clauses of
// a record, needs five.
const maxDepth = 12

// Value is one value with its place.
type Value struct {
	Kind    Kind
	Text    string // of a scalar, as written, without its quotation marks
	Pos     diag.Pos
	Items   []*Value // of a list
	Entries []Entry  // of a map, in the order of the file, each key once
}

// Entry is a key of a map with its value.
type Entry struct{ Key, Value *Value }

// List gives the items of a list; a scalar is a list of one.
func (v *Value) List() []*Value {
	switch v.Kind {
	case List:
		return v.Items
	case Scalar:
		return []*Value{v}
	}
	return nil
}

// Parse reads the lines from first up to, not including, end as one map. Findings carry the rule
// given. A text that cannot be read gives a finding and nil; an empty one an empty map.
func Parse(src *source.Source, first, end int, rule string) (*Value, []diag.Finding) {
	p := &reader{src: src, rule: rule, shift: first - 1, end: end}
	text := src.Text[src.Offset(first, 1):src.Offset(end, 1)]
	var root yaml.Node
	if err := yaml.Load(text, &root); err != nil && !blank(text) {
		p.unreadable(err)
		return nil, p.findings
	}
	if len(root.Content) == 0 {
		return &Value{Kind: Map, Pos: diag.Pos{Line: first, Column: 1}}, nil
	}
	v := p.value(root.Content[0], 0)
	if v.Kind != Map {
		p.report(v.Pos, "expected `field: value` lines", "begin a line with the name of a field, such as `title: …`")
		return nil, p.findings
	}
	return v, p.findings
}

// blank reports a text that holds nothing but white space and comments.
func blank(text []byte) bool {
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

type reader struct {
	src      *source.Source
	rule     string
	shift    int // lines of the file before the YAML
	end      int // the first line behind it
	findings []diag.Finding
}

func (r *reader) report(pos diag.Pos, message, hint string) {
	r.add(r.rule, pos, message, hint)
}

func (r *reader) add(rule string, pos diag.Pos, message, hint string) {
	r.findings = append(r.findings,
		diag.Finding{Rule: rule, File: r.src.File, Pos: r.inside(pos), Message: message, Hint: hint})
}

// inside keeps a place in the text: where something is missing the library names the line behind.
func (r *reader) inside(pos diag.Pos) diag.Pos {
	if pos.Line < r.end {
		return pos
	}
	return diag.Pos{Line: max(r.end-1, r.shift+1), Column: 1}
}

// value converts a node and all below it.
func (r *reader) value(n *yaml.Node, depth int) *Value { return r.convert(n, depth, false) }

func (r *reader) convert(n *yaml.Node, depth int, key bool) *Value {
	v := &Value{Pos: r.inside(diag.Pos{Line: n.Line + r.shift, Column: n.Column})}
	if depth > maxDepth {
		r.report(v.Pos, fmt.Sprintf("lists and maps are nested more than %d deep", maxDepth), "")
		return v
	}
	r.refuse(n, v.Pos)
	switch n.Kind {
	case yaml.ScalarNode:
		r.scalar(n, v)
		if !key {
			r.cut(n, v.Pos)
		}
	case yaml.SequenceNode:
		v.Kind = List
		for _, item := range n.Content {
			v.Items = append(v.Items, r.value(item, depth+1))
		}
	case yaml.MappingNode:
		if text := r.expression(n, v.Pos); text != "" {
			v.Kind, v.Text, v.Pos.Width = Scalar, text, utf8.RuneCountInString(text)
			break
		}
		v.Kind = Map
		r.entries(n, v, depth)
	}
	return v
}

// expression is the text of {{ name }}, which a template was to replace and YAML takes for a map in a
// map, or "" where the node is anything else.
func (r *reader) expression(n *yaml.Node, pos diag.Pos) string {
	if len(n.Content) != 2 || n.Content[0].Kind != yaml.MappingNode || n.Content[1].Value != "" || len(n.Content[1].Content) > 0 {
		return ""
	}
	text := r.from(pos)
	end := strings.Index(text, "}}")
	if !strings.HasPrefix(text, "{{") || end < 0 || strings.IndexFunc(text[:end], forbidden) >= 0 {
		return ""
	}
	return text[:end+2]
}

func (p *reader) scalar(n *yaml.Node, v *Value) {
	v.Text = n.Value
	switch {
	case plain(n) && (v.Text == "" || v.Text == "~" || strings.EqualFold(v.Text, "null")):
		v.Text = ""
	default:
		v.Kind = Scalar
	}
	v.Pos.Width = p.width(n, v.Pos)
	if bad := strings.IndexFunc(v.Text, forbidden); bad >= 0 {
		r, _ := utf8.DecodeRuneInString(v.Text[bad:])
		p.add("bad-value", v.Pos, fmt.Sprintf("the value holds the invisible character U+%04X", r), "delete it")
		v.Text = diag.Clean(v.Text)
	}
	v.Text = strings.TrimSpace(v.Text)
}

func plain(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// longestLook is how far the end of a value is looked for in its line.
const longestLook = 4000

// from is the text from a place to the end of its line, or as much of it as matters.
func (r *reader) from(pos diag.Pos) string {
	rest := r.src.Text[r.src.Offset(pos.Line, pos.Column):]
	rest = rest[:min(len(rest), longestLook)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return string(rest)
}

// width is how many characters of its first line a scalar takes.
func (r *reader) width(n *yaml.Node, pos diag.Pos) int {
	rest := r.from(pos)
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 1
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		rest = quoted(rest)
	case strings.HasPrefix(rest, n.Value):
		rest = n.Value
	default:
		rest, _, _ = strings.Cut(rest, " #")
	}
	return utf8.RuneCountInString(strings.TrimRight(rest, " \t"))
}

// quoted is a quoted value with its marks, as far as it stands in one line.
func quoted(line string) string {
	mark := line[:min(len(line), 1)]
	for i := 1; i < len(line); i++ {
		switch {
		case mark == `"` && line[i] == '\\', mark == "'" && strings.HasPrefix(line[i:], "''"):
			i++
		case line[i:i+1] == mark:
			return line[:i+1]
		}
	}
	return line
}

// forbidden names characters that no value may hold; a block of lines has line feeds, and a tab
// is a blank.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || diag.IsDirectionControl(r)
}

// cut reports a value that YAML ended at ` #`, unless a blank after the # shows that a comment
// was meant.
func (r *reader) cut(n *yaml.Node, pos diag.Pos) {
	value, comment := n.Value, n.LineComment
	if value == "" {
		// The library hangs the comment after nothing on one of the neighbours.
		comment = strings.TrimSpace(r.from(pos))
	}
	if !plain(n) || !strings.HasPrefix(comment, "#") || len(comment) > 1 && (comment[1] == ' ' || comment[1] == '\t') {
		return
	}
	if at := strings.Index(r.src.Line(pos.Line), " "+comment); at >= 0 {
		pos.Column = 2 + utf8.RuneCountInString(r.src.Line(pos.Line)[:at])
		pos.Width = utf8.RuneCountInString(comment)
	}
	whole, left := strings.TrimSpace(value+" "+comment), "nothing is left"
	if value != "" {
		left = fmt.Sprintf("the value is `%s`", value)
	}
	r.add("cut-value", pos, fmt.Sprintf("YAML treats ` %s` as a comment and cuts it off; %s", comment, left),
		fmt.Sprintf("quote the value: \"%s\"; if a comment was meant, put a blank after the #",
			strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(whole)))
}

func (r *reader) entries(n *yaml.Node, v *Value, depth int) {
	seen := map[string]diag.Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := r.convert(n.Content[i], depth+1, true)
		value := r.value(n.Content[i+1], depth+1)
		switch first, doubled := seen[key.Text]; {
		case key.Kind == List || key.Kind == Map:
			r.report(key.Pos, "the name of a field is a list or a map, expected a word", "")
		case n.Content[i].Tag == "!!merge":
			r.report(key.Pos, "merge key << is not allowed here", "write the fields where they are needed")
		case doubled:
			r.report(key.Pos, fmt.Sprintf("field %s appears twice; the first is on line %d", key.Text, first.Line),
				"delete one of the two")
		default:
			seen[key.Text] = key.Pos
			v.Entries = append(v.Entries, Entry{key, value})
		}
	}
}

// unreadable words an error of the YAML library for somebody who does not know YAML.
func (r *reader) unreadable(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.report(diag.Pos{Line: r.shift + 1, Column: 1}, err.Error(), "")
		return
	}
	at := diag.Pos{Line: load.Mark.Line + r.shift, Column: load.Mark.Column}
	from := diag.Pos{Line: load.ContextMark.Line + r.shift, Column: load.ContextMark.Column}
	if load.Mark.Line == 0 {
		at = diag.Pos{Line: r.shift + 1, Column: 1}
	}
	if load.ContextMark.Line == 0 {
		from = at
	}
	r.word(load.Message, load.ContextMsg, at, from)
}

func (p *reader) word(message, context string, at, from diag.Pos) {
	line := p.src.Line(at.Line)
	next := string(p.src.Text[p.src.Offset(at.Line, at.Column):])
	switch {
	case strings.HasPrefix(line, "\t") || strings.HasPrefix(next, "\t"):
		p.report(at, "a tab indents this line; YAML takes blanks only", "replace the tab by two blanks")
	case strings.Contains(message, "cannot start any token") && next != "":
		r, _ := utf8.DecodeRuneInString(next)
		p.report(at, fmt.Sprintf("a value cannot begin with %c", r), "put the value in quotation marks")
	case strings.Contains(message, "mapping values are not allowed"):
		p.report(at, "a second `: ` in one line", "put the value in quotation marks if the colon is part of it")
	case strings.Contains(context, "quoted scalar"):
		hint := "close it; inside the value write it as \\\""
		if strings.HasPrefix(p.from(from), "'") {
			hint = "close it; inside the value write it twice"
		}
		p.report(from, "the quotation mark that opens here is not closed", hint)
	case strings.Contains(context, "flow"):
		from = p.opening(from)
		p.report(from, "the bracket that opens here is not closed", p.bracketHint(from))
	case strings.Contains(message, "could not find expected ':'"), strings.Contains(message, "did not find expected key"):
		p.report(at, "expected `field: value` here", "check the indentation of this line and the line before")
	case strings.Contains(message, "multiple"):
		p.report(p.divide(), "this line ends the YAML, and more follows", "delete it")
	default:
		p.report(at, "this is not YAML: "+message, "")
	}
}

// divide finds the line that parts two YAML documents; the library does not name it.
func (r *reader) divide() diag.Pos {
	for n := r.shift + 1; n < r.end; n++ {
		if line := r.src.Line(n); strings.HasPrefix(line, "...") || strings.HasPrefix(line, "---") {
			return diag.Pos{Line: n, Column: 1, Width: utf8.RuneCountInString(line)}
		}
	}
	return diag.Pos{Line: r.shift + 1, Column: 1}
}

// opening is the place of a bracket; where the library names the end of the text, it is the last one
// that opens.
func (r *reader) opening(at diag.Pos) diag.Pos {
	start, end := r.src.Offset(r.shift+1, 1), r.src.Offset(r.end, 1)
	if r.src.Offset(at.Line, at.Column) < end && at.Line < r.end {
		return at
	}
	last := strings.LastIndexAny(string(r.src.Text[start:end]), "[{")
	at = r.src.Pos(start+max(last, 0), start+max(last, 0))
	return at
}

func (r *reader) bracketHint(from diag.Pos) string {
	if strings.Contains(r.src.Line(from.Line), " #") {
		return "` #` begins a comment that goes on to the end of the line; write 8.4.1#section without the blank"
	}
	return "add the missing ] or }"
}
