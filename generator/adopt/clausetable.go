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
func clauseTables(v *vocabulary, edition *standard.Edition, lines []string, first int) []matrixRow {
	var rows []matrixRow
	unclosed, named := 0, &lastNamed{lines: lines, edition: edition}
	for i := 0; i+1 < len(lines); i++ {
		from := i
		var table [][]string
		after, closed := i, false
		if i >= unclosed {
			table, after, closed = htmlTable(lines, i)
		}
		switch {
		case closed:
			i = after - 1
		case after > i:
			unclosed = after
		case !strings.Contains(lines[i], "|") || !delimiter.MatchString(unquote(lines[i+1])):
			continue
		default:
			var texts []string
			for ; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
				texts = append(texts, unquote(lines[i]))
			}
			table = tableRows(texts)
		}
		if len(table) == 0 {
			continue
		}
		column := slices.IndexFunc(table[0], func(cell string) bool { return clauseColumn(v, cell, named, from) })
		if column < 0 || len(table) > 1 && len(table[0]) == 2 && v.isKey(table[1][0]) {
			continue
		}
		for n, cells := range table[1:] {
			if column >= len(cells) || slices.ContainsFunc(cells, func(cell string) bool { return saysNo(v, cell) }) {
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

// clauseColumn reports whether the title of a column says that its cells are clauses of ISO 9001. A bare Clause does if
// the last standard named above its line is ISO 9001.
func clauseColumn(v *vocabulary, cell string, named *lastNamed, line int) bool {
	text := plain(cell)
	if names := standardsIn(text, named.edition); len(names) > 0 {
		return otherOf(names) == ""
	}
	word := fold(text)
	return v.fields[word] == "clauses" || slices.Contains(bareClause, word) && named.above(line)
}

// lastNamed finds the last line that names standards.
type lastNamed struct {
	lines   []string
	edition *standard.Edition
	read    int
	ours    bool
}

// above reports whether the last line before a line that names standards names only the manual's. Lines must not decrease.
func (l *lastNamed) above(line int) bool {
	for ; l.read < line; l.read++ {
		if names := standardsIn(l.lines[l.read], l.edition); len(names) > 0 {
			l.ours = otherOf(names) == ""
		}
	}
	return l.ours
}

// saysNo reports whether a cell says that the clause of its row does not apply.
func saysNo(v *vocabulary, cell string) bool {
	return v.notApplicable.MatchString(cell) || slices.Contains([]string{"no", "nein", "non", "nei", "na", "n"}, fold(plain(cell)))
}
