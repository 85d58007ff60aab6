package search

import (
	"bytes"
	"strings"
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

// longest is the number of characters of a word that are looked at.
const longest = 40

// shortestNumber is the length from which a part of an id with figures is a word of its own: 2015 in
// ISO-9001-2015, but not the 08 of QP-08-04, which nearly every page names.
const shortestNumber = 4

// longestJoined is the number of bytes up to which words with &, / or + between them are one.
const longestJoined = 16

// A byte outside ASCII may be part of a word, and parts with joints between them may be one word.
// Everything else parts words in every script.
const (
	parting = iota
	plainByte
	joint  // nothing where it ends a word
	sign   // something wherever it stands
	beyond // ASCII
)

var kinds = func() (table [256]byte) {
	for c := range table {
		switch b := byte(c); {
		case b >= utf8.RuneSelf:
			table[c] = beyond
		case strings.IndexByte(".-_,/&", b) >= 0:
			table[c] = joint
		case strings.IndexByte("+#%$", b) >= 0:
			table[c] = sign
		case b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z':
			table[c] = plainByte
		}
	}
	return table
}()

// Words lists the words of a text as the index has them.
func Words(text string) []string {
	var list []string
	words(nil, []byte(text), func(word []byte) { list = append(list, string(word)) })
	return list
}

// words gives the words of a text, folded. They stand in the buffer or a longer one, until the next.
func words(buffer, text []byte, yield func(word []byte)) {
	text = tidy(text)
	for i := 0; i < len(text); i++ {
		if kinds[text[i]] == parting {
			continue
		}
		chunk, plain, joined, figure, alpha := buffer[:0], true, false, false, false
		for ; i < len(text) && kinds[text[i]] != parting; i++ {
			b := text[i]
			switch kinds[b] {
			case joint: // a full stop at the end joins nothing
				joined = true
			case plainByte:
				if b >= 'A' && b <= 'Z' {
					b += 'a' - 'A'
				}
				figure, alpha = figure || b <= '9', alpha || b > '9'
				plain = plain && !joined
			default:
				plain = false
			}
			chunk = append(chunk, b)
		}
		if joined && plain {
			chunk = bytes.TrimRight(chunk, ".-_,/&")
		}
		switch {
		case !plain || figure && alpha:
			split(folded(chunk), yield)
		case len(chunk) > 0:
			yield(cut(chunk))
		}
	}
}

// tidy joins what is also written with a blank between: R & D, Ø 12.
func tidy(text []byte) []byte {
	if bytes.IndexByte(text, '&') >= 0 && bytes.Contains(text, []byte(" & ")) {
		text = []byte(tidyAnd(string(text)))
	}
	if bytes.IndexByte(text, "ø"[0]) < 0 && bytes.IndexByte(text, "⌀"[0]) < 0 {
		return text
	}
	for _, diameter := range []string{"Ø", "ø", "⌀"} {
		if bytes.Contains(text, []byte(diameter)) {
			for figure := '0'; figure <= '9'; figure++ {
				for _, blank := range []string{" ", "\u00a0", "\u202f"} {
					text = bytes.ReplaceAll(text, []byte(diameter+blank+string(figure)), []byte(diameter+string(figure)))
				}
			}
		}
	}
	return text
}

func tidyAnd(text string) string {
	parts := strings.Split(text, " & ")
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			if shortEnd(parts[i-1]) && shortStart(part) {
				b.WriteByte('&')
			} else {
				b.WriteString(" & ")
			}
		}
		b.WriteString(part)
	}
	return b.String()
}

// shortEnd and shortStart report one or two letters or figures at the end or start of a text.
func shortEnd(text string) bool {
	n := 0
	for n < 3 && n < len(text) && kinds[text[len(text)-1-n]] == plainByte {
		n++
	}
	return (n == 1 || n == 2) && (n == len(text) || text[len(text)-1-n] < utf8.RuneSelf)
}

func shortStart(text string) bool {
	n := 0
	for n < 3 && n < len(text) && kinds[text[n]] == plainByte {
		n++
	}
	return (n == 1 || n == 2) && (n == len(text) || text[n] < utf8.RuneSelf)
}

func folded(chunk []byte) []byte {
	for _, b := range chunk {
		if b >= utf8.RuneSelf {
			return []byte(Fold(string(chunk)))
		}
	}
	return chunk
}

