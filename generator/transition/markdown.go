package transition

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// Markdown writes the work list with task boxes, by owner, and the clauses.
func (p *Plan) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n%s %s\n", escape(printer{p}.headline()), escape(printer{p}.figures()), Rule, Forecast)
	fmt.Fprintf(&b, "\n## Work list\n")
	for _, name := range p.Owners() {
		fmt.Fprintf(&b, "\n### %s\n\n", escape(owner(name)))
		for _, t := range p.Tasks() {
			if t.Owner == name && !t.Done {
				fmt.Fprintf(&b, "- [ ] %s: %s\n", escape(t.Name()), escape(t.Text))
			}
		}
	}
	printer{p}.markdownOpen(&b)
	printer{p}.markdownDone(&b)
	b.WriteString("\n## Clauses\n\n| Clause | Title | State | Change | Documents or reason |\n|---|---|---|---|---|\n")
	for _, c := range p.Clauses {
		if !c.Requirement {
			fmt.Fprintf(&b, "| **%s** | **%s** | | | |\n", c.ID, escape(p.To.FullTitle(c.Clause)))
			continue
		}
		fmt.Fprintf(&b, "| %s | %s | %s %s | %s | %s |\n", c.ID, escape(p.To.FullTitle(c.Clause)), marks[c.State], c.State,
			p.Change(c.Clause), escape(p.evidence(c)))
	}
	if len(p.NotRequired) > 0 {
		fmt.Fprintf(&b, "\n## What %s does not require\n\n", p.ToName)
		for _, n := range p.NotRequired {
			fmt.Fprintf(&b, "- %s\n", escape(p.Sentence(n)))
		}
	}
	b.WriteString("\n## Sources\n\n")
	for _, s := range p.Sources() {
		fmt.Fprintf(&b, "- %s\n", s)
	}
	_, err := io.WriteString(w, diag.Inert(b.String()))
	return err
}

// markdownOpen lists the work that belongs to no document.
func (p printer) markdownOpen(b *strings.Builder) {
	head := "\n### Without a document\n\n"
	for _, t := range p.Tasks() {
		if t.Document == nil {
			fmt.Fprintf(b, "%s- [ ] %s: %s\n", head, escape(t.Name()), escape(t.Text))
			head = ""
		}
	}
}

func (p printer) markdownDone(b *strings.Builder) {
	head := "\n### Done\n\n"
	for _, t := range p.Tasks() {
		if t.Done {
			fmt.Fprintf(b, "%s- [x] %s\n", head, escape(t.Name()))
			head = ""
		}
	}
}

// Task is something to do for the transition.
type Task struct {
	Owner    string    // "" if nobody is named
	Document *Document // nil for a clause or a declaration
	Clause   string    // "" for a document
	Title    string
	Text     string
	Done     bool
}

// Name is what the task is about.
func (t Task) Name() string {
	if t.Document != nil {
		return t.Document.Entry.Name() + " " + t.Title
	}
	return t.Clause + " " + t.Title
}

// Tasks is the work list: one task for each document, in the order of their ids, then one for each
// gap and each declaration.
func (p *Plan) Tasks() []Task {
	var tasks []Task
	for _, d := range p.Documents {
		tasks = append(tasks, Task{Owner: d.Entry.Owner.Value, Document: d, Title: d.Entry.Title.Value, Text: p.task(d), Done: d.Done()})
	}
	for _, c := range p.Clauses {
		if c.State == Gap {
			tasks = append(tasks, Task{Clause: c.ID, Title: p.To.FullTitle(c.Clause), Text: "a gap: " + p.evidence(c)})
		}
	}
	for _, d := range p.Declarations {
		title := ""
		if c := p.From.Clause(d.Clause); c != nil {
			title = p.From.FullTitle(c)
		}
		tasks = append(tasks, Task{Clause: d.Clause, Title: title, Text: "declared not applicable in manual.yaml for " + p.FromName + "; " + d.becomes(p)})
	}
	return tasks
}

// task says what is to be done with a document.
func (p *Plan) task(d *Document) string {
	if d.Done() {
		return "done"
	}
	var steps []string
	if !d.Written() {
		steps = append(steps, fmt.Sprintf("write the claims for edition %s", p.To.Year))
	}
	if reread := d.Reread(p); len(reread) > 0 {
		steps = append(steps, "read "+ids(reread)+" again", "confirm or delete what is proposed")
	}
	for _, l := range d.Lists {
		for _, m := range l.Moves {
			switch m.Kind {
			case Gone, Heading:
				steps = append(steps, claimText(m.Claim)+": "+m.becomes())
			}
		}
	}
	if len(steps) == 0 {
		steps = []string{"confirm or delete what is proposed"}
	}
	return strings.Join(steps, "; ")
}

// escape escapes Markdown and HTML.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "@", "&#64;").Replace(diag.Clean(s))
}
