package check

import (
	"fmt"
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

var brokenLink = Rule{
	Name: "broken-link", Severity: diag.Error,
	Summary: "A link leads to a file that does not exist.",
	text: func(r *run) {
		r.links(func(place place, ref document.Ref, t manual.Target) {
			if ref.Kind == document.Link {
				if message, hint := r.explainTarget(place.file(), ref.Kind, t); message != "" {
					place.report(r, ref.Pos, message, hint)
				}
			}
		})
	},
	catalog: func(r *run) {
		for _, e := range r.Entries {
			for i := range e.Records {
				record := &e.Records[i]
				if t := r.Form(e, record); t.Trouble != manual.NoDocument {
					if message, hint := r.explainTarget(e.File, document.Link, t); message != "" {
						r.inDocument(e, record.Form.Pos, message, hint)
					}
				}
			}
		}
	},
}

// place is where a reference is: in a document, in the page of a section, or in a value of manual.yaml.
type place struct {
	entry *manual.Entry
	intro *document.Document // the page of a section
	pos   diag.Pos
}

func (p place) file() string {
	if p.entry != nil {
		return p.entry.File
	}
	if p.intro != nil {
		return p.intro.File
	}
	return config.File
}

func (p place) report(r *run, pos diag.Pos, message, hint string) {
	if p.entry != nil {
		r.inDocument(p.entry, pos, message, hint)
		return
	}
	if p.intro != nil {
		r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: p.intro.File, Pos: pos, Message: message, Hint: hint})
		return
	}
	r.inConfig(p.pos, "", message, hint)
}

// links visits every notable reference of the manual with its target.
func (r *run) links(visit func(place, document.Ref, manual.Target)) {
	for _, e := range r.manual.DocumentsWithRefs() {
		for _, i := range r.manual.RefsToCheck(e) {
			visit(place{entry: e}, r.manual.Text(e).Refs.At(i), r.manual.Targets(e)[i])
		}
	}
	for _, s := range r.Sections {
		d, targets := r.manual.Intro(s)
		for i := range targets {
			visit(place{intro: d}, d.Refs.At(i), targets[i])
		}
	}
	for i, ref := range r.manual.Statement.Refs.All() {
		visit(place{pos: r.ScopeStatement.Pos}, ref, r.manual.StatementLinks[i])
	}
	for n, d := range r.NotApplicable {
		for i, ref := range r.manual.Reasons[n].Refs.All() {
			visit(place{pos: d.Pos}, ref, r.manual.ReasonLinks[n][i])
		}
	}
}

// explainTarget says why the path of a link or picture leads nowhere; both results are empty if it leads somewhere.
func (r *run) explainTarget(from string, kind document.RefKind, t manual.Target) (message, hint string) {
	picture := kind == document.Image
	hints := targetHints[picture]
	if p := r.Excluded(t.Path); t.Trouble == manual.NoFile && p != nil {
		return fmt.Sprintf("%s is left out of the manual by `exclude: %s`", t.Path, p.Value), hints.excluded
	}
	switch t.Trouble {
	case manual.NoFile:
		return fmt.Sprintf("there is no file %s", t.Path), r.nearestFile(from, t.Path, picture)
	case manual.Outside:
		return fmt.Sprintf("%s is outside the folder %s", t.Path, r.Documents.Value), hints.outside
	case manual.Folder:
		return fmt.Sprintf("%s is a folder", t.Path), hints.folder
	case manual.Absolute:
		return fmt.Sprintf("/%s begins with a slash; the site may be in any folder", t.Path), r.nearestFile(from, t.Path, picture)
	}
	return "", ""
}

// targetHints say how to fix a path, of a link and, under true, of a picture.
var targetHints = map[bool]struct{ excluded, outside, folder, example string }{
	false: {"link to a document, or delete the pattern", "put the file next to the documents",
		"link to a document in it", "purchasing/qp-08-04.md"},
	true: {"choose a picture that is not left out, or delete the pattern", "put the picture next to the documents",
		"write the name of a picture in it, such as valve.svg", "pictures/valve.svg"},
}

// nearestFile suggests a file with a similar path, or one with the same name elsewhere. For a picture, it suggests
// pictures only.
func (r *run) nearestFile(from, wanted string, picture bool) string {
	if file := r.otherCase(wanted, picture); file != "" {
		return fmt.Sprintf("did you mean %s?", relative(from, file))
	}
	var byName map[string]string
	near := r.nearest(path.Base(wanted), func() (names []string) {
		names, byName = r.fileNames(from, picture)
		return names
	})
	example := targetHints[picture].example
	switch {
	case near != "":
		return fmt.Sprintf("did you mean %s?", relative(from, byName[near]))
	case from == config.File:
		return "write the path from the manual's folder, such as " + path.Join(r.Documents.Value, example)
	}
	return "write the path from the folder of this file, such as ../" + example
}

// otherCase returns the file that a path means in a spelling of another system: in other upper and lower case, with \\
// between folders, or with the ending that pages have. Otherwise it returns "".
func (r *run) otherCase(wanted string, picture bool) string {
	if r.suggestions > mostSuggestions {
		return ""
	}
	wanted = path.Clean(strings.ReplaceAll(route.Fold(wanted), `\`, "/"))
	page := strings.TrimSuffix(strings.TrimSuffix(wanted, ".md"), ".html") + ".md"
	for _, e := range r.Entries {
		if !picture && route.Fold(e.File) == page {
			return e.File
		}
	}
	for _, s := range r.Sections {
		if s.Intro == nil || picture {
			continue
		}
		folder := route.Fold(path.Dir(s.Intro.File))
		if page == route.Fold(s.Intro.File) || page == folder+"/index.md" || wanted == folder {
			return s.Intro.File
		}
	}
	for _, f := range r.Files {
		if route.Fold(f.Path) == wanted {
			return f.Path
		}
	}
	return ""
}

// fileNames returns the base names of all files except one, or of the pictures only, and maps them to paths.
func (r *run) fileNames(but string, pictures bool) (names []string, byName map[string]string) {
	byName = map[string]string{}
	add := func(file string) {
		if name := path.Base(file); file != but && byName[name] == "" {
			names, byName[name] = append(names, name), file
		}
	}
	for _, e := range r.Entries {
		if !pictures {
			add(e.File)
		}
	}
	for _, f := range r.Files {
		if !pictures || manual.IsPicture(f.Path) {
			add(f.Path)
		}
	}
	return names, byName
}

// relative returns the path of a file as written in a link in another file.
func relative(from, to string) string {
	dir, up := path.Dir(from), ""
	for dir != "." && !strings.HasPrefix(to, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	if dir != "." {
		to = strings.TrimPrefix(to, dir+"/")
	}
	return up + to
}
