package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/site"
)

// small is a manual with a document in each of two folders, a draft, and a picture.
const small = `
-- manual.yaml --
title: Manual
company: Company
edition: 1994
scope: 9001
scope_statement: Everything.
rules: {gap: off, orphan: off, missing-documented-information: off}
-- documents/qp-01.md --
---
id: QP-01
title: First
revision: 1
status: approved
owner: Manager
author: Author
approver: Director
approved_date: 2026-01-05
effective_date: 2026-02-01
clauses: [4.1.1]
---

The first text, with ![a plan](plan.svg) and WI-01.
-- documents/shop/wi-01.md --
---
id: WI-01
title: Second
revision: 1
status: approved
owner: Manager
author: Author
approver: Director
approved_date: 2026-01-05
effective_date: 2026-02-01
---

The second text.
-- documents/shop/wi-02.md --
---
id: WI-02
title: Third
revision: 1
status: draft
owner: Manager
---

A draft.
-- documents/plan.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>
`

var options = generator.Options{Options: manual.Options{Date: "2026-11-22", Drafts: true}}

// checked is the Check of a preview with these options.
func checked() func(folder fs.FS, now time.Time) (*Build, error) {
	var builder generator.Builder
	return func(folder fs.FS, now time.Time) (*Build, error) {
		builder.FS = folder
		result, err := builder.Check(options, now)
		if err != nil {
			return nil, err
		}
		return &Build{Result: &result.Result, Pages: func() *site.Pages { return builder.Pages(result) }}, nil
	}
}

// running is a preview of a manual on disk that answers over HTTP.
type running struct {
	testing.TB
	*Preview
	folder string
	port   string
	url    string
	log    *journal
	stop   func()
}

// journal is what the terminal shows.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(data []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(data)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// lay writes the files of an archive into a new folder.
func writeArchive(t testing.TB, archive string) string {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		file := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// start serves a folder on a free port until the test ends. It rebuilds only on signals, so that
// tests notice missing ones. change modifies the preview before it starts.
func start(t testing.TB, folder string, change ...func(*Preview)) *running {
	t.Helper()
	l, err := Listen("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, l, folder, change...)
}

func startOn(t testing.TB, l net.Listener, folder string, change ...func(*Preview)) *running {
	t.Helper()
	r := &running{TB: t, folder: folder, log: &journal{}}
	r.Preview = &Preview{Folder: folder, Host: "127.0.0.1", Log: r.log, rescan: time.Hour,
		Check: checked()}
	for _, set := range change {
		set(r.Preview)
	}
	ctx, cancel := context.WithCancel(context.Background())
	opened, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- r.Serve(ctx, l, func(url string) { opened <- url }) }()
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
	select {
	case r.url = <-opened:
	case err := <-ended:
		t.Fatalf("it does not serve: %v", err)
	}
	t.Cleanup(r.stop)
	_, r.port, _ = net.SplitHostPort(l.Addr().String())
	return r
}

func (r *running) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r *running) at(name string) string { return filepath.Join(r.folder, filepath.FromSlash(name)) }

func (r *running) write(name, text string) {
	r.Helper()
	r.must(os.MkdirAll(filepath.Dir(r.at(name)), 0o777))
	r.must(os.WriteFile(r.at(name), []byte(text), 0o666))
}

func (r *running) read(name string) string {
	r.Helper()
	data, err := os.ReadFile(r.at(name))
	r.must(err)
	return string(data)
}

// edit replaces a text in a file, in place.
func (r *running) edit(name, old, with string) {
	r.Helper()
	text := r.read(name)
	if !strings.Contains(text, old) {
		r.Fatalf("%s does not hold %q", name, old)
	}
	r.write(name, strings.ReplaceAll(text, old, with))
}

// get asks as a program does.
func (r *running) get(path string) (int, string) {
	r.Helper()
	return r.ask(path, "*/*")
}

// visit asks as a browser does that goes to a page.
func (r *running) visit(path string) (int, string) {
	r.Helper()
	return r.ask(path, "text/html,application/xhtml+xml,*/*;q=0.8")
}

func (r *running) ask(path, accept string) (int, string) {
	r.Helper()
	request, err := http.NewRequest("GET", r.url+path, nil)
	r.must(err)
	request.Header.Set("Accept", accept)
	response, err := http.DefaultClient.Do(request)
	r.must(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	r.must(err)
	return response.StatusCode, string(body)
}

// patience is how long the right site may take to be there, on a machine that has much else to do.
const patience = 20 * time.Second

// eventually waits until there is no complaint.
func (r *running) eventually(complaint func() string) {
	r.Helper()
	until := time.Now().Add(patience)
	for {
		text := complaint()
		if text == "" {
			return
		}
		if time.Now().After(until) {
			r.Fatalf("after %s: %s\n%s", patience, text, r.log)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// shows waits until a page holds a text.
func (r *running) shows(page, text string) {
	r.Helper()
	r.eventually(func() string {
		if _, body := r.get(page); !strings.Contains(body, text) {
			return fmt.Sprintf("%s does not hold %q", page, text)
		}
		return ""
	})
}

// equalsBuild waits until every file that a build makes of the folder is served with its bytes, and
// no other document is.
func (r *running) equalsBuild() {
	r.Helper()
	fresh, err := generator.Check(os.DirFS(r.folder), options)
	r.must(err)
	if fresh.Matrix == nil || fresh.Errors() > 0 {
		r.Fatalf("no site can be made of what the test left: %v", fresh.Findings)
	}
	var files = map[string][]byte{}
	for _, f := range fresh.Files() {
		data, err := f.Bytes()
		r.must(err)
		files[f.Path] = data
	}
	r.eventually(func() string {
		for name, want := range files {
			if status, got := r.get(name); got != string(want) {
				return fmt.Sprintf("%s differs from the build's: status %d, %d bytes for %d", name, status, len(got), len(want))
			}
		}
		for name := range r.shown.Load().pages.Documents() {
			if files[name] == nil {
				return name + " is served and is not in the build"
			}
		}
		return ""
	})
}

// rebuilds counts the lines of rebuilds on the terminal.
func (r *running) rebuilds() int { return strings.Count(r.log.String(), " ms\n") }
