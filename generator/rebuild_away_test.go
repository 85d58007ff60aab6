package generator_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	sitefiles "github.com/clausebook/clausebook/generator/site"
)

// TestRebuildAfterGitWasAway: what could not be read from Git while the repository was away for a moment is read again
// afterwards, when a manual is looked at and when a page is made, although neither HEAD nor a file has changed.
func TestRebuildAfterGitWasAway(t *testing.T) {
	t.Parallel()
	for name, looked := range map[string]bool{"pages are made": false, "the manual is looked at": true} {
		t.Run(name, func(t *testing.T) {
			r := newSignedRepo(t)
			e := newEditor(t, 1)
			e.folder, e.day = r.dir, "2026-06-01"
			for _, step := range []string{"manual keys=anna,qm", "draft", "text=B", "picture=2", "text=C", "picture=3", "text=D", "revision=2 by qm", "text=E", "picture=4", "text=F"} {
				r.step(step)
			}
			git, elsewhere := filepath.Join(r.dir, ".git"), filepath.Join(t.TempDir(), "git")
			away := func(what func()) {
				e.must(os.Rename(git, elsewhere))
				what()
				e.must(os.Rename(elsewhere, git))
			}
			watch, b := &history.Watch{Folder: r.dir}, &generator.Builder{FS: os.DirFS(r.dir)}
			o := e.options
			o.Date, o.History = e.day, watch.Log(t.Context(), "documents")
			look := func() *sitefiles.Pages {
				result, err := b.Check(o, e.now())
				e.must(err)
				return b.Pages(result)
			}
			show := func(pages *sitefiles.Pages) {
				for path := range pages.Paths() {
					_, _ = pages.Bytes(path) // what is in Git only may not be readable
				}
			}
			if looked {
				away(func() { show(look()) })
			} else {
				pages := look()
				away(func() { show(pages) })
			}
			o.History = watch.Log(t.Context(), "documents")
			pages := look()
			o.History = history.Read(t.Context(), r.dir, "documents") // which shares nothing with the other
			fresh, err := generator.Check(os.DirFS(r.dir), o)
			e.must(err)
			if differs := e.comparePages(pages, fresh.Files(), 0); differs != "" {
				t.Error(differs)
			}
		})
	}
}
