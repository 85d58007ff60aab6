package preview

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// listener is a page that listens as a browser does.
type listener struct {
	*running
	events chan message
	close  func()
}

type message struct{ name, data string }

// listen opens a stream of events and takes what comes.
func listen(r *running, page string) *listener {
	r.Helper()
	response, err := http.Get(r.url + ".clausebook/events?page=" + url.QueryEscape(page))
	r.must(err)
	if response.StatusCode != 200 {
		r.Fatalf("status %d", response.StatusCode)
	}
	l := &listener{r, make(chan message, 100), func() { response.Body.Close() }}
	r.Cleanup(l.close)
	go func() {
		defer close(l.events)
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 1<<20)
		name := ""
		for lines.Scan() {
			if value, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = value
			}
			if value, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				l.events <- message{name, value}
			}
		}
	}()
	return l
}

// next takes the next event, which must have a name.
func (l *listener) next(name string, into any) {
	l.Helper()
	select {
	case e, ok := <-l.events:
		if !ok || e.name != name {
			l.Fatalf("%q came, want %s (still open: %v)", e.name, name, ok)
		}
		l.must(json.Unmarshal([]byte(e.data), into))
	case <-time.After(patience):
		l.Fatalf("no event\n%s", l.log)
	}
}

func (l *listener) hello() (h hello) {
	l.Helper()
	l.next("hello", &h)
	return h
}

func (l *listener) change() (c changed) {
	l.Helper()
	c.change = &change{}
	l.next("change", &c)
	return c
}

