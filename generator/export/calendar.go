package export

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// Calendar writes reviews.ics: the next review of each document in force, the next check of each external document,
// planned audits and those that are due, as all-day events, for calendars that subscribe to it. base is the address of the site with a trailing slash, or "".
//
// The UID of an event depends on the document's id and on base or, without it, on company and
// title, so that a changed date moves the event.
func Calendar(w io.Writer, x *coverage.Report, base string) error {
	m := x.Manual
	stamp, err := time.Parse(time.DateOnly, m.Options.Date)
	if err != nil {
		return err
	}
	c := ics.NewCalendar()
	c.SetProductId("-//clausebook//reviews//EN")
	c.SetCalscale("GREGORIAN")
	name := calendarText("Reviews: " + m.Title.Value + ", " + m.Company.Value)
	c.SetName(name)
	c.SetRefreshInterval("P1D")
	c.SetXPublishedTTL("P1D")
	home := base
	if home == "" {
		home = m.Company.Value + "\x00" + m.Title.Value
	}
	c.Components = []ics.Component{&reviews{m: m, stamp: stamp, home: home, base: base}}
	if m.ExternalRegister != nil {
		c.Components = append(c.Components, &externalChecks{reviews{m: m, stamp: stamp, home: home, base: base}})
	}
	if audit.HasProgramme(m) {
		c.Components = append(c.Components, &auditEvents{reviews{m: m, stamp: stamp, home: home, base: base}, audit.ProgrammeOf(x)})
	}
	return c.SerializeTo(w, ics.WithNewLineWindows)
}

// reviews writes all events one by one. The library would hold all of them in memory, which is much
// for a hundred thousand.
type reviews struct {
	ics.ComponentBase
	m          *manual.Manual
	stamp      time.Time
	home, base string
}

// SerializeTo writes the events.
func (r *reviews) SerializeTo(w io.Writer, how *ics.SerializationConfiguration) error {
	for e := range entries(r.m) {
		day, err := time.Parse(time.DateOnly, r.m.Due(e))
		if err != nil || !e.Published() {
			continue
		}
		if err := r.event(e, day).SerializeTo(w, how); err != nil {
			return err
		}
	}
	return nil
}

func (r *reviews) event(e *manual.Entry, day time.Time) *ics.VEvent {
	return r.allDay(e.ID.Value, day, "Review "+e.ID.Value+" "+e.Title.Value, description(r.m, e), e.URL)
}

// allDay is an event of a whole day, for what a name stands for.
func (r *reviews) allDay(name string, day time.Time, summary, description, url string) *ics.VEvent {
	sum := sha256.Sum256([]byte(r.home + "\x00" + name))
	event := ics.NewEvent(fmt.Sprintf("%x@clausebook", sum[:16]))
	event.SetDtStampTime(r.stamp)
	event.SetAllDayStartAt(day)
	event.SetSummary(calendarText(summary))
	event.SetDescription(description)
	event.SetTimeTransparency(ics.TransparencyTransparent)
	if r.base != "" {
		event.SetURL(r.base + url)
	}
	return event
}

// description names the owner, the revision and the reason for the date.
func description(m *manual.Manual, e *manual.Entry) string {
	rule := "the document's own review date"
	if !e.ReviewDate.Given() {
		rule = m.ReviewEvery.Value + " after approval"
	}
	lines := []string{"Owner: " + e.Owner.Value, "Revision: " + e.Revision.Value,
		"By the organization's own rule: " + rule + "."}
	for i, line := range lines {
		lines[i] = calendarText(line)
	}
	return strings.Join(lines, "\n")
}

// calendarText breaks up commands of pipeline runners. Long lines of a calendar are folded anywhere, so two colons
// may come to stand at the start of a line, where they begin a command.
func calendarText(s string) string {
	s = diag.Inert(diag.Clean(s))
	for strings.Contains(s, "::") {
		s = strings.ReplaceAll(s, "::", ": :")
	}
	return s
}
