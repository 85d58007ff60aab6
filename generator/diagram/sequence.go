package diagram

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// sequence is a sequence diagram: who takes part, and what happens from top to bottom.
type sequence struct {
	parts  []*part
	byName map[string]*part
	rows   []row
	open   []int // indexes of the rows that began the open frames
	number int   // of the next message, or 0
	notes  []Note
	noted  bool
}

type part struct {
	label label
	x     int
	index int
}

// row is a message, a note, or the beginning, a division or the end of a frame.
type row struct {
	kind       string // message, note, frame, else or end
	from, to   *part  // of a note, the first and last part that it is over
	label      label
	word       string // of a frame
	dashed     bool
	start, end string // heads
	side       int    // of a note: -1 left, 1 right, 0 over
	depth      int    // of a frame
	y          int
}

var (
	partLine   = regexp.MustCompile(`^(?:create[ \t]+)?(?:participant|actor)[ \t]+(.+?)(?:[ \t]+as[ \t]+(.+))?$`)
	message    = regexp.MustCompile(`^(.+?)[ \t]*(<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\)|-\))[ \t]*([+-]?)[ \t]*([^:]+?)[ \t]*:[ \t]*(.*)$`)
	noteLine   = regexp.MustCompile(`(?i)^note[ \t]+(left of|right of|over)[ \t]+([^:,]+?)(?:[ \t]*,[ \t]*([^:]+?))?[ \t]*:[ \t]*(.*)$`)
	frameLine  = regexp.MustCompile(`^(loop|alt|opt|par|critical|break)\b[ \t]*(.*)$`)
	elseLine   = regexp.MustCompile(`^(else|and|option)\b[ \t]*(.*)$`)
	quietLine  = regexp.MustCompile(`^(?:activate|deactivate|destroy|accTitle|accDescr|title)\b`)
	colourLine = regexp.MustCompile(`^(?:rect|box)\b`)
)

func drawSequence(lines []string, first int) (string, []Note, *Note) {
	s := &sequence{byName: map[string]*part{}}
	for i, line := range lines[first+1:] {
		line = strings.TrimRight(strings.TrimSpace(line), ";")
		if line == "" || strings.HasPrefix(line, "%%") {
			continue
		}
		if what := s.statement(line, first+i+2); what != "" {
			return "", nil, &Note{first + i + 2, what}
		}
		if len(s.parts) > 40 || len(s.rows) > maxEdges {
			return "", nil, &Note{first + i + 2, "the diagram has more than 40 participants, or too many messages"}
		}
	}
	switch {
	case len(s.open) > 0:
		return "", nil, &Note{len(lines), "a frame has no `end`"}
	case len(s.parts) == 0:
		return "", nil, &Note{first + 1, "the diagram has no participants"}
	}
	return s.draw(), s.notes, nil
}

// statement reads a line, and says what is wrong with it.
func (s *sequence) statement(line string, number int) string {
	if m := partLine.FindStringSubmatch(line); m != nil {
		p := s.part(m[1])
		if m[2] != "" {
			p.label = newLabel(unquote(m[2]))
		}
		return ""
	}
	switch {
	case strings.HasPrefix(line, "autonumber"):
		s.number = 1
	case quietLine.MatchString(line):
	case colourLine.MatchString(line):
		s.open = append(s.open, -1)
		if !s.noted {
			s.noted = true
			s.notes = append(s.notes, Note{number, "a coloured background has no effect: colours are those of the site"})
		}
	case line == "end":
		if len(s.open) == 0 {
			return "`end` without a frame"
		}
		if begun := s.open[len(s.open)-1]; begun >= 0 {
			s.rows = append(s.rows, row{kind: "end", depth: s.rows[begun].depth})
		}
		s.open = s.open[:len(s.open)-1]
	default:
		return s.happening(line)
	}
	return ""
}

func (s *sequence) happening(line string) string {
	if m := frameLine.FindStringSubmatch(line); m != nil {
		if len(s.open) >= maxDepth {
			return fmt.Sprintf("frames are nested more than %d deep", maxDepth)
		}
		s.rows = append(s.rows, row{kind: "frame", word: m[1], label: newLabel(m[2]), depth: len(s.open)})
		s.open = append(s.open, len(s.rows)-1)
		return ""
	}
	if m := elseLine.FindStringSubmatch(line); m != nil && len(s.open) > 0 {
		s.rows = append(s.rows, row{kind: "else", label: newLabel(m[2]), depth: len(s.open) - 1})
		return ""
	}
	if m := noteLine.FindStringSubmatch(line); m != nil {
		r := row{kind: "note", from: s.part(m[2]), label: newLabel(m[4])}
		r.to = r.from
		if m[3] != "" {
			if r.to = s.part(m[3]); r.to.index < r.from.index {
				r.from, r.to = r.to, r.from
			}
		}
		switch strings.ToLower(m[1]) {
		case "left of":
			r.side = -1
		case "right of":
			r.side = 1
		}
		s.rows = append(s.rows, r)
		return ""
	}
	m := message.FindStringSubmatch(line)
	if m == nil {
		return "not understood: " + shorten(line)
	}
	said := m[5]
	if s.number > 0 {
		said = strconv.Itoa(s.number) + ". " + said
		s.number++
	}
	r := row{kind: "message", from: s.part(m[1]), to: s.part(m[4]), label: newLabel(said), dashed: strings.Contains(m[2], "--"), end: "arrow"}
	switch {
	case strings.HasPrefix(m[2], "<<"):
		r.start = "arrow"
	case strings.HasSuffix(m[2], "x"):
		r.end = "cross"
	case m[2] == "->" || m[2] == "-->":
		r.end = ""
	}
	s.rows = append(s.rows, r)
	return ""
}

func (s *sequence) part(name string) *part {
	name = strings.TrimSpace(name)
	p := s.byName[name]
	if p == nil {
		p = &part{label: newLabel(unquote(name)), index: len(s.parts)}
		s.parts, s.byName[name] = append(s.parts, p), p
	}
	return p
}

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
