package adopt

import (
	"regexp"
	"strings"
	"unicode"
)

// add adds the name of a field.
func (v *vocabulary) add(word, field string) {
	v.fields[word] = field
	short := loosely(word)
	if short == "" {
		return
	}
	if other, known := v.loose[short]; known && other != field {
		field = ""
	}
	v.loose[short] = field
}

// named returns the field that a word names, also if it is written in one word, without articles, or with other letters for
// umlauts: date_application, effectiveDate, gueltig_ab.
func (v *vocabulary) named(word string) string {
	if field := v.fields[word]; field != "" {
		return field
	}
	const longest = 60
	if len(word) > longest {
		return ""
	}
	return v.loose[loosely(word)]
}

// smallWords are left out when names of fields are compared.
var smallWords = map[string]bool{"of": true, "the": true, "d": true, "de": true, "du": true, "des": true, "del": true, "della": true, "dello": true, "dell": true, "dei": true, "di": true, "do": true, "da": true, "l": true, "la": true, "le": true, "les": true, "el": true, "il": true, "der": true, "den": true}

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "ø", "o", "æ", "a", "œ", "o")

// loosely makes a word of fold comparable with other spellings.
func loosely(word string) string {
	var b strings.Builder
	parts := strings.Fields(word)
	for i, part := range parts {
		if i == 0 || i == len(parts)-1 || !smallWords[part] { // Approuvé le is not Approuvé
			b.WriteString(part)
		}
	}
	return umlauts.Replace(b.String())
}

// approves reports whether a word says that a document was approved, perhaps by who reviewed or prepared it too.
func (v *vocabulary) approves(word string) bool {
	if v.approval[word] {
		return true
	}
	first, rest, _ := strings.Cut(word, " ")
	and, last, _ := strings.Cut(rest, " ")
	switch and {
	case "and", "und", "et", "y", "e", "og":
		rest = last
	}
	approves := func(word string) bool { return v.approval[word] || v.fields[word] == "approver" }
	other := func(word string) bool { return v.reviewed[word] || v.prepared[word] || v.fields[word] == "author" }
	return rest != "" && (other(first) && approves(rest) || approves(first) && other(rest))
}

// isPerson reports whether a value can be who prepared or approved a document.
func (v *vocabulary) isPerson(value string) bool {
	word := fold(value)
	switch word {
	case "true", "false", "electronically", "digitally":
		return false
	}
	return strings.ContainsFunc(value, unicode.IsLetter) && len(word) > 3 && v.statuses[word] == ""
}

// isKey reports whether a cell is the name of a field.
func (v *vocabulary) isKey(cell string) bool {
	word := fold(plain(cell))
	return v.named(word) != "" || v.approves(word) || v.prepared[word]
}

// asks reports whether a key that means no field is worth a question: it is not one of the words that are known to mean none.
func (v *vocabulary) asks(key string, title string) bool {
	word := fold(key)
	switch {
	case !strings.ContainsFunc(key, unicode.IsLetter), unicode.IsDigit(rune(key[0])), v.types[word] != "", v.columns[word],
		v.reviewed[word], v.prepared[word], v.approves(word), v.controlHeadings[word], title != "" && fold(title) == word:
		return false
	}
	return true
}

// cutDate cuts a date off a value with a name: Director, 2024-05-01 or 2024-05-01 by Director.
func (v *vocabulary) cutDate(text string) (name, day string) {
	const edge = "(),;[]/–- "
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		before, after := strings.Trim(strings.Join(words[:i], " "), edge), strings.Trim(strings.Join(words[i:], " "), edge)
		switch {
		case v.parseDate(after).kind != notDate:
			return strings.TrimRight(strings.Join(words[:i], " "), edge), after
		case v.parseDate(before).kind != notDate:
			return byName.ReplaceAllString(after, ""), before
		}
	}
	return text, ""
}

var byName = regexp.MustCompile(`^(?i:by|von|durch|par|por|da|av)\s+`)

// isRunningText reports whether the value of a field for a role is a sentence. Names can end with a short word and a full stop.
func isRunningText(text string) bool {
	const most, sentence, short = 14, 3, 4
	words := strings.Fields(text)
	n := len(words)
	return n > most || n >= sentence && strings.HasSuffix(text, ".") && len(words[n-1]) > short
}
