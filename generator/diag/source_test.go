package diag_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
)

// findings prints each finding as line:column+width rule: message.
func findings(list []diag.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%d:%d+%d %s: %s\n", f.Line, f.Column, f.Width, f.Rule, f.Message)
	}
	return b.String()
}

// TestRead makes clean text of bytes. Escapes stand for what an editor would not show.
func TestRead(t *testing.T) {
	const (
		bom   = "1:1+0 byte-order-mark: the file begins with a byte-order mark; it is skipped\n"
		crlf  = "1:1+0 crlf: lines end in carriage return and line feed; they are read as line feeds\n"
		utf16 = "1:1+0 encoding: the file is UTF-16, expected UTF-8\n"
	)
	bad := func(place, what string) string {
		return place + " encoding: byte " + what + "; it is shown as \uFFFD\n"
	}
	control := func(place, what string) string {
		return place + " control-character: control character " + what + "; it is shown as \uFFFD\n"
	}
	tests := []struct{ name, raw, text, findings string }{
		{"empty", "", "", ""},
		{"plain", "a\nb\n", "a\nb\n", ""},
		{"tabs and every script", "\ta ü 漢字 e\u0301 👩‍🏭\n", "\ta ü 漢字 e\u0301 👩‍🏭\n", ""},
		{"byte-order mark", "\ufeffa\n", "a\n", bom},
		{"nothing but a byte-order mark", "\ufeff", "", bom},
		{"byte-order mark inside is text", "a\ufeffb", "a\ufeffb", ""},
		{"CR LF", "a\r\nb\r\n", "a\nb\n", crlf},
		{"lone CR", "a\rb", "a\nb", crlf},
		{"mixed line endings", "a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne", crlf},
		{"byte-order mark and CR LF", "\ufeffa\r\n", "a\n", bom + crlf},
		{"UTF-16 little", "\xff\xfea\x00\xfc\x00\n\x00", "aü\n", utf16},
		{"UTF-16 big", "\xfe\xff\x00a\x00\xfc\x00\n", "aü\n", utf16},
		{"UTF-16 with a pair", "\xff\xfe\x3d\xd8\x69\xdc", "👩", utf16},
		{"UTF-16 with half a pair", "\xff\xfe\x3d\xd8a\x00", "\uFFFDa", utf16},
		{"UTF-16 with CR LF", "\xff\xfea\x00\r\x00\n\x00", "a\n", utf16 + crlf},
		{"a byte that is not text", "a\xffb", "a\uFFFDb", bad("1:2+1", "0xFF is not valid UTF-8")},
		{"several", "ü\xe9\n\xe8\xe8", "ü\uFFFD\n\uFFFD\uFFFD", bad("1:2+1", "0xE9 is not valid UTF-8, the first of 3")},
		{"a character cut short", "a\xe6\xbc", "a\uFFFD\uFFFD", bad("1:2+1", "0xE6 is not valid UTF-8, the first of 2")},
		{"U+FFFD itself is text", "a\uFFFDb", "a\uFFFDb", ""},
		{"NUL", "a\x00b", "a\uFFFDb", control("1:2+1", "U+0000")},
		{"escape", "漢\x1b[31m", "漢\uFFFD[31m", control("1:2+1", "U+001B")},
		{"delete", "a\x7f", "a\uFFFD", control("1:2+1", "U+007F")},
		{"C1", "\n\ta\u009b1m", "\n\ta\uFFFD1m", control("2:3+1", "U+009B")},
		{"a line break that YAML alone knows", "a\u0085b", "a\uFFFDb", control("1:2+1", "U+0085")},
		{"line and paragraph separator", "a\u2028b\u2029c", "a\uFFFDb\uFFFDc", control("1:2+1", "U+2028, the first of 2")},
		{"form feed and vertical tab", "a\fb\v", "a b\uFFFD", control("1:4+1", "U+000B")},
		{"the end of a character alone", "\xab", "\uFFFD", bad("1:1+1", "0xAB is not valid UTF-8")},
		{"the end of a character behind one", "é\xab\xab", "é\uFFFD\uFFFD", bad("1:2+1", "0xAB is not valid UTF-8, the first of 2")},
		{"behind a control character", "é\x01\xabä", "é\uFFFD\uFFFDä", bad("1:3+1", "0xAB is not valid UTF-8") + control("1:2+1", "U+0001")},
		{"both kinds", "\x01\xff", "\uFFFD\uFFFD", bad("1:2+1", "0xFF is not valid UTF-8") + control("1:1+1", "U+0001")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, found := diag.ReadSource("documents/a.md", []byte(tt.raw))
			if diff := cmp.Diff(tt.text, string(s.Text)); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.findings, findings(found)); diff != "" {
				t.Errorf("findings (-want +got)\n%s", diff)
			}
			for _, f := range found {
				if f.File != "documents/a.md" || f.Hint == "" {
					t.Errorf("%+v has no file or no hint", f)
				}
			}
		})
	}
}

