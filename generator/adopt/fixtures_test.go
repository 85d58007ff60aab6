package adopt_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/adopt"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var update = flag.Bool("update", false, "rewrite what the fixtures expect")

const golden = "expected/"

// fixture is a folder of documents, with answers and what is expected of it.
type fixture struct {
	archive *txtar.Archive
	files   fstest.MapFS
	answers string
	want    map[string]string
}

func readFixture(t *testing.T, file string) *fixture {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{archive: a, files: fstest.MapFS{}, want: map[string]string{}}
	for _, part := range a.Files {
		switch {
		case part.Name == "answers":
			f.answers = string(part.Data)
		case strings.HasPrefix(part.Name, golden):
			f.want[part.Name] = string(part.Data)
		default:
			f.files[part.Name] = &fstest.MapFile{Data: part.Data}
		}
	}
	return f
}

func fixtures(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no fixtures")
	}
	return files
}

// answered writes the answers of a fixture into adopt.yaml.
func (f *fixture) answered(t *testing.T, text string) string {
	t.Helper()
	for line := range strings.Lines(f.answers) {
		old, answer, _ := strings.Cut(strings.TrimSpace(line), " => ")
		section, old, found := strings.Cut(old, ": ")
		if !found {
			section, old = "", section
		}
		if !slices.Contains([]string{"owner"}, section) && found {
			section, old = "", section+": "+old
		}
		from := max(strings.Index(text, section+":\n"), 0)
		at := strings.Index(text[from:], old)
		if at < 0 {
			t.Fatalf("adopt.yaml has no %q", old)
		}
		text = text[:from+at] + answer + text[from+at+len(old):]
	}
	return text
}

func write(files fstest.MapFS, changes []adopt.Change) {
	for _, c := range changes {
		files[c.File] = &fstest.MapFile{Data: c.Data}
	}
}

func plan(t *testing.T, text string) *adopt.Plan {
	t.Helper()
	p, findings := adopt.Read([]byte(text))
	if len(findings) > 0 {
		t.Fatalf("adopt.yaml: %v", findings)
	}
	return p
}

// TestFixtures adopts each fixture: what is asked, what is written, and what the manual is then.
func TestFixtures(t *testing.T) {
	for _, file := range fixtures(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			f := readFixture(t, file)
			got := map[string]string{}
			before := maps.Clone(f.files)
			p, found, err := adopt.Scan(f.files, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			got["adopt.yaml"] = string(p.Bytes())
			f.files[adopt.File] = &fstest.MapFile{Data: []byte(f.answered(t, got["adopt.yaml"]))}
			outcome, more, err := plan(t, string(f.files[adopt.File].Data)).Changes(f.files, nil)
			if err != nil {
				t.Fatal(err)
			}
			write(f.files, outcome.Changes)
			for _, c := range outcome.Changes {
				got[c.File] = head(c.Data)
				checkBody(t, before, c)
			}
			got["adopt.findings"] = oneline(append(found, more...), func(diag.Finding) bool { return true })
			f.again(t)
			result, err := generator.Check(f.files, generator.Options{Options: manual.Options{Date: "2026-11-28"}})
			if err != nil {
				t.Fatal(err)
			}
			got["check.findings"] = oneline(result.Findings, func(f diag.Finding) bool {
				return f.Rule != "gap" && f.Rule != "missing-documented-information"
			})
			got["coverage"] = covered(result.Matrix)
			f.compare(t, file, got)
		})
	}
}

// again runs both steps a second time. They change nothing.
func (f *fixture) again(t *testing.T) {
	t.Helper()
	text := string(f.files[adopt.File].Data)
	p := plan(t, text)
	outcome, _, err := p.Changes(f.files, nil)
	if err != nil || len(outcome.Changes) > 0 {
		t.Errorf("a second --write changes %v %v", outcome.Changes, err)
	}
	p, _, err = adopt.Scan(f.files, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	once := string(p.Bytes())
	p, _, err = adopt.Scan(f.files, plan(t, once), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(once, string(p.Bytes())); diff != "" {
		t.Errorf("a further scan changes adopt.yaml: %s", diff)
	}
	if diff := cmp.Diff(dataLines(text), dataLines(once)); diff != "" {
		t.Errorf("a scan after --write changes adopt.yaml: %s", diff)
	}
}

// dataLines are the lines without comments.
func dataLines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, " # ")
		if line = strings.TrimRight(line, "\n :"); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "  #") {
			list = append(list, line)
		}
	}
	return list
}

