package export

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// WorkbookOptions chooses what a workbook has beside the result.
type WorkbookOptions struct {
	Gaps     bool // only clauses that are a gap or pending
	Findings []diag.Finding
	Base     string // the address of the site with a slash at its end; without it, links are relative to the file
}

// Workbook writes coverage.xlsx with a sheet each for figures, clauses, the matrix, gaps, documents, records,
// documented information, external documents, reviews and findings. The same input gives the same bytes.
//
// Text cells remain text even when edited: clause 7.10 is not a number, and a name that begins with
// = is not a formula.
func Workbook(w io.Writer, x *coverage.Report, book WorkbookOptions) error {
	// An impossible name keeps excelize from using temporary files: a build writes only to its
	// output.
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	defer f.Close()
	b := &workbook{File: f, report: x, links: map[string][]cellLink{}}
	if err := b.prepare(); err != nil {
		return err
	}
	sheets := []sheet{b.figures(), b.clauses(book.Gaps), b.matrix(book.Gaps), b.gaps(), b.documents(), b.records(), b.information(), b.externals(),
		b.reviews(), b.findingRows(book.Findings)}
	for i, s := range sheets {
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		a := newArchive(w)
		a.links, a.base = b.links, book.Base
		return a
	})
	return f.Write(w)
}

type workbook struct {
	*excelize.File
	report *coverage.Report
	style  styles
	links  map[string][]cellLink // by the part of a sheet
}

// styles are the style ids of the workbook. All except figure are for text.
type styles struct {
	text, head, turned, bold, subtitle, wrap, figure, link int
	state                                                  map[coverage.State]int
}

// sheet is a table with its heads. The subtitle is above it.
type sheet struct {
	name     string
	subtitle string
	columns  []column
	rows     func(put func(style int, cells ...any) error) error
	// plain sheets have no filter and no heads.
	plain bool
	// frozen is the number of columns that stay visible. The heads of the others are turned.
	frozen int
}

type column struct {
	head  string
	width float64
}

// prepare sets properties and styles of the workbook. All times are the build date.
func (w *workbook) prepare() error {
	m, day := w.report.Manual, w.report.Manual.Options.Date+"T00:00:00Z"
	err := w.SetDocProps(&excelize.DocProperties{Title: diag.Inert(diag.Clean(headline(w.report))), Creator: diag.Inert(diag.Clean(m.Company.Value)),
		Description: coverage.Rule + " " + coverage.Limit, Created: day, Modified: day})
	if err != nil {
		return err
	}
	s := &w.style
	const textFormat = 49 // @, which keeps a cell text even when edited
	edge := []excelize.Border{{Type: "bottom", Style: 2, Color: "1A2026"}}
	newStyle := func(style excelize.Style) int {
		n, failed := w.NewStyle(&style)
		err = errors.Join(err, failed)
		return n
	}
	s.text = newStyle(excelize.Style{NumFmt: textFormat})
	s.bold = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}})
	s.head = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Border: edge})
	s.turned = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Border: edge, Alignment: &excelize.Alignment{TextRotation: 90}})
	s.link = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Color: "0B5D8A", Underline: "single"}})
	broken := &excelize.Alignment{WrapText: true, Vertical: "top"}
	s.subtitle = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Alignment: broken})
	s.wrap = newStyle(excelize.Style{NumFmt: textFormat, Alignment: broken})
	s.figure = newStyle(excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left"}})
	s.state = map[coverage.State]int{}
	for _, state := range coverage.States {
		s.state[state] = newStyle(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Color: stateColours[state].text},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{stateColours[state].background}}})
	}
	return err
}

