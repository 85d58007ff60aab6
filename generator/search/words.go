package search

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// longest is the number of characters of a word that are looked at.
const longest = 40

// shortestNumber is the length from which a part with figures is a word of its own: 2015 in
// ISO-9001-2015, but not the 08 of QP-08-04, which nearly every page names.
const shortestNumber = 4

// inChunk tells the bytes of what may be one word. Everything else parts words in every script.
var inChunk = func() (table [256]bool) {
	for c := range table {
		b := byte(c)
		table[c] = b >= utf8.RuneSelf || joins(b) || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
	}
	return table
}()

// joins reports what holds a number or an id together: 8.4.1, QP-08-04, QP_08.
func joins(b byte) bool { return b == '.' || b == '-' || b == '_' }

// words gives the words of a text, folded. They stand in the buffer or a longer one, until the next.
//
// A number or id is one word, 8.4.1 and qp-08-04, and its longer parts are words of their own. All
// other compounds are their parts. Scripts without blanks between words give pairs of characters,
// and the last character by itself, so that any stretch of them can be found.
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
			if joins(b) { // a full stop at the end joins nothing
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

// split parts folded text into words.
func split(text []byte, yield func([]byte)) {
	for len(text) > 0 {
		if n := prefix(text, unspaced); n > 0 {
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

// compound gives the words of what holds together at the beginning of a text, and its length.
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
