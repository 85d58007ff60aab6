package site

import (
	"cmp"
	"slices"
	"time"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// recentShown is the number of recent documents on the start page.
const recentShown = 8

// dueWithin is the number of days ahead for which the start page lists reviews.
const dueWithin = 90

func homePage(b *Builder, p page) view.Home {
	p.Heading = b.manual.Title.Value
	v := view.Home{Page: p.Page, Statement: b.statement(p.Root), Total: b.summary(b.report.Summary),
		Gaps: b.inState(coverage.Gap), Pending: b.inState(coverage.Pending), Documents: len(b.current),
		Strip: strip(b), Latest: latestChanges(b), Source: b.source()}
	if top := b.manual.Sections[0]; top.Intro != nil {
		v.Intro, v.TitleAnchor = b.intro(p, top), top.Intro.TitleAnchor()
		if top.Title != p.Heading {
			v.IntroTitle = top.Title
		}
	}
	horizon := addDays(b.manual.Options.Date, dueWithin)
	var recent []*manual.Entry
	for _, e := range b.current {
		if due := b.manual.Due(e); due != "" && due <= horizon {
			v.Due = append(v.Due, b.documentRow(e))
		}
		if next := e.Next; next != nil && next.Published() && next.Status.Value == document.Approved {
			v.Upcoming = append(v.Upcoming, b.documentRow(next))
		}
		switch b.status(e).Name {
		case "approved":
			recent = append(recent, e)
		case "upcoming":
			v.Upcoming = append(v.Upcoming, b.documentRow(e))
		}
	}
	slices.SortStableFunc(recent, func(x, y *manual.Entry) int { return cmp.Compare(y.EffectiveDate.Value, x.EffectiveDate.Value) })
	for _, e := range recent[:min(len(recent), recentShown)] {
		v.Recent = append(v.Recent, b.documentRow(e))
	}
	slices.SortStableFunc(v.Upcoming, func(x, y view.DocumentRow) int { return cmp.Compare(x.Effective, y.Effective) })
	slices.SortStableFunc(v.Due, func(x, y view.DocumentRow) int { return cmp.Compare(x.Due, y.Due) })
	return v
}

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
