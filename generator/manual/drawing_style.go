package manual

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A style can load a picture, a font or another style sheet from elsewhere as soon as the drawing is
// opened. CSS has many ways to write one thing, so this looks for any of the few words with which
// loading begins, also inside strings and comments, and refuses what could disguise them.

// styleText collects the text of a style element: comments, CDATA sections and entities part it into
// several tokens, and a browser reads it as one.
type styleText struct {
	depth int // of elements inside of the style, itself included
	text  []byte
}

func (s *styleText) start(e xml.StartElement) {
	if s.depth > 0 || strings.EqualFold(e.Name.Local, "style") {
		s.depth++
	}
}

func (s *styleText) add(text []byte) {
	if s.depth > 0 {
		s.text = append(s.text, text...)
	}
}

// end is told of the end of an element, and says what the style loads that has ended, or "".
func (s *styleText) end() string {
	if s.depth == 0 {
		return ""
	}
	if s.depth--; s.depth > 0 {
		return ""
	}
	why := loadingStyle(string(s.text))
	s.text = s.text[:0]
	return why
}

var (
	// loading are functions that take an address, and what some browsers ran once.
	loading = regexp.MustCompile(`(?i)(image-set|\b(src|image|cross-fade))\s*\(|expression\s*\(|-moz-binding|behavior\s*:|javascript:`)
	address = regexp.MustCompile(`(?i)url\s*\(\s*["']?\s*`)
	// inside are addresses in the drawing itself.
	inside = regexp.MustCompile(`(?i)^(#|data:(image/(png|jpeg|jpg|gif|webp)|font/[a-z0-9+-]+|application/(x-)?font-[a-z0-9+-]+|application/vnd\.ms-fontobject);(charset=utf-8;)?base64,)`)
	atRule = regexp.MustCompile(`(?i)^@(media|font-face|keyframes|-webkit-keyframes|-moz-keyframes|page|supports|layer|container|property|font-feature-values|starting-style)\b`)
)

// loadingStyle says what a style loads or could hide, or "".
func loadingStyle(css string) string {
	if !strings.ContainsAny(css, `\@(:`) { // most are words and numbers
		return ""
	}
	if strings.Contains(css, `\`) {
		return `a \ in a style, which can disguise what is loaded`
	}
	if found := loading.FindString(css); found != "" {
		return fmt.Sprintf("a style that loads something (%s)", found)
	}
	for _, at := range address.FindAllStringIndex(css, -1) {
		if rest := css[at[1]:]; !inside.MatchString(rest) {
			return fmt.Sprintf("a style that loads something (url(%.40s)", rest[:min(40, len(rest))])
		}
	}
	for i := strings.IndexByte(css, '@'); i >= 0; {
		if !atRule.MatchString(css[i:]) {
			word, _, _ := strings.Cut(css[i:min(len(css), i+30)], " ")
			return fmt.Sprintf("a style with %s; only @media, @font-face, @keyframes and their like are known to load nothing", word)
		}
		next := strings.IndexByte(css[i+1:], '@')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return ""
}

// inert are attributes that are never read as a style. Drawing programs keep their own data in some.
var inert = words(`content id class d points title label alt desc lang role name type version transform viewbox
	gradienttransform patterntransform preserveaspectratio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy offset
	unicode glyph-name horiz-adv-x systemlanguage requiredfeatures requiredextensions target download rel xmlns`)

// isStyle reports whether an attribute may be read as a style. Those of other vocabularies are not.
func isStyle(a xml.Attr, name string) bool {
	return (a.Name.Space == "" || a.Name.Space == svgSpace) && !inert[name] &&
		!strings.HasPrefix(name, "data-") && !strings.HasPrefix(name, "aria-")
}

// activeMarkup says why a browser that shows XML could run something in a program's own XML, or "".
func activeMarkup(raw []byte) string {
	const unknown = "the file is not XML that can be checked"
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))))
	root := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) && root {
			return ""
		}
		if err != nil {
			return unknown
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !root && strings.HasSuffix(strings.ToLower(t.Name.Local), "html") {
				return unknown
			}
			root = true
			if strings.HasPrefix(t.Name.Space, xhtmlSpace) || t.Name.Space == svgSpace {
				return fmt.Sprintf("the file holds an element %s that a browser would run", t.Name.Local)
			}
		case xml.ProcInst:
			if !strings.EqualFold(t.Target, "xml") {
				return "the file holds an instruction " + t.Target
			}
		case xml.Directive:
			return "the file holds a document type"
		}
	}
}
