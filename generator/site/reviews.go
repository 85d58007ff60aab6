package site

import (
	"cmp"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxReviews is the largest number of reviews on reviews.html. With more it only counts them, and each month
// has a page of its own.
const maxReviews = 300

// reviewFiles makes reviews.html and, for a large manual, a page per month.
func reviewFiles(b *Builder) []File {
	months, none := reviewsByMonth(b)
	total := len(none)
	for _, list := range months {
		total += len(list)
	}
	split := total > maxReviews
	files := []File{b.page(route.Reviews, "reviews", func(p page) any { return reviewsPage(b, p, months, none, split) })}
	for _, name := range slices.Sorted(maps.Keys(months)) {
		if split {
			files = append(files, b.page(route.Month(name), "reviews", func(p page) any {
				p.Heading, p.Breadcrumbs = b.say("reviews.in_month", b.words.Month(name)), append(b.start(), view.Link{Text: b.say("reviews.title"), URL: route.Reviews})
				return view.Reviews{Page: p.Page, Months: []view.ReviewMonth{reviewMonth(b, name, months[name], false)}, Part: true}
			}))
		}
	}
	return files
}

// reviewsByMonth groups the documents by the month of their next review; none are the approved ones without
// a review date.
func reviewsByMonth(b *Builder) (months map[string][]*manual.Entry, none []*manual.Entry) {
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

func reviewsPage(b *Builder, p page, months map[string][]*manual.Entry, none []*manual.Entry, split bool) view.Reviews {
	p.Heading, p.Breadcrumbs = b.say("reviews.title"), b.start()
	v := view.Reviews{Page: p.Page, Interval: b.interval(b.manual.ReviewEvery.Value), Split: split, Without: len(none)}
	owners, soon := map[string]*view.OwnerRow{}, addDays(v.Date, dueWithin)
	for _, name := range slices.Sorted(maps.Keys(months)) {
		for _, e := range months[name] {
			countReview(&v, ownerRow(owners, e), b.manual.Due(e), soon)
		}
		v.Months = append(v.Months, reviewMonth(b, name, months[name], split))
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

func ownerRow(owners map[string]*view.OwnerRow, e *manual.Entry) *view.OwnerRow {
	name := e.Owner.Value
	if owners[name] == nil {
		owners[name] = &view.OwnerRow{Owner: name}
	}
	return owners[name]
}

// countReview adds a review that is due on a day to the totals of the page and of its owner. A review up to
// the day soon counts as soon.
func countReview(r *view.Reviews, o *view.OwnerRow, due, soon string) {
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

// reviewMonth lists the reviews of a month by day, or only counts them.
func reviewMonth(b *Builder, name string, entries []*manual.Entry, counted bool) view.ReviewMonth {
	m := view.ReviewMonth{Link: view.Link{Text: name, URL: route.Month(name)}, Count: len(entries)}
	for _, e := range entries {
		if b.manual.Due(e) < b.manual.Options.Date {
			m.Overdue++
		}
		if !counted {
			m.Rows = append(m.Rows, b.documentRow(e))
		}
	}
	slices.SortStableFunc(m.Rows, func(x, y view.DocumentRow) int {
		return cmp.Or(cmp.Compare(x.Due, y.Due), cmp.Compare(x.Owner, y.Owner))
	})
	return m
}