// checkBody requires that a document ends with its former text, byte for byte.
func checkBody(t *testing.T, before fstest.MapFS, c adopt.Change) {
	t.Helper()
	old := before[c.File]
	if old == nil {
		return
	}
	if body := bodyOf(old.Data); !bytes.HasSuffix(c.Data, body) || !bytes.Equal(bodyOf(c.Data), body) {
		t.Errorf("the text of %s was changed", c.File)
	}
	for line := range bytes.Lines(metaOf(old.Data)) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		if !bytes.Contains(metaOf(c.Data), bytes.TrimSpace(line)) && !bytes.Contains(c.Data, valueOf(line)) {
			t.Errorf("%s lost its field %s", c.File, name)
		}
	}
}

func valueOf(line []byte) []byte {
	_, value, _ := bytes.Cut(line, []byte(":"))
	return bytes.Trim(bytes.TrimSpace(value), `"'`)
}

func bodyOf(data []byte) []byte { _, body := divide(data); return body }
func metaOf(data []byte) []byte { meta, _ := divide(data); return meta }

// divide is written without the package's own code.
func divide(data []byte) (meta, body []byte) {
	text := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	rest, found := bytes.CutPrefix(text, []byte("---\n"))
	if !found {
		if rest, found = bytes.CutPrefix(text, []byte("---\r\n")); !found {
			return nil, text
		}
	}
	for at := 0; at < len(rest); {
		line := rest[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		if strings.TrimRight(string(line), " \t\r\n") == "---" {
			return rest[:at], rest[at+len(line):]
		}
		at += len(line)
	}
	return nil, text
}

// head is the front matter, or all of a file that is not a document.
func head(data []byte) string {
	if meta := metaOf(data); meta != nil {
		return string(meta)
	}
	return string(data)
}

func oneline(findings []diag.Finding, want func(diag.Finding) bool) string {
	var b strings.Builder
	for _, f := range findings {
		if want(f) {
			fmt.Fprintf(&b, "%s:%d: %s: %s [%s]\n", f.File, f.Line, f.Severity, f.Message, f.Rule)
		}
	}
	return b.String()
}

func covered(r *coverage.Report) string {
	var b strings.Builder
	if r == nil {
		return ""
	}
	for _, c := range r.Clauses {
		if s := fmt.Sprint(c.State); s == "covered" || s == "pending" {
			fmt.Fprintf(&b, "%s %s\n", c.ID, s)
		}
	}
	return b.String()
}

// compare holds results against the fixture, or rewrites it.
func (f *fixture) compare(t *testing.T, file string, got map[string]string) {
	t.Helper()
	if !*update {
		for name, text := range got {
			if diff := cmp.Diff(strings.TrimRight(f.want[golden+name], "\n"), strings.TrimRight(strings.ReplaceAll(text, "\r", ""), "\n")); diff != "" {
				t.Errorf("%s: -want +got\n%s", name, diff)
			}
		}
		for name := range f.want {
			if _, made := got[strings.TrimPrefix(name, golden)]; !made {
				t.Errorf("%s was not made", name)
			}
		}
		return
	}
	f.archive.Files = slices.DeleteFunc(f.archive.Files, func(p txtar.File) bool { return strings.HasPrefix(p.Name, golden) })
	for _, name := range slices.Sorted(maps.Keys(got)) {
		f.archive.Files = append(f.archive.Files, txtar.File{Name: path.Join(golden, name), Data: []byte(strings.ReplaceAll(got[name], "\r", ""))})
	}
	if err := os.WriteFile(file, txtar.Format(f.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
