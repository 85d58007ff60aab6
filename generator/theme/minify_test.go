package theme

import (
	"testing"
	"text/template/parse"
)

func TestMinifyTemplate(t *testing.T) {
	for _, c := range []struct{ what, before, after string }{
		{"blanks between blocks go", "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"},
		{"blanks between words stay one", "<p>a\n   <b>b</b>  c</p>", "<p>a\n<b>b</b> c</p>"},
		{"comments go", "<p>a<!-- why -->b</p>", "<p>ab</p>"},
		{"an action may be a word", "<p>a {{.X}} b</p> {{.Y}} c", "<p>a {{.X}} b</p>{{.Y}} c"},
		{"a template may be the end of a word", " {{.X}}<b>s</b> ", " {{.X}}<b>s</b> "},
		{"branches keep their texts",
			"<div>\n{{if .X}}\n<p>a</p>\n{{else}} b {{end}}\n</div>\n", "<div>{{if .X}}<p>a</p>{{else}} b {{end}}</div>"},
		{"so do lists", "<ul>{{range .X}}\n<li>{{.}}</li>{{else}}\n<li>none</li>{{end}}\n</ul>", "<ul>{{range .X}}<li>{{.}}</li>{{else}}<li>none</li>{{end}}</ul>"},
		{"attributes may be actions",
			`<a class="x {{.C}}"{{if .H}} href="{{.H}}"{{end}}>a</a>  <i>b</i>`, `<a class="x {{.C}}"{{if .H}} href="{{.H}}"{{end}}>a</a> <i>b</i>`},
		{"code keeps its blanks", "<pre>\n a\n  {{.X}}\n</pre>", "<pre>\n a\n  {{.X}}\n</pre>"},
		{"a text without tags may stand in an attribute", "a  &quot;b&quot; {{.X}}", "a  &quot;b&quot; {{.X}}"},
		{"what holds a mark stays", "<p>\x020\x03</p>\n<p>{{.X}}</p>", "<p>\x020\x03</p>\n<p>{{.X}}</p>"},
	} {
		t.Run(c.what, func(t *testing.T) {
			trees, err := parse.Parse("t", c.before, "", "")
			if err != nil {
				t.Fatal(err)
			}
			minifyTemplate(trees["t"].Root)
			if got := trees["t"].Root.String(); got != c.after {
				t.Errorf("%q became\n%q, expected\n%q", c.before, got, c.after)
			}
		})
	}
}
