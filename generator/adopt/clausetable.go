package adopt

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/standard"
)

// matrixRow is a row of a table that lists clauses of the standard.
type matrixRow struct {
	clauses proposals
	others  []string // the other cells
	table   int      // the line of the table
}

// clauseTables finds the tables of a body that have a column for clauses.
func (v *vocabulary) clauseTables(edition *standard.Edition, lines []string, first int) []matrixRow {
	var rows []matrixRow
	for i := 0; i+1 < len(lines); i++ {
		if !strings.Contains(lines[i], "|") || !delimiter.MatchString(unquote(lines[i+1])) {
			continue
		}
		from := i
		for i++; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
		}
		var texts []string
		for _, line := range lines[from:i] {
			texts = append(texts, unquote(line))
		}
		table := tableRows(texts)
		column := slices.IndexFunc(table[0], func(cell string) bool { return v.clauseColumn(cell, lines[:from], edition) })
		if column < 0 || len(table) > 1 && len(table[0]) == 2 && v.isKey(table[1][0]) {
			continue
		}
		for n, cells := range table[1:] {
			if column >= len(cells) || slices.ContainsFunc(cells, v.saysNo) {
				continue
			}
			row := matrixRow{table: first + from, others: slices.Delete(slices.Clone(cells), column, column+1)}
			row.clauses.add(v, edition, cells[column], first+from+2+n)
			rows = append(rows, row)
		}
	}
	return rows
}

var bareClause = []string{"clause", "clauses", "clause no", "clause number", "clausula", "clausulas", "clausola"}

// clauseColumn reports whether the title of a column says that its cells are clauses of ISO 9001. above are the lines
// before the table.
func (v *vocabulary) clauseColumn(cell string, above []string, edition *standard.Edition) bool {
	text := plain(cell)
	if names := standardsIn(text, edition); len(names) > 0 {
		return otherOf(names) == ""
	}
	word := fold(text)
	return v.fields[word] == "clauses" || slices.Contains(bareClause, word) && lastNamed(above, edition)
}

// lastNamed reports whether the last line that names standards names only the manual's.
func lastNamed(lines []string, edition *standard.Edition) bool {
	for _, line := range slices.Backward(lines) {
		if names := standardsIn(line, edition); len(names) > 0 {
			return otherOf(names) == ""
		}
	}
	return false
}

// saysNo reports whether a cell says that the clause of its row does not apply.
func (v *vocabulary) saysNo(cell string) bool {
	return v.notApplicable.MatchString(cell) || slices.Contains([]string{"no", "nein", "non", "nei", "na", "n"}, fold(plain(cell)))
}
