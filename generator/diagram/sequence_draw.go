package diagram

import "strings"

const (
	partPad  = 12 * px
	partGap  = 24 * px
	loopWide = 36 * px
)

// columns places the participants so that what is written between them has room.
func (s *sequence) columns() (width int) {
	gaps := make([]int, len(s.parts)) // from each to the next
	for i, p := range s.parts {
		if i+1 < len(s.parts) {
			gaps[i] = (p.label.width+s.parts[i+1].label.width)/2 + 2*partPad + partGap
		}
	}
	left, right := 0, 0
	for _, r := range s.rows {
		switch {
		case r.kind == "message" && r.from != r.to, r.kind == "note" && r.side == 0 && r.from != r.to:
			a, b := min(r.from.index, r.to.index), max(r.from.index, r.to.index)
			total := 0
			for _, gap := range gaps[a:b] {
				total += gap
			}
			if need := r.label.width + 28*px; need > total {
				for i := a; i < b; i++ {
					gaps[i] += (need - total + b - a - 1) / (b - a)
				}
			}
		case r.kind == "message" || r.kind == "note" && r.side == 1:
			need := r.label.width + loopWide + 2*partPad
			if i := r.from.index; i+1 < len(s.parts) {
				gaps[i] = max(gaps[i], need)
			} else {
				right = max(right, need)
			}
		case r.kind == "note":
			need := r.label.width + 2*partPad + 2*px
			if r.side == 0 {
				need /= 2
			}
			if i := r.from.index; i == 0 {
				left = max(left, need)
			} else {
				gaps[i-1] = max(gaps[i-1], need+partGap)
			}
			if i := r.from.index; r.side == 0 && i+1 == len(s.parts) {
				right = max(right, need)
			}
		}
	}
	depth := 0
	for _, r := range s.rows {
		if r.kind == "frame" {
			depth = max(depth, r.depth+1)
		}
	}
	margin := 6*px + depth*8*px
	first, last := s.parts[0], s.parts[len(s.parts)-1]
	x := margin + max(left, first.label.width/2+partPad)
	for i, p := range s.parts {
		p.x = x
		x += gaps[i]
	}
	return last.x + max(right, last.label.width/2+partPad) + margin
}

func (s *sequence) draw() string {
	width := s.columns()
	c := &canvas{}
	head := 0
	for _, p := range s.parts {
		head = max(head, p.label.height)
	}
	head += 14 * px
	y := 6*px + head + 14*px
	for i := range s.rows {
		y = s.place(&s.rows[i], y)
	}
	bottom := y + 4*px
	for _, p := range s.parts {
		c.path("life", "M"+point{p.x, 6*px + head}.String()+"L"+point{p.x, bottom}.String())
	}
	s.frames(c, width)
	var steps []string
	for _, r := range s.rows {
		switch r.kind {
		case "message":
			s.message(c, r)
			steps = append(steps, r.from.label.String()+" → "+r.to.label.String()+": "+r.label.String())
		case "note":
			s.note(c, r)
			steps = append(steps, r.label.String())
		case "frame":
			steps = append(steps, strings.TrimSpace(r.word+" "+r.label.String()))
		case "else":
			steps = append(steps, r.label.String())
		}
	}
	for _, p := range s.parts {
		wide := p.label.width + 2*partPad
		c.rect("node", p.x-wide/2, 6*px, wide, head, 0)
		c.text("text", point{p.x, 6*px + head/2}, p.label)
	}
	return c.picture(width, bottom+6*px, steps)
}

// place gives a row its place, and returns that of the next.
func (s *sequence) place(r *row, y int) int {
	switch r.kind {
	case "message":
		r.y = y + r.label.height + 4*px
		if r.from == r.to {
			return r.y + 34*px
		}
		return r.y + 16*px
	case "note":
		r.y = y
		return y + r.label.height + 22*px
	case "frame":
		r.y = y
		return y + max(r.label.height, lineHeight) + 16*px
	case "else":
		r.y = y
		return y + max(r.label.height, lineHeight) + 12*px
	}
	r.y = y
	return y + 12*px
}

func (s *sequence) message(c *canvas, r row) {
	class := "edge"
	if r.dashed {
		class = "edge dotted"
	}
	if r.from == r.to {
		x := r.from.x
		c.path(class, "M"+point{x, r.y}.String()+"C"+point{x + loopWide, r.y}.String()+" "+point{x + loopWide, r.y + 22*px}.String()+" "+point{x + headLength, r.y + 22*px}.String())
		c.head("arrow", point{x, r.y + 22*px}, 1, 0)
		s.caption(c, point{x + partPad/2 + r.label.width/2, r.y - r.label.height/2 - 3*px}, r.label)
		return
	}
	step := 1
	if r.to.x < r.from.x {
		step = -1
	}
	from, to := r.from.x, r.to.x
	if r.start != "" {
		from += step * (headLength - px)
	}
	if r.end == "arrow" {
		to -= step * (headLength - px)
	}
	c.path(class, "M"+point{from, r.y}.String()+"L"+point{to, r.y}.String())
	c.head(r.start, point{r.from.x, r.y}, step, 0)
	c.head(r.end, point{r.to.x, r.y}, -step, 0)
	s.caption(c, point{(r.from.x + r.to.x) / 2, r.y - r.label.height/2 - 3*px}, r.label)
}

func (s *sequence) caption(c *canvas, at point, l label) {
	if !l.empty() {
		c.rect("back", at.x-l.width/2-2*px, at.y-l.height/2, l.width+4*px, l.height, 0)
		c.text("label", at, l)
	}
}

func (s *sequence) note(c *canvas, r row) {
	wide, high := r.label.width+2*partPad, r.label.height+10*px
	x := (r.from.x+r.to.x)/2 - wide/2
	switch {
	case r.side < 0:
		x = r.from.x - wide - px
	case r.side > 0:
		x = r.from.x + px
	case r.from != r.to && r.to.x-r.from.x+2*partPad > wide:
		wide = r.to.x - r.from.x + 2*partPad
		x = r.from.x - partPad
	}
	c.rect("note", x, r.y, wide, high, 0)
	c.text("text", point{x + wide/2, r.y + high/2}, r.label)
}

// frames draws loops and alternatives as boxes around what happens in them.
func (s *sequence) frames(c *canvas, width int) {
	var open []row
	for _, r := range s.rows {
		inset := 3*px + r.depth*8*px
		switch r.kind {
		case "frame":
			open = append(open, r)
		case "else":
			c.path("edge dotted thin", "M"+point{inset, r.y}.String()+"L"+point{width - inset, r.y}.String())
			s.caption(c, point{width / 2, r.y + 3*px + r.label.height/2}, r.label)
		case "end":
			begun := open[len(open)-1]
			open = open[:len(open)-1]
			c.rect("frame", inset, begun.y, width-2*inset, r.y-begun.y, 0)
			word := newLabel(begun.word)
			c.rect("tab", inset, begun.y, word.width+10*px, lineHeight+4*px, 0)
			c.text("title", point{inset + word.width/2 + 5*px, begun.y + lineHeight/2 + 2*px}, word)
			s.caption(c, point{max(width/2, inset+word.width+20*px+begun.label.width/2), begun.y + 3*px + begun.label.height/2}, begun.label)
		}
	}
}
