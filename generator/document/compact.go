package document

import "strings"

// compact holds what was read in as little memory, and in as few pieces, as it needs. A manual is held
// as a whole, and each collection of garbage looks at every piece.
func (d *Document) compact() {
	d.Refs, d.Outline = exact(d.Refs), exact(d.Outline)
	d.placesInOne()
	inOne(d.texts)
	inOne(d.Face.texts)
}

// exact gives a list without room for more.
func exact[T any](list []T) []T {
	if len(list) == cap(list) {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}

func (d *Document) placesInOne() {
	size := 0
	for i := range d.Refs {
		size += len(d.Refs[i].places)
	}
	all := make(runPlaces, 0, size)
	for i := range d.Refs {
		if r := &d.Refs[i]; r.places != nil {
			start := len(all)
			all = append(all, r.places...)
			r.places = all[start:len(all):len(all)]
		}
	}
}

// inOne makes many short strings parts of one.
func inOne(each func(do func(*string))) {
	size := 0
	each(func(s *string) { size += len(*s) })
	var one strings.Builder
	one.Grow(size)
	each(func(s *string) {
		start := one.Len()
		one.WriteString(*s)
		*s = one.String()[start:]
	})
}

// texts are the short strings of a text. They stand apart from those of the face, which may outlive it.
func (d *Document) texts(do func(*string)) {
	for i := range d.Refs {
		r := &d.Refs[i]
		for _, s := range [...]*string{&r.Target, &r.Path, &r.Anchor, &r.Text, &r.Title} {
			do(s)
		}
	}
}

// texts are the strings that most faces have.
func (f *Face) texts(do func(*string)) {
	do(&f.Place)
	for i := range f.Outline {
		do(&f.Outline[i].ID)
		do(&f.Outline[i].Text)
	}
	for _, t := range [...]*Text{&f.ID, &f.Title, &f.Type, &f.Revision, &f.Status, &f.Owner, &f.Author, &f.Approver,
		&f.ApprovedDate.Text, &f.EffectiveDate.Text, &f.ReviewDate.Text, &f.Summary, &f.Distribution, &f.Classification} {
		do(&t.Value)
	}
	for i := range f.Claims {
		c := &f.Claims[i]
		for _, s := range [...]*string{&c.Edition, &c.Clause, &c.Section} {
			do(s)
		}
	}
}
