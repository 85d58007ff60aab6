package document

import "strings"

// compact makes the strings that most faces have parts of one. A manual is held as a whole, and each
// collection of garbage looks at every piece of it.
func (f *Header) compact() {
	size := 0
	f.strings(func(s *string) { size += len(*s) })
	var all strings.Builder
	all.Grow(size)
	f.strings(func(s *string) {
		if start := all.Len(); *s != "" { // an empty one would still lead to the others
			all.WriteString(*s)
			*s = all.String()[start:]
		}
	})
}

func (f *Header) strings(do func(*string)) {
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
