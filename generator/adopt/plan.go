// Package adopt makes a manual of a folder of documents that was written for something else.
//
// Scan reads the documents and gathers what they say about themselves: in front matter under any name, in
// bold fields and tables, in the names of files and in headings. The result is a Plan, which is written as
// adopt.yaml for a person to answer its questions and to correct its lines. Changes then gives the files
// that the plan leads to. Bodies are never changed; nothing becomes approved, and no clause is claimed,
// unless the plan says so.
//
// The words by which documents name their control data are in keywords.yaml.
package adopt

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// Plan is what adopt.yaml says: how a folder becomes a manual.
type Plan struct {
	Settings  Settings
	Questions Questions
	// Confirmed says which proposed claims a person has confirmed for all documents.
	Confirmed struct{ Exact, Headings, Mentions bool }
	// Words are further words for fields in this folder, by field.
	Words     map[string][]string
	Documents []*Entry // in the order of their files
	Forms     []string // Word files without running text
	// NotUnderstood are keys of control data that mean no field, with the number of documents that have them.
	NotUnderstood []Count
	places        map[string]diag.Pos // in adopt.yaml: of the folder of the documents, and of owners by folder
}

// Settings are what manual.yaml begins with. They are empty if there is one.
type Settings struct {
	Title, Company, Edition, Scope, Language, Documents string
	Exclude, Fields                                     []string
	Exists                                              bool // there is a manual.yaml
}

// Entry is the line of a document.
type Entry struct {
	File   string
	Values map[string]Value // by field
	Claims []string         // confirmed by a person
	Proposed
	pos    diag.Pos            // in adopt.yaml; zero if the entry was not read from it
	places map[string]diag.Pos // of the clauses, id and status
}

// Proposed are the clauses that a document may satisfy.
type Proposed struct {
	Clauses  []string  // named by the document
	Headings []Heading // with the clauses below them
	Mentions []string  // named in the text or a table
}

// Heading is a heading clause with the clauses that it stands for.
type Heading struct {
	ID     string
	Leaves []string
}

// Value is the value of a field. If the document gives several, they are Choices, by source.
type Value struct {
	Text    string
	Choices []candidate
}

// Count is a word with the number of documents that have it.
type Count struct {
	Word      string
	Documents int
	Example   string // one of the documents
}

// Converter converts a Word document to Markdown. It is safe for concurrent use.
type Converter func(docx []byte) (markdown string, err error)

// Scan reads a folder. previous is the plan of an earlier scan, or nil: what it says about a document is kept, and so
// are its answers. convert may be nil if Word documents cannot be converted. An error is one of the disk.
func Scan(fsys fs.FS, previous *Plan, convert Converter) (*Plan, []diag.Finding, error) {
	documents, output, settled, err := documentsFolder(fsys)
	if err != nil {
		return nil, nil, err
	}
	if settled == nil && previous != nil && previous.Settings.Documents != "" {
		documents = previous.Settings.Documents
	}
	found, err := list(fsys, documents, output)
	if err != nil {
		return nil, nil, err
	}
	if previous == nil {
		previous = &Plan{}
	}
	found.known(previous)
	edition := cmp.Or(previous.Settings.Edition, "")
	if settled != nil {
		edition = settled.Edition.Value
	}
	s := &scanner{fsys: fsys, words: builtIn().with(previous.Words), convert: convert}
	files := without(slices.Concat(found.documents, found.sections, found.words), previous.Settings.Exclude)
	s.edition = standard.Load(edition)
	if s.edition == nil {
		s.edition = standard.Load(editionOf(fsys, files))
	}
	results := s.all(files)
	plan := &Plan{Words: previous.Words, Confirmed: previous.Confirmed}
	plan.settings(previous, found, documents, s.edition, settled != nil, results)
	findings := append(found.findings, plan.documents(previous, s, results)...)
	findings = append(findings, withoutConverter(unconverted(results))...)
	plan.ask(previous, results)
	diag.Sort(findings)
	return plan, findings, nil
}

// unconverted lists the Word files that there is no converter for.
func unconverted(results []*scanned) []string {
	var files []string
	for _, r := range results {
		if r.skipped == noConverter {
			files = append(files, r.file)
		}
	}
	return files
}

