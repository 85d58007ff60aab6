package diagram

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// canvas collects the elements of a picture.
type canvas struct{ strings.Builder }

// length writes a length in pixels.
func length(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n%px == 0 {
		return sign + strconv.Itoa(n/px)
	}
	return sign + strconv.Itoa(n/px) + "." + strconv.Itoa(n%px)
}

type point struct{ x, y int }

func (p point) String() string { return length(p.x) + " " + length(p.y) }

func (c *canvas) path(class, d string) { fmt.Fprintf(c, `<path class="%s" d="%s"/>`, class, d) }

func (c *canvas) rect(class string, x, y, width, height, radius int) {
	corner := ""
	if radius > 0 {
		corner = ` rx="` + length(radius) + `"`
	}
	fmt.Fprintf(c, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"%s/>`, class, length(x), length(y), length(width), length(height), corner)
}

// polygon draws the outline of a shape by its corners.
func (c *canvas) polygon(class string, corners ...point) {
	var list []string
	for _, p := range corners {
		list = append(list, length(p.x)+","+length(p.y))
	}
	fmt.Fprintf(c, `<polygon class="%s" points="%s"/>`, class, strings.Join(list, " "))
}

// text writes the lines of a label around a point.
func (c *canvas) text(class string, at point, l label) {
	if l.empty() {
		return
	}
	const baseline = 5 * px // below the middle of a line
	y := at.y - (len(l.lines)-1)*lineHeight/2 + baseline
	fmt.Fprintf(c, `<text class="%s">`, class)
	for i, line := range l.lines {
		if i > 0 {
			c.WriteByte(' ')
		}
		fmt.Fprintf(c, `<tspan x="%s" y="%s">%s</tspan>`, length(at.x), length(y+i*lineHeight), html.EscapeString(line))
	}
	c.WriteString("</text>")
}

// head draws the end of an edge at a point. The edge comes from the direction of (dx, dy), which is one step along an
// axis.
func (c *canvas) head(kind string, tip point, dx, dy int) {
	const long, wide = headLength, 45
	switch kind {
	case "arrow":
		c.polygon("head", tip, point{tip.x + dx*long + dy*wide, tip.y + dy*long + dx*wide}, point{tip.x + dx*long - dy*wide, tip.y + dy*long - dx*wide})
	case "circle":
		fmt.Fprintf(c, `<circle class="head" cx="%s" cy="%s" r="4"/>`, length(tip.x+dx*long/2), length(tip.y+dy*long/2))
	case "cross":
		x, y := tip.x+dx*long/2, tip.y+dy*long/2
		c.path("edge", fmt.Sprintf("M%sL%sM%sL%s", point{x - 40, y - 40}, point{x + 40, y + 40}, point{x - 40, y + 40}, point{x + 40, y - 40}))
	}
}

const headLength = 9 * px

// picture is the whole, with a description for those who do not see it.
func (c *canvas) picture(width, height int, steps []string) string {
	const most = 4000
	said := strings.Join(steps, "; ")
	if runes := []rune(said); len(runes) > most {
		said = string(runes[:most]) + "…"
	}
	return fmt.Sprintf(`<div class="diagram" tabindex="0" role="img" aria-label="%s"><svg viewBox="0 0 %s %s" width="%[2]s" height="%[3]s">%[4]s</svg></div>`,
		html.EscapeString(said), length(width), length(height), c.String())
}
