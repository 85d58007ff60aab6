package publish

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// damage changes a published site.
type damage func(t *testing.T, output string)

func overwrite(name string, change func([]byte) []byte) damage {
	return func(t *testing.T, output string) {
		path := filepath.Join(output, name)
		data, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, change(data), 0o666))
	}
}

func all(list ...damage) damage {
	return func(t *testing.T, output string) {
		for _, d := range list {
			d(t, output)
		}
	}
}

func gone(name string) damage {
	return func(t *testing.T, output string) { must(t, os.Remove(filepath.Join(output, name))) }
}

func emptied([]byte) []byte       { return nil }
func cut(data []byte) []byte      { return data[:len(data)/2] }
func zeroed(data []byte) []byte   { return make([]byte, len(data)) }
func tailLost(data []byte) []byte { return append(cut(data), make([]byte, len(data)/2)...) }
func marked(data []byte) []byte   { return []byte("<<<<<<< HEAD\n" + string(data)) }

// otherPage changes the name of a page in the list, which stays well-formed.
func otherPage(data []byte) []byte {
	return bytes.Replace(data, []byte("index.html"), []byte("indey.html"), 1)
}

func otherHeader(data []byte) []byte { return bytes.Replace(data, []byte("site"), []byte("sitf"), 1) }

func climbing([]byte) []byte { return []byte(header + "../manual.yaml\n") }

func pagesEmptied(t *testing.T, output string) {
	for name := range snapshot(t, output) {
		if strings.HasSuffix(name, ".html") {
			must(t, os.Truncate(filepath.Join(output, name), 0))
		}
	}
}

// A damaged site is made whole by building again, the same manual or a changed
// one, and nothing foreign is lost.
func TestDamagedSite(t *testing.T) {
	t.Parallel()
	foreign := files{"CNAME": "example.org", ".well-known/x/security.txt": "mail", "d1/note.txt": "n"}
	for name, c := range map[string]struct {
		damage damage
		lists  bool // both are lost
	}{
		"list empty":               {overwrite(marker, emptied), false},
		"list cut":                 {overwrite(marker, cut), false},
		"list zeroed":              {overwrite(marker, zeroed), false},
		"list's end zeroed":        {overwrite(marker, tailLost), false},
		"list with another page":   {overwrite(marker, otherPage), false},
		"list merged by Git":       {overwrite(marker, marked), false},
		"list climbing":            {overwrite(marker, climbing), false},
		"header changed":           {overwrite(marker, otherHeader), false},
		"list gone":                {gone(marker), false},
		"copy empty":               {overwrite(spare, emptied), false},
		"copy with another page":   {overwrite(spare, otherPage), false},
		"copy gone":                {gone(spare), false},
		"pages emptied":            {pagesEmptied, false},
		"both empty":               {all(overwrite(marker, emptied), overwrite(spare, emptied)), true},
		"both cut":                 {all(overwrite(marker, cut), overwrite(spare, cut)), true},
		"both zeroed":              {all(overwrite(marker, zeroed), overwrite(spare, zeroed)), true},
		"list gone, copy cut":      {all(gone(marker), overwrite(spare, cut)), true},
		"list empty, copy gone":    {all(overwrite(marker, emptied), gone(spare)), true},
		"list climbing, copy gone": {all(overwrite(marker, climbing), gone(spare)), true},
		"power cut":                {all(overwrite(marker, emptied), overwrite(spare, emptied), pagesEmptied), true},
	} {
		for _, next := range []string{"A", "B"} {
			for how, force := range map[string]func(*Staging){"exchange": func(*Staging) {}, "steps": inSteps, "no links": withoutLinks} {
				t.Run(name+", then "+next+", "+how, func(t *testing.T) {
					t.Parallel()
					manual := newManual(t)
					output := publishSite(t, manual, version("A"))
					put(t, output, foreign)
					c.damage(t, output)
					before := snapshot(t, output)
					s := prepare(t, manual, output)
					force(s)
					write(t, s, version(next))
					must(t, s.Commit())
					want := maps.Clone(foreign)
					maps.Copy(want, version(next))
					if c.lists && next == "B" { // may be foreign, for all that is known
						want["only-A.html"] = strings.TrimPrefix(before["only-A.html"], "-rw-r--r-- ")
					}
					mustHold(t, output, want)
					mustBeKept(t, output, before)
					if told := s.Notices(); (len(told) > 0) != c.lists {
						t.Errorf("the notices are %q", told)
					}
					again := prepare(t, manual, output)
					write(t, again, version("A"))
					must(t, again.Commit())
					mustHoldAtLeast(t, output, version("A"))
				})
			}
		}
	}
}

