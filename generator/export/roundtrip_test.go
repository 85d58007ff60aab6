package export_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheetNames are the sheets of the workbook, in order.
var sheetNames = []string{"Figures", "Coverage", "Matrix", "Gaps", "Documents", "Records", "Documented information", "External documents", "Reviews", "Findings"}

// formulas are titles that a spreadsheet would run, also in wide and small forms.
var formulas = []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫a", "=cmd|' /C calc'!A0", "'=1", "{=1}", "\t=1", "=HYPERLINK(\"http://evil.example\")"}

// formulaManual has a document for each of them, with ids and revisions that are numbers to a spreadsheet.
func formulaManual() map[string]string {
	files := map[string]string{}
	for i, title := range formulas {
		id := []string{"E10", "A1", "MAY-1", "TRUE-1"}[i%4] + "-" + string(rune('A'+i))
		text := strings.Replace(hostile, "id: QP-01", "id: "+id, 1)
		text = strings.Replace(text, `"=HYPERLINK(\"http://evil.example\",\"x\"); a, b \\ c"`, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(title)+`"`, 1)
		files[id+".md"] = strings.Replace(text, "revision: 1.10", "revision: \""+[]string{"1.10", "010", "1e5", "3/4", "2026-01"}[i%5]+"\"", 1)
	}
	return files
}

// TestWorkbookRunsNothing looks for formulas in all parts of a workbook whose titles are made of them.
func TestWorkbookRunsNothing(t *testing.T) {
	book := open(t, workbook(t, counted(t, formulaManual())))
	if got := book.GetSheetList(); !slices.Equal(got, sheetNames) {
		t.Errorf("sheets %v", got)
	}
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if f, err := book.GetCellFormula(name, cell); f != "" || err != nil {
					t.Errorf("%s %s: formula %q, %v", name, cell, f, err)
				}
			}
		}
	}
	for _, title := range formulas {
		want := strings.TrimLeft(title, "\t")
		found := false
		rows, _ := book.GetRows("Documents")
		for _, row := range rows {
			found = found || len(row) > 1 && strings.TrimSpace(row[1]) == want
		}
		if !found {
			t.Errorf("no document has the title %q", title)
		}
	}
}

// TestWorkbookLinks follows the links of each sheet.
func TestWorkbookLinks(t *testing.T) {
	book := open(t, workbook(t, counted(t, map[string]string{"1.md": hostile})))
	for _, want := range []struct{ sheet, text string }{
		{"Coverage", "clauses/4.10.html"}, {"Documents", "documents/qp-01.html"}, {"Records", "documents/qp-01.html"}, {"Gaps", "clauses/4.1.1.html"},
		{"Documented information", "clauses/4.10.1.html"}, {"Reviews", "documents/qp-01.html"}, {"External documents", "external.html"}, {"Findings", "documents/qp-01.html"},
	} {
		cell := find(t, book, want.sheet, want.text)
		if cell == "" {
			t.Errorf("%s: no cell reads %s", want.sheet, want.text)
			continue
		}
		if ok, to, err := book.GetCellHyperLink(want.sheet, cell); !ok || to != "https://example.com/qm/"+want.text || err != nil {
			t.Errorf("%s %s leads to %q, %v", want.sheet, cell, to, err)
		}
	}
	for _, name := range sheetNames[1:] {
		if p, err := book.GetPanes(name); err != nil || !p.Freeze || p.YSplit != 2 || (name == "Matrix") != (p.XSplit == 3) {
			t.Errorf("%s: panes %+v, %v", name, p, err)
		}
	}
}

// TestWorkbookRoundTrip lets LibreOffice write the workbook anew: every text is the same afterwards, and still a text.
func TestWorkbookRoundTrip(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	if testing.Short() {
		t.Skip("takes a few seconds")
	}
	dir := t.TempDir()
	files := formulaManual()
	files["1.md"] = hostile
	data := workbook(t, counted(t, files))
	if err := os.WriteFile(filepath.Join(dir, "coverage.xlsx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	// Through its own format, so that it does not only copy what it read.
	for _, format := range []string{"ods", "xlsx"} {
		from := map[string]string{"ods": "coverage.xlsx", "xlsx": "coverage.ods"}[format]
		cmd := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", format, "--outdir", filepath.Join(dir), filepath.Join(dir, from))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	again, err := os.ReadFile(filepath.Join(dir, "coverage.xlsx"))
	if err != nil || bytes.Equal(again, data) {
		t.Fatalf("not written anew: %v", err)
	}
	before, after := open(t, data), open(t, again)
	for _, name := range sheetNames {
		old, _ := before.GetRows(name)
		now, err := after.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range old {
			for x, text := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				got := ""
				if y < len(now) && x < len(now[y]) {
					got = now[y][x]
				}
				if got != text {
					t.Errorf("%s %s: %q became %q", name, cell, text, got)
				}
				is, _ := before.GetCellType(name, cell)
				kind, err := after.GetCellType(name, cell)
				if f, _ := after.GetCellFormula(name, cell); f != "" || err != nil || text != "" && is == excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
					t.Errorf("%s %s: %q is of type %v, formula %q, %v", name, cell, got, kind, f, err)
				}
			}
		}
	}
}
