package manual

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// externalNumber is the number of an external document as it is looked for.
type externalNumber struct {
	forms []string // ISO 2768-1, ISO2768-1
	probe string   // the longest run of digits, or else of letters, in it: a text without it cannot name it
}

func newExternalNumber(number string) externalNumber {
	plain := strings.Trim(plainNumber(number), " ")
	n := externalNumber{forms: []string{plain}}
	for _, other := range []string{lettersThenBlank.ReplaceAllString(plain, "$1$2"), lettersThenDigit.ReplaceAllString(plain, "$1 $2")} {
		if other != plain {
			n.forms = append(n.forms, other)
		}
	}
	for _, keep := range []func(rune) bool{unicode.IsDigit, unicode.IsLetter} {
		for _, run := range strings.FieldsFunc(plain, func(r rune) bool { return !keep(r) }) {
			if len(run) > len(n.probe) {
				n.probe = run
			}
		}
		if n.probe != "" {
			break
		}
	}
	return n
}

// People write ISO 2768 and ISO2768. One letter before a digit is left as it is: A4 is not a 4.
var (
	lettersThenBlank = regexp.MustCompile(`(\p{L}{2}) (\p{Nd})`)
	lettersThenDigit = regexp.MustCompile(`(\p{L}{2})(\p{Nd})`)
)

// namedIn lists the numbers that a document names in its text, its title, its summary or its records.
func namedIn(d *document.Document, numbers []externalNumber) (found []int) {
	fields := []string{d.Title.Value, d.Summary.Value}
	for i := range d.Records {
		fields = append(fields, d.Records[i].Name.Value, d.Records[i].Form.Value)
	}
	text := ""
	for i, n := range numbers {
		if n.probe == "" {
			continue
		}
		if text == "" {
			if !mayName(d, fields, n.probe) {
				continue
			}
			text = plainNumber(strings.Join(fields, blockEnd) + blockEnd + visibleText(d))
		}
		if n.in(text) {
			found = append(found, i)
		}
	}
	return found
}

// mayName reports whether a part of a document holds a probe.
func mayName(d *document.Document, fields []string, probe string) bool {
	holds := func(s string) bool { return strings.Contains(s, probe) }
	if holds(string(d.Body)) || slices.ContainsFunc(fields, holds) {
		return true
	}
	for i := range d.Refs.Len() {
		if holds(d.Refs.At(i).Text) {
			return true
		}
	}
	return false
}

// visibleText is the text of a body. Tags of blocks part words, those within a line do not.
func visibleText(d *document.Document) string {
	var b strings.Builder
	for s := range d.Body.Segments() {
		switch s.Mark {
		case document.NoMark:
			b.WriteString(s.HTML)
		case document.OpenRef:
			if ref := d.Refs.At(s.Ref); ref.Kind != document.Image {
				b.WriteString(html.EscapeString(ref.Text))
			}
		}
	}
	rest := b.String()
	b.Reset()
	for rest != "" {
		text, after, tagged := strings.Cut(rest, "<")
		b.WriteString(html.UnescapeString(text))
		if !tagged {
			break
		}
		tag, after, _ := strings.Cut(after, ">")
		if name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " "); !inlineTags[name] {
			b.WriteString(blockEnd)
		}
		rest = after
	}
	return b.String()
}

var inlineTags = func() map[string]bool {
	tags := map[string]bool{}
	for tag := range strings.FieldsSeq("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr") {
		tags[tag] = true
	}
	return tags
}()

// blockEnd parts the fields of a document and the blocks of its text, so that no number goes from one into the next.
const blockEnd = "\x00"

// plainNumber writes a number or a text in one way: with single plain blanks, plain hyphens and nothing invisible.
func plainNumber(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, r := range document.Composed(text) {
		switch {
		case document.Invisible(r):
			continue
		case document.Blank(r):
			blank = true
			continue
		case document.Hyphen(r), document.Dash(r):
			r = '-'
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// in reports whether a text has the number as a whole: ISO 2768-1 is in "to ISO 2768-1:1989" and in neither
// "ISO 2768-12" nor "ISO 2768-1-2".
func (n externalNumber) in(text string) bool {
	return slices.ContainsFunc(n.forms, func(form string) bool {
		for from := 0; ; {
			at := strings.Index(text[from:], form)
			if at < 0 {
				return false
			}
			at += from
			if startsWhole(text[:at], form) && endsWhole(text[at+len(form):]) {
				return true
			}
			from = at + 1
		}
	})
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}

// startsWhole reports whether a number begins after a text: it is not the rest of a word, nor of a longer number that
// a hyphen, a point or, before a digit, a slash joins to it.
func startsWhole(before, number string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	switch {
	case before == "":
		return true
	case wordRune(last):
		return false
	case last == '-' || last == '.', last == '/' && digit(number[0]):
		joined, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
		return !wordRune(joined)
	}
	return true
}

// endsWhole reports whether a number ends before a text. A word of four letters or more after a hyphen is not part of
// the number, as in the German ISO-9001-Zertifikat; a shorter one or a digit may be.
func endsWhole(after string) bool {
	first, size := utf8.DecodeRuneInString(after)
	if after == "" || !wordRune(first) && first != '-' && first != '.' && first != '/' {
		return true
	}
	if wordRune(first) {
		return false
	}
	rest := after[size:]
	next, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || !wordRune(next) {
		return true
	}
	letters := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsLetter))
	const compound = 4
	return first == '/' && letters > 0 || first == '-' && letters >= compound
}
