package site

import (
	"cmp"
	"slices"
	"unicode"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/search"
	"github.com/clausebook/clausebook/generator/view"
)

// maxAlphabet is the largest number of documents in an index from A to Z. With more, the index has pages of its
// own with so many each.
const maxAlphabet = 300

// searchPage is the search page, with the index for readers without JavaScript, or links to it.
func searchPage(b *Builder, p page) view.SearchPage {
	p.Heading, p.Breadcrumbs, p.Scripts = b.say("search.title"), b.start(), []string{route.SearchScript}
	v := view.SearchPage{Page: p.Page}
	if list := b.alphabet(); len(list) <= maxAlphabet {
		v.Letters = indexLetters(b, list)
	} else {
		v.Parts = alphabetParts(list, -1)
	}
	for _, c := range b.report.Clauses {
		v.Clauses = append(v.Clauses, b.clauseRow(c))
	}
	return v
}

// indexFiles makes the pages of the index, if it has any.
func indexFiles(b *Builder) []File {
	if len(b.current) <= maxAlphabet {
		return nil
	}
	var files []File
	for n := range (len(b.current) + maxAlphabet - 1) / maxAlphabet {
		files = append(files, b.page(route.Alphabet(n+1), "az", func(p page) any {
			list := b.alphabet()
			p.Heading, p.Breadcrumbs = b.say("search.index_page", n+1), append(b.start(), view.Link{Text: b.say("search.title"), URL: route.Search})
			return view.SearchPage{Page: p.Page, Parts: alphabetParts(list, n), Letters: indexLetters(b, alphabetPart(list, n))}
		}))
	}
	return files
}

// azEntry is a document in the order of the index.
type azEntry struct {
	letter, folded string
	entry          *manual.Entry
}

// inAlphabet sorts all current documents by letter and title, ignoring accents.
func (s *shared) inAlphabet() []azEntry {
	list := make([]azEntry, 0, len(s.current))
	for _, e := range s.current {
		folded := search.Fold(e.Title.Value)
		list = append(list, azEntry{initial(folded), folded, e})
	}
	slices.SortFunc(list, func(x, y azEntry) int {
		return cmp.Or(cmp.Compare(x.letter, y.letter), manual.Compare(x.folded, y.folded), cmp.Compare(x.entry.Rank, y.entry.Rank))
	})
	return list
}

func alphabetPart(list []azEntry, n int) []azEntry {
	return list[n*maxAlphabet : min(len(list), (n+1)*maxAlphabet)]
}

// alphabetParts links to each page by its first and last title.
func alphabetParts(list []azEntry, at int) []view.Link {
	var links []view.Link
	for n := 0; n*maxAlphabet < len(list); n++ {
		part := alphabetPart(list, n)
		first, last := part[0].entry.Title.Value, part[len(part)-1].entry.Title.Value
		links = append(links, view.Link{Text: first + " – " + last, URL: route.Alphabet(n + 1), Current: n == at})
	}
	return links
}

func indexLetters(b *Builder, list []azEntry) []view.Letter {
	var letters []view.Letter
	for _, d := range list {
		if n := len(letters); n == 0 || letters[n-1].Letter != d.letter {
			letters = append(letters, view.Letter{Letter: d.letter})
		}
		last := &letters[len(letters)-1]
		last.Rows = append(last.Rows, b.documentRow(d.entry))
	}
	return letters
}

// initial is the letter of a folded title in the index.
func initial(folded string) string {
	for _, r := range folded {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
		if unicode.IsDigit(r) {
			return "0–9"
		}
	}
	return "#"
}
