package export_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/export"
)

func workbook(t *testing.T, x *coverage.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	book := export.WorkbookOptions{Base: "https://example.com/qm/", Findings: []diag.Finding{{Rule: "orphan", File: "documents/1.md", Pos: diag.Pos{Line: 1, Column: 1}, Severity: diag.Note, Message: "=1+1", Hint: "4.10"}}}
	if err := export.Workbook(&out, x, book); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

// TestWorkbookKeepsText looks for every text that a spreadsheet would make something else of. It is
// a text in its cell, and the cell's format keeps it one when it is edited.
func TestWorkbookKeepsText(t *testing.T) {
	book := open(t, workbook(t, counted(t, map[string]string{"1.md": hostile})))
	for _, want := range []struct{ sheet, text string }{
		{"Coverage", "4.10"}, {"Coverage", "4.1"}, {"Coverage", "covered"}, {"Documents", `=HYPERLINK("http://evil.example","x"); a, b \ c`},
		{"Documents", "@SUM(1)"}, {"Documents", "1.10"}, {"Documents", "+49 170 000"}, {"Documents", "-1+2"}, {"Documents", "2027-01-15"},
		{"Documents", "4.10; 4.10.1"}, {"Records", "=1+1"}, {"Records", "007"}, {"Records", "_x0041_ & <b>"}, {"Documented information", "4.10.1"},
		{"Matrix", "4.10"}, {"External documents", "=2+2"}, {"External documents", "1.10"}, {"External documents", "4.10"}, {"Gaps", "4.1.1"},
		{"Reviews", "1.10"}, {"Findings", "=1+1"}, {"Findings", "4.10"},
	} {
		cell := find(t, book, want.sheet, want.text)
		if cell == "" {
			t.Errorf("%s: no cell reads %s", want.sheet, want.text)
			continue
		}
		kind, err := book.GetCellType(want.sheet, cell)
		if err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%s %s: type %v, %v", want.sheet, cell, kind, err)
		}
		if formula, err := book.GetCellFormula(want.sheet, cell); formula != "" || err != nil {
			t.Errorf("%s %s: formula %q, %v", want.sheet, cell, formula, err)
		}
		look, err := book.GetCellStyle(want.sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if style, err := book.GetStyle(look); err != nil || style.NumFmt != 49 {
			t.Errorf("%s %s: format %v, %v, expected that of text", want.sheet, cell, style, err)
		}
	}
}

// find gives the first cell that reads a text, or "".
func find(t *testing.T, book *excelize.File, sheet, text string) string {
	t.Helper()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for y, row := range rows {
		if x := slices.Index(row, text); x >= 0 {
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			return cell
		}
	}
	return ""
}

// TestWorkbookParts looks at what the library would not read back: that there is no formula, no time
// but the day of the build, and that heads stay and tables can be filtered.
func TestWorkbookParts(t *testing.T) {
	data := workbook(t, counted(t, map[string]string{"1.md": hostile}))
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
		if !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s has a time, %v", f.Name, f.Modified)
		}
		part := read(t, f)
		if strings.Contains(part, "<f>") {
			t.Errorf("%s has a formula", f.Name)
		}
		for _, day := range regexp.MustCompile(`20\d\d-\d\d-\d\dT`).FindAllString(part, -1) {
			if day != today+"T" {
				t.Errorf("%s names %s", f.Name, day)
			}
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") && f.Name != "xl/worksheets/sheet1.xml" &&
			(!strings.Contains(part, `state="frozen"`) || !strings.Contains(part, "<autoFilter")) {
			t.Errorf("%s has no frozen head or no filter", f.Name)
		}
	}
	if !slices.IsSorted(names) || len(names) < 12 {
		t.Errorf("parts in this order: %v", names)
	}
}

func read(t *testing.T, f *zip.File) string {
	t.Helper()
	part, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	data, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestWorkbookAgain writes the same matrix several times: the library keeps sheets in a map.
func TestWorkbookAgain(t *testing.T) {
	x := counted(t, map[string]string{"1.md": hostile})
	first := workbook(t, x)
	for range 5 {
		if !bytes.Equal(first, workbook(t, x)) {
			t.Fatal("the bytes differ")
		}
	}
}

// TestWorkbookCutsLongCells lets more documents claim a clause than a cell can name.
func TestWorkbookCutsLongCells(t *testing.T) {
	documents := map[string]string{}
	for i := range 400 {
		id := fmt.Sprintf("QP-%04d-%s", i, strings.Repeat("x", 90))
		documents[id+".md"] = strings.Replace(hostile, "QP-01", id, 1)
	}
	cells, err := open(t, workbook(t, counted(t, documents))).GetRows("Coverage")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cells, func(row []string) bool { return row[0] == "4.10.1" })
	if got := cells[i][5]; len(got) > 32767 || !strings.HasSuffix(got, "(too long for a cell: the CSV files have all of it)") {
		t.Errorf("%d bytes, …%s", len(got), got[max(0, len(got)-80):])
	}
}
