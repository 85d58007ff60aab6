package transition

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// CannotEdit is a front matter that Edit would have to rewrite, since it is not enough to insert
// something.
type CannotEdit struct {
	File   string
	Pos    diag.Pos
	Reason string
}

func (c *CannotEdit) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", c.File, c.Pos.Line, c.Pos.Column, c.Reason)
}

// Edit inserts the claims and proposals of a document for the later edition into its file. All other
// bytes stay as they are. If there is nothing to write, it returns the file unchanged. The error is a
// CannotEdit.
func (p *Plan) Edit(d *Document, raw []byte) ([]byte, error) {
	e := &editor{file: d.Entry.File, raw: raw, from: p.From.Year, year: p.To.Year}
	e.src, _ = diag.ReadSource(e.file, raw)
	e.indexLines()
	if err := e.asWritten(d.Entry.MetaEnd); err != nil {
		return nil, err
	}
	root, _ := yaml.Parse(e.src, 2, d.Entry.MetaEnd, "front-matter")
	for _, l := range d.Lists {
		if l.Written || len(l.Moves) == 0 {
			continue
		}
		if root == nil {
			return nil, &CannotEdit{e.file, d.Entry.Start(), "the front matter is not readable"}
		}
		claims, proposed := l.result(p)
		if err := e.list(root, l.Moves[0].Pos, claims, proposed); err != nil {
			return nil, err
		}
	}
	if len(e.inserts) == 0 {
		return raw, nil
	}
	edited := e.apply()
	if !p.sound(d, raw, edited) {
		return nil, &CannotEdit{e.file, d.Entry.Start(), "the front matter has a form that cannot be edited in place; " +
			"write `clauses` as a list in one line, such as [8.4.1, 8.6]"}
	}
	return edited, nil
}

// sound reports whether an edited file differs from the document only in what was to be written.
func (p *Plan) sound(d *Document, raw, edited []byte) bool {
	before, after := document.Parse(d.Entry.File, raw), document.Parse(d.Entry.File, edited)
	if len(before.Findings) != len(after.Findings) || withoutClaims(before.Meta) != withoutClaims(after.Meta) {
		return false
	}
	next := p.lists(after.Meta)
	same := func(a, b List) bool {
		claims, proposed := a.result(p)
		return slices.EqualFunc(a.Moves, b.Moves, func(x, y Move) bool { return sameClaim(x.Claim, y.Claim) }) &&
			(b.Written || len(b.Moves) == 0) && slices.EqualFunc(claims, b.Claims, sameClaim) && slices.EqualFunc(proposed, b.Proposed, sameClaim)
	}
	return slices.EqualFunc(d.Lists, next, same)
}

// withoutClaims is what a front matter says besides its claims and proposals.
func withoutClaims(m document.Meta) string {
	m.Claims, m.Proposed = nil, nil
	m.Records = slices.Clone(m.Records)
	for i := range m.Records {
		m.Records[i].Clauses = nil
	}
	said, _ := m.Said(nil)
	return said
}

// editor collects insertions into a file.
type editor struct {
	file    string
	from    string // the year of the earlier edition
	year    string // that of the later one
	raw     []byte
	src     *diag.Source
	starts  []int // offsets in raw of lines, by line number - 1
	inserts []insert
}

// insert is a text to be inserted at an offset of the file.
type insert struct {
	at   int
	text string
}

func (e *editor) apply() []byte {
	slices.SortStableFunc(e.inserts, func(a, b insert) int { return a.at - b.at })
	var out bytes.Buffer
	last := 0
	for _, i := range e.inserts {
		out.Write(e.raw[last:i.at])
		out.WriteString(i.text)
		last = i.at
	}
	out.Write(e.raw[last:])
	return out.Bytes()
}

// indexLines finds the lines of the file, which the source has with other line endings and without
// a byte-order mark.
func (e *editor) indexLines() {
	at := 0
	if bytes.HasPrefix(e.raw, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	e.starts = append(e.starts, at)
	for ; at < len(e.raw); at++ {
		switch {
		case e.raw[at] == '\n', e.raw[at] == '\r' && (at+1 == len(e.raw) || e.raw[at+1] != '\n'):
			e.starts = append(e.starts, at+1)
		}
	}
}

// insert inserts a text at a place.
func (e *editor) insert(at place, text string) {
	e.inserts = append(e.inserts, insert{e.starts[at.line-1] + at.index, text})
}

// asWritten refuses a front matter of which some bytes are read as something else.
func (e *editor) asWritten(end int) error {
	for n := 1; n < end; n++ {
		if line := e.src.Line(n); n >= len(e.starts) || !bytes.HasPrefix(e.raw[e.starts[n-1]:], []byte(line)) {
			return &CannotEdit{e.file, diag.Pos{Line: n, Column: 1}, "the encoding is not UTF-8; save the file as UTF-8"}
		}
	}
	return nil
}

// index is the index in its line of a position.
func (e *editor) index(pos diag.Pos) int {
	return e.src.Offset(pos.Line, pos.Column) - e.src.Offset(pos.Line, 1)
}

func (e *editor) refuse(pos diag.Pos, reason string) error {
	return &CannotEdit{e.file, pos, reason + "; write `clauses` as a list in one line, such as [8.4.1, 8.6]"}
}

// step is a field on the way to a value.
type step struct {
	entry  yaml.Entry
	parent *yaml.Value
	flow   bool // the map is written in braces
}

// find returns the way to the scalar at a position.
func (e *editor) find(v *yaml.Value, pos diag.Pos, flow bool) ([]step, bool) {
	switch v.Kind {
	case yaml.Scalar:
		return nil, v.Pos.Line == pos.Line && v.Pos.Column == pos.Column
	case yaml.List:
		flow = flow || e.startsWith(v, '[')
		for _, item := range v.Items {
			if steps, ok := e.find(item, pos, flow); ok {
				return steps, true
			}
		}
	case yaml.Map:
		flow = flow || e.startsWith(v, '{')
		for _, entry := range v.Entries {
			if steps, ok := e.find(entry.Value, pos, flow); ok {
				return append([]step{{entry, v, flow}}, steps...), true
			}
		}
	}
	return nil, false
}

func (e *editor) startsWith(v *yaml.Value, c byte) bool {
	at := e.src.Offset(v.Pos.Line, v.Pos.Column)
	return at < len(e.src.Text) && e.src.Text[at] == c
}
