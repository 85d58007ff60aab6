// Package redline compares two rendered texts and shows the second with what was inserted into the first, deleted
// from it and moved within it.
//
// It works on the HTML that package site makes of a body, so that what is compared is what readers see: links of
// either text are already resolved, and formatting that changes no word makes no mark. The texts are split into
// sections, these into blocks (paragraphs, lists, tables, code), and only blocks that differ into words. Each level
// is aligned by itself, which bounds the time, and no step reads a clock, so the result is always the same.
//
// Words are compared by github.com/sergi/go-diff, with each word as one rune. Its time limit is off.
package redline

import (
	"strings"
)

// Labels are the words of a redline, in the language of the page. Those of insertions and deletions are hidden on
// screen, and read out by screen readers.
type Labels struct {
	Inserted, Deleted   string // before an insertion or deletion, such as "inserted"
	MovedHere           string // at the new place of a moved part
	MovedAway           string // at its old place, after its heading or first words
	Unchanged           string // before the headings of sections that are the same
	NoHeading           string // names what comes before the first heading
	RowsIn, RowsOut     string // in the first cell of a row that was inserted or deleted
	ColumnIn, ColumnOut string // in the head of a column that was inserted or deleted
}

// Options say how a redline is written.
type Options struct {
	Labels
	Anchors string // begins the ids of changes, which must not repeat on a page
	Levels  int    // how many levels headings are moved down
}

// Redline is the comparison of two texts.
type Redline struct {
	// HTML is the new text with <ins> and <del> around words. It has no ids but those of Anchors, and no links to
	// its own headings. A moved part is shown once, at its new place, in an element with the class moved-here; one
	// with the class moved-away and the same data-move is at the old place.
	HTML     string
	Sections []Section // those that differ, in the order of the page
	Tables   int       // number of tables that differ; Pictures likewise
	Pictures int
	Inserted int // number of words
	Deleted  int
	Blocks   []Block // what differs, without HTML
}

// Kind says what became of a section.
type Kind string

// The kinds. A moved section may also have changed.
const (
	Changed Kind = "changed"
	Added   Kind = "added"
	Removed Kind = "removed"
	Moved   Kind = "moved"
)

// Section is a heading and the text up to the next heading.
type Section struct {
	Title  string // the heading, or Labels.NoHeading
	Kind   Kind
	Anchor string // its id on the page
}

// Block is a paragraph, list item, cell, heading or line of code that differs.
type Block struct {
	Section string
	Moved   bool // it was moved, and its text is left out
	Runs    []Run
}

// Op is what became of a run of words.
type Op int

// The operations.
const (
	Same Op = iota
	Insert
	Delete
)

// Run is a run of words of the same operation. Blanks between runs are at their ends.
type Run struct {
	Op   Op
	Text string
}

// Equal reports that the texts say the same.
func (r *Redline) Equal() bool { return len(r.Sections) == 0 }

// Compare compares two texts. It accepts any HTML, and may be called from several goroutines.
func Compare(before, after string, o Options) *Redline {
	was, is := parse(before), parse(after)
	p := newPlan(was, is)
	w := &writer{Options: o}
	w.plan(p)
	w.Pictures = max(w.Pictures, w.removed)
	w.HTML = w.out.String()
	return &w.Redline
}

// title is the heading of a section as one line.
func title(heading string, o *Options) string {
	if heading = strings.TrimSpace(heading); heading != "" {
		return heading
	}
	return o.NoHeading
}
