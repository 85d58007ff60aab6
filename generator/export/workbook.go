package export

import (
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// Workbook writes coverage.xlsx: the figures, the clauses, the documents, the records and the
// documented information, a sheet each. With gaps, only the clauses that are open are listed. The
// same matrix gives the same bytes.
//
// Whatever people wrote is text, and stays text when a cell is edited: clause 7.10 is not a number, and
// a name that begins with = is no formula.
func Workbook(w io.Writer, x *coverage.Report, gaps bool) error {
	// A place for large sheets outside of memory cannot be made under this name, so none is used: a
	// build writes nowhere but into its output.
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	defer f.Close()
	b := &workbook{File: f, x: x}
	if err := b.prepare(); err != nil {
		return err
	}
	sheets := []sheet{b.figures(), b.clauses(gaps), b.documents(), b.records(), b.information()}
	for i, s := range sheets {
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newArchive(w) })
	return f.Write(w)
}

type workbook struct {
	*excelize.File
	x     *coverage.Report
	style styles
}

// styles are the numbers under which the file knows how a cell looks. All but figure are for text.
type styles struct {
	text, head, bold, lead, wrap, figure int
	state                                map[coverage.State]int
}

// sheet is a table with its heads. Lead stands above it.
type sheet struct {
	name    string
	lead    string
	columns []column
	rows    func(put func(look int, cells ...any) error) error
	// plain sheets have no filter and no heads.
	plain bool
}

type column struct {
	head  string
	width float64
}

// prepare sets what the whole file shares. All times are the day of the build.
func (w *workbook) prepare() error {
	m, day := w.x.Manual, w.x.Manual.Options.Date+"T00:00:00Z"
	err := w.SetDocProps(&excelize.DocProperties{Title: diag.Clean(headline(w.x)), Creator: diag.Clean(m.Company.Value),
		Description: coverage.Rule + " " + coverage.Limit, Created: day, Modified: day})
	if err != nil {
		return err
	}
	s := &w.style
	const textFormat = 49 // @, which keeps a cell text also when somebody edits it
	edge := []excelize.Border{{Type: "bottom", Style: 2, Color: "1A2026"}}
	look := func(style excelize.Style) int {
		n, failed := w.NewStyle(&style)
		err = errors.Join(err, failed)
		return n
	}
	s.text = look(excelize.Style{NumFmt: textFormat})
	s.bold = look(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}})
	s.head = look(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Border: edge})
	broken := &excelize.Alignment{WrapText: true, Vertical: "top"}
	s.lead = look(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Alignment: broken})
	s.wrap = look(excelize.Style{NumFmt: textFormat, Alignment: broken})
	s.figure = look(excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left"}})
	s.state = map[coverage.State]int{}
	for _, state := range coverage.States {
		s.state[state] = look(excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Color: tints[state].ink},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tints[state].ground}}})
	}
	return err
}

// add writes a sheet in one go. The library keeps no cells of it.
func (w *workbook) add(i int, s sheet) error {
	if err := w.begin(i, s.name); err != nil {
		return err
	}
	out, err := w.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	at := &rows{out: out, breaks: map[int]float64{w.style.wrap: s.columns[len(s.columns)-1].width}}
	for _, c := range s.columns {
		at.breaks[w.style.lead] += c.width
	}
	if err := w.dress(at, s); err != nil {
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
	return out.Flush()
}

func (w *workbook) begin(i int, name string) error {
	if i == 0 {
		return w.SetSheetName("Sheet1", name)
	}
	fit := true
	_, err := w.NewSheet(name)
	return errors.Join(err, w.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// dress writes lead and heads, which stay in sight and head each printed page.
func (w *workbook) dress(at *rows, s sheet) error {
	landscape, high := "landscape", 0
	err := errors.Join(
		w.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToHeight: &high}),
		w.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&LUncontrolled when printed&RPage &P of &N"}))
	var heads []any
	for i, c := range s.columns {
		heads = append(heads, c.head)
		err = errors.Join(err, at.out.SetColWidth(i+1, i+1, c.width))
	}
	last, unnamed := excelize.CoordinatesToCellName(len(s.columns), 1)
	err = errors.Join(err, unnamed, at.out.MergeCell("A1", last))
	if s.plain {
		return errors.Join(err, at.put(w.style.lead, s.lead))
	}
	return errors.Join(err,
		at.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}),
		w.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + s.name + "'!$1:$2", Scope: s.name}),
		at.put(w.style.lead, s.lead),
		at.put(w.style.head, heads...))
}

// rows writes one row after the other.
type rows struct {
	out *excelize.StreamWriter
	n   int
	// breaks are the looks that break lines, with about the characters that one line holds. Not every
	// program makes room for the others by itself.
	breaks map[int]float64
}

const lineHeight = 15

// put writes a row. Text is cleaned of what no cell can hold, and empty cells are left out.
func (r *rows) put(look int, cells ...any) error {
	r.n++
	opts := excelize.RowOpts{StyleID: look}
	for i, c := range cells {
		if text, ok := c.(string); ok && text != "" {
			cells[i] = cut(diag.Clean(text))
			if per := r.breaks[look]; per > 0 {
				opts.Height = max(opts.Height, lineHeight*math.Ceil(float64(utf8.RuneCountInString(text))/per))
			}
		} else if ok {
			cells[i] = nil
		}
	}
	return r.out.SetRow("A"+strconv.Itoa(r.n), cells, opts)
}

// cut shortens a text that no cell of a spreadsheet holds, and says so.
func cut(text string) string {
	const most, note = 32767, " … (too long for a cell: the CSV files have all of it)"
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most-len(note)], "") + note
}
