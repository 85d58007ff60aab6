package generator_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// TestMatrixIsLight builds a matrix of 200 documents, whose page has to stay light: 12 KB for 120
// clauses, compressed as a host sends it.
func TestMatrixIsLight(t *testing.T) {
	const documents, clauses, most = 200, 120, 12 << 10
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	var leaves []string
	for _, c := range standard.Load("2015").Leaves("8") {
		leaves = append(leaves, c.ID)
	}
	for _, chapter := range []string{"4", "5", "6", "7", "9", "10"} {
		for _, c := range standard.Load("2015").Leaves(chapter) {
			leaves = append(leaves, c.ID)
		}
	}
	for i := range documents {
		claims := leaves[i*7%len(leaves)] + ", " + leaves[(i*7+1+i%5)%len(leaves)]
		text := fmt.Sprintf("---\nid: QP-%03d\ntitle: How number %d is done in the works\nrevision: 1\nstatus: approved\nowner: Role %d\n"+
			"approver: A\napproved_date: 2020-01-01\neffective_date: 2020-01-01\nclauses: [%s]\n---\n\nText.\n", i, i*i%977, i%12, claims)
		files[fmt.Sprintf("documents/section-%02d/%d.md", i%14, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	page := pages(t, r)["coverage.html"]
	// No edition has 120 clauses: the rows that are missing weigh what those do that are there.
	rows := len(r.Matrix.Clauses)
	frame := regexp.MustCompile(`(?s)<tbody>.*</tbody>`).ReplaceAll(page, nil)
	weight := compressed(frame) + (compressed(page)-compressed(frame))*clauses/rows
	t.Logf("%d clauses × %d documents: %d bytes, %d compressed; of %d clauses %d", rows, documents, len(page), compressed(page), clauses, weight)
	if weight > most {
		t.Errorf("a matrix of %d clauses × %d documents takes %d bytes, more than %d", clauses, documents, weight, most)
	}
}

func compressed(page []byte) int {
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	_, _ = w.Write(page)
	_ = w.Close()
	return small.Len()
}
