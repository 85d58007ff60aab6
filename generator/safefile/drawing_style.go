package safefile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/charmap"
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
	loading = regexp.MustCompile(`(?i)(image-set|\b(src|image|cross-fade))\s*\(|expression\s*\(|-moz-binding|(^|[^-\w])behavior\s*:|javascript:`)
	address = regexp.MustCompile(`(?i)url\s*\(\s*["']?\s*`)
	// harmless are addresses in the drawing itself.
	harmless = regexp.MustCompile(`(?i)^(#|data:(image/(png|jpeg|jpg|gif|webp)|font/[a-z0-9+-]+|application/(x-)?font-[a-z0-9+-]+|application/vnd\.ms-fontobject);(charset=utf-8;)?base64,)`)
	atRule   = regexp.MustCompile(`(?i)^@(media|font-face|(-webkit-|-moz-)?keyframes|page|supports|layer|container|property|font-feature-values|starting-style)\b`)
)

// loadingStyle says what a style sheet loads, or could hide, or "".
func loadingStyle(css string) string {
	for i, c := range css {
		if c == '@' && !atRule.MatchString(css[i:]) {
			return fmt.Sprintf("a style with %s; of such rules only @media, @font-face, @keyframes and others that load nothing are allowed",
				upTo(css[i:], " ;({\"'"))
		}
	}
	return loadingValue(css)
}

// loadingValue says what the value of a style loads, or could hide, or "".
func loadingValue(css string) string {
	if !strings.ContainsAny(css, `\(:`) && !strings.Contains(css, "-moz-binding") { // most are words and numbers
		return ""
	}
	if strings.Contains(css, `\`) {
		return `a \ in a style, which can disguise what is loaded`
	}
	if found := loading.FindString(css); found != "" {
		return fmt.Sprintf("a style that loads something (%s)", strings.TrimSpace(found))
	}
	for _, at := range address.FindAllStringIndex(css, -1) {
		if rest := css[at[1]:]; !harmless.MatchString(rest) {
			return fmt.Sprintf("a style that loads something (url(%s))", upTo(rest, "\"') \n"))
		}
	}
	return ""
}

// upTo is the beginning of a text up to one of some characters, cut where it is long.
func upTo(text, ends string) string {
	const most = 60
	if i := strings.IndexAny(text, ends); i >= 0 {
		text = text[:i]
	}
	return fmt.Sprintf("%.*s", most, text)
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

// newXMLDecoder reads UTF-8, and encodings of one byte per character that begin with ASCII. In others
// the bytes could say something else to a browser.
func newXMLDecoder(raw []byte) *xml.Decoder {
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))))
	decoder.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252":
			return charmap.ISO8859_1.NewDecoder().Reader(input), nil
		}
		return nil, fmt.Errorf("unknown encoding %s", charset)
	}
	return decoder
}

// activeMarkup says why a browser that shows XML could run something in a program's own XML, or "".
func activeMarkup(raw []byte) string {
	const unknown = "the file is not XML that can be checked"
	decoder := newXMLDecoder(raw)
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
