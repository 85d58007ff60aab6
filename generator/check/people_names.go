package check

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

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
