package adopt

import (
	"slices"
	"strings"
)

// tableRows splits the lines of a table into cells, without the line below its header.
func tableRows(lines []string) [][]string {
	var rows [][]string
	for i, line := range lines {
		if i == 1 && delimiter.MatchString(line) {
			continue
		}
		line = strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(line, `\|`, "\x00"), "|"), "|")
		cells := strings.Split(line, "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(strings.ReplaceAll(cells[j], "\x00", "|"))
		}
		rows = append(rows, cells)
	}
	return rows
}

// tablePairs reads a table of keys and values, side by side or below each other.
func tablePairs(v *vocabulary, rows [][]string, line int) []pair {
	if len(rows) == 0 {
		return nil
	}
	headless, below := rows, line
	if len(rows) > 1 && strings.Trim(strings.Join(rows[0], ""), " ") == "" {
		headless, below = rows[1:], line+1
	}
	if slices.ContainsFunc(headless[0], func(title string) bool { return v.duties[fold(plain(title))] }) {
		return nil
	}
	if pairs := signaturePairs(v, headless, below); len(pairs) > 0 {
		return pairs
	}
	known := func(cell string) bool { return v.isKey(cell) }
	var pairs []pair
	if titles := headless[0]; isHeader(v, headless) {
		if len(headless) == 2 && isOwnData(v, titles) { // with more rows it is a list, such as the history of the document
			for i, cell := range titles[:min(len(titles), len(headless[1]))] {
				pairs = append(pairs, pair{plainKeyOf(cell), headless[1][i], fromText, below + 2})
			}
		}
		return kept(v, pairs)
	}
	if isList(v, headless) {
		return nil
	}
	var doubtful []pair
	for n, cells := range rows {
		at := line + n
		if n > 0 {
			at++ // the line below the header
		}
		for i := 0; i < len(cells); i++ {
			switch {
			case i+1 >= len(cells) || known(cells[i+1]) || strings.Contains(plain(cells[i]), ": "):
				pairs = append(pairs, linePairs(v, cells[i], at)...)
			case known(cells[i]):
				pairs = append(pairs, pair{plainKeyOf(cells[i]), cells[i+1], fromText, at})
				i++
			case len(cells) == 2:
				if p := doubtfulPair(v, cells[i], cells[i+1], at); n > 0 || p.key == "id" { // the first row may be a header
					doubtful = append(doubtful, p)
				}
				i++
			default:
				pairs = append(pairs, linePairs(v, cells[i], at)...)
			}
		}
	}
	if len(pairs) > 0 || slices.ContainsFunc(doubtful, func(p pair) bool { return p.key == "id" }) {
		pairs = append(pairs, doubtful...)
	}
	return kept(v, pairs)
}

// doubtfulPair is a row of two cells of which the first is not the name of a field. It counts only beside others.
func doubtfulPair(v *vocabulary, key, value string, line int) pair {
	key, said := plainKeyOf(key), plain(value)
	if id := v.validID(said); id != "" && v.types[fold(key)] != "" && v.idIn(said) == id { // PROCEDURE | QP 07
		return pair{"id", value, fromText, line}
	}
	if revision := v.onlyRevision(said); revision != "" { // PURCHASING | Rev. 06
		return pair{"revision", revision, fromText, line}
	}
	return pair{key, value, fromText, line}
}

// isOwnData reports whether titles are those of the data of one document, and not of a list with one line: Machine | Version.
func isOwnData(v *vocabulary, titles []string) bool {
	n := 0
	for _, title := range titles {
		n += one(v.isKey(title))
	}
	return 2*n >= len(titles) && (n > 2 || v.isKey(titles[0]) || v.columns[fold(plain(titles[0]))])
}

// isList reports whether a table of more than two columns lists things, of which one column has a title that is the name of a
// field: Activity | Responsible | Document. In a table of keys and values, a column of keys has more than one.
func isList(v *vocabulary, rows [][]string) bool {
	titles := rows[0]
	if len(rows) < 2 || len(titles) < 3 || v.isKey(titles[0]) || plain(titles[0]) == "" || strings.ContainsAny(strings.Join(titles, ""), ":") {
		return false
	}
	for i, title := range titles {
		inColumn := func(row []string) bool { return i < len(row) && v.isKey(row[i]) }
		if v.isKey(title) && slices.ContainsFunc(rows[1:], inColumn) {
			return false
		}
	}
	return true
}

// isHeader reports whether the first row of a table has the titles of its columns.
func isHeader(v *vocabulary, rows [][]string) bool {
	titles := rows[0]
	if len(rows) < 2 || len(titles) < 2 || v.isKey(rows[1][0]) || !slices.ContainsFunc(titles, v.isKey) {
		return false
	}
	for i, title := range titles[:min(len(titles), len(rows[1]))] {
		if v.isKey(title) && v.isKey(rows[1][i]) {
			return false // a column of keys
		}
	}
	if len(titles)%2 == 1 {
		return !strings.ContainsAny(strings.Join(titles, ""), ":")
	}
	for i := 1; i < len(titles); i += 2 {
		if v.isKey(titles[i]) || v.columns[fold(plain(titles[i]))] {
			return true
		}
	}
	return false
}

func plainKeyOf(cell string) string { return strings.TrimRight(plain(cell), ": ") }
