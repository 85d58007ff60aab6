package coverage_test

import (
	"flag"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/standard"
)

// The laws hold for every manual. Each is tried on manuals drawn by chance; -seed repeats a run.
var seed = flag.Int64("seed", 1, "the seed of the drawn manuals; 0 draws one")

const draws = 60

// eachDraw runs a law on manuals drawn by chance and names the seed where it does not hold.
func eachDraw(t *testing.T, law func(t *testing.T, r *rand.Rand, s *sketch)) {
	t.Helper()
	from := *seed
	if from == 0 {
		from = time.Now().UnixNano()
	}
	r := rand.New(rand.NewSource(from))
	for range draws {
		s := draw(r)
		law(t, r, s)
		if t.Failed() {
			t.Fatalf("repeat with -seed %d\n%s", from, s)
		}
	}
}

func (s *sketch) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "look %+v\n%s", s.look, s.yaml())
	for _, p := range s.papers {
		fmt.Fprintf(&b, "%s: %s %s %s %v %q\n", p.file, p.id, p.status, p.effective, p.claims, p.extra)
	}
	return b.String()
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.Intn(len(list))] }

// draw makes a manual: some declarations, a look at it, and up to a dozen documents of all kinds.
func draw(r *rand.Rand) *sketch {
	e := pick(r, editions())
	s := &sketch{edition: e.Year, scope: pick(r, []string{"9001", "9002"})}
	s.look.Date = day
	if r.Intn(3) == 0 {
		s.look.Scope = pick(r, []string{"9001", "9002"})
	}
	looked := e
	if r.Intn(4) == 0 {
		looked = pick(r, editions())
		s.look.Edition = looked.Year
	}
	for _, i := range r.Perm(len(e.Clauses))[:r.Intn(3)] {
		s.declared = append(s.declared, fmt.Sprintf("  %q: because", e.Clauses[i].ID))
	}
	design := fmt.Sprintf("  %q: because", e.Design())
	if r.Intn(2) == 0 && !slices.Contains(s.declared, design) {
		s.declared = append(s.declared, design)
	}
	for i := range r.Intn(13) {
		s.papers = append(s.papers, drawPaper(r, i, e, looked))
	}
	return s
}

func drawPaper(r *rand.Rand, n int, own, looked *standard.Edition) paper {
	p := paper{
		file: fmt.Sprintf("documents/f%02d.md", n), id: fmt.Sprintf("QP-%d", n+1), effective: pick(r, []string{"2026-01-01", day, "2026-11-23"}),
		status: pick(r, []string{"approved", "approved", "approved", "draft", "review", "obsolete"}),
	}
	for range r.Intn(8) {
		p.claims = append(p.claims, drawClaim(r, own))
	}
	if looked != own && r.Intn(2) == 0 {
		p.extra = []string{fmt.Sprintf("clauses: {%s: [%s], %s: [%s]}", own.Year, strings.Join(p.claims, ", "), looked.Year, drawClaim(r, looked))}
	}
	if r.Intn(5) == 0 {
		p.extra = append(p.extra, pick(r, []string{"no owner", "no approver", "owner: &a Boss", "review_date: soon", "related: nobody",
			"approver: TBD", "title: '[TITLE]'", "standard: ISO 13485", "standards: [ISO 9001, ISO 14001]", "norm: ISO 9001"}))
	}
	if r.Intn(6) == 0 {
		p.body = pick(r, []string{"\n", "## Section {#s}\n", "## Section {#s}\n\nTBD\n"})
	}
	p.extra = append(p.extra, drawSuccession(r)...)
	if r.Intn(3) == 0 {
		p.extra = append(p.extra, fmt.Sprintf("records: [{name: log, clauses: [%s, %s]}]", drawClaim(r, own), drawClaim(r, own)))
	}
	return p
}

func drawClaim(r *rand.Rand, e *standard.Edition) string {
	return pick(r, e.Clauses).ID + pick(r, []string{"", "", "#s", "#nowhere"})
}

// with gives a copy of a sketch with one more document.
func (s *sketch) with(p paper) *sketch {
	more := *s
	more.papers = append(slices.Clone(s.papers), p)
	return &more
}

// TestAddingNeverLowers adds a claim of an effective document.
func TestAddingNeverLowers(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		before := s.count(t)
		p := paper{file: "documents/new.md", id: "NEW-1", status: "approved", effective: "2026-01-01",
			claims: []string{pick(r, before.Clauses).ID}}
		p.extra = []string{fmt.Sprintf("clauses: {%s: [%s]}", before.Manual.Standard.Year, p.claims[0])}
		after := s.with(p).count(t)
		for i, c := range after.Clauses {
			if message := lowered(before.Clauses[i].Rollup, c.Rollup); message != "" {
				t.Errorf("after a claim on %s, clause %s has %s", p.claims[0], c.ID, message)
			}
			if a, b := answered(before.Clauses[i]), answered(c); b < a {
				t.Errorf("after a claim on %s, clause %s has %d items answered instead of %d", p.claims[0], c.ID, b, a)
			}
		}
		if message := lowered(before.Summary, after.Summary); message != "" {
			t.Errorf("after a claim on %s, the sum has %s", p.claims[0], message)
		}
	})
}

