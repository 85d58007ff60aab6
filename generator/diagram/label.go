package diagram

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

// Lengths are in tenths of a pixel.
const (
	px         = 10
	lineHeight = 18 * px
	widest     = 200 * px // of a line of a label
)

var (
	breakTag = regexp.MustCompile(`(?i)<br\s*/?>|\\n`)
	anyTag   = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	icon     = regexp.MustCompile(`\bfa[bsrl]?:fa-[\w-]+\s*`)
	entity   = regexp.MustCompile(`#([A-Za-z]{2,8}|[0-9]{1,6});`)
	blanks   = regexp.MustCompile(`[ \t]+`)
)

// label is a text in lines.
type label struct {
	lines         []string
	width, height int
}

func newLabel(text string) label {
	text = strings.Trim(strings.TrimSpace(text), "`")
	text = breakTag.ReplaceAllString(text, "\n")
	text = icon.ReplaceAllString(anyTag.ReplaceAllString(text, ""), "")
	text = entity.ReplaceAllStringFunc(text, func(s string) string {
		if s[1] >= '0' && s[1] <= '9' {
			return "&" + s
		}
		return "&" + s[1:]
	})
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, html.UnescapeString(text))
	if runes := []rune(text); len(runes) > maxLabel {
		text = string(runes[:maxLabel]) + "…"
	}
	var l label
	for line := range strings.SplitSeq(text, "\n") {
		l.lines = append(l.lines, wrap(strings.TrimSpace(blanks.ReplaceAllString(line, " ")))...)
	}
	for _, line := range l.lines {
		l.width = max(l.width, widthOf(line))
	}
	l.height = len(l.lines) * lineHeight
	return l
}

func (l label) empty() bool { return l.width == 0 }

func (l label) String() string { return strings.Join(l.lines, " ") }

// wrap breaks a text into lines that are not too wide.
func wrap(text string) (lines []string) {
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		switch {
		case line == "":
			line = word
		case widthOf(line+" "+word) > widest:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// widthOf is an upper estimate for the sans-serif fonts of systems, at 14 pixels: which font a reader has is unknown.
func widthOf(text string) int {
	width := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\u00ad':
		case r >= 0x1100 && (unicode.Is(unicode.Han, r) || unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana)) || r > 0xffff:
			width += 145
		case strings.ContainsRune("iljtfr.,:;'|!I()[] ", r):
			width += 52
		case strings.ContainsRune("mwMW@%—", r):
			width += 128
		case unicode.IsUpper(r):
			width += 102
		default:
			width += 84
		}
	}
	return width
}
