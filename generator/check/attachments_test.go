package check_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/google/go-cmp/cmp"
)

// TestAttachments holds revision-not-raised and changed-after-approval against what happens to the files
// that a document shows, links to or names as a form. A step is "DAY|what": rN revision, sX status, aDAY
// approved, tX text, fX file of the document, lX what it links to; NAME=X writes a file, -NAME deletes it.
// In the place of a day "tree" is what is not committed and "shallow" is where the clone ends.
func TestAttachments(t *testing.T) {
	const flow = "l![Flow](flow.svg)"
	for _, c := range []struct{ name, steps, want string }{
		{"a picture that never changed", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1", ""},
		{"picture and revision in one commit", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|r2 a05-01 flow.svg=2", ""},
		{"picture, then revision", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-02|r2 a05-02", ""},
		{"revision, then picture on the day of the approval", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|r2 a05-04; 05-04|flow.svg=2", ""},
		{"a picture taken back", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-02|flow.svg=1", ""},
		{"a picture with other line ends", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1\n2\n; 05-01|flow.svg=1\r\n2\r\n", ""},
		{"a picture with other line ends that is not committed", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1\n2\n; tree|flow.svg=1\r\n2\r\n", ""},
		{"a picture with another name", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|-flow.svg plan.svg=1 l![Flow](plan.svg)", ""},
		{"a picture in another folder", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|-flow.svg x/flow.svg=1 l![Flow](x/flow.svg)", ""},
		{"document and picture in another folder", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|fx/a.md -flow.svg x/flow.svg=1", ""},
		{"a picture that others show", "02-01|r1 s1 a02-01 tA other.svg=1; 05-01|other.svg=2", ""},
		{"a picture of a draft", "02-01|r1 sd " + flow + " flow.svg=1; 05-01|flow.svg=2", ""},
		{"a picture of an obsolete document", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|so; 06-01|flow.svg=2", ""},
		{"a picture that changed while the revision was a draft", "02-01|r1 sd " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-09|s1 a05-09", ""},
		{"a picture that changed before the document came", "01-01|flow.svg=1; 01-02|flow.svg=2; 02-01|r1 s1 a02-01 " + flow, ""},
		{"a picture that came after the document", "02-01|r1 s1 a02-01 " + flow + "; 05-01|flow.svg=1", ""},
		{"a picture that is not committed at all", "02-01|r1 s1 a02-01 " + flow + "; tree|flow.svg=1", ""},
		{"a picture on a server", "02-01|r1 s1 a02-01 l![Flow](https://a.example/flow.svg) flow.svg=1; 05-01|flow.svg=2", ""},
		{"a clone of the last commit", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2; shallow|", ""},
		{"a clone of the last commit, and a change", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; shallow|; tree|flow.svg=2", ""},
		{"a pointer to a large file", "02-01|r1 s1 a02-01 " + flow + " flow.svg=" + pointer + "; tree|flow.svg=large\n", ""},

		{"a picture alone", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2", "revision-not-raised flow.svg shows"},
		{"a picture by reference", "02-01|r1 s1 a02-01 l![Flow][f]\n\n[f]:<flow.svg> flow.svg=1; 05-01|flow.svg=2", "revision-not-raised flow.svg shows"},
		{"a picture that is not committed", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; tree|flow.svg=2", "revision-not-raised flow.svg shows"},
		{"a picture whose bytes look like an end of line", "02-01|r1 s1 a02-01 l![Flow](flow.png) flow.png=a\x00\r\n; 05-01|flow.png=a\x00\n", "revision-not-raised flow.png shows"},
		{"a picture in spite of a newer approval", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2 a05-01", "revision-not-raised flow.svg shows"},
		{"a picture that changed twice", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-02|flow.svg=3", "revision-not-raised flow.svg shows"},
		{"a picture that moved and changed", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|fx/a.md -flow.svg x/flow.svg=2", "revision-not-raised x/flow.svg shows"},
		{"a picture that changed and moved later", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 04-01|flow.svg=2; 05-01|fx/a.md -flow.svg x/flow.svg=2", "revision-not-raised flow.svg shows"},
		{"another picture with other bytes", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|plan.svg=2 l![Flow](plan.svg)", "revision-not-raised text"},
		{"a file that is linked", "02-01|r1 s1 a02-01 l[Form](form.csv) form.csv=1; 05-01|form.csv=2", "revision-not-raised form.csv links"},
		{"the form of a record", "02-01|r1 s1 a02-01 n[{name:R,form:form.csv}] form.csv=1; 05-01|form.csv=2", "revision-not-raised form.csv names"},
		{"a picture and the text in two commits", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-02|tB", "revision-not-raised text"},
		{"a picture after the last draft was approved", "02-01|r1 sd " + flow + " flow.svg=1; 05-01|flow.svg=2; 05-09|s1 a04-01", "changed-after-approval flow.svg shows"},
		{"the revision was set long ago", "02-01|r1 s1 a02-01 " + flow + " flow.svg=1; 04-01|r2 a04-01 tB; 05-01|flow.svg=2; 06-01|a06-01", "revision-not-raised flow.svg shows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := &example{archive: withFiles(c.steps)}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				if f.Rule != "revision-not-raised" && f.Rule != "changed-after-approval" {
					continue
				}
				said := f.Rule + " text"
				if name, _, found := strings.Cut(strings.TrimPrefix(f.Message, "documents/"), " was changed"); found && name != "the text" {
					_, bound, _ := strings.Cut(f.Message, ", which ")
					said = f.Rule + " " + name + " " + strings.Fields(bound)[0]
				}
				got = append(got, said)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.steps, diff)
			}
		})
	}
}

// pointer is what Git LFS commits in the place of a file that holds the word large.
const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:9bfce334a37bd1bc1d36b0370195b31fe9a9389dd43d0873891a3544ef1140a1\nsize 6\n"

// withFiles writes the archive of an example.
func withFiles(text string) string {
	now := map[byte]string{'i': "QP-1", 'f': "a.md"}
	statuses := map[string]string{"1": "approved", "d": "draft", "r": "review", "o": "obsolete"}
	files := []txtar.File{}
	for _, step := range strings.Split(text, "; ") {
		day, words, _ := strings.Cut(step, "|")
		switch day {
		case "tree":
			files = append(files, txtar.File{Name: "not committed"})
		case "shallow":
			files = append(files, txtar.File{Name: "shallow"})
			continue
		default:
			files = append(files, txtar.File{Name: "commit 2026-" + day + " Step"})
		}
		before, was := fmt.Sprint(now), now['f']
		for _, w := range wordsOf(words) {
			name, data, found := strings.Cut(w, "=")
			switch {
			case strings.HasPrefix(w, "-"):
				files = append(files, txtar.File{Name: "delete documents/" + w[1:]})
			case found && path.Ext(name) != "":
				files = append(files, txtar.File{Name: "documents/" + name, Data: []byte(data)})
			default:
				now[w[0]] = w[1:]
			}
		}
		if fmt.Sprint(now) == before || now['r'] == "" {
			continue
		}
		if now['f'] != was {
			files = append(files, txtar.File{Name: "delete documents/" + was})
		}
		page := fmt.Sprintf("---\nid: %s\ntitle: T\nrevision: %s\nstatus: %s\nowner: O\n", now['i'], now['r'], statuses[now['s']])
		if now['a'] != "" {
			page += fmt.Sprintf("approver: M\napproved_date: 2026-%s\neffective_date: 2026-03-01\n", now['a'])
		}
		if now['n'] != "" {
			page += "records: " + strings.NewReplacer(":", ": ", ",", ", ").Replace(now['n']) + "\n"
		}
		page += "---\n\n" + strings.Repeat("Words that stay. ", 20) + now['t'] + "\n\n" + strings.ReplaceAll(now['l'], "]:<", "]: <") + "\n"
		files = append(files, txtar.File{Name: "documents/" + now['f'], Data: []byte(page)})
	}
	return string(txtar.Format(&txtar.Archive{Files: files}))
}

// wordsOf parts a step at blanks; those of a pointer stay.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(text, pointer, "\x1f")
	var words []string
	for _, w := range strings.Split(text, " ") {
		if w != "" {
			words = append(words, strings.ReplaceAll(w, "\x1f", pointer))
		}
	}
	return words
}
