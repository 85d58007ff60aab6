package adopt

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/document"
)

// idAtStart matches letters, then numbers: PG 05, QP-08-04, SOP_001, F-QM-12.1, va07.
var idAtStart = regexp.MustCompile(`^((?:\pL{1,8}[-_. ]){0,3}\pL{1,8})([-_. ]?)([0-9]{1,5}(?:[-_.][0-9]{1,4}){0,4}[A-Za-z]?)(?:$|[^\pL\pN])`)

// idForms are the spellings of an id in a heading or a file name. Words of running text are lower
// case, so an id in blanks needs capitals.
func (v *vocabulary) idIn(text string) string {
	text = document.PlainID(strings.TrimLeft(text, "*_`[( "))
	m := idAtStart.FindStringSubmatchIndex(text)
	if m == nil {
		return ""
	}
	letters, gap, id := text[m[2]:m[3]], text[m[4]:m[5]], strings.TrimRight(text[m[2]:m[7]], "-_. ")
	switch {
	case v.notIDs[fold(letters)] || v.notIDs[fold(firstWord(letters))] && firstWord(letters) != letters:
		return ""
	case strings.ContainsFunc(letters, unicode.IsLower) && (gap == " " || strings.Contains(letters, " ")):
		return "" // Step 3, Gauge room 2
	case strings.ToUpper(letters) != letters && strings.ToLower(letters) != letters:
		return "" // Room-3
	case strings.ToLower(letters) == letters && (longestWord(letters) > 4 || gap == "" && len(letters) == 1):
		return "" // internal-audit-2, x1
	case isYear(text[m[6]:m[7]]):
		return ""
	case gap == "" && len(letters) == 1 && m[7]-m[6] == 2 && unicode.IsLetter(rune(text[m[7]-1])):
		return "" // B2B
	}
	return v.validID(id)
}

func longestWord(letters string) int {
	longest := 0
	for _, word := range strings.FieldsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) }) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// idAtEnd matches what may be an id after a line or dash, or in a bracket that has been cut.
var idAtEnd = regexp.MustCompile(`(?:[ \t][|–—-][ \t]+|[(\[])([A-Z]{2,}[A-Z0-9._ -]*[0-9])$`)

func withoutRevision(v *vocabulary, text string) string {
	rest, _ := v.cutRevision(text)
	return rest
}

var bracketsAtEnd = regexp.MustCompile(`[(\[]([^()\[\]]+)[)\]]$`)

// idInHeading returns the id that a heading begins with, also after the name of a type (Procedure QP-05: Purchasing), or that
// it has in brackets at its end.
func (v *vocabulary) idInHeading(heading string) string {
	if id := v.idIn(heading); id != "" {
		return id
	}
	if word, rest, _ := strings.Cut(heading, " "); v.types[fold(word)] != "" {
		if id := v.idIn(rest); id != "" {
			return id
		}
	}
	for _, text := range []string{heading, strings.TrimRight(withoutRevision(v, heading), edges)} { // also (QP-01, Rev. 3)
		if m := bracketsAtEnd.FindStringSubmatch(text); m != nil && v.idIn(m[1]) == v.validID(m[1]) {
			return v.idIn(m[1])
		}
		if m := idAtEnd.FindStringSubmatch(text); m != nil && v.idIn(m[1]) == v.validID(m[1]) {
			return v.idIn(m[1])
		}
	}
	return ""
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.NewReplacer("-", " ", "_", " ", ".", " ").Replace(text), " ")
	return word
}

// isYear reports whether a number is more likely a year than part of an id: Audit 2019.
func isYear(digits string) bool {
	return len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20"))
}

// validID returns the value of an id field as it can be written, or "".
func (v *vocabulary) validID(text string) string {
	id := strings.Join(strings.Fields(document.PlainID(text)), " ")
	id = strings.ReplaceAll(strings.ReplaceAll(id, " / ", "-"), "/", "-")
	if !strings.ContainsFunc(id, unicode.IsDigit) || !strings.ContainsFunc(id, unicode.IsLetter) && len(id) < 2 {
		return ""
	}
	if !document.ValidID(id) || strings.HasSuffix(strings.ToLower(id), ".next") || v.namesStandard(id) {
		return ""
	}
	return id
}

// namesStandard reports whether a text is the name of a standard: ISO 9001, DIN EN ISO 9001:2015.
func (v *vocabulary) namesStandard(text string) bool {
	m := idAtStart.FindStringSubmatch(text)
	return m != nil && v.notIDs[fold(m[1])]
}

var separators = strings.NewReplacer("-", "", "_", "", ".", "", " ", "")

// sameID reports whether two spellings are of the same id.
func sameID(a, b string) bool { return idKey(a) == idKey(b) }

var leadingZeros = regexp.MustCompile(`(^|[^0-9])0+([0-9])`)

// idKey is equal for the spellings of one id: QP-01, qp 1.
func idKey(id string) string {
	return strings.ToLower(separators.Replace(leadingZeros.ReplaceAllString(id, "$1$2")))
}

// pathID makes an id of a path, for documents that name none.
func pathID(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFD.String(letterNames.Replace(norm.NFC.String(strings.ToLower(name)))) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		default:
			hyphen = true
		}
	}
	id := b.String()
	const longest = 80
	if len(id) > longest {
		id = strings.Trim(id[len(id)-longest:], "-")
	}
	if !document.ValidID(id) {
		id = "doc-" + id
	}
	if id = strings.Trim(id, "-"); !document.ValidID(id) {
		return "doc"
	}
	return id
}

// letterNames writes letters that do not come apart into a plain letter and a mark.
var letterNames = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "oe", "å", "aa",
	"ł", "l", "đ", "d", "þ", "th", "ð", "d", "ı", "i")

var translation = regexp.MustCompile(`(?i:[._-](` + languageCodes + `))$|(?i: \((` + languageCodes + `)\))$|(?i: ?\[(` + languageCodes + `)\])$| (` + upperCodes + `)$`)

const (
	languageCodes = `de|en|fr|es|it|no|nb|nn|nl|pt|pl|cs|sv|da|fi|hu|ro|sk|sl|hr|tr|el|bg|ru|uk|ja|zh|ko`
	upperCodes    = `DE|EN|FR|ES|IT|NL|PT|PL|CS|SV|DA|FI|HU|RO|SK`
)

// languageOf returns the language that the name of a file ends with, as in x.de.md, and the path
// without it; "" if there is none.
func languageOf(file string) (language, base string) {
	stem := strings.TrimSuffix(file, path.Ext(file))
	m := translation.FindStringSubmatchIndex(stem)
	if m == nil {
		return "", stem
	}
	code := max(m[2], m[4], m[6], m[8])
	return strings.ToLower(stem[code : code+2]), stem[:m[0]]
}
