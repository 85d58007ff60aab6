package adopt

import (
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/yaml"
)

// scanned is what one file says about itself.
type scanned struct {
	file     string
	values   map[string][]candidate // by field, in the order of the sources
	slashes  []date                 // ambiguous dates, for the order in which the folder writes them
	claims   proposals
	matrix   []matrixRow
	own      []string // fields of front matter that only this organization has
	unknown  []string // keys of control data in the text that mean no field
	language string   // of its text; "" if unknown
	section  bool     // a README.md or index.md without an id: the page of its folder
	form     bool     // a Word file without running text
	skipped  string   // why the file was not read; "" if it was
	findings []diag.Finding
}

// candidate is a value with where it was found.
type candidate struct{ source, value string }

// scanner reads files. It is safe for concurrent use.
type scanner struct {
	fsys    fs.FS
	words   *vocabulary
	edition *standard.Edition
	convert Converter
}

// all reads files on all cores, in the order of the list.
func (s *scanner) all(files []string) []*scanned {
	results := make([]*scanned, len(files))
	parallel.Each(len(files), 16, func(i int) {
		if strings.EqualFold(path.Ext(files[i]), ".docx") {
			results[i] = s.word(files[i])
			return
		}
		raw, fault := readWhole(s.fsys, files[i], diag.MaxSourceSize)
		if fault != "" {
			results[i] = skip(files[i], ruleOf(fault), fault)
			return
		}
		results[i] = s.markdown(files[i], raw)
	})
	return results
}

func ruleOf(fault string) string {
	if strings.Contains(fault, "KiB") {
		return "too-large"
	}
	return "unsafe-file"
}

// skip reports a file that cannot be adopted.
func skip(file, rule, why string) *scanned {
	return &scanned{file: file, skipped: why, findings: []diag.Finding{{Rule: rule, Severity: diag.Warning, File: file,
		Pos: diag.Pos{Line: 1, Column: 1}, Message: why + "; it is left out", Hint: "fix it and run `clausebook adopt` again"}}}
}

// markdown reads a document.
func (s *scanner) markdown(file string, raw []byte) *scanned {
	switch {
	case strings.HasPrefix(string(raw[:min(len(raw), 2)]), "\xff\xfe"), strings.HasPrefix(string(raw[:min(len(raw), 2)]), "\xfe\xff"):
		return skip(file, "encoding", "the file is UTF-16, expected UTF-8")
	case !utf8.Valid(raw):
		return skip(file, "encoding", "the file is not UTF-8")
	}
	r := &scanned{file: file, values: map[string][]candidate{}}
	p := split(raw)
	if len(p.open) == 0 && isFence(p.body[:lineLength(p.body)]) {
		return skip(file, "front-matter", "the front matter that opens here is not closed")
	}
	src, _ := diag.ReadSource(file, p.body)
	first := 1 + strings.Count(string(p.open)+string(p.meta)+string(p.end), "\n")
	lines := strings.Split(string(src.Text), "\n")
	r.findings = append(r.findings, foreignFrontMatter(file, lines, first)...)
	for field, value := range given(file, p) {
		if field == "clauses" || field == "status" && !slices.Contains(document.Statuses, value) {
			continue
		}
		r.values[field] = append(r.values[field], candidate{fromField, value})
	}
	h := s.words.readHead(lines, first)
	ours := s.frontMatter(r, p, h)
	s.control(r, h, ours)
	s.names(r, h)
	if ours != none {
		r.claims.text(s.words, s.edition, string(src.Text))
		r.matrix = clauseTables(s.words, s.edition, lines, first)
	}
	r.claims.inOrder(s.edition)
	r.language = languageIn(string(src.Text))
	r.section = isSection(file) && !slices.ContainsFunc(r.values["id"], func(c candidate) bool { return c.source == fromField || c.source == fromSpelling })
	for _, f := range r.claims.faults {
		r.findings = append(r.findings, diag.Finding{Rule: "unknown-clause", Severity: diag.Note, File: file, Pos: f.pos,
			Message: "no clause is proposed: " + quoteShort(f.text) + " " + f.reason, Hint: "write the clauses after `claims:` in " + File})
	}
	return r
}

