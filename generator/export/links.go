package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// link is the value of a cell that leads to a page of the site. Without url it is plain text.
type link struct{ text, url string }

// page is a cell with the address of a page.
func page(url string) link { return link{url, url} }

// cellLink is a link in its place in a sheet.
type cellLink struct {
	row, column int
	url         string
}

// mostLinks is the number of links that Excel takes in a sheet.
const mostLinks = 65530

// linkWriter writes the XML of a sheet and puts its links in. The library adds each link by going through all
// before it, and a formula that links would be a formula.
type linkWriter struct {
	out   io.Writer
	links []cellLink
	tail  []byte // the end of what was written so far, held back
}

// tailSize is more than what follows the cells of a sheet.
const tailSize = 8 << 10

func (l *linkWriter) Write(p []byte) (int, error) {
	n := len(p)
	if surplus := len(l.tail) + n - tailSize; surplus > 0 {
		early := l.tail[:min(surplus, len(l.tail))]
		if _, err := l.out.Write(early); err != nil {
			return 0, err
		}
		l.tail = append(l.tail[:0], l.tail[len(early):]...)
		if surplus -= len(early); surplus > 0 {
			if _, err := l.out.Write(p[:surplus]); err != nil {
				return 0, err
			}
			p = p[surplus:]
		}
	}
	l.tail = append(l.tail, p...)
	return n, nil
}

// afterLinks are the elements that may follow the links of a sheet.
var afterLinks = []string{"<printOptions", "<pageMargins", "<pageSetup", "<headerFooter", "<rowBreaks", "<drawing", "<tableParts", "<extLst", "</worksheet>"}

// Close writes the links and the end of the sheet.
func (l *linkWriter) Close() error {
	at := bytes.LastIndex(l.tail, []byte("</sheetData>"))
	end := len(l.tail)
	for _, element := range afterLinks {
		if i := bytes.Index(l.tail[max(at, 0):], []byte(element)); i >= 0 {
			end = min(end, max(at, 0)+i)
		}
	}
	if at < 0 || end == len(l.tail) {
		return fmt.Errorf("the end of a sheet is not among its last %d bytes", tailSize)
	}
	_, err := l.out.Write(l.tail[:end])
	for i, c := range l.links {
		if err != nil {
			return err
		}
		cell, unnamed := excelize.CoordinatesToCellName(c.column, c.row)
		if unnamed != nil {
			return unnamed
		}
		if i == 0 {
			_, err = io.WriteString(l.out, `<hyperlinks xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)
		}
		if err == nil {
			_, err = fmt.Fprintf(l.out, `<hyperlink ref="%s" r:id="rId%d"/>`, cell, i+1)
		}
	}
	if err == nil {
		_, err = io.WriteString(l.out, "</hyperlinks>"+string(l.tail[end:]))
	}
	return err
}

// writeRelations writes the part that says where the links of a sheet lead.
func writeRelations(w io.Writer, links []cellLink, base string) error {
	_, err := io.WriteString(w, xml.Header+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, c := range links {
		if err != nil {
			return err
		}
		var target bytes.Buffer
		if err := xml.EscapeText(&target, []byte(base+c.url)); err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`,
			i+1, target.Bytes())
	}
	if err == nil {
		_, err = io.WriteString(w, "</Relationships>")
	}
	return err
}
