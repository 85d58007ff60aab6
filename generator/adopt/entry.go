package adopt

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// disputed are the fields whose values must not contradict each other. For the others the first is taken.
var disputed = []string{"id", "revision", "status", "approver", "approved_date", "effective_date"}

// entry makes the line of a document.
func (s *scanner) entry(r *scanned) *Entry {
	e := &Entry{File: r.file, Values: map[string]Value{}, Proposed: proposed(&r.claims, s.edition)}
	for _, field := range canonical {
		list := r.values[field]
		slices.SortStableFunc(list, func(a, b candidate) int { return slices.Index(sources, a.source) - slices.Index(sources, b.source) })
		if i := slices.IndexFunc(list, func(c candidate) bool { return c.source == fromPath }); i >= 0 {
			list = list[:i]
		}
		if len(list) == 0 {
			continue
		}
		list = slices.DeleteFunc(list, func(c candidate) bool { return field != "id" && document.Placeholder(c.value) != "" })
		if r.values[field] = list; len(list) == 0 {
			continue
		}
		if field == "status" && list[0].source == fromField && slices.Contains(document.Statuses, list[0].value) {
			continue // the file has it
		}
		v := Value{Text: s.written(field, list[0].value)}
		if slices.Contains(disputed, field) {
			v = s.dispute(field, list)
		}
		e.Values[field] = v
	}
	return e
}

// written is a value as adopt.yaml has it: dates as YYYY-MM-DD where they are certain.
func (s *scanner) written(field, text string) string {
	if strings.HasSuffix(field, "_date") {
		if d := s.words.parseDate(text); d.kind == fullDate {
			return d.iso
		}
	}
	return text
}

// dispute returns one value if all sources agree, else all of them.
func (s *scanner) dispute(field string, list []candidate) Value {
	var differ []candidate
	for _, c := range list {
		c.value = s.written(field, c.value)
		if !slices.ContainsFunc(differ, func(d candidate) bool { return s.agree(field, c.value, d.value) }) {
			differ = append(differ, c)
		} else if field == "id" && len(differ) == 1 && differ[0].source == fromName && strings.ToUpper(c.value) == c.value {
			differ[0].value = c.value // file names are often in lower case
		}
	}
	if len(differ) == 1 {
		return Value{Text: differ[0].value}
	}
	return Value{Choices: differ}
}

// agree reports whether two values of a field mean the same.
func (s *scanner) agree(field, a, b string) bool {
	switch field {
	case "id":
		return sameID(a, b)
	case "revision":
		return bareNumber(a) == bareNumber(b)
	}
	return fold(a) == fold(b)
}

// bareNumber is a revision without leading zeros and a trailing ".0".
func bareNumber(revision string) string {
	parts := strings.Split(strings.ToLower(revision), ".")
	for i := range parts {
		if trimmed := strings.TrimLeft(parts[i], "0"); trimmed != "" {
			parts[i] = trimmed
		} else if parts[i] != "" {
			parts[i] = "0"
		}
	}
	for len(parts) > 1 && parts[len(parts)-1] == "0" {
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, ".")
}

// first returns the value of a field, or the first of several.
func (e *Entry) first(field string) string {
	v := e.Values[field]
	if len(v.Choices) > 0 {
		return v.Choices[0].value
	}
	return v.Text
}
