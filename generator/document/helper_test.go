package document_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var update = flag.Bool("update", false, "write what came into the archives of testdata")

// TestArchives reads every NAME.md of the archives in testdata and holds what came of it against
// NAME.want.
func TestArchives(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runArchive(t, file) })
	}
}

func runArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]string{}
	var cases []txtar.File
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			wants[name] = string(f.Data)
			continue
		}
		cases = append(cases, f)
	}
	archive.Files = nil
	for _, f := range cases {
		name := strings.TrimSuffix(f.Name, ".md")
		got := show(document.Parse("documents/"+f.Name, f.Data))
		archive.Files = append(archive.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
		if *update {
			continue
		}
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(wants[name], got); diff != "" {
				t.Errorf("%s: %s.md (-want +got)\n%s", file, name, diff)
			}
		})
		delete(wants, name)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range wants {
		t.Errorf("%s: %s.want has no document", file, name)
	}
}

// show writes all that a document holds, a line each, with places as line:column+width: its front
// matter, outline, references, body and findings.
func show(d *document.Document) string {
	var b strings.Builder
	showMeta(&b, d)
	if anchor := d.TitleAnchor(); anchor != "" {
		fmt.Fprintf(&b, "title anchor #%s\n", anchor)
	}
	for _, h := range d.Outline {
		fmt.Fprintf(&b, "h%d #%s %s\n", h.Level, h.ID, quote(h.Text))
	}
	for i, r := range d.Refs.All() {
		fmt.Fprintf(&b, "ref %d %s %s%s\n", i, kinds[r.Kind], place(r.Pos), refDetail(r))
	}
	if body := showBody(d); body != "" {
		fmt.Fprintf(&b, "\n%s\n", strings.TrimRight(body, "\n"))
	}
	if len(d.Findings) > 0 {
		b.WriteByte('\n')
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "%s %s: %s", place(f.Pos), f.Rule, f.Message)
		if f.Hint != "" {
			fmt.Fprintf(&b, " (%s)", f.Hint)
		}
		b.WriteByte('\n')
	}
	return strings.TrimPrefix(b.String(), "\n")
}

func place(p diag.Pos) string { return fmt.Sprintf("%d:%d+%d", p.Line, p.Column, p.Width) }

// quote shows a text whose blanks or signs matter.
func quote(s string) string {
	if strings.Trim(s, " ") == s && s != "" && fmt.Sprintf("%q", s) == `"`+s+`"` {
		return s
	}
	return fmt.Sprintf("%q", s)
}

var kinds = map[document.RefKind]string{document.Link: "link", document.Wiki: "wiki", document.Image: "image",
	document.Run: "run", document.Table: "table", document.Label: "label"}

func refDetail(r document.Ref) string {
	text := ""
	if r.Target != "" || r.Anchor != "" {
		text += " " + quote(r.Target)
	}
	if r.Anchor != "" {
		text += " #" + r.Anchor
	}
	if r.Text != "" {
		text += " text " + quote(r.Text)
	}
	if r.Title != "" {
		text += " title " + quote(r.Title)
	}
	return text
}

// showBody writes the body with its marks: ‹link 0› … ‹/link 0›, ‹run 1›, and ‹› for the prefix. Lines
// are broken between blocks.
func showBody(d *document.Document) string {
	var b strings.Builder
	for s := range d.Body.Segments() {
		switch s.Mark {
		case document.NoMark:
			b.WriteString(s.HTML)
		case document.OpenRef:
			fmt.Fprintf(&b, "‹%s %d›", kinds[d.Refs.At(s.Ref).Kind], s.Ref)
		case document.CloseRef:
			fmt.Fprintf(&b, "‹/%s %d›", kinds[d.Refs.At(s.Ref).Kind], s.Ref)
		case document.Prefix:
			b.WriteString("‹›")
		}
	}
	return breakLines(b.String())
}

// betweenBlocks is where two tags of blocks meet, the second of which is looked at again as the first
// of the next pair.
var betweenBlocks = regexp.MustCompile(`(</(?:p|h[2-6]|[uod]l|li|table|thead|tbody|tr|th|td|blockquote|d[dt]|div|pre|section)>|<(?:ul|ol|li|dl|div|table|thead|tbody|tr|blockquote|hr|section)(?: [^>]*)?>)<`)

func breakLines(body string) string {
	for before := ""; before != body; {
		before, body = body, betweenBlocks.ReplaceAllString(body, "$1\n<")
	}
	return body
}

func showMeta(b *strings.Builder, d *document.Document) {
	if !d.Readable {
		fmt.Fprintf(b, "not readable\n")
	}
	line := func(name string, t document.Text) {
		if t.Pos.Line > 0 || t.Given() && d.ID.Given() { // a type that nobody wrote is shown where there is an id
			fmt.Fprintf(b, "%s %s %s\n", name, place(t.Pos), quote(t.Value))
		}
	}
	date := func(name string, day document.Date) {
		if !day.Valid && day.Given() {
			name += " (no day)"
		}
		line(name, day.Text)
	}
	for _, f := range []struct {
		name  string
		value document.Text
	}{{"id", d.ID}, {"title", d.Title}, {"type", d.Type}, {"revision", d.Revision}, {"status", d.Status}, {"owner", d.Owner},
		{"author", d.Author}, {"approver", d.Approver}} {
		line(f.name, f.value)
	}
	date("approved_date", d.ApprovedDate)
	date("effective_date", d.EffectiveDate)
	date("review_date", d.ReviewDate)
	showClaims(b, "claim", d.Claims)
	for _, r := range d.Records {
		fmt.Fprintf(b, "record %s\n", place(r.Pos))
		line("  name", r.Name)
		line("  form", r.Form)
		line("  retention", r.Retention)
		line("  location", r.Location)
		line("  owner", r.Owner)
		line("  disposal", r.Disposal)
		showClaims(b, "  claim", r.Clauses)
	}
	for _, f := range []struct {
		name string
		list []document.Text
	}{{"supersedes", d.Supersedes}, {"superseded_by", d.SupersededBy}, {"related", d.Related}, {"alias", d.Aliases}} {
		for _, t := range f.list {
			line(f.name, t)
		}
	}
	for _, c := range d.History {
		fmt.Fprintf(b, "change %s, %s (valid %v), %s, %s\n", quote(c.Revision.Value), quote(c.Date.Value), c.Date.Valid, quote(c.Author.Value), quote(c.Summary.Value))
	}
	line("summary", d.Summary)
	line("distribution", d.Distribution)
	line("classification", d.Classification)
	for _, f := range d.Extra {
		fmt.Fprintf(b, "extra %s %s %s\n", f.Name, place(f.Pos), quote(f.Value))
	}
}

func showClaims(b *strings.Builder, name string, claims []document.Claim) {
	for _, c := range claims {
		fmt.Fprintf(b, "%s %s %s", name, place(c.Pos), c.Clause)
		if c.Section != "" {
			fmt.Fprintf(b, " section %s", c.Section)
		}
		if c.Edition != "" {
			fmt.Fprintf(b, " edition %s", c.Edition)
		}
		b.WriteByte('\n')
	}
}
