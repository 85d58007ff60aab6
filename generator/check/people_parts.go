package check

import (
	"slices"
	"strings"
	"unicode"
)

// conjunctions separate the last two items of a list.
var conjunctions = []string{"and", "und", "et", "y", "e", "en", "og", "och"}

// split splits a group at commas, slashes, symbols and conjunctions, outside of brackets.
func split(group string) []*part {
	var parts []*part
	var text strings.Builder
	depth, comma := 0, true
	flush := func(next bool) {
		if p := newPart(text.String(), comma); p != nil {
			parts = append(parts, p)
		}
		text.Reset()
		comma = next
	}
	runes := []rune(group)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth > 0:
		case r == ',' || r == ':' || isDash(r) && blankAt(runes, i-1) && blankAt(runes, i+1):
			flush(true)
			continue
		case (r == '/' || r == '&' || r == '+') && betweenNames(runes, i):
			flush(false)
			continue
		case blankAt(runes, i-1):
			if n := conjunction(runes[i:]); n > 0 {
				flush(false)
				i += n - 1
				continue
			}
		}
		text.WriteRune(r)
	}
	flush(false)
	return parts
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

func blankAt(runes []rune, i int) bool { return i >= 0 && i < len(runes) && unicode.IsSpace(runes[i]) }

// betweenNames reports whether a symbol separates names: it is next to a blank, or between words
// longer than those of R&D and QM/UM.
func betweenNames(runes []rune, at int) bool {
	if blankAt(runes, at-1) || blankAt(runes, at+1) {
		return true
	}
	const short = 2
	before, after := 0, 0
	for i := at - 1; i >= 0 && (unicode.IsLetter(runes[i]) || runes[i] == '.'); i-- {
		before++
	}
	for i := at + 1; i < len(runes) && (unicode.IsLetter(runes[i]) || runes[i] == '.'); i++ {
		after++
	}
	return before > short && after > short
}

// conjunction returns the length of the conjunction at the start of a text, or 0.
func conjunction(runes []rune) int {
	end := slices.IndexFunc(runes, unicode.IsSpace)
	if end > 0 && slices.Contains(conjunctions, string(runes[:end])) {
		return end
	}
	return 0
}

// newPart separates titles, addresses and brackets from a piece. It returns nil if no letter is
// left, as in a date.
func newPart(text string, comma bool) *part {
	p := &part{comma: comma, afterHyphen: strings.HasSuffix(strings.TrimSpace(text), "-")}
	if open := strings.IndexAny(text, "(["); open >= 0 {
		inside, rest := text[open+1:], ""
		if end := strings.IndexAny(inside, ")]"); end >= 0 {
			inside, rest = inside[:end], inside[end+1:]
		}
		p.brackets = strings.TrimSpace(inside)
		text = text[:open] + " " + rest
	}
	var words []string
	for _, w := range strings.Fields(text) {
		switch bare := strings.ToLower(strings.Trim(w, "<>,\"'")); {
		case strings.Contains(bare, "@") && !strings.HasPrefix(bare, "@"):
			p.mail = strings.TrimPrefix(bare, "mailto:")
		case slices.Contains(titles, bare):
			p.titled = true
		default:
			words = append(words, w)
		}
	}
	p.text = strings.Join(words, " ")
	if p.text == "" && p.mail != "" {
		local, _, _ := strings.Cut(p.mail, "@")
		p.text = strings.NewReplacer(".", " ", "_", " ").Replace(local)
	}
	if !strings.ContainsFunc(p.text, unicode.IsLetter) {
		return nil
	}
	return p
}

// titles are words next to a name that do not identify a person.
var titles = []string{"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mx", "mx.", "herr", "frau", "hr.", "fr.", "mme", "mme.",
	"ing.", "dipl.-ing.", "dipl.", "mag.", "m.sc.", "b.sc.", "m.a.", "b.a.", "ph.d.", "phd", "msc", "bsc", "mba", "h.c.", "jr.", "sr.", "jun.", "sen.",
	"gez.", "i.a.", "i.v.", "ppa.", "p.p.", "signed"}

// roleNouns are always part of a role; maybeRoles, and words with roleEndings, may also be family
// names.
var (
	roleNouns = []string{"manager", "director", "officer", "supervisor", "coordinator", "representative", "president", "executive", "chairman", "chairwoman",
		"chair", "engineer", "buyer", "planner", "inspector", "auditor", "administrator", "specialist", "analyst", "technician", "foreman", "secretary",
		"consultant", "controller", "assistant", "deputy", "purchaser", "operator", "owner", "leader", "team", "department", "board", "committee",
		"management", "council", "group", "geschaeftsfuehrung", "geschaeftsleitung", "leitung", "vorstand", "abteilung", "beauftragter", "beauftragte", "directeur", "directrice", "responsable",
		"gerente", "direttore", "responsabile", "directora", "hoofd", "gerant", "sachbearbeiter"}
	maybeRoles  = []string{"head", "lead", "chief", "chef", "leiter", "meister", "referent", "partner", "founder", "staff", "principal", "clerk", "jefe"}
	roleEndings = []string{"manager", "leiter", "leitung", "fuehrer", "fuehrung", "beauftragter", "beauftragte", "meister", "vorstand", "verantwortlicher", "verantwortliche",
		"ingenieur", "referent", "assistent", "direktor", "techniker", "sachbearbeiter", "abteilung"}
)

// isRole reports whether a part names a role rather than a person.
func (p *part) isRole() bool {
	words := roleWords(p.text)
	if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(roleNouns, w) }) || p.isAbbreviation() {
		return true
	}
	return !p.isCertain() && slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(maybeRoles, w) || slices.ContainsFunc(roleEndings, func(end string) bool { return strings.HasSuffix(w, end) })
	})
}

// isAbbreviation reports whether a part is an abbreviated role, such as QM or CEO.
func (p *part) isAbbreviation() bool {
	const longest = 3
	return len(p.text) > 1 && len(p.text) <= longest && !strings.ContainsFunc(p.text, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// isCertain reports whether a part can only be a person: it has an initial, a title or an address.
func (p *part) isCertain() bool {
	return p.titled || p.mail != "" || slices.ContainsFunc(nameWords(p.text), func(w string) bool { return len(w) == 1 })
}

// isInitials reports whether a part has only initials, as after the comma in Miller, A.
func (p *part) isInitials() bool {
	return !slices.ContainsFunc(nameWords(p.text), func(w string) bool { return len(w) > 1 })
}
