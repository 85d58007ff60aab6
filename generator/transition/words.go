package transition

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

// Rule says what is carried over, next to every plan.
const Rule = "A claim is carried over only if its clause keeps its number and no change of its content is known. " +
	"Every other claim is proposed and does not count until a person has confirmed it."

// Forecast says what the states of clauses mean.
const Forecast = "The states are a forecast from the manual's own claims. They are not the coverage of the later edition: `clausebook coverage --edition` counts what is written."

// Sources says where a plan's statements come from.
func (p *Plan) Sources() []string {
	list := []string{fmt.Sprintf("Correspondence: clausebook's table from %s to %s. It says where to look, not that the requirements are the same.", p.From.Name, p.To.Name)}
	if p.From.Year < "2015" && p.To.Year > "2015" {
		list = append(list, "It goes by way of ISO 9001:2015; the less certain step is shown.")
	}
	switch {
	case !p.KnowsChanges():
		list = append(list, "How the contents of clauses changed between these editions is not in the data: read every clause again.")
	case p.To.Provisional:
		list = append(list, fmt.Sprintf("Changes and documented information of %s are provisional: they are compiled from secondary sources.", p.ToName))
	}
	return list
}

// Sentence is what a plan says about something that is not required, in English.
func (p *Plan) Sentence(n NotRequired) string {
	switch n.Kind {
	case NoNewInformation:
		return fmt.Sprintf("A new kind of document or record: every one that %s requires, %s required on the same topic.", p.ToName, p.FromName)
	case NoRewriting:
		return fmt.Sprintf("Rewriting what answers the %s that keep number and content, as far as is known: %s.", diag.Plural(len(n.Clauses), "clause"), ids(n.Clauses))
	case NoDocument:
		return fmt.Sprintf("A separate document or record for these clauses, since none is listed for them: %s.", ids(n.Clauses))
	case NoClause:
		return fmt.Sprintf("%s: %s has a clause of this title (%s), and %s has none.", n.Item, p.FromName, ids(n.Clauses), p.ToName)
	case NoManual:
		return fmt.Sprintf("A document called quality manual: %s requires one (%s), and no item of %s names one.", p.FromName, ids(n.Clauses), p.ToName)
	}
	if n.Item == standard.DocumentedProcedure {
		return fmt.Sprintf("A documented procedure by name: %s requires one in %s, and no clause that follows does.", p.FromName, ids(n.Clauses))
	}
	return fmt.Sprintf("A document for this alone: %s. %s requires it in %s, and no clause that follows requires a document.", n.Item, p.FromName, ids(n.Clauses))
}

func ids(clauses []*standard.Clause) string {
	var list []string
	for _, c := range clauses {
		list = append(list, c.ID)
	}
	return strings.Join(list, ", ")
}

// headline names manual, editions, scope and date.
func (p printer) headline() string {
	m := p.Report.Manual
	return fmt.Sprintf("%s, %s: transition from %s to %s, scope %s, on %s", m.Company.Value, m.Title.Value,
		p.FromName, p.ToName, p.Target.Model.Number, m.Options.Date)
}

// figures are the counts of a plan in words.
func (p printer) figures() string {
	n, total := p.Counts(), p.Total()
	return fmt.Sprintf("%d of %s done; %s carried over, %d proposed. Clauses of %s after the move: %d covered, %d proposed, %d pending, %s, %d not applicable.",
		n.Done, diag.Plural(n.Documents, "document"), diag.Plural(n.Claims, "claim"), n.Proposed, p.ToName,
		total[Covered], total[Proposed], total[Pending], diag.Plural(total[Gap], "gap"), total[NotApplicable])
}

// Change is what is known of a change of a clause, such as "amended, reworded"; "" if nothing is.
func (p *Plan) Change(c *standard.Clause) string {
	if !p.KnowsChanges() {
		return ""
	}
	return strings.Join(c.Changes, ", ")
}

// targets lists the targets of a move.
func targets(list []standard.Target) string {
	var ids []string
	for _, t := range list {
		ids = append(ids, t.ID)
	}
	return strings.Join(ids, ", ")
}

// Certainty is the least certain agreement of a move's targets.
func (m Move) Certainty() standard.Agreement {
	worst := standard.SameNumber
	for _, t := range m.To {
		worst = max(worst, t.Agreement)
	}
	return worst
}

// claimText is a claim as it is written.
func claimText(c document.Claim) string {
	if c.Section != "" {
		return c.Clause + "#" + c.Section
	}
	return c.Clause
}

// becomes says where a claim goes.
func (m Move) becomes() string {
	switch m.Kind {
	case Stays:
		return "stays " + targets(m.To)
	case Gone:
		return "nothing is known to follow it"
	case Excluded:
		return "not applicable; nothing to write"
	case Heading:
		return "a heading, which covers nothing; claim the clauses below it"
	}
	return fmt.Sprintf("%s: confirm %s (certainty: %s)", m.Kind, targets(m.To), m.Certainty())
}

// owner is an owner as shown.
func owner(name string) string {
	if name == "" {
		return "no owner"
	}
	return name
}
