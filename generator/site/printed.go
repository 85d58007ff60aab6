package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"

	qr "github.com/piglig/go-qr"
)

// printedRevision is a revision of which there may be printed sheets, and the page that says whether it is in force.
type printedRevision struct{ revision, address string }

// printedRevisions lists the revisions of a published document that readers may hold on paper, the oldest first: those
// in its change history, those that Git knows as approved, and those that have a page.
func printedRevisions(b *Builder, e *manual.Entry) []printedRevision {
	latest := withHistory(e)
	var names []string
	for _, row := range slices.Backward(writtenHistory(latest)) {
		names = addOnce(names, row.Revision)
	}
	for _, r := range slices.Backward(b.approvedRevisions(latest)) {
		names = addOnce(names, r.name)
	}
	names = addOnce(addOnce(names, e.Revision.Value), latest.Revision.Value)
	list := make([]printedRevision, len(names))
	taken := make(map[string]int, len(names))
	for i, name := range names {
		part := route.RevisionName(name)
		// The oldest keeps the plain name, so that an address stays when others follow.
		if taken[part]++; taken[part] > 1 {
			part += "~" + strconv.Itoa(taken[part])
		}
		list[i] = printedRevision{name, route.Printed(e.URL, part)}
	}
	return list
}

// printedFiles are the pages to which the codes on printed sheets lead. There are none without base_url, since a code
// needs a full address.
func printedFiles(b *Builder) []File {
	if b.base == "" {
		return nil
	}
	var files []File
	for _, e := range b.manual.Entries {
		if !e.Published() {
			continue
		}
		for _, r := range printedRevisions(b, e) {
			files = append(files, b.page(r.address, "printed", func(p page) any { return printedPage(b, p, e, r.revision) }))
		}
	}
	return files
}

func printedPage(b *Builder, p page, e *manual.Entry, held string) *view.Printed {
	p.Heading = b.say("printed.title", e.ID.Value, held)
	p.Canonical = b.base + e.URL // a search engine shall find the document
	v := &view.Printed{Page: p.Page, DocumentRow: b.documentRow(e), Held: held}
	v.InForce = v.Status.Name == "approved" && held == v.Revision
	v.Sentence = printedSentence(b, e, held)
	if v.Status.Name == "obsolete" || v.Status.Name == "superseded" {
		v.Replacements = successors(b, e)
	}
	return v
}

// printedSentence says whether a revision is in force, and which one is.
func printedSentence(b *Builder, e *manual.Entry, held string) string {
	now, since := e.Revision.Value, b.words.Day(e.InForceFrom().Value)
	switch status := b.status(e).Name; {
	case status == "obsolete" || status == "superseded":
		return b.say("printed.withdrawn", held)
	case status == "approved" && held == now:
		return b.say("printed.in_force", held, since)
	case status == "approved":
		if next := otherRevision(b, e.Next); next != nil && next.Revision == held {
			if next.Status.Name == "upcoming" {
				return b.say("printed.coming_after", held, b.words.Day(next.Effective), now, since)
			}
			return b.say("printed.draft_after", held, now, since)
		}
		return b.say("printed.replaced", held, now, since)
	case status == "upcoming" && held == now:
		return b.say("printed.coming", held, since)
	case status == "upcoming":
		return b.say("printed.none_until", held, now, since)
	}
	return b.say("printed.none", held)
}

// code is the QR code of a document's revision for paper, as SVG; empty without base_url.
func code(b *Builder, e *manual.Entry) template.HTML {
	if b.base == "" {
		return ""
	}
	whole := e
	if e.Earlier != nil {
		whole = e.Earlier
	}
	for _, r := range printedRevisions(b, whole) {
		if r.revision == e.Revision.Value {
			return qrCode(b.base + r.address)
		}
	}
	return ""
}

// codeMask is the pattern that the codes are made with. Readers find out which it is; to try all eight of them for
// each page would take sixteen times as long.
const codeMask = 0

// codeBorder is the width of the blank around a code, in its modules.
const codeBorder = 4

// qrCode is a text as a QR code in SVG: a stroke for each run of dark modules. It is empty for what is too long.
func qrCode(text string) template.HTML {
	segment, err := qr.MakeBytes([]byte(text))
	if err != nil {
		return ""
	}
	code, err := qr.EncodeSegments([]*qr.QrSegment{segment}, qr.Medium, qr.MinVersion, qr.MaxVersion, codeMask, false)
	if err != nil {
		return ""
	}
	size := code.Size()
	path := make([]byte, 0, size*size*2)
	for y := range size {
		at := 0 // where the pen is; each row begins with a move of its own
		for x := 0; x < size; x++ {
			from := x
			for x < size && code.Module(x, y) {
				x++
			}
			switch { // without package fmt: there is a code on each page of a document, with 300 strokes
			case x == from:
				continue
			case at == 0:
				path = appendNumber(appendNumber(path, "M", from), " ", y)
				path = appendNumber(path, ".5h", x-from)
			default:
				path = appendNumber(appendNumber(path, "m", from-at), " 0h", x-from)
			}
			at = x
		}
	}
	return template.HTML(fmt.Sprintf(`<svg class="code" viewBox="%d %d %d %d" aria-hidden="true" focusable="false"><path d="%s"/></svg>`,
		-codeBorder, -codeBorder, size+2*codeBorder, size+2*codeBorder, path))
}

func appendNumber(to []byte, before string, n int) []byte {
	return strconv.AppendInt(append(to, before...), int64(n), 10)
}
