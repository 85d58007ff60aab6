package diff_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/diff"
	"github.com/clausebook/clausebook/generator/manual"
)

var update = flag.Bool("update", false, "rewrite what is expected in testdata")

const today = "2026-11-22"

// TestComparison compares the manuals in before/ and after/ of each archive. What both hold stands
// under both/. Expected are the outputs that the archive has: text, markdown and json.
func TestComparison(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := compare(t, archive)
			for i, f := range archive.Files {
				got := output(t, c, f.Name)
				if got == "" {
					continue
				}
				if diff := cmp.Diff(string(f.Data), got); diff != "" && !*update {
					t.Errorf("%s (-want +got)\n%s", f.Name, diff)
				}
				archive.Files[i].Data = []byte(got)
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func output(t *testing.T, c *diff.Comparison, name string) string {
	t.Helper()
	same := func(file string) string { return file }
	var b bytes.Buffer
	var err error
	switch name {
	case "text":
		err = c.Text(&b, diag.Printer{Path: same})
	case "markdown":
		err = c.Markdown(&b, same)
	case "json":
		err = c.JSON(&b)
		if !json.Valid(b.Bytes()) {
			t.Error("this is no JSON")
		}
	case "regression":
		b.WriteString(map[bool]string{true: "yes\n", false: "no\n"}[c.Regression()])
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func compare(t *testing.T, archive *txtar.Archive) *diff.Comparison {
	t.Helper()
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	base := diff.Base{Name: "main", Commit: strings.Repeat("0123456789", 4)}
	return diff.Of(base, look(t, over(fsys, "before")), look(t, over(fsys, "after")))
}

// over gives a folder of an archive with what both share beneath it.
func over(fsys fs.FS, folder string) fs.FS {
	archive := &txtar.Archive{}
	seen := map[string]bool{}
	for _, dir := range []string{folder, "both"} {
		_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			rel, _ := strings.CutPrefix(name, dir+"/")
			if err != nil || d.IsDir() || seen[rel] {
				return nil
			}
			data, err := fs.ReadFile(fsys, name)
			seen[rel] = true
			archive.Files = append(archive.Files, txtar.File{Name: rel, Data: data})
			return err
		})
	}
	got, err := txtar.FS(archive)
	if err != nil {
		panic(err)
	}
	return got
}

// look checks a manual; where there is none it gives nil.
func look(t *testing.T, fsys fs.FS) *check.Result {
	t.Helper()
	r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if errors.Is(err, config.ErrNoManual) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return &r.Result
}

// TestReadme makes the change that the README shows, and wants each line of it to be printed.
func TestReadme(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../example-manual")); err != nil {
		t.Fatal(err)
	}
	before := look(t, os.DirFS(dir))
	file := filepath.Join(dir, "documents/resources/qp-07-03-machines-and-maintenance.md")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	draft := strings.NewReplacer("revision: 4", "revision: 5", "status: approved", "status: draft").Replace(string(raw))
	if err := os.WriteFile(file, []byte(draft), 0o644); err != nil {
		t.Fatal(err)
	}
	change := diff.Of(diff.Base{Name: "origin/main", MergeBase: true}, before, look(t, os.DirFS(dir)))
	got := output(t, change, "text")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "$ clausebook diff origin/main --merge-base\n")
	shown, _, _ := strings.Cut(rest, "\n\nBoth sides")
	if strings.Count(shown, "\n") < 7 {
		t.Fatalf("the README shows %q", shown)
	}
	for line := range strings.Lines(shown) {
		line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimRight(line, "\n"), "    "), "…")
		if !strings.Contains(got, line) {
			t.Errorf("the README shows %q, which is not printed:\n%s", line, got)
		}
	}
	var value any
	if err := json.Unmarshal([]byte(output(t, change, "json")), &value); err != nil {
		t.Fatal(err)
	}
	for _, key := range jsonKeys(value) {
		if !strings.Contains(string(readme), `"`+key+`"`) {
			t.Errorf("the README does not name the key %q of the JSON", key)
		}
	}
}

// jsonKeys lists the keys of a value at any depth, without those of a summary and of findings, which
// are documented elsewhere.
func jsonKeys(value any) []string {
	var keys []string
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			keys = append(keys, key)
			if key != "summary" && key != "findings" {
				keys = append(keys, jsonKeys(inner)...)
			}
		}
	case []any:
		for _, inner := range v {
			keys = append(keys, jsonKeys(inner)...)
		}
	}
	return keys
}
