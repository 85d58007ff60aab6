package check

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// party is a person or role, or both, named in `author` or `approver`.
type party struct {
	text string
	name *personName
	role []string // words, folded and sorted; nil if not given
	mail string
	// ambiguous is set if it is one of two words around a comma, which may be the family name and
	// given name of one person.
	ambiguous bool
}

// personName is the name of a person, in folded words. An initial is a word of one letter.
type personName struct {
	family string
	given  []string
	words  []string // all words, sorted
}

// same reports whether two parties are probably the same person. Roles are compared unless both
// have a name.
func (p party) same(q party) bool {
	switch {
	case p.mail != "" && p.mail == q.mail:
		return true
	case p.ambiguous || q.ambiguous:
		return !(p.ambiguous && q.ambiguous) && p.name != nil && q.name != nil && slices.Equal(p.name.words, q.name.words)
	case p.name != nil && q.name != nil:
		return p.name.same(q.name)
	}
	return len(p.role) > 0 && slices.Equal(p.role, q.role)
}

// same also matches A. Miller with Anna Miller, and Miller with both: within one document, a
// different person of that name would be named in full.
func (n *personName) same(m *personName) bool {
	if slices.Equal(n.words, m.words) {
		return true
	}
	if n.family != m.family {
		return false
	}
	short, long := n.given, m.given
	if len(short) > len(long) {
		short, long = long, short
	}
	for i, g := range short {
		at := slices.IndexFunc(long, func(h string) bool { return alike(g, h) })
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		long = long[at+1:]
	}
	return true
}

// alike compares given names, either of which may be an initial.
func alike(g, h string) bool {
	if len(g) == 1 || len(h) == 1 {
		return g[0] == h[0]
	}
	return g == h
}

// shared returns the approvers who are also authors, and the other approvers. It tries all readings
// of ambiguous values.
func shared(author, approver string) (both, others []party) {
	const longest = 1000 // bytes; longer values are not lists of people
	if max(len(author), len(approver)) > longest || !shareWord(author, approver) {
		return nil, nil
	}
	for _, approvers := range readings(approver) {
		for _, authors := range readings(author) {
			both, others = nil, nil
			for _, p := range approvers {
				if slices.ContainsFunc(authors, p.same) {
					both = append(both, p)
				} else {
					others = append(others, p)
				}
			}
			if len(both) > 0 {
				return both, others
			}
		}
	}
	return nil, nil
}