// TestOddUTF16 is about a last byte that is half a character: no byte of the text is dropped.
func TestOddUTF16(t *testing.T) {
	if s, _ := diag.ReadSource("a.md", []byte("\xff\xfea\x00b")); string(s.Text) != "a\uFFFD" {
		t.Errorf("got %q, want the half character as U+FFFD", s.Text)
	}
}

// TestTooLarge cuts a file that no person maintains after its last whole line.
func TestTooLarge(t *testing.T) {
	line := strings.Repeat("x", 1023) + "\n"
	tests := []struct {
		name, raw string
		size      int
		faulty    bool
	}{
		{"just fits", strings.Repeat(line, diag.MaxSourceSize/1024), diag.MaxSourceSize, false},
		{"a byte too many", strings.Repeat(line, diag.MaxSourceSize/1024) + "x", diag.MaxSourceSize, true},
		{"cut after a line", "x" + strings.Repeat(line, diag.MaxSourceSize/1024), diag.MaxSourceSize - 1023, true},
		{"one long line", strings.Repeat("x", diag.MaxSourceSize+1), diag.MaxSourceSize, true},
	}
	for _, tt := range tests {
		s, found := diag.ReadSource("a.md", []byte(tt.raw))
		if len(s.Text) != tt.size {
			t.Errorf("%s: %d bytes, want %d", tt.name, len(s.Text), tt.size)
		}
		if faulty := strings.Contains(findings(found), "1:1+0 too-large: "); faulty != tt.faulty {
			t.Errorf("%s: findings %s", tt.name, findings(found))
		}
	}
}

// TestPos marks a stretch of text by ‹ and › and says where it is. A column is a character, also
// where it is wide, combining or a tab.
func TestPos(t *testing.T) {
	tests := []struct {
		text string
		want diag.Pos
	}{
		{"‹a›", diag.Pos{Line: 1, Column: 1, Width: 1}},
		{"ab‹cd›ef", diag.Pos{Line: 1, Column: 3, Width: 2}},
		{"‹›", diag.Pos{Line: 1, Column: 1}},
		{"ab\n‹cd›\nef", diag.Pos{Line: 2, Column: 1, Width: 2}},
		{"ab\n\n‹cd›", diag.Pos{Line: 3, Column: 1, Width: 2}},
		{"\t\t‹x›", diag.Pos{Line: 1, Column: 3, Width: 1}},
		{"漢字‹漢字›", diag.Pos{Line: 1, Column: 3, Width: 2}},
		{"e\u0301‹e\u0301›", diag.Pos{Line: 1, Column: 3, Width: 2}},
		{"👩‍🏭‹x›", diag.Pos{Line: 1, Column: 4, Width: 1}},
		{"ü\n‹ü›ü", diag.Pos{Line: 2, Column: 1, Width: 1}},
		{"a‹b\nc›d", diag.Pos{Line: 1, Column: 2, Width: 1}},
		{"a‹\nb›", diag.Pos{Line: 1, Column: 2}},
		{"a\n‹›", diag.Pos{Line: 2, Column: 1}},
		{"a‹›\nb", diag.Pos{Line: 1, Column: 2}},
	}
	for _, tt := range tests {
		before, rest, _ := strings.Cut(tt.text, "‹")
		inside, after, _ := strings.Cut(rest, "›")
		s, _ := diag.ReadSource("a.md", []byte(before+inside+after))
		if got := s.Pos(len(before), len(before)+len(inside)); got != tt.want {
			t.Errorf("%q: %+v, want %+v", tt.text, got, tt.want)
		}
	}
}

