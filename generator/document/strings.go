package document

import "strings"

// compact makes the strings that most faces have parts of one. A manual is held as a whole, and each
// collection of garbage looks at every piece of it.
func (h *Header) compact() {
	size := 0
	h.strings(func(s *string) { size += len(*s) })
	var all strings.Builder
	all.Grow(size)
	h.strings(func(s *string) {
		if start := all.Len(); *s != "" { // an empty one would still lead to the others
			all.WriteString(*s)
			*s = all.String()[start:]
		}
	})
}

func (h *Header) strings(do func(*string)) {
	do(&h.Place)
	for i := range h.Outline {
		do(&h.Outline[i].ID)
		do(&h.Outline[i].Text)
	}
	for _, t := range [...]*Text{&h.ID, &h.Title, &h.Type, &h.Revision, &h.Status, &h.Owner, &h.Author, &h.Approver,
		&h.ApprovedDate.Text, &h.EffectiveDate.Text, &h.ReviewDate.Text, &h.Summary, &h.Distribution, &h.Classification} {
		do(&t.Value)
	}
	for i := range h.Claims {
		c := &h.Claims[i]
		for _, s := range [...]*string{&c.Edition, &c.Clause, &c.Section} {
			do(s)
		}
	}
}
