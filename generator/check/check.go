// Package check holds the rules for a manual, one per file, and gives every finding its severity.
// README.md is their reference; its examples run as tests.
//
// Rules run in two steps. The first checks documents and configuration; an error in a front matter
// keeps that document from counting. The second checks the resulting coverage.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Rule is a rule of `clausebook check`. A rule without functions is found by the package that reads
// the text.
type Rule struct {
	Name     string
	Severity diag.Severity // unless changed by `rules` in manual.yaml
	Summary  string        // the problem, in one sentence
	// Fixed rules cannot be changed by `rules`, because no site can be built while they are broken.
	Fixed bool
	// First step: entry checks one front matter, catalog all of them and the configuration, text
	// the whole manual. Second step: count checks the coverage, final all findings.
	entry                       func(*run, *manual.Entry)
	catalog, text, count, final func(*run)
}

// rules lists all rules: errors, warnings, notes.
var rules = []Rule{
	configuration, frontMatter, missingField, badValue, encoding, controlCharacter, tooLarge,
	duplicateID, pathCollision, deepFolder, unknownClause, missingJustification, notArising, notApproved, approvalMismatch, badSignature, weakApproval, approversFile, otherStandard, placeholderValue,
	brokenLink, brokenAnchor, brokenImage, unknownDocument, unsafeLink, unsafeFile, duplicateHeading, theme,
	supersessionCycle,

	unknownField, cutValue, duplicateSectionPage, headingClause, scopeContradiction, unlikelyNotApplicable, missingScopeStatement, accentContrast, placeholder, emptyText,
	selfApproval, effectiveBeforeApproval, overdueReview, overdueExternalCheck, linksToDraft, linksToObsolete, rawHTML, linkAsText, unusedFootnote, tableCells, gap,
	unportableName,
	expiredAcceptance,
	superseded, futureApproval,
	revisionNotRaised, changedAfterApproval, statusWentBack, revisionWentDown, historyContradiction, idChanged, vanishedDocument, reusedID, unusedThemeFile,

	broadClaim, duplicateTitle, unknownID, orphan, unusedFile, unusedExternalDocument, otherSpelling, unusedPattern, missingDocumentedInformation, foreignSyntax, unconfirmedClaim, designInText, mermaid, byteOrderMark, crlf, unusedAcceptance, historyUnknown,
}

// Rules lists all rules in the order of the reference.
func Rules() []Rule { return slices.Clone(rules) }

// Docs returns the rules as the schema of manual.yaml needs them.
func Docs() []config.RuleDoc {
	var list []config.RuleDoc
	for _, r := range rules {
		list = append(list, config.RuleDoc{Name: r.Name, Summary: r.Summary, Fixed: r.Fixed})
	}
	return list
}

func ruleNamed(name string) *Rule {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return &rules[i]
}

func names() []string {
	var list []string
	for _, r := range rules {
		list = append(list, r.Name)
	}
	return list
}

// run is one pass of the rules over a manual.
type run struct {
	*manual.Catalog
	manual      *manual.Manual   // nil while running rules whose findings are cached with the catalog
	inForce     *manual.Catalog  // of the revisions in force; nil while running rules for single entries
	result      *coverage.Result // nil in the first step
	rule        string
	findings    []diag.Finding
	suggestions int // the number of calls of nearest
}

// inDocument reports a finding at a position in a document.
func (r *run) inDocument(e *manual.Entry, pos diag.Pos, message, hint string) {
	r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: e.File, Pos: pos, Message: message, Hint: hint, Subject: e.ID.Value})
}

// inConfig reports a finding in manual.yaml; without a position, at its start.
func (r *run) inConfig(pos diag.Pos, subject, message, hint string) {
	r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: config.File, Pos: config.Place(pos), Message: message, Hint: hint, Subject: subject})
}

// Read runs the first step. It also returns the documents that must not count.
func Read(m *manual.Manual) ([]diag.Finding, coverage.Faults) { return (&Cache{}).Read(m) }

