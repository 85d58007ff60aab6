package adopt

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

// proposals are clauses that a document may satisfy. None is a claim before a person confirms it.
type proposals struct {
	exact    []string // named by the document in a field for clauses
	headings []string // headings named there, which stand for several clauses
	mentions []string // named in the text or in a table
	faults   []fault
}

// fault is something in a field for clauses that cannot be a claim.
type fault struct {
	text, reason string
	pos          diag.Pos
}

var (
	clauseItem  = regexp.MustCompile(`^([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})(?:\.?(?:$|[\s):,(–—-]|[a-z]\b)|\.[^0-9\s])`)
	clauseIn    = regexp.MustCompile(`[0-9]{1,2}(?:\.[0-9]{1,2})+`)
	subItem     = regexp.MustCompile(`^[\s.]*\(?[a-z]\)?(?:[\s)]+|$)`)
	shortRange  = regexp.MustCompile(`^([0-9]{1,2}(?:\.[0-9]{1,2})*\.)([0-9]{1,2})[` + dashes + `]([0-9]{1,2})(?:$|[^0-9.])`)
	itemEnd     = regexp.MustCompile(`(?i)[,;/&+\n|•、]|<br\s*/?>|\s(?:and|und|sowie|et|y|e|og|u\.)\s`)
	allClauses  = regexp.MustCompile(`(?i)^(?:all|alle|every|tous|toutes|todos|todas|tutti|tutte|general|various|div\.?|diverse)(?:\s+(?:clauses|kapitel|chapitres|puntos|punti|sections))?$`)
	patternOnly = regexp.MustCompile(`(?i)^[x#?]+(?:\.[x#?0-9]+)+$`)
	partEnd     = regexp.MustCompile(`(?i)(?:[,;/&+\n|•]|\s(?:and|und|sowie|et|y|e|og|u\.))\s*$`)
)

// dashes are the characters between the ends of a range.
const dashes = `\-‐‑‒–—−~〜～`

// add reads the value of a field for clauses, such as "7.1.3, 8.5" or "9.2 - Internal audit". Every number of a
// clause becomes a proposal or a fault.
func (p *proposals) add(v *vocabulary, edition *standard.Edition, text string, line int) {
	fail := func(text, reason string) {
		p.faults = append(p.faults, fault{strings.Trim(text, " ,;/&+"), reason, diag.Pos{Line: line, Column: 1}})
	}
	text = norm.NFKC.String(plain(lineBreak.ReplaceAllString(strings.ReplaceAll(text, "\n", "; "), "; ")))
	if clauseIn.MatchString(text) && v.excludes(text) {
		fail(text, "says that a clause is left out")
		return
	}
	names := standardsIn(text, edition)
	if !slices.ContainsFunc(names, func(n standardName) bool { return n.other != "" }) {
		for _, n := range slices.Backward(names) {
			text = text[:n.from] + ", " + text[n.to:]
		}
		p.items(v, edition, text, fail)
		return
	}
	if clauseIn.MatchString(text[:names[0].from]) { // 8.2 (ISO 14001)
		fail(text, otherOf(names))
		return
	}
	for i, n := range names {
		end := len(text)
		if i+1 < len(names) {
			end = names[i+1].from
		}
		part := text[n.to:end]
		switch {
		case !clauseIn.MatchString(part):
		case n.other != "":
			fail(text[n.from:end], n.other)
		case end < len(text) && !partEnd.MatchString(part): // ISO 9001 8.4.1, 8.2 (ISO 14001)
			fail(text[n.from:end], otherOf(names))
		default:
			p.items(v, edition, part, fail)
		}
	}
}

// items reads a list of clauses that belong to the manual's standard.
func (p *proposals) items(v *vocabulary, edition *standard.Edition, text string, fail func(text, reason string)) {
	text = v.clausesBetween.ReplaceAllString(text, "$1-$2")
	for _, item := range itemEnd.Split(text, -1) {
		item = strings.TrimLeft(strings.Trim(item, " \t\"'*()[]"), " :"+dashes)
		item = strings.TrimLeft(v.clauseWord.ReplaceAllString(item, ""), " ([")
		switch {
		case allClauses.MatchString(item):
			fail(item, "does not name a clause")
		case patternOnly.MatchString(item):
			fail(item, "is a placeholder")
		}
		rest, found := item, 0
		for ; ; found++ { // 8.4.1 a) 8.4.2
			n := p.first(v, edition, rest, found > 0, fail)
			if n == 0 {
				break
			}
			rest = strings.TrimLeft(subItem.ReplaceAllString(rest[n:], ""), " ).")
		}
		switch numbers := clauseIn.FindAllString(rest, -1); {
		case found == 0 && len(numbers) > 0 && strings.HasPrefix(rest, numbers[0]): // 8.4.2015
			fail(item, "is not a clause of "+edition.Name)
		case slices.ContainsFunc(numbers, func(id string) bool { return edition.Clause(id) != nil }):
			fail(item, "has a clause number after other words")
		}
	}
}

