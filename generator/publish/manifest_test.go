package publish

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestManifestText(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"b.html": "", "a/c.html": "", "a.html": ""})
	got, err := os.ReadFile(filepath.Join(output, marker))
	must(t, err)
	if want := "clausebook site 1\n.clausebook-copy\na.html\na/c.html\nb.html\n"; string(got) != want {
		t.Errorf("the list reads %q, want %q", got, want)
	}
}

func TestSameSiteSameManifest(t *testing.T) {
	t.Parallel()
	site := files{"index.html": "A", "a/b.html": "A", "Ä.html": "A"}
	one, other := newManual(t), newManual(t)
	first := snapshot(t, publishSite(t, one, site))
	publishSite(t, other, files{"else.html": "B"})
	first.mustEqual(t, snapshot(t, publishSite(t, other, site)))
	first.mustEqual(t, snapshot(t, publishSite(t, other, site)))
}

func TestOddNames(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows forbids these names")
	}
	manual := newManual(t)
	site := files{
		"a b.html": "1", `"quoted".html`: "2", "new\nline": "3", "ret\rurn": "4", `back\slash`: "5", "$(x)'`*?": "6",
		"-rf": "7", "日本/語.html": "8", "..dots/...": "9", "del\x7f": "10", "~": "11", " ": "12",
	}
	publishSite(t, manual, site)
	mustHold(t, publishSite(t, manual, site), site)
	mustHold(t, publishSite(t, manual, files{"index.html": "B"}), files{"index.html": "B"})
}

func TestManifestRoundTrip(t *testing.T) {
	t.Parallel()
	want := map[string]bool{"a": true, "a/b": true, `"q`: true, "x\ny": true, "r\r": true}
	if runtime.GOOS == "windows" {
		want = map[string]bool{"a": true, "a/b": true}
	}
	text := header + manifestLines(want)
	for _, data := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
		if got, err := parseManifest(data); err != nil || !maps.Equal(got, want) {
			t.Errorf("%q gives %v, %v", data, got, err)
		}
	}
}

func TestDamagedManifest(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"\n", "a", "a\n\n", "b\na\n", "a\na\n", "../x\n", "/x\n", "a/../b\n", "./a\n", ".\n", "a/\n", "\"a\"\n",
		"\"\n", "\"a\\nb\n", ".clausebook\n", "a\x00\n", "a\tb\n", "\xff\n",
	} {
		if got, err := parseManifest(header + body); err == nil {
			t.Errorf("%q gives %v, want an error", body, got)
		}
	}
}
