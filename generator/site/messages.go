package site

import (
	"html"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/i18n"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

// What pages say about a result, in the language of the interface. Package coverage says the same in English,
// for programs and findings; a test compares the two.

// messages are the texts of the interface. It holds those that every document needs.
type messages struct {
	words                             *i18n.Language
	states                            map[coverage.State]view.State
	draft, review, approved, obsolete string
	superseded                        string // approved, and another document is in its place
	// unpublished and withdrawn follow a link, and are HTML.
	unpublished, withdrawn string
}

func newMessages(l *i18n.Language) messages {
	aside := func(key string) string { return " " + html.EscapeString(l.Say(key)) }
	// A symbol for each state, so that none is told by colour alone.
	return messages{
		words: l,
		states: map[coverage.State]view.State{
			coverage.Covered:       {Name: "covered", Word: l.Say("state.covered"), Symbol: "●"},
			coverage.Pending:       {Name: "pending", Word: l.Say("state.pending"), Symbol: "◐"},
			coverage.Gap:           {Name: "gap", Word: l.Say("state.gap"), Symbol: "○"},
			coverage.NotApplicable: {Name: "not-applicable", Word: l.Say("state.not_applicable"), Symbol: "–"},
			coverage.Outside:       {Name: "outside", Word: l.Say("state.outside"), Symbol: "×"},
		},
		draft: l.Say("status.draft"), review: l.Say("status.review"),
		approved: l.Say("status.approved"), obsolete: l.Say("status.obsolete"),
		superseded:  l.Say("status.superseded"),
		unpublished: aside("status.unpublished"), withdrawn: aside("status.withdrawn"),
	}
}

func (m *messages) say(key string, args ...any) string { return m.words.Say(key, args...) }

// typeWords are the document types that every language has a word for.
var typeWords = map[string]string{"manual": "type.manual", "policy": "type.policy", "process": "type.process",
	"procedure": "type.procedure", "instruction": "type.instruction", "form": "type.form", "record": "type.record"}

// typeWord is the word for a type; an unknown type stays as written.
func (m *messages) typeWord(name string) string {
	if key, ok := typeWords[name]; ok {
		return m.say(key)
	}
	return name
}

var whyWords = map[coverage.Why]string{
	coverage.IsOutside: "why.outside", coverage.IsDeclared: "why.declared", coverage.IsHeading: "why.heading",
	coverage.IsEmpty: "why.empty", coverage.IsTemplate: "why.template",
	coverage.IsObsolete: "why.obsolete", coverage.IsDraft: "why.draft", coverage.InReview: "why.review",
}

// why says why a claim does not count, and of which revision it is where that is the next one. It is empty where
// the claim counts.
func (m *messages) why(c coverage.Claim) string {
	if c.Next {
		return m.say("why.next", c.Holder().Revision.Value, m.whyNot(c))
	}
	return m.whyNot(c)
}

// whyNot leaves out the revision.
func (m *messages) whyNot(c coverage.Claim) string {
	switch c.Why {
	case coverage.Counted:
		return ""
	case coverage.IsFaulty:
		return m.say("why.faulty", c.Detail)
	case coverage.NoSection:
		return m.say("why.no_section", c.Section)
	case coverage.IsReplaced:
		return m.say("why.replaced", c.Detail)
	case coverage.NotYetApproved:
		return m.say("why.unapproved", m.words.Day(c.Detail))
	case coverage.NotYetEffective:
		return m.say("why.upcoming", m.words.Day(c.Detail))
	}
	return m.say(whyWords[c.Why])
}

// whyState says why a clause has its state. It is empty for a heading and for a covered clause.
func (b *Builder) whyState(c *coverage.Clause) string {
	switch {
	case c.Elsewhere && c.State == coverage.Covered:
		return b.say("reason.elsewhere")
	case c.Elsewhere:
		return b.say("reason.pending_elsewhere")
	}
	switch c.State {
	case coverage.Pending:
		return b.say("reason.pending", b.uncounted(c, "pending"))
	case coverage.Gap:
		if len(c.Claims) == 0 {
			return b.say("reason.unclaimed")
		}
		return b.say("reason.uncounted", b.uncounted(c, "none"))
	case coverage.NotApplicable:
		if c.ByScope {
			return b.say("reason.scope", b.report.Model.Number)
		}
		return b.say("reason.declared")
	case coverage.Outside:
		return b.say("reason.outside", b.report.Model.Name)
	}
	return ""
}

// uncounted lists the claims with a mark, with why they do not count.
func (m *messages) uncounted(c *coverage.Clause, mark string) string {
	var parts []string
	for _, claim := range c.Claims {
		if markOf(claim) == mark {
			parts = append(parts, claim.Entry.Name()+" ("+m.why(claim)+")")
		}
	}
	return strings.Join(parts, "; ")
}

var noteWords = map[coverage.NoteKind]string{coverage.Provisional: "rule.provisional", coverage.OtherEdition: "rule.edition",
	coverage.Widened: "rule.widened", coverage.Narrowed: "rule.narrowed",
	coverage.Partial: "rule.partial"}

// scopeName names a scope of the edition looked at.
func (s *shared) scopeName(scope standard.Scope) string {
	if len(scope.NotApplicable) > 0 {
		return s.say("scope.production_only", s.catalog.Standard.Name)
	}
	return scope.Name
}

// notes say what a reader has to know about how this was counted.
func (s *shared) notes() []string {
	var list []string
	for _, n := range s.tally.Remarks {
		list = append(list, s.say(noteWords[n.Kind], n.Args...))
	}
	return list
}

var basisWords = map[string]string{"explicit": "basis.explicit", "to-extent-necessary": "basis.to_extent_necessary",
	"conditional": "basis.conditional", "implied": "basis.implied", "planning": "basis.planning", "general": "basis.general"}

// basis says how an item is required.
func (m *messages) basis(name string) string { return m.say(basisWords[name]) }

// itemWords are the items that have words in each language.
var itemWords = map[string]string{standard.DocumentedProcedure: "demand.procedure", standard.QualityRecords: "demand.records"}

// itemRow is an item of documented information without what provides it.
func (s *shared) itemRow(item coverage.Item) view.ItemRow {
	row := view.ItemRow{Item: s.titles.Text(item.Item), English: !s.titled(), Record: item.Record(), Basis: s.basis(item.Basis), Demanded: item.Demanded()}
	if key, ok := itemWords[item.Item]; ok {
		row.Item, row.English = s.say(key), false
	}
	if item.NotArising != nil && !item.Answered() {
		row.NotArising = item.NotArising.Reason
	}
	for _, e := range item.Coming {
		row.Coming = append(row.Coming, entryLink(e))
	}
	row.Outside = item.Elsewhere
	return row
}

var changeWords = map[string]string{"new": "change.new", "restructured": "change.restructured", "titled": "change.titled",
	"retitled": "change.retitled", "amended": "change.amended", "reworded": "change.reworded", "note-only": "change.note_only"}

// marks says how a clause differs from the previous edition.
func (m *messages) marks(of []string) string {
	var list []string
	for _, mark := range of {
		list = append(list, m.say(changeWords[mark]))
	}
	return strings.Join(list, ", ")
}

var unitWords = map[string]string{"day": "reviews.days", "week": "reviews.weeks", "month": "reviews.months", "year": "reviews.years"}

// interval is a duration in words, from its spelling in manual.yaml, such as "24 months".
func (m *messages) interval(written string) string {
	number, unit, _ := strings.Cut(written, " ")
	n, err := strconv.Atoi(number)
	if key, ok := unitWords[strings.TrimSuffix(unit, "s")]; ok && err == nil {
		return m.say(key, n)
	}
	return written
}
