package adopt

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tables turns tables in HTML into tables of Markdown. The text of merged cells is in the first of them.
func tables(text string) string {
	var b strings.Builder
	for {
		start := strings.Index(text, "<table")
		if start < 0 {
			break
		}
		end := endOfTable(text[start:])
		if end < 0 {
			break
		}
		b.WriteString(text[:start])
		if table := tableOf(text[start : start+end]); table != "" {
			b.WriteString(table)
		} else {
			b.WriteString(text[start : start+end])
		}
		text = text[start+end:]
	}
	return b.String() + text
}

var tableTag = regexp.MustCompile(`(?i)<(/?)table\b`)

// htmlTable reads the table in HTML that begins in a line, and returns the line after it. If it has no end, closed is false
// and no table that begins before the line after has one.
func htmlTable(lines []string, i int) (rows [][]string, after int, closed bool) {
	if !tableTag.MatchString(lines[i]) {
		return nil, i, false
	}
	const most = 1000
	var text strings.Builder
	end := min(len(lines), i+most)
	for n, line := range lines[i:end] {
		line = tableTag.ReplaceAllString(line, "<${1}table")
		text.WriteString(line + "\n")
		if !strings.Contains(line, "</table>") {
			continue
		}
		_, table, _ := strings.Cut(text.String(), "<table")
		table = "<table" + table
		if size := endOfTable(table); size > 0 {
			return tableRows(strings.Split(tableOf(table[:size]), "\n")), i + n + 1, true
		}
	}
	return nil, end, false
}

// endOfTable returns the offset after the end of the table that a text begins with, or -1.
func endOfTable(text string) int {
	depth := 0
	for at := 0; ; {
		open, end := strings.Index(text[at:], "<table"), strings.Index(text[at:], "</table>")
		switch {
		case end < 0:
			return -1
		case open >= 0 && open < end:
			depth++
			at += open + len("<table")
		default:
			depth--
			at += end + len("</table>")
			if depth == 0 {
				return at
			}
		}
	}
}

// The largest table that is turned into Markdown.
const maxRows, maxColumns = 5000, 60

// tableOf writes a table as Markdown; "" if it cannot be.
func tableOf(text string) string {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) == 0 {
		return ""
	}
	var rows []*html.Node
	collect(nodes[0], atom.Tr, &rows)
	grid := make([][]string, len(rows))
	taken := map[[2]int]bool{}
	columns := 0
	for y, row := range rows {
		x := 0
		for cell := row.FirstChild; cell != nil; cell = cell.NextSibling {
			if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
				continue
			}
			for taken[[2]int{x, y}] {
				x++
			}
			wide, high := span(cell, "colspan", maxColumns), span(cell, "rowspan", len(rows)-y)
			if x+wide > maxColumns || len(rows) > maxRows {
				return ""
			}
			for len(grid[y]) <= x {
				grid[y] = append(grid[y], "")
			}
			grid[y][x] = cellText(cell)
			for dy := range high {
				for dx := range wide {
					taken[[2]int{x + dx, y + dy}] = true
				}
			}
			x += wide
			columns = max(columns, x)
		}
	}
	if columns == 0 {
		return ""
	}
	return pipes(grid, columns)
}

// pipes writes rows as a table of Markdown.
func pipes(grid [][]string, columns int) string {
	var b strings.Builder
	for y, row := range grid {
		b.WriteString("|")
		for x := range columns {
			cell := ""
			if x < len(row) {
				cell = row[x]
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
		if y == 0 {
			b.WriteString("|" + strings.Repeat("---|", columns) + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

func span(n *html.Node, name string, most int) int {
	for _, a := range n.Attr {
		if a.Key == name {
			if v, err := strconv.Atoi(a.Val); err == nil {
				return max(1, min(v, most))
			}
		}
	}
	return 1
}

// collect lists the elements of a kind below a node, without those of tables inside.
func collect(n *html.Node, kind atom.Atom, to *[]*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == kind:
			*to = append(*to, c)
		case c.DataAtom != atom.Table:
			collect(c, kind, to)
		}
	}
}

var cellEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, "\n", " ")

// cellText is the content of a cell on one line.
func cellText(n *html.Node) string {
	var b strings.Builder
	writeCell(&b, n, 0)
	text := strings.Join(strings.Fields(b.String()), " ")
	for {
		trimmed := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "<br>"), "<br>"))
		if trimmed == text {
			return text
		}
		text = trimmed
	}
}

func writeCell(b *strings.Builder, n *html.Node, depth int) {
	if depth > 200 {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(cellEscapes.Replace(c.Data))
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Br:
			b.WriteString("<br>")
		case c.DataAtom == atom.Img:
			b.WriteString("![" + cellEscapes.Replace(attributeOf(c, "alt")) + "](" + attributeOf(c, "src") + ")")
		case c.DataAtom == atom.Strong || c.DataAtom == atom.Em:
			mark := map[atom.Atom]string{atom.Strong: "**", atom.Em: "*"}[c.DataAtom]
			var inner strings.Builder
			writeCell(&inner, c, depth+1)
			if text := strings.TrimSpace(inner.String()); text != "" && !strings.Contains(text, "<br>") {
				b.WriteString(mark + text + mark)
			} else {
				b.WriteString(inner.String())
			}
		case c.DataAtom == atom.A && attributeOf(c, "href") != "":
			b.WriteString("[")
			writeCell(b, c, depth+1)
			b.WriteString("](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", " ", "%20").Replace(attributeOf(c, "href")) + ">)")
		default:
			block := c.DataAtom == atom.P || c.DataAtom == atom.Li || c.DataAtom == atom.Tr || c.DataAtom == atom.Div || c.DataAtom == atom.Blockquote
			if block && b.Len() > 0 && !strings.HasSuffix(b.String(), "<br>") {
				b.WriteString("<br>")
			}
			if c.DataAtom == atom.Li {
				b.WriteString("• ")
			}
			writeCell(b, c, depth+1)
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				b.WriteString(" ")
			}
			if block && strings.TrimSpace(textAfter(c)) != "" {
				b.WriteString("<br>")
			}
		}
	}
}

// textAfter is the text that follows a node directly.
func textAfter(n *html.Node) string {
	if n.NextSibling != nil && n.NextSibling.Type == html.TextNode {
		return n.NextSibling.Data
	}
	return ""
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
