package diag

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxSourceSize is the size limit of a text, in bytes. Larger documents cannot be maintained, and some
// Markdown takes quadratic time.
const MaxSourceSize = 512 << 10

// Source is the text of one file, in which offsets have lines and columns. The text is always valid UTF-8 with
// line feeds. Every change that this needs is a finding. No text of the author is dropped; invalid bytes become
// U+FFFD. A Source is not safe for concurrent use.
type Source struct {
	File string // relative to the manual's folder, with forward slashes
	Text []byte
	// Bytes are those in Text.
	Bytes Bytes
	// lines holds the offset of each line.
	lines []int
	// lastPos is the last position computed, from which the next one in the same line is counted.
	// Otherwise a text of one line would take quadratic time.
	lastPos struct{ offset, line, column int }
}

// ReadSource decodes a file, of which the first MaxSourceSize+1 bytes are enough. The findings are about its
// size and encoding.
func ReadSource(file string, raw []byte) (*Source, []Finding) {
	s := &Source{File: file}
	var findings []Finding
	if len(raw) > MaxSourceSize {
		findings = append(findings, s.fileFinding("too-large",
			fmt.Sprintf("the file has more than %d bytes, the most that clausebook reads", MaxSourceSize),
			"split it, or put data into a file next to it and link to that"))
		raw = raw[:MaxSourceSize]
		if end := bytes.LastIndexByte(raw, '\n'); end > 0 {
			raw = raw[:end+1]
		}
	}
	text, found := s.decode(raw)
	findings = append(findings, found...)
	text, returns := unixLines(text)
	s.Text, s.Bytes = text, BytesOf(text)
	s.index()
	findings = append(findings, s.scrub()...)
	if returns {
		findings = append(findings, s.fileFinding("crlf", "lines end in carriage return and line feed; they are read as line feeds",
			"`* text=auto eol=lf` in .gitattributes keeps one line ending for everybody"))
	}
	return s, findings
}

// decode removes a byte-order mark and decodes UTF-16, which some editors write.
func (s *Source) decode(raw []byte) ([]byte, []Finding) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return raw[3:], []Finding{s.fileFinding("byte-order-mark",
			"the file begins with a byte-order mark; it is skipped", "save it as UTF-8 without BOM")}
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return fromUTF16(raw), []Finding{s.fileFinding("encoding",
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
		units = append(units, utf8.RuneError) // incomplete character
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
	s.lastPos.line = 0
	s.lines = append(make([]int, 0, 1+bytes.Count(s.Text, []byte("\n"))), 0)
	for at := 0; ; {
		next := bytes.IndexByte(s.Text[at:], '\n')
		if next < 0 {
			return
		}
		at += next + 1
		s.lines = append(s.lines, at)
	}
}

// scrub replaces invalid UTF-8 and control characters by U+FFFD, and reports the first of each with
// their number.
func (s *Source) scrub() []Finding {
	if clean(s.Text, s.Bytes) {
		return nil
	}
	var out bytes.Buffer
	var bad, control faults
	for i := 0; i < len(s.Text); {
		r, size := utf8.DecodeRune(s.Text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad.add(out.Len(), rune(s.Text[i]))
		case r == '\f':
			r = ' ' // a page break of the program that wrote the text
		case isControl(r):
			control.add(out.Len(), r)
			r = utf8.RuneError
		}
		out.WriteRune(r)
		i += size
	}
	s.Text, s.Bytes = out.Bytes(), BytesOf(out.Bytes())
	s.index()
	var findings []Finding
	if bad.n > 0 {
		findings = append(findings, s.fault("encoding", bad, "byte 0x%02X is not valid UTF-8", "save the file as UTF-8"))
	}
	if control.n > 0 {
		findings = append(findings, s.fault("control-character", control,
			"control character U+%04X", "delete it; it cannot be seen in most editors"))
	}
	return findings
}

// faults counts faults of one kind and holds the first, with its offset in the scrubbed text.
type faults struct {
	n, at int
	first rune
}

func (f *faults) add(at int, value rune) {
	if f.n++; f.n == 1 {
		f.at, f.first = at, value
	}
}

func (s *Source) fault(rule string, f faults, format, hint string) Finding {
	message := fmt.Sprintf(format, f.first)
	if f.n > 1 {
		message += fmt.Sprintf(", the first of %d", f.n)
	}
	return Finding{Rule: rule, File: s.File, Pos: s.Pos(f.at, f.at+1), Message: message + "; it is shown as \uFFFD", Hint: hint}
}

func clean(text []byte, of Bytes) bool {
	for c, has := range of[:utf8.RuneSelf] {
		if has && (c < ' ' && c != '\n' && c != '\t' || c == 0x7f) {
			return false
		}
	}
	return !slices.Contains(of[utf8.RuneSelf:], true) || utf8.Valid(text) && bytes.IndexFunc(text, isControl) < 0
}

// isControl also reports the line breaks that YAML knows and Markdown does not, with which the two
// would count lines differently.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029'
}

func (s *Source) fileFinding(rule, message, hint string) Finding {
	return Finding{Rule: rule, File: s.File, Pos: Pos{Line: 1, Column: 1}, Message: message, Hint: hint}
}

// Pos returns the position of the bytes from start to end of Text, cut at the end of the first
// line. Offsets outside the text are moved to its nearest end.
func (s *Source) Pos(start, end int) Pos {
	start = min(max(start, 0), len(s.Text))
	for start > 0 && start < len(s.Text) && !utf8.RuneStart(s.Text[start]) {
		start-- // start of the character
	}
	line := sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > start })
	begin, column := s.lines[line-1], 1
	if s.lastPos.line == line && s.lastPos.offset <= start {
		begin, column = s.lastPos.offset, s.lastPos.column
	}
	column += utf8.RuneCount(s.Text[begin:start])
	s.lastPos.offset, s.lastPos.line, s.lastPos.column = start, line, column
	end = min(max(end, start), len(s.Text))
	if i := bytes.IndexByte(s.Text[start:end], '\n'); i >= 0 {
		end = start + i
	}
	return Pos{Line: line, Column: column, Width: utf8.RuneCount(s.Text[start:end])}
}

// Offset returns the offset of a line and column in Text, as counted by Pos.
func (s *Source) Offset(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return len(s.Text)
	}
	at, want := s.lines[line-1], column
	if s.lastPos.line == line && s.lastPos.column <= column {
		at, column = s.lastPos.offset, column-s.lastPos.column+1
	}
	for ; column > 1 && at < len(s.Text) && s.Text[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(s.Text[at:])
		at += size
	}
	if column == 1 {
		s.lastPos.offset, s.lastPos.line, s.lastPos.column = at, line, want
	}
	return at
}

// LineCount is the number of lines, including one after the last line feed.
func (s *Source) LineCount() int { return len(s.lines) }

// Line returns a line without its line feed; "" outside the text.
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

// Head returns the text up to and including a line.
func (s *Source) Head(line int) *Source {
	head := &Source{File: s.File, Text: s.Text[:s.Offset(line+1, 1)]}
	head.index()
	return head
}

// Lines returns the lines of a file as findings count them.
func Lines(raw []byte) []string {
	s, _ := ReadSource("", raw)
	return strings.Split(string(s.Text), "\n")
}
