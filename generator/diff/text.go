package diff

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

var marks = map[Change]string{Added: "+", Changed: "~", Removed: "-", Renamed: ">"}

// Text writes a comparison for a terminal. The printer says how files are named, and whether in
// colour.
func (c *Comparison) Text(w io.Writer, p diag.Printer) error {
	t := &terminal{printer: p}
	t.line("%s", c.headline())
	t.line("Since %s (%.10s)", c.Base, c.Base.Commit)
	for _, note := range c.Notes {
		t.line("Note: %s", note)
	}
	t.line("\nCoverage: %s", c.coverage())
	if c.Nothing() {
		t.line("\nNothing changed in documents, coverage and findings.")
	}
	t.since(c)
	t.clauses(c)
	t.documents(c)
	t.findings("New findings, gaps apart", "+", "31", c.apart(c.New))
	t.findings("Findings that are gone, gaps apart", "-", "32", c.apart(c.Gone))
	t.line("\n%s", coverage.Limit)
	_, err := io.WriteString(w, diag.Inert(t.String()))
	return err
}

// terminal gathers the lines.
type terminal struct {
	bytes.Buffer
	printer diag.Printer
}

// line writes one line in which nothing acts. A line feed at its beginning is an empty line.
func (t *terminal) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if rest, empty := strings.CutPrefix(text, "\n"); empty {
		t.WriteByte('\n')
		text = rest
	}
	t.WriteString(diag.Clean(text) + "\n")
}

// paint puts text into a colour where that is wanted.
func (t *terminal) paint(code, text string) string {
	if !t.printer.Colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (t *terminal) clauses(c *Comparison) {
	for _, s := range shifts {
		list := c.of(s)
		if len(list) == 0 {
			continue
		}
		code := map[Shift]string{Lost: "1;31", Opened: "1;31", Gained: "1;32", Closed: "1", Dropped: "1;33", Other: "1"}[s]
		fmt.Fprintf(t, "\n%s\n", t.paint(code, fmt.Sprintf("%s (%d)", s.heading(), len(list))))
		for _, clause := range list {
			t.line("  %-8s %s → %s  %s: %s", clause.ID, clause.before(), clause.After, clause.Title, clause.evidence())
		}
	}
}

func (t *terminal) documents(c *Comparison) {
	if c.Configuration {
		t.line("\nmanual.yaml changed")
	}
	if len(c.Documents) == 0 {
		return
	}
	t.line("\nDocuments: %s", c.tally())
	for _, d := range c.Documents {
		is := d.latest()
		text := fmt.Sprintf("%s  %s: revision %s, %s", is.name(), is.Title, d.revision(), d.status())
		if what := d.what(); what != "" {
			text += "; " + string(d.Change) + ": " + what
		}
		code := map[Change]string{Added: "32", Changed: "33", Removed: "31", Renamed: "33"}[d.Change]
		fmt.Fprintf(t, "  %s %s\n", t.paint(code, marks[d.Change]), diag.Clean(text))
		t.passages(d.Text)
	}
}

func (t *terminal) findings(heading, mark, code string, list []diag.Finding) {
	if len(list) == 0 {
		return
	}
	t.line("\n%s: %s", heading, severities(list))
	var lines bytes.Buffer
	_ = t.printer.Oneline(&lines, list) // a buffer does not fail
	for line := range strings.Lines(lines.String()) {
		fmt.Fprintf(t, "  %s %s", t.paint(code, mark), line)
	}
}
