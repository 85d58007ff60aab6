package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// Words are the words with which texts of a language name clauses. Each is a list with commas between its
// words. The English ones are understood in every language, so the zero value stands for English.
type Words struct {
	Clause   string // before the number
	Between  string // between two numbers
	Of       string // between the number and what the clause belongs to
	In       string // likewise, and before much else
	Standard string // ISO 9001, where it is not named
	Law      string // named with more words or a number: the Medical Devices Act, Directive 2006/42/EC
	Contract string // other texts with clauses of their own
	Says     string // what such a text does
}

// English is what is understood in every language. strings/en.yaml of the built-in theme has the same words.
var English = Words{
	Clause:   "clause, clauses",
	Between:  "and, or, to, through",
	Of:       "of",
	In:       "in, from, under, to, by, per",
	Standard: "standard, standards",
	Law:      "act, code, decree, directive, directives, law, ordinance, regulation, regulations, statute, statutes, treaty",
	Contract: "agreement, conditions, contract, guideline, guidelines, lease, licence, license, order, specification, subcontract, tender, terms",
	Says: "allow, allows, ask, asks, call, calls, define, defines, demand, demands, forbid, forbids, prescribe, prescribes, provide, provides, require, requires, " +
		"say, says, set, sets, specify, specifies, state, states, stipulate, stipulates",
}

// vocabulary is Words ready to use, from several goroutines.
type vocabulary struct {
	clause map[string]bool // true for the words of English
	// The others hold true for each word.
	between, of, in, standard, law, contract, says map[string]bool
	// Words of some languages are made of others: a Rahmenvertrag is a Vertrag.
	lawEndings, contractEndings []string
}

// newVocabulary makes ready the words of a language and of English.
func newVocabulary(w Words) *vocabulary {
	both := func(own, english string) map[string]bool {
		set := map[string]bool{}
		for _, word := range append(wordsOf(own), wordsOf(english)...) {
			set[word] = true
		}
		return set
	}
	v := &vocabulary{
		clause: map[string]bool{}, between: both(w.Between, English.Between), of: both(w.Of, English.Of), in: both(w.In, English.In),
		standard: both(w.Standard, English.Standard), law: both(w.Law, English.Law), contract: both(w.Contract, English.Contract), says: both(w.Says, English.Says),
	}
	for _, word := range wordsOf(w.Clause) {
		v.clause[word] = false
	}
	for _, word := range wordsOf(English.Clause) {
		v.clause[word] = true
	}
	v.lawEndings, v.contractEndings = endings(w.Law, English.Law), endings(w.Contract, English.Contract)
	return v
}

// wordsOf takes a list of words apart, in the letters in which text is compared.
func wordsOf(words string) []string {
	var list []string
	for word := range strings.SplitSeq(words, ",") {
		if word = folded(strings.TrimSpace(word)); word != "" {
			list = append(list, word)
		}
	}
	return list
}

// endings are the words that are long enough to be told at the end of others. English does not write words in
// one.
func endings(own, english string) []string {
	const fewest = 5
	var endings []string
	for _, word := range wordsOf(own) {
		if own != english && utf8.RuneCountInString(word) >= fewest {
			endings = append(endings, word)
		}
	}
	return endings
}

// folded is a word as words are compared: in small letters, composed, without what is invisible.
func folded(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.ToLower(document.Composed(document.PlainID(word)))
		}
	}
	return strings.ToLower(word)
}
