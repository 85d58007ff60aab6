package theme

import (
	"html/template"
	"strings"
	"testing"
)

// TestRooted holds what is written for a root against what package template makes of it.
func TestRooted(t *testing.T) {
	const text = `<a href="{{.Root}}a.html" title="{{.Root}}">{{with .Root}}{{$.Root}}{{end}}{{if .Root}}{{.Root}}{{else}}none{{end}}</a>`
	for _, root := range []string{"", "../", "../../", "/", "/manual/", "/handbücher/ä b/", "/a&b/", "/%41/", `/"x"/`} {
		view := map[string]any{"Root": root}
		set := template.Must(template.New("page").Parse(text))
		in, err := new(rootTemplates).of("page", root, set)
		if err != nil {
			t.Fatal(err)
		}
		var got, want strings.Builder
		if err := in.Execute(&got, view); err != nil {
			t.Fatal(err)
		}
		if err := set.Execute(&want, view); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("root %q\ngot  %s\nwant %s", root, &got, &want)
		}
	}
}