func isSection(file string) bool {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	return stem == "readme" || stem == "index"
}

// frontMatter reads the fields of front matter.
func (s *scanner) frontMatter(r *scanned, p parts, h head) whose {
	list, readable := readMeta(r.file, p)
	if len(p.open) > 0 && !readable {
		r.findings = append(r.findings, diag.Finding{Rule: "front-matter", Severity: diag.Note, File: r.file, Pos: diag.Pos{Line: 1, Column: 1},
			Message: "the front matter is not valid YAML; its fields were read one by one", Hint: "look at the values in " + File})
	}
	ours := s.standardOf(r.file, list, h, string(p.body))
	for _, f := range list {
		if s.words.standard[fold(f.key)] {
			if clauseIn.MatchString(f.text) { // Norm: ISO 9001, 8.4.1
				s.clauseField(r, f, ours)
			}
			continue
		}
		before := len(r.findings)
		field := s.words.fieldOf(f.key, f.text, true)
		from := fromSpelling
		if field == f.key {
			from = fromField
		}
		switch {
		case field == "clauses":
			s.clauseField(r, f, ours)
		case field != "":
			s.value(r, field, from, f.text, f.line)
			if f.value != nil {
				for i := range r.findings[before:] {
					r.findings[before+i].Pos = f.value.Pos
				}
			}
		case !p.toml && !slices.Contains(document.FieldNames(), f.key) && visible(f.key) == f.key:
			r.own = append(r.own, f.key)
			s.order(r, f.text)
		}
	}
	return ours
}

// clauseField reads a field for clauses of front matter. Its key may name another standard.
func (s *scanner) clauseField(r *scanned, f metaField, ours whose) {
	items := []*yaml.Value{f.value}
	switch {
	case f.value == nil:
		s.clauses(r, f.text, f.line, ours)
		return
	case f.value.Kind == yaml.Map:
		return // a map from edition to list is in our own form
	case f.value.Kind == yaml.List:
		items = f.value.Items
	}
	for _, item := range items {
		before := len(r.claims.faults)
		text, _, _ := strings.Cut(joined(item), "#")
		s.clauses(r, text, f.line, ours)
		for i := range r.claims.faults[before:] {
			r.claims.faults[before+i].pos = item.Pos
		}
	}
}

// clauses reads a value of a field for clauses.
func (s *scanner) clauses(r *scanned, text string, line int, ours whose) {
	if ours == none || ours == mixed && !strings.Contains(text, "9001") {
		r.claims.faults = append(r.claims.faults, fault{text, "belongs to another standard", diag.Pos{Line: line, Column: 1}})
		return
	}
	r.claims.add(s.words, s.edition, text, line)
}

// control takes over the control data at the top of the text.
func (s *scanner) control(r *scanned, h head, ours whose) {
	for _, p := range h.pairs {
		switch field := s.words.fieldOf(p.key, p.value, false); field {
		case "":
			if s.words.standard[fold(p.key)] {
				if clauseIn.MatchString(p.value) {
					s.clauses(r, p.value, p.line, ours)
				}
				continue
			}
			if s.words.asks(p.key, s.words.titleFrom(h.heading, "")) {
				r.unknown = append(r.unknown, p.key)
			}
			s.order(r, p.value)
		case "clauses":
			s.clauses(r, p.value, p.line, ours)
		default:
			s.value(r, field, p.source, p.value, p.line)
		}
	}
}

// order keeps dates that may prove the order of the folder's dates.
func (s *scanner) order(r *scanned, text string) {
	if d := s.words.parseDate(text); d.kind == ambiguous {
		r.slashes = append(r.slashes, d)
	}
}

