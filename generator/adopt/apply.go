package adopt

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Change is a file to write.
type Change struct {
	File string
	Data []byte
	New  bool // there is no such file yet
}

// Outcome is what a plan leads to.
type Outcome struct {
	Changes   []Change     // in the order of their files
	Same      int          // documents that stay as they are
	NotYet    []Incomplete // documents that would be approved, but do not give all that it takes
	Unclaimed int          // documents whose proposed claims are not confirmed
}

// Incomplete is a document that stays a draft.
type Incomplete struct {
	File    string
	Missing []string // fields
}

// Changes returns the files that a plan leads to. With an error finding the plan must not be applied.
func (p *Plan) Changes(fsys fs.FS, convert Converter) (*Outcome, []diag.Finding, error) {
	documents, _, settled, err := documentsFolder(fsys)
	if err != nil {
		return nil, nil, err
	}
	a := &application{plan: p, fsys: fsys, convert: convert, words: builtIn().with(p.Words), root: documents, edition: standard.Load(p.Settings.Edition)}
	switch {
	case settled != nil:
		a.edition = standard.Load(settled.Edition.Value)
	case p.Settings.Documents != "":
		a.root = p.Settings.Documents
	}
	if a.edition == nil {
		a.edition = standard.Load("2015")
	}
	type result struct {
		changes  []Change
		findings []diag.Finding
		applied
	}
	results := make([]result, len(p.Documents))
	parallel.Each(len(results), 16, func(i int) {
		r := &results[i]
		r.changes, r.applied, r.findings = a.document(p.Documents[i])
	})
	o := &Outcome{}
	findings := a.faults(settled != nil)
	var left []string
	for i, r := range results {
		if r.unconverted {
			left = append(left, p.Documents[i].File)
		}
		o.Changes = append(o.Changes, r.changes...)
		findings = append(findings, r.findings...)
		o.Same += one(len(r.changes) == 0)
		if len(r.missing) > 0 {
			o.NotYet = append(o.NotYet, Incomplete{p.Documents[i].File, r.missing})
		}
		o.Unclaimed += one(r.unclaimed)
	}
	findings = append(findings, withoutConverter(left)...)
	if settled == nil {
		o.Changes = append(o.Changes, Change{config.File, p.configuration(), true})
	}
	slices.SortFunc(o.Changes, func(a, b Change) int { return strings.Compare(a.File, b.File) })
	diag.Sort(findings)
	return o, findings, nil
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// application applies a plan. It is safe for concurrent use.
type application struct {
	plan    *Plan
	fsys    fs.FS
	convert Converter
	words   *vocabulary
	edition *standard.Edition
	root    string
}

// applied says how a document came out.
type applied struct {
	missing                []string // fields without which it cannot be approved
	unclaimed, unconverted bool
}

// document returns the files that the line of a document leads to.
func (a *application) document(e *Entry) ([]Change, applied, []diag.Finding) {
	findings := a.claimFaults(e)
	file, isNew := e.File, false
	var files []Change
	var raw []byte
	fault := ""
	if strings.EqualFold(path.Ext(file), ".docx") {
		file = target(file)
		if _, err := rootfs.Lstat(a.fsys, file); err != nil {
			isNew = true
			var c conversion
			c, fault = a.converted(e.File)
			raw, files = c.text, c.pictures
			findings = append(findings, c.findings...)
		}
	}
	if !isNew {
		raw, fault = readWhole(a.fsys, file, diag.MaxSourceSize)
	}
	switch fault {
	case "":
	case noConverter:
		return nil, applied{unconverted: true}, findings
	default:
		return nil, applied{}, append(findings, diag.Finding{Rule: "front-matter", Severity: diag.Error, File: File,
			Pos: e.where(""), Message: e.File + ": " + fault, Hint: "fix it, or delete this line to leave the document out"})
	}
	text, how, problem := a.text(e, file, raw)
	switch {
	case problem != "":
		return nil, how, append(findings, diag.Finding{Rule: "front-matter", Severity: diag.Warning, File: file, Pos: diag.Pos{Line: 1, Column: 1},
			Message: problem + "; the document was left as it is", Hint: "fix the front matter and run `clausebook adopt --write` again"})
	case !isNew && bytes.Equal(text, raw):
		return nil, how, findings
	}
	return append(files, Change{file, text, isNew}), how, findings
}

// text returns a document with its front matter. problem says why it could not be made.
func (a *application) text(e *Entry, file string, raw []byte) (text []byte, how applied, problem string) {
	p := split(raw)
	list, readable := readMeta(file, p)
	has := given(file, p)
	values, how := a.values(e, has)
	keys, broken := map[string]string{}, map[string]bool{}
	for _, f := range list {
		if a.words.standard[fold(f.key)] {
			continue
		}
		keys[f.key] = a.words.fieldOf(f.key, f.text, true)
		broken[f.key] = !readable && f.value == nil
	}
	var set []setting
	for _, field := range canonical {
		if value := values[field]; value != "" {
			set = append(set, setting{field, yamlValue(field, value)})
		}
	}
	text = compose(p, set, func(key string) (string, bool) {
		field := keys[key]
		switch {
		case key == "": // lines before the first field; without a field they would continue the last one that is written
			return "", len(list) == 0
		case field == "":
			return "", broken[key]
		case values[field] != "":
			return values[field], true
		case has[field] != "" && key != field:
			return has[field], true
		}
		return "", broken[key] || has[field] == "" && field == "clauses" && !isEmptyValue(list, key)
	})
	if d := document.Parse(file, text); !d.Readable {
		return nil, how, "the front matter is not valid YAML"
	}
	if again := split(text); !bytes.Equal(again.body, p.body) {
		return nil, how, "the front matter cannot be separated from the text"
	}
	return text, how, ""
}

func isEmptyValue(list []metaField, key string) bool {
	i := slices.IndexFunc(list, func(f metaField) bool { return f.key == key })
	return i >= 0 && (list[i].value != nil && (list[i].value.Kind == yaml.Empty || list[i].value.Kind == yaml.Map))
}

// values returns the fields to write into a document, which has some already.
func (a *application) values(e *Entry, has map[string]string) (map[string]string, applied) {
	values, how := map[string]string{}, applied{}
	for _, field := range canonical {
		value, settled := a.chosen(e, field)
		if current := has[field]; current != "" && !(settled && isChoice(e.Values[field], current) && current != value) {
			continue // what a document says by itself is not changed
		}
		if field != "status" && field != "clauses" {
			values[field] = value
		}
	}
	if status := a.status(e, values, has, &how); status != has["status"] {
		values["status"] = status
	}
	claims := a.claims(e)
	how.unclaimed = len(claims) == 0 && has["clauses"] == "" && len(e.Clauses)+len(e.Headings)+len(e.Mentions) > 0
	if len(claims) > 0 && !a.exact(has["clauses"]) {
		values["clauses"] = strings.Join(claims, ", ")
	}
	return values, how
}

// chosen returns the value of a field. settled reports whether a person chose it from several.
func (a *application) chosen(e *Entry, field string) (value string, settled bool) {
	v, q := e.Values[field], &a.plan.Questions
	value = v.Text
	if len(v.Choices) > 0 {
		i := slices.IndexFunc(q.Choose, func(a Answer) bool { return a.Key == field && a.Text != "" })
		switch {
		case i >= 0:
			value, settled = v.Choices[0].value, true
			for _, c := range v.Choices {
				if c.source == q.Choose[i].Text {
					value = c.value
				}
			}
		case field == "id" || field == "revision":
			value = v.Choices[0].value
		}
	}
	switch {
	case field == "owner" && value == "":
		value = q.owner(e.File, a.root)
	case field == "revision" && value == "" && q.Revision != nil:
		value = q.Revision.Text
	case strings.HasSuffix(field, "_date") && value != "":
		order := ""
		if q.Dates != nil {
			order = q.Dates.Text
		}
		value = a.words.parseDate(value).in(order)
	}
	return value, settled
}

func isChoice(v Value, text string) bool {
	return slices.ContainsFunc(v.Choices, func(c candidate) bool { return c.value == text })
}

// status returns the status of a document: its own, else what an answer says that its word means, else draft.
// A document is approved only with an approver and both dates.
func (a *application) status(e *Entry, values, has map[string]string, how *applied) string {
	word, _ := a.chosen(e, "status")
	means := cmp.Or(has["status"], document.Draft)
	for _, answer := range a.plan.Questions.Status {
		if has["status"] == "" && answer.Key == word && word != "" && answer.Text != "" {
			means = answer.Text
		}
	}
	if means != document.Approved {
		return means
	}
	for _, field := range []string{"approver", "approved_date", "effective_date"} {
		if values[field] == "" && has[field] == "" {
			how.missing = append(how.missing, field)
		}
	}
	if len(how.missing) > 0 {
		return document.Draft
	}
	return means
}

var plainScalar = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]*$`)

// yamlValue writes the value of a field of front matter.
func yamlValue(field, value string) string {
	switch {
	case field == "clauses":
		return "[" + value + "]"
	case plainScalar.MatchString(value) && strings.ContainsAny(value, "0123456789"):
		return value
	}
	return yaml.Quote(value)
}
