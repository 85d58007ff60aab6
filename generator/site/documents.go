package site

import (
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxListed is the largest number of documents in one list. With more, the master list links to the sections,
// whose pages list the documents in force, and the list of a section is split.
const maxListed = 500

func documentsPage(b *Builder, p page) view.Documents {
	p.Heading, p.Breadcrumbs, p.Scripts = b.say("frame.documents"), b.start(), []string{route.ListScript}
	v := view.Documents{Page: p.Page}
	for _, s := range b.manual.Sections {
		v.Total += len(published(b.manual.In(s)))
	}
	split := v.Total > maxListed
	for _, s := range b.manual.Sections {
		if n := len(b.inSection[s]); split && n > 0 {
			v.BySection = append(v.BySection, view.SectionRow{Link: sectionPageLink(b, s), Count: n})
		}
		for _, e := range published(b.manual.In(s)) {
			if !split || !e.Current() {
				v.Rows = append(v.Rows, b.documentRow(e))
			}
		}
	}
	return v
}

// sectionPageLink links to the page of a section, including the top one.
func sectionPageLink(b *Builder, s *manual.Section) view.Link {
	if s.Path == "" {
		return view.Link{Text: b.say("documents.no_section"), URL: s.URL}
	}
	return b.sectionLink(s)
}

// sectionFiles makes the page of a section, or the pages into which its list is split.
func sectionFiles(b *Builder, s *manual.Section) []File {
	var files []File
	parts := inParts(s.URL, b.inSection[s], maxListed)
	for n, part := range parts {
		files = append(files, b.page(part.path, "section", func(p page) any { return sectionPage(b, p, s, parts, n) }))
	}
	return files
}

func sectionPage(b *Builder, p page, s *manual.Section, parts []part, n int) view.SectionPage {
	p.Heading, p.Tree, p.Breadcrumbs = s.Title, b.sectionTree(p, s, nil, n == 0), b.breadcrumbs(s)
	if s.Path == "" {
		p.Heading, p.Breadcrumbs = b.say("frame.sections"), append(b.start(), sectionPageLink(b, s))
	}
	if n == 0 {
		p.Breadcrumbs = p.Breadcrumbs[:len(p.Breadcrumbs)-1]
	}
	p.Heading = b.partHeading(p.Heading, n, parts)
	v := view.SectionPage{Page: p.Page, Parts: partLinks(parts, n)}
	if n == 0 && s.Intro != nil && s.Path != "" {
		v.Intro, v.TitleAnchor = b.intro(p, s), s.Intro.TitleAnchor()
	}
	for _, child := range s.Children {
		if b.has(child) && n == 0 {
			v.Children = append(v.Children, view.SectionRow{Link: b.sectionLink(child), Count: b.below[child]})
		}
	}
	if len(parts[n].entries) > 0 {
		v.Scripts = []string{route.ListScript}
	}
	for _, e := range parts[n].entries {
		v.Rows = append(v.Rows, b.documentRow(e))
	}
	return v
}
