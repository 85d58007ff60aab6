// Package yaml reads YAML and keeps the position and spelling of every value.
//
// A value is the text as written: 4.10 stays 4.10, 010 stays 010 and no stays no. Nothing is
// converted to a number, a boolean or a date. YAML features beyond plain data (anchors, aliases,
// tags, merge keys) are reported as findings, because readers of the file have to see what it says.
package yaml

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
)

// Kind is the kind of a value.
type Kind int

// A missing value, as in `owner:`, is Empty; so are null and ~.
const (
	Empty Kind = iota
	Scalar
	List
	Map
)

// maxDepth limits the nesting of lists and maps. The deepest field, the clauses of a record, needs
// five levels.
const maxDepth = 12

// Value is a value with its position.
type Value struct {
	Kind    Kind
	Text    string // of a scalar; as written, without quotation marks
	Pos     diag.Pos
	Items   []*Value // of a list
	Entries []Entry  // of a map; in file order, each key once
}

// Entry is a key of a map with its value.
type Entry struct{ Key, Value *Value }

// List returns the items of a list; a scalar is a list of one.
func (v *Value) List() []*Value {
	switch v.Kind {
	case List:
		return v.Items
	case Scalar:
		return []*Value{v}
	}
	return nil
}

// Parse parses the lines from first up to, but excluding, end as a map. Findings have the given
// rule. For unreadable text it returns nil and a finding, for empty text an empty map.
func Parse(src *diag.Source, first, end int, rule string) (*Value, []diag.Finding) {
	p := &reader{src: src, rule: rule, lineOffset: first - 1, end: end}
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

// blank reports whether a text has only white space and comments.
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
	src        *diag.Source
	rule       string
	lineOffset int // number of lines before the YAML
	end        int // the first line after it
	findings   []diag.Finding
}

func (r *reader) report(pos diag.Pos, message, hint string) {
	r.add(r.rule, pos, message, hint)
}

func (r *reader) add(rule string, pos diag.Pos, message, hint string) {
	r.findings = append(r.findings,
		diag.Finding{Rule: rule, File: r.src.File, Pos: r.clamp(pos), Message: message, Hint: hint})
}

// clamp moves a position after the text into it: if something is missing, the library reports the
// line after.
func (r *reader) clamp(pos diag.Pos) diag.Pos {
	if pos.Line < r.end {
		return pos
	}
	return diag.Pos{Line: max(r.end-1, r.lineOffset+1), Column: 1}
}

// value converts a node and its children.
func (r *reader) value(n *yaml.Node, depth int) *Value { return r.convert(n, depth, false) }

func (r *reader) convert(n *yaml.Node, depth int, key bool) *Value {
	v := &Value{Pos: r.clamp(diag.Pos{Line: n.Line + r.lineOffset, Column: n.Column})}
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

// expression returns the text of a template expression such as {{ name }}, which YAML parses as a
// map in a map, or "".
func (r *reader) expression(n *yaml.Node, pos diag.Pos) string {
	if len(n.Content) != 2 || n.Content[0].Kind != yaml.MappingNode || n.Content[1].Value != "" || len(n.Content[1].Content) > 0 {
		return ""
	}
	text := r.restOfLine(pos)
	end := strings.Index(text, "}}")
	if !strings.HasPrefix(text, "{{") || end < 0 || strings.IndexFunc(text[:end], forbidden) >= 0 {
		return ""
	}
	return text[:end+2]
}

func (r *reader) scalar(n *yaml.Node, v *Value) {
	v.Text = n.Value
	switch {
	case isPlain(n) && (v.Text == "" || v.Text == "~" || strings.EqualFold(v.Text, "null")):
		v.Text = ""
	default:
		v.Kind = Scalar
	}
	v.Pos.Width = r.width(n, v.Pos)
	if bad := strings.IndexFunc(v.Text, forbidden); bad >= 0 {
		char, _ := utf8.DecodeRuneInString(v.Text[bad:])
		r.add("bad-value", v.Pos, fmt.Sprintf("the value holds the invisible character U+%04X", char), "delete it")
		v.Text = diag.Clean(v.Text)
	}
	v.Text = strings.TrimSpace(v.Text)
}

func isPlain(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// maxLookahead limits the search for the end of a value in its line, in bytes.
const maxLookahead = 4000

// restOfLine is the text from a position to the end of its line, up to maxLookahead.
func (r *reader) restOfLine(pos diag.Pos) string { return string(r.lineFrom(pos)) }

// lineFrom is restOfLine without a copy, for what every value is asked.
func (r *reader) lineFrom(pos diag.Pos) []byte {
	rest := r.src.Text[r.src.Offset(pos.Line, pos.Column):]
	rest = rest[:min(len(rest), maxLookahead)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// width is the number of characters of a scalar in its first line.
func (r *reader) width(n *yaml.Node, pos diag.Pos) int {
	if isPlain(n) && bytes.HasPrefix(r.lineFrom(pos), []byte(n.Value)) {
		return utf8.RuneCountInString(strings.TrimRight(n.Value, " \t"))
	}
	rest := r.restOfLine(pos)
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 1
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		rest = quoted(rest)
	default:
		rest, _, _ = strings.Cut(rest, " #")
	}
	return utf8.RuneCountInString(strings.TrimRight(rest, " \t"))
}

// quoted is the part of a quoted value in its first line, including quotation marks.
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

// forbidden reports whether values must not contain a character.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || diag.IsDirectionControl(r)
}

// cut reports a value that YAML ended at ` #`, unless a blank after the # shows that a comment was
// intended.
func (r *reader) cut(n *yaml.Node, pos diag.Pos) {
	value, comment := n.Value, n.LineComment
	if value == "" {
		// The library attaches the comment after an empty value to a neighbour.
		comment = strings.TrimSpace(r.restOfLine(pos))
	}
	if !isPlain(n) || !strings.HasPrefix(comment, "#") || len(comment) > 1 && (comment[1] == ' ' || comment[1] == '\t') {
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
		case key.Kind == Empty:
			r.report(key.Pos, "a field has no name, expected a word before the colon", "write `field: value`")
		case doubled:
			r.report(key.Pos, fmt.Sprintf("field %s appears twice; the first is on line %d", key.Text, first.Line),
				"delete one of the two")
		default:
			seen[key.Text] = key.Pos
			v.Entries = append(v.Entries, Entry{key, value})
		}
	}
}
