package safefile

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzDrawing: a drawing that passes has no element and no attribute that runs a script or loads something, as far as
// a second, simpler reader can tell.
func FuzzDrawing(f *testing.F) {
	const start = `<svg xmlns="http://www.w3.org/2000/svg">`
	for _, seed := range []string{"", start + "</svg>", start + "<script>x</script></svg>", start + "<g onload='x'/></svg>", start + "<![CDATA[<script>]]></svg>",
		start + `<a href="javascript:x"/></svg>`, start + `<a href="https://h/">x</a></svg>`, start + "<style>@import 'x'</style></svg>", start + "<style>a{fill:url(#b)}</style></svg>",
		start + "<set attributeName='href' to='x'/></svg>", start + "<foreignObject/></svg>", start + `<use href="#a"/><image href="data:image/png;base64,AA"/></svg>`,
		"<!DOCTYPE svg [<!ENTITY x 'y'>]>" + start + "&x;</svg>", "<?xml-stylesheet href='x'?>" + start + "</svg>", "<?xml version='1.0' encoding='utf-16'?>" + start + "</svg>",
		start + strings.Repeat("<g>", 50) + strings.Repeat("</g>", 50) + "</svg>", `<SVG onload="x"/>`, start + `<g style="fill:url(http://h)"/></svg>`} {
		f.Add([]byte(seed))
	}
	skipped := regexp.MustCompile(`(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!].*?>`)
	tag := regexp.MustCompile(`<([A-Za-z]+)((?:\s+[^\s=<>"']+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>`)
	attribute := regexp.MustCompile(`([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')`)
	runs := regexp.MustCompile(`(?i)^(script|foreignobject|iframe|embed|object|animate|set|handler|video|audio)$`)
	f.Fuzz(func(t *testing.T, raw []byte) {
		began := time.Now()
		why := activeSVG(raw)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%d bytes took %v", len(raw), took)
		}
		text := string(raw)
		// The second reader knows neither encodings nor vocabularies.
		if why != "" || !utf8.ValidString(text) || strings.Contains(text, "encoding") || strings.Count(text, "xmlns") != 1 || !strings.Contains(text, `<svg xmlns="http://www.w3.org/2000/svg"`) {
			return
		}
		for _, m := range tag.FindAllStringSubmatch(skipped.ReplaceAllString(text, ""), -1) {
			if runs.MatchString(m[1]) {
				t.Errorf("an element %s passes: %q", m[1], text)
			}
			for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
				name, value := strings.ToLower(a[1]), strings.ToLower(strings.TrimSpace(strings.Trim(a[2], `"'`)))
				if strings.HasPrefix(name, "on") || strings.HasPrefix(value, "javascript:") && strings.HasSuffix(name, "href") {
					t.Errorf("%s passes: %q", m[0], text)
				}
			}
		}
	})
}