// mustBeKept checks that no content is lost: each file is in the site as it
// was, is a page that was made anew, or is beside the site.
func mustBeKept(t *testing.T, output string, before tree) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(output), ".*.clausebook-*"))
	must(t, err)
	for _, folder := range left {
		if !strings.HasSuffix(folder, "-kept") {
			t.Errorf("%s is left behind", filepath.Base(folder))
			continue
		}
		for name, line := range snapshot(t, folder) {
			if line[0] == '-' && line != before[name] {
				t.Errorf("%s was kept as %q, it was %q", name, line, before[name])
			}
		}
	}
}

func mustHoldAtLeast(t *testing.T, folder string, want files) {
	t.Helper()
	for name, text := range want {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v; want %q", name, data, err, text)
		}
	}
}

// What may be foreign and is where the new site has something else is moved
// beside the site, also a second time.
func TestDamagedSiteWithFilesInTheWay(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A", "a.html": "A", "b": "A", "same": "same"})
	for _, kept := range []string{".public.clausebook-kept", ".public.clausebook-kept-2"} {
		put(t, output, files{"c/mine.txt": "mine", "empty": "", "zeros": "\x00\x00"})
		must(t, os.Remove(filepath.Join(output, "a.html")))
		symlink(t, "../manual.yaml", filepath.Join(output, "a.html"))
		all(overwrite(marker, emptied), overwrite(spare, emptied))(t, output)
		s := prepare(t, manual, output)
		write(t, s, files{"index.html": "B", "a.html": "B", "b/deep.html": "B", "c": "B", "empty": "B", "zeros": "B", "same": "same"})
		must(t, s.Commit())
		mustHold(t, output, files{"index.html": "B", "a.html": "B", "b/deep.html": "B", "c": "B", "empty": "B", "zeros": "B", "same": "same"})
		mustHold(t, filepath.Join(manual, kept), files{"index.html": "A", "b": "A", "c/mine.txt": "mine"})
		if target, err := os.Readlink(filepath.Join(manual, kept, "a.html")); target != "../manual.yaml" {
			t.Errorf("the link was kept as %q, %v", target, err)
		}
		if told := strings.Join(s.Notices(), "\n"); !strings.Contains(told, kept+`"`) || !strings.Contains(told, "(4)") {
			t.Errorf("the notices are %q", told)
		}
		must(t, os.RemoveAll(output))
		publishSite(t, manual, files{"index.html": "A", "a.html": "A", "b": "A"})
	}
}

// A failed build leaves a damaged site as it is, and nothing beside it.
func TestDamagedSiteAndFailure(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, version("A"))
	all(overwrite(marker, emptied), overwrite(spare, emptied))(t, output)
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, version("B"))
	s.exchange = func(*os.Root, string, string) error { return os.ErrPermission }
	if s.Commit() == nil {
		t.Error("published although names cannot be exchanged")
	}
	before.mustEqual(t, snapshot(t, manual))
}

// A folder is ours only if there is what is left of a list.
func TestNotADamagedSite(t *testing.T) {
	t.Parallel()
	for name, there := range map[string]files{
		"another program's file": {marker: "hello\n", "index.html": "x"},
		"a copy of that kind":    {spare: "hello\n", "index.html": "x"},
		"its list overwritten": {marker: "Dear Sirs,\n", "index.html": "x",
			spare: header + "index.html\n" + sumLine(header+"index.html\n")},
		"a later version": {marker: headerStart + "12\nmore\n", "index.html": "x"},
		"no list at all":  {"index.html": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := filepath.Join(manual, "public")
			put(t, output, there)
			before := snapshot(t, manual)
			_, err := Prepare(manual, sourcesOf(manual), output)
			mustRefuse(t, err, "")
			before.mustEqual(t, snapshot(t, manual))
		})
	}
}

// Sites of versions that had no copy of the list are still ours.
func TestSiteWithoutCopyOfTheList(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := filepath.Join(manual, "public")
	put(t, output, files{marker: header + "gone.html\nindex.html\n", "index.html": "A", "gone.html": "A", "CNAME": "x"})
	publishSite(t, manual, files{"index.html": "B"})
	mustHold(t, output, files{"index.html": "B", "CNAME": "x"})
	mustStandAlone(t, output)
}