// split parts folded text into words.
func split(text []byte, yield func([]byte)) {
	fresh := true // whether nothing stands right before
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		now := true
		switch {
		case unspaced(r):
			n = prefix(text, unspaced)
			pairs(text[:n], yield)
		case letter(r):
			n = compound(text, yield)
			now = false
		case r == '°':
			n += prefix(text[n:], letter)
			yield(cut(text[:n]))
			now = false
		case strings.ContainsRune("%‰§±$€£¥", r):
			yield(text[:n])
		case r == '.' && fresh:
			if name := dotted(text); name > 0 {
				yield(cut(text[:name]))
				yield(cut(text[1:name]))
				n = name
			}
			now = false
		case r < utf8.RuneSelf && kinds[r] != parting:
			now = false
		}
		text, fresh = text[n:], now
	}
}

// dotted is the length of a name like .net at the start of a text.
func dotted(text []byte) int {
	if r, _ := utf8.DecodeRune(text[1:]); !unicode.IsLetter(r) || unspaced(r) {
		return 0
	}
	end := 1 + prefix(text[1:], letter)
	if end < len(text) && text[end] < utf8.RuneSelf && kinds[text[end]] != parting && end+1 < len(text) {
		return 0
	}
	return end
}

const joints = ".,-_&/+"

// compound gives the words of what holds together at the beginning of a text, and its length.
func compound(text []byte, yield func([]byte)) int {
	end := prefix(text, letter)
	first := end
	for end+1 < len(text) && strings.IndexByte(joints, text[end]) >= 0 {
		n := prefix(text[end+1:], letter)
		if n == 0 {
			break
		}
		end += 1 + n
	}
	if end == first {
		if n := ending(text, end); n > end { // c++, c#
			yield(cut(text[:n]))
			yield(cut(text[:end]))
			return n
		}
	}
	whole := text[:end]
	if !bytes.ContainsAny(whole, "&/+") {
		piece(whole, yield)
		return end
	}
	if asOne(whole) {
		yield(whole)
	}
	for part := range bytes.FieldsFuncSeq(whole, func(r rune) bool { return r == '&' || r == '/' || r == '+' }) {
		piece(part, yield)
	}
	return end
}

// ending is where a word ends with ++ or # after it, or a single letter with +.
func ending(text []byte, end int) int {
	rest := text[end:]
	n := 0
	switch {
	case bytes.HasPrefix(rest, []byte("++")):
		n = 2
	case bytes.HasPrefix(rest, []byte("#")), utf8.RuneCount(text[:end]) == 1 && bytes.HasPrefix(rest, []byte("+")):
		n = 1
	}
	if r, _ := utf8.DecodeRune(rest[n:]); len(rest) > n && letter(r) {
		return end
	}
	return end + n
}

// asOne reports whether parts with &, / or + between them are one word.
func asOne(whole []byte) bool {
	if len(whole) > longestJoined {
		return false
	}
	for part := range bytes.FieldsFuncSeq(whole, func(r rune) bool { return r == '&' || r == '/' || r == '+' }) {
		if utf8.RuneCount(part) <= 2 || part[0] >= '0' && part[0] <= '9' {
			return true
		}
	}
	return false
}

// piece gives the words of parts with joints other than &, / and + between them. Commas of numbers
// become full stops; others part words.
func piece(text []byte, yield func([]byte)) {
	if bytes.IndexByte(text, ',') < 0 {
		bound(text, yield)
		return
	}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '-' && text[end] != '_' {
			end++
		}
		by := byte(' ')
		if decimal.Match(text[start:end]) {
			by = '.'
		}
		for i := start; i < end; i++ {
			if text[i] == ',' {
				text[i] = by
			}
		}
		start = end + 1
	}
	for part := range bytes.FieldsSeq(text) {
		bound(part, yield)
	}
}

// cut is the beginning of a word that is too long to be one.
func cut(word []byte) []byte {
	if len(word) <= longest {
		return word
	}
	at := 0
	for range longest {
		_, n := utf8.DecodeRune(word[at:])
		at += n
	}
	return word[:at]
}

// prefix is the length of the characters of a kind at the beginning.
func prefix(text []byte, kind func(rune) bool) int {
	if i := bytes.IndexFunc(text, func(r rune) bool { return !kind(r) }); i >= 0 {
		return i
	}
	return len(text)
}

func numbered(word []byte) bool { return bytes.IndexFunc(word, unicode.IsNumber) >= 0 }

func letter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)) && !unspaced(r)
}

// unspaced reports a character of a script that puts no blanks between words.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}
