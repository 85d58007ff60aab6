// Package scaffold writes what a manual begins with: its configuration, a few drafts, a pipeline,
// and single drafts later. All of it is a function of what is asked for.
package scaffold

import (
	"bytes"
	"cmp"
	"embed"
	"path"
	"text/template"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/starter"
	"github.com/clausebook/clausebook/generator/yaml"
)

//go:embed files
var files embed.FS

// The marks are none that YAML, Markdown or a host gives a meaning to.
var templates = template.Must(template.Must(template.New("").Delims("«", "»").Funcs(template.FuncMap{
	"quoted": yaml.Quote, "shell": shellQuote,
}).ParseFS(files, "files/*")).ParseFS(starter.Files(), "*.md", "documents/*.md"))

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

	HasFolder func(path string) bool // reports whether the repository has a folder; needed for gitea and forgejo
}

// Configuration is manual.yaml.
func (m Manual) Configuration() []byte { return expand("manual.yaml", m) }

// NotApplicable lists the clauses that the scope leaves out, which the organization has to justify.
func (m Manual) NotApplicable() []string {
	scope, _ := standard.Load(m.Edition).Scope(m.Scope)
	return scope.NotApplicable
}

// Documents are the drafts to begin with, below the folder of the documents: in the language if there are such, else
// in the default one.
func (m Manual) Documents() []File {
	var list []File
	for _, s := range firstDrafts {
		claims := s.claims[m.Edition]
		if claims == nil {
			claims = s.claims["2015"]
		}
		file := cmp.Or(s.files[baseOf(m.Language)], s.files[DefaultLanguage])
		list = append(list, File{file, expand(path.Base(file), map[string]string{"Clauses": claims[0], "Records": claims[1]})})
	}
	return list
}

// firstDraft is a draft of a new manual, with the clauses that it and its records claim by edition;
// 2026 counts as 2015 does.
type firstDraft struct {
	files  map[string]string // by language; no two have the same name
	claims map[string][]string
}

func inLanguages(english, german string) map[string]string {
	return map[string]string{DefaultLanguage: english, "de": german}
}

var firstDrafts = []firstDraft{
	{inLanguages("policy/qpol-01-quality-policy.md", "politik/qpol-01-qualitaetspolitik.md"), map[string][]string{
		"1994": {"[4.1.1#communication]", ""}, "2000": {"[5.3#communication]", ""}, "2008": {"[5.3#communication]", ""},
		"2015": {"[5.2.1, 5.2.2#communication]", ""}}},
	{inLanguages("procedures/qp-01-control-of-documents.md", "verfahren/qp-01-lenkung-von-dokumenten.md"), map[string][]string{
		"1994": {"[4.5.1, 4.5.2#approval, 4.5.3#changes]", ""}, "2000": {"[4.2.3]", ""}, "2008": {"[4.2.3]", ""},
		"2015": {"[7.5.2#approval, 7.5.3.1#distribution, 7.5.3.2#changes]", ""}}},
	{inLanguages("procedures/qp-02-control-of-records.md", "verfahren/qp-02-lenkung-von-aufzeichnungen.md"), map[string][]string{
		"1994": {"[4.16]", ""}, "2000": {"[4.2.4]", ""}, "2008": {"[4.2.4]", ""}, "2015": {"[7.5.3.2]", ""}}},
	{inLanguages("procedures/qp-03-internal-audit.md", "verfahren/qp-03-internes-audit.md"), map[string][]string{
		"1994": {"[4.17]", "[4.17]"}, "2000": {"[8.2.2]", "[8.2.2]"}, "2008": {"[8.2.2]", "[8.2.2]"},
		"2015": {"[9.2.1, 9.2.2#programme]", "[9.2.2]"}}},
	{inLanguages("procedures/qp-04-faults-and-corrective-action.md", "verfahren/qp-04-fehler-und-korrekturmassnahmen.md"), map[string][]string{
		"1994": {"[4.13.2#faults, 4.14.2#causes]", "[4.14.2]"}, "2000": {"[8.3#faults, 8.5.2#causes]", "[8.3, 8.5.2]"},
		"2008": {"[8.3#faults, 8.5.2#causes]", "[8.3, 8.5.2]"},
		"2015": {"[8.7.1#faults, 8.7.2#faults, 10.2.1#causes, 10.2.2#causes]", "[8.7.2, 10.2.2]"}}},
	{inLanguages("procedures/qp-05-management-review.md", "verfahren/qp-05-managementbewertung.md"), map[string][]string{
		"1994": {"[4.1.3]", "[4.1.3]"}, "2000": {"[5.6.1, 5.6.2#inputs, 5.6.3#outputs]", "[5.6.1]"},
		"2008": {"[5.6.1, 5.6.2#inputs, 5.6.3#outputs]", "[5.6.1]"},
		"2015": {"[9.3.1, 9.3.2#inputs, 9.3.3#outputs]", "[9.3.3]"}}},
}
