//go:build !race

package generator_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// framed opens addresses of the same server in frames of a page, and gives what is wrong with each, after its name. Without
// that a run opens 10,000 pages one after the other.
const framed = `(names => Promise.all(names.map(name => new Promise(done => {
	const frame = document.createElement("iframe");
	frame.width = 1000;
	frame.height = 700;
	frame.onload = () => setTimeout(() => {
		let said;
		try { said = ` + tripped + `(frame.contentWindow) } catch (e) { said = String(e) }
		frame.remove();
		done(said === "undefined" ? "" : name + ": " + said);
	});
	frame.src = "/" + name.split("/").map(encodeURIComponent).join("/");
	document.body.append(frame);
}))).then(list => list.filter(Boolean)))`

// served serves a site, and an empty page for frames, until the test ends.
func served(t *testing.T, files map[string][]byte) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		data, ok := files[name]
		switch {
		case name == "":
			w.Header().Set("Content-Type", "text/html")
		case !ok:
			http.NotFound(w, r)
			return
		case !strings.HasSuffix(name, ".html"):
			w.Header().Set("Cache-Control", "max-age=3600") // all pages have the same styles and scripts
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// openAll opens every page of a site and gives their number.
func openAll(t *testing.T, b *browser.Tab, files map[string][]byte) int {
	t.Helper()
	address := served(t, files)
	var names []string
	for name := range files {
		if strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	const tabs = 4
	t.Run("pages", func(t *testing.T) {
		for part := range slices.Chunk(names, len(names)/tabs+1) {
			t.Run(part[0], func(t *testing.T) {
				t.Parallel()
				openInFrames(t, b.Another(t), address, part)
			})
		}
	})
	return len(names)
}

func openInFrames(t *testing.T, b *browser.Tab, address string, names []string) {
	const together = 25
	for some := range slices.Chunk(names, together) {
		bad := inFrames(t, b, address, some)
		for _, text := range bad {
			t.Error(text)
		}
		if ran := b.Eval("window.ran"); ran != "undefined" {
			t.Errorf("a page among %s to %s runs a script in the page above it", some[0], some[len(some)-1])
		}
		for _, request := range b.Requests() {
			if !strings.HasPrefix(request, address) {
				t.Errorf("a page among %s to %s asked for %s", some[0], some[len(some)-1], request)
			}
		}
	}
}

// inFrames gives what is wrong with some pages.
func inFrames(t *testing.T, b *browser.Tab, address string, names []string) []string {
	t.Helper()
	list, err := json.Marshal(names)
	if err != nil {
		t.Fatal(err)
	}
	b.Open(address)
	var bad []string
	b.Await(framed+"("+string(list)+")", &bad)
	return bad
}
