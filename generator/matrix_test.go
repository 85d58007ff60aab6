package generator_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// TestMatrixIsLight builds a matrix of 200 documents, whose page has to stay light: 12 KB for 120
// clauses, compressed as a host sends it, and few elements, since they are what takes a browser long.
func TestMatrixIsLight(t *testing.T) {
	const documents, sections, clauses, most = 200, 14, 120, 12 << 10
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
		files[fmt.Sprintf("documents/section-%02d/%d.md", i%sections, i)] = &fstest.MapFile{Data: []byte(text)}
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
	hasFewElements(t, r, page, documents, sections)
}

// hasFewElements holds the elements of the table in proportion to what it shows, not to its places. A
// document has a head with a link, and a place in the row that draws lines; a section has a group of
// columns and a head with a link; a claim has a cell with a link, and one for what is empty before it; a
// clause has a row, a head with a link, its state, and what is empty at the end.
func hasFewElements(t *testing.T, r *generator.Result, page []byte, documents, sections int) {
	t.Helper()
	const frame = 20
	table, _ := parseMatrix(t, page)
	elements, claims := 0, 0
	for n := range table.Descendants() {
		if n.Type == html.ElementNode {
			elements++
		}
	}
	for _, c := range r.Matrix.Clauses {
		claims += len(c.Claims)
	}
	most := 3*documents + 3*sections + 3*claims + 5*len(r.Matrix.Clauses) + frame
	t.Logf("%d elements in the table, at most %d", elements, most)
	if elements > most {
		t.Errorf("the table has %d elements, more than %d for %d documents and %d claims", elements, most, documents, claims)
	}
}

// TestMatrixPlaces counts the columns of each row: each mark stands under the document that it leads
// to, and all rows end where the head does.
func TestMatrixPlaces(t *testing.T) {
	for name, o := range map[string]manual.Options{"published": {}, "drafts": {Drafts: true}} {
		t.Run(name, func(t *testing.T) {
			r := example(t, o)
			_, table := parseMatrix(t, pages(t, r)["coverage.html"])
			heads, marks, claims := table[1], 0, 0
			for _, row := range table[2:] {
				if len(row) != len(heads) {
					t.Errorf("the row of %s ends at column %d of %d", row[0], len(row), len(heads))
				}
				for i, links := range row[2:] {
					for _, link := range strings.Fields(links) {
						marks++
						if document, _, _ := strings.Cut(link, "#"); document != heads[i+2] {
							t.Errorf("%s of %s stands in the column of %s", link, row[0], heads[i+2])
						}
					}
				}
			}
			for _, c := range r.Matrix.Clauses {
				for _, claim := range c.Claims {
					if claim.Entry.Published() {
						claims++
					}
				}
			}
			if marks != claims || marks < 50 {
				t.Errorf("%d marks for %d claims", marks, claims)
			}
		})
	}
}

// parseMatrix gives the table of a matrix and, for each row, where the links of each column lead.
func parseMatrix(t *testing.T, page []byte) (table *html.Node, rows [][]string) {
	t.Helper()
	for n := range nodes(t, "coverage.html", page) {
		switch {
		case attribute(n, "id") == "cb:table":
			table = n
		case table == nil || n.Data != "tr":
		case n.Parent.Parent != table:
			t.Fatal("a row is not in the matrix")
		default:
			rows = append(rows, columnsOf(n))
		}
	}
	return table, rows
}

func columnsOf(row *html.Node) []string {
	var columns []string
	for cell := range row.ChildNodes() {
		if cell.Type != html.ElementNode {
			continue
		}
		var links []string
		for n := range cell.Descendants() {
			if n.Data == "a" {
				links = append(links, attribute(n, "href"))
			}
		}
		span, _ := strconv.Atoi(attribute(cell, "colspan"))
		for range max(span, 1) {
			columns = append(columns, strings.Join(links, " "))
		}
	}
	return columns
}

func compressed(page []byte) int {
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	_, _ = w.Write(page)
	_ = w.Close()
	return small.Len()
}
