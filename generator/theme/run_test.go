package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"testing"

	"github.com/clausebook/clausebook/themes"
)

type runLink struct {
	Text, URL string
	At        *runLink
	List      []runLink
}

type runRow struct {
	runLink
	Count int
}

type runView struct {
	runLink
	Markup      template.HTML
	Link        *runLink
	Count, None int
	Row         runRow
	Views       []runRow
}

// Shout is a method, which a field of the same name elsewhere is not.
func (runLink) Shout() string { return "loud & clear" }

// texts need each kind of escaping, or none.
var texts = []string{"", "plain", "R&D", `"quoted" 'twice'`, "<b>", "a+b", "über – §", "\x00", "\xff", "a b/c?d=e#f", "javascript:alert(1)",
	"https://host/a?b=c&d", "mailto:a@b", "%41", "x:y/z", "日本", "\u2028", "\ufffe"}

// TestRun holds what a program writes against what package template does, and that a program writes it.
func TestRun(t *testing.T) {
	templates := []string{
		`<p>{{.Text}}</p><p title="{{.Text}}">{{.Markup}}</p><title>{{.Text}} {{.Markup}}</title>`,
		`<a href="{{.Text}}" title="{{.Markup}}">{{.Text}}</a><a href="/{{.Text}}">x</a><a href="#{{.Text}}">y</a><a href="/x?q={{.Text}}">z</a>`,
		`<meta name="description" content="{{.Text}}"><textarea>{{.Text}}</textarea>`,
		`{{if .Text}}a{{else if .List}}b{{else}}c{{end}}{{with .Link}}{{.Text}}{{$.Text}}{{else}}none{{end}}`,
		`{{range .List}}<a href="{{.URL}}">{{.Text}}</a>{{else}}empty{{end}}{{range $i, $l := .List}}{{if $i}}, {{end}}{{$l.Text}}{{end}}`,
		`{{range $l := .List}}{{$x := .Text}}{{range $.List}}{{$x}}{{.Text}}{{$l.URL}}{{end}}{{end}}`,
		`{{$any := false}}{{range .List}}{{if .Text}}{{$any = true}}{{end}}{{end}}{{if $any}}some{{end}}`,
		`{{range .Views}}{{.Text}} {{.Count}}{{end}}{{range .Count}}x{{end}}{{range .None}}x{{end}}`,
		`{{if eq .Text "plain"}}=1{{end}}{{if ne .Text "plain" }}/{{end}}{{if eq .Text "" "R&D"}}2{{end}}{{if eq .Count 3}}3{{end}}`,
		`{{if or .Text .List}}or{{end}}{{if and .Text .List .Link}}and{{end}}{{if not .Link}}not{{end}}{{with or .Text "other"}}{{.}}{{end}}`,
		`{{if gt (len .List) 1}}many{{end}}{{if lt .Count 9}}few{{end}}{{with .List}}{{(index . 0).Text}}{{end}}{{len .List}}`,
		`{{day "2026-11-28"}} {{shortDay .Text}} {{.Text | shortDay}} {{tag "b" .Text}} {{say "frame.after" .Count .Text}}`,
		`{{template "part" .}}{{with .Link}}{{template "part" .}}{{end}}{{define "part"}}{{$x := .Text}}<i>{{$x}}</i>{{end}}`,
		`{{.Link.Text}}{{.Row.Text}}{{.Row.Count}}{{(.Row).URL}}{{.Row.List}}`,
		`<title>{{template "leaf" .}}</title><p title="{{template "leaf" .}}">{{template "leaf" .}}</p>{{define "leaf"}}{{.Text}}{{if .List}}+{{end}}{{end}}`,
	}
	for i, text := range templates {
		for j, value := range texts {
			link := &runLink{Text: value, URL: value}
			same(t, fmt.Sprintf("%d, struct %q", i, value), text, &runView{runLink: runLink{Text: value, List: []runLink{*link}}, Markup: template.HTML("<i>" + value + "</i>"),
				Link: link, Count: j, Row: runRow{*link, j}, Views: []runRow{{*link, j}}}, true)
			view := map[string]any{"Text": value, "Markup": template.HTML("<i>" + value + "</i>"), "Link": link, "Count": j, "None": 0, "Row": runRow{*link, j},
				"List": []runLink{*link, {Text: "b", URL: "b.html"}}[:j%3], "Views": []map[string]any{{"Text": value, "Count": j}}}
			same(t, fmt.Sprintf("%d, %q", i, value), text, view, true)
		}
		same(t, fmt.Sprintf("%d, nil", i), text, map[string]any{"Text": "x", "Markup": "x", "Link": (*runLink)(nil), "Count": 0, "None": 0, "Row": &runRow{},
			"List": []runLink(nil), "Views": []map[string]any(nil)}, !strings.Contains(text, ".Link.Text"))
	}
}