// fragment adds the findings in a Markdown value of manual.yaml.
func (r *run) fragment(d *document.Document, pos diag.Pos, subject string) {
	for _, f := range d.Findings {
		r.rule = f.Rule
		r.inConfig(pos, subject, f.Message, f.Hint)
		r.findings[len(r.findings)-1].Many = f.Many
	}
}

// faults returns the documents with an error in the front matter. It uses the rules' own
// severities: changing a severity affects the report, never the coverage. Claims on missing
// sections are left to package coverage, which rejects them one by one.
func (r *run) faults() coverage.Faults {
	faults := coverage.Faults{}
	for _, f := range r.findings {
		e := r.ByFile(f.File)
		if e == nil || !isFault(e, f) {
			continue
		}
		e = r.faulty(e, f)
		if old, ok := faults[e]; !ok || f.Before(old.Pos) {
			faults[e] = f
		}
	}
	return faults
}

// Finish runs the second step and returns all findings with their severities, sorted. x is nil if
// the manual names no valid standard.
func Finish(m *manual.Manual, x *coverage.Report, read []diag.Finding) []diag.Finding {
	return (&Cache{}).Finish(m, x, read)
}

// applySeverities sets severities and drops the findings of rules that are off.
func applySeverities(m *manual.Manual, findings []diag.Finding) []diag.Finding {
	severities, changed := map[string]diag.Severity{}, map[string]bool{}
	for _, rule := range rules {
		severities[rule.Name] = rule.Severity
	}
	for _, s := range m.Rules {
		severity, _ := diag.ParseSeverity(s.Severity.Value)
		if rule := ruleNamed(s.Rule.Value); rule != nil && !rule.Fixed {
			severities[s.Rule.Value], changed[s.Rule.Value] = severity, true
		}
	}
	var reported []diag.Finding
	for _, f := range findings {
		if f.Rule == unsafeLink.Name && f.Severity == diag.Unjudged {
			f.Severity = diag.Error // it runs something, so no site can be made of it
			reported = append(reported, f)
			continue
		}
		if f.Severity == diag.Unjudged || changed[f.Rule] {
			f.Severity = severities[f.Rule]
		}
		if f.Severity > diag.Off {
			reported = append(reported, accept(m, f))
		}
	}
	return reported
}

// checkSettings reports unknown and fixed rules in `rules` and `accept`.
func (r *run) checkSettings() {
	r.rule = badValue.Name
	for _, s := range r.Catalog.Rules {
		r.knownRule(s.Rule.Value, s.Rule.Pos)
		if rule := ruleNamed(s.Rule.Value); rule != nil && rule.Fixed {
			r.inConfig(s.Rule.Pos, "", fmt.Sprintf("rule %s cannot be changed: no site can be made of what it forbids", rule.Name), "delete this line")
		}
	}
	for _, a := range r.Accept {
		r.knownRule(a.Rule.Value, a.Rule.Pos)
		if rule := ruleNamed(a.Rule.Value); rule != nil && rule.Fixed {
			r.inConfig(a.Rule.Pos, a.At.Value, fmt.Sprintf("findings of %s cannot be accepted: no site can be made of what it forbids", rule.Name), "fix what it finds")
		}
	}
}

func (r *run) knownRule(name string, pos diag.Pos) {
	if ruleNamed(name) != nil {
		return
	}
	hint := "`clausebook help check` lists the rules"
	if near := diag.Nearest(name, names()); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	r.inConfig(pos, "", fmt.Sprintf("there is no rule %s", name), hint)
}

// off reports whether the manual turns a rule off.
func (r *run) off(rule string) bool {
	return slices.ContainsFunc(r.Catalog.Rules, func(s config.RuleSetting) bool {
		return s.Rule.Value == rule && s.Severity.Value == diag.Off.String()
	})
}

// mostSuggestions limits the calls of nearest.
const mostSuggestions = 200

// nearest returns the most similar name, or "". It gives up after 200 calls: so many unknown names
// are not typos, and each call compares with all names.
func (r *run) nearest(word string, choices func() []string) string {
	if r.suggestions++; r.suggestions > mostSuggestions {
		return ""
	}
	return diag.Nearest(word, choices())
}

// joinWords joins words as in "a, b and c".
func joinWords(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}
