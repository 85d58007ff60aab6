package adopt

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
	"github.com/clausebook/clausebook/themes"
)

// MaxSize is the size limit of adopt.yaml, in bytes: about 200,000 documents.
const MaxSize = 64 << 20

// Read reads adopt.yaml. It never fails; a plan with error findings must not be used.
func Read(raw []byte) (*Plan, []diag.Finding) {
	r := &planReader{plan: &Plan{Words: map[string][]string{}, places: map[string]diag.Pos{}}}
	top, rest, line := documentLines(raw)
	r.parse(top, 1, r.section)
	// The lines of the documents are read in parts, each of a size that a text may have.
	for len(rest) > 0 {
		n := part(rest)
		r.parse(append([]byte("documents:\n"), rest[:n]...), line-1, r.section)
		line += bytes.Count(rest[:n], []byte("\n"))
		rest = rest[n:]
	}
	r.check()
	slices.SortFunc(r.plan.Documents, func(a, b *Entry) int { return strings.Compare(a.File, b.File) })
	return r.plan, r.findings
}

// documentLines splits off the lines below `documents:` if they are the last section, which they are unless a
// person moved them. line is the number of the first of them.
func documentLines(raw []byte) (top, rest []byte, line int) {
	if len(raw) <= diag.MaxSourceSize {
		return raw, nil, 0
	}
	at := bytes.Index(raw, []byte("\ndocuments:\n"))
	if at < 0 {
		return raw, nil, 0
	}
	at += len("\ndocuments:\n")
	return append(slices.Clone(raw[:at-1]), " {}\n"...), raw[at:], 1 + bytes.Count(raw[:at], []byte("\n"))
}

// part is the length of the lines that are read at once.
func part(rest []byte) int {
	const most = diag.MaxSourceSize / 2
	if len(rest) <= most {
		return len(rest)
	}
	for at := most; at < len(rest) && at < diag.MaxSourceSize-1000; {
		next := bytes.IndexByte(rest[at:], '\n')
		if next < 0 {
			return len(rest)
		}
		at += next + 1
		if at+2 < len(rest) && rest[at] == ' ' && rest[at+1] == ' ' && rest[at+2] != ' ' && rest[at+2] != '#' {
			return at
		}
	}
	return min(len(rest), most)
}

type planReader struct {
	plan     *Plan
	findings []diag.Finding
	offset   int // lines before the text that is being parsed
}

// parse parses a part of the file that begins at a line.
func (r *planReader) parse(text []byte, line int, section func(yaml.Entry)) {
	src, findings := diag.ReadSource(File, text)
	root, more := yaml.Parse(src, 1, src.LineCount()+1, "configuration")
	r.offset = line - 1
	for _, f := range append(findings, more...) {
		if f.Rule == "crlf" || f.Rule == "byte-order-mark" {
			continue
		}
		if line := src.Line(f.Line); strings.Contains(f.Message, "bracket that opens here") && balanced(line) {
			f.Message, f.Hint = "this line cannot be read", quoteHint
		}
		f.Line += r.offset
		f.Severity = diag.Error
		r.findings = append(r.findings, f)
	}
	if root == nil {
		return
	}
	for _, e := range root.Entries {
		section(e)
	}
}

const quoteHint = "put a value with a comma, a colon or a bracket in quotation marks"

// balanced reports whether every bracket of a line is closed in it.
func balanced(line string) bool {
	return strings.HasSuffix(strings.TrimSpace(line), "}") && strings.Count(line, "{") == strings.Count(line, "}") && strings.Count(line, "[") == strings.Count(line, "]")
}

func (r *planReader) report(rule string, pos diag.Pos, message, hint string) {
	pos.Line += r.offset
	r.findings = append(r.findings, diag.Finding{Rule: rule, Severity: diag.Error, File: File, Pos: pos, Message: message, Hint: hint})
}

func (r *planReader) unknown(key *yaml.Value, what string, known []string) {
	hint := "expected one of " + strings.Join(known, ", ")
	if near := diag.Nearest(key.Text, known); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	r.report("unknown-field", key.Pos, fmt.Sprintf("%s has no key called %s", what, key.Text), hint)
}

var sections = []string{"manual", "questions", "claims", "words", "forms", "documents"}

// section reads one of the sections.
func (r *planReader) section(e yaml.Entry) {
	each := func(read func(yaml.Entry)) {
		switch e.Value.Kind {
		case yaml.Map:
			for _, entry := range e.Value.Entries {
				read(entry)
			}
		case yaml.Empty:
		default:
			r.report("bad-value", e.Value.Pos, e.Key.Text+" is a "+kindName(e.Value)+", expected `key: value` lines", "")
		}
	}
	switch e.Key.Text {
	case "manual":
		each(r.setting)
	case "questions":
		each(r.question)
	case "claims":
		each(r.confirmation)
	case "words":
		each(func(e yaml.Entry) {
			if !slices.Contains(canonical, e.Key.Text) {
				r.unknown(e.Key, "words", canonical)
				return
			}
			r.plan.Words[e.Key.Text] = r.texts(e.Value)
		})
	case "forms":
		r.plan.Forms = r.texts(e.Value)
	case "documents":
		each(r.document)
	default:
		r.unknown(e.Key, File, sections)
	}
}

