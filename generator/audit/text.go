package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

func (l *Checklist) headline() string {
	m := l.Manual
	text := fmt.Sprintf("%s, %s: audit checklist for %s, scope %s, on %s", m.Company.Value, m.Title.Value, l.Model.Name, l.Model.Number, m.Options.Date)
	if l.Chosen != "" {
		text += ": " + l.Chosen
	}
	return text
}

// Headline names manual, standard, scope, day and what was chosen.
func (l *Checklist) Headline() string { return l.headline() }

// Text writes the checklist for a terminal or for paper.
func (l *Checklist) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", diag.Clean(l.headline()), Note)
	for _, note := range l.Notes {
		fmt.Fprintln(&b, note)
	}
	for _, i := range l.Items {
		fmt.Fprintf(&b, "\n%s %s (%s)\n  ask:      %s\n", i.ID, i.Title, i.State, diag.Clean(i.Question()))
		for _, a := range i.Answers {
			fmt.Fprintf(&b, "  answer:   %s (revision %s, %s)\n", diag.Clean(a.Name()), diag.Clean(a.Entry.Revision.Value), diag.Clean(owner(a)))
		}
		if open := i.Open(l.Report); open != "" {
			fmt.Fprintf(&b, "  answer:   none: %s\n", diag.Clean(open))
		}
		for _, r := range i.Records {
			fmt.Fprintf(&b, "  sample:   %s (%s; %s)\n", diag.Clean(r.Name.Value), diag.Clean(r.Entry.Name()), diag.Clean(r.Where()))
		}
		b.WriteString("  evidence: ______________________________\n  finding:  ______________________________\n")
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

func owner(a Answer) string { return cmp.Or(a.Entry.Owner.Value, "no owner") }

// Markdown writes the checklist with a heading per clause.
func (l *Checklist) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", escape(l.headline()), Note)
	for _, note := range l.Notes {
		fmt.Fprintf(&b, "\n%s\n", escape(note))
	}
	for _, i := range l.Items {
		fmt.Fprintf(&b, "\n## %s %s\n\n%s\n\n", i.ID, escape(i.Title), escape(i.Question()))
		fmt.Fprintf(&b, "- State: %s\n", i.State)
		for _, a := range i.Answers {
			fmt.Fprintf(&b, "- Answers: %s, revision %s, %s\n", escape(a.Name()), escape(a.Entry.Revision.Value), escape(owner(a)))
		}
		if open := i.Open(l.Report); open != "" {
			fmt.Fprintf(&b, "- Answers: none: %s\n", escape(open))
		}
		for _, r := range i.Records {
			fmt.Fprintf(&b, "- [ ] Sample: %s (%s), %s\n", escape(r.Name.Value), escape(r.Entry.Name()), escape(r.Where()))
		}
		b.WriteString("- Evidence:\n- Finding:\n")
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

// escape keeps a text from being read as Markdown or HTML.
func escape(text string) string {
	var b strings.Builder
	for _, c := range strings.Join(strings.Fields(diag.Clean(text)), " ") {
		if strings.ContainsRune("\\`*_[]<>|#&!~$", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