// TestPosAfterReading counts as an editor shows the file: a byte-order mark is no column, CR LF is
// one line end and so is a lone CR.
func TestPosAfterReading(t *testing.T) {
	for _, raw := range []string{"\ufeffab\r\ncxd", "ab\rcxd", "ab\r\ncxd", "ab\ncxd", "\xff\xfea\x00b\x00\n\x00c\x00x\x00d\x00", "\xffb\nc\u2028x"} {
		s, _ := diag.ReadSource("a.md", []byte(raw))
		at := bytes.IndexByte(s.Text, 'x')
		column := 1 + utf8.RuneCount(s.Text[bytes.IndexByte(s.Text, '\n')+1:at])
		if got := s.Pos(at, at+1); got != (diag.Pos{Line: 2, Column: column, Width: 1}) {
			t.Errorf("%q: x is at %+v", raw, got)
		}
	}
}

// TestPosOutside gives the nearest end of the text.
func TestPosOutside(t *testing.T) {
	s, _ := diag.ReadSource("a.md", []byte("ab\ncd"))
	tests := []struct {
		start, end int
		want       diag.Pos
	}{
		{-5, -1, diag.Pos{Line: 1, Column: 1}},
		{-5, 1, diag.Pos{Line: 1, Column: 1, Width: 1}},
		{4, 99, diag.Pos{Line: 2, Column: 2, Width: 1}},
		{99, 100, diag.Pos{Line: 2, Column: 3}},
		{4, 1, diag.Pos{Line: 2, Column: 2}},
	}
	for _, tt := range tests {
		if got := s.Pos(tt.start, tt.end); got != tt.want {
			t.Errorf("Pos(%d, %d) = %+v, want %+v", tt.start, tt.end, got, tt.want)
		}
	}
}

func TestLines(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{"a\n", []string{"a", ""}},
		{"\n\na\nb", []string{"", "", "a", "b"}},
	}
	for _, tt := range tests {
		s, _ := diag.ReadSource("a.md", []byte(tt.text))
		var got []string
		for n := 1; n <= s.LineCount(); n++ {
			got = append(got, s.Line(n))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
		if s.Line(0) != "" || s.Line(s.LineCount()+1) != "" {
			t.Errorf("%q: there is text outside", tt.text)
		}
	}
}

func TestOffset(t *testing.T) {
	s, _ := diag.ReadSource("a.md", []byte("aü漢\n\nb"))
	tests := []struct{ line, column, want int }{
		{1, 1, 0}, {1, 2, 1}, {1, 3, 3}, {1, 4, 6}, {1, 99, 6}, {1, 0, 0}, {2, 1, 7}, {2, 5, 7}, {3, 1, 8}, {3, 2, 9}, {0, 1, 9}, {4, 1, 9},
	}
	for _, tt := range tests {
		if got := s.Offset(tt.line, tt.column); got != tt.want {
			t.Errorf("Offset(%d, %d) = %d, want %d", tt.line, tt.column, got, tt.want)
		}
	}
}

var seed = flag.Int64("seed", 1, "the seed of the drawn texts; 0 draws one")

