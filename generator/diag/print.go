package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Printer writes findings for people.
type Printer struct {
	// Path converts a finding's file to a path that the reader can open.
	Path func(file string) string
	// Lines returns the lines of a file, or nil. It is called once per run of findings in a file.
	Lines func(file string) []string
	// Colour switches terminal colours on.
	Colour bool
}

// Text writes each finding with its line of source and a hint.
func (p Printer) Text(w io.Writer, findings []Finding) error {
	var file string
	var lines []string
	for _, f := range findings {
		if f.File != file || lines == nil {
			file, lines = f.File, p.Lines(f.File)
		}
		if err := p.one(w, f, lines); err != nil {
			return err
		}
	}
	return nil
}

func (p Printer) one(w io.Writer, f Finding, lines []string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s %s [%s]\n", p.bold(Inert(Clean(p.Path(f.File)))), f.Line, f.Column,
		p.severity(f.Severity), Inert(Clean(f.Message)), f.Rule)
	if f.Line >= 1 && f.Line <= len(lines) && strings.TrimSpace(lines[f.Line-1]) != "" {
		snippet(&b, f.Pos, lines[f.Line-1])
	}
	if f.Hint != "" {
		fmt.Fprintf(&b, "    hint: %s\n", Inert(Clean(f.Hint)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// snippetWidth is the length of the shown part of a long line, in characters.
const snippetWidth = 100

// snippet shows the source line with the finding underlined. Both lines are cut and cleaned in the
// same way, so that the underline matches.
func snippet(b *strings.Builder, pos Pos, line string) {
	start := max(pos.Column-1, 0)
	start = min(start, runeCount(line, start))
	from := max(0, start-snippetWidth/2)
	shown := window(line, from, snippetWidth)
	start -= from
	end := min(start+max(pos.Width, 1), max(len(shown), start+1))

	number := fmt.Sprint(pos.Line)
	fmt.Fprintf(b, "  %s | %s\n", number, inertLine(strings.TrimRightFunc(cleanRunes(shown), unicode.IsSpace)))
	mark := "^" + strings.Repeat("~", columns(shown, start+1, end))
	fmt.Fprintf(b, "  %s | %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", columns(shown, 0, start)), mark)
}

// runeCount is the number of characters in a text, counted up to a limit.
func runeCount(text string, limit int) int {
	n := 0
	for range text {
		if n == limit {
			break
		}
		n++
	}
	return n
}

// window returns at most n characters of a text, starting at from. Unlike a conversion to []rune it
// does not allocate for the rest of a long line.
func window(text string, from, n int) []rune {
	shown := make([]rune, 0, n)
	i := 0
	for _, r := range text {
		if i >= from {
			shown = append(shown, r)
		}
		if i++; i == from+n {
			break
		}
	}
	return shown
}

// columns returns the width of runes[from:to] in terminal cells, one for each position beyond the
// end.
func columns(runes []rune, from, to int) int {
	end := min(to, len(runes))
	if from >= end {
		return max(to-from, 0)
	}
	return uniseg.StringWidth(cleanRunes(runes[from:end])) + to - end
}

func (p Printer) bold(s string) string {
	if !p.Colour {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func (p Printer) severity(s Severity) string {
	if !p.Colour {
		return s.String() + ":"
	}
	colour := map[Severity]string{Error: "31", Warning: "33", Note: "36"}[s]
	return "\x1b[1;" + colour + "m" + s.String() + ":\x1b[0m"
}

// Oneline writes one line per finding, for editors and grep.
func (p Printer) Oneline(w io.Writer, findings []Finding) error {
	for _, f := range findings {
		_, err := fmt.Fprintf(w, "%s:%d:%d: %s: %s [%s]\n",
			Inert(Clean(p.Path(f.File))), f.Line, f.Column, f.Severity, Inert(Clean(f.Message)), f.Rule)
		if err != nil {
			return err
		}
	}
	return nil
}

// JSON writes all findings as one object; files stay relative to the manual's folder.
func JSON(w io.Writer, findings []Finding) error {
	type item struct {
		Rule     string `json:"rule"`
		Severity string `json:"severity"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Message  string `json:"message"`
		Hint     string `json:"hint"`
		Many     int    `json:"many,omitempty"` // number of findings that a summary stands for
	}
	report := struct {
		Findings []item `json:"findings"`
		Errors   int    `json:"errors"`
		Warnings int    `json:"warnings"`
		Notes    int    `json:"notes"`
	}{[]item{}, Count(findings, Error), Count(findings, Warning), Count(findings, Note)}
	for _, f := range findings {
		report.Findings = append(report.Findings,
			item{f.Rule, f.Severity.String(), f.File, f.Line, f.Column, f.Message, f.Hint, f.Many})
	}
	return WriteJSON(w, report)
}

// WriteJSON writes a value as readable JSON: indented, with < and > unescaped, but with escapes for
// characters that a terminal or pipeline runner might interpret.
func WriteJSON(w io.Writer, v any) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(inertJSON(escapeUnsafe(out.Bytes())))
	return err
}

// escapeUnsafe escapes characters that JSON allows and a terminal might interpret. They only occur
// in strings.
func escapeUnsafe(out []byte) []byte {
	unsafe := func(r rune) bool { return r != '\n' && unsafeRune(r) }
	if bytes.IndexFunc(out, unsafe) < 0 {
		return out
	}
	var b bytes.Buffer
	for _, r := range string(out) {
		if unsafe(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

// Clean replaces characters that could act on a terminal or mislead a reader (control characters,
// line breaks, direction overrides) by U+FFFD, and tabs by blanks.
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, unsafeRune) < 0 {
		return s
	}
	return cleanRunes([]rune(s))
}

func cleanRunes(runes []rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unsafeRune(r):
			return '\uFFFD'
		}
		return r
	}, string(runes))
}

func unsafeRune(r rune) bool {
	if r >= ' ' && r <= '~' { // most are
		return false
	}
	return unicode.IsControl(r) || IsDirectionControl(r) || r == '\u2028' || r == '\u2029'
}

// IsDirectionControl reports whether a character reorders the text around it, which can make a name
// look like another.
func IsDirectionControl(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
