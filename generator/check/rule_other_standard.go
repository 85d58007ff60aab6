package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standardname"
)

// otherStandard is also reported while reading claims whose keys are not editions.
var otherStandard = Rule{
	Name: "other-standard", Severity: diag.Error,
	Summary: "The document's claims belong to another standard or edition than the manual's.",
	entry: func(r *run, e *manual.Entry) {
		if r.Own == nil || len(e.Standards) == 0 {
			return
		}
		editions := claimedEditions(e)
		if len(editions) == 0 {
			return
		}
		names := standardNames(e.Standards)
		if slices.Contains(editions, "") {
			r.ownStandard(e, names)
		} else {
			r.mappedStandard(e, names, editions)
		}
	},
}

// standardName is a name in the field standard. known reports whether it is ISO 9001 or ISO 9002.
type standardName struct {
	document.Text
	standardname.Reference
	known bool
}

// standardSeparator separates several standards in one value.
var standardSeparator = regexp.MustCompile(`\s*[,;&\n]\s*|\s+(?:and|und|et|y|e|en|/|\+)\s+`)

func standardNames(values []document.Text) []standardName {
	var names []standardName
	for _, v := range values {
		ref, known := standardname.Parse(v.Value)
		if known {
			names = append(names, standardName{v, ref, true})
			continue
		}
		for _, part := range standardSeparator.Split(v.Value, -1) {
			if part != "" {
				ref, known := standardname.Parse(part)
				names = append(names, standardName{document.Text{Value: part, Pos: v.Pos}, ref, known})
			}
		}
	}
	return names
}

// claimedEditions returns the editions of the document's claims and records, each once; "" stands
// for claims without one.
func claimedEditions(e *manual.Entry) []string {
	var editions []string
	add := func(claims []document.Claim) {
		for i := range claims {
			if !slices.Contains(editions, claims[i].Edition) {
				editions = append(editions, claims[i].Edition)
			}
		}
	}
	add(e.Claims)
	for i := range e.Records {
		add(e.Records[i].Clauses)
	}
	return editions
}

// family reports whether a name is the manual's standard, in any edition.
func (r *run) family(n standardName) bool {
	return n.known && (n.Number == "9001" || r.own9002() && (n.Year == "" || n.Year == "1994"))
}

// own9002 reports whether the manual's standard is ISO 9002, a standard of its own only in 1994.
func (r *run) own9002() bool { return r.Own.Year == "1994" && r.Config.Scope.Value == "9002" }

// ownStandard checks claims without editions: every named standard has to be the manual's.
func (r *run) ownStandard(e *manual.Entry, names []standardName) {
	others := slices.DeleteFunc(slices.Clone(names), func(n standardName) bool {
		return r.family(n) && (n.Year == "" || n.Year == r.Own.Year)
	})
	if len(others) == 0 {
		return
	}
	own := r.Own.Standard(r.OwnModel)
	if len(others) < len(names) {
		r.inDocument(e, others[0].Pos, fmt.Sprintf("the claims may belong to %s or to %s; none of them counts", own, joinStandards(others)),
			fmt.Sprintf("name the edition of each claim: `clauses: {%s: […]}`; keep those on another standard in a document of its own", r.Own.Year))
		return
	}
	r.inDocument(e, others[0].Pos, fmt.Sprintf("the claims belong to %s, but the manual to %s; none of them counts", joinStandards(others), own),
		r.otherHint(others))
}

// mappedStandard checks claims with editions: each has to be of a standard that the document names.
// It may name others too.
func (r *run) mappedStandard(e *manual.Entry, names []standardName, editions []string) {
	ours := slices.DeleteFunc(slices.Clone(names), func(n standardName) bool { return !r.family(n) })
	if len(ours) == 0 {
		r.inDocument(e, names[0].Pos, fmt.Sprintf("the document belongs to %s, and its claims to editions of ISO 9001; none of them counts", joinStandards(names)),
			r.otherHint(names))
		return
	}
	for _, year := range editions {
		if !slices.ContainsFunc(ours, func(n standardName) bool { return n.Year == "" || n.Year == year }) {
			r.inDocument(e, ours[0].Pos, fmt.Sprintf("the document belongs to %s, and some of its claims to ISO 9001:%s; none of them counts", joinStandards(ours), year),
				"name every edition that `clauses` has, or none")
			return
		}
	}
}

func (r *run) otherHint(others []standardName) string {
	for _, n := range others {
		switch {
		case n.known && n.Number == "9002":
			return "only the edition of 1994 has an ISO 9002 that a manual can follow; after it, write ISO 9001 and `scope: 9002`"
		case n.known:
			return fmt.Sprintf("name the edition of each claim: `clauses: {%s: […]}`, or correct the name of the standard", r.Own.Year)
		}
	}
	return "keep claims on another standard out of `clauses`; if the document belongs to this manual's standard, write its name alone, such as " + r.Own.Name
}

func joinStandards(names []standardName) string {
	var words []string
	for _, n := range names {
		if name := strings.TrimSpace(n.Value); !slices.Contains(words, name) {
			words = append(words, name)
		}
	}
	return joinWords(words)
}
