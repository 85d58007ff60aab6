package search

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// maxWordLength is the number of characters of a word that count.
const maxWordLength = 40

// shortestNumber is the length from which a part with digits is indexed separately: 2015 in
// ISO-9001-2015, but not the 08 of QP-08-04, which is on nearly every page.
const shortestNumber = 4

// inChunk marks the bytes that a word may consist of. All others separate words in every script.
var inChunk = func() (table [256]bool) {
	for c := range table {
		b := byte(c)
		table[c] = b >= utf8.RuneSelf || joins(b) || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
	}
	return table
}()

// joins reports whether a character joins parts of a number or id: 8.4.1, QP-08-04, QP_08.
func joins(b byte) bool { return b == '.' || b == '-' || b == '_' }

// words yields the folded words of a text. Each is valid only until the next.
//
// A number or id is one word, 8.4.1 and qp-08-04, and so are its longer parts. Other compounds are
// split. Scripts without blanks between words yield pairs of characters and the last character, so
// that any sequence can be found.
func words(buffer []byte, text string, yield func(word []byte)) {
	for i := 0; i < len(text); i++ {
		if !inChunk[text[i]] {
			continue
		}
		chunk, plain, joint := buffer[:0], true, false
		for ; i < len(text) && inChunk[text[i]]; i++ {
			b := text[i]
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			if joins(b) { // a trailing full stop joins nothing
				joint = true
			} else if joint || b >= utf8.RuneSelf {
				plain = false
			}
			chunk = append(chunk, b)
		}
		switch {
		case !plain:
			split(folded(chunk), yield)
		case joint:
			chunk = bytes.TrimRight(chunk, ".-_")
			fallthrough
		default:
			yieldLong(chunk, 2, yield)
		}
	}
}

func folded(chunk []byte) []byte {
	for _, b := range chunk {
		if b >= utf8.RuneSelf {
			return []byte(Fold(string(chunk)))
		}
	}
	return chunk
}

// split splits folded text into words.
func split(text []byte, yield func([]byte)) {
	for len(text) > 0 {
		if n := prefix(text, withoutSpaces); n > 0 {
			pairs(text[:n], yield)
			text = text[n:]
			continue
		}
		n := compound(text, yield)
		if n == 0 {
			_, n = utf8.DecodeRune(text)
		}
		text = text[n:]
	}
}

// compound yields the words of the compound at the start of a text, and returns its length.
func compound(text []byte, yield func([]byte)) int {
	first := prefix(text, letter)
	end := first
	for end > 0 && end+1 < len(text) && joins(text[end]) {
		n := prefix(text[end+1:], letter)
		if n == 0 {
			break
		}
		end += 1 + n
	}
	if end == first {
		yieldLong(text[:end], 2, yield)
		return end
	}
	whole := text[:end]
	if numbered(whole) {
		yield(cut(whole))
	}
	for part := range bytes.FieldsFuncSeq(whole, func(r rune) bool { return r < utf8.RuneSelf && joins(byte(r)) }) {
		if numbered(part) {
			yieldLong(part, shortestNumber, yield)
		} else {
			yieldLong(part, 2, yield)
		}
	}
	return end
}

func yieldLong(word []byte, shortest int, yield func([]byte)) {
	if utf8.RuneCount(word) >= shortest {
		yield(cut(word))
	}
}

func pairs(run []byte, yield func([]byte)) {
	for len(run) > 0 {
		_, first := utf8.DecodeRune(run)
		_, second := utf8.DecodeRune(run[first:])
		yield(run[:first+second])
		run = run[first:]
	}
}

// cut truncates a word to maxWordLength characters.
func cut(word []byte) []byte {
	if len(word) <= maxWordLength {
		return word
	}
	at := 0
	for range maxWordLength {
		_, n := utf8.DecodeRune(word[at:])
		at += n
	}
	return word[:at]
}

// prefix is the length of the leading characters of a kind, in bytes.
func prefix(text []byte, kind func(rune) bool) int {
	if i := bytes.IndexFunc(text, func(r rune) bool { return !kind(r) }); i >= 0 {
		return i
	}
	return len(text)
}

func numbered(word []byte) bool { return bytes.IndexFunc(word, unicode.IsNumber) >= 0 }

func letter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)) && !withoutSpaces(r)
}

// withoutSpaces reports whether a character belongs to a script without blanks between words.
func withoutSpaces(r rune) bool {
	return r >= 0x0e00 && (r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}
