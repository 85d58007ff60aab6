package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// maxColumns is the largest number of documents that are columns of the matrix. With more, sections are.
const maxColumns = 250

// matrix is the table of clauses and documents, or sections of a large manual.
func (w *workbook) matrix(gaps bool) sheet {
	x := w.report
	columns, of := w.matrixColumns()
	s := sheet{name: "Matrix", frozen: 3, subtitle: headline(x) + ". " + marks[coverage.Covered] + " counts, " + marks[coverage.Pending] +
		" in preparation, " + marks[coverage.Gap] + " does not count; with a number of documents where the columns are sections. " + coverage.Limit,
		columns: append([]column{{"Clause", 10}, {"Title", 44}, {"State", 15}}, columns...)}
	s.rows = func(put func(int, ...any) error) error {
		for _, c := range x.Clauses {
			if gaps && !open(c) {
				continue
			}
			style := w.style.text
			if !c.Requirement {
				style = w.style.bold
			}
			cells := make([]any, 3+len(columns))
			cells[0], cells[1], cells[2] = c.ID, x.Manual.Standard.FullTitle(c.Clause), w.state(c.State)
			for at, text := range markCells(c, of) {
				cells[3+at] = text
			}
			if err := put(style, cells...); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// matrixColumns returns the columns of the matrix, and the index of that of a document. A document that claims
// nothing has none.
func (w *workbook) matrixColumns() (columns []column, of map[*manual.Entry]int) {
	m, claiming := w.report.Manual, map[*manual.Entry]bool{}
	for _, c := range w.report.Clauses {
		for _, claim := range c.Claims {
			claiming[claim.Entry] = true
		}
	}
	of = map[*manual.Entry]int{}
	const narrow, wide = 5, 9
	for _, s := range m.Sections {
		first := true
		for _, e := range m.In(s) {
			switch {
			case !claiming[e]:
				continue
			case len(claiming) <= maxColumns:
				columns = append(columns, column{e.Name(), narrow})
			case first:
				columns = append(columns, column{cmp.Or(s.Path, s.Title), wide})
			}
			first = false
			of[e] = len(columns) - 1
		}
	}
	return columns, of
}

// markCells are the marks of a clause by column: the strongest of the claims there, with their number if there are
// several.
func markCells(c *coverage.Clause, of map[*manual.Entry]int) map[int]string {
	type claims struct{ best, count int }
	strength := []coverage.State{coverage.Covered, coverage.Pending, coverage.Gap}
	found := map[int]claims{}
	var last *manual.Entry
	for _, claim := range c.Claims {
		at, ok := of[claim.Entry]
		if !ok {
			continue
		}
		is := slices.Index(strength, stateOf(claim))
		was, again := found[at]
		if !again {
			was.best = is
		}
		was.best = min(was.best, is)
		if claim.Entry != last {
			was.count++
		}
		last = claim.Entry
		found[at] = was
	}
	cells := map[int]string{}
	for at, f := range found {
		if cells[at] = marks[strength[f.best]]; f.count > 1 {
			cells[at] = fmt.Sprintf("%s %d", cells[at], f.count)
		}
	}
	return cells
}

// stateOf says what a claim does for its clause.
func stateOf(c coverage.Claim) coverage.State {
	switch {
	case c.Counted():
		return coverage.Covered
	case c.Why.InPreparation():
		return coverage.Pending
	}
	return coverage.Gap
}

// gaps lists the clauses that are a gap or pending, and the documented information that is missing.
func (w *workbook) gaps() sheet {
	x := w.report
	s := sheet{name: "Gaps", subtitle: subtitle(x), columns: []column{{"Clause", 10}, {"Title", 44}, {"Missing", 15}, {"What", 60}, {"Required", 20}, {"Documents", 40}, {"Page", 24}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, c := range x.Clauses {
			if open(c) {
				var names []string
				for _, claim := range c.Claims {
					names = append(names, claim.Entry.Name())
				}
				err := put(w.style.text, c.ID, x.Manual.Standard.FullTitle(c.Clause), w.state(c.State), c.Reason(x.Result), "", strings.Join(slices.Compact(names), "; "), page(route.Clause(c.ID)))
				if err != nil {
					return err
				}
			}
			for _, i := range c.Items {
				if !i.Missing() {
					continue
				}
				if err := put(w.style.text, c.ID, x.Manual.Standard.FullTitle(c.Clause), kindOf(i), i.Item, i.Basis, strings.Join(names(i.Coming), "; "), page(route.Clause(c.ID))); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return s
}

// reviews lists the approved documents by the day of their next review; those without one come last.
func (w *workbook) reviews() sheet {
	m := w.report.Manual
	s := sheet{name: "Reviews", subtitle: headline(w.report) + ". By the organization's own rule: the date in the document, or else the interval in manual.yaml. The standard sets none.",
		columns: []column{{"Due", 12}, {"Overdue", 9}, {"Document", 14}, {"Title", 44}, {"Revision", 9}, {"Owner", 24}, {"Page", 32}}}
	s.rows = func(put func(int, ...any) error) error {
		type review struct {
			*manual.Entry
			due string
		}
		var list []review
		for e := range entries(m) {
			if due := m.Due(e); due != "" || e.Status.Value == document.Approved {
				list = append(list, review{e, due})
			}
		}
		slices.SortStableFunc(list, func(a, b review) int {
			if (a.due == "") != (b.due == "") {
				return -cmp.Compare(a.due, b.due)
			}
			return cmp.Compare(a.due, b.due)
		})
		for _, r := range list {
			if err := put(w.style.text, r.due, yes(r.due != "" && r.due < m.Options.Date), r.Name(), r.Title.Value, r.Revision.Value, r.Owner.Value, page(r.URL)); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// findingRows lists the findings, in their order, but for line ends of Windows: Git makes them in one checkout and not
// in another, and the spreadsheet of both has to be the same.
func (w *workbook) findingRows(findings []diag.Finding) sheet {
	m := w.report.Manual
	s := sheet{name: "Findings", subtitle: headline(w.report), columns: []column{{"Severity", 10}, {"Rule", 28}, {"File", 44}, {"Line", 7}, {"Column", 8},
		{"Finding", 80}, {"How to fix it", 60}, {"Accepted", 40}, {"Page", 32}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, f := range findings {
			if f.Rule == "crlf" {
				continue
			}
			url := ""
			if e := m.ByFile(f.File); e != nil {
				url = e.URL
			}
			err := put(w.style.text, f.Severity.String(), f.Rule, f.File, w.number(f.Line), w.number(f.Column), f.Message, f.Hint, f.Accepted, page(url))
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// number is a cell with a number.
func (w *workbook) number(n int) excelize.Cell {
	return excelize.Cell{Value: n, StyleID: w.style.figure}
}