// value takes over a value of a field, in the form in which it can be written.
func (s *scanner) value(r *scanned, field, from, text string, line int) {
	text = cleanValue(text)
	switch field {
	case "id":
		text = cmp.Or(s.words.validID(text), s.words.idIn(text))
	case "revision":
		text = bareRevision(text)
	case "owner", "author", "approver":
		name, day := s.words.cutDate(text)
		if text = name; isRunningText(text) {
			text = ""
		}
		if day != "" && field == "approver" {
			s.value(r, "approved_date", from, day, line)
		}
	case "type":
		text = cmp.Or(s.words.types[fold(text)], strings.ToLower(text))
	case "approved_date", "effective_date", "review_date":
		if name, day := s.words.cutDate(text); day != "" && s.words.parseDate(text).kind == notDate {
			if text = day; field == "approved_date" {
				s.value(r, "approver", from, name, line)
			}
		}
		s.order(r, text)
		if text != "" && s.words.parseDate(text).kind == notDate {
			r.findings = append(r.findings, diag.Finding{Rule: "bad-value", Severity: diag.Note, File: r.file, Pos: diag.Pos{Line: line, Column: 1},
				Message: quoteShort(text) + " is not a date that can be read without guessing; " + field + " stays open",
				Hint:    "write it as YYYY-MM-DD"})
			text = ""
		}
	}
	if text == "" || slices.ContainsFunc(r.values[field], func(c candidate) bool { return c.source == from }) {
		return
	}
	r.values[field] = append(r.values[field], candidate{from, text})
}

// names finds id, title and revision in the name of the file and the first heading.
func (s *scanner) names(r *scanned, h head) {
	stem := strings.TrimSuffix(path.Base(r.file), path.Ext(r.file))
	if language, base := languageOf(path.Base(r.file)); language != "" {
		stem = base
	}
	name, revision := s.words.cutRevision(s.words.savedAs.ReplaceAllString(strings.ReplaceAll(stem, "_", " "), ""))
	s.value(r, "id", fromName, s.words.idIn(stem), 0)
	s.value(r, "id", fromHeading, s.words.idInHeading(h.heading), 0)
	s.value(r, "revision", fromName, revision, 0)
	_, revision = s.words.cutRevision(h.heading)
	s.value(r, "revision", fromHeading, revision, 0)
	id := ""
	if list := r.values["id"]; len(list) > 0 {
		id = list[0].value
	}
	r.values["id"] = append(r.values["id"], candidate{fromPath, ""}) // made when all files are known
	if title := cleanValue(s.words.titleFrom(h.heading, id)); title != "" && !(h.level > 1 && (partNumber.MatchString(title) || s.words.firstParts[fold(title)])) {
		r.values["title"] = append(r.values["title"], candidate{fromHeading, title})
		return
	}
	title := leadingNumber.ReplaceAllString(s.words.titleFrom(nameTitle(name+path.Ext(r.file)), id), "")
	s.value(r, "title", fromName, cmp.Or(title, id, stem), 0)
}

// leadingNumber matches the number by which the name of a file is sorted: 05 Purchasing.
var leadingNumber = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]?\s[\s–-]*`)

var yamlLine = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*:(?:\s|$)`)

// foreignFrontMatter reports what looks like front matter and is text.
func foreignFrontMatter(file string, lines []string, first int) []diag.Finding {
	note := func(message, hint string) []diag.Finding {
		return []diag.Finding{{Rule: "front-matter", Severity: diag.Warning, File: file, Pos: diag.Pos{Line: first, Column: 1}, Message: message, Hint: hint}}
	}
	switch {
	case strings.TrimSpace(lines[0]) == tomlFence:
		return note("the front matter that opens here is not closed; it stays in the text", "add a line +++ after it, and run this again")
	case yamlLine.MatchString(lines[0]) && slices.ContainsFunc(lines[:min(len(lines), headLines)], func(l string) bool { return strings.TrimRight(l, " \t") == "---" }):
		return note("front matter without its opening line is not read; it stays in the text", "put a line `---` before it, and run this again")
	}
	return nil
}
