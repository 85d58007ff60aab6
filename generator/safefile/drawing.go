package safefile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// An SVG is a program as well as a picture. It is published only where every element and every
// address in it is one that a drawing needs: a list of what is dangerous would never be complete.

var drawingElements = words(`svg g defs symbol use title desc metadata style switch a
	path rect circle ellipse line polyline polygon text tspan textpath tref image
	lineargradient radialgradient meshgradient meshpatch meshrow stop pattern clippath mask marker view
	filter feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
	fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode
	femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence
	font font-face font-face-src font-face-name glyph missing-glyph hkern vkern cursor color-profile`)

// instructions are those that drawing programs leave behind.
var instructions = words("xml xpacket adobe-xap-filters plantuml plantuml-src")

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
)

// activeSVG says what makes an SVG more than a picture, or is empty.
func activeSVG(raw []byte) string {
	decoder := newXMLDecoder(raw)
	root := false
	var style styleText
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "the file is not SVG that can be checked"
		}
		why := ""
		switch t := token.(type) {
		case xml.StartElement:
			if !root && !strings.EqualFold(t.Name.Local, "svg") {
				return "the file is not SVG that can be checked"
			}
			root = true
			style.start(t)
			why = activeElement(t)
		case xml.ProcInst:
			if !instructions[strings.ToLower(t.Target)] {
				why = "an instruction " + t.Target
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[<") {
				why = "definitions in its document type"
			}
		case xml.CharData:
			style.add(t)
		case xml.EndElement:
			why = style.end()
		}
		if why != "" {
			return "the drawing holds " + why
		}
	}
	if !root {
		return "the file is not SVG that can be checked"
	}
	return ""
}

// activeElement judges an element with its attributes. Elements of other vocabularies, which
// drawing programs leave behind, do nothing in a browser, save those of HTML.
func activeElement(e xml.StartElement) string {
	name := strings.ToLower(e.Name.Local)
	drawing := e.Name.Space == svgSpace || e.Name.Space == "" || e.Name.Space == "svg"
	foreign := strings.HasPrefix(e.Name.Space, xhtmlSpace) || strings.Contains(e.Name.Space, "xml-events") ||
		strings.Contains(e.Name.Space, "xbl") || strings.Contains(e.Name.Space, "XSL")
	switch {
	case drawing && name == "foreignobject":
		return "an element foreignObject, which is HTML text"
	case drawing && !drawingElements[name] || foreign:
		return "an element " + e.Name.Local
	}
	for _, a := range e.Attr {
		if why := activeAttribute(name, a); why != "" {
			return why
		}
	}
	return ""
}

var (
	picture = regexp.MustCompile(`(?i)^data:image/(png|jpeg|jpg|gif|webp);base64,`)
	webLink = regexp.MustCompile(`(?i)^(https?://|mailto:)`)
)

func activeAttribute(element string, a xml.Attr) string {
	name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
	switch {
	case strings.HasPrefix(name, "on"):
		return "an event handler"
	case name == "href" || name == "src":
		safe := value == "" || strings.HasPrefix(value, "#") || picture.MatchString(value) || element == "a" && webLink.MatchString(value)
		if !safe {
			return fmt.Sprintf("an address that is not part of it (%.40s)", value)
		}
	case name == "ping", name == "base" && value != "" && strings.Contains(strings.ToLower(a.Name.Space), "xml"):
		return "an attribute " + name + ", which leads elsewhere"
	case isStyle(a, name):
		return loadingValue(value)
	}
	return ""
}
