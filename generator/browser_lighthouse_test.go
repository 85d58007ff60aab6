//go:build !race

package generator_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// minPerformance is the least score for the speed of a page. On an idle machine each page has 100; the score
// of a page on a machine that does other things as well says little, so that less is not a fault yet.
const minPerformance = 80

// onDesk are the pages that Lighthouse looks at on a desk too, where the rules are milder than on a telephone.
var onDesk = []string{"coverage.html", "documents/qp-08-04.html"}

// TestLighthouse has Lighthouse look at a page of each kind and at a search with results, from a server that compresses.
func TestLighthouse(t *testing.T) {
	t.Parallel() // most of its time it waits
	l := layWhole(t)
	node := program(t, "node")
	tool(t, "lighthouse/package.json")
	server := httptest.NewServer(l)
	defer server.Close()
	tools, err := filepath.Abs(cmp.Or(os.Getenv("BROWSER_TOOLS"), "."))
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, "testdata/lighthouse.mjs", browser.Program(t), server.URL+"/")
	run.Env = append(os.Environ(), "BROWSER_TOOLS="+tools)
	for _, name := range append(l.kinds(t), "search.html?q=supplier") {
		run.Args = append(run.Args, "mobile:"+name)
	}
	for _, name := range onDesk {
		run.Args = append(run.Args, "desktop:"+name)
	}
	var out, errors bytes.Buffer
	run.Stdout, run.Stderr = &out, &errors
	if err := run.Run(); err != nil {
		t.Errorf("%v: %s", err, errors.String())
	}
	lines := json.NewDecoder(&out)
	seen := 0
	for ; lines.More(); seen++ {
		var report struct {
			Page, Error string
			Scores      map[string]int
			Faults      []string
		}
		if err := lines.Decode(&report); err != nil {
			t.Fatal(err)
		}
		t.Log(report.Page, report.Scores)
		if report.Error != "" || len(report.Scores) != 4 {
			t.Errorf("%s: %s: %v", report.Page, report.Error, report.Scores)
		}
		for category, score := range report.Scores {
			if category == "performance" && score < minPerformance || category != "performance" && score < 100 {
				t.Errorf("%s: %s %d\n%s", report.Page, category, score, strings.Join(report.Faults, "\n"))
			}
		}
	}
	if want := len(run.Args) - 4; seen != want {
		t.Errorf("Lighthouse looked at %d pages of %d", seen, want)
	}
}

// ServeHTTP serves the site as hosts do.
func (l *laid) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	data, ok := l.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Cache-Control", "max-age=3600")
	packer := gzip.NewWriter(w)
	_, _ = packer.Write(data)
	_ = packer.Close()
}
