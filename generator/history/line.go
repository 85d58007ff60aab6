package history

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// lineCache is what was read to tell a history. Another look at the same folder, from a commit before
// or after, reads only what is not in it, and tells what it would tell without.
type lineCache struct {
	head, folder string
	shallow      bool
	line         []step            // of first parents, the latest first, as far as they changed the manual
	beside       []step            // what merges brought in, the latest first
	states       map[string]*State // by blob
	kept         *cache
	alike        map[[2]string]bool // of texts that were compared, by their blobs
}

// step is a commit and what it did to documents, and to the files beside them.
type step struct {
	Commit
	changes, files []rawChange
}

// follow reads what is not known yet of the line of first parents that ends in Head.
func (t *tracer) follow(ctx context.Context, r *Repository) (*lineCache, error) {
	rec := &lineCache{head: t.Head, folder: t.prefix + t.documents, shallow: t.Shallow, states: map[string]*State{}, kept: newCache(r.top), alike: map[[2]string]bool{}}
	known := r.known
	if known == nil || known.folder != rec.folder || known.shallow || rec.shallow {
		return rec, t.pathAfter(ctx, r, rec, &lineCache{})
	}
	rec.states, rec.kept, rec.alike = known.states, known.kept, known.alike
	if _, ok := r.between(ctx, rec.head, known.head); ok {
		return rec, t.pathAfter(ctx, r, rec, known)
	}
	if later, ok := r.between(ctx, known.head, rec.head); ok {
		return rec, t.pathBefore(ctx, r, rec, known, later)
	}
	return rec, t.pathAfter(ctx, r, rec, &lineCache{})
}

// pathAfter reads the line down to the head of another record.
func (t *tracer) pathAfter(ctx context.Context, r *Repository, rec, known *lineCache) error {
	if rec.head == known.head {
		rec.line, rec.beside = known.line, known.beside
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
	rec.line, rec.beside = append(steps, known.line...), known.beside
	if err == nil && merged {
		rec.beside, err = t.merged(ctx, r, rec.line, limits)
	}
	if failed := versions.finish(); err == nil {
		err = failed
	}
	return err
}

// steps reads the commits that changed the manual, the latest first. What they did to documents is
// passed on at once.
func (t *tracer) steps(ctx context.Context, r *Repository, pass func([]rawChange), args ...string) ([]step, error) {
	var list []step
	renamed := map[string]int{} // by commit: where a document went and another came
	var ask strings.Builder
	err := r.log(ctx, func(c Commit, all []rawChange) {
		changes, files, touched := t.below(all)
		if !touched {
			return
		}
		if has(changes, 'A') && has(changes, 'D') {
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
		list[renamed[c.ID]].changes, _, _ = t.below(all)
	}, t.paths())
}

func has(changes []rawChange, kind byte) bool {
	return slices.ContainsFunc(changes, func(c rawChange) bool { return c.kind == kind })
}

// merged reads the commits that merges of the line brought in, and no others.
func (t *tracer) merged(ctx context.Context, r *Repository, line []step, limits []string) ([]step, error) {
	own := map[string]bool{}
	for _, s := range line {
		own[s.ID] = true
	}
	since := []string{"--full-history", "--no-merges", t.Head, "^" + oldestMerge(line).parent}
	list, err := t.steps(ctx, r, func([]rawChange) {}, append(since, limits...)...)
	return slices.DeleteFunc(list, func(s step) bool { return own[s.ID] }), err
}

func oldestMerge(line []step) *Commit {
	for i := range line {
		if c := &line[len(line)-1-i].Commit; c.merge {
			return c
		}
	}
	return nil
}

// pathBefore takes over what is known of a later head.
func (t *tracer) pathBefore(ctx context.Context, r *Repository, rec, known *lineCache, later map[string]bool) error {
	rec.line = without(known.line, later)
	if oldestMerge(rec.line) != nil {
		out, err := r.run(ctx, nil, "rev-list", known.head, "^"+rec.head)
		if err != nil {
			return err
		}
		for id := range strings.FieldsSeq(string(out)) {
			later[id] = true
		}
		rec.beside = without(known.beside, later)
	}
	return t.versions(ctx, r, rec).finish()
}

func without(list []step, ids map[string]bool) []step {
	return slices.DeleteFunc(slices.Clone(list), func(s step) bool { return ids[s.ID] })
}

// between lists the commits from one down to another, which is not among them, along first parents. Ok
// is false where that line does not come by the other.
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