// add writes a sheet as a stream, without holding its cells.
func (w *workbook) add(i int, s sheet) error {
	if err := w.begin(i, s.name); err != nil {
		return err
	}
	out, err := w.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	at := &rows{out: out, style: w.style, charsPerLine: map[int]float64{w.style.wrap: s.columns[len(s.columns)-1].width}}
	for _, c := range s.columns[:s.titleSpan()] {
		at.charsPerLine[w.style.subtitle] += c.width
	}
	if err := w.writeHeader(at, s); err != nil {
		return err
	}
	if err := s.rows(at.put); err != nil {
		return err
	}
	if !s.plain {
		last, err := excelize.CoordinatesToCellName(len(s.columns), max(at.n, 3))
		if err != nil {
			return err
		}
		if err := w.AutoFilter(s.name, "A2:"+last, nil); err != nil {
			return err
		}
	}
	if len(at.links) > 0 {
		w.links[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = at.links
	}
	return out.Flush()
}

// titleSpan is the number of columns below the subtitle.
func (s *sheet) titleSpan() int {
	if s.frozen > 0 {
		return s.frozen
	}
	return len(s.columns)
}

func (w *workbook) begin(i int, name string) error {
	if i == 0 {
		return w.SetSheetName("Sheet1", name)
	}
	fit := true
	_, err := w.NewSheet(name)
	return errors.Join(err, w.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// writeHeader writes subtitle and heads, which stay visible and repeat on each printed page.
func (w *workbook) writeHeader(at *rows, s sheet) error {
	landscape, high := "landscape", 0
	err := errors.Join(
		w.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToHeight: &high}),
		w.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: footer(w.report.Manual.Copy)}))
	var heads []any
	for i, c := range s.columns {
		if s.frozen > 0 && i >= s.frozen {
			heads = append(heads, excelize.Cell{Value: cut(diag.Clean(c.head)), StyleID: w.style.turned})
		} else {
			heads = append(heads, c.head)
		}
		err = errors.Join(err, at.out.SetColWidth(i+1, i+1, c.width))
	}
	last, unnamed := excelize.CoordinatesToCellName(s.titleSpan(), 1)
	err = errors.Join(err, unnamed, at.out.MergeCell("A1", last))
	if s.plain {
		return errors.Join(err, at.put(w.style.subtitle, s.subtitle))
	}
	panes := &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}
	if s.frozen > 0 {
		corner, unnamed := excelize.CoordinatesToCellName(s.frozen+1, 3)
		panes = &excelize.Panes{Freeze: true, XSplit: s.frozen, YSplit: 2, TopLeftCell: corner, ActivePane: "bottomRight"}
		err = errors.Join(err, unnamed)
	}
	return errors.Join(err,
		at.out.SetPanes(panes),
		w.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + s.name + "'!$1:$2", Scope: s.name}),
		at.put(w.style.subtitle, s.subtitle),
		at.put(w.style.head, heads...))
}

// footer is printed on each page. An ampersand begins a code of the format.
func footer(numbered string) string {
	left := "Uncontrolled when printed"
	if numbered != "" {
		left = diag.Clean(numbered) + ". " + left
	}
	const most = 255 // in all, with the rest of the footer
	left = strings.ReplaceAll(left, "&", "&&")
	for len(left) > most-len("&L&RPage &P of &N") {
		_, size := utf8.DecodeLastRuneInString(left)
		left = left[:len(left)-size]
	}
	return "&L" + left + "&RPage &P of &N"
}

// rows writes rows one after the other.
type rows struct {
	out   *excelize.StreamWriter
	n     int
	style styles
	links []cellLink
	// charsPerLine holds the styles with line breaks and their approximate characters per line,
	// because not every program adjusts row heights.
	charsPerLine map[int]float64
}

const lineHeight = 15

// put writes a row. It cleans text, as in the CSV files, and omits empty cells.
func (r *rows) put(style int, cells ...any) error {
	r.n++
	opts := excelize.RowOpts{StyleID: style}
	for i, c := range cells {
		if l, ok := c.(link); ok {
			if c, cells[i] = l.text, l.text; l.url != "" && len(r.links) < mostLinks {
				r.links = append(r.links, cellLink{r.n, i + 1, l.url})
				cells[i] = excelize.Cell{Value: cut(diag.Clean(l.text)), StyleID: r.style.link}
				continue
			}
		}
		if text, ok := c.(string); ok && text != "" {
			cells[i] = cut(diag.Inert(diag.Clean(text)))
			if per := r.charsPerLine[style]; per > 0 {
				opts.Height = max(opts.Height, lineHeight*math.Ceil(float64(utf8.RuneCountInString(text))/per))
			}
		} else if ok {
			cells[i] = nil
		}
	}
	return r.out.SetRow("A"+strconv.Itoa(r.n), cells, opts)
}

// cut shortens a text beyond the limit of a cell, and says so.
func cut(text string) string {
	const most, note = 32767, " … (too long for a cell: the CSV files have all of it)"
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most-len(note)], "") + note
}
