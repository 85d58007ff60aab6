package history

import (
	"bufio"
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// followPulls reads the published line where pulls joined states of it. The result does not depend on the order of the
// parents of a pull: both clones tell the same history. Without pulls the line is that of first parents.
func (t *tracer) followPulls(ctx context.Context, r *Repository, rec *lineCache) error {
	rec.line = nil
	if t.Shallow || !slices.ContainsFunc(rec.mainline, func(s step) bool { return s.merge && isPull(s.Summary) }) {
		return nil
	}
	w := &lineReader{tracer: t, r: r, rec: rec, line: map[string]*lineCommit{}}
	if err := w.read(ctx); err != nil {
		return err
	}
	if err := w.diff(ctx); err != nil {
		return err
	}
	rec.line = w.order()
	rec.branches = nil
	if oldestMerge(rec.line) != nil {
		var err error
		if rec.branches, err = t.merged(ctx, r, rec.line, t.limits(ctx, r, true)...); err != nil {
			return err
		}
	}
	v := t.versions(ctx, r, rec)
	for _, s := range rec.line {
		v.request(s.changes)
	}
	return v.finish()
}

// published is the line from which the histories are derived, the latest commit first.
func (c *lineCache) published() []step {
	if c.line != nil {
		return c.line
	}
	return c.mainline
}

// lineReader follows all parents of pulls, and the first parent of other commits.
type lineReader struct {
	*tracer
	r    *Repository
	rec  *lineCache
	line map[string]*lineCommit
}

// lineCommit is a commit of the published line.
type lineCommit struct {
	id       string
	parents  []string // on the line
	time     int64    // of the committer, in seconds
	merge    bool
	pull     bool
	children int // on the line, not listed yet
	// first says that the commit is on the line of first parents, whose changes have been read.
	first bool
	step  *step
}

// read finds the commits of the line. A commit that is not there ends it.
func (w *lineReader) read(ctx context.Context) error {
	all, err := w.commits(ctx)
	if err != nil {
		return err
	}
	known := map[string]*step{}
	for i := range w.rec.mainline {
		known[w.rec.mainline[i].ID] = &w.rec.mainline[i]
	}
	for c := all[w.Head]; c != nil; {
		c.first, c.step = true, known[c.id]
		if len(c.parents) == 0 {
			break
		}
		c = all[c.parents[0]]
	}
	if err := w.comparePulls(ctx, all); err != nil {
		return err
	}
	for next := []string{w.Head}; len(next) > 0; {
		c := all[next[len(next)-1]]
		next = next[:len(next)-1]
		if c == nil || w.line[c.id] != nil {
			continue
		}
		w.line[c.id] = c
		if c.merge && !c.pull {
			c.parents = c.parents[:1]
		}
		next = append(next, c.parents...)
	}
	for _, c := range w.line {
		for _, p := range c.parents {
			if w.line[p] != nil {
				w.line[p].children++
			}
		}
	}
	return nil
}

// commits reads all commits up to Head, without their changes.
func (w *lineReader) commits(ctx context.Context) (map[string]*lineCommit, error) {
	all := map[string]*lineCommit{}
	collect := func(in *bufio.Reader) error {
		for {
			word, err := readWord(in)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			f := strings.SplitN(word, "\n", 4)
			if len(f) < 4 {
				return fmt.Errorf("git log: %.80q is not understood", word)
			}
			c := &lineCommit{id: f[0], parents: strings.Fields(f[1])}
			c.time, _ = strconv.ParseInt(f[2], 10, 64)
			c.merge = len(c.parents) > 1
			c.pull = c.merge && isPull(cleanLine(f[3]))
			all[c.id] = c
		}
	}
	return all, w.r.pipe(ctx, nil, collect, "log", "-z", "--no-show-signature", "--encoding=UTF-8", "--format=%H%n%P%n%ct%n%s", w.Head)
}

// comparePulls compares each pull with its parents. One that left the manual as a parent has it follows only that
// parent; else its own changes are those against all parents.
func (w *lineReader) comparePulls(ctx context.Context, all map[string]*lineCommit) error {
	var pulls []*lineCommit
	for _, c := range all {
		if c.pull {
			pulls = append(pulls, c)
		}
	}
	slices.SortFunc(pulls, func(a, b *lineCommit) int { return strings.Compare(a.id, b.id) })
	var pairs []pair
	known := map[pair]bool{}
	for _, c := range pulls {
		if c.first {
			known[pair{c.id, c.parents[0]}] = true
		}
		slices.Sort(c.parents)
		c.parents = slices.Compact(c.parents)
		for _, p := range c.parents {
			if q := (pair{c.id, p}); !known[q] {
				pairs = append(pairs, q)
			}
		}
	}
	diffs, err := w.diffs(ctx, pairs)
	if err != nil {
		return err
	}
	for _, c := range pulls {
		first := c.step
		var own *step
		for _, p := range slices.Clone(c.parents) {
			q := pair{c.id, p}
			s := diffs[q]
			if known[q] {
				s = first
			}
			if s == nil {
				c.parents, own = []string{p}, nil
				break
			}
			own = own.common(s)
		}
		c.step = own
	}
	return nil
}

// common leaves of the changes of a pull those that are changes against another parent, too. Of a file that one
// parent had under another name, or had not, it tells where it was.
func (s *step) common(other *step) *step {
	if s == nil {
		s = &step{other.Commit, other.changes, other.files}
		s.pull = true
		return s
	}
	both := func(of []rawChange, in []rawChange) []rawChange {
		var list []rawChange
		for _, c := range of {
			at := slices.IndexFunc(in, func(o rawChange) bool { return o.to == c.to })
			if at < 0 {
				continue
			}
			if o := in[at]; c.kind == 'A' || o.kind == 'R' {
				c = o
			}
			list = append(list, c)
		}
		return list
	}
	c := s.Commit
	return &step{c, both(s.changes, other.changes), both(s.files, other.files)}
}

// pair is a commit with the parent that it is compared with; "" for the first commit.
type pair struct{ commit, parent string }

// diffs compares commits. Pairs between which the manual does not differ are left out.
func (w *lineReader) diffs(ctx context.Context, pairs []pair) (map[pair]*step, error) {
	found := map[pair]*step{}
	if len(pairs) == 0 {
		return found, nil
	}
	var ask strings.Builder
	for _, p := range pairs {
		fmt.Fprintln(&ask, strings.TrimSpace(p.commit+" "+p.parent))
	}
	at := 0
	take := func(c Commit, all []rawChange) {
		p := pairs[min(at, len(pairs)-1)]
		at++
		changes, files, touched := w.changesOf(all)
		if touched {
			found[p] = &step{c, changes, files}
		}
	}
	read := func(in *bufio.Reader) error { return commits(in, take) }
	args := slices.Concat([]string{"diff-tree", "--stdin", "--root", "--always", "-r", "--no-renames"}, raw, []string{"--"}, w.paths())
	if err := w.r.pipe(ctx, strings.NewReader(ask.String()), read, args...); err != nil {
		return nil, err
	}
	if at != len(pairs) {
		return nil, fmt.Errorf("git diff-tree: %d answers to %d questions", at, len(pairs))
	}
	return found, w.detectRenames(ctx, found)
}

// detectRenames reads again what may hold a rename.
func (w *lineReader) detectRenames(ctx context.Context, found map[pair]*step) error {
	var ask strings.Builder
	var order []*step
	for _, p := range sortedPairs(found) {
		if s := found[p]; p.parent != "" && hasKind(s.changes, 'A') && hasKind(s.changes, 'D') {
			order = append(order, s)
			fmt.Fprintln(&ask, p.commit, p.parent)
		}
	}
	if len(order) == 0 {
		return nil
	}
	at := 0
	return w.r.renames(ctx, ask.String(), func(_ Commit, all []rawChange) {
		if at < len(order) {
			order[at].changes, _, _ = w.changesOf(all)
		}
		at++
	}, w.paths())
}

func sortedPairs(of map[pair]*step) []pair {
	var list []pair
	for p := range of {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b pair) int {
		return cmp.Or(strings.Compare(a.commit, b.commit), strings.Compare(a.parent, b.parent))
	})
	return list
}

