package site

import (
	"cmp"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// maxReviews is the number of reviews past which reviews.html counts them, and each month has a page
// of its own.
const maxReviews = 300

// reviewPages makes reviews.html and, for a large manual, a page a month.
func (b *Builder) reviewPages() []File {
	months, none := b.reviewed()
	total := len(none)
	for _, list := range months {
		total += len(list)
	}
	split := total > maxReviews
	files := []File{b.page("reviews.html", "reviews", func(p Page) any { return b.reviews(p, months, none, split) })}
	for _, name := range slices.Sorted(maps.Keys(months)) {
		if split {
			files = append(files, b.page(monthPath(name), "reviews", func(p Page) any {
				p.Heading, p.Trail = b.say("reviews.in_month", b.words.Month(name)), append(b.start(), Link{Text: b.say("reviews.title"), URL: "reviews.html"})
				return Reviews{Page: p, Months: []ReviewMonth{b.month(name, months[name], false)}, Part: true}
			}))
		}
	}
	return files
}

func monthPath(name string) string { return "reviews/" + name + ".html" }

// reviewed sorts the approved documents by the month of their next review. Some have none.
func (b *Builder) reviewed() (months map[string][]*manual.Entry, none []*manual.Entry) {
	months = map[string][]*manual.Entry{}
	for _, e := range b.current {
		switch due := b.manual.Due(e); {
		case due != "":
			name := due[:len(due)-len("-01")]
			months[name] = append(months[name], e)
		case e.Status.Value == document.Approved:
			none = append(none, e)
		}
	}
	return months, none
}

func (b *Builder) reviews(p Page, months map[string][]*manual.Entry, none []*manual.Entry, split bool) Reviews {
	p.Heading, p.Trail = b.say("reviews.title"), b.start()
	v := Reviews{Page: p, Interval: b.interval(b.manual.ReviewEvery.Value), Split: split, Without: len(none)}
	owners, soon := map[string]*OwnerRow{}, addDays(v.Date, dueWithin)
	for _, name := range slices.Sorted(maps.Keys(months)) {
		for _, e := range months[name] {
			v.count(ownerRow(owners, e), b.manual.Due(e), soon)
		}
		v.Months = append(v.Months, b.month(name, months[name], split))
	}
	for _, e := range none {
		ownerRow(owners, e).Without++
		if !split {
			v.None = append(v.None, b.documentRow(e))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(owners)) {
		v.Owners = append(v.Owners, *owners[name])
	}
	return v
}

func ownerRow(owners map[string]*OwnerRow, e *manual.Entry) *OwnerRow {
	name := e.Owner.Value
	if owners[name] == nil {
		owners[name] = &OwnerRow{Owner: name}
	}
	return owners[name]
}

// count adds a review that is due on a day to the totals and to its owner's. It is soon up to another
// day.
func (r *Reviews) count(o *OwnerRow, due, soon string) {
	switch {
	case due < r.Date:
		r.Overdue++
		o.Overdue++
	case due <= soon:
		r.Soon++
		o.Soon++
	default:
		r.Later++
		o.Later++
	}
}

// month lists the reviews of a month by their days, or only counts them.
func (b *Builder) month(name string, entries []*manual.Entry, counted bool) ReviewMonth {
	m := ReviewMonth{Link: Link{Text: name, URL: monthPath(name)}, Count: len(entries)}
	for _, e := range entries {
		if b.manual.Due(e) < b.manual.Options.Date {
			m.Overdue++
		}
		if !counted {
			m.Rows = append(m.Rows, b.documentRow(e))
		}
	}
	slices.SortStableFunc(m.Rows, func(x, y DocumentRow) int { return cmp.Or(cmp.Compare(x.Due, y.Due), cmp.Compare(x.Owner, y.Owner)) })
	return m
}
