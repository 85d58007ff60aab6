package diagram

import "strings"

func drawFlow(lines []string, first int) (string, []Note, *Note) {
	c, fault := parseFlow(lines, first)
	if fault != nil {
		return "", nil, fault
	}
	for _, n := range c.nodes {
		width, height := sizeOf(n)
		n.breadth, n.deep = width, height
		if c.direction == "LR" || c.direction == "RL" {
			n.breadth, n.deep = height, width
		}
	}
	l, fault := newLayout(c)
	if fault != nil {
		fault.Line = first + 1
		return "", nil, fault
	}
	d := &flowDrawing{layout: l}
	for _, g := range l.groups {
		d.group(g)
	}
	for _, e := range l.edges {
		d.edge(e)
	}
	for _, n := range l.nodes {
		d.node(n)
	}
	for _, e := range l.edges {
		d.label(e)
	}
	for _, g := range l.groups {
		d.title(g)
	}
	width, height := l.width, l.height
	if l.sideways() {
		width, height = height, width
	}
	return d.picture(width, height, l.steps()), l.notes, nil
}

// sizeOf is the size of a node, which holds its label.
func sizeOf(n *node) (width, height int) {
	width, height = n.label.width+28*px, n.label.height+18*px
	switch n.shape {
	case "diamond":
		height = n.label.height*22/10 + 18*px
		width = n.label.width*height/(height-n.label.height) + 18*px
	case "circle", "double":
		width = max(n.label.width, n.label.height) + 24*px
		if n.shape == "double" {
			width += 10 * px
		}
		height = width
	case "hexagon", "right", "left", "trapezoid", "inverse", "flag", "stadium", "subroutine":
		width += 16 * px
	case "cylinder":
		height += 14 * px
	}
	return max(width, 40*px), height
}

type flowDrawing struct {
	canvas
	*layout
}

// at turns a place along and across the ranks into one of the picture.
func (d *flowDrawing) at(cross, main int) point {
	switch d.direction {
	case "BT":
		return point{cross, d.height - main}
	case "LR":
		return point{main, cross}
	case "RL":
		return point{d.height - main, cross}
	}
	return point{cross, main}
}

// towards is the step in the picture from a rank to the next.
func (d *flowDrawing) towards() (dx, dy int) {
	a, b := d.at(0, 0), d.at(0, 1)
	return b.x - a.x, b.y - a.y
}

func (d *flowDrawing) group(g *group) {
	b := d.boxes[g]
	if b == nil {
		return
	}
	p, q := d.at(b.left, b.top), d.at(b.right, b.bottom)
	x, y := min(p.x, q.x), min(p.y, q.y)
	width, height := max(p.x, q.x)-x, max(p.y, q.y)-y
	d.rect("group", x, y, width, height, 4*px)
}

// title writes the name of a group, over the edges that pass it.
func (d *flowDrawing) title(g *group) {
	b := d.boxes[g]
	if b == nil || g.title.empty() {
		return
	}
	p, q := d.at(b.left, b.top), d.at(b.right, b.bottom)
	at := point{(p.x + q.x) / 2, min(p.y, q.y) + 12*px}
	title := label{[]string{g.title.String()}, widthOf(g.title.String()), lineHeight}
	d.rect("back", at.x-title.width/2-px, at.y-8*px, title.width+2*px, 16*px, 0)
	d.text("title", at, title)
}

// edge draws a smooth line that is straight inside of ranks.
func (d *flowDrawing) edge(e *edge) {
	if e.line == "hidden" {
		return
	}
	if e.from == e.to {
		d.loop(e)
		return
	}
	upper, lower := e.ends()
	upperHead, lowerHead := e.start, e.end
	if e.reversed {
		upperHead, lowerHead = e.end, e.start
	}
	dx, dy := d.towards()
	start, stop := upper.main+upper.deep/2, lower.main-lower.deep/2
	from, to := start, stop
	if upperHead != "" {
		from += headLength - px
	}
	if lowerHead != "" {
		to -= headLength - px
	}
	var path strings.Builder
	cross, main := upper.cross, from
	path.WriteString("M" + d.at(cross, main).String())
	move := func(nextCross, nextMain int) {
		if nextCross == cross {
			path.WriteString("L" + d.at(nextCross, nextMain).String())
		} else {
			middle := (main + nextMain) / 2
			path.WriteString("C" + d.at(cross, middle).String() + " " + d.at(nextCross, middle).String() + " " + d.at(nextCross, nextMain).String())
		}
		cross, main = nextCross, nextMain
	}
	if bottom := d.bottom(upper.rank); bottom > main {
		move(cross, bottom)
	}
	for _, bend := range e.bends {
		move(bend.cross, d.tops[bend.rank])
		if bottom := d.bottom(bend.rank); bottom > main {
			move(bend.cross, bottom)
		}
	}
	if top := d.tops[lower.rank]; top < to {
		move(lower.cross, top)
	}
	move(lower.cross, to)
	d.path(strings.TrimSpace("edge "+e.line), path.String())
	d.head(upperHead, d.at(upper.cross, start), dx, dy)
	d.head(lowerHead, d.at(lower.cross, stop), -dx, -dy)
}

