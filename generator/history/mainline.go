package history

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// lineCache caches the commits and texts of a history. Reading the history of a nearby commit of
// the same folder reads only what is missing, with the same result as without the cache.
type lineCache struct {
	head, folder string
	shallow      bool
	mainline     []step            // commits that changed the manual along first parents, the latest first
	line         []step            // the published line where pulls joined states of it; else nil
	branches     []step            // commits brought in by merges, the latest first
	states       map[string]*State // by blob
	contents     *cache
	similar      map[[2]string]bool // results of comparing texts, by their blobs
	folders      map[string]string  // the documents folder in each manual.yaml, by its blob; "" if unknown
	moves        map[string]*Log    // before the documents came from elsewhere, by commit and folder
}

// step is a commit with its changes to documents and other files.
type step struct {
	Commit
	changes, files []rawChange
}

// follow reads the line of first parents that ends in Head, using the cache where it applies.
func (t *tracer) follow(ctx context.Context, r *Repository) (*lineCache, error) {
	rec := &lineCache{head: t.Head, folder: t.prefix + t.documents, shallow: t.Shallow, states: map[string]*State{}, contents: newCache(r.top, r.prefix), similar: map[[2]string]bool{}}
	known := r.known
	if known == nil || known.folder != rec.folder || known.shallow || rec.shallow {
		return rec, t.pathAfter(ctx, r, rec, &lineCache{})
	}
	rec.states, rec.contents, rec.similar = known.states, known.contents, known.similar
	rec.moves, rec.folders = known.moves, known.folders
	if _, ok := r.between(ctx, rec.head, known.head); ok {
		return rec, t.pathAfter(ctx, r, rec, known)
	}
	if later, ok := r.between(ctx, known.head, rec.head); ok {
		return rec, t.pathBefore(ctx, r, rec, known, later)
	}
	return rec, t.pathAfter(ctx, r, rec, &lineCache{})
}

// pathAfter reads the commits after the head of another cache.
func (t *tracer) pathAfter(ctx context.Context, r *Repository, rec, known *lineCache) error {
	if rec.head == known.head {
		rec.mainline, rec.branches = known.mainline, known.branches
		return t.versions(ctx, r, rec).finish()
	}
	since := []string{rec.head}
	if known.head != "" {
		since = append(since, "^"+known.head)
	}
	limits := t.limits(ctx, r, known.head != "")
	versions := t.versions(ctx, r, rec)
	steps, err := t.steps(ctx, r, versions.request, slices.Concat([]string{"--first-parent", "-m"}, since, limits)...)
	merged := oldestMerge(steps) != nil
	rec.mainline, rec.branches = append(steps, known.mainline...), known.branches
	if err == nil && merged {
		rec.branches, err = t.merged(ctx, r, rec.mainline, append([]string{"^" + oldestMerge(rec.mainline).parent}, limits...)...)
	}
	if failed := versions.finish(); err == nil {
		err = failed
	}
	return err
}

// steps reads the commits that changed the manual, the latest first, and passes their changes to
// documents to pass as they arrive.
func (t *tracer) steps(ctx context.Context, r *Repository, pass func([]rawChange), args ...string) ([]step, error) {
	var list []step
	renamed := map[string]int{} // index in list by commit, where one document was removed and another added
	var ask strings.Builder
	err := r.log(ctx, func(c Commit, all []rawChange) {
		changes, files, touched := t.changesOf(all)
		if !touched {
			return
		}
		if hasKind(changes, 'A') && hasKind(changes, 'D') {
			renamed[c.ID] = len(list)
			fmt.Fprintln(&ask, c.ID, c.parent)
		}
		list = append(list, step{c, changes, files})
		pass(changes)
	}, args...)
	if err != nil || len(renamed) == 0 {
		return list, err
	}
	return list, r.renames(ctx, ask.String(), func(c Commit, all []rawChange) {
		list[renamed[c.ID]].changes, _, _ = t.changesOf(all)
	}, t.paths())
}

func hasKind(changes []rawChange, kind byte) bool {
	return slices.ContainsFunc(changes, func(c rawChange) bool { return c.kind == kind })
}

// merged reads the commits that merges brought in to a line, as far as git is not kept from them.
func (t *tracer) merged(ctx context.Context, r *Repository, line []step, limits ...string) ([]step, error) {
	own := map[string]bool{}
	for _, s := range line {
		own[s.ID] = true
	}
	since := []string{"--full-history", "--no-merges", t.Head}
	list, err := t.steps(ctx, r, func([]rawChange) {}, append(since, limits...)...)
	return slices.DeleteFunc(list, func(s step) bool { return own[s.ID] }), err
}

// oldestMerge is the first merge whose commits count as one change.
func oldestMerge(line []step) *Commit {
	for i := range line {
		if c := &line[len(line)-1-i].Commit; c.merge && !isPull(c.Summary) {
			return c
		}
	}
	return nil
}

// pathBefore derives the history from that of a later head.
func (t *tracer) pathBefore(ctx context.Context, r *Repository, rec, known *lineCache, later map[string]bool) error {
	rec.mainline = without(known.mainline, later)
	if oldestMerge(rec.mainline) != nil {
		out, err := r.run(ctx, nil, "rev-list", known.head, "^"+rec.head)
		if err != nil {
			return err
		}
		for id := range strings.FieldsSeq(string(out)) {
			later[id] = true
		}
		rec.branches = without(known.branches, later)
	}
	return t.versions(ctx, r, rec).finish()
}

func without(list []step, ids map[string]bool) []step {
	return slices.DeleteFunc(slices.Clone(list), func(s step) bool { return ids[s.ID] })
}

// between lists the commits along first parents from newer to older, exclusive. ok is false if
// older is not on that line.
func (r *Repository) between(ctx context.Context, newer, older string) (ids map[string]bool, ok bool) {
	if newer == older {
		return nil, true
	}
	out, err := r.run(ctx, nil, "rev-list", "--first-parent", "--parents", newer, "^"+older)
	if err != nil {
		return nil, false
	}
	ids = map[string]bool{}
	parent := ""
	for line := range strings.Lines(string(out)) {
		words := append(strings.Fields(line), "", "")
		ids[words[0]], parent = true, words[1]
	}
	return ids, parent == older
}
