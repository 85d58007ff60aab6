package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// otherWords are types that are nearly one of ours and are words of their own, most of them in other
// languages.
var otherWords = []string{"manuel", "manuale", "manuals", "norm", "prozess", "proces", "proceso", "processo", "processus", "prosess",
	"procédure", "procedura", "prosedyre", "procedimento", "instrucción", "instruktion", "istruzione", "instrukcja",
	"formular", "formulär", "formulier", "politik", "politique", "report", "program"}

// misspeltType is the usual type that a word was probably meant to be, or "". It only takes for a
// mistake what one is likely to mistype: a letter or two, and not the first one of a short word.
func misspeltType(word string) string {
	lower := strings.ToLower(word)
	if slices.Contains(document.Types, word) || slices.Contains(otherWords, lower) {
		return ""
	}
	near := diag.Nearest(word, document.Types)
	length := utf8.RuneCountInString(word)
	const short, long = 5, 8
	switch {
	case near == "", lower == near: // a type in capitals is a mistake as well
		return near
	case length <= short && !sameStart(lower, near):
		return ""
	case length < long && diag.Distance(lower, near) > 1, diag.Distance(lower, near) > 2:
		return ""
	}
	return near
}

// sameStart reports words that begin with the same letter.
func sameStart(a, b string) bool {
	first, _ := utf8.DecodeRuneInString(a)
	other, _ := utf8.DecodeRuneInString(b)
	return first == other
}
