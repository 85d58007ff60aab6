package adopt

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

// word reads a Word file: headers and footers, then what the converter makes of its text.
func (s *scanner) word(file string) *scanned {
	w, raw, fault := examine(s.fsys, file, s.words)
	switch {
	case fault != "":
		return skip(file, ruleOf(fault), fault)
	case w.empty():
		return skip(file, "unsafe-file", "it has neither text nor pictures")
	case !w.sentence:
		return &scanned{file: file, form: true}
	case s.convert == nil:
		return &scanned{file: file, skipped: noConverter} // reported once
	}
	text, err := s.convert(raw)
	if err != nil {
		return skip(file, "unsafe-file", err.Error())
	}
	r := s.markdown(file, []byte(fromWord(text)))
	s.control(r, head{pairs: w.pairs}, unsaid)
	for i := range r.findings {
		r.findings[i].Pos = diag.Pos{Line: 1, Column: 1} // lines of the Markdown mean nothing in Word
	}
	return r
}

const noConverter = "pandoc is not installed"

// examine opens a Word file. fault says why it cannot be used.
func examine(fsys fs.FS, file string, v *vocabulary) (w *wordFile, raw []byte, fault string) {
	raw, fault = readWhole(fsys, file, maxWord)
	if fault != "" {
		return nil, nil, fault
	}
	w, err := openWord(raw)
	if err == nil {
		err = w.read(v)
	}
	if err != nil {
		return nil, nil, err.Error()
	}
	return w, raw, ""
}

// withoutConverter reports once that Word files cannot be read.
func withoutConverter(files []string) []diag.Finding {
	if len(files) == 0 {
		return nil
	}
	number := "1 Word file was"
	if len(files) > 1 {
		number = fmt.Sprintf("%d Word files were", len(files))
	}
	return []diag.Finding{{Rule: "front-matter", Severity: diag.Warning, File: files[0], Pos: diag.Pos{Line: 1, Column: 1},
		Message: number + " left out: " + noConverter,
		Hint:    "install it and run this again: `sudo apt-get install pandoc`, on a Mac `brew install pandoc`, on Windows `winget install JohnMacFarlane.Pandoc`"}}
}

// conversion is what a Word file becomes.
type conversion struct {
	text     []byte
	pictures []Change // beside the text
	findings []diag.Finding
}

// converted returns the Markdown of a Word file, and its pictures as files beside it.
func (a *application) converted(file string) (c conversion, fault string) {
	w, raw, fault := examine(a.fsys, file, a.words)
	if fault != "" {
		return c, fault
	}
	if a.convert == nil {
		return c, noConverter
	}
	markdown, err := a.convert(raw)
	if err != nil {
		return c, err.Error()
	}
	markdown = fromWord(markdown)
	known := w.pictures()
	stem := strings.TrimSuffix(file, path.Ext(file))
	seen := map[string]bool{}
	markdown = picture.ReplaceAllStringFunc(markdown, func(link string) string {
		m := picture.FindStringSubmatch(link)
		part := known[m[2]]
		if part == "" {
			return link
		}
		name := stem + "-" + path.Base(m[2])
		if !seen[name] {
			seen[name] = true
			var b bytes.Buffer
			if _, err := unpack(&b, w.parts[part], maxUnpacked); err == nil {
				c.pictures = append(c.pictures, Change{name, b.Bytes(), true})
			}
		}
		return "![" + m[1] + "](" + (&url.URL{Path: path.Base(name)}).EscapedPath() + ")"
	})
	slices.SortFunc(c.pictures, func(a, b Change) int { return strings.Compare(a.File, b.File) })
	if lost := w.missing(markdown); len(lost) > 0 {
		c.findings = append(c.findings, diag.Finding{Rule: "front-matter", Severity: diag.Warning, File: file, Pos: diag.Pos{Line: 1, Column: 1},
			Message: fmt.Sprintf("pandoc left out text of the Word file: %d of %d paragraphs, such as %s", len(lost), len(w.texts), quoteShort(lost[0])),
			Hint:    "copy it by hand into " + path.Base(target(file))})
	}
	c.text = []byte(markdown)
	return c, ""
}

var (
	picture      = regexp.MustCompile(`!\[([^\]]*)\]\((media/[^)\s]+)\)`)
	htmlPicture  = regexp.MustCompile(`<img\s+([^<>]*?)/?>`)
	htmlSource   = regexp.MustCompile(`\bsrc="([^"]*)"`)
	htmlAlt      = regexp.MustCompile(`\balt="([^"]*)"`)
	boldNumbered = regexp.MustCompile(`^(?:[0-9]+\.[ \t]+)?\*\*[ \t]*([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})?\.?[ \t]*([^*]*[^*\s])[ \t]*\*\*[ \t]*$`)
	listNumber   = regexp.MustCompile(`^([0-9]{1,2})\.[ \t]+\*\*`)
)

// longestHeading is the length of the longest paragraph that can be a heading, in bytes.
const longestHeading = 120

// fromWord improves what the converter made: its title becomes a heading, numbered bold paragraphs become
// headings, pictures and tables in HTML become Markdown.
func fromWord(text string) string {
	top, body := wordTitle(text)
	body = tables(body)
	body = htmlPicture.ReplaceAllStringFunc(body, func(tag string) string {
		src := htmlSource.FindStringSubmatch(tag)
		if src == nil {
			return tag
		}
		alt := ""
		if m := htmlAlt.FindStringSubmatch(tag); m != nil {
			alt = strings.NewReplacer("[", "", "]", "", "\n", " ").Replace(m[1])
		}
		return "![" + alt + "](" + src[1] + ")"
	})
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if alone(lines, i) && len(line) <= longestHeading {
			lines[i] = headingFrom(line)
		}
	}
	return strings.TrimRight(top+strings.TrimLeft(strings.Join(lines, "\n"), "\n"), "\n") + "\n"
}

// alone reports whether a line is a paragraph of its own.
func alone(lines []string, i int) bool {
	return lines[i] != "" && (i == 0 || strings.TrimSpace(lines[i-1]) == "") && (i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == "")
}

// headingFrom returns a numbered bold paragraph as a heading; other lines stay.
func headingFrom(line string) string {
	m := boldNumbered.FindStringSubmatch(line)
	if m == nil || strings.HasSuffix(m[2], ":") {
		return line
	}
	number := m[1]
	if list := listNumber.FindStringSubmatch(line); list != nil && number == "" {
		number = list[1]
	}
	if number == "" {
		return line
	}
	dot := ""
	if !strings.Contains(number, ".") {
		dot = "."
	}
	return strings.Repeat("#", min(2+strings.Count(number, "."), 6)) + " " + number + dot + " " + m[2]
}

// wordTitle splits off the title that the converter found, with the other paragraphs that it took for
// data about the document.
func wordTitle(text string) (top, body string) {
	p := split([]byte(text))
	if len(p.open) == 0 {
		return "", text
	}
	src, _ := diag.ReadSource("", p.meta)
	root, _ := yaml.Parse(src, 1, src.LineCount()+1, "front-matter")
	if root == nil {
		return "", string(p.body)
	}
	for _, name := range []string{"title", "subtitle", "author", "date", "abstract"} {
		for _, e := range root.Entries {
			if e.Key.Text != name || joined(e.Value) == "" {
				continue
			}
			if name == "title" {
				top += "# " + joined(e.Value) + "\n\n"
				continue
			}
			for _, item := range e.Value.List() {
				top += strings.TrimSpace(item.Text) + "\n\n"
			}
		}
	}
	return top, string(p.body)
}
