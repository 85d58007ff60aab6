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
