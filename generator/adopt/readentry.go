package adopt

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// document reads the line of a document.
func (r *planReader) document(e yaml.Entry) {
	entry := &Entry{File: e.Key.Text, Values: map[string]Value{}, pos: e.Key.Pos}
	entry.pos.Line += r.offset
	if !fs.ValidPath(entry.File) || entry.File == "." {
		r.report("bad-value", e.Key.Pos, quoteShort(entry.File)+" is not a path in this folder", "write it with forward slashes, without .. and without a slash at its start")
		return
	}
	if ext := strings.ToLower(path.Ext(entry.File)); ext != ".md" && ext != ".docx" {
		r.report("bad-value", e.Key.Pos, quoteShort(entry.File)+" is not a Markdown or Word file", "only .md and .docx files can be adopted")
		return
	}
	if e.Value.Kind == yaml.List || e.Value.Kind == yaml.Scalar {
		r.report("bad-value", e.Value.Pos, "the line of a document is a "+kindName(e.Value)+", expected fields in { }", "write it like {id: QP-01, title: Purchasing}")
		return
	}
	for _, f := range e.Value.Entries {
		r.field(entry, f)
	}
	r.plan.Documents = append(r.plan.Documents, entry)
}

// field reads a field of a document's line.
func (r *planReader) field(entry *Entry, f yaml.Entry) {
	switch name := f.Key.Text; name {
	case "claims":
		entry.Claims = r.clauses(entry, f.Value)
	case "clauses":
		entry.Clauses = r.clauses(entry, f.Value)
	case "mentions":
		entry.Mentions = r.clauses(entry, f.Value)
	case "headings":
		if f.Value.Kind != yaml.Map && f.Value.Kind != yaml.Empty {
			r.report("bad-value", f.Value.Pos, "headings is a "+kindName(f.Value)+", expected a map", "write it like {8.4: [8.4.1, 8.4.2]}")
		}
		for _, h := range f.Value.Entries {
			entry.Headings = append(entry.Headings, Heading{h.Key.Text, r.clauses(entry, h.Value)})
		}
	default:
		if !slices.Contains(canonical, name) {
			if f.Value.Kind == yaml.Empty && len(f.Key.Text) > 0 {
				r.report("unknown-field", f.Key.Pos, fmt.Sprintf("a document has no key called %s", f.Key.Text), quoteHint)
				return
			}
			r.unknown(f.Key, "a document", append(slices.Clone(canonical), "claims", "headings", "mentions"))
			return
		}
		entry.Values[name] = r.valueOf(f)
		if name == "id" || name == "status" {
			pos := f.Value.Pos
			pos.Line += r.offset
			entry.place(name, pos)
		}
	}
}

// valueOf reads a value, or several that contradict each other.
func (r *planReader) valueOf(f yaml.Entry) Value {
	if f.Value.Kind != yaml.Map {
		text := r.text(f)
		r.valid(f.Key.Text, text, f.Value.Pos)
		return Value{Text: text}
	}
	var v Value
	for _, c := range f.Value.Entries {
		if !slices.Contains(sources, c.Key.Text) {
			r.unknown(c.Key, f.Key.Text, sources)
			continue
		}
		text := r.text(c)
		r.valid(f.Key.Text, text, c.Value.Pos)
		v.Choices = append(v.Choices, candidate{c.Key.Text, text})
	}
	return v
}

// valid reports values that a document must not have.
func (r *planReader) valid(field, text string, pos diag.Pos) {
	switch {
	case text == "":
	case field == "id" && !document.ValidID(text):
		r.report("bad-value", pos, quoteShort(text)+" is not a valid id",
			"an id has ASCII letters, digits, `-`, `_`, `.` and single blanks, and begins with a letter or digit")
	case strings.HasSuffix(field, "_date") && builtIn().parseDate(text).kind == notDate:
		r.report("bad-value", pos, quoteShort(text)+" is not a date, expected YYYY-MM-DD", "")
	case strings.HasSuffix(field, "_date") && len(text) == len(time.DateOnly) && text[4] == '-':
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			r.report("bad-value", pos, quoteShort(text)+" is not a date", "this day does not exist")
		}
	case field != "id" && document.Placeholder(text) != "":
		r.report("placeholder-value", pos, quoteShort(text)+" is a placeholder", "leave it empty until you know it")
	}
}

// clauses reads a list of clauses. Whether the edition has them is checked when they are applied.
func (r *planReader) clauses(entry *Entry, v *yaml.Value) []string {
	if v.Kind == yaml.Map {
		r.report("bad-value", v.Pos, "expected a list of clauses, not a map", "write it as [8.4.1, 8.4.2]")
	}
	var list []string
	for _, item := range v.List() {
		if item.Kind != yaml.Scalar {
			r.report("bad-value", item.Pos, "expected a clause", "write the list as [8.4.1, 8.4.2]")
			continue
		}
		pos := item.Pos
		pos.Line += r.offset
		entry.place(item.Text, pos)
		list = append(list, item.Text)
	}
	return list
}

// place remembers where a clause is first named in the line.
func (e *Entry) place(clause string, pos diag.Pos) {
	if e.places == nil {
		e.places = map[string]diag.Pos{}
	}
	if _, known := e.places[clause]; !known {
		e.places[clause] = pos
	}
}

// check reports documents that are listed twice.
func (r *planReader) check() {
	r.offset = 0
	lines := map[string]int{}
	for _, e := range r.plan.Documents {
		if first, twice := lines[e.File]; twice {
			r.report("configuration", e.pos, fmt.Sprintf("%s is listed twice; the first is on line %d", quoteShort(e.File), first), "delete one of the two")
			continue
		}
		lines[e.File] = e.pos.Line
	}
	diag.Sort(r.findings)
}