// drawn calls a law with texts drawn by chance from pieces that are known to make trouble.
func drawn(t *testing.T, law func(t *testing.T, raw []byte)) {
	t.Helper()
	from := *seed
	if from == 0 {
		from = time.Now().UnixNano()
	}
	pieces := []string{"a", " ", "\t", "\n", "\r", "\r\n", "ü", "漢", "e\u0301", "👩", "\ufeff", "\x00", "\x1b", "\u0085", "\u2028",
		"\xff", "\xe6\xbc", "\xc3", "\xab", "\ufffd", "\u202e", "\xff\xfe", "---"}
	r := rand.New(rand.NewSource(from))
	for range 2000 {
		var raw []byte
		for range r.Intn(20) {
			raw = append(raw, pieces[r.Intn(len(pieces))]...)
		}
		if law(t, raw); t.Failed() {
			t.Fatalf("%q; repeat with -seed %d", raw, from)
		}
	}
}

// TestTextIsClean: whatever comes in, text comes out that every later stage can rely on.
func TestTextIsClean(t *testing.T) {
	drawn(t, func(t *testing.T, raw []byte) {
		s, found := diag.ReadSource("a.md", raw)
		if !utf8.Valid(s.Text) {
			t.Error("the text is no UTF-8")
		}
		for _, r := range string(s.Text) {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029' {
				t.Errorf("the text holds U+%04X", r)
			}
		}
		for _, f := range found {
			if line := []rune(s.Line(f.Line)); f.Line < 1 || f.Line > s.LineCount() || f.Column < 1 || f.Column-1+f.Width > len(line) {
				t.Errorf("finding %s lies outside the text", findings([]diag.Finding{f}))
			}
		}
		again, more := diag.ReadSource("a.md", s.Text)
		if second := bytes.HasPrefix(s.Text, []byte("\ufeff")); !second && (len(more) > 0 || !bytes.Equal(again.Text, s.Text)) {
			t.Errorf("clean text is changed again: %s", findings(more))
		}
	})
}

// TestPosAndOffset are each other's inverse at every character.
func TestPosAndOffset(t *testing.T) {
	drawn(t, func(t *testing.T, raw []byte) {
		s, _ := diag.ReadSource("a.md", raw)
		for at := range string(s.Text) {
			if pos := s.Pos(at, at); s.Offset(pos.Line, pos.Column) != at {
				t.Errorf("offset %d is %+v is offset %d", at, pos, s.Offset(pos.Line, pos.Column))
			}
		}
	})
}

// TestAnyOrder asks one source for places in any order, as its readers do: each answer is that of a
// source that was never asked before.
func TestAnyOrder(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	drawn(t, func(t *testing.T, raw []byte) {
		s, _ := diag.ReadSource("a.md", raw)
		for range 30 {
			fresh, _ := diag.ReadSource("a.md", raw)
			if r.Intn(2) == 0 {
				start := r.Intn(len(s.Text)+3) - 1
				end := start + r.Intn(4)
				if got, want := s.Pos(start, end), fresh.Pos(start, end); got != want {
					t.Errorf("Pos(%d, %d) = %+v, then %+v", start, end, want, got)
				}
				continue
			}
			line, column := r.Intn(s.LineCount()+2), r.Intn(8)
			if got, want := s.Offset(line, column), fresh.Offset(line, column); got != want {
				t.Errorf("Offset(%d, %d) = %d, then %d", line, column, want, got)
			}
		}
	})
}

// TestLinesAgree: Lines gives what findings count.
func TestLinesAgree(t *testing.T) {
	drawn(t, func(t *testing.T, raw []byte) {
		s, _ := diag.ReadSource("a.md", raw)
		lines := diag.Lines(raw)
		if len(lines) != s.LineCount() {
			t.Fatalf("%d lines and %d", len(lines), s.LineCount())
		}
		for i, line := range lines {
			if line != s.Line(i+1) {
				t.Errorf("line %d is %q and %q", i+1, line, s.Line(i+1))
			}
		}
	})
}

// TestReadKeepsRaw: the bytes belong to the caller.
func TestReadKeepsRaw(t *testing.T) {
	drawn(t, func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		diag.ReadSource("a.md", raw)
		if !bytes.Equal(raw, before) {
			t.Error("Read has changed its input")
		}
	})
}
