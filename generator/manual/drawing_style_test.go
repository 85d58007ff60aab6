package manual_test

import (
	"strings"
	"testing"
)

const svgStart = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`

// TestStylesThatLoad are drawings that ask a server when they are opened, or could.
func TestStylesThatLoad(t *testing.T) {
	sheets := []string{
		`@import "http://h/x.css";`, `@import url(http://h/x.css);`, `@IMPORT 'x.css';`, `@import/**/"x.css";`, `/* a */ @import "x";`,
		`@\69mport "http://h/";`, `@im<![CDATA[port "http://h/";]]>`, `@im<!-- -->port "http://h/";`, `@&#105;mport "http://h/";`, `&#64;import "http://h/";`,
		`<![CDATA[@]]><![CDATA[import "http://h/";]]>`, `@media screen { @import "x"; }`, `@namespace x url(http://h/);`, `@document url(http://h/) {}`,
		`@font-face { font-family: F; src: url(http://h/f.woff2) }`, `@font-face { font-family: F; src: url("//h/f.woff2") format("woff2") }`,
		`rect { fill: url(http://h/#a) }`, `rect { fill: url( "http://h/#a" ) }`, `rect { fill: URL('x.svg#a') }`, `rect { fill: url(//h/#a) }`,
		`rect { fill: \75rl(http://h/) }`, `rect { fill: u\72 l(http://h/) }`, `rect { fill: ur<!-- -->l(http://h/) }`, `rect { fill: u&#x72;l(http://h/) }`,
		`rect { fill: url(#a) } rect { mask: url(http://h/) }`, `rect { fill: url(data:image/svg+xml;base64,AAAA) }`, `rect { fill: url(data:text/html,x) }`,
		`svg { background: image-set("http://h/x.png" 1x) }`, `svg { background: -webkit-image-set("http://h/x.png" 1x) }`,
		`svg { background: IMAGE-SET( "x.png" 1x) }`, `svg { background: src("http://h/x.png") }`, `svg { background: image("http://h/x.png") }`,
		`svg { background: cross-fade("http://h/x.png", red) }`, `svg { cursor: url(x.cur), auto }`, `a { content: url(/x.png) }`,
		`a { behavior: url(#x) }`, `a { -moz-binding: none }`, `a { width: expression(alert(1)) }`,
		`a { b: "/*" } c { fill: url(http://h/) } d { e: "*/" }`, `a { fill: url(#a/*) } b { fill: url(http://h/) } /* */`,
		`a { --x: url(http://h/) }`, `a:after { content: "\"" }`, `a { fill: url(var(--x)) }`,
	}
	for _, css := range sheets {
		if drawing(t, svgStart+`<style>`+css+`</style></svg>`) == "" {
			t.Errorf("passes: %s", css)
		}
	}
	for _, body := range []string{
		`<STYLE>@import "x";</STYLE>`, `<s:style xmlns:s="http://www.w3.org/2000/svg">@import "x";</s:style>`,
		`<style><g/>@import "x";</style>`, `<style>@im<g/>port "x";</style>`, `<defs><style type="text/css" media="print">a{fill:url(x)}</style></defs>`,
		`<style>a{}</style><style>@import "x";</style>`,
		`<rect fill="url(http://h/#a)"/>`, `<rect fill="\75rl(http://h/#a)"/>`, `<rect fill="URL(//h/#a)"/>`, `<rect filter="url('x.svg#a')"/>`,
		`<rect mask="url(x.svg#a)"/>`, `<rect clip-path="url(&quot;http://h/&quot;)"/>`, `<path marker-end="u&#114;l(http://h/)"/>`, `<rect cursor="url(x.cur)"/>`,
		`<rect style="fill:url(http://h/)"/>`, `<rect style="background:image-set('http://h/x.png' 1x)"/>`, `<rect style="fill:\75rl(http://h/)"/>`,
		`<rect style="background:src('http://h/')"/>`, `<rect STYLE="fill:url(http://h/)"/>`, `<rect style="fill:url(#a);mask:url(b)"/>`,
		`<rect some-new-attribute="url(http://h/)"/>`,
		`<image href="http://h/x.png"/>`, `<image xlink:href="x.png"/>`, `<use href="x.svg#a"/>`, `<feImage href="http://h/"/>`, `<pattern href="//h/"/>`,
		`<a ping="http://h/" href="#x"/>`, `<g xml:base="http://h/"><use href="#a"/></g>`,
	} {
		if drawing(t, svgStart+body+`</svg>`) == "" {
			t.Errorf("passes: %s", body)
		}
	}
	for _, text := range []string{`<?xml-stylesheet href="http://h/x.css"?>` + svgStart + `</svg>`, `<?php x ?>` + svgStart + `</svg>`} {
		if drawing(t, text) == "" {
			t.Errorf("passes: %s", text)
		}
	}
}