func lowered(before, after coverage.Rollup) string {
	switch {
	case after.Covered < before.Covered, after.Percent() < before.Percent():
		return fmt.Sprintf("%d covered instead of %d", after.Covered, before.Covered)
	case after.Gap > before.Gap, after.Pending > before.Pending:
		return fmt.Sprintf("%d gaps and %d pending instead of %d and %d", after.Gap, after.Pending, before.Gap, before.Pending)
	case after.Of() != before.Of(), after.Requirements != before.Requirements:
		return fmt.Sprintf("a denominator of %d instead of %d", after.Of(), before.Of())
	}
	return ""
}

func answered(c *coverage.Clause) int {
	n := 0
	for _, item := range c.Items {
		if item.Answered() {
			n++
		}
	}
	return n
}

// TestOneClaimOneClause adds a claim of any document, effective or not. No other clause changes,
// neither in its state nor in what is said of it.
func TestOneClaimOneClause(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		before := s.count(t)
		p := drawPaper(r, 99, before.Manual.Standard, before.Manual.Standard)
		claim := pick(r, before.Clauses).ID
		p.claims, p.extra = nil, []string{fmt.Sprintf("clauses: {%s: [%s]}", before.Manual.Standard.Year, claim)}
		after := s.with(p).count(t)
		for i, c := range after.Clauses {
			was := before.Clauses[i]
			if c.ID != claim && (c.State != was.State || showClaims(c) != showClaims(was) || c.Reason(after.Result) != was.Reason(before.Result)) {
				t.Errorf("a claim on %s changed %s from %s to %s", claim, c.ID, showClause(before, was), showClause(after, c))
			}
		}
	})
}

// TestOrderNeverMatters gives the documents other files and their claims another order.
func TestOrderNeverMatters(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		want := s.count(t)
		other := *s
		other.papers = slices.Clone(s.papers)
		other.declared = slices.Clone(s.declared)
		r.Shuffle(len(other.declared), func(i, j int) { other.declared[i], other.declared[j] = other.declared[j], other.declared[i] })
		names := r.Perm(len(other.papers))
		for i := range other.papers {
			p := &other.papers[i]
			p.file = fmt.Sprintf("documents/%d/f%02d.md", names[i]%3, names[i])
			p.claims = slices.Clone(p.claims)
			r.Shuffle(len(p.claims), func(i, j int) { p.claims[i], p.claims[j] = p.claims[j], p.claims[i] })
		}
		if diff := cmp.Diff(withoutLines(showAll(want)), withoutLines(showAll(other.count(t)))); diff != "" {
			t.Errorf("in another order:\n%s", diff)
		}
	})
}

// withoutLines drops the claims within a document and the lines of faults, which move with the
// text.
func withoutLines(s string) string {
	for {
		at := strings.Index(s, " (line ")
		if at < 0 {
			return s
		}
		s = s[:at] + s[at+strings.IndexByte(s[at:], ')')+1:]
	}
}

// TestSumsAgree holds every roll-up against the clauses below it.
func TestSumsAgree(t *testing.T) {
	eachDraw(t, func(t *testing.T, _ *rand.Rand, s *sketch) {
		x := s.count(t)
		for _, c := range x.Clauses {
			if c.Requirement == (c.State == "") {
				t.Errorf("clause %s: requirement %v, state %q", c.ID, c.Requirement, c.State)
			}
			checkSum(t, c.ID, c.Rollup, below(x, c.ID))
		}
		checkSum(t, "the sum", x.Summary, below(x, ""))
		if want := len(leaves(x.Manual.Standard)); x.Summary.Requirements != want {
			t.Errorf("%d requirements, the standard has %d", x.Summary.Requirements, want)
		}
	})
}

// below counts the states of the clauses at or below an id, "" for all.
func below(x *coverage.Report, id string) map[coverage.State]int {
	states := map[coverage.State]int{}
	for _, c := range x.Clauses {
		if c.Requirement && (id == "" || c.ID == id || strings.HasPrefix(c.ID, id+".")) {
			states[c.State]++
		}
	}
	return states
}

func checkSum(t *testing.T, what string, r coverage.Rollup, states map[coverage.State]int) {
	t.Helper()
	all := 0
	for _, s := range coverage.States {
		all += states[s]
		if r.Count(s) != states[s] {
			t.Errorf("%s: %d %s, the clauses have %d", what, r.Count(s), s, states[s])
		}
	}
	if sum := r.Covered + r.Pending + r.Gap + r.NotApplicable + r.Outside; sum != r.Requirements || all != sum {
		t.Errorf("%s: the states make %d of %d requirements", what, sum, r.Requirements)
	}
	if r.Percent() < 0 || r.Percent() > 100 || r.Percent() == 100 && r.Covered < r.Of() {
		t.Errorf("%s: %v %% of %s", what, r.Percent(), showSum(r))
	}
}

