// Package audit makes a checklist for an audit from the manual's own claims: per clause what to ask, the documents
// and sections that answer, and the records to sample.
//
// Questions are our paraphrase of a clause, put as a question. They are a reading aid; only the standard is
// authoritative.
package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Findings are the grades of a finding that a checklist offers.
var Findings = []string{"nothing to report", "observation", "opportunity for improvement", "minor nonconformity", "major nonconformity", "not looked at"}

// Note is printed with every checklist.
const Note = "The questions are our paraphrase of the clauses; only the standard is authoritative. The list shows where the manual says something. It cannot show practice: look at it."

// Checklist is what to audit, in the order of the standard.
type Checklist struct {
	*coverage.Report
	Chosen string // what was chosen, in words; "" for the whole manual
	Items  []*Item
}

// Item is a clause with requirements that apply.
type Item struct {
	*coverage.Clause
	Title   string // in English
	Answers []Answer
	Records []Record
}

// Answer is a document, or a section of it, that counts for the clause.
type Answer struct {
	coverage.Claim
	Heading string // of the section; "" for the whole document
}

// Record is a kind of record to sample.
type Record struct {
	*document.Record
	Entry *manual.Entry
}

// Selection says what to audit. An empty one is the whole manual.
type Selection struct {
	Clauses []string        // clauses, each with all below it; checked by Check
	Section string          // the section of Entries, in words
	Entries []*manual.Entry // the documents of a section; nil for all
	chosen  map[*manual.Entry]bool
}

// Of makes a checklist.
func Of(x *coverage.Report, s Selection) *Checklist {
	list := &Checklist{Report: x}
	var words []string
	if len(s.Clauses) > 0 {
		words = append(words, "clauses "+strings.Join(s.Clauses, ", "))
	}
	if s.Entries != nil {
		words = append(words, s.Section)
		s.chosen = map[*manual.Entry]bool{}
		for _, e := range s.Entries {
			s.chosen[e] = true
		}
	}
	list.Chosen = strings.Join(words, "; ")
	records := recordsByClause(x)
	for _, c := range x.Clauses {
		if !c.Requirement || c.State == coverage.NotApplicable || c.State == coverage.Outside || !s.has(c.ID) {
			continue
		}
		item := &Item{Clause: c, Title: x.Manual.Standard.FullTitle(c.Clause)}
		for _, claim := range c.Claims {
			if claim.Counted() && s.takes(claim.Entry) {
				item.Answers = append(item.Answers, answer(claim))
			}
		}
		for _, r := range records[c.ID] {
			if s.takes(r.Entry) {
				item.Records = append(item.Records, r)
			}
		}
		if s.Entries == nil || len(item.Answers) > 0 || len(item.Records) > 0 {
			list.Items = append(list.Items, item)
		}
	}
	return list
}

func (s Selection) takes(e *manual.Entry) bool { return s.chosen == nil || s.chosen[e] }

func (s Selection) has(id string) bool {
	return len(s.Clauses) == 0 || slices.ContainsFunc(s.Clauses, func(c string) bool { return standard.Within(id, c) })
}

func answer(c coverage.Claim) Answer {
	a := Answer{Claim: c}
	if c.Section != "" {
		a.Heading = "#" + c.Section
		if h := c.Entry.Heading(c.Section); h != nil {
			a.Heading = h.Text
		}
	}
	return a
}

// recordsByClause lists the records of effective documents: those that name the clause, and those that name none,
// for each clause that their document claims.
func recordsByClause(x *coverage.Report) map[string][]Record {
	records := map[string][]Record{}
	for _, e := range x.Manual.Ranked() {
		if len(e.Records) == 0 || !x.Effective(e) {
			continue
		}
		seen := map[string]bool{}
		for i := range e.Records {
			for _, c := range coverage.ClaimsOf(x.Manual.Catalog, e.Records[i].Clauses) {
				if !seen[c.Clause] {
					seen[c.Clause] = true
					for _, r := range x.RecordsFor(e, c.Clause) {
						records[c.Clause] = append(records[c.Clause], Record{r, e})
					}
				}
			}
		}
		claimed := map[string]bool{}
		for _, c := range coverage.Claims(x.Manual.Catalog, e) {
			for i := range e.Records {
				if r := &e.Records[i]; len(r.Clauses) == 0 && !claimed[c.Clause] {
					records[c.Clause] = append(records[c.Clause], Record{r, e})
				}
			}
			claimed[c.Clause] = true
		}
	}
	return records
}

// Question puts the paraphrase of the clause as a question.
func (i *Item) Question() string {
	if i.Summary == "" {
		return "How is this clause met, and where can that be seen?"
	}
	return "How is this done, and where can it be seen? " + i.Summary
}

// Name is the document with its section, such as "QP-08-04 Suppliers, Evaluation".
func (a Answer) Name() string {
	text := a.Entry.Name() + " " + a.Entry.Title.Value
	if a.Heading != "" {
		text += ", " + a.Heading
	}
	return text
}

// Where says how long and where a record is kept.
func (r Record) Where() string {
	return fmt.Sprintf("kept %s, %s", cmp.Or(r.Retention.Value, "without a retention time"), cmp.Or(r.Location.Value, "place not stated"))
}

// Open says why nothing answers, or "".
func (i *Item) Open(x *coverage.Report) string {
	switch {
	case len(i.Answers) > 0:
		return ""
	case i.State == coverage.Covered && !i.Elsewhere:
		return "other documents answer; see the clause"
	}
	return i.Reason(x.Result)
}
