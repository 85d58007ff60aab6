package coverage_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/coverage"
)

// drawSuccession draws what a document says of those that it replaces, or that replace it. Some of the
// ids are its own, or are not there.
func drawSuccession(r *rand.Rand) []string {
	var lines []string
	for _, field := range []string{"supersedes", "superseded_by"} {
		switch r.Intn(6) {
		case 0:
			lines = append(lines, fmt.Sprintf("%s: QP-%d", field, 1+r.Intn(8)))
		case 1:
			lines = append(lines, fmt.Sprintf("%s: [QP-%d, QP-%d]", field, 1+r.Intn(5), 1+r.Intn(5)))
		}
	}
	return lines
}

// replacedSince reports whether a document that claims the clause was replaced in the meantime.
func replacedSince(before, after *coverage.Clause) bool {
	replaced := func(c *coverage.Clause) int {
		n := 0
		for _, claim := range c.Claims {
			if claim.Why == coverage.IsReplaced {
				n++
			}
		}
		return n
	}
	return replaced(after) > replaced(before)
}

// TestReplacedNeverCounts adds an effective document that supersedes one of the others, of any kind.
func TestReplacedNeverCounts(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		if len(s.papers) == 0 {
			return
		}
		old := pick(r, s.papers).id
		x := s.with(paper{file: "documents/new.md", id: "NEW-1", status: "approved", effective: "2026-01-01",
			extra: []string{"supersedes: " + old}}).count(t)
		for _, c := range x.Clauses {
			for _, claim := range c.Claims {
				if claim.Entry.ID.Value == old && (claim.Counted() || claim.Why >= coverage.IsDraft) {
					t.Errorf("%s is replaced, and its claim on %s is %q", old, c.ID, claim.Reason())
				}
			}
			for _, item := range c.Items {
				for _, e := range item.By {
					if e.ID.Value == old {
						t.Errorf("%s is replaced, and answers %s of %s", old, item.Item, c.ID)
					}
				}
			}
		}
	})
}

// TestLastInChainCounts makes a chain of all documents of a manual: only the last one counts.
func TestLastInChainCounts(t *testing.T) {
	eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
		for i := range s.papers {
			p := &s.papers[i]
			p.status, p.effective, p.body = pick(r, []string{"approved", "obsolete"}), "2026-01-01", ""
			p.extra = slices.DeleteFunc(p.extra, func(line string) bool { return !strings.HasPrefix(line, "records") })
			if i+1 == len(s.papers) {
				p.status = "approved"
			}
		}
		for i := range max(len(s.papers)-1, 0) {
			if r.Intn(2) == 0 {
				s.papers[i].extra = append(s.papers[i].extra, "superseded_by: "+s.papers[i+1].id)
			} else {
				s.papers[i+1].extra = append(s.papers[i+1].extra, "supersedes: "+s.papers[i].id)
			}
		}
		for _, c := range s.count(t).Clauses {
			for _, claim := range c.Claims {
				if claim.Counted() && claim.Entry.ID.Value != s.papers[len(s.papers)-1].id {
					t.Errorf("%s counts at %s", claim.Entry.Name(), c.ID)
				}
			}
		}
	})
}

// TestUnreleasedSuccessorsChangeNothing adds a document that supersedes others, and that does not
// count itself, or names one as the successor of another.
func TestUnreleasedSuccessorsChangeNothing(t *testing.T) {
	kinds := map[string]func(*paper){
		"draft":             func(p *paper) { p.status = "draft" },
		"review":            func(p *paper) { p.status = "review" },
		"obsolete":          func(p *paper) { p.status = "obsolete" },
		"not yet effective": func(p *paper) { p.effective = "2026-11-23" },
		"not yet approved":  func(p *paper) { p.extra = append(p.extra, "approved_date: 2026-11-23") },
		"faulty":            func(p *paper) { p.extra = append(p.extra, "no owner") },
	}
	for name, spoil := range kinds {
		t.Run(name, func(t *testing.T) {
			eachDraw(t, func(t *testing.T, r *rand.Rand, s *sketch) {
				if len(s.papers) == 0 {
					return
				}
				want := withoutLines(showAll(s.count(t)))
				p := paper{file: "documents/new.md", id: "NEW-1", status: "approved", effective: "2026-01-01"}
				p.extra = []string{fmt.Sprintf("supersedes: [%s, %s]", pick(r, s.papers).id, pick(r, s.papers).id)}
				spoil(&p)
				more := s.with(p)
				if other := &more.papers[r.Intn(len(s.papers))]; !slices.ContainsFunc(other.extra, func(line string) bool { return strings.HasPrefix(line, "superseded_by") }) {
					other.extra = append(slices.Clone(other.extra), "superseded_by: NEW-1")
				}
				if diff := cmp.Diff(want, withoutLines(showAll(more.count(t)))); diff != "" {
					t.Errorf("with a successor that does not count:\n%s", diff)
				}
			})
		})
	}
}