// TestSettingsNeverCount gives rules other severities and accepts findings. What is reported
// changes, what counts does not.
func TestSettingsNeverCount(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		want := showAll(s.count(t))
		other := *s
		other.config = slices.Clone(s.config)
		other.config = append(other.config, "rules:")
		for _, rule := range check.Rules() {
			if r.Intn(2) == 0 {
				other.config = append(other.config, fmt.Sprintf("  %s: %s", rule.Name, pick(r, []string{"error", "warning", "note", "off"})))
			}
		}
		other.config = append(other.config, "accept:")
		for _, p := range s.papers {
			other.config = append(other.config, fmt.Sprintf("  - {rule: %s, at: %s, reason: for now, until: 2030-01-01}", pick(r, check.Rules()).Name, p.id))
		}
		for _, id := range leaves(standard.Load(s.edition)) {
			other.config = append(other.config, fmt.Sprintf("  - {rule: gap, at: %s, reason: for now, until: 2030-01-01}", id))
		}
		if diff := cmp.Diff(want, showAll(other.count(t))); diff != "" {
			t.Errorf("with other settings:\n%s", diff)
		}
	})
}

// TestOnlyEffectiveCovers gives every document that covers a clause a status that keeps it from
// counting: nothing is covered then.
func TestOnlyEffectiveCovers(t *testing.T) {
	states := []struct {
		name  string
		spoil func(*paper)
	}{
		{"draft", func(p *paper) { p.status = "draft" }},
		{"review", func(p *paper) { p.status = "review" }},
		{"obsolete", func(p *paper) { p.status = "obsolete" }},
		{"not yet effective", func(p *paper) { p.status, p.effective = "approved", "2026-11-23" }},
		{"faulty", func(p *paper) { p.extra = append(p.extra, "no owner") }},
	}
	for _, state := range states {
		t.Run(state.name, func(t *testing.T) {
			eachDraw(t, func(t *testing.T, _ *rand.Rand, s *sketch) {
				for i := range s.papers {
					state.spoil(&s.papers[i])
				}
				if x := s.count(t); x.Summary.Covered != 0 {
					t.Errorf("%s covers something", state.name)
				}
			})
		})
	}
}

// TestDateOnlyMoves counts the same manual on two days: with time, what is in preparation by its date
// becomes covered, and nothing is lost unless a document takes the place of another one.
func TestDateOnlyMoves(t *testing.T) {
	eachDraw(t, func(t *testing.T, _ *rand.Rand, s *sketch) {
		before := s.count(t)
		later := *s
		later.look.Date = "2026-11-23"
		after := later.count(t)
		for i, c := range after.Clauses {
			was := before.Clauses[i].State
			if c.State != was && (was != coverage.Pending || c.State != coverage.Covered) && !replacedSince(before.Clauses[i], c) {
				t.Errorf("a day later %s went from %s to %s", c.ID, was, c.State)
			}
		}
	})
}

// TestScopeOnlyTouchesDesign compares the two scopes of a manual of 9001 without declarations.
func TestScopeOnlyTouchesDesign(t *testing.T) {
	eachDraw(t, func(t *testing.T, _ *rand.Rand, s *sketch) {
		s.scope, s.declared, s.look.Scope = "9001", nil, "9001"
		whole := s.count(t)
		s.look.Scope = "9002"
		part := s.count(t)
		design := whole.Manual.Standard.Design()
		for i, c := range part.Clauses {
			was := whole.Clauses[i].State
			inside := c.ID == design || strings.HasPrefix(c.ID, design+".")
			left := c.State == coverage.NotApplicable || c.State == coverage.Outside
			if inside && c.Requirement && !left || !inside && c.State != was {
				t.Errorf("clause %s is %s under 9001 and %s under 9002", c.ID, was, c.State)
			}
		}
	})
}

// TestWholeNumbers claims every clause of every edition alone: 4.10 never touches 4.1, and 8.4.1
// never 8.4.
func TestWholeNumbers(t *testing.T) {
	for _, e := range editions() {
		for _, c := range e.Clauses {
			x := parseSketch(t, fmt.Sprintf("manual %s 9001\nA approved %s", e.Year, c.ID)).count(t)
			for _, other := range x.Clauses {
				claimed, covered := len(other.Claims) > 0, other.State == coverage.Covered
				if claimed != (other.ID == c.ID) || covered != (other.ID == c.ID && c.Requirement) {
					t.Errorf("%s: a claim on %s makes %s %s with %d claims", e.Year, c.ID, other.ID, other.State, len(other.Claims))
				}
			}
		}
	}
}

// TestWholeNumbersDeclared declares every clause of every edition alone.
func TestWholeNumbersDeclared(t *testing.T) {
	for _, e := range editions() {
		for _, c := range e.Clauses {
			x := parseSketch(t, fmt.Sprintf("manual %s 9001\nnot %s: because", e.Year, c.ID)).count(t)
			for _, other := range x.Clauses {
				want := other.Requirement && (other.ID == c.ID || strings.HasPrefix(other.ID, c.ID+"."))
				if got := other.State == coverage.NotApplicable; got != want {
					t.Errorf("%s: %s declared makes %s %s", e.Year, c.ID, other.ID, other.State)
				}
			}
		}
	}
}