// shareWord is a cheap check that rules out most documents.
func shareWord(a, b string) bool {
	others := strings.FieldsFunc(fold(b), notLetter)
	return slices.ContainsFunc(strings.FieldsFunc(fold(a), notLetter), func(w string) bool { return slices.Contains(others, w) })
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// readings returns the possible readings of a value: with a comma between family name and given
// name, and as a list.
func readings(value string) [][]party {
	list, ambiguous := parties(value, false)
	if !ambiguous {
		return [][]party{list}
	}
	inverted, _ := parties(value, true)
	return [][]party{inverted, list}
}

// parties parses a value. inverted means that "Miller, Anna" is one person.
func parties(value string, inverted bool) (list []party, ambiguous bool) {
	for _, group := range strings.FieldsFunc(withoutGenderEndings(value), func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		parts := split(group)
		switch {
		case len(parts) == 0:
		case slices.ContainsFunc(parts, (*part).isRole):
			list = append(list, roles(group, parts)...)
		default:
			found, twofold := persons(parts, inverted)
			list, ambiguous = append(list, found...), ambiguous || twofold
		}
	}
	return list, ambiguous
}

// part is a piece of a value between separators.
type part struct {
	text        string // without brackets, titles and addresses
	brackets    string // text in brackets
	mail        string
	titled      bool // has a title, such as Dr.
	comma       bool // follows a comma, dash or colon, not a conjunction
	afterHyphen bool // the text before ends in a hyphen, as in Sales- and Marketing Manager
}

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

// roles parses a group that contains a role. It is split only if each part makes sense on its own:
// Production and Quality Manager is one role.
func roles(group string, parts []*part) []party {
	const full = 2 // words of a name before a comma and a role
	for i, p := range parts {
		apposed := i+1 < len(parts) && parts[i+1].comma && parts[i+1].isRole() && len(nameWords(p.text)) >= full ||
			i > 0 && p.comma && parts[i-1].isRole() && len(nameWords(p.text)) >= full && !strings.ContainsFunc(p.text, unicode.IsDigit)
		if !p.isRole() && !p.isCertain() && !apposed || p.afterHyphen {
			return []party{{text: strings.TrimSpace(group), role: roleWords(group)}}
		}
	}
	var list []party
	for i, p := range parts {
		last := len(list) - 1
		switch {
		case p.isRole() && i > 0 && p.comma && list[last].name != nil && list[last].role == nil:
			list[last].role = p.role()
		case !p.isRole() && i > 0 && p.comma && list[last].name == nil && len(parts) == full:
			role := list[last]
			list[last] = p.person()
			list[last].role = role.role
		case p.isRole():
			list = append(list, p.party())
		default:
			list = append(list, p.person())
		}
	}
	return list
}

// party returns the party named by a role, with a name in brackets if any.
func (p *part) party() party {
	who := party{text: p.text, role: p.role(), mail: p.mail}
	if inside := newPart(p.brackets, false); inside != nil && !inside.isRole() && (inside.isCertain() || len(nameWords(inside.text)) > 1) {
		who.name = newName(nameWords(inside.text))
	}
	return who
}

// role returns the words of a role. Brackets belong to it, as in Quality Manager (plant 2), unless
// they contain its abbreviation or a name.
func (p *part) role() []string {
	inside := newPart(p.brackets, false)
	if inside == nil || inside.isAbbreviation() || inside.isCertain() || len(nameWords(inside.text)) > 1 && !inside.isRole() && !strings.ContainsFunc(p.brackets, unicode.IsDigit) {
		return roleWords(p.text)
	}
	return roleWords(p.text + " " + p.brackets)
}

// person returns the party named by a name, with a role in brackets if any.
func (p *part) person() party {
	who := party{text: p.text, name: newName(nameWords(p.text)), mail: p.mail}
	if inside := newPart(p.brackets, false); inside != nil {
		who.role = roleWords(p.brackets)
	}
	return who
}

// persons parses a group of names.
func persons(parts []*part, inverted bool) (list []party, ambiguous bool) {
	if pairs(parts, (*part).isInitials) {
		return invert(parts), false
	}
	single := func(p *part) bool { return !p.isCertain() && len(nameWords(p.text)) == 1 }
	const pair = 2
	ambiguous = pairs(parts, single) && single(parts[0]) || len(parts) == pair && parts[1].comma && !parts[0].isCertain() && !parts[1].isCertain()
	if ambiguous && inverted {
		return invert(parts), true
	}
	for _, p := range parts {
		who := p.person()
		who.ambiguous = ambiguous && single(p)
		list = append(list, who)
	}
	return list, ambiguous
}

// pairs reports whether a list can be read as pairs around a comma, in which the second part
// satisfies a condition.
func pairs(parts []*part, second func(*part) bool) bool {
	for i := 1; i < len(parts); i += 2 {
		if !parts[i].comma || !second(parts[i]) || parts[i-1].isInitials() {
			return false
		}
	}
	return len(parts) > 0 && len(parts)%2 == 0
}

// invert reads pairs of parts as family name and given name.
func invert(parts []*part) []party {
	var list []party
	for i := 0; i+1 < len(parts); i += 2 {
		family, given := nameWords(parts[i].text), nameWords(parts[i+1].text)
		n := newName(slices.Concat(given, family))
		n.family, n.given = strings.Join(family, " "), given
		list = append(list, party{text: parts[i].text + ", " + parts[i+1].text, name: n, mail: parts[i].mail + parts[i+1].mail})
	}
	return list
}

// particles belong to the family name that follows them.
var particles = []string{"van", "von", "der", "den", "de", "del", "della", "la", "le", "du", "di", "da", "dos", "das", "zu", "zur", "vom", "ten", "ter", "al", "el", "bin"}

// newName takes the last word as the family name, or the words before initials, as in Miller A.
func newName(words []string) *personName {
	n := &personName{words: slices.Sorted(slices.Values(words))}
	last := len(words) - 1
	if last > 0 && len(words[last]) == 1 && len(words[0]) > 1 {
		first := slices.IndexFunc(words, func(w string) bool { return len(w) == 1 })
		n.family, n.given = strings.Join(words[:first], " "), words[first:]
		return n
	}
	from := last
	for from > 1 && slices.Contains(particles, words[from-1]) {
		from--
	}
	if from > 0 && slices.Contains(particles, words[0]) && from == 1 {
		from = 0
	}
	n.family, n.given = strings.Join(words[from:], " "), words[:from]
	return n
}

// nameWords returns the words and initials of a name, folded.
func nameWords(text string) []string { return strings.FieldsFunc(fold(text), notLetter) }

// fillers are words that make no difference in a role.
var fillers = []string{"the", "of", "for", "in", "a", "an", "der", "die", "das", "des", "fuer", "im", "de", "la", "du", "del", "and", "und"}

// roleWords returns the words of a role, folded and sorted, without fillers: Head of Quality is
// Quality Head.
func roleWords(text string) []string {
	words := []string{}
	for _, w := range strings.FieldsFunc(fold(text), func(r rune) bool { return notLetter(r) && !unicode.IsDigit(r) }) {
		if slices.Contains(fillers, w) {
			continue
		}
		for _, end := range []string{"er", "or"} {
			if strings.HasSuffix(w, end+"in") {
				w = strings.TrimSuffix(w, "in") // Leiterin, Direktorin
			}
		}
		if w == "beauftragter" || strings.HasSuffix(w, "beauftragter") || strings.HasSuffix(w, "verantwortlicher") {
			w = strings.TrimSuffix(w, "r")
		}
		words = append(words, w)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// withoutGenderEndings removes German gender endings, as in Leiter/in.
func withoutGenderEndings(value string) string {
	if !strings.ContainsAny(value, "/:*_(") {
		return value
	}
	for _, ending := range []string{"/-in", "/in", ":in", "*in", "_in", "(in)", "/r", ":r", "*r", "(r)", "(m/w/d)", "(w/m/d)"} {
		for at := 0; ; {
			i := strings.Index(value[at:], ending)
			if i < 0 {
				break
			}
			at += i
			rest := value[at+len(ending):]
			if at > 0 && (rest == "" || !unicode.IsLetter([]rune(rest[:min(len(rest), 4)])[0])) {
				value = value[:at] + rest
			} else {
				at += len(ending)
			}
		}
	}
	return value
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "oe", "å", "aa")

// fold normalizes letter case, umlauts (Mueller for Müller) and accents.
func fold(s string) string {
	s = strings.ToLower(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return s
	}
	s = umlauts.Replace(norm.NFC.String(s))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
