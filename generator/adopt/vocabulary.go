package adopt

import (
	_ "embed"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

//go:embed keywords.yaml
var keywordsFile []byte

// vocabulary holds the words of keywords.yaml, normalized by fold.
type vocabulary struct {
	fields      map[string]string // a key of control data → the field that it means
	loose       map[string]string // the same, with the words as loosely makes them; "" if they mean several fields
	frontMatter map[string]string // the same, in front matter only
	approval    map[string]bool
	prepared    map[string]bool // titles in tables of signatures
	reviewed    map[string]bool // the same, of those who are no field
	signature   map[string]bool // titles of columns with a signature
	columns     map[string]bool
	standard    map[string]bool
	statuses    map[string]string // word → status
	types       map[string]string // word → type
	months      map[string]int
	weekdays    map[string]bool
	duties      map[string]bool // titles of columns that say what a role does
	notIDs      map[string]bool
	clauseWords map[string]bool
	mention     *regexp.Regexp // a clause of ISO 9001 in running text
	clauseWord  *regexp.Regexp // at the start of a text
	clauseRange *regexp.Regexp // at the start of a text
	// controlHeadings are headings above control data, firstParts those with which the text begins.
	controlHeadings, firstParts map[string]bool
	// clausesBetween matches a range such as between 8.4.1 and 8.4.3.
	clausesBetween *regexp.Regexp
	notApplicable  *regexp.Regexp // says that a clause does not apply
	except         *regexp.Regexp // says that of a clause in a field for clauses
	revision       *regexp.Regexp // a revision at the end of a heading or file name
	savedAs        *regexp.Regexp // at the end of the name of a file
}

// builtIn is the vocabulary of keywords.yaml. It must not be changed.
var builtIn = sync.OnceValue(func() *vocabulary {
	src, _ := diag.ReadSource("keywords.yaml", keywordsFile)
	root, findings := yaml.Parse(src, 1, src.LineCount()+1, "configuration")
	if root == nil || len(findings) > 0 {
		panic("adopt: keywords.yaml cannot be read") // the file is part of the program
	}
	v := &vocabulary{fields: map[string]string{}, loose: map[string]string{}, frontMatter: map[string]string{}, approval: map[string]bool{},
		prepared: map[string]bool{}, reviewed: map[string]bool{}, signature: map[string]bool{}, duties: map[string]bool{}, columns: map[string]bool{},
		controlHeadings: map[string]bool{}, firstParts: map[string]bool{}, standard: map[string]bool{}, statuses: map[string]string{},
		types: map[string]string{}, months: map[string]int{}, weekdays: map[string]bool{}, notIDs: map[string]bool{}}
	for _, e := range root.Entries {
		v.read(e.Key.Text, e.Value)
	}
	return v
})

func (v *vocabulary) read(section string, value *yaml.Value) {
	each := func(to func(name, word string)) {
		for _, e := range value.Entries {
			for _, word := range e.Value.List() {
				to(e.Key.Text, fold(word.Text))
			}
		}
	}
	set := func(to map[string]bool) {
		for _, word := range value.List() {
			to[fold(word.Text)] = true
		}
	}
	switch section {
	case "front_matter":
		each(func(field, word string) { v.frontMatter[word] = field })
	case "fields":
		for _, e := range value.Entries {
			for _, language := range e.Value.Entries {
				for _, word := range language.Value.List() {
					v.add(fold(word.Text), e.Key.Text)
				}
			}
		}
	case "approval":
		set(v.approval)
	case "prepared":
		set(v.prepared)
	case "reviewed":
		set(v.reviewed)
	case "signature":
		set(v.signature)
	case "columns":
		set(v.columns)
	case "control_headings":
		set(v.controlHeadings)
	case "first_parts":
		set(v.firstParts)
	case "standard":
		set(v.standard)
	case "status":
		each(func(status, word string) { v.statuses[word] = status })
	case "type":
		each(func(kind, word string) { v.types[word] = kind })
	case "months":
		each(func(number, word string) { v.months[word], _ = strconv.Atoi(number) })
	case "duties":
		set(v.duties)
	case "weekdays":
		set(v.weekdays)
	case "not_an_id":
		set(v.notIDs)
	case "clause":
		v.patterns(value)
	case "not_applicable":
		v.notApplicable = wholeWords(value)
	case "except":
		v.except = wholeWords(value)
	case "saved_as":
		v.savedAs = regexp.MustCompile(`(?i)(?:[\s_-]+[(\[]?(?:` + alternatives(value) + `)(?:[\s_-]?[0-9])?[)\]]?)+$`)
	case "revision":
		words := alternatives(value)
		v.revision = regexp.MustCompile(`(?i)(?:^|[\s\-–—_(\[,;|:.])(?:` + words + `)\.?\s*(?:(?:no|nr)\.?)?\s*[:#]?(?:\s*([0-9]+(?:\.[0-9]+)*[a-z]?)|[\s.:#]+((?-i:[A-Z])))[\s)\]]*$`)
	}
}

// patterns builds the expressions for clauses.
func (v *vocabulary) patterns(value *yaml.Value) {
	words := alternatives(value)
	v.clauseWords = map[string]bool{"": true}
	for _, word := range value.List() {
		v.clauseWords[fold(word.Text)] = true
	}
	const number = `[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}`
	const name = `ISO[\s\-/]*(?:IEC[\s\-/]*)?9001(?:\s*[:\-]\s*([0-9]{4}))?(?:-[0-9]{2})?`
	const to = `(?:[` + dashes + `]+|to|through|thru|bis|à|a|al|til|\.\.\.?|…)`
	const and = `(?:and|und|et|y|e|og)`
	word := `(?:§+[.:\s]*|(?:` + words + `)[.:]*\s*)`
	const anyWord = `(§+|\pL[\pL.\-]{0,15})[.:]*\s*` // checked against clauseWords, since the many words make an expression slow
	list := `(` + number + `(?:[ \t]*(?:[,;/&]|` + to + `|` + and + `)\s*§*\s*` + number + `)*)`
	v.mention = regexp.MustCompile(`(?i)` + name + `[\s,:(–—-]{0,4}(?:` + anyWord + `)?` + list +
		`|(?:^|[^\pL\pN])` + anyWord + list + `\s*(?:,\s*)?(?:of|in|der|des|von|de la|de|della|dell'|di|i|du|av)?\s*(?:the\s+|la\s+)?(?:norm|norma|norme|standard|DIN|EN|UNI|UNE|NF|NS|[\s-])*` + name)
	v.clauseWord = regexp.MustCompile(`(?i)^(?:§+[.:\s]*|(?:` + words + `|from|von|de|du|desde|del|da|dal|fra)(?:[.:\s]+|$))+`)
	v.clauseRange = regexp.MustCompile(`(?i)^(` + number + `)\s*` + to + `\s*` + word + `*(` + number + `)(?:$|[^0-9.]|\.$|\.[^0-9])`)
	v.clausesBetween = regexp.MustCompile(`(?i)(?:between|zwischen|entre|tra|fra|mellom)\s+` + word + `?(` + number + `)\s+` + and + `\s+` + word + `?(` + number + `)`)
}

// excludes reports whether the value of a field for clauses says that one of them does not count.
func (v *vocabulary) excludes(text string) bool {
	return v.notApplicable.MatchString(text) || v.except.MatchString(text)
}

// wholeWords matches one of the words, in any case.
func wholeWords(value *yaml.Value) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(?:` + alternatives(value) + `)(?:$|[^\pL\pN])`)
}

// alternatives joins words to a part of an expression, the longest first.
func alternatives(value *yaml.Value) string {
	var words []string
	for _, word := range value.List() {
		words = append(words, regexp.QuoteMeta(word.Text))
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(words, "|")
}

// fold normalizes a word for comparison: lower case, without accents and punctuation, words separated by
// single blanks. Text in brackets is left out, unless nothing else is there.
func fold(word string) string {
	if open := strings.IndexAny(word, "(["); open > 0 {
		word = word[:open]
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '°', r == 'º', r == 'ª':
		case r == 'ß':
			b.WriteString("ss")
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '§':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// with returns the vocabulary with further words, by field.
func (v *vocabulary) with(words map[string][]string) *vocabulary {
	if len(words) == 0 {
		return v
	}
	more := *v
	more.fields, more.loose = maps.Clone(v.fields), maps.Clone(v.loose)
	for field, list := range words {
		for _, word := range list {
			more.add(fold(word), field)
		}
	}
	return &more
}

// fieldOf returns the field that a key of control data means, or "". The value decides whether a word such
// as Approved is followed by a person or a date.
func (v *vocabulary) fieldOf(key, value string, frontMatter bool) string {
	if frontMatter {
		if slices.Contains(canonical, key) {
			return key
		}
	}
	word := fold(key)
	if field := v.frontMatter[word]; frontMatter && field != "" {
		return field
	}
	if field := v.named(word); field != "" {
		return field
	}
	approval, isDate := v.approves(word), v.parseDate(value).kind != notDate
	switch {
	case approval && isDate:
		return "approved_date"
	case approval && v.isPerson(value):
		return "approver"
	case v.prepared[word] && !isDate && v.isPerson(value):
		return "author"
	}
	return ""
}
