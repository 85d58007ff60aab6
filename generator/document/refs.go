package document

import (
	"iter"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// RefKind is the way a reference was written.
type RefKind int

// Link leads to a document, a file or a heading; Wiki is [[ID#heading|text]]; Image shows a file;
// Run is text in which document ids and clause numbers may stand; Table is the name of a table's
// scroll region, which depends on the language.
const (
	Link RefKind = iota
	Wiki
	Image
	Run
	Table
)

// Ref is something in the body that depends on the rest of the manual.
type Ref struct {
	Kind   RefKind
	Target string // of a link or image the path, decoded, without fragment; of a wiki link the id
	Path   string // of a link or image the path from the manual's folder
	Anchor string // the fragment
	Text   string // shown text of a wiki link, alternative text of an image, text of a run, heading over a table
	Title  string
	Pos    diag.Pos
	// Before and After are the text beside a run, where the run may name a clause and is not all of its
	// sentence: they may say whose clause it is.
	Before, After string
	places        runPlaces // of a run that does not stand in the file as one piece
}

func (r *Ref) strings() [refStrings]*string {
	return [...]*string{&r.Target, &r.Path, &r.Anchor, &r.Text, &r.Title}
}

const refStrings = 5

// Refs are the references of a text, in the order of its marks. They are held without a pointer in
// them: ten thousand documents have a hundred thousand, and each collection of garbage would look at
// every one.
type Refs struct {
	text   string
	list   []packed
	places runPlaces
	beside []beside // in the order of their references
}

// beside is what stands beside a run. Few runs have it.
type beside struct {
	ref           int
	before, after string
}

// packed is a Ref in Refs. Each string, and the places, begin where those before them end.
type packed struct {
	ends                [refStrings]uint32
	places              uint32
	line, column, width uint32
	kind                uint8
}

// pack holds references in exactly the memory that they need.
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
	r := Refs{list: make([]packed, len(list)), places: make(runPlaces, 0, places)}
	for i := range list {
		from, to := &list[i], &r.list[i]
		for n, s := range from.strings() {
			all.WriteString(*s)
			to.ends[n] = uint32(all.Len())
		}
		r.places = append(r.places, from.places...)
		to.places, to.kind = uint32(len(r.places)), uint8(from.Kind)
		to.line, to.column, to.width = uint32(from.Pos.Line), uint32(from.Pos.Column), uint32(from.Pos.Width)
		if from.Before != "" || from.After != "" {
			r.beside = append(r.beside, beside{i, from.Before, from.After})
		}
	}
	r.text = all.String()
	return r
}

// Len is the number of references.
func (r Refs) Len() int { return len(r.list) }

// At gives the reference at a place in the list.
func (r Refs) At(i int) Ref {
	p := &r.list[i]
	ref := Ref{Kind: RefKind(p.kind), Pos: diag.Pos{Line: int(p.line), Column: int(p.column), Width: int(p.width)}}
	var start, places uint32
	if i > 0 {
		start, places = r.list[i-1].ends[refStrings-1], r.list[i-1].places
	}
	for n, s := range ref.strings() {
		if end := p.ends[n]; end > start { // an empty one would still lead to the others
			*s, start = r.text[start:end], end
		}
	}
	ref.places = r.places[places:p.places]
	if len(r.beside) > 0 && ref.Kind == Run {
		if n, ok := slices.BinarySearchFunc(r.beside, i, func(b beside, i int) int { return b.ref - i }); ok {
			ref.Before, ref.After = r.beside[n].before, r.beside[n].after
		}
	}
	return ref
}

// All gives the references with their places in the list.
func (r Refs) All() iter.Seq2[int, Ref] {
	return func(yield func(int, Ref) bool) {
		for i := range r.list {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}