// loop draws an edge from a node to itself, beside it.
func (d *flowDrawing) loop(e *edge) {
	n := e.from
	side, far := n.cross+n.breadth/2, n.cross+n.breadth/2+26*px
	if n.shape == "diamond" {
		side -= 6 * px
	}
	const high = 7 * px
	d.path(strings.TrimSpace("edge "+e.line), "M"+d.at(side, n.main-high).String()+"C"+d.at(far, n.main-3*high).String()+" "+d.at(far, n.main+3*high).String()+" "+d.at(side+headLength, n.main+high).String())
	a, b := d.at(0, 0), d.at(1, 0)
	d.head("arrow", d.at(side, n.main+high), b.x-a.x, b.y-a.y)
}

func (d *flowDrawing) label(e *edge) {
	if e.label.empty() || e.line == "hidden" {
		return
	}
	var at point
	switch {
	case e.middle != nil:
		at = d.at(e.middle.cross, e.middle.main)
	default:
		at = d.at(e.from.cross+e.from.breadth/2+20*px, e.from.main-20*px)
	}
	d.rect("back", at.x-e.label.width/2-2*px, at.y-e.label.height/2, e.label.width+4*px, e.label.height, 0)
	d.text("label", at, e.label)
}

func (d *flowDrawing) node(n *node) {
	width, height := sizeOf(n)
	c := d.at(n.cross, n.main)
	x, y := c.x-width/2, c.y-height/2
	right, bottom := x+width, y+height
	const slant = 12 * px
	corner := func(x, y int) point { return point{x, y} }
	switch n.shape {
	case "diamond":
		d.polygon("node", corner(c.x, y), corner(right, c.y), corner(c.x, bottom), corner(x, c.y))
	case "circle":
		d.rect("node", x, y, width, height, width/2)
	case "double":
		d.rect("node", x, y, width, height, width/2)
		d.rect("node", x+5*px, y+5*px, width-10*px, height-10*px, width/2-5*px)
	case "stadium":
		d.rect("node", x, y, width, height, height/2)
	case "round":
		d.rect("node", x, y, width, height, 8*px)
	case "subroutine":
		d.rect("node", x, y, width, height, 0)
		d.path("line", "M"+corner(x+8*px, y).String()+"L"+corner(x+8*px, bottom).String()+"M"+corner(right-8*px, y).String()+"L"+corner(right-8*px, bottom).String())
	case "cylinder":
		arc := "A" + length(width/2) + " 7 0 0 "
		d.path("node", "M"+corner(x, y+7*px).String()+arc+"1 "+corner(right, y+7*px).String()+"L"+corner(right, bottom-7*px).String()+arc+"1 "+corner(x, bottom-7*px).String()+"Z")
		d.path("line", "M"+corner(x, y+7*px).String()+arc+"0 "+corner(right, y+7*px).String())
	case "hexagon":
		d.polygon("node", corner(x+slant, y), corner(right-slant, y), corner(right, c.y), corner(right-slant, bottom), corner(x+slant, bottom), corner(x, c.y))
	case "right":
		d.polygon("node", corner(x+slant, y), corner(right, y), corner(right-slant, bottom), corner(x, bottom))
	case "left":
		d.polygon("node", corner(x, y), corner(right-slant, y), corner(right, bottom), corner(x+slant, bottom))
	case "trapezoid":
		d.polygon("node", corner(x+slant, y), corner(right-slant, y), corner(right, bottom), corner(x, bottom))
	case "inverse":
		d.polygon("node", corner(x, y), corner(right, y), corner(right-slant, bottom), corner(x+slant, bottom))
	case "flag":
		d.polygon("node", corner(x, y), corner(right, y), corner(right, bottom), corner(x, bottom), corner(x+slant, c.y))
	default:
		d.rect("node", x, y, width, height, 0)
	}
	if n.shape == "cylinder" {
		c.y += 5 * px
	}
	d.text("text", c, n.label)
}

// steps describe the chart in words and arrows.
func (c *chart) steps() (list []string) {
	named := map[*node]bool{}
	for _, e := range c.edges {
		step := e.from.label.String() + " → " + e.to.label.String()
		if !e.label.empty() {
			step = e.from.label.String() + " → " + e.label.String() + " → " + e.to.label.String()
		}
		list = append(list, step)
		named[e.from], named[e.to] = true, true
	}
	for _, n := range c.nodes {
		if !named[n] {
			list = append(list, n.label.String())
		}
	}
	return list
}
