package export

import (
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/route"
)

// externalChecks writes the next check of each external document as an event. Its UID depends on number and edition.
// The first check of a document that was never checked has no day, so it has no event.
type externalChecks struct{ reviews }

// SerializeTo writes the events.
func (c *externalChecks) SerializeTo(w io.Writer, how *ics.SerializationConfiguration) error {
	for i := range c.m.ExternalRegister.Documents {
		d := &c.m.ExternalRegister.Documents[i]
		day, err := time.Parse(time.DateOnly, d.Due())
		if err != nil {
			continue
		}
		name := "external\x00" + d.Label() + "\x00" + d.Edition.Value
		if err := c.allDay(name, day, "Check "+externalTitle(d), externalDescription(d), route.External).SerializeTo(w, how); err != nil {
			return err
		}
	}
	return nil
}

// externalTitle is number, edition and name of an external document.
func externalTitle(d *config.ExternalDocument) string {
	return strings.Join(strings.Fields(d.Number.Value+" "+d.Edition.Value+" "+d.Name.Value), " ")
}

func externalDescription(d *config.ExternalDocument) string {
	lines := []string{"Held by: " + d.Holder.Value, "Last checked: " + d.CheckedOn.Value,
		"By the organization's own rule: " + d.CheckEvery.Value + " after the last check."}
	for i, line := range lines {
		lines[i] = diag.Clean(line)
	}
	return strings.Join(lines, "\n")
}

// externals is the register of external documents.
func (w *workbook) externals() sheet {
	m := w.report.Manual
	s := sheet{name: "External documents", subtitle: headline(w.report), columns: []column{{"Number", 20}, {"Name", 44}, {"Edition", 12}, {"Holder", 24},
		{"Checked on", 12}, {"Check every", 14}, {"Next check", 12}, {"Overdue", 9}, {"Documents", 50}, {"Page", 16}}}
	s.rows = func(put func(int, ...any) error) error {
		if m.ExternalRegister == nil {
			return nil
		}
		for i := range m.ExternalRegister.Documents {
			d := &m.ExternalRegister.Documents[i]
			var users []string
			for _, e := range m.ExternalUsers(i) {
				if e.Published() {
					users = append(users, e.Name())
				}
			}
			err := put(w.style.text, d.Number.Value, d.Name.Value, d.Edition.Value, d.Holder.Value, d.CheckedOn.Value, d.CheckEvery.Value, d.Due(),
				yes(d.Overdue(m.Options.Date)), strings.Join(users, "; "), page(route.External))
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}
