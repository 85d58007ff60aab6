package export_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/export"
)

// TestNoCommands: what a document says is never a command of a pipeline runner, in whatever file a job prints. The lines of
// a calendar are folded at 75 bytes, so a text of each length is tried.
func TestNoCommands(t *testing.T) {
	command := regexp.MustCompile(`##[A-Za-z]*\[|(?m)^[\s\p{Z}]*::`)
	documents := map[string]string{}
	for n := range 80 {
		evil := strings.Repeat("x", n) + " ::error::a ##[add-mask]b ##vso[task.complete] :::: c"
		documents[fmt.Sprintf("%d.md", n)] = strings.NewReplacer("QP-01", fmt.Sprintf("QP-1%02d", n)).Replace(withTitle(hostile, evil))
	}
	x := counted(t, documents)
	outputs := map[string][]byte{"calendar": calendar(t, x, "")}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"coverage.csv":   func(b *bytes.Buffer) error { return export.CoverageCSV(b, x, false) },
		"documents.csv":  func(b *bytes.Buffer) error { return export.DocumentsCSV(b, x) },
		"documents.json": func(b *bytes.Buffer) error { return export.DocumentsJSON(b, x) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		outputs[name] = out.Bytes()
	}
	book := open(t, workbook(t, x))
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			outputs[sheet] = append(outputs[sheet], strings.Join(row, "\n")+"\n"...)
		}
	}
	for name, out := range outputs {
		if found := command.FindAllString(string(out), 3); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
	for _, name := range []string{"calendar", "documents.csv", "Documents"} {
		if !bytes.Contains(outputs[name], []byte("add-mask")) {
			t.Errorf("%s does not have the titles", name)
		}
	}
}

// withTitle gives a document another title.
func withTitle(document, title string) string {
	return regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllLiteralString(document, "title: '"+title+"'")
}
