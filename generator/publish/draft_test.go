package publish

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/quick"
	"time"
)

// inPieces writes each text by itself.
func inPieces(texts ...string) func(io.Writer) error {
	return func(w io.Writer) error {
		for _, text := range texts {
			if n, err := io.WriteString(w, text); err != nil || n != len(text) {
				return errors.Join(err, io.ErrShortWrite)
			}
		}
		return nil
	}
}

var long = strings.Repeat("0123456789abcdef", 8<<10) // several times what is compared at once

// again publishes one file twice, and reports whether the second is still the first. With may be nil.
func again(t *testing.T, before string, with func(*Staging), now ...string) (kept bool) {
	t.Helper()
	manual := newManual(t)
	output := publishSite(t, manual, files{"a/page.html": before})
	page := filepath.Join(output, "a", "page.html")
	once := time.Now().Add(-time.Hour).Truncate(time.Second)
	must(t, os.Chtimes(page, once, once))
	first, err := os.Lstat(page)
	must(t, err)
	s := prepare(t, manual, output)
	if with != nil {
		with(s)
	}
	must(t, s.Write("a/page.html", inPieces(now...)))
	must(t, s.Commit())
	mustHold(t, output, files{"a/page.html": strings.Join(now, "")})
	mustStandAlone(t, output)
	second, err := os.Lstat(page)
	must(t, err)
	if !second.Mode().IsRegular() {
		t.Errorf("the page is %v", second.Mode())
	}
	if kept := os.SameFile(first, second); kept != second.ModTime().Equal(once) {
		t.Errorf("the same file: %v, but its time is %v", kept, second.ModTime())
	}
	return os.SameFile(first, second)
}

func TestUnchangedFileIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before string
		now    []string
		kept   bool
	}{
		"the same":             {"same", []string{"same"}, true},
		"the same in pieces":   {"same", []string{"s", "", "am", "e"}, true},
		"the same, and long":   {long, []string{long}, true},
		"long, in pieces":      {long, []string{long[:70000], long[70000:]}, true},
		"empty":                {"", nil, true},
		"empty, said so":       {"", []string{""}, true},
		"another":              {"same", []string{"some"}, false},
		"another at the end":   {long, []string{long[:70000], long[70000:len(long)-1] + "x"}, false},
		"longer":               {"same", []string{"same", "!"}, false},
		"longer in one":        {long, []string{long + "!"}, false},
		"shorter":              {long, []string{long[:40000]}, false},
		"empty now":            {"same", nil, false},
		"no longer empty":      {"", []string{"same"}, false},
		"back after a change":  {"same as it was", []string{"same", " so ", "it was"}, false},
		"other from the start": {long, []string{"x", long[1:]}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if kept := again(t, c.before, nil, c.now...); kept != c.kept {
				t.Errorf("kept: %v, want %v", kept, c.kept)
			}
		})
	}
}

// What was there before must never show in what is published, however it is written.
func TestOnlyWhatIsWrittenIsPublished(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := filepath.Join(manual, "public")
	law := func(pieces []string, cut uint8) bool {
		text := strings.Join(pieces, "")
		publishSite(t, manual, files{"page": text[:min(int(cut), len(text))] + text[min(int(cut)+1, len(text)):]})
		s := prepare(t, manual, output)
		must(t, s.Write("page", inPieces(pieces...)))
		must(t, s.Commit())
		got, err := os.ReadFile(filepath.Join(output, "page"))
		return err == nil && string(got) == text
	}
	if err := quick.Check(law, nil); err != nil {
		t.Error(err)
	}
}

// A file that is published in another way than a build would is made anew.
func TestChangedByOthers(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(page string) error{
		"closed to others": func(page string) error { return os.Chmod(page, 0o400) },
		"a link to another": func(page string) error {
			return errors.Join(os.Rename(page, page+".moved"), os.Symlink("page.html.moved", page))
		},
		"a folder": func(page string) error {
			return errors.Join(os.Remove(page), os.Mkdir(page, 0o777))
		},
		"gone":         func(page string) error { return os.Remove(page) },
		"other name":   func(page string) error { return os.Link(page, page+".other") },
		"name outside": func(page string) error { return os.Link(page, filepath.Join(filepath.Dir(page), "..", "..", "other")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, files{"a/page.html": "same"})
			page := filepath.Join(output, "a", "page.html")
			s := prepare(t, manual, output)
			must(t, change(page))
			write(t, s, files{"a/page.html": "same"})
			must(t, s.Commit())
			got, err := os.Lstat(page)
			must(t, err)
			for _, other := range []string{page + ".other", filepath.Join(manual, "other")} {
				if info, err := os.Lstat(other); err == nil && os.SameFile(info, got) {
					t.Errorf("the page is still %s too", filepath.Base(other))
				}
			}
			if got.Mode() != s.usual {
				t.Errorf("the page has mode %v, want %v", got.Mode(), s.usual)
			}
		})
	}
}

// Some file systems have no links, and the old file is copied as far as it is the same.
func TestWithoutLinks(t *testing.T) {
	t.Parallel()
	for _, now := range [][]string{{"same"}, {long[:40000], long[40000:]}, {long[:40000], "x"}} {
		before := strings.Join(now, "")
		if again(t, before, withoutLinks, now...) {
			t.Errorf("a file of %d bytes was kept", len(before))
		}
	}
}

// A site that is not taken leaves the old one as it was, links and all.
func TestDiscardLeavesKeptFiles(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A", "same": "same"})
	before := snapshot(t, output)
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B", "same": "same"})
	s.Discard()
	before.mustEqual(t, snapshot(t, output))
	mustStandAlone(t, output)
}
