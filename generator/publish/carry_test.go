package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestForeignFilesAreCarried(t *testing.T) {
	t.Parallel()
	for name, force := range map[string]func(*Staging){"exchange": func(*Staging) {}, "steps": inSteps} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, files{"index.html": "A", "a/page.html": "A"})
			put(t, output, files{"CNAME": "example.org", ".well-known/x/security.txt": "mail", "a/note.txt": "n", "empty/": ""})
			s := prepare(t, manual, output)
			force(s)
			write(t, s, files{"index.html": "B"})
			must(t, s.Commit())
			mustHold(t, output, files{
				"index.html": "B", "CNAME": "example.org", ".well-known/x/security.txt": "mail", "a/note.txt": "n",
			})
			if _, err := os.Stat(filepath.Join(output, "empty")); err != nil {
				t.Error(err)
			}
			mustStandAlone(t, output)
		})
	}
}

func TestForeignLinksAndModesAreCarried(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	put(t, output, files{"hook.sh": "#!", "secret": "s", "closed/inside": "i"})
	symlink(t, "../documents", filepath.Join(output, "docs"))
	symlink(t, "/nowhere/at all", filepath.Join(output, "closed", "dangling"))
	symlink(t, "index.html", filepath.Join(output, "start"))
	for name, mode := range map[string]fs.FileMode{"hook.sh": 0o755, "secret": 0o400, "closed": 0o500} {
		must(t, os.Chmod(filepath.Join(output, name), mode))
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(output, "closed"), 0o700) })
	before := snapshot(t, manual)
	for range 3 {
		publishSite(t, manual, files{"index.html": "A"})
		before.mustEqual(t, snapshot(t, manual))
	}
}

func TestCopyWhereLinksFail(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	put(t, output, files{"run": "bytes"})
	must(t, os.Chmod(filepath.Join(output, "run"), 0o751))
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	withoutLinks(s)
	write(t, s, files{"index.html": "A"})
	must(t, s.Commit())
	before.mustEqual(t, snapshot(t, manual))
}

func TestForeignFileInTheWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ foreign, wanted string }{
		"file on file":           {"CNAME", "CNAME"},
		"file on folder":         {"docs", "docs/index.html"},
		"folder on file":         {"docs/mine.txt", "docs"},
		"file on folder, deeper": {"a/b", "a/b/c/index.html"},
		"folder on file, deeper": {"a/b/c/mine.txt", "a/b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, files{"index.html": "A"})
			put(t, output, files{c.foreign: "mine"})
			before := snapshot(t, manual)
			s := prepare(t, manual, output)
			write(t, s, files{"index.html": "B", c.wanted: "B"})
			mustRefuse(t, s.Commit(), `"`+c.foreign+`"`)
			before.mustEqual(t, snapshot(t, manual))
		})
	}
}

// A foreign file is no obstacle if nothing is lost with it.
func TestForeignFileLikeOurs(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	put(t, output, files{"equal": long, "empty": "", "zeros": "\x00\x00\x00"})
	page := files{"index.html": "B", "equal": long, "empty": "B", "zeros": "B"}
	mustHold(t, publishSite(t, manual, page), page)
	mustHold(t, publishSite(t, manual, files{"index.html": "C"}), files{"index.html": "C"})
}

func TestForeignLinkInTheWay(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	symlink(t, "../documents", filepath.Join(output, "assets"))
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, files{"assets/site.css": "B"})
	mustRefuse(t, s.Commit(), `"assets"`)
	before.mustEqual(t, snapshot(t, manual))
}

func TestEmptyForeignFolderYields(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	put(t, output, files{"page/sub/": ""})
	publishSite(t, manual, files{"page": "B"})
	mustHold(t, output, files{"page": "B"})
}

// Somebody may have replaced one of our files by a folder or a link.
func TestOursReplaced(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"page": "A", "link": "A"})
	must(t, os.Remove(filepath.Join(output, "page")))
	must(t, os.Remove(filepath.Join(output, "link")))
	put(t, output, files{"page/mine.txt": "mine"})
	symlink(t, "../manual.yaml", filepath.Join(output, "link"))
	publishSite(t, manual, files{"link": "B"})
	mustHold(t, output, files{"page/mine.txt": "mine", "link": "B"})
	if text, _ := os.ReadFile(filepath.Join(manual, "manual.yaml")); string(text) != "title: Manual" {
		t.Errorf("the link was followed: %q", text)
	}
}

func TestOddForeignNames(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("other systems refuse names that are not UTF-8")
	}
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	put(t, output, files{"latin-\xe9/\xff.txt": "x", "new\nline": "y"})
	before := snapshot(t, manual)
	publishSite(t, manual, files{"index.html": "A"})
	before.mustEqual(t, snapshot(t, manual))
}

// The output may change between Prepare and Commit.
func TestOutputTakenMeanwhile(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := filepath.Join(manual, "public")
	s := prepare(t, manual, output)
	put(t, output, files{"thesis.docx": "x"})
	mustRefuse(t, s.Commit(), "not from clausebook")
	mustHold(t, output, files{"thesis.docx": "x"})
	mustStandAlone(t, output)
}
