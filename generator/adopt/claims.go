package adopt

import (
	"regexp"
	"slices"
	"strings"

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
	line         int
}

var (
	clauseRange = regexp.MustCompile(`(?i)([0-9]{1,2}(?:\.[0-9]{1,2})+)\s*(?:[-‐‑‒–—−]+|to|through|thru|bis|à|a|al|til|\.\.\.?|…)\s*([0-9]{1,2}(?:\.[0-9]{1,2})+)`)
	clauseItem  = regexp.MustCompile(`^(?:§+\s*)?([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?(?:$|[\s):,(–—-]|[a-z]\b)`)
	itemEnd     = regexp.MustCompile(`(?i)[,;/&+\n|•]|<br\s*/?>|\s(?:and|und|sowie|et|y|e|og|u\.)\s`)
	allClauses  = regexp.MustCompile(`(?i)^(?:all|alle|every|tous|toutes|todos|todas|tutti|tutte|general|various|div\.?|diverse)(?:\s+(?:clauses|kapitel|chapitres|puntos|punti|sections))?$`)
	patternOnly = regexp.MustCompile(`(?i)^[x#?]+(?:\.[x#?0-9]+)+$`)
	ownStandard = regexp.MustCompile(`(?i)(?:(?:DIN|EN|UNI|UNE|NF|NS|BS)[\s-]+)*ISO[\s/-]*(?:IEC[\s-]*)?900[12](?:\s*:\s*([0-9]{4})(?:-[0-9]{2})?)?[\s,:(–—-]*`)
	standardRef = regexp.MustCompile(`(?i)\b(?:ISO(?:[\s/-]+(?:IEC|TS|TR|DIS|FDIS))*[\s-]*([0-9]{4,5})|IATF[\s-]*[0-9]*|(?:AS|EN|JISQ)[\s-]*9[0-9]{3}|VDA[\s-]*[0-9]|HACCP|21[\s-]*CFR|TISAX|OHSAS|EMAS|BRC|SOC[\s-]*2|NIST)`)
)

// otherStandard returns the name of a standard other than the manual's in a text, or "".
func otherStandard(text string, edition *standard.Edition) string {
	for _, m := range standardRef.FindAllStringSubmatch(text, -1) {
		if m[1] != "9001" && m[1] != "9000" && (m[1] != "9002" || edition.Year != "1994") {
			return strings.TrimSpace(m[0])
		}
	}
	return ""
}

// add reads the value of a field for clauses, such as "7.1.3, 8.5" or "9.2 - Internal audit".
func (p *proposals) add(v *vocabulary, edition *standard.Edition, text string, line int) {
	fail := func(text, reason string) { p.faults = append(p.faults, fault{text, reason, line}) }
	if m := ownStandard.FindStringSubmatch(text); m != nil && m[1] != "" && m[1] != edition.Year {
		fail(text, "belongs to another edition than "+edition.Year)
		return
	}
	if other := otherStandard(text, edition); other != "" {
		fail(text, "names "+other)
		return
	}
	text = ownStandard.ReplaceAllString(text, ", ")
	text = clauseRange.ReplaceAllStringFunc(text, func(span string) string {
		m := clauseRange.FindStringSubmatch(span)
		list := between(edition, m[1], m[2])
		if list == nil {
			fail(span, "is not a range of clauses of "+edition.Name)
		}
		return ", " + strings.Join(list, ", ") + ","
	})
	for _, item := range itemEnd.Split(text, -1) {
		item = v.clauseWord.ReplaceAllString(strings.Trim(item, " \t\"'*[]"), "")
		m := clauseItem.FindStringSubmatch(item)
		switch {
		case allClauses.MatchString(item):
			fail(item, "does not name a clause")
		case patternOnly.MatchString(item):
			fail(item, "is a placeholder")
		case m != nil:
			p.clause(edition, m[1], item, fail)
		}
	}
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
	if !strings.Contains(body, "9001") {
		return
	}
	for _, m := range v.mention.FindAllStringSubmatch(body, -1) {
		year, id := m[1], m[2]
		if id == "" {
			year, id = m[4], m[3]
		}
		if year != "" && year != edition.Year {
			continue
		}
		p.mention(edition, id)
	}
}

// mention adds a clause that is named outside a field for clauses, or its leaves if it is a heading.
func (p *proposals) mention(edition *standard.Edition, id string) {
	c := edition.Clause(strings.TrimRight(id, "."))
	switch {
	case c == nil || !strings.Contains(c.ID, "."):
	case c.Requirement:
		p.mentions = append(p.mentions, c.ID)
	default:
		p.headings = append(p.headings, c.ID)
	}
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

// matrixRow is a row of a table that lists clauses of the standard.
type matrixRow struct {
	clauses proposals
	others  []string // the other cells
}

// clauseTables finds the tables of a body that have a column for clauses.
func (v *vocabulary) clauseTables(edition *standard.Edition, lines []string, first int) []matrixRow {
	var rows []matrixRow
	ours := slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "9001") })
	for i := 0; i+1 < len(lines); i++ {
		if !strings.Contains(lines[i], "|") || !delimiter.MatchString(unquote(lines[i+1])) {
			continue
		}
		from := i
		for i++; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
		}
		var texts []string
		for _, line := range lines[from:i] {
			texts = append(texts, unquote(line))
		}
		table := tableRows(texts)
		column := slices.IndexFunc(table[0], func(cell string) bool { return v.clauseColumn(cell, ours, edition) })
		if column < 0 || len(table) > 1 && len(table[0]) == 2 && v.isKey(table[1][0]) {
			continue
		}
		for n, cells := range table[1:] {
			if column >= len(cells) {
				continue
			}
			var row matrixRow
			row.clauses.add(v, edition, plain(cells[column]), first+from+2+n)
			row.others = slices.Delete(slices.Clone(cells), column, column+1)
			rows = append(rows, row)
		}
	}
	return rows
}

var bareClause = []string{"clause", "clauses", "clause no", "clause number", "clausula", "clausulas", "clausola"}

// clauseColumn reports whether the title of a column says that its cells are clauses of ISO 9001.
func (v *vocabulary) clauseColumn(cell string, ours bool, edition *standard.Edition) bool {
	text := plain(cell)
	if otherStandard(text, edition) != "" {
		return false
	}
	word := fold(text)
	return strings.Contains(text, "9001") || v.fields[word] == "clauses" || ours && slices.Contains(bareClause, word)
}