// TestDrawingPrograms: what drawing programs export passes.
func TestDrawingPrograms(t *testing.T) {
	for name, text := range map[string]string{
		"Inkscape": `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" viewBox="0 0 210 297" version="1.1" id="svg5" inkscape:version="1.2.2" sodipodi:docname="C:\plans\a (1).svg"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">
<sodipodi:namedview pagecolor="#ffffff" inkscape:export-filename="C:\x.png" inkscape:current-layer="layer1"><inkscape:grid type="xygrid"/></sodipodi:namedview>
<metadata><rdf:RDF><cc:Work rdf:about=""><cc:license rdf:resource="http://creativecommons.org/licenses/by/4.0/"/></cc:Work></rdf:RDF></metadata>
<defs><linearGradient id="g1"><stop style="stop-color:#000;stop-opacity:1" offset="0"/></linearGradient><linearGradient xlink:href="#g1" id="g2"/></defs>
<path inkscape:label="url(http://x) @import" style="fill:url(#g2);marker-end:url(&quot;#Arrow&quot;);-inkscape-font-specification:'sans-serif, Normal'" d="m 0,0"/></svg>`,
		"draw.io": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="121px" viewBox="-0.5 -0.5 121 61"
 content="&lt;mxfile host=&quot;app.diagrams.net&quot;&gt;@import url(http://x) C:\x javascript:&lt;/mxfile&gt;" style="background: transparent; background-color: transparent; color-scheme: light dark;">
<defs><style type="text/css">@media print { svg { color-scheme: light; } }</style></defs><g><rect x="0" fill="#ffffff" stroke="#000000" style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));" pointer-events="all"/>
<g fill="rgb(0, 0, 0)" font-family="&quot;Helvetica&quot;" text-anchor="middle"><text x="59.5" y="33.5">Start</text></g></g>
<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a transform="translate(0,-5)" xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text>Text is not SVG</text></a></switch></svg>`,
		"Illustrator": `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0) @x -->
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;" xml:space="preserve">
<style type="text/css">
	.st0{fill:#FFFFFF;}
	.st1{clip-path:url(#SVGID_2_);fill:url(#SVGID_3_);}
</style><metadata><?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end='w'?></metadata><g><path class="st0" d="M0,0z"/></g></svg>`,
		"Visio": `<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" width="8in" class="st4">
<v:documentProperties v:langID="1031"><v:userDefs><v:ud v:nameU="msvConvertTheme"/></v:userDefs></v:documentProperties>
<style type="text/css"><![CDATA[ .st1 {fill:#5b9bd5;stroke:#c8c8c8;stroke-width:0.25} .st2 {marker-end:url(#mrkr4-5)} ]]></style><g v:mID="0"><title>Page-1</title></g></svg>`,
		"PlantUML": `<?xml version="1.0" encoding="us-ascii" standalone="no"?><svg xmlns="http://www.w3.org/2000/svg" contentStyleType="text/css" preserveAspectRatio="none" style="width:113px;height:121px;background:#FFFFFF;" zoomAndPan="magnify"><?plantuml 1.2024.3?><defs/><g><text lengthAdjust="spacing" textLength="23">Bob</text></g><?plantuml-src SoWkIImgAStDuNBA?></svg>`,
		"Graphviz": `<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Generated by graphviz version 9 --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="a_node1"><a xlink:href="https://example.com/" xlink:title="a"><polygon fill="none" points="54,-36"/></a></g></svg>`,
		"Mermaid without HTML labels": svgStart + `<style>#my-svg{font-family:"trebuchet ms",verdana;}@keyframes edge-animation-frame{from{stroke-dashoffset:0;}}#my-svg .edge{animation:dash 50s linear infinite;}#my-svg :root{--mermaid-font-family:"trebuchet ms";}</style></svg>`,
		"Excalidraw":                  `<svg version="1.1" xmlns="http://www.w3.org/2000/svg"><!-- svg-source:excalidraw --><metadata></metadata><defs><style class="style-fonts">@font-face { font-family: Excalifont; src: url(data:font/woff2;base64,d09GMgABAAAAAA==); }</style></defs></svg>`,
		"Figma":                       svgStart + `<rect fill="url(#pattern0)"/><g style="mix-blend-mode:multiply"/><defs><pattern id="pattern0" patternContentUnits="objectBoundingBox"><use xlink:href="#image0" transform="scale(0.01)"/></pattern><image id="image0" xlink:href="data:image/png;base64,iVBORw0KGgo="/></defs></svg>`,
		"matplotlib":                  svgStart + `<metadata><rdf:RDF xmlns:rdf="r" xmlns:dc="d"><dc:date>2026</dc:date></rdf:RDF></metadata><defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><path d="M 0 1" clip-path="url(#p1)" style="fill: none"/></svg>`,
		"R svglite":                   svgStart + `<defs><style type='text/css'><![CDATA[ .svglite line, .svglite polyline { fill: none; stroke: #000000; } ]]></style></defs></svg>`,
		"LibreOffice":                 svgStart + `<defs class="EmbeddedBulletChars"><g id="bullet-char-template-57356" transform="scale(0.00048828125,-0.00048828125)"/></defs><font id="F" horiz-adv-x="2048"><font-face font-family="Liberation Sans" units-per-em="2048"/><glyph unicode="(" horiz-adv-x="3"/><glyph unicode="\" d="M 1"/></font></svg>`,
		"CorelDRAW":                   `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="1in" style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; image-rendering:optimizeQuality" xmlns:xodm="http://www.corel.com/coreldraw/odm/2003"><defs><style type="text/css"><![CDATA[ .fil0 {fill:#2B2A29} ]]></style></defs><g id="Layer_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/></g></svg>`,
		"dark mode":                   svgStart + `<style>@media (prefers-color-scheme: dark) { path { fill: #fff } } @supports (fill: red) { a { scroll-behavior: smooth } }</style></svg>`,
		"text about styles":           svgStart + `<text>write url(http://example.com) or @import "x"; and C:\temp, expression(x)</text><title>image-set(x)</title></svg>`,
		"quoted parts":                svgStart + `<style>a{fill:url( '#a' )}b{fill:url("#b")}</style><rect fill="url('#c')" filter="url(#d) blur(2px)"/></svg>`,
		"texts in attributes":         svgStart + `<g id="a@b" class="x\y" aria-label="mail a@b (c)" data-name="url(x)" font-family="'O Neil', serif"/></svg>`,
	} {
		if why := drawing(t, text); why != "" {
			t.Errorf("%s: %s", name, why)
		}
	}
}

// TestDrawingLimit: a drawing is measured before it is looked into.
func TestDrawingLimit(t *testing.T) {
	if why := drawing(t, svgStart+"<desc>"+strings.Repeat("x", 8<<20)+"</desc></svg>"); !strings.Contains(why, "8 MiB") {
		t.Errorf("a drawing of 8 MiB is %q", why)
	}
}
