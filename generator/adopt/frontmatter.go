package adopt

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// canonical lists the fields that adopt writes, in their order.
var canonical = []string{"id", "title", "type", "revision", "status", "owner", "author", "approver", "approved_date", "effective_date",
	"review_date", "clauses", "distribution", "classification"}

var byteOrderMark = []byte("\xef\xbb\xbf")

// parts are the bytes of a document: mark, front matter with its two lines `---`, and body. The front
// matter is empty if there is none.
type parts struct {
	mark, open, meta, end, body []byte
	newline                     string
	toml                        bool // the lines are +++, as Hugo has them
}

// split divides a document into its parts, which joined are the document.
func split(raw []byte) parts {
	p := parts{newline: "\n", body: raw}
	if bytes.HasPrefix(raw, byteOrderMark) {
		p.mark, p.body = raw[:3], raw[3:]
	}
	if line, _, found := bytes.Cut(p.body, []byte("\n")); found && bytes.HasSuffix(line, []byte("\r")) {
		p.newline = "\r\n"
	}
	first := lineLength(p.body)
	fence := string(bytes.TrimRight(p.body[:first], " \t\r\n"))
	if fence != "---" && fence != tomlFence {
		return p
	}
	for at := first; at < len(p.body); {
		length := lineLength(p.body[at:])
		if string(bytes.TrimRight(p.body[at:at+length], " \t\r\n")) == fence {
			p.toml = fence == tomlFence
			p.open, p.meta, p.end, p.body = p.body[:first], p.body[first:at], p.body[at:at+length], p.body[at+length:]
			return p
		}
		at += length
	}
	return p
}

func lineLength(text []byte) int {
	if at := bytes.IndexByte(text, '\n'); at >= 0 {
		return at + 1
	}
	return len(text)
}

const tomlFence = "+++"

func isFence(line []byte) bool { return string(bytes.TrimRight(line, " \t\r\n")) == "---" }

// block is a field of front matter with all its lines.
type block struct {
	key   string // "" for comments and blank lines before the first field
	lines []byte
}

// blocks divides front matter by its fields. Every byte is in one block.
func blocks(meta []byte) []block {
	var list []block
	for len(meta) > 0 {
		length := lineLength(meta)
		line := meta[:length]
		key := keyOf(line)
		switch {
		case key != "" || len(list) == 0:
			list = append(list, block{key, line[:length:length]})
		default:
			last := &list[len(list)-1]
			last.lines = append(last.lines, line...)
		}
		meta = meta[length:]
	}
	return list
}

// keyOf returns the name of the field that begins in a line, or "".
func keyOf(line []byte) string {
	if len(line) == 0 || strings.IndexByte(" \t\r\n#-{}[]>|", line[0]) >= 0 {
		return ""
	}
	key, _, found := bytes.Cut(line, []byte(":"))
	if !found {
		return ""
	}
	return string(bytes.Trim(bytes.TrimSpace(key), `"'`))
}

// metaField is a field of front matter as it was found.
type metaField struct {
	key   string
	value *yaml.Value // nil if it cannot be read as YAML
	text  string      // the value on one line
	line  int
}

// readMeta reads the fields of front matter, one by one where the whole is not YAML. readable is false then.
func readMeta(file string, p parts) (list []metaField, readable bool) {
	if p.toml {
		return readTOML(p.meta), true
	}
	src, _ := diag.ReadSource(file, slices.Concat(p.open, p.meta))
	root, _ := yaml.Parse(src, 2, src.LineCount()+1, "front-matter")
	if root != nil {
		for _, e := range root.Entries {
			list = append(list, metaField{e.Key.Text, e.Value, joined(e.Value), e.Key.Pos.Line})
		}
		return list, true
	}
	line := 2
	for _, b := range blocks(p.meta) {
		if b.key != "" {
			list = append(list, lenient(file, b, line))
		}
		line += bytes.Count(b.lines, []byte("\n"))
	}
	return list, false
}

var tomlField = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(.+?)[ \t\r]*$`)

// readTOML reads the fields of TOML that are on one line, also those in tables.
func readTOML(meta []byte) []metaField {
	var list []metaField
	line := 2
	for text := range strings.Lines(string(meta)) {
		if m := tomlField.FindStringSubmatch(strings.TrimRight(text, "\n")); m != nil {
			value := strings.Trim(m[2], "[] ")
			if m[2] != value { // a list
				value = strings.NewReplacer(`"`, "", "'", "").Replace(value)
			}
			list = append(list, metaField{key: m[1], text: diag.Clean(strings.Trim(value, `"'`)), line: line})
		}
		line++
	}
	return list
}

