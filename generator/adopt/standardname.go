package adopt

import (
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// standardName is the name of a standard in a text.
type standardName struct {
	from, to int
	number   string // 9001, if it has one
	other    string // what is wrong with it if it is not the manual's standard in its edition; else ""
}

// anyStandard matches the names of standards that have clauses: number and year of ISO, number and year without ISO, others.
var anyStandard = regexp.MustCompile(`(?i)\b(?:(?:DIN|EN|UNI|UNE|NF|NS|BS|SN|ÖNORM)[\s-]+)*` +
	`(?:ISO(?:[\s/-]+(?:IEC|TS|TR|DIS|FDIS|ASTM))*[\s/_-]*([0-9]{4,5})|(900[0-4]|14001|45001|13485|16949|17025|22000|27001|50001)\b|` +
	`IATF(?:[\s-]*16949)?|(?:AS|EN|JISQ)[\s-]*9[0-9]{3}|VDA[\s-]*[0-9]|HACCP|21[\s-]*CFR|TISAX|OHSAS(?:[\s-]*18001)?|EMAS|BRC|SOC[\s-]*2|NIST)` +
	`(?:\s*[:/(-]?\s*((?:19|20)[0-9]{2})(?:-[0-9]{2})?\b)?`)

// standardsIn finds the names of standards in a text.
func standardsIn(text string, edition *standard.Edition) []standardName {
	var list []standardName
	for _, m := range anyStandard.FindAllStringSubmatchIndex(text, -1) {
		group := func(i int) string { return text[max(m[2*i], 0):max(m[2*i+1], 0)] }
		n := standardName{from: m[0], to: m[1], number: group(1) + group(2)}
		year := group(3)
		switch {
		case n.number != "9001" && (n.number != "9002" || edition.Year != "1994"):
			n.other = "names " + text[m[0]:m[1]]
		case year != "" && year != edition.Year:
			n.other = "belongs to another edition than " + edition.Year
		}
		list = append(list, n)
	}
	return list
}

// otherOf says what is wrong with the first name that is not the manual's standard, or "".
func otherOf(names []standardName) string {
	if i := slices.IndexFunc(names, func(n standardName) bool { return n.other != "" }); i >= 0 {
		return names[i].other
	}
	return ""
}

// whose says to which standard the clauses of a document belong.
type whose int

const (
	unsaid  whose = iota
	isoOnly       // ISO 9001
	mixed         // ISO 9001 among others: clauses have to name it
	none          // another standard
)

// standardOf reads to which standard the clauses of a document belong: from its fields, else from its path and heading.
func (s *scanner) standardOf(file string, list []metaField, h head, body string) whose {
	var named []string
	title := ""
	for _, f := range list {
		if s.words.standard[fold(f.key)] {
			named = append(named, f.text)
		}
		if f.key == "title" {
			title = f.text
		}
	}
	for _, p := range h.pairs {
		if s.words.standard[fold(p.key)] {
			named = append(named, p.value)
		}
	}
	own, other := false, false
	for _, name := range itemEnd.Split(strings.Join(named, ", "), -1) {
		ref, known := standardname.Parse(strings.TrimSpace(name))
		names := standardsIn(name, s.edition)
		switch {
		case known && (ref.Year == "" || ref.Year == s.edition.Year) && (ref.Number == "9001" || s.edition.Year == "1994"),
			len(names) > 0 && otherOf(names) == "":
			own = true
		case known, len(names) > 0, strings.TrimSpace(name) != "" && !clauseIn.MatchString(name):
			other = true
		}
	}
	switch {
	case own && other:
		return mixed
	case other, !own && isOfOther(strings.Join([]string{file, title, h.heading}, "\n"), s.edition) && !strings.Contains(body, "9001"):
		return none
	case own:
		return isoOnly
	}
	return unsaid
}

// management are the other standards whose clauses are numbered like those of ISO 9001. Others, such as ISO 2859, are only used.
var management = []string{"", "14001", "45001", "13485", "16949", "17025", "20000", "22000", "22301", "27001", "37001", "50001"}

// isOfOther reports whether the title of a document says that it is about another management system only.
func isOfOther(title string, edition *standard.Edition) bool {
	names := standardsIn(title, edition)
	return len(names) > 0 && !slices.ContainsFunc(names, func(n standardName) bool {
		return n.other == "" || !slices.Contains(management, n.number)
	})
}
