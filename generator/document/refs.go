package document

import (
	"iter"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// RefKind is the kind of a reference.
type RefKind int

// Link leads to a document, file or heading; Wiki is [[ID#heading|text]]; Image shows a file; Run
// is text that may contain document ids and clause numbers; Table is the label of a table and Label that of a
// callout, which depend on the language.
const (
	Link RefKind = iota
	Wiki
	Image
	Run
	Table
	Label
)

// Ref is a part of the body that depends on the rest of the manual.
type Ref struct {
	Kind   RefKind
	Target string // decoded path of a link or image without fragment, or id of a wiki link
	Path   string // path of a link or image from the manual's folder
	Anchor string // the fragment; of an image, its size as 300, 300x200 or x200
	Query  string // with its question mark; only links to files keep it
	Text   string // text of a wiki link or run, alternative text of an image, heading above a table, or title of a callout
	Title  string // of a callout, its kind: note, tip, important, warning, caution or danger
	ByName bool   // an image that is embedded by its name, in whatever folder it is
	Pos    diag.Pos
	// Before and After are the text around a run that may name a clause: they may tell which
	// standard it belongs to.
	Before, After string
	places        runPlaces // of a run that is not contiguous in the file
}

func (r *Ref) strings() [refStrings]*string {
	return [...]*string{&r.Target, &r.Path, &r.Anchor, &r.Query, &r.Text, &r.Title}
}

const refStrings = 6

// Refs are the references of a text, in the order of its marks. They are stored without pointers,
// because the garbage collector would scan those of a hundred thousand references.
type Refs struct {
	text     string
	list     []packedRef
	places   runPlaces
	contexts []runContext // ordered by reference
}

// runContext is the context of a run. Few runs have one.
type runContext struct {
	ref           int
	before, after string
}

// packedRef is a Ref in Refs. Strings and places begin where the previous ones end.
type packedRef struct {
	ends                [refStrings]uint32
	places              uint32
	line, column, width uint32
	kind                uint8
	byName              bool
}

// pack stores references in exactly the memory that they need.
func pack(list []Ref) Refs {
	size, places := 0, 0
	for i := range list {
		for _, s := range list[i].strings() {
			size += len(*s)
		}
		places += len(list[i].places)
	}
	var all strings.Builder
	all.Grow(size)
	r := Refs{list: make([]packedRef, len(list)), places: make(runPlaces, 0, places)}
	for i := range list {
		from, to := &list[i], &r.list[i]
		for n, s := range from.strings() {
			all.WriteString(*s)
			to.ends[n] = uint32(all.Len())
		}
		r.places = append(r.places, from.places...)
		to.places, to.kind, to.byName = uint32(len(r.places)), uint8(from.Kind), from.ByName
		to.line, to.column, to.width = uint32(from.Pos.Line), uint32(from.Pos.Column), uint32(from.Pos.Width)
		if from.Before != "" || from.After != "" {
			r.contexts = append(r.contexts, runContext{i, from.Before, from.After})
		}
	}
	r.text = all.String()
	return r
}

// Kind returns the kind of the reference at an index.
func (r Refs) Kind(i int) RefKind { return RefKind(r.list[i].kind) }

// Len is the number of references.
func (r Refs) Len() int { return len(r.list) }

// At returns the reference at an index.
func (r Refs) At(i int) Ref {
	p := &r.list[i]
	ref := Ref{Kind: RefKind(p.kind), ByName: p.byName, Pos: diag.Pos{Line: int(p.line), Column: int(p.column), Width: int(p.width)}}
	var start, places uint32
	if i > 0 {
		start, places = r.list[i-1].ends[refStrings-1], r.list[i-1].places
	}
	for n, s := range ref.strings() {
		if end := p.ends[n]; end > start { // an empty slice would keep the text alive
			*s, start = r.text[start:end], end
		}
	}
	ref.places = r.places[places:p.places]
	if len(r.contexts) > 0 && ref.Kind == Run {
		if n, ok := slices.BinarySearchFunc(r.contexts, i, func(b runContext, i int) int { return b.ref - i }); ok {
			ref.Before, ref.After = r.contexts[n].before, r.contexts[n].after
		}
	}
	return ref
}

// All returns the references with their indexes.
func (r Refs) All() iter.Seq2[int, Ref] {
	return func(yield func(int, Ref) bool) {
		for i := range r.list {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}