// lenient reads a field by itself: as YAML, else as the text after the colon.
func lenient(file string, b block, line int) metaField {
	src, _ := diag.ReadSource(file, b.lines)
	if root, _ := yaml.Parse(src, 1, src.LineCount()+1, "front-matter"); root != nil && len(root.Entries) == 1 {
		v := root.Entries[0].Value
		return metaField{b.key, v, joined(v), line}
	}
	_, text, _ := strings.Cut(string(b.lines[:lineLength(b.lines)]), ":")
	return metaField{b.key, nil, diag.Clean(strings.TrimSpace(text)), line}
}

// joined is the text of a value on one line, with lists joined by commas.
func joined(v *yaml.Value) string {
	if v.Kind == yaml.Scalar {
		return strings.Join(strings.Fields(v.Text), " ")
	}
	var list []string
	for _, item := range v.Items {
		list = append(list, joined(item))
	}
	return strings.Join(list, ", ")
}

// given lists the canonical fields that a document has under their own names and that need no correction, with
// their values.
func given(file string, p parts) map[string]string {
	d := document.Parse(file, slices.Concat(p.open, p.meta, []byte("---\n")))
	m := map[string]string{}
	if len(p.open) == 0 || p.toml || !d.Readable {
		return m
	}
	faulty := map[int]bool{}
	for _, f := range d.Findings {
		switch f.Rule {
		case "bad-value", "placeholder-value", "placeholder", "front-matter", "cut-value":
			faulty[f.Line] = true
		}
	}
	otherName := map[string]bool{}
	for _, n := range d.OtherNames {
		otherName[n.Field] = true
	}
	set := func(name string, t document.Text) {
		if t.Given() && !otherName[name] && t.Pos.Line > 0 && !faulty[t.Pos.Line] {
			m[name] = t.Value
		}
	}
	for name, t := range map[string]document.Text{"id": d.ID, "title": d.Title, "type": d.Type, "revision": d.Revision, "status": d.Status,
		"owner": d.Owner, "author": d.Author, "approver": d.Approver, "approved_date": d.ApprovedDate.Text, "effective_date": d.EffectiveDate.Text,
		"review_date": d.ReviewDate.Text, "distribution": d.Distribution, "classification": d.Classification} {
		set(name, t)
	}
	var claims []string
	for _, c := range d.Claims {
		if faulty[c.Pos.Line] {
			return m
		}
		claims = append(claims, c.Clause)
	}
	if len(claims) > 0 && !otherName["clauses"] {
		m["clauses"] = strings.Join(claims, ", ")
	}
	return m
}

// setting is a field to write.
type setting struct{ name, value string } // value is YAML

// compose adds fields at the top of the front matter, or puts a front matter before the body. A field
// that another one replaces becomes a comment, unless both have the same value. Nothing else is changed.
func compose(p parts, set []setting, replaced func(key string) (value string, is bool)) []byte {
	var top, rest bytes.Buffer
	for _, s := range set {
		top.WriteString(s.name + ": " + s.value + p.newline)
	}
	for _, b := range blocks(p.meta) {
		value, is := replaced(b.key)
		switch {
		case !is:
			rest.Write(b.lines)
		case value == "" || valueText(b.lines) != value:
			comment(&rest, b.lines)
		}
	}
	if len(p.open) == 0 || p.toml {
		fence := "---" + p.newline
		var old bytes.Buffer
		comment(&old, p.meta)
		return slices.Concat(p.mark, []byte(fence), top.Bytes(), old.Bytes(), []byte(fence), p.body)
	}
	return slices.Concat(p.mark, p.open, top.Bytes(), rest.Bytes(), p.end, p.body)
}

// valueText is the value of a field of one line, without quotation marks; "" if it has more lines.
func valueText(lines []byte) string {
	line := string(bytes.TrimRight(lines, "\r\n"))
	if strings.Contains(line, "\n") {
		return ""
	}
	_, value, _ := strings.Cut(line, ":")
	return strings.Trim(strings.TrimSpace(value), `"'`)
}

// comment writes lines as comments. Blank ones stay blank.
func comment(to *bytes.Buffer, lines []byte) {
	for len(lines) > 0 {
		n := lineLength(lines)
		if len(bytes.TrimSpace(lines[:n])) > 0 && lines[0] != '#' {
			to.WriteString("# ")
		}
		to.Write(lines[:n])
		lines = lines[n:]
	}
}
