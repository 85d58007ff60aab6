package redline

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// line writes the words of a block, and notes them as a Block if some differ.
func (w *writer) line(steps []step) {
	l := &lineWriter{writer: w, empty: true}
	differs := false
	for i := 0; i < len(steps); i++ {
		s := steps[i]
		differs = differs || s.op != Same && len(s.tokens) > 0
		w.tally(s)
		if s.op == Delete && i+1 < len(steps) && steps[i+1].op == Insert && pictures(s.tokens) && pictures(steps[i+1].tokens) {
			w.tally(steps[i+1])
			l.sideBySide(s, steps[i+1])
			i++
			continue
		}
		l.step(s)
	}
	l.endMark()
	l.closeTo(0)
	if differs {
		w.Blocks = append(w.Blocks, Block{Section: w.section, Runs: runs(steps)})
	}
}

func (w *writer) tally(s step) {
	words, images := 0, 0
	for _, t := range s.tokens {
		switch {
		case t.picture:
			images++
		case t.node == nil && !t.blank && wordRune([]rune(t.text)[0]):
			words++
		}
	}
	switch s.op {
	case Insert:
		w.Inserted += words
		w.Pictures += images
	case Delete:
		w.Deleted += words
		w.removed += images
	}
}

// pictures reports tokens that are pictures only.
func pictures(list []token) bool {
	for _, t := range list {
		if !t.picture {
			return false
		}
	}
	return len(list) > 0
}

// lineWriter writes words with the inline elements around them.
type lineWriter struct {
	*writer
	within []*html.Node // the open elements
	op     Op
	marked bool // <ins> or <del> is open
	noted  bool // the hidden word of this step is written
	empty  bool // nothing is written yet
}

func (l *lineWriter) step(s step) {
	l.endMark()
	l.op, l.noted = s.op, false
	for i, t := range s.tokens {
		l.token(t)
		if i == len(s.tokens)-1 && l.marked && !l.quiet {
			l.out.WriteString(`<span class="hush">]</span>`)
		}
	}
}

// sideBySide writes a picture beside the one that it replaced.
func (l *lineWriter) sideBySide(was, is step) {
	l.endMark()
	l.closeTo(0)
	l.out.WriteString(`<span class="pictures">`)
	quiet := l.quiet
	l.quiet = true
	for _, s := range []step{was, is} {
		l.out.WriteString(`<span><b class="label">` + html.EscapeString(l.word(s.op)) + `</b> `)
		l.empty = true
		l.step(s)
		l.endMark()
		l.closeTo(0)
		l.out.WriteString(`</span>`)
	}
	l.out.WriteString(`</span>`)
	l.quiet, l.empty = quiet, false
}

func (l *lineWriter) token(t token) {
	same := 0
	for same < len(l.within) && same < len(t.within) && sameElement(l.within[same], t.within[same]) {
		same++
	}
	if same < len(l.within) || same < len(t.within) {
		l.endMark()
		l.closeTo(same)
	}
	if t.spaced && !l.empty {
		l.out.WriteString(" ")
	}
	for _, n := range t.within[same:] {
		l.open(n, "")
		l.within = append(l.within, n)
	}
	if l.op != Same && !l.marked {
		l.startMark()
	}
	if l.empty = false; t.node != nil {
		l.render(t.node)
		return
	}
	l.out.WriteString(html.EscapeString(t.text))
}

var marks = map[Op]string{Insert: "ins", Delete: "del"}

func (l *lineWriter) startMark() {
	l.marked = true
	l.out.WriteString("<" + marks[l.op] + ">")
	if l.noted || l.quiet {
		return
	}
	l.noted = true
	l.out.WriteString(`<span class="hush">[` + html.EscapeString(l.word(l.op)) + ` </span>`)
}

func (l *lineWriter) word(op Op) string {
	if op == Delete {
		return l.Labels.Deleted
	}
	return l.Labels.Inserted
}

func (l *lineWriter) endMark() {
	if l.marked {
		l.out.WriteString("</" + marks[l.op] + ">")
	}
	l.marked = false
}

func (l *lineWriter) closeTo(n int) {
	for len(l.within) > n {
		last := len(l.within) - 1
		l.close(l.within[last])
		l.within = l.within[:last]
	}
}

func sameElement(a, b *html.Node) bool {
	if a == b {
		return true
	}
	if a.Data != b.Data || len(a.Attr) != len(b.Attr) {
		return false
	}
	for i := range a.Attr {
		if a.Attr[i] != b.Attr[i] {
			return false
		}
	}
	return true
}

// runs are the steps as text.
func runs(steps []step) []Run {
	var list []Run
	for _, s := range steps {
		var text strings.Builder
		for _, t := range s.tokens {
			if t.spaced && (len(list) > 0 || text.Len() > 0) {
				text.WriteByte(' ')
			}
			if t.picture {
				text.WriteString("[" + strings.TrimSpace(attribute(t.node, "alt")+" "+attribute(t.node, "src")) + "]")
			} else {
				text.WriteString(t.text)
			}
		}
		if text.Len() > 0 {
			list = append(list, Run{s.op, text.String()})
		}
	}
	return list
}

// Values compares two short texts, and returns each as HTML: the old one with what is deleted, the new one with what is
// inserted.
func Values(before, after string, l Labels) (was, is string) {
	text := func(s string) []token {
		return tokensOf([]*html.Node{{Type: html.TextNode, Data: s}}, false)
	}
	steps := compareWords(text(before), text(after))
	of := func(left Op) string {
		w := &writer{Options: Options{Labels: l}}
		w.line(slices.DeleteFunc(slices.Clone(steps), func(s step) bool { return s.op == left }))
		return w.out.String()
	}
	return of(Insert), of(Delete)
}