// TestRunLeaves has what a program leaves to package template, also where that fails.
func TestRunLeaves(t *testing.T) {
	for _, text := range []string{
		`before {{.Missing}}`, `before {{.Link.Missing}}`, `{{.Link.Shout}}`, `{{printf "%q" .Text}}`, `{{html .Text}}`, `{{range .Text}}x{{end}}`,
		`{{range .Map}}{{.}}{{end}}`, `{{range .List}}{{break}}{{end}}`, `<script>x = {{.Text}}</script>`, `<p style="color: {{.Text}}">x</p>`,
		`<p title={{.Text}}>x</p>`, `{{slice .Text 9}}`, `{{index .List 7}}`, `{{eq .Text 1}}`, `{{gt .Text 1}}`, `{{len 3}}`, `{{.Nil}}`, `{{.Float}}`,
		`{{if .Nil}}x{{end}}{{if .Float}}y{{end}}`, `{{say "no.such" .Text}}`,
		`{{template "none"}}{{define "none"}}{{.}}{{end}}`, `{{1.5}} {{0x10}}`,
	} {
		link := &runLink{Text: "R&D", URL: "a b"}
		same(t, text, text, map[string]any{"Text": "R&D", "Link": link, "List": []runLink{*link}, "Map": map[string]string{"a": "b"}, "Nil": nil, "Float": 0.5}, false)
	}
}

// same compares what a theme renders with what package template does, for one view. Where it must, a program has
// to have rendered it.
func same(t *testing.T, name, text string, view any, must bool) {
	t.Helper()
	set, err := template.New("page").Option("missingkey=error").Funcs(ours().functions).Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var want bytes.Buffer
	fails := withFields(view, func(seen map[string]any) error { return template.Must(set.Clone()).Execute(&want, seen) })
	with := &Theme{parsed: parsed, pages: map[string]*template.Template{"page": set}, functions: ours().functions}
	for range 2 {
		got := bytes.NewBufferString("so far ")
		err := with.Render(got, "page", "../", view)
		if fmt.Sprint(err) != fmt.Sprint(fails) || err == nil && got.String() != "so far "+want.String() {
			t.Errorf("%s: %s\ngot  %s, %v\nwant %s, %v", name, text, got, err, &want, fails)
		}
	}
	if must && with.program("page", "../", "page").ready.Load() == nil {
		t.Errorf("%s: no program runs %s", name, text)
	}
}

var ours = sync.OnceValue(func() *Theme {
	made, _, err := load(themes.Default(), nil, "en")
	if err = errors.Join(err, made.parsed()); err != nil {
		panic(err)
	}
	return made
})

// parsed says that a theme has its templates.
func parsed() error { return nil }

// TestRunDeep has templates that call each other without end fail as they do without a program.
func TestRunDeep(t *testing.T) {
	set := template.Must(template.New("page").Parse(`{{template "self" .}}{{define "self"}}{{if .On}}{{template "self" .}}{{end}}{{end}}`))
	with := &Theme{parsed: parsed, pages: map[string]*template.Template{"page": set}}
	for _, on := range []bool{false, false, true} {
		if err := with.Render(new(bytes.Buffer), "page", "../", map[string]any{"On": on}); (err != nil) != on {
			t.Errorf("%v: %v", on, err)
		}
	}
}

// FuzzSinks holds what is written without package template against what that writes.
func FuzzSinks(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, s := range sinks() {
			var out, written bytes.Buffer
			if !s.printText(&written, text) {
				continue
			}
			if err := s.template.Execute(&out, text); err != nil {
				t.Fatal(err)
			}
			if want := s.before + written.String() + s.after; out.String() != want {
				t.Errorf("%s: %q is written as %q, but template writes %q", name, text, want, &out)
			}
		}
	})
}
