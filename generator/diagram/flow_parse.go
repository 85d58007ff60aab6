package diagram

import (
	"regexp"
	"slices"
	"strings"
)

// chart is a flow chart as written.
type chart struct {
	direction string // TB, BT, LR or RL
	nodes     []*node
	edges     []*edge
	groups    []*group
	byID      map[string]*node
	groupByID map[string]*group
	notes     []Note
	noted     map[string]bool
}

type node struct {
	id     string
	label  label
	shape  string
	group  *group // that it is directly in, or nil
	isBend bool   // a point of an edge
	place
}

type group struct {
	id     string
	title  label
	parent *group
	depth  int
	first  *node // its first node
	last   *node
}

type edge struct {
	from, to   *node
	label      label
	line       string // "", thick, dotted or hidden
	start, end string // head: "", arrow, circle or cross
	length     int
	route
}

type flowParser struct {
	chart
	line  int // from 1
	rest  string
	group *group
}

var (
	flowHeader = regexp.MustCompile(`^(?:graph|flowchart)(?:[ \t]+(TB|TD|BT|LR|RL))?[ \t]*$`)
	ignored    = regexp.MustCompile(`^(classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b`)
	subgraph   = regexp.MustCompile(`^subgraph\b[ \t]*(.*)$`)
	subTitle   = regexp.MustCompile(`^([\pL\pN_.-]+)[ \t]*\[(.*)\]$`)
	nodeID     = regexp.MustCompile(`^[\pL\pN_]+(?:[-.][\pL\pN_]+)*`)
	classOf    = regexp.MustCompile(`^:::[\w-]+`)
	plainEdge  = regexp.MustCompile(`^([<ox]?)(?:(-{2,})([>ox])|(-{3,})|(={2,})([>ox])|(={3,})|-(\.+)-([>ox]?)|(~{3,}))`)
	labelEdge  = regexp.MustCompile(`^([<ox]?)(?:--[ \t]*([^-|>.\s](?:[^|]*?\S)??)[ \t]*(?:(-{2,})([>ox])|(-{3,}))|==[ \t]*([^=|>\s](?:[^|]*?\S)??)[ \t]*(?:(={2,})([>ox])|(={3,}))|-\.[ \t]*([^-|>.\s](?:[^|]*?\S)??)[ \t]*(\.+)-([>ox]?))`)
)

