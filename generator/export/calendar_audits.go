package export

import (
	"io"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/route"
)

// auditEvents writes the planned audits as events, and the days by which clauses are to be audited by the organization's
// own interval, one event a day. A clause that was never audited has no such day.
type auditEvents struct {
	reviews
	programme *audit.Programme
}

// SerializeTo writes the events.
func (a *auditEvents) SerializeTo(w io.Writer, how *ics.SerializationConfiguration) error {
	for _, one := range a.programme.Audits {
		if !one.Date.After(a.m.Options.Date) {
			continue
		}
		day, err := time.Parse(time.DateOnly, one.Date.Value)
		if err != nil {
			continue
		}
		event := a.allDay("audit\x00"+one.Name.Value, day, "Audit: "+one.Name.Value, calendarText("Planned: "+a.programme.Scope(one)), route.Audits)
		if err := event.SerializeTo(w, how); err != nil {
			return err
		}
	}
	due := map[string][]string{}
	var days []string
	for _, r := range a.programme.Rows {
		if r.Due != "" {
			if due[r.Due] == nil {
				days = append(days, r.Due)
			}
			due[r.Due] = append(due[r.Due], r.ID)
		}
	}
	slices.Sort(days)
	for _, on := range days {
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			continue
		}
		description := "Clauses: " + strings.Join(due[on], ", ") + "\nBy the organization's own rule: " + calendarText(a.programme.Every.Value) + " after the last audit."
		if err := a.allDay("audit due\x00"+due[on][0], day, "Audits due", description, route.Audits).SerializeTo(w, how); err != nil {
			return err
		}
	}
	return nil
}
