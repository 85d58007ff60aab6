package search

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"
)

// How a text is parted into words. The script of the theme parts what is typed by the same rules; a
// test runs one table over both.
//
//   - A number or an id is one word: 8.4.1, 2026-11-22, qp-08-04. Its longer parts are words as well.
//   - A decimal comma and a comma between thousands are full stops: 0,05 and 0.05 are one word.
//   - Short parts with &, / or + between them are one word as they are written: r&d, a/b, 24/7.
//   - A number with its unit, 5mm, is found by 5 mm too; 20°C is parted as 20 °C.
//   - Words with hyphens are also one word without them: e-mail, email.
//   - c++, c# and .net keep their signs; %, ‰, §, ±, ° and signs of currencies are words.
//   - Scripts without blanks between words give pairs of characters, and the last character by
//     itself, so that any stretch of them can be found.

// decimal matches a number with commas between whole and fraction or between thousands, perhaps with
// its unit: 0,05, 12,5mm, 1,234.56, 1.234,56.
var decimal = regexp.MustCompile(`^(\d+,\d+|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(\.\d{3})+,\d+)\pL*$`)

// bound gives the words of parts with full stops, hyphens and low lines between them.
func bound(text []byte, yield func([]byte)) {
	number, unit := measure(text)
	isJoint := func(r rune) bool { return r == '.' || r == '-' || r == '_' }
	switch {
	case unit > 0:
		yield(cut(text))
		yield(text[:number])
		yield(text[number:])
	case !bytes.ContainsAny(text, ".-_"), number == len(text):
		yield(cut(text))
	case numbered(text):
		yield(cut(text))
		if from, to, spans := span(text); spans {
			yield(from)
			yield(to)
			return
		}
		least := 1
		if bytes.ContainsAny(text, "-_") {
			least = shortestNumber
		}
		for part := range bytes.FieldsFuncSeq(text, isJoint) {
			if !numbered(part) || utf8.RuneCount(part) >= least {
				yield(cut(part))
			}
		}
	default:
		if !bytes.ContainsAny(text, "._") {
			yield(cut(bytes.ReplaceAll(text, []byte("-"), nil)))
		}
		for part := range bytes.FieldsFuncSeq(text, isJoint) {
			yield(cut(part))
		}
	}
}

// measure gives the length of a number at the start of a text, and that of a unit of up to four
// letters where nothing else follows: 3 and 2 of 0.5mm.
func measure(text []byte) (number, unit int) {
	for number < len(text) && (text[number] >= '0' && text[number] <= '9' || text[number] == '.') {
		number++
	}
	if number == 0 || text[0] == '.' || text[number-1] == '.' {
		return 0, 0
	}
	rest := text[number:]
	letters := bytes.TrimRight(rest, "23")
	if power := len(rest) - len(letters); power > 1 || power == 1 && !bytes.HasSuffix(letters, []byte("m")) {
		return number, 0
	}
	if prefix(letters, unicode.IsLetter) == len(letters) && utf8.RuneCount(letters) <= 4 {
		return number, len(rest)
	}
	return number, 0
}

// span parts two numbers with a hyphen between them: 10-12.
func span(text []byte) (from, to []byte, spans bool) {
	from, to, spans = bytes.Cut(text, []byte("-"))
	first, _ := measure(from)
	second, _ := measure(to)
	return from, to, spans && first > 0 && first == len(from) && second > 0 && second == len(to)
}

func pairs(run []byte, yield func([]byte)) {
	for len(run) > 0 {
		_, first := utf8.DecodeRune(run)
		_, second := utf8.DecodeRune(run[first:])
		yield(run[:first+second])
		run = run[first:]
	}
}