// shapes are the brackets around labels; longer ones come first.
var shapes = []struct{ open, close, name string }{
	{"(((", ")))", "double"}, {"((", "))", "circle"}, {"([", "])", "stadium"}, {"[(", ")]", "cylinder"}, {"[[", "]]", "subroutine"},
	{"{{", "}}", "hexagon"}, {"[/", "/]", "right"}, {"[/", `\]`, "trapezoid"}, {`[\`, `\]`, "left"}, {`[\`, "/]", "inverse"},
	{"(", ")", "round"}, {"[", "]", "box"}, {"{", "}", "diamond"}, {">", "]", "flag"},
}

func parseFlow(lines []string, first int) (*chart, *Note) {
	p := &flowParser{chart: chart{direction: "TB", byID: map[string]*node{}, groupByID: map[string]*group{}, noted: map[string]bool{}}}
	for i, line := range lines[first:] {
		p.line = first + i + 1
		for statement := range splitStatements(line) {
			if fault := p.statement(strings.TrimSpace(statement)); fault != nil {
				return nil, fault
			}
		}
	}
	switch {
	case p.group != nil:
		return nil, p.fault("a subgraph has no `end`")
	case len(p.nodes) == 0:
		return nil, p.fault("the diagram has no nodes")
	}
	return &p.chart, nil
}

// splitStatements splits a line at semicolons that are not in a label.
func splitStatements(line string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		quoted, depth, start := false, 0, 0
		for i, r := range line {
			switch r {
			case '"':
				quoted = !quoted
			case '[', '(', '{':
				depth++
			case ']', ')', '}':
				depth--
			case ';':
				if !quoted && depth <= 0 && !isEntity(line[start:i+1]) {
					if !yield(line[start:i]) {
						return
					}
					start = i + 1
				}
			}
		}
		yield(line[start:])
	}
}

var entityEnd = regexp.MustCompile(`[#&]#?[A-Za-z0-9]{2,8};$`)

func isEntity(text string) bool { return entityEnd.MatchString(text) }

func (p *flowParser) statement(s string) *Note {
	switch {
	case s == "" || strings.HasPrefix(s, "%%"):
		return nil
	case flowHeader.MatchString(s):
		if p.direction = flowHeader.FindStringSubmatch(s)[1]; p.direction == "" || p.direction == "TD" {
			p.direction = "TB"
		}
		return nil
	case s == "end":
		if p.group == nil {
			return p.fault("`end` without a subgraph")
		}
		p.group = p.group.parent
		return nil
	case ignored.MatchString(s) && !strings.Contains(s, "--"):
		p.ignore(ignored.FindStringSubmatch(s)[1])
		return nil
	case subgraph.MatchString(s):
		return p.open(strings.TrimSpace(subgraph.FindStringSubmatch(s)[1]))
	}
	p.rest = s
	return p.chain()
}

func (p *flowParser) open(title string) *Note {
	g := &group{id: title, parent: p.group}
	if m := subTitle.FindStringSubmatch(title); m != nil {
		g.id, title = m[1], m[2]
	}
	g.title = newLabel(unquote(title))
	if p.group != nil {
		g.depth = p.group.depth + 1
	}
	if g.depth >= maxDepth || len(p.groups) >= maxNodes {
		return p.fault("subgraphs are nested more than %d deep, or there are too many", maxDepth)
	}
	p.groups, p.groupByID[unquote(g.id)], p.group = append(p.groups, g), g, g
	return nil
}

func unquote(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

// chain reads nodes and the edges between them: A & B --> C -->|text| D.
func (p *flowParser) chain() *Note {
	from, fault := p.nodeList()
	for fault == nil && p.rest != "" {
		e, ok := p.readEdge()
		if !ok {
			return p.fault("not understood: %s", shorten(p.rest))
		}
		var to []*node
		if to, fault = p.nodeList(); fault != nil {
			return fault
		}
		for _, a := range from {
			for _, b := range to {
				made := e
				made.from, made.to = a, b
				if p.edges = append(p.edges, &made); len(p.edges) > maxEdges {
					return p.fault("the diagram has more than %d edges", maxEdges)
				}
			}
		}
		from = to
	}
	return fault
}

func (p *flowParser) skip(n int) { p.rest = strings.TrimLeft(p.rest[n:], " \t") }

func (p *flowParser) nodeList() (list []*node, fault *Note) {
	for {
		n, fault := p.node()
		if fault != nil {
			return nil, fault
		}
		if list = append(list, n); !strings.HasPrefix(p.rest, "&") {
			return list, nil
		}
		if len(list) > maxNodes {
			return nil, p.fault("the line has more than %d nodes", maxNodes)
		}
		p.skip(1)
	}
}

func (p *flowParser) node() (*node, *Note) {
	id := nodeID.FindString(p.rest)
	if id == "" {
		return nil, p.fault("a node is expected here: %s", shorten(p.rest))
	}
	p.rest = p.rest[len(id):]
	if g := p.groupByID[id]; g != nil && g.first != nil {
		p.skip(0)
		return g.first, nil
	}
	n := p.byID[id]
	if n == nil {
		n = &node{id: id, label: newLabel(id), shape: "box", group: p.group}
		if p.nodes, p.byID[id] = append(p.nodes, n), n; len(p.nodes) > maxNodes {
			return nil, p.fault("the diagram has more than %d nodes", maxNodes)
		}
	}
	p.belongs(n)
	if fault := p.shape(n); fault != nil {
		return nil, fault
	}
	if class := classOf.FindString(p.rest); class != "" {
		p.ignore("class")
		p.rest = p.rest[len(class):]
	}
	p.skip(0)
	return n, nil
}

// belongs puts a node into the subgraph in which it appears first.
func (p *flowParser) belongs(n *node) {
	if n.group == nil {
		n.group = p.group
	}
	for g := n.group; g != nil; g = g.parent {
		if g.first == nil {
			g.first = n
		}
		g.last = n
	}
}

func (p *flowParser) shape(n *node) *Note {
	if strings.HasPrefix(p.rest, "@{") {
		return p.fault("not understood: %s", shorten(p.rest))
	}
	for _, s := range shapes {
		if !strings.HasPrefix(p.rest, s.open) {
			continue
		}
		inner := p.rest[len(s.open):]
		text, end := "", -1
		if quoted := strings.TrimLeft(inner, " "); strings.HasPrefix(quoted, `"`) {
			close := strings.IndexByte(quoted[1:], '"')
			if close < 0 {
				return p.fault("a quotation mark is missing: %s", shorten(p.rest))
			}
			after := strings.TrimLeft(quoted[close+2:], " ")
			if strings.HasPrefix(after, s.close) {
				text, end = quoted[1:close+1], len(p.rest)-len(after)
			}
		} else if end = strings.Index(inner, s.close); end >= 0 {
			text, end = inner[:end], end+len(s.open)
		}
		if end >= 0 {
			n.shape, n.label = s.name, newLabel(text)
			p.rest = p.rest[end+len(s.close):]
			return nil
		}
	}
	if p.rest != "" && strings.IndexByte("([{", p.rest[0]) >= 0 {
		return p.fault("a bracket is not closed: %s", shorten(p.rest))
	}
	return nil
}

var heads = map[string]string{">": "arrow", "<": "arrow", "o": "circle", "x": "cross"}

func (p *flowParser) readEdge() (e edge, ok bool) {
	if m := plainEdge.FindStringSubmatch(p.rest); m != nil {
		p.rest = p.rest[len(m[0]):]
		e = edge{start: heads[m[1]], end: heads[m[3]+m[6]+m[9]], length: max(len(m[2])-1, len(m[4])-2, len(m[5])-1, len(m[7])-2, len(m[8]), 1)}
		switch {
		case m[5]+m[7] != "":
			e.line = "thick"
		case m[8] != "":
			e.line = "dotted"
		case m[10] != "":
			e.line = "hidden"
		}
		p.skip(0)
		if strings.HasPrefix(p.rest, "|") {
			end := strings.IndexByte(p.rest[1:], '|')
			if end < 0 {
				return e, false
			}
			e.label = newLabel(unquote(p.rest[1 : end+1]))
			p.skip(end + 2)
		}
		return e, true
	}
	m := labelEdge.FindStringSubmatch(p.rest)
	if m == nil {
		return e, false
	}
	p.skip(len(m[0]))
	e = edge{start: heads[m[1]], end: heads[m[4]+m[8]+m[12]], label: newLabel(unquote(m[2] + m[6] + m[10])),
		length: max(len(m[3])-1, len(m[5])-2, len(m[7])-1, len(m[9])-2, len(m[11]), 1)}
	switch {
	case m[6] != "":
		e.line = "thick"
	case m[10] != "":
		e.line = "dotted"
	}
	return e, true
}

// path lists the groups that a node is in, from the outermost.
func (n *node) path() (list []*group) {
	for g := n.group; g != nil; g = g.parent {
		list = append(list, g)
	}
	slices.Reverse(list)
	return list
}