func kindName(v *yaml.Value) string {
	return map[yaml.Kind]string{yaml.List: "list", yaml.Map: "map", yaml.Scalar: "text"}[v.Kind]
}

// text reads a single value.
func (r *planReader) text(e yaml.Entry) string {
	if e.Value.Kind == yaml.List || e.Value.Kind == yaml.Map {
		r.report("bad-value", e.Value.Pos, e.Key.Text+" is a "+kindName(e.Value)+", expected one value", "")
		return ""
	}
	return strings.Join(strings.Fields(e.Value.Text), " ")
}

// texts reads a list of values.
func (r *planReader) texts(v *yaml.Value) []string {
	if v.Kind == yaml.Map {
		r.report("bad-value", v.Pos, "expected a list, not a map", "write it as [A, B]")
	}
	var list []string
	for _, item := range v.List() {
		if item.Kind != yaml.Scalar {
			r.report("bad-value", item.Pos, "expected a text", "write the list as [A, B]")
			continue
		}
		list = append(list, item.Text)
	}
	return list
}

// choice reads a value that has to be one of several, or empty.
func (r *planReader) choice(e yaml.Entry, choices []string) string {
	text := r.text(e)
	if text == "" || slices.Contains(choices, text) {
		return text
	}
	hint := ""
	if near := diag.Nearest(text, choices); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.report("bad-value", e.Value.Pos, fmt.Sprintf("%s is not valid here, expected %s", quoteShort(text), orList(choices)), hint)
	return ""
}

// orList joins words as in a sentence: a, b or c.
func orList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (r *planReader) setting(e yaml.Entry) {
	s := &r.plan.Settings
	switch e.Key.Text {
	case "title":
		s.Title = r.text(e)
	case "company":
		s.Company = r.text(e)
	case "edition":
		s.Edition = r.choice(e, standardname.Years())
	case "scope":
		s.Scope = r.choice(e, []string{"9001", "9002"})
	case "language":
		s.Language = r.choice(e, themes.Languages())
	case "documents":
		s.Documents = strings.Trim(strings.TrimPrefix(r.text(e), "./"), "/")
		if s.Documents == "" {
			s.Documents = "."
		}
		if !fs.ValidPath(s.Documents) {
			r.report("bad-value", e.Value.Pos, quoteShort(s.Documents)+" is not a path in this folder", "name the folder of the documents, or . for this one")
		}
		r.plan.places["documents"] = e.Value.Pos
	case "exclude":
		s.Exclude = r.texts(e.Value)
		for _, item := range e.Value.List() {
			if _, err := path.Match(item.Text, ""); err != nil {
				r.report("bad-value", item.Pos, quoteShort(item.Text)+" is not a pattern", "a [ needs its ]; write it as \\[ if it is meant as a letter")
			}
		}
	case "fields":
		s.Fields = r.texts(e.Value)
	default:
		r.unknown(e.Key, "manual", []string{"title", "company", "edition", "scope", "language", "documents", "exclude", "fields"})
	}
}

func (r *planReader) question(e yaml.Entry) {
	q := &r.plan.Questions
	answers := func(read func(yaml.Entry) string) []Answer {
		var list []Answer
		if e.Value.Kind != yaml.Map && e.Value.Kind != yaml.Empty {
			r.report("bad-value", e.Value.Pos, e.Key.Text+" is a "+kindName(e.Value)+", expected `key: answer` lines", "")
		}
		for _, entry := range e.Value.Entries {
			list = append(list, Answer{Key: entry.Key.Text, Text: read(entry)})
		}
		return list
	}
	switch e.Key.Text {
	case "owner":
		q.Owner = answers(r.sound)
		for i := range q.Owner {
			q.Owner[i].Key = strings.TrimSuffix(q.Owner[i].Key, "/")
			r.plan.places["owner "+q.Owner[i].Key] = e.Value.Entries[i].Key.Pos
		}
	case "status":
		q.Status = answers(func(e yaml.Entry) string { return r.choice(e, document.Statuses) })
	case "revision":
		q.Revision = &Answer{Key: "revision", Text: r.sound(e)}
	case "dates":
		q.Dates = &Answer{Key: "dates", Text: r.choice(e, []string{dayFirst, monthFirst})}
	case "choose":
		q.Choose = answers(func(e yaml.Entry) string {
			if !slices.Contains(disputed, e.Key.Text) {
				r.unknown(e.Key, "choose", disputed)
			}
			return r.choice(e, sources[:len(sources)-1])
		})
	default:
		r.unknown(e.Key, "questions", []string{"owner", "status", "revision", "dates", "choose"})
	}
}

// sound reads a text that must not be a placeholder.
func (r *planReader) sound(e yaml.Entry) string {
	text := r.text(e)
	if document.Placeholder(text) != "" {
		r.report("placeholder-value", e.Value.Pos, fmt.Sprintf("%s is a placeholder", quoteShort(text)), "leave it empty until you know it")
		return ""
	}
	return text
}

func (r *planReader) confirmation(e yaml.Entry) {
	c := &r.plan.Confirmed
	to := map[string]*bool{"clauses": &c.Exact, "headings": &c.Headings, "mentions": &c.Mentions}[e.Key.Text]
	if to == nil {
		r.unknown(e.Key, "claims", []string{"clauses", "headings", "mentions"})
		return
	}
	*to = r.choice(e, []string{proposedWord, confirmedWord}) == confirmedWord
}
