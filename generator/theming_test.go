package generator_test

import (
	"maps"
	"testing"
	"testing/fstest"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestThemeInKeys changes one file of a theme at a time. A style sheet alters no page; templates and
// strings may alter each.
func TestThemeInKeys(t *testing.T) {
	files := exampleFiles(t)
	b := &generator.Builder{FS: files}
	look := func() (map[string]uint64, uint64) {
		r, err := b.Check(generator.Options{Options: manual.Options{Date: today}}, time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		p := b.Pages(r)
		return maps.Collect(p.Documents()), p.Whole()
	}
	for _, c := range []struct {
		file, text string
		pages      bool // whether the pages of documents change
	}{
		{"theme/assets/custom.css", ":root { --accent: #7a1f4b; }", false},
		{"theme/partials/body-end.html", "<p>End</p>", true},
		{"theme/strings/en.yaml", "frame: {start: Home}", true},
		{"theme/strings/fr.yaml", "frame: {start: Accueil}", false}, // nobody speaks it here
	} {
		documents, whole := look()
		files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		after, wholeAfter := look()
		if changed := !maps.Equal(documents, after); changed != c.pages {
			t.Errorf("%s: pages of documents change: %v", c.file, changed)
		}
		if changed := whole != wholeAfter; changed != (c.file != "theme/strings/fr.yaml") {
			t.Errorf("%s: other files change: %v", c.file, changed)
		}
	}
}
