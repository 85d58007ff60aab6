package transition

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/standard"
)

// NonRequirement is something that the later edition does not require, although it may be sold as such.
type NonRequirement string

// The myths. Each follows from the data of the editions alone.
const (
	NoNewInformation NonRequirement = "no-new-information" // no document or record that the earlier edition did not require
	NoRewriting      NonRequirement = "no-rewriting"       // clauses that keep number and content, as far as is known
	NoDocument       NonRequirement = "no-document"        // a clause that is new or changed and requires no document or record
	NoProcedure      NonRequirement = "no-procedure"       // a document that the earlier edition required by name
	NoManual         NonRequirement = "no-manual"          // a quality manual
	NoClause         NonRequirement = "no-clause"          // a topic on which the earlier edition has a clause of its own
)

// NotRequired is something that the later edition does not require.
type NotRequired struct {
	Kind NonRequirement
	// Clauses are those of the later edition for NoRewriting and NoDocument, else of the earlier one.
	Clauses []*standard.Clause
	Item    string // what the earlier edition required, or the title of its clause
}

// proof shows from the data of the editions what is not required.
type proof struct{ *Plan }

// notRequired lists what the data shows not to be required. Clauses that do not apply are left out.
func (p proof) notRequired() []NotRequired {
	var list []NotRequired
	if p.KnowsChanges() && p.sameInformation() {
		list = append(list, NotRequired{Kind: NoNewInformation})
	}
	rewriting, document := NotRequired{Kind: NoRewriting}, NotRequired{Kind: NoDocument}
	for _, c := range p.Clauses {
		if !c.Requirement || c.State == NotApplicable {
			continue
		}
		switch stays := !c.New() && p.kind(c.ID, p.moves[c.ID].To) == Stays; {
		case stays:
			rewriting.Clauses = append(rewriting.Clauses, c.Clause)
		case len(c.Information) == 0:
			document.Clauses = append(document.Clauses, c.Clause)
		}
	}
	for _, n := range []NotRequired{rewriting, document} {
		if len(n.Clauses) > 0 {
			list = append(list, n)
		}
	}
	list = append(list, p.manual()...)
	return append(append(list, p.titles()...), p.procedures()...)
}

// manual is the quality manual, if only the earlier edition has an item of that name.
func (p proof) manual() []NotRequired {
	named := func(e *standard.Edition) (clauses []*standard.Clause) {
		for _, c := range e.Clauses {
			if slices.ContainsFunc(c.Information, func(i standard.Information) bool {
				return strings.Contains(strings.ToLower(i.Item), "quality manual")
			}) {
				clauses = append(clauses, c)
			}
		}
		return clauses
	}
	if from := named(p.From); len(from) > 0 && len(named(p.To)) == 0 {
		return []NotRequired{{Kind: NoManual, Clauses: from}}
	}
	return nil
}

// soldTopics are titles of clauses before 2015 that are still offered as requirements.
var soldTopics = []string{"Management representative", "Preventive action"}

// titles lists the topics on which only the earlier edition has a clause.
func (p proof) titles() []NotRequired {
	var list []NotRequired
	for _, title := range soldTopics {
		titled := func(c *standard.Clause) bool { return c.Title == title }
		if i := slices.IndexFunc(p.From.Clauses, titled); i >= 0 && !slices.ContainsFunc(p.To.Clauses, titled) {
			list = append(list, NotRequired{Kind: NoClause, Item: title, Clauses: []*standard.Clause{p.From.Clauses[i]}})
		}
	}
	return list
}

// sameInformation reports whether each document and record that the later edition requires is one
// that the earlier edition required at least as strictly, on the same topic.
func (p proof) sameInformation() bool {
	for _, c := range p.To.Clauses {
		for _, i := range c.Information {
			same := func(old standard.Information) bool {
				return old.Record() == i.Record() && old.Obligation() <= i.Obligation()
			}
			known := func(s Source) bool { return slices.ContainsFunc(s.Information, same) }
			if i.Demanded() && !slices.ContainsFunc(p.sources[c.ID], known) {
				return false
			}
		}
	}
	return true
}

// procedures lists the documents that the earlier edition requires and none of the clauses that
// follow requires: a documented procedure by name, and others where no document is required at all.
func (p proof) procedures() []NotRequired {
	var list []NotRequired
	byItem := map[string]int{}
	for _, c := range p.From.Clauses {
		if p.Report.Clause(c.ID).Rollup.Of() == 0 {
			continue // does not apply
		}
		for _, i := range c.Information {
			if i.Record() || !i.Demanded() || p.demands(p.moves[c.ID].To, i) {
				continue
			}
			n, ok := byItem[i.Item]
			if !ok {
				n = len(list)
				byItem[i.Item] = n
				list = append(list, NotRequired{Kind: NoProcedure, Item: i.Item})
			}
			list[n].Clauses = append(list[n].Clauses, c)
		}
	}
	return list
}

// demands reports whether clauses of the later edition require a document in the place of one that
// the earlier edition required. If nothing is known to follow, that cannot be excluded.
func (p proof) demands(to []standard.Target, old standard.Information) bool {
	if len(to) == 0 {
		return true
	}
	return slices.ContainsFunc(to, func(t standard.Target) bool {
		return slices.ContainsFunc(t.Information, func(i standard.Information) bool {
			return !i.Record() && (old.Item != standard.DocumentedProcedure || i.Item == standard.DocumentedProcedure)
		})
	})
}
