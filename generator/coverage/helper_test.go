package coverage_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

// day is the day on which every manual here is counted, unless a test says otherwise.
const day = "2026-11-22"

// A manual in a test is a few lines:
//
//	manual 2015 9002                edition and scope; 2015 9001 when left out
//	not 8.3: we build to drawing    a declaration in not_applicable
//	config rules: {gap: off}        a line of manual.yaml as it is
//	arises 8.5.3: we hold none      a line of not_arising
//	look edition=2008 scope=9001 date=2027-01-01 drafts
//	QP-1 approved 8.4.1 8.4.2#s     a document with its claims
//	QP-2 approved@2027-01-01 8.6    the same, effective from another day
//	QP-3 draft 8.6 | owner: Boss    front matter lines, in place of the usual ones or beside them
//	QP-4 approved 8.6 | no owner    a usual line left out
//	QP-5 approved 8.6 >> # A\n\nB  another text than the usual one; \n is a line feed
//
// Every other document has a heading with the id s, and a line of text.
type sketch struct {
	edition, scope string
	declared       []string // lines of not_applicable
	notArising     []string // lines of not_arising
	config         []string
	look           manual.Options
	papers         []paper
}

// paper is a document of a sketch.
type paper struct {
	file, id, status, effective string
	claims                      []string
	extra                       []string
	body                        string // "" for the usual one
}

func parseSketch(t testing.TB, text string) *sketch {
	t.Helper()
	s := &sketch{edition: "2015", scope: "9001", look: manual.Options{Date: day}}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "":
		case "manual":
			s.edition, s.scope, _ = strings.Cut(rest, " ")
		case "not":
			clause, why, _ := strings.Cut(rest, ":")
			s.declared = append(s.declared, fmt.Sprintf("  %q: %s", clause, strings.TrimSpace(why)))
		case "arises":
			name, why, _ := strings.Cut(rest, ":")
			s.notArising = append(s.notArising, fmt.Sprintf("  %q: %s", name, strings.TrimSpace(why)))
		case "config":
			s.config = append(s.config, rest)
		case "look":
			s.look = parseLook(t, rest)
		default:
			s.papers = append(s.papers, parsePaper(word, rest))
		}
	}
	return s
}

func parseLook(t testing.TB, text string) manual.Options {
	o := manual.Options{Date: day}
	for _, word := range strings.Fields(text) {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "edition":
			o.Edition = value
		case "scope":
			o.Scope = value
		case "date":
			o.Date = value
		case "drafts":
			o.Drafts = true
		default:
			t.Fatalf("look: what is %s?", word)
		}
	}
	return o
}

func parsePaper(id, text string) paper {
	text, body, other := strings.Cut(text, " >>")
	text, extra, _ := strings.Cut(text, " | ")
	words := strings.Fields(text)
	p := paper{file: "documents/" + strings.ToLower(id) + ".md", id: id, status: words[0], effective: "2026-01-01", claims: words[1:]}
	if other {
		p.body = strings.ReplaceAll(strings.TrimSpace(body), `\n`, "\n") + "\n"
	}
	if status, from, ok := strings.Cut(p.status, "@"); ok {
		p.status, p.effective = status, from
	}
	for line := range strings.SplitSeq(extra, ";") {
		if line = strings.TrimSpace(line); line != "" {
			p.extra = append(p.extra, line)
		}
	}
	return p
}

// markdown writes the document. A line of extra takes the place of the usual line of its field.
func (p paper) markdown() string {
	lines := []string{"id: " + p.id, "title: About " + p.id, "revision: 1", "status: " + p.status, "owner: Quality manager",
		"author: Process owner", "approver: Managing director", "approved_date: 2026-01-01", "effective_date: " + p.effective}
	if len(p.claims) > 0 {
		lines = append(lines, fmt.Sprintf("clauses: [%s]", strings.Join(p.claims, ", ")))
	}
	for _, line := range p.extra {
		field, missing := strings.CutPrefix(line, "no ")
		field, _, _ = strings.Cut(field, ":")
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, field+":") })
		if !missing {
			lines = append(lines, line)
		}
	}
	return "---\n" + strings.Join(lines, "\n") + "\n---\n\n" + cmp.Or(p.body, "## Section {#s}\n\nText.\n")
}