// first reads the range or clause that a text begins with, and returns its length. further is whether the text follows
// a clause, where a number without a dot means something else.
func (p *proposals) first(v *vocabulary, edition *standard.Edition, text string, further bool, fail func(text, reason string)) int {
	from, to := "", ""
	m := v.clauseRange.FindStringSubmatchIndex(text)
	if m != nil { // 8.4.1 to 8.4.3
		from, to = text[m[2]:m[3]], text[m[4]:m[5]]
	} else if m = shortRange.FindStringSubmatchIndex(text); m != nil { // 8.4.1-3
		parent := text[m[2]:m[3]]
		from, to = parent+text[m[4]:m[5]], parent+text[m[6]:m[7]]
		m[5] = m[7]
	}
	if m != nil {
		list := between(edition, from, to)
		if list == nil {
			fail(text[:m[5]], "is not a range of clauses of "+edition.Name)
		}
		for _, id := range list {
			p.clause(edition, id, id, fail)
		}
		return m[5]
	}
	item := clauseItem.FindStringSubmatch(text)
	if item == nil || further && !strings.Contains(item[1], ".") {
		return 0
	}
	p.clause(edition, item[1], text, fail)
	return len(item[1])
}

// clause adds a clause by its number.
func (p *proposals) clause(edition *standard.Edition, id, item string, fail func(text, reason string)) {
	c := edition.Clause(id)
	switch {
	case c == nil:
		fail(item, "is not a clause of "+edition.Name)
	case c.Requirement:
		p.exact = append(p.exact, id)
	case !strings.Contains(id, "."):
		fail(item, "names a whole chapter")
	default:
		p.headings = append(p.headings, id)
	}
}

// between lists the clauses of a range whose ends have the same parent; nil if it is not one.
func between(edition *standard.Edition, from, to string) []string {
	parent := standard.Parent(from)
	if standard.Parent(to) != parent || edition.Clause(from) == nil || edition.Clause(to) == nil {
		return nil
	}
	var list []string
	for _, c := range edition.Children(parent) {
		if c.ID == from || len(list) > 0 {
			list = append(list, c.ID)
		}
		if c.ID == to {
			return list // nil if to comes before from
		}
	}
	return nil
}

// text finds clauses of ISO 9001 that are named in running text.
func (p *proposals) text(v *vocabulary, edition *standard.Edition, body string) {
	for _, part := range around(body, "9001") {
		if clauseIn.MatchString(part) {
			p.mentioned(v, edition, part)
		}
	}
}

// around returns the parts of a text that are near a word. Searching them instead of the whole is many times faster.
func around(text, word string) []string {
	const near = 200 // bytes
	var list []string
	blank := func(at int) int {
		if n := strings.IndexAny(text[at:], " \t\n"); n >= 0 {
			return at + n
		}
		return len(text)
	}
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return list
		}
		from, to := at, at+i+len(word)
		if i > near {
			from = min(blank(at+i-near), at+i)
		}
		for { // what is near belongs to the same part
			next := strings.Index(text[to:min(len(text), to+2*near)], word)
			if next < 0 {
				break
			}
			to += next + len(word)
		}
		to = blank(min(len(text), to+near))
		list = append(list, text[from:to])
		at = to
	}
}

// mentioned finds the clauses in a part of a text.
func (p *proposals) mentioned(v *vocabulary, edition *standard.Edition, body string) {
	for at := 0; ; {
		m := v.mention.FindStringSubmatchIndex(body[at:])
		if m == nil {
			return
		}
		for i := range m {
			m[i] += at // a group that is not there is before the match
		}
		group := func(i int) string {
			if m[2*i] < m[0] {
				return ""
			}
			return body[m[2*i]:m[2*i+1]]
		}
		year, word, list := group(1), group(2), group(3)
		at = m[1]
		if list == "" {
			word, list, year = group(4), group(5), group(6)
			before := body[max(0, m[8]-60):m[8]]
			if names := standardsIn(before, edition); len(names) > 0 && nearName.MatchString(before[names[len(names)-1].to:]) {
				at = m[11] // ISO 14001 clause 8.2, ISO 9001 clause 8.4.1
				continue
			}
		}
		if !v.clauseWords[fold(strings.Trim(word, "§"))] || year != "" && year != edition.Year || v.notApplicable.MatchString(sentence(body, m[0], m[1])) {
			continue
		}
		found := &proposals{}
		found.items(v, edition, list, func(string, string) {})
		p.mentions = append(p.mentions, found.exact...)
		p.headings = append(p.headings, found.headings...)
	}
}

// nearName matches what may be between the name of a standard and a clause of it.
var nearName = regexp.MustCompile(`^[\s,:(–—-]*$`)

// sentenceEnd matches the end of a sentence, an item, a row or a paragraph.
var sentenceEnd = regexp.MustCompile(`[.!?](?:\s|$)|\n[ \t]*(?:\n|[-*+|#>]|[0-9]+[.)]\s)`)

// sentence is the sentence around a part of a text.
func sentence(body string, from, to int) string {
	const most = 160
	before, after := body[max(0, from-most):from], body[to:min(len(body), to+most)]
	if ends := sentenceEnd.FindAllStringIndex(before, -1); ends != nil {
		before = before[ends[len(ends)-1][1]:]
	}
	if end := sentenceEnd.FindStringIndex(after); end != nil {
		after = after[:end[0]]
	}
	return before + body[from:to] + after
}

// inOrder removes doubled clauses and sorts them as the standard does. Mentions of what a field names too
// are left out.
func (p *proposals) inOrder(edition *standard.Edition) {
	at := map[string]int{}
	for i, c := range edition.Clauses {
		at[c.ID] = i
	}
	for _, list := range []*[]string{&p.exact, &p.headings, &p.mentions} {
		slices.SortFunc(*list, func(a, b string) int { return at[a] - at[b] })
		*list = slices.Compact(*list)
	}
	p.mentions = slices.DeleteFunc(p.mentions, func(id string) bool { return slices.Contains(p.exact, id) })
}
