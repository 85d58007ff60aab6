package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/emersion/go-ical"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/export"
)

func calendar(t *testing.T, x *coverage.Report, base string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := export.Calendar(&out, x, base); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parsed reads a calendar with another library than the one that wrote it.
func parsed(t *testing.T, data []byte) (*ical.Calendar, []ical.Event) {
	t.Helper()
	c, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return c, c.Events()
}

func text(t *testing.T, c *ical.Component, name string) string {
	t.Helper()
	s, err := c.Props.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCalendar(t *testing.T) {
	long := strings.Replace(hostile, "QP-01", "QP-02", 1)
	long = strings.Replace(long, "review_date: 2027-01-15\n", "", 1)
	long = strings.Replace(long, "title: ", "title: "+strings.Repeat("Prüfung", 30)+" # ", 1)
	draft := strings.Replace(strings.Replace(hostile, "QP-01", "QP-03", 1), "status: approved", "status: draft", 1)
	x := counted(t, map[string]string{"1.md": hostile, "2.md": long, "3.md": draft})
	data := calendar(t, x, "https://qm.example/manual/")
	c, events := parsed(t, data)
	if got := text(t, c.Component, ical.PropName); got != "Reviews: Manual, Kranich & Söhne; Hof, GmbH" {
		t.Errorf("name %q", got)
	}
	var got []string
	for _, e := range events {
		start, err := e.DateTimeStart(nil)
		if err != nil {
			t.Error(err)
		}
		got = append(got, fmt.Sprintf("%s %s | %s | %s | %s", e.Props.Get(ical.PropDateTimeStart).Params.Get("VALUE"), start.Format("2006-01-02"),
			text(t, e.Component, ical.PropSummary), text(t, e.Component, ical.PropDescription), e.Props.Get(ical.PropURL).Value))
		if stamp := e.Props.Get(ical.PropDateTimeStamp).Value; stamp != "20261122T000000Z" {
			t.Errorf("stamp %s", stamp)
		}
	}
	want := []string{
		`DATE 2027-01-15 | Review QP-01 =HYPERLINK("http://evil.example","x"); a, b \ c | Owner: +49 170 000` + "\nRevision: 1.10\n" +
			`By the organization's own rule: the document's own review date. | https://qm.example/manual/documents/qp-01.html`,
		`DATE 2027-01-05 | Review QP-02 ` + strings.Repeat("Prüfung", 30) + ` | Owner: +49 170 000` + "\nRevision: 1.10\n" +
			`By the organization's own rule: 1 year after approval. | https://qm.example/manual/documents/qp-02.html`,
	}
	if strings.Join(got, "\n\n") != strings.Join(want, "\n\n") {
		t.Errorf("got\n%s\nexpected\n%s", strings.Join(got, "\n\n"), strings.Join(want, "\n\n"))
	}
}

// TestCalendarLines holds the form of the lines: at most 75 bytes, whole characters, carriage return
// and line feed.
func TestCalendarLines(t *testing.T) {
	long := strings.Replace(hostile, "title: ", "title: "+strings.Repeat("日本語の手順", 40)+strings.Repeat("<a> ", 40)+" # ", 1)
	data := calendar(t, counted(t, map[string]string{"1.md": long}), "")
	for line := range strings.Lines(string(data)) {
		body, ok := strings.CutSuffix(line, "\r\n")
		if !ok || len(body) > 75 || strings.ContainsAny(body, "\r\n") || strings.ToValidUTF8(body, "") != body {
			t.Errorf("%d bytes: %q", len(body), line)
		}
	}
}

// TestCalendarNames keeps the name of an event while its document is the same, whatever else
// changes, and gives no two documents one.
func TestCalendarNames(t *testing.T) {
	name := func(base, id, title, review string) string {
		text := strings.NewReplacer("QP-01", id, "2027-01-15", review, "a, b", title).Replace(hostile)
		_, events := parsed(t, calendar(t, counted(t, map[string]string{"1.md": text}), base))
		uid := events[0].Props.Get(ical.PropUID).Value
		if !strings.HasSuffix(uid, "@clausebook") || len(uid) < 30 {
			t.Errorf("name %q", uid)
		}
		return uid
	}
	first := name("", "QP-01", "one", "2027-01-15")
	if again := name("", "QP-01", "two", "2028-03-01"); again != first {
		t.Errorf("%s became %s with another title and day", first, again)
	}
	for _, other := range []string{name("", "QP-02", "one", "2027-01-15"), name("https://qm.example/", "QP-01", "one", "2027-01-15")} {
		if other == first {
			t.Errorf("%s is the name of two", other)
		}
	}
}
