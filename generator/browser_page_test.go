//go:build !race

package generator_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// The bars of a page: what all its files weigh, packed, and how many they are.
const (
	maxPageBytes = 30_000
	maxRequests  = 4
	maxLoad      = 150 // milliseconds for a matrix; machines are noisy, so twice as much fails
)

// wcag are the rules of axe-core that a page keeps.
const wcag = `{ preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }`

// largePages are the pages that look otherwise in a large manual.
var largePages = []string{"az/1.html", "search.html", "coverage.html", "print.html", "print/s0~2.html", "sections/s0~2.html"}

// largeManual is how many documents it takes for that.
const largeManual = 930

// TestPagesInBrowser opens a page of each kind in light and dark, on a desk and on a telephone: no
// violation in axe-core, no error in the console, no page that scrolls sideways, no field cut off, few
// requests, and none to elsewhere.
func TestPagesInBrowser(t *testing.T) {
	t.Parallel()
	l := layWhole(t)
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, nil)
	list := l.kinds(t)
	for _, name := range list {
		l.look(t, b, name, string(axe))
	}
	big := lay(t, many(t, largeManual))
	for _, name := range largePages {
		big.look(t, b, name, string(axe))
	}
	t.Logf("%d kinds of pages: %s", len(list), strings.Join(list, " "))
	b.Quiet()
}

func (l *laid) look(t *testing.T, b *browser.Tab, name, axe string) {
	t.Helper()
	for _, width := range []int64{1280, 320} {
		b.Resize(width, 900)
		b.Open(l.url(name))
		l.requests(t, b, name)
		b.Await(axe+"; 0", new(int))
		// What was not laid out yet has no place of its own, and axe takes it for lying over other text.
		b.Eval(`[...document.querySelectorAll(".sheet")].forEach(e => { e.style.contentVisibility = "visible" })`)
		for _, scheme := range []string{"light", "dark"} {
			b.Prefer(scheme)
			var violations []struct {
				ID, Help string
				Nodes    []struct{ HTML, FailureSummary string }
			}
			b.Await("axe.run("+wcag+").then(r => r.violations)", &violations)
			for _, v := range violations {
				t.Errorf("%s, %s, %d px: %s: %s\n%s\n%s", name, scheme, width, v.ID, v.Help, v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
			}
		}
		if over := b.Eval("(scrollTo(9999, 0), scrollX)"); over != "0" {
			t.Errorf("%s: the page scrolls sideways on a screen of %d px, by %s", name, width, over)
		}
		if cut := b.Eval(`[...document.querySelectorAll(".cells > div")].filter(d => d.scrollWidth > d.clientWidth).map(d => d.textContent).join("; ")`); cut != "" {
			t.Errorf("%s: on a screen of %d px a field of the document's control is cut off: %s", name, width, cut)
		}
	}
}

// requests counts what a page loads, the images of its documents aside.
func (l *laid) requests(t *testing.T, b *browser.Tab, name string) {
	t.Helper()
	n, weight := 0, 0
	for _, address := range b.Requests() {
		file, ours := strings.CutPrefix(address, l.url(""))
		file, _ = url.PathUnescape(file)
		if !ours {
			t.Errorf("%s loads %s", name, address)
		}
		if !strings.HasPrefix(strings.TrimPrefix(file, "revisions/"), "files/") {
			n++
			weight += packed(l.files[file])
		}
	}
	if n > maxRequests || n < 3 {
		t.Errorf("%s makes %d requests, at most %d are allowed: %s", name, n, maxRequests, b.Requests())
	}
	if weight > maxPageBytes && strings.HasPrefix(name, "documents/q") {
		t.Errorf("%s weighs %d bytes, at most %d are allowed", name, weight, maxPageBytes)
	}
	if strings.HasPrefix(name, "documents/q") {
		t.Logf("%s: %d requests, %d bytes packed", name, n, weight)
	}
}

func packed(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Len()
}

// onlyFiles is what the checker says of every relative address under a policy, read from a file.
const onlyFiles = `Resource violates Content Security Policy .meta tag.: (external stylesheet|external script|image) .*`

// TestNuChecker reads every page with the HTML checker of the W3C.
func TestNuChecker(t *testing.T) {
	t.Parallel()
	l := layWhole(t)
	java, jar := program(t, "java"), tool(t, "vnu-jar/build/dist/vnu.jar")
	big := lay(t, many(t, largeManual))
	check := exec.Command(java, "-jar", jar, "--skip-non-html", "--Werror", "--format", "json", "--filterpattern", onlyFiles, l.folder)
	for _, name := range largePages {
		check.Args = append(check.Args, filepath.Join(big.folder, filepath.FromSlash(name)))
	}
	var out bytes.Buffer
	check.Stderr = &out
	failed := check.Run()
	var report struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	seen := map[string]int{}
	for _, m := range report.Messages {
		if seen[m.Message]++; seen[m.Message] <= 3 {
			t.Errorf("%s: %s: %s\n%s", strings.TrimPrefix(m.URL, l.url("")), m.Type, m.Message, m.Extract)
		}
	}
	if failed != nil && len(report.Messages) == 0 {
		t.Error(failed)
	}
}

// TestLoads measures how long the matrix takes to be there, that of the example and a large one.
func TestLoads(t *testing.T) {
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Resize(1280, 900)
	for name, site := range map[string]*laid{"the example's matrix": l, "a matrix of 94 clauses and 240 documents": lay(t, many(t, 240))} {
		var times []float64
		for range 5 {
			b.Open(site.url("coverage.html"))
			b.Until(`performance.timing.loadEventEnd > 0 && document.getElementById("cb:count").textContent !== ""`)
			took, _ := strconv.ParseFloat(b.Eval(`performance.getEntriesByType("navigation")[0].loadEventEnd`), 64)
			times = append(times, took)
		}
		slices.Sort(times)
		t.Logf("%s: loaded in %.0f ms (%.0f–%.0f), %d bytes packed", name, times[2], times[0], times[4], packed(site.files["coverage.html"]))
		if times[0] > 2*maxLoad {
			t.Errorf("%s takes %.0f ms at best, the bar is %d", name, times[0], maxLoad)
		}
	}
}
