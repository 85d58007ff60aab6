// Package scaffold writes what a manual begins with: its configuration, a few drafts, a pipeline,
// and single drafts later. All of it is a function of what is asked for.
package scaffold

import (
	"bytes"
	"embed"
	"text/template"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/starter"
	"github.com/clausebook/clausebook/generator/yaml"
)

//go:embed files
var files embed.FS

// The marks are none that YAML, Markdown or a host gives a meaning to.
var templates = template.Must(template.Must(template.New("").Delims("«", "»").Funcs(template.FuncMap{
	"quoted": yaml.Quote,
}).ParseFS(files, "files/*")).ParseFS(starter.Files(), "draft.md", "documents/*.md"))

func expand(name string, data any) []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // the templates are part of the program
	}
	return b.Bytes()
}

// File is one file to write.
type File struct {
	Path string // with forward slashes
	Text []byte
}

// Hosts lists the hosts that a pipeline can be written for.
var Hosts = []string{"github", "gitlab"}

// DefaultLanguage is the one that manual.yaml need not name.
const DefaultLanguage = "en"

// Titles are the usual titles of a manual by language.
var Titles = map[string]string{"en": "Quality manual", "de": "Qualitätsmanagementhandbuch", "fr": "Manuel qualité"}

// Manual is a manual to begin.
type Manual struct {
	Title, Company, Edition, Scope string
	Host                           string   // one of Hosts
	Language                       string   // one of the built-in theme; it may be empty for the default
	DocumentsFolder                string   // the folder of the documents, or "" for the usual one
	Exclude                        []string // Markdown files in that folder that are not documents
	EditURL                        string   // the pattern of pages on which documents are edited, or ""
	Folder                         string   // the manual's below the root of its repository, or "."
	Branch                         string   // the one that the site is published from; it may be empty for main
	Version                        string   // of clausebook in the pipeline, or "" where it has to be filled in
}

// OtherLanguage is the language where it is not the default.
func (m Manual) OtherLanguage() string {
	if m.Language == DefaultLanguage {
		return ""
	}
	return m.Language
}

// Configuration is manual.yaml.
func (m Manual) Configuration() []byte { return expand("manual.yaml", m) }

// NotApplicable lists the clauses that the scope leaves out, which the organization has to justify.
func (m Manual) NotApplicable() []string {
	scope, _ := standard.Load(m.Edition).Scope(m.Scope)
	return scope.NotApplicable
}

// Documents are the drafts to begin with, below the folder of the documents.
func (m Manual) Documents() []File {
	var list []File
	for _, s := range firstDrafts {
		claims := s.claims[m.Edition]
		if claims == nil {
			claims = s.claims["2015"]
		}
		list = append(list, File{s.folder + "/" + s.file, expand(s.file, map[string]string{"Clauses": claims[0], "Records": claims[1]})})
	}
	return list
}

// firstDraft is a draft of a new manual, with the clauses that it and its records claim by edition;
// 2026 counts as 2015 does.
type firstDraft struct {
	folder, file string
	claims       map[string][]string
}

var firstDrafts = []firstDraft{
	{"policy", "qpol-01-quality-policy.md", map[string][]string{
		"1994": {"[4.1.1#communication]", ""}, "2000": {"[5.3#communication]", ""}, "2008": {"[5.3#communication]", ""},
		"2015": {"[5.2.1, 5.2.2#communication]", ""}}},
	{"procedures", "qp-01-control-of-documents.md", map[string][]string{
		"1994": {"[4.5.1, 4.5.2#approval, 4.5.3#changes]", ""}, "2000": {"[4.2.3]", ""}, "2008": {"[4.2.3]", ""},
		"2015": {"[7.5.2#approval, 7.5.3.1#distribution, 7.5.3.2#changes]", ""}}},
	{"procedures", "qp-02-control-of-records.md", map[string][]string{
		"1994": {"[4.16]", ""}, "2000": {"[4.2.4]", ""}, "2008": {"[4.2.4]", ""}, "2015": {"[7.5.3.2]", ""}}},
	{"procedures", "qp-03-internal-audit.md", map[string][]string{
		"1994": {"[4.17]", "[4.17]"}, "2000": {"[8.2.2]", "[8.2.2]"}, "2008": {"[8.2.2]", "[8.2.2]"},
		"2015": {"[9.2.1, 9.2.2#programme]", "[9.2.2]"}}},
	{"procedures", "qp-04-faults-and-corrective-action.md", map[string][]string{
		"1994": {"[4.13.2#faults, 4.14.2#causes]", "[4.14.2]"}, "2000": {"[8.3#faults, 8.5.2#causes]", "[8.3, 8.5.2]"},
		"2008": {"[8.3#faults, 8.5.2#causes]", "[8.3, 8.5.2]"},
		"2015": {"[8.7.1#faults, 8.7.2#faults, 10.2.1#causes, 10.2.2#causes]", "[8.7.2, 10.2.2]"}}},
	{"procedures", "qp-05-management-review.md", map[string][]string{
		"1994": {"[4.1.3]", "[4.1.3]"}, "2000": {"[5.6.1, 5.6.2#inputs, 5.6.3#outputs]", "[5.6.1]"},
		"2008": {"[5.6.1, 5.6.2#inputs, 5.6.3#outputs]", "[5.6.1]"},
		"2015": {"[9.3.1, 9.3.2#inputs, 9.3.3#outputs]", "[9.3.3]"}}},
}