// TestChanges saves files and checks the messages to an open page.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(r *running)
		want change
	}{
		{"a document", func(r *running) { r.edit("documents/qp-01.md", "first text", "other text") },
			change{Updated: []string{"documents/qp-01.html"}}},
		{"another document", func(r *running) { r.edit("documents/shop/wi-02.md", "A draft", "Still a draft") },
			change{Updated: []string{"documents/wi-02.html"}}},
		{"a title that others show", func(r *running) { r.edit("documents/shop/wi-02.md", "title: Third", "title: Last") },
			change{Updated: []string{"documents/wi-01.html", "documents/wi-02.html"}}},
		{"a new document", func(r *running) { r.write("documents/new/x.md", page("X-1", "New", "New.")) },
			change{Added: []string{"documents/x-1.html"}}},
		{"a new address", func(r *running) { r.edit("documents/qp-01.md", "id: QP-01", "id: QP-99") },
			change{Renamed: map[string]string{"documents/qp-01.html": "documents/qp-99.html"}}},
		{"a document less", func(r *running) { r.must(os.Remove(r.at("documents/shop/wi-02.md"))) },
			change{Removed: []string{"documents/wi-02.html"}}},
		{"a style sheet", func(r *running) { r.write("theme/assets/style.css", "body{color:red}") },
			change{Styles: true}},
		{"a picture", func(r *running) { r.edit("documents/plan.svg", "M0 0h9v9z", "M0 0h9v8z") },
			change{Updated: []string{"documents/qp-01.html"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, writeArchive(t, small))
			l := listen(r, "documents/qp-01.html")
			l.hello()
			c.do(r)
			got := l.change()
			c.want.Build = 1
			// Documents that refer to one that was added or removed change too. Only the open page
			// is compared by its bytes.
			if c.want.Updated == nil || c.want.Styles {
				got.Updated = nil
			}
			if diff := cmp.Diff(&c.want, got.change, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(change{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestOpenPages: of a page that is open it is known by its bytes whether it changed.
func TestOpenPages(t *testing.T) {
	r := start(t, writeArchive(t, small))
	pages := map[string]*listener{}
	for _, page := range []string{"documents/qp-01.html", "coverage.html", "scope.html", "sections/shop.html", "search.html"} {
		pages[page] = listen(r, page)
		pages[page].hello()
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { r.write("theme/assets/style.css", "body{color:red}") }, ""},
		{func() { r.edit("documents/shop/wi-01.md", "second text", "other text") }, ""},
		{func() { r.edit("documents/shop/wi-01.md", "title: Second", "title: Zweite") }, "documents/qp-01.html search.html sections/shop.html"},
		{func() { r.edit("documents/qp-01.md", "clauses: [4.1.1]", "clauses: [4.1.1, 4.5.1]") }, "coverage.html documents/qp-01.html scope.html"},
	} {
		step.do()
		var told []string
		for page, l := range pages {
			for _, updated := range l.change().Updated {
				if updated == page {
					told = append(told, page)
				}
			}
		}
		for page := range pages {
			has := strings.Contains(" "+step.want+" ", " "+page+" ")
			if got := strings.Contains(" "+strings.Join(told, " ")+" ", " "+page+" "); got != has {
				t.Errorf("%s is loaded again: %v, want %v", page, got, has)
			}
		}
	}
}

// TestPanel checks the findings and coverage in a page's panel.
func TestPanel(t *testing.T) {
	r := start(t, writeArchive(t, small))
	l := listen(r, "documents/qp-01.html")
	if p := l.hello().Panel; p.Stale || p.Errors+p.Warnings+p.Notes != 0 {
		t.Fatalf("at first: %+v", p)
	}

	r.edit("documents/qp-01.md", "clauses: [4.1.1]", "clauses: [4.1.2.1]")
	p := l.change().Panel
	if diff := cmp.Diff([]stateChange{{"4.1.1", "covered", "gap"}, {"4.1.2.1", "gap", "covered"}}, p.Coverage); diff != "" {
		t.Errorf("coverage (-want +got)\n%s", diff)
	}

	r.edit("documents/shop/wi-01.md", "title: Second", "titel: Second")
	p = l.change().Panel
	if !p.Stale || p.Errors != 1 || p.Warnings != 1 || p.Here != 0 || p.Findings[0].Severity != "error" {
		t.Errorf("an error elsewhere: %+v", p)
	}

	r.edit("documents/qp-01.md", "title: First", "title: First\ncolour: red")
	p = l.change().Panel
	if !p.Stale || p.Here != 1 || p.Findings[0].File != "documents/qp-01.md" || p.Findings[0].Line != 4 ||
		p.Findings[0].Rule != "unknown-field" || p.Findings[0].Hint == "" {
		t.Errorf("a warning here and an error elsewhere: %+v", p)
	}
	late := listen(r, "documents/qp-01.html").hello()
	if diff := cmp.Diff(p, late.Panel); diff != "" {
		t.Errorf("who comes late sees another panel (-first +late)\n%s", diff)
	}

	r.edit("documents/qp-01.md", "\ncolour: red", "")
	l.change()
	r.edit("documents/shop/wi-01.md", "titel: Second", "title: Second")
	c := l.change()
	if c.Panel.Stale || c.Panel.Errors != 0 || len(c.Panel.Findings) != 0 || len(c.Updated) != 0 {
		t.Errorf("fixed: %+v", c)
	}
}

// TestKeyOfPage: the greeting names the page's bytes, so that a browser knows what it shows; the key
// is the same after the program was started anew.
func TestKeyOfPage(t *testing.T) {
	folder := writeArchive(t, small)
	r := start(t, folder)
	first := listen(r, "documents/qp-01.html").hello().Page
	if _, page := r.visit("documents/qp-01.html"); !strings.Contains(page, "shown="+first+`"`) || first == "" {
		t.Errorf("the page is not marked with its key %s", first)
	}
	if key := listen(r, "documents/none.html").hello().Page; key != "" {
		t.Errorf("a page that is not there has the key %s", key)
	}
	r.stop()
	again := start(t, folder)
	if key := listen(again, "documents/qp-01.html").hello().Page; key != first {
		t.Errorf("key %s, after a new start %s", first, key)
	}
	again.edit("documents/qp-01.md", "first text", "other text")
	again.shows("documents/qp-01.html", "other text")
	if key := listen(again, "documents/qp-01.html").hello().Page; key == first {
		t.Errorf("another page has the key %s too", key)
	}
}

// TestTooManyClients: the 65th is sent away, and comes in once another has left.
func TestTooManyClients(t *testing.T) {
	r := start(t, writeArchive(t, small))
	first := listen(r, "index.html")
	for range maxClients - 1 {
		listen(r, "index.html")
	}
	response, err := http.Get(r.url + ".clausebook/events?page=index.html")
	r.must(err)
	response.Body.Close()
	if response.StatusCode != 503 || response.Header.Get("Retry-After") == "" {
		t.Errorf("status %d", response.StatusCode)
	}
	if status, _ := r.get("index.html"); status != 200 {
		t.Errorf("pages are refused as well: %d", status)
	}
	first.close()
	r.eventually(func() string {
		response, err := http.Get(r.url + ".clausebook/events?page=index.html")
		r.must(err)
		defer response.Body.Close()
		if response.StatusCode != 200 {
			return fmt.Sprint("status ", response.StatusCode)
		}
		return ""
	})
}

// TestDeafClient: a client that does not read is dropped and does not delay the others.
func TestDeafClient(t *testing.T) {
	var h hub
	deaf, good := h.join("a.html"), h.join("b.html")
	s := &snapshot{}
	for n := range maxUnread + 1 {
		h.broadcast(&change{Build: n}, s)
		<-good.messages
	}
	if n := len(h.open()); n != 1 {
		t.Errorf("%d pages are open, want the one that reads", n)
	}
	for range maxUnread {
		<-deaf.messages
	}
	if _, open := <-deaf.messages; open {
		t.Error("the deaf one is not told that it was dropped")
	}
	h.leave(deaf)
}

// TestHeartbeat: a stream on which nothing happens shows that it lives.
func TestHeartbeat(t *testing.T) {
	before := heartbeat
	heartbeat = 20 * time.Millisecond
	defer func() { heartbeat = before }()
	r := start(t, writeArchive(t, small))
	defer r.stop()
	c, err := net.Dial("tcp", "127.0.0.1:"+r.port)
	r.must(err)
	defer c.Close()
	r.must(c.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(c, "GET /.clausebook/events?page=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
	r.must(err)
	lines := bufio.NewScanner(c)
	for beats := 0; beats < 3; {
		if !lines.Scan() {
			t.Fatal("the stream ended")
		}
		if lines.Text() == ":" {
			beats++
		}
	}
}

// TestTerminal reads the lines of several rebuilds.
func TestTerminal(t *testing.T) {
	r := start(t, writeArchive(t, small))
	l := listen(r, "index.html")
	l.hello()
	r.edit("documents/qp-01.md", "first text", "other text")
	l.change()
	r.edit("manual.yaml", "company: Company", "company: Other")
	l.change()
	r.edit("documents/qp-01.md", "title: First", "titel: First")
	l.change()
	r.edit("documents/qp-01.md", "titel: First", "title: First")
	l.change()
	r.write("theme/assets/custom.css", "body{color:red}")
	l.change()
	// The event is in preparation before the line is.
	r.eventually(func() string {
		if n := r.rebuilds(); n < 5 {
			return fmt.Sprintf("%d lines of rebuilds, expected 5", n)
		}
		return ""
	})
	var got []string
	for line := range strings.Lines(r.log.String()) {
		line, _, _ := strings.Cut(strings.TrimSpace(line), "; "+lastWord(line))
		got = append(got, strings.ReplaceAll(line, r.url, "URL"))
	}
	want := []string{
		"serving URL — press Ctrl-C to end",
		"documents/qp-01.md: 0 errors, 0 warnings, 0 notes",
		"manual.yaml: 0 errors, 0 warnings, 0 notes",
		"documents/qp-01.md: 1 error, 1 warning, 0 notes; the last good site stays",
		"documents/qp-01.md:1:1: error: the document has no title [missing-field]",
		"hint: add `title:` with the document's name",
		"documents/qp-01.md: 0 errors, 0 warnings, 0 notes",
		"fixed: documents/qp-01.md: the document has no title [missing-field]",
		"theme: 0 errors, 0 warnings, 0 notes",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// lastWord gives the time at the end of a line of a rebuild.
func lastWord(line string) string {
	if !strings.HasSuffix(line, " ms\n") {
		return "no time"
	}
	fields := strings.Split(strings.TrimSpace(line), "; ")
	return fields[len(fields)-1]
}

// TestWords names at most three files, as text that a terminal does not obey.
func TestWords(t *testing.T) {
	for files, want := range map[string]string{"": "theme", "a": "a", "a b c": "a, b, c", "a b c d": "a, b, c and 1 more",
		"a b c d e f": "a, b, c and 3 more", "a\x1b[31m": "a\uFFFD[31m"} {
		if got := listFiles(strings.Fields(files)); got != want {
			t.Errorf("%q: %q, want %q", files, got, want)
		}
	}
}