// known leaves out the Markdown that Word files in the plan were converted to.
func (f *folder) known(previous *Plan) {
	for _, e := range previous.Documents {
		if strings.EqualFold(path.Ext(e.File), ".docx") {
			f.documents = slices.DeleteFunc(f.documents, func(file string) bool { return file == target(e.File) })
			if !slices.Contains(f.words, e.File) {
				f.words = append(f.words, e.File)
			}
		}
	}
	slices.Sort(f.words)
}

// editionOf returns the edition that most of the documents name; 2015 if only a few name one.
func editionOf(fsys fs.FS, files []string) string {
	count := map[string]int{}
	for _, file := range files {
		if path.Ext(file) != ".md" {
			continue
		}
		raw, fault := readWhole(fsys, file, 512<<10)
		if fault != "" {
			continue
		}
		for year := range editionsIn(string(raw)) {
			count[year]++
		}
	}
	best := "2015"
	for _, year := range standardname.Years() {
		if count[year] > count[best] && count[year] > 1 && count[year]*10 >= len(files) {
			best = year
		}
	}
	return best
}

// settings chooses what manual.yaml begins with.
func (p *Plan) settings(previous *Plan, found *folder, documents string, edition *standard.Edition, exists bool, results []*scanned) {
	if p.Settings = previous.Settings; p.Settings.Title != "" || p.Settings.Company != "" {
		return
	}
	if exists {
		p.Settings = Settings{Exists: true, Edition: edition.Year, Documents: documents}
		return
	}
	language := interfaceLanguage(results)
	p.Settings = Settings{Title: scaffold.Titles[language], Company: scaffold.Company(language), Edition: edition.Year, Scope: "9001",
		Language: language, Documents: documents}
	p.Settings.Exclude = append(p.Settings.Exclude, found.others...)
	for _, dir := range found.skipped {
		p.Settings.Exclude = append(p.Settings.Exclude, dir+"/**")
	}
	slices.Sort(p.Settings.Exclude)
	own := map[string]bool{}
	for _, r := range results {
		if r.section || r.skipped != "" {
			continue
		}
		for _, key := range r.own {
			own[key] = true
		}
	}
	for key := range own {
		p.Settings.Fields = append(p.Settings.Fields, key)
	}
	slices.Sort(p.Settings.Fields)
}

// documents makes the entries.
func (p *Plan) documents(previous *Plan, s *scanner, results []*scanned) []diag.Finding {
	before := map[string]*Entry{}
	for _, e := range previous.Documents {
		before[e.File] = e
	}
	var findings []diag.Finding
	unknown := map[string]*Count{}
	fresh := map[*Entry]*scanned{}
	for _, r := range results {
		findings = append(findings, r.findings...)
		switch {
		case r.form:
			p.Forms = append(p.Forms, r.file)
		case before[r.file] != nil:
			p.Documents = append(p.Documents, before[r.file])
		case r.section || r.skipped != "":
		default:
			e := s.entry(r)
			fresh[e] = r
			p.Documents = append(p.Documents, e)
			count(unknown, r.unknown, r.file)
		}
	}
	slices.SortFunc(p.Documents, func(a, b *Entry) int { return strings.Compare(a.File, b.File) })
	findings = append(findings, p.identify(fresh)...)
	p.matrix(s.edition, fresh)
	p.NotUnderstood = mostCommon(unknown, 20)
	if len(fresh) == 0 {
		p.NotUnderstood = previous.NotUnderstood
	}
	return findings
}

// count counts the words of a document, each once.
func count(counts map[string]*Count, words []string, file string) {
	seen := map[string]bool{}
	for _, word := range words {
		if seen[word] {
			continue
		}
		seen[word] = true
		if counts[word] == nil {
			counts[word] = &Count{Word: word, Example: file}
		}
		counts[word].Documents++
	}
}

// mostCommon lists the most common words of at least two documents, at most limit.
func mostCommon(counts map[string]*Count, limit int) []Count {
	var list []Count
	for _, c := range counts {
		if c.Documents > 1 {
			list = append(list, *c)
		}
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(b.Documents-a.Documents, strings.Compare(a.Word, b.Word))
	})
	return list[:min(len(list), limit)]
}