// yaml writes manual.yaml.
func (s *sketch) yaml() string {
	lines := []string{"title: Manual", "company: Acme", "edition: " + s.edition, "scope: " + s.scope, "scope_statement: Valves."}
	if len(s.declared) > 0 {
		lines = append(append(lines, "not_applicable:"), s.declared...)
	}
	if len(s.notArising) > 0 {
		lines = append(append(lines, "not_arising:"), s.notArising...)
	}
	return strings.Join(append(lines, s.config...), "\n") + "\n"
}

// load reads the manual through the same packages as every command does.
func (s *sketch) load(t testing.TB) (*manual.Manual, coverage.Faults) {
	t.Helper()
	fsys := fstest.MapFS{config.File: {Data: []byte(s.yaml())},
		"documents/.keep": {Data: []byte{}}}
	for _, p := range s.papers {
		if fsys[p.file] != nil {
			t.Fatalf("two documents in %s", p.file)
		}
		fsys[p.file] = &fstest.MapFile{Data: []byte(p.markdown())}
	}
	m, err := manual.Load(fsys, config.Read([]byte(s.yaml())), s.look, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, faults := check.Read(m)
	return m, faults
}

func (s *sketch) count(t testing.TB) *coverage.Report {
	t.Helper()
	m, faults := s.load(t)
	x := coverage.Of(m, faults)
	if x == nil {
		t.Fatalf("nothing was counted:\n%s", s.yaml())
	}
	return x
}

// show prints the clauses asked for, and the sum for the word sum:
//
//	8.4.1 covered: QP-1#s, QP-2 (draft)
//	8.4.2 gap: no document claims it
//	8.4 2 of 3: QP-3 (the clause is a heading)
func show(x *coverage.Report, ids ...string) string {
	var b strings.Builder
	for _, id := range ids {
		if id == "sum" {
			fmt.Fprintf(&b, "sum %s\n", showSum(x.Summary))
			continue
		}
		c := x.Clause(id)
		if c == nil {
			fmt.Fprintf(&b, "%s is not a clause\n", id)
			continue
		}
		fmt.Fprintln(&b, strings.TrimSuffix(showClause(x, c), ": "))
	}
	return b.String()
}

func showClause(x *coverage.Report, c *coverage.Clause) string {
	if !c.Requirement {
		return fmt.Sprintf("%s %s%d of %d: %s", c.ID, c.State, c.Rollup.Covered, c.Rollup.Of(), showClaims(c))
	}
	text := fmt.Sprintf("%s %s: %s", c.ID, c.State, c.Reason(x.Result))
	switch {
	case c.State == coverage.Covered:
		text += showClaims(c)
	case c.State != coverage.Gap && c.State != coverage.Pending && len(c.Claims) > 0:
		text += "; " + showClaims(c)
	}
	if why := c.Justification(); why != "" {
		text += fmt.Sprintf(" %q", why)
	}
	return text
}

func showClaims(c *coverage.Clause) string {
	var parts []string
	for _, claim := range c.Claims {
		part := claim.Entry.Name()
		if claim.Section != "" {
			part += "#" + claim.Section
		}
		if reason := claim.Reason(); reason != "" {
			part += " (" + reason + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func showSum(r coverage.Rollup) string {
	return fmt.Sprintf("%d: %d covered, %d pending, %d gap, %d not applicable, %d outside, %.1f %% of %d",
		r.Requirements, r.Covered, r.Pending, r.Gap, r.NotApplicable, r.Outside, r.Percent(), r.Of())
}

// showAll prints everything that was counted, so that two matrices can be held against each other.
func showAll(x *coverage.Report) string {
	var b strings.Builder
	for _, c := range x.Clauses {
		fmt.Fprintf(&b, "%s | %s | %s\n", showClause(x, c), showSum(c.Rollup), showItems(c))
	}
	fmt.Fprintln(&b, showSum(x.Summary), x.Notes)
	return b.String()
}

// showItems names each item of documented information with what answers it, sorted: what answers
// is a set. One that nothing answers and whose case does not arise says why.
func showItems(c *coverage.Clause) string {
	var parts []string
	for _, item := range c.Items {
		var by []string
		for _, e := range item.By {
			by = append(by, e.Name())
		}
		slices.Sort(by)
		nothing := "nothing"
		if item.NotArising != nil {
			nothing = "does not arise, " + item.NotArising.Reason
		}
		if missing := nothing == "nothing" && len(by) == 0 && item.Demanded(); missing != item.Missing() {
			nothing = "missing should not be " + fmt.Sprint(item.Missing())
		}
		parts = append(parts, fmt.Sprintf("%s: %s", item.Item, cmp.Or(strings.Join(by, "+"), nothing)))
	}
	return strings.Join(parts, "; ")
}
