package document

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// claims reads a list, a single value, or a map from edition to list. Editions may be spelled in
// any way; ISO 9001 alone means the manual's edition. It also returns the editions of the map.
func (m *metaReader) claims(v *yaml.Value) (claims []Claim, editions []string) {
	if v.Kind != yaml.Map {
		return m.claimList(v, ""), nil
	}
	for _, e := range v.Entries {
		edition, known := standardname.Parse(e.Key.Text)
		switch {
		case clauseForm.MatchString(e.Key.Text):
			m.bad(e.Key, fmt.Sprintf("%s is not an edition", e.Key.Text),
				"write a list such as [8.4.1, 8.4.2], or a map from edition to list such as {2015: [8.4.1]}")
			continue
		case !known || edition.Year != "" && !slices.Contains(standardname.Years(), edition.Year):
			m.report("other-standard", e.Key.Pos, fmt.Sprintf("%s is not an edition of ISO 9001; no claim of this document counts", shorten(e.Key.Text)),
				"expected one of "+strings.Join(standardname.Years(), ", ")+"; keep claims on another standard in a document of its own")
			continue
		case edition.Number != "9001":
			// Whether the manual's standard is ISO 9002 is not known here.
			m.doc.Standards = append(m.doc.Standards, Text{e.Key.Text, e.Key.Pos})
		}
		claims = append(claims, m.claimList(e.Value, edition.Year)...)
		editions = append(editions, edition.Year)
	}
	return claims, editions
}

var (
	// severalClauses matches the beginning of a value that is a list in one text.
	severalClauses = regexp.MustCompile(`^[0-9.]+(#\S+)?(?:\s*[,;/|+&]\s*|\s+|\s+(?:and|und|et|y|e|og|or|oder|ou|o)\s+)[0-9]`)
	clauseInList   = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)*(?:#[^\s,;]+)?`)
	commasAsPoints = regexp.MustCompile(`^[0-9]{1,2}(?:,[0-9]{1,2})+$`)
)

func (m *metaReader) claimList(v *yaml.Value, edition string) []Claim {
	var claims []Claim
	if v.Kind == yaml.Map {
		m.bad(v, "expected a list of clauses, not a map", "")
	}
	for _, item := range v.List() {
		t, sound := m.value(item)
		clause, section, hash := strings.Cut(t.Value, "#")
		clause, section = strings.TrimSpace(clause), strings.TrimSpace(section)
		switch {
		case !sound || !t.Given():
		case severalClauses.MatchString(t.Value):
			m.bad(item, fmt.Sprintf("%q is one value, expected a clause", t.Value), listHint(t.Value))
		case rangeHint(t.Value) != "":
			m.bad(item, fmt.Sprintf("%q is a range, expected a clause", t.Value), rangeHint(t.Value))
		case hash && section == "":
			m.bad(item, fmt.Sprintf("no heading is named after the # in %q", t.Value), "write 8.4.1#heading or 8.4.1")
		default:
			claims = append(claims, Claim{edition, clause, section, item.Pos})
		}
	}
	return claims
}

// listHint says how to write several clauses in one text as a list.
func listHint(text string) string {
	list := "[" + strings.Join(clauseInList.FindAllString(text, -1), ", ") + "]"
	if commasAsPoints.MatchString(text) {
		return fmt.Sprintf("write %s, or a list: %s", strings.ReplaceAll(text, ",", "."), list)
	}
	return "write a list: " + list
}

func (m *metaReader) records(v *yaml.Value) {
	for _, item := range mapOrList(v) {
		if item.Kind != yaml.Map {
			m.bad(item, "expected a record as a map", "write `- name: …` with `retention:`, `location:`, `owner:` below it")
			continue
		}
		m.doc.Records = append(m.doc.Records, m.record(item))
	}
}

// mapOrList treats a single map as a list of one.
func mapOrList(v *yaml.Value) []*yaml.Value {
	if v.Kind == yaml.Map {
		return []*yaml.Value{v}
	}
	return v.List()
}

func (m *metaReader) record(v *yaml.Value) Record {
	record := Record{Pos: v.Pos}
	for _, e := range v.Entries {
		m.current = "record " + e.Key.Text
		i := slices.IndexFunc(recordTable, func(f recordField) bool { return f.name == e.Key.Text })
		switch {
		case i < 0:
			m.unknown(e, recordNames())
		case e.Key.Text == "proposed":
			record.Proposed = m.proposals(e.Value)
		case recordTable[i].text == nil:
			record.Clauses, record.Editions = m.claims(e.Value)
		default:
			*recordTable[i].text(&record) = m.text(e.Value)
		}
	}
	if !record.Name.Given() {
		m.report("missing-field", v.Pos, "the record has no name", "add `name: …`")
	}
	return record
}

func (m *metaReader) history(v *yaml.Value) {
	for _, item := range mapOrList(v) {
		if item.Kind != yaml.Map {
			m.bad(item, "expected a change as a map", "write `- {revision: …, date: …, author: …, summary: …}`")
			continue
		}
		var change Change
		for _, e := range item.Entries {
			m.current = "history " + e.Key.Text
			i := slices.IndexFunc(changeTable, func(f changeField) bool { return f.name == e.Key.Text })
			switch {
			case i < 0:
				m.unknown(e, changeNames())
			case changeTable[i].text == nil:
				change.Date = m.date(e.Value)
			default:
				*changeTable[i].text(&change) = m.text(e.Value)
			}
		}
		m.doc.History = append(m.doc.History, change)
	}
}