// diff reads the changes of the commits of the line that are not on the line of first parents.
func (w *lineReader) diff(ctx context.Context) error {
	var pairs []pair
	for id, c := range w.line {
		switch {
		case c.pull || c.first:
		case len(c.parents) == 0:
			pairs = append(pairs, pair{id, ""})
		default:
			pairs = append(pairs, pair{id, c.parents[0]})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.commit, b.commit) })
	found, err := w.diffs(ctx, pairs)
	for p, s := range found {
		s.merge = w.line[p.commit].merge // git was told of one parent
		w.line[p.commit].step = s
	}
	return err
}

// order lists the steps of the line, the latest first and none before one that follows it.
func (w *lineReader) order() []step {
	ready := &byTime{w.line[w.Head]}
	var list []step
	for ready.Len() > 0 {
		c := heap.Pop(ready).(*lineCommit)
		if s := c.step; s != nil && (!c.pull || len(s.changes)+len(s.files) > 0) {
			list = append(list, *s)
		}
		for _, id := range c.parents {
			if p := w.line[id]; p != nil {
				if p.children--; p.children == 0 {
					heap.Push(ready, p)
				}
			}
		}
	}
	return list
}

// byTime is a heap of commits, the latest first.
type byTime []*lineCommit

func (b byTime) Len() int      { return len(b) }
func (b byTime) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (b byTime) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(b[j].time, b[i].time), strings.Compare(b[i].id, b[j].id)) < 0
}
func (b *byTime) Push(c any) { *b = append(*b, c.(*lineCommit)) }
func (b *byTime) Pop() any {
	last := len(*b) - 1
	c := (*b)[last]
	*b = (*b)[:last]
	return c
}
