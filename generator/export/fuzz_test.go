package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"github.com/clausebook/clausebook/generator/diag"
)

// FuzzCSV: whatever stands in a cell, a reader of CSV gets the same cells back, and neither a spreadsheet, nor a terminal,
// nor the runner of a pipeline does anything with them.
func FuzzCSV(f *testing.F) {
	for _, seed := range formulaSeeds {
		f.Add(seed, "b")
		f.Add("a;"+seed, "\""+seed)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		var b bytes.Buffer
		table := newTable(&b, "first", "second")
		table.put(first, second)
		if err := table.end(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != 2 {
			t.Fatalf("%q: %q, %v", b.String(), rows, err)
		}
		for i, cell := range []string{first, second} {
			got := rows[1][i]
			if strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(strings.ReplaceAll(diag.Inert(diag.Clean(cell)), "'", ""), "\r\n", "\n") {
				t.Errorf("%q comes back as %q", cell, got)
			}
			for part := range strings.SplitSeq(got, ";") {
				if runs := strings.TrimLeft(part, "\" \t\n\u00a0\ufeff\ufffd"); runs != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(runs)[0]) {
					t.Errorf("%q is a formula", got)
				}
			}
			if strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) || strings.Contains(got, "##[") {
				t.Errorf("%q says something to a terminal or a runner", got)
			}
		}
	})
}

var formulaSeeds = []string{"", "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "\r\n=1", "\ufeff=1", "' =1", "a\x1b[31mb", "##[error]x", "::error::x", "a\nb", "\"", "\x00", "\u202e=1", "\u2028=1"}
