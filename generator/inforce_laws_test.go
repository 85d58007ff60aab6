package generator_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestInForceHoweverPulled: for random histories, what is in force on a day is the same in every clone that has the
// whole history, whoever pulled from whom.
func TestInForceHoweverPulled(t *testing.T) {
	days := []string{"2026-01-15", "2026-02-10", "2026-03-05", "2026-11-22"}
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			var told [2][]string
			for turned := range told {
				last := pulls(t, rand.New(rand.NewPCG(seed, 3)), turned == 1)
				for _, day := range days {
					told[turned] = append(told[turned], last.says(day))
				}
			}
			if diff := cmp.Diff(told[0], told[1]); diff != "" {
				t.Errorf("(-one way +the other)\n%s", diff)
			}
			if !strings.Contains(strings.Join(told[0], ""), "<") {
				t.Errorf("no earlier revision was in force: %s", told[0])
			}
		})
	}
}

// pulls has two people work on documents of their own and pull from each other at random. Turned, the other one of
// them pulls each time.
func pulls(t *testing.T, random *rand.Rand, turned bool) *clone {
	ann, bob := clones(t)
	both := []*clone{ann, bob}
	revision := []int{1, 1}
	day := 2
	next := func() string {
		day++
		return fmt.Sprintf("2026-%02d-%02d", 1+day/28, 1+day%28)
	}
	join := func(who int, when string) {
		if turned {
			who = 1 - who
		}
		a, b := both[who], both[1-who]
		a.day = when
		a.git("pull", "-q", "--no-rebase", "--no-edit", b.dir, "main")
		b.git("pull", "-q", "--ff-only", a.dir, "main")
	}
	for range 16 {
		who, when := random.IntN(2), next()
		if random.IntN(4) == 0 {
			join(who, when)
			continue
		}
		id, status := []string{"QP-1", "QP-2"}[who], []string{"approved", "approved", "draft", "review"}[random.IntN(4)]
		if random.IntN(4) > 0 {
			revision[who]++
		}
		if random.IntN(20) == 0 {
			status = "obsolete"
		}
		from := []string{when, "2026-02-20", "2026-12-24"}[random.IntN(3)]
		both[who].commit(when, id, fmt.Sprint(revision[who]), status, from, fmt.Sprint(random.IntN(3), day))
	}
	join(0, next())
	both[1].commit(next(), "QP-2", "99", "draft", "", "Last")
	return both[1]
}

// TestInForceThen: where no date was written back later, what is in force on a day in the past is what a build of the
// commit of that day shows for what was effective then.
func TestInForceThen(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 5))
	earlier := 0
	for range 6 {
		var steps []string
		revision, text := 1, 0
		var days []string
		for n := range 12 {
			day := fmt.Sprintf("%02d-%02d", 2+n/2, 1+n%2*14)
			days = append(days, day)
			text++
			step := day + "|"
			switch {
			case n == 0:
				step += fmt.Sprintf("r1 s1 a%s tA", day)
			case random.IntN(3) == 0:
				step += fmt.Sprintf("r%d sd tT%d", revision+1, text)
			case random.IntN(2) == 0:
				revision++
				step += fmt.Sprintf("r%d s1 a%s e%s tT%d", revision, day, day, text)
			default: // approved for the next but one
				revision++
				later := n + 2
				step += fmt.Sprintf("r%d s1 a%s e%02d-%02d tT%d", revision, day, 2+later/2, 1+later%2*14, text)
			}
			steps = append(steps, step)
		}
		whole := newStory(t, strings.Join(steps, "; "))
		commits := whole.commits()
		for n := range steps {
			then, _ := newFolder(t, strings.Join(steps[:n+1], "; "))
			then.log = whole.logAt(commits[n])
			o := generator.Options{Options: manual.Options{Date: "2026-" + days[n]}}
			was, is := inForce(then, o), inForce(whole, o)
			if was != is {
				t.Errorf("%s\non %s revision %s was in force, now it is %s", strings.Join(steps, "; "), days[n], was, is)
			}
			if was != "" {
				earlier++
			}
		}
	}
	if earlier < 30 {
		t.Errorf("only on %d days something was in force", earlier)
	}
}

// inForce is the revision of QP-1 that counts, or "".
func inForce(s *story, o generator.Options) string {
	o.Past = func(string) *history.Log { return s.log }
	r, err := generator.Check(s.folder, o)
	if err != nil {
		s.Fatal(err)
	}
	e := r.Matrix.Manual.ByID("QP-1")[0]
	if !r.Matrix.Effective(e) {
		return ""
	}
	return e.Revision.Value
}
