package transition

import (
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// place is a line and the index of a byte in it.
type place struct{ line, index int }

// list writes the claims and proposals of the list that has a claim at a position.
func (e *editor) list(root *yaml.Value, pos diag.Pos, claims, proposed []document.Claim) error {
	steps, ok := e.find(root, pos, false)
	if !ok || len(steps) == 0 {
		return e.refuse(pos, "the claim was not found where it is")
	}
	last := steps[len(steps)-1]
	var err error
	if _, edition := standardname.Parse(last.entry.Key.Text); edition && len(steps) > 1 {
		err = e.addEdition(last, claims)
		last = steps[len(steps)-2]
	} else {
		err = e.makeMap(last, claims)
	}
	if err != nil || len(proposed) == 0 {
		return err
	}
	return e.propose(last, proposed)
}

// addEdition writes an entry for the later edition after another entry of a map.
func (e *editor) addEdition(after step, claims []document.Claim) error {
	v := after.entry.Value
	end, err := e.end(v)
	if err != nil {
		return err
	}
	entry := e.year + ": " + flowList(claims)
	if after.flow {
		e.insert(end, ", "+entry)
		return nil
	}
	indent := strings.Repeat(" ", after.entry.Key.Pos.Column-1)
	lines := []string{indent + entry}
	if v.Kind == yaml.List && !e.startsWith(v, '[') && len(claims) > 0 {
		dash, err := e.dash(v.Items[0])
		if err != nil {
			return err
		}
		lines = append([]string{indent + e.year + ":"}, blockList(dash, claims)...)
	}
	return e.appendLines(v, end, lines)
}

// makeMap makes a map of editions of a list or a single claim.
func (e *editor) makeMap(field step, claims []document.Claim) error {
	v := field.entry.Value
	end, err := e.end(v)
	if err != nil {
		return err
	}
	start := place{v.Pos.Line, e.index(v.Pos)}
	switch {
	case v.Kind == yaml.Scalar:
		e.insert(start, "{"+e.from+": [")
		e.insert(end, "], "+e.year+": "+flowList(claims)+"}")
		return nil
	case e.startsWith(v, '['):
		e.insert(start, "{"+e.from+": ")
		e.insert(end, ", "+e.year+": "+flowList(claims)+"}")
		return nil
	}
	return e.makeBlockMap(field, end, claims)
}

// makeBlockMap puts a line with the edition before a list with dashes, and the later edition after
// it. A list that is not indented is moved two blanks to the right, since it would otherwise end
// the map.
func (e *editor) makeBlockMap(field step, end place, claims []document.Claim) error {
	v := field.entry.Value
	first, err := e.dash(v.Items[0])
	if err != nil {
		return err
	}
	shift := ""
	if first < field.entry.Key.Pos.Column {
		shift = "  "
	}
	indent := strings.Repeat(" ", first) + shift
	line := v.Items[0].Pos.Line
	e.insert(place{line, 0}, indent+e.from+":"+e.ending(line-1))
	for _, item := range v.Items {
		dash, err := e.dash(item)
		if err != nil {
			return err
		}
		if dash != first {
			return e.refuse(item.Pos, "the dashes of the list are not below each other")
		}
		if shift != "" {
			e.insert(place{item.Pos.Line, 0}, shift)
		}
	}
	lines := []string{indent + e.year + ": []"}
	if len(claims) > 0 {
		lines = append([]string{indent + e.year + ":"}, blockList(len(indent), claims)...)
	}
	return e.appendLines(v, end, lines)
}

// propose writes the field `proposed` after a field, or adds to the one that is there.
func (e *editor) propose(after step, proposed []document.Claim) error {
	for _, entry := range after.parent.Entries {
		if v := entry.Value; entry.Key.Text == "proposed" && v.Kind != yaml.Empty {
			if v.Kind != yaml.Map || len(v.Entries) == 0 {
				return e.refuse(v.Pos, "`proposed` is not a map of editions")
			}
			return e.addEdition(step{v.Entries[len(v.Entries)-1], v, after.flow || e.startsWith(v, '{')}, proposed)
		} else if entry.Key.Text == "proposed" {
			return e.refuse(entry.Key.Pos, "`proposed` is empty; delete the line")
		}
	}
	end, err := e.end(after.entry.Value)
	if err != nil {
		return err
	}
	field := "proposed: {" + e.year + ": " + flowList(proposed) + "}"
	if after.flow {
		e.insert(end, ", "+field)
		return nil
	}
	indent := strings.Repeat(" ", after.entry.Key.Pos.Column-1)
	return e.appendLines(after.entry.Value, end, []string{indent + field})
}

var restOfValue = regexp.MustCompile(`^\s*(#.*)?$`)

// appendLines inserts lines after the line in which a value ends, with the same line ending.
func (e *editor) appendLines(v *yaml.Value, end place, lines []string) error {
	text := e.src.Line(end.line)
	if !restOfValue.MatchString(text[end.index:]) {
		return e.refuse(v.Pos, "something follows the value in its line")
	}
	ending := e.ending(end.line)
	e.insert(place{end.line, len(text)}, ending+strings.Join(lines, ending))
	return nil
}

// ending is the line ending of a line of the file.
func (e *editor) ending(line int) string {
	return string(e.raw[e.starts[line-1]+len(e.src.Line(line)) : e.starts[line]])
}

// dash is the index of the dash before an item of a list.
func (e *editor) dash(item *yaml.Value) (int, error) {
	before := e.src.Line(item.Pos.Line)[:e.index(item.Pos)]
	dash := strings.TrimRight(before, " ")
	if !strings.HasSuffix(dash, "-") || strings.TrimLeft(dash, " ") != "-" {
		return 0, e.refuse(item.Pos, "the claim is not alone in its line, after a dash")
	}
	return len(dash) - 1, nil
}

// end is the place after a value.
func (e *editor) end(v *yaml.Value) (place, error) {
	switch {
	case v.Kind == yaml.Scalar:
		return e.scalarEnd(v)
	case e.startsWith(v, '['), e.startsWith(v, '{'):
		return e.bracketEnd(v)
	case v.Kind == yaml.List && len(v.Items) > 0:
		return e.end(v.Items[len(v.Items)-1])
	case v.Kind == yaml.Map && len(v.Entries) > 0:
		return e.end(v.Entries[len(v.Entries)-1].Value)
	}
	return place{}, e.refuse(v.Pos, "the value is empty")
}

func (e *editor) scalarEnd(v *yaml.Value) (place, error) {
	start := e.src.Offset(v.Pos.Line, v.Pos.Column)
	stop := e.src.Offset(v.Pos.Line, v.Pos.Column+v.Pos.Width)
	text := string(e.src.Text[start:stop])
	quote := text[:min(len(text), 1)]
	quoted := quote == `"` || quote == "'"
	if quoted && (len(text) < 2 || !strings.HasSuffix(text, quote)) || !quoted && text != v.Text {
		return place{}, e.refuse(v.Pos, "the value goes over several lines")
	}
	return place{v.Pos.Line, stop - e.src.Offset(v.Pos.Line, 1)}, nil
}

// bracketEnd is the place after the bracket that closes a list or map.
func (e *editor) bracketEnd(v *yaml.Value) (place, error) {
	depth, quote := 0, byte(0)
	text, start := e.src.Text, e.src.Offset(v.Pos.Line, v.Pos.Column)
	for at := start; at < len(text); at++ {
		c, blank := text[at], at > 0 && strings.IndexByte(" \t\n[{,:", text[at-1]) >= 0
		switch {
		case quote == '"' && c == '\\':
			at++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case blank && (c == '"' || c == '\''):
			quote = c
		case blank && c == '#':
			for at+1 < len(text) && text[at+1] != '\n' {
				at++
			}
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				pos := e.src.Pos(at+1, at+1)
				return place{pos.Line, e.index(pos)}, nil
			}
		}
	}
	return place{}, e.refuse(v.Pos, "the end of the value was not found")
}

func blockList(dash int, claims []document.Claim) []string {
	var lines []string
	for _, c := range claims {
		lines = append(lines, strings.Repeat(" ", dash)+"- "+written(c))
	}
	return lines
}

func flowList(claims []document.Claim) string {
	var list []string
	for _, c := range claims {
		list = append(list, written(c))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

var plainClaim = regexp.MustCompile(`^[0-9]+(\.[0-9]+)+(#[\pL\pN_-]+)?$`)

// written is a claim as it is written in a list.
func written(c document.Claim) string {
	text := claimText(c)
	if plainClaim.MatchString(text) {
		return text
	}
	return yaml.Quote(text)
}
