package diff

import (
	"fmt"
	"html"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/redline"
)

// Passage is a paragraph, list item, cell or heading whose words changed.
type Passage struct {
	Section string `json:"section"` // the heading above; "" before the first
	Moved   bool   `json:"moved,omitempty"`
	Words   []Run  `json:"words,omitempty"`
}

// Run is a run of words. Words that stayed are shortened to those next to a change.
type Run struct {
	Change string `json:"change"` // same, inserted, deleted
	Text   string `json:"text"`
}

// passages lists what changed in a body. Where links lead is not part of it.
func passages(before, after *document.Document) []Passage {
	r := redline.Compare(bare(before), bare(after), redline.Options{})
	var list []Passage
	for _, b := range r.Blocks {
		p := Passage{Section: b.Section, Moved: b.Moved}
		for i, run := range b.Runs {
			text, change := run.Text, map[redline.Op]string{redline.Same: "same", redline.Insert: "inserted", redline.Delete: "deleted"}[run.Op]
			if run.Op == redline.Same {
				text = near(text, i > 0, i+1 < len(b.Runs))
			}
			p.Words = append(p.Words, Run{change, text})
		}
		list = append(list, p)
	}
	return list
}

// near shortens words that stayed to those after the change before and those before the change that follows.
func near(text string, follows, precedes bool) string {
	const most = 6
	words := strings.SplitAfter(text, " ")
	keep := 0
	for _, side := range []bool{follows, precedes} {
		if side {
			keep += most
		}
	}
	if len(words) <= keep+1 {
		return text
	}
	short := ""
	if follows {
		short = strings.Join(words[:most], "")
	}
	short += "…"
	if precedes {
		short += " " + strings.Join(words[len(words)-most:], "")
	}
	return short
}

// bare renders a body without its links.
func bare(d *document.Document) string {
	var out strings.Builder
	for s := range d.Body.Segments() {
		if s.Mark == document.NoMark {
			out.WriteString(s.HTML)
		}
		if s.Mark != document.OpenRef {
			continue
		}
		switch ref := d.Refs.At(s.Ref); ref.Kind {
		case document.Run:
			out.WriteString(html.EscapeString(ref.Text))
		case document.Wiki:
			if ref.Text == "" {
				ref.Text = ref.Target
			}
			out.WriteString(html.EscapeString(ref.Text))
		case document.Image:
			fmt.Fprintf(&out, `<img src="%s" alt="%s">`, html.EscapeString(ref.Target), html.EscapeString(ref.Text))
		}
	}
	return out.String()
}

// passages writes the changed words of a document, without colour as [-deleted-] and {+inserted+}.
func (t *terminal) passages(list []Passage) {
	section := ""
	for i, p := range list {
		if p.Section != section || i == 0 && section != "" {
			section = p.Section
			t.line("      %s", section)
		}
		var line strings.Builder
		for _, r := range p.Words {
			line.WriteString(t.words(r))
		}
		if p.Moved {
			line.WriteString("(moved)")
		}
		fmt.Fprintf(t, "        %s\n", line.String())
	}
}

func (t *terminal) words(r Run) string {
	text := strings.TrimLeft(diag.Clean(r.Text), " ")
	blank := r.Text[:len(r.Text)-len(strings.TrimLeft(r.Text, " "))]
	switch {
	case r.Change == "same":
		return blank + text
	case r.Change == "deleted" && t.printer.Colour:
		return blank + t.paint("9;31", text)
	case r.Change == "deleted":
		return blank + "[-" + text + "-]"
	case t.printer.Colour:
		return blank + t.paint("4;32", text)
	}
	return blank + "{+" + text + "+}"
}

// texts writes the changed words, as many as have room.
func (m *comment) texts(c *Comparison) {
	heading, left := false, 0
	for _, d := range c.Documents {
		for i, p := range d.Text {
			line := m.passage(p)
			name := fmt.Sprintf("\n**%s** %s\n\n", code(d.latest().name()), inline(d.latest().Title))
			if left > 0 || m.Len()+len(name)+len(line) > mostBytes {
				left++
				continue
			}
			if !heading {
				m.WriteString("\n### Changed text\n")
				heading = true
			}
			if i == 0 {
				m.WriteString(name)
			}
			m.WriteString(line)
		}
	}
	if left > 0 {
		fmt.Fprintf(m, "\n%s left out: a comment has no room for more. `clausebook diff` shows all.\n", diag.Plural(left, "more change"))
	}
}

func (m *comment) passage(p Passage) string {
	var line strings.Builder
	line.WriteString("- ")
	if p.Section != "" {
		line.WriteString(inline(p.Section) + ": ")
	}
	if p.Moved {
		line.WriteString("moved")
	}
	for _, r := range p.Words {
		text := strings.TrimLeft(r.Text, " ")
		line.WriteString(r.Text[:len(r.Text)-len(text)])
		if tag := map[string]string{"inserted": "ins", "deleted": "del"}[r.Change]; tag != "" {
			line.WriteString("<" + tag + ">" + inline(text) + "</" + tag + ">")
		} else {
			line.WriteString(inline(text))
		}
	}
	return line.String() + "\n"
}
