package check

import (
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/parallel"
)

// Cache caches findings: per entry, while the entry and the inputs other than files are unchanged;
// per catalog; and per coverage result. Rules with cached findings get nothing else to see. Not
// safe for concurrent use.
type Cache struct {
	inputKey  manual.InputKey
	entries   []*manual.Entry
	inEntry   [][]diag.Finding
	catalog   *manual.Catalog
	inForce   *manual.Catalog
	inCatalog [][]diag.Finding
	result    *coverage.Result
	inResult  [][]diag.Finding
}

// Read is the function Read, with the cache.
func (c *Cache) Read(m *manual.Manual) ([]diag.Finding, coverage.Faults) {
	r := &run{Catalog: m.Catalog}
	r.findings = append(r.findings, m.Config.Findings...)
	r.findings = append(r.findings, m.Faults...)
	for _, e := range m.Entries {
		for _, f := range r.ownFields(m.Text(e), m.Config) {
			f.Subject = e.ID.Value
			r.findings = append(r.findings, f)
		}
	}
	for _, d := range manual.IntroTexts(m) {
		r.findings = append(r.findings, r.ownFields(d, m.Config)...)
	}
	r.fragment(m.Statement, m.ScopeStatement.Pos, "")
	for i, d := range m.NotApplicable {
		r.fragment(m.Reasons[i], d.Pos, d.Clause)
	}
	inForce := m.InForce().Catalog
	r.inForce = inForce
	if c.catalog != m.Catalog {
		c.inEntry = c.readEntries(m.Catalog)
		c.entries, c.inputKey = m.Entries, m.InputKey()
	}
	if c.catalog != m.Catalog || c.inForce != inForce {
		as := run{Catalog: m.Catalog, inForce: inForce}
		c.catalog, c.inForce, c.inCatalog = m.Catalog, inForce, runRules(as, func(rule Rule) func(*run) { return rule.catalog })
	}
	for _, found := range c.inEntry {
		r.findings = append(r.findings, found...)
	}
	inText := runRules(run{Catalog: m.Catalog, manual: m, inForce: inForce}, func(rule Rule) func(*run) { return rule.text })
	for i := range rules {
		r.findings = append(append(r.findings, c.inCatalog[i]...), inText[i]...)
	}
	return r.findings, r.faults()
}

// readEntries runs the rules for single entries. They see no other entries.
func (c *Cache) readEntries(b *manual.Catalog) [][]diag.Finding {
	found, known := make([][]diag.Finding, len(b.Entries)), c.inputKey == b.InputKey()
	alone := b.WithoutEntries()
	const lot = 64
	parallel.Each(len(found), lot, func(i int) {
		e := b.Entries[i]
		if known && i < len(c.entries) && c.entries[i] == e {
			found[i] = c.inEntry[i]
			return
		}
		r := run{Catalog: alone}
		r.checkEntry(e)
		found[i] = r.findings
	})
	return found
}

// checkEntry runs the rules for single entries.
func (r *run) checkEntry(e *manual.Entry) {
	for n := range rules {
		if rule := &rules[n]; rule.entry != nil {
			r.rule = rule.Name
			rule.entry(r, e)
		}
	}
}

// runRules runs one step of all rules in parallel and returns the findings of each.
func runRules(as run, step func(Rule) func(*run)) [][]diag.Finding {
	found := make([][]diag.Finding, len(rules))
	parallel.Each(len(rules), 1, func(i int) {
		if do := step(rules[i]); do != nil {
			own := as
			own.rule = rules[i].Name
			do(&own)
			found[i] = own.findings
		}
	})
	return found
}

// Finish is the function Finish, with the cache.
func (c *Cache) Finish(m *manual.Manual, x *coverage.Report, read []diag.Finding) []diag.Finding {
	r := &run{Catalog: m.Catalog, findings: slices.Clone(read)}
	if x != nil {
		if c.result != x.Result {
			as := run{Catalog: m.Catalog, result: x.Result}
			c.result, c.inResult = x.Result, runRules(as, func(rule Rule) func(*run) { return rule.count })
		}
		r.findings = append(r.findings, slices.Concat(c.inResult...)...)
		r.rule = unusedAcceptance.Name
		unusedAcceptance.final(r)
	}
	r.checkSettings()
	reported := applySeverities(m, r.findings)
	diag.Sort(reported)
	return diag.Cap(oncePerManual(foreignSyntax.Name, reported))
}
