// Package source reads one text file and knows its lines.
//
// A source is always clean UTF-8 with line feeds. What had to be changed to make it so is a
// finding; no byte of the author's text is dropped, a byte that is not text becomes U+FFFD.
package source

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

// MaxSize is the largest text read, in bytes. More than this is not a document that a person
// maintains, and some Markdown costs time in the square of its size.
const MaxSize = 512 << 10

// Source is the text of one file.
type Source struct {
	File string // relative to the manual's folder, with forward slashes
	Text []byte
	// lines holds the offset at which each line begins.
	lines []int
	// near is a place that was asked for, from which the next one in the same line is counted: one
	// line can be the whole text, and counting each from its beginning would take the square of it.
	near struct{ offset, line, column int }
}

// Read makes clean text of a file's bytes, of which the first MaxSize+1 are enough. The findings are
// about the file's size and encoding.
func Read(file string, raw []byte) (*Source, []diag.Finding) {
	s := &Source{File: file}
	var findings []diag.Finding
	if len(raw) > MaxSize {
		findings = append(findings, s.whole("too-large",
			fmt.Sprintf("the file has more than %d bytes, the most that clausebook reads", MaxSize),
			"split it, or put data into a file next to it and link to that"))
		raw = raw[:MaxSize]
		if end := bytes.LastIndexByte(raw, '\n'); end > 0 {
			raw = raw[:end+1]
		}
	}
	text, found := s.decode(raw)
	findings = append(findings, found...)
	text, returns := unixLines(text)
	s.Text = text
	s.index()
	findings = append(findings, s.scrub()...)
	if returns {
		findings = append(findings, s.whole("crlf", "lines end in carriage return and line feed; they are read as line feeds",
			"`* text=auto eol=lf` in .gitattributes keeps one line ending for everybody"))
	}
	return s, findings
}

// decode strips a byte-order mark and reads UTF-16, which some editors write.
func (s *Source) decode(raw []byte) ([]byte, []diag.Finding) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return raw[3:], []diag.Finding{s.whole("byte-order-mark",
			"the file begins with a byte-order mark; it is skipped", "save it as UTF-8 without BOM")}
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return fromUTF16(raw), []diag.Finding{s.whole("encoding",
			"the file is UTF-16, expected UTF-8", "save it as UTF-8")}
	}
	return raw, nil
}

func fromUTF16(raw []byte) []byte {
	little := raw[0] == 0xff
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		unit := uint16(raw[i])<<8 | uint16(raw[i+1])
		if little {
			unit = uint16(raw[i+1])<<8 | uint16(raw[i])
		}
		units = append(units, unit)
	}
	if len(raw)%2 == 1 {
		units = append(units, utf8.RuneError) // half a character
	}
	return []byte(string(utf16.Decode(units)))
}

// unixLines turns CR LF and lone CR into LF and reports whether there was any.
func unixLines(text []byte) ([]byte, bool) {
	if bytes.IndexByte(text, '\r') < 0 {
		return text, false
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), true
}

func (s *Source) index() {
	s.near.line = 0
	s.lines = append(s.lines[:0], 0)
	for i, c := range s.Text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
}

// scrub replaces bytes that are no UTF-8 and control characters by U+FFFD, and reports the first
// of them with their number.
func (s *Source) scrub() []diag.Finding {
	if clean(s.Text) {
		return nil
	}
	var out bytes.Buffer
	var bad, control faults
	for i := 0; i < len(s.Text); {
		r, size := utf8.DecodeRune(s.Text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad.add(out.Len(), rune(s.Text[i]))
		case isControl(r):
			control.add(out.Len(), r)
			r = utf8.RuneError
		}
		out.WriteRune(r)
		i += size
	}
	s.Text = out.Bytes()
	s.index()
	var findings []diag.Finding
	if bad.n > 0 {
		findings = append(findings, s.fault("encoding", bad, "byte 0x%02X is not valid UTF-8", "save the file as UTF-8"))
	}
	if control.n > 0 {
		findings = append(findings, s.fault("control-character", control,
			"control character U+%04X", "delete it; it cannot be seen in most editors"))
	}
	return findings
}

// faults are what is wrong with a text: how often, and the first with its place in the text that is
// clean, since in the other it is not known where a character begins.
type faults struct {
	n, at int
	first rune
}

func (f *faults) add(at int, value rune) {
	if f.n++; f.n == 1 {
		f.at, f.first = at, value
	}
}

func (s *Source) fault(rule string, f faults, format, hint string) diag.Finding {
	message := fmt.Sprintf(format, f.first)
	if f.n > 1 {
		message += fmt.Sprintf(", the first of %d", f.n)
	}
	return diag.Finding{Rule: rule, File: s.File, Pos: s.Pos(f.at, f.at+1), Message: message + "; it is shown as \uFFFD", Hint: hint}
}

func clean(text []byte) bool {
	ascii := true
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(text) && bytes.IndexFunc(text, isControl) < 0
}

// isControl also names the line breaks that YAML knows and Markdown does not: with them in a text
// the two would count its lines differently.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029'
}

func (s *Source) whole(rule, message, hint string) diag.Finding {
	return diag.Finding{Rule: rule, File: s.File, Pos: diag.Pos{Line: 1, Column: 1}, Message: message, Hint: hint}
}

// Pos gives the place of the bytes from start to end of Text; an end on a later line is cut
// to the first. Offsets outside the text give its nearest end. It must not be called twice at once.
func (s *Source) Pos(start, end int) diag.Pos {
	start = min(max(start, 0), len(s.Text))
	for start > 0 && start < len(s.Text) && !utf8.RuneStart(s.Text[start]) {
		start-- // the place is that of the whole character
	}
	line := sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > start })
	begin, column := s.lines[line-1], 1
	if s.near.line == line && s.near.offset <= start {
		begin, column = s.near.offset, s.near.column
	}
	column += utf8.RuneCount(s.Text[begin:start])
	s.near.offset, s.near.line, s.near.column = start, line, column
	end = min(max(end, start), len(s.Text))
	if i := bytes.IndexByte(s.Text[start:end], '\n'); i >= 0 {
		end = start + i
	}
	return diag.Pos{Line: line, Column: column, Width: utf8.RuneCount(s.Text[start:end])}
}

// Offset gives the place of a line and column in Text, as Pos counts them.
func (s *Source) Offset(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return len(s.Text)
	}
	at, want := s.lines[line-1], column
	if s.near.line == line && s.near.column <= column {
		at, column = s.near.offset, column-s.near.column+1
	}
	for ; column > 1 && at < len(s.Text) && s.Text[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(s.Text[at:])
		at += size
	}
	if column == 1 {
		s.near.offset, s.near.line, s.near.column = at, line, want
	}
	return at
}

// LineCount is the number of lines; text after the last line feed is a line too.
func (s *Source) LineCount() int { return len(s.lines) }

// Line gives a line without its line feed, "" outside the text.
func (s *Source) Line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	end := len(s.Text)
	if n < len(s.lines) {
		end = s.lines[n] - 1
	}
	return string(s.Text[s.lines[n-1]:end])
}

// Head is the text up to and with a line.
func (s *Source) Head(line int) *Source {
	head := &Source{File: s.File, Text: s.Text[:s.Offset(line+1, 1)]}
	head.index()
	return head
}

// Lines gives the text of a file as findings count it.
func Lines(raw []byte) []string {
	s, _ := Read("", raw)
	return strings.Split(string(s.Text), "\n")
}
