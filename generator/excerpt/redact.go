package excerpt

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/manual"
)

// redactor puts a placeholder where a text names a document that is left out: by its id, its file or its title.
//
// A title of one word and an id of small letters only are words that any text may have; they are replaced only
// where they lead to the document.
type redactor struct {
	*Excerpt
	ids     map[string]bool // of documents left out, in small letters
	files   map[string]bool // their files, and the names of these
	kept    map[string]bool // ids of the excerpt, in small letters
	folders map[string]bool // folders that have documents in or below them
	phrases phrases         // what is replaced, in small letters; false for what is kept though a part of it would be replaced
}

func newRedactor(x *Excerpt) *redactor {
	r := &redactor{Excerpt: x, ids: map[string]bool{}, files: map[string]bool{}, kept: map[string]bool{}, folders: map[string]bool{}}
	for _, e := range x.LeftOut {
		r.ids[fold(e.ID.Value)] = true
		r.files[e.File], r.files[path.Base(e.File)] = true, true
		r.phrases.add(e.File, true)
		r.phrases.add(path.Base(e.File), true)
		if name := strings.TrimSuffix(path.Base(e.File), path.Ext(e.File)); telling(name) {
			r.phrases.add(name, true)
		}
		if telling(e.ID.Value) {
			r.phrases.add(e.ID.Value, true)
			r.phrases.add(strings.ReplaceAll(e.ID.Value, " ", "-"), true)
		}
		if title := e.Title.Value; strings.ContainsAny(strings.TrimSpace(title), " -") && !x.Titles[fold(title)] {
			r.phrases.add(title, true)
		}
	}
	for _, e := range x.Kept {
		r.keep(e)
	}
	return r
}

func (r *redactor) keep(e *manual.Entry) {
	r.kept[fold(e.ID.Value)] = true
	delete(r.files, e.File)
	delete(r.files, path.Base(e.File))
	for _, name := range []string{e.ID.Value, e.File, path.Base(e.File), e.Title.Value} {
		r.phrases.add(name, false)
	}
	for dir := path.Dir(e.File); ; dir = path.Dir(dir) {
		r.folders[dir] = true
		if dir == "." {
			break
		}
	}
}

// telling reports whether a name is not a word that a text may have by itself.
func telling(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool { return unicode.IsDigit(c) || unicode.IsUpper(c) }) && strings.ContainsFunc(name, unicode.IsLetter)
}

// hasDocuments reports whether the excerpt has documents in or below a folder.
func (r *redactor) hasDocuments(dir string) bool { return r.folders[dir] }

// leftOut reports whether a name is the id or file of a document that is left out.
func (r *redactor) leftOut(name string) bool {
	return r.ids[fold(name)] || r.files[path.Base(name)] && name != ""
}

// names reports whether a text names a document that is left out.
func (r *redactor) names(text string) bool { return r.text(text) != text }

// text replaces the names of documents left out.
func (r *redactor) text(text string) string { return r.phrases.replace(text, r.Placeholder) }

// anchor is the id that a heading has after its text was redacted.
func (r *redactor) anchor(id string) string {
	clean := r.text(id)
	if clean == id {
		return id
	}
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return '-'
		case unicode.IsLetter(c), unicode.IsDigit(c), c == '-', c == '_':
			return unicode.ToLower(c)
		}
		return -1
	}, clean)
}

var (
	// A link or picture of Markdown, with its text and its address.
	inlineLink = regexp.MustCompile(`!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)`)
	// A link by name, with an optional text.
	wikiLink = regexp.MustCompile(`!?\[\[([^\[\]|\n]+?)(?:\\?\|([^\[\]\n]*))?\]\]`)
	// The definition of a reference.
	definition = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?.*$`)
	// A link of HTML.
	anchorTag = regexp.MustCompile(`(?is)<a\s[^>]*href\s*=\s*["']?([^"'\s>]+)[^>]*>(.*?)</a\s*>`)
)

// markdown makes links to documents left out into plain text, and replaces their names everywhere.
func (r *redactor) markdown(file, text string) string {
	text = wikiLink.ReplaceAllStringFunc(text, func(link string) string {
		m := wikiLink.FindStringSubmatch(link)
		name, _, _ := strings.Cut(m[1], "#")
		if name = strings.TrimSpace(name); name == "" || !r.isLeftOut(name) {
			return link
		}
		if m[2] != "" && !r.isLeftOut(m[2]) {
			return m[2]
		}
		return r.Placeholder
	})
	text = inlineLink.ReplaceAllStringFunc(text, func(link string) string {
		m := inlineLink.FindStringSubmatch(link)
		if !r.leadsOut(file, m[2]+m[3]) {
			return link
		}
		return r.linkText(m[1])
	})
	text = anchorTag.ReplaceAllStringFunc(text, func(link string) string {
		m := anchorTag.FindStringSubmatch(link)
		if !r.leadsOut(file, m[1]) {
			return link
		}
		return r.linkText(m[2])
	})
	text = definition.ReplaceAllStringFunc(text, func(line string) string {
		if m := definition.FindStringSubmatch(line); r.leadsOut(file, m[1]) {
			return ""
		}
		return line
	})
	return r.text(text)
}

// linkText is what remains of a link: its text, unless that is the name of the document.
func (r *redactor) linkText(text string) string {
	if r.isLeftOut(strings.Trim(text, " *_`")) {
		return r.Placeholder
	}
	return text
}

// isLeftOut reports whether a name is that of a document left out: id, file with or without ending, or title.
func (r *redactor) isLeftOut(name string) bool {
	name = strings.TrimSpace(name)
	if r.kept[fold(name)] {
		return false
	}
	if r.leftOut(name) || r.leftOut(name+".md") {
		return true
	}
	return slices.ContainsFunc(r.LeftOut, func(e *manual.Entry) bool { return fold(e.Title.Value) == fold(name) })
}

// leadsOut reports whether an address in a file is that of a document left out.
func (r *redactor) leadsOut(file, address string) bool {
	address, _, _ = strings.Cut(address, "#")
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	if address == "" || strings.Contains(address, "://") {
		return false
	}
	target := path.Join(path.Dir(file), address)
	for _, e := range r.LeftOut {
		if e.File == target || strings.TrimSuffix(e.File, path.Ext(e.File)) == target || e.URL != "" && e.URL == strings.TrimPrefix(address, "/") {
			return true
		}
	}
	return false
}

// Fold gives a title as Titles has it.
func Fold(title string) string { return fold(title) }

// fold maps names to the same text that are the same to a reader.
func fold(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
