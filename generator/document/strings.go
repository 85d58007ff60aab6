package document

import "strings"

// compact copies a document's strings into one allocation, so that the garbage collector scans
// fewer objects.
func (h *Header) compact() {
	size := 0
	h.strings(func(s *string) { size += len(*s) })
	var all strings.Builder
	all.Grow(size)
	h.strings(func(s *string) {
		if start := all.Len(); *s != "" { // an empty slice would keep the others alive
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
