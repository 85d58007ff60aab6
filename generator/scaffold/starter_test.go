package scaffold_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/starter"
	"github.com/clausebook/clausebook/themes"
)

func plan(edition, scope string) scaffold.Manual {
	return scaffold.Manual{Title: "Quality manual", Company: "Northmill: valves", Edition: edition, Scope: scope, Host: "github", Folder: "."}
}

func read(t *testing.T, m scaffold.Manual, change func(string) string) *generator.Result {
	t.Helper()
	fsys := fstest.MapFS{config.File: {Data: m.Configuration()}}
	for _, f := range m.Documents() {
		fsys["documents/"+f.Path] = &fstest.MapFile{Data: []byte(change(string(f.Text)))}
	}
	r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: "2026-11-22"}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// honest are the warnings that a new manual is told: what is missing, and what only its
// organization can say.
var honest = []string{"gap", "placeholder"}

// TestManual begins a manual in every edition and scope. It has no error and nothing is covered;
// once its drafts have a text of the organization's own and are approved, all that they claim is. Approved
// as they were written for it, they count for nothing.
func TestManual(t *testing.T) {
	for _, edition := range standardname.Years() {
		for _, as := range [][2]string{{"9001", "en"}, {"9002", "en"}, {"9002", "de"}} {
			scope, language := as[0], as[1]
			t.Run(edition+"/"+scope+"/"+language, func(t *testing.T) {
				m := plan(edition, scope)
				m.Language = language
				drafts := read(t, m, func(s string) string { return s })
				for _, f := range drafts.Findings {
					if f.Severity == diag.Error || f.Severity == diag.Warning && !slices.Contains(honest, f.Rule) {
						t.Errorf("%s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
					}
				}
				if s := drafts.Matrix.Summary; s.Covered != 0 || s.Pending == 0 {
					t.Errorf("a new manual covers %d clauses, %d pending", s.Covered, s.Pending)
				}
				approve := func(s string) string {
					return strings.Replace(s, "status: draft\n",
						"status: approved\napprover: Managing Director\napproved_date: 2026-01-10\neffective_date: 2026-02-01\n", 1)
				}
				approved := read(t, m, func(s string) string { return approve(s) + "\nThe foreman reads this out every Monday.\n" })
				held(t, approved, drafts.Matrix.Summary.Pending)
				unchanged := read(t, m, func(s string) string {
					return strings.ReplaceAll(strings.Replace(approve(s), "\n---\n", "\n---\n\n# A title\n", 1), "QP-0", "SOP-1")
				})
				if s := unchanged.Matrix.Summary; s.Covered != 0 || s.Pending != 0 {
					t.Errorf("what init wrote covers %d clauses, %d pending", s.Covered, s.Pending)
				}
			})
		}
	}
}

// held wants every claim to count.
func held(t *testing.T, r *generator.Result, want int) {
	t.Helper()
	for _, f := range r.Findings {
		if f.Severity == diag.Error || f.Severity == diag.Warning && !slices.Contains(honest, f.Rule) {
			t.Errorf("approved: %s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
		}
	}
	for _, e := range r.Manual.Entries {
		if len(e.Claims) == 0 {
			t.Errorf("%s claims nothing", e.File)
		}
		for _, c := range e.Claims {
			if s := r.Matrix.Clause(c.Clause).State; s != coverage.Covered {
				t.Errorf("%s claims %s, which is %s", e.ID.Value, c.Clause, s)
			}
		}
	}
	if got := r.Matrix.Summary.Covered; got != want {
		t.Errorf("%d clauses are covered, %d were pending", got, want)
	}
}

// TestPromises: no word in what is written says more than a draft can.
func TestPromises(t *testing.T) {
	words := regexp.MustCompile(`(?i)\b(compliant|compliance|conforms|certified|fully covered)\b`)
	m := plan("2015", "9002")
	list := append(m.Documents(), m.Pipeline(), scaffold.File{Path: "manual.yaml", Text: m.Configuration()})
	for _, f := range list {
		if found := words.Find(f.Text); found != nil {
			t.Errorf("%s says %s", f.Path, found)
		}
		if strings.ContainsAny(string(f.Text), "«»") || strings.Contains(string(f.Text), "<no value>") {
			t.Errorf("%s holds a mark of its template", f.Path)
		}
	}
}

// TestQuotedValues keeps what people named their company.
func TestQuotedValues(t *testing.T) {
	for _, name := range []string{"Müller & Söhne: Drehteile", `"Acme" #1`, "no", "- 7", "{{.}}", "«x»", "$(rm -rf /)"} {
		m := plan("2015", "9001")
		m.Company = name
		if got := config.Read(m.Configuration()).Company.Value; got != name {
			t.Errorf("%q became %q", name, got)
		}
	}
}

// TestDraftFile names a file for id and title.
func TestDraftFile(t *testing.T) {
	for _, tt := range []struct{ id, title, want string }{
		{"QP-08-04", "Evaluation of suppliers", "d/qp-08-04-evaluation-of-suppliers.md"},
		{"QP 08", "Prüfung von Maßen (µm)", "d/qp-08-pruefung-von-massen-µm.md"},
		{"QP-1", "Ærøskøbing, Łódź & Žižkov; Çanakkale", "d/qp-1-aeroeskoebing-lodz-zizkov-canakkale.md"},
		{"QP-1", "Contrôle à réception", "d/qp-1-controle-a-reception.md"},
		{"QP-1", "Pru\u0308fung", "d/qp-1-pruefung.md"},
		{"QP-1", "検査の手順", "d/qp-1-検査の手順.md"},
		{"QP-1", "검사", "d/qp-1-검사.md"},
		{"QP-1", "../../etc/passwd", "d/qp-1-etc-passwd.md"},
		{"QP-1", `a\b:c*d?"<e>|f`, "d/qp-1-a-b-c-d-e-f.md"},
		{"QP-1", "!!!", "d/qp-1.md"},
		{"QP-1", "con", "d/qp-1-con.md"},
		{"QP-1", "What is done where the measured value lies between the limits of warning and of action",
			"d/qp-1-what-is-done-where-the-measured-value-lies-between-the.md"},
	} {
		if got := (scaffold.Draft{ID: tt.id, Title: tt.title}).File("d"); got != tt.want {
			t.Errorf("%s %s lies in %s, want %s", tt.id, tt.title, got, tt.want)
		}
	}
	for _, word := range []string{strings.Repeat("ä", 500), strings.Repeat("験", 500)} {
		got := (scaffold.Draft{ID: strings.Repeat("X", 120), Title: word}).File("d")
		if len(got) > 220 || !utf8.ValidString(got) {
			t.Errorf("%d bytes: %s", len(got), got)
		}
	}
}

// TestTexts: what a document is begun with depends on nothing that is asked for but the language.
func TestTexts(t *testing.T) {
	texts := map[string]bool{}
	for _, text := range append(starter.ManualTexts(), starter.NewTexts()...) {
		if len(text) < 50 || strings.ContainsAny(string(text), "«»") {
			t.Errorf("%q", text)
		}
		texts[string(text)] = true
	}
	if want := 2*len(plan("2015", "9001").Documents()) + 3; len(texts) != want {
		t.Errorf("%d texts, want %d", len(texts), want)
	}
	known := func(f scaffold.File) {
		if _, text, _ := strings.Cut(string(f.Text), "\n---\n"); !texts[text] {
			t.Errorf("%s has another text", f.Path)
		}
	}
	for _, language := range themes.Languages() {
		for _, edition := range standardname.Years() {
			m := plan(edition, "9001")
			m.Language = language
			for _, f := range m.Documents() {
				known(f)
			}
		}
		known(scaffold.File{Path: "the draft in " + language, Text: scaffold.Draft{ID: "QP-1", Title: "T", Type: "form", Owner: "O", Language: language}.Text()})
	}
}
