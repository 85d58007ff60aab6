package site

import (
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// minifier keeps what makes a page's source readable and costs little: end tags, quotation marks
// and the tags of the document.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// minified gives the bytes without what no browser needs; those of an unknown type stay. The
// minifier writes into what it is given.
func minified(mediaType string, raw []byte) ([]byte, error) {
	if mediaType == "" {
		return raw, nil
	}
	return minifier.Bytes(mediaType, raw)
}
