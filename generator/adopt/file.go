package adopt

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
	"github.com/clausebook/clausebook/themes"
)

// The values of `claims` in adopt.yaml.
const (
	proposedWord  = "proposed"
	confirmedWord = "confirmed"
)

const introduction = `# What clausebook understood of this folder, and what it has to ask. Nothing else has been changed yet.
#
#   1. Answer the questions: write the answer after the colon. What happens without an answer is said there.
#   2. Look over the documents, one line each, and correct what is wrong.
#   3. Confirm claims. A claim says that a document satisfies a clause, and is what the matrix counts. The
#      clauses below are proposals, and none is written into a document until you confirm it:
#        - for one document: write the clauses that it satisfies into its line: claims: [8.4.1, 8.4.2]
#        - for all documents at once: write confirmed instead of proposed under claims
#   4. Run: clausebook adopt --write
#
# Commit before step 4 and look at the differences after it. The text of your documents is not changed, and
# front matter that is replaced stays as a comment. Steps 1 to 4 can be repeated: --write adds what is missing
# and leaves alone what a document says by then. ` + "`clausebook adopt`" + ` adds new documents and keeps what you wrote
# here, except comments.

`

// Bytes is adopt.yaml.
func (p *Plan) Bytes() []byte {
	w := &writer{}
	w.WriteString(introduction)
	p.writeSettings(w)
	p.writeQuestions(w)
	p.writeClaims(w)
	p.writeWords(w)
	p.writeForms(w)
	w.comment("One line for each document. Several values in { } contradict each other: leave only the right one,",
		"or answer the question above.",
		"clauses, headings and mentions are proposals: named by the document in a field, headings with the",
		"clauses below them, and named in the text. Delete what is wrong before you confirm them.")
	w.WriteString("documents:")
	if len(p.Documents) == 0 {
		w.WriteString(" {}")
	}
	w.WriteByte('\n')
	for _, e := range p.Documents {
		w.WriteString("  " + flow(e.File) + ": {" + strings.Join(e.items(), ", ") + "}\n")
	}
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

func (w *writer) comment(lines ...string) {
	for _, line := range lines {
		w.WriteString("# " + line + "\n")
	}
}

// field writes `key: value`, with a space only if there is a value.
func (w *writer) field(indent, key, value, comment string) {
	w.WriteString(indent + key + ":")
	if value != "" {
		w.WriteString(" " + value)
	}
	if comment != "" {
		w.WriteString(" # " + comment)
	}
	w.WriteByte('\n')
}

func (p *Plan) writeSettings(w *writer) {
	if p.Settings.Exists {
		return
	}
	s := p.Settings
	w.comment("manual.yaml begins with this. If there is a manual.yaml already, it stays as it is.")
	w.WriteString("manual:\n")
	w.field("  ", "title", flow(s.Title), "")
	w.field("  ", "company", flow(s.Company), "")
	w.field("  ", "edition", s.Edition, "of ISO 9001; if you change it, delete the lines below documents and run `clausebook adopt` again")
	w.field("  ", "scope", s.Scope, "9001 the whole standard, 9002 production without design")
	w.field("  ", "language", s.Language, "of the pages: "+strings.Join(themes.Languages(), ", "))
	w.field("  ", "documents", flow(s.Documents), "the folder of the documents")
	if len(s.Exclude) > 0 {
		w.field("  ", "exclude", flowList(s.Exclude), "not part of the manual")
	}
	if len(s.Fields) > 0 {
		w.field("  ", "fields", flowList(s.Fields), "your own fields in front matter, which stay as they are")
	}
	w.WriteByte('\n')
}

func (p *Plan) writeQuestions(w *writer) {
	q := &p.Questions
	if len(q.Owner)+len(q.Status)+len(q.Choose) == 0 && q.Revision == nil && q.Dates == nil {
		w.WriteString("questions: {} # none\n\n")
		return
	}
	w.WriteString("questions:\n")
	if len(q.Owner) > 0 {
		w.question("Which role owns the documents of a folder that name no owner?",
			"Without an answer no owner is written, and `clausebook check` asks for it.")
		w.WriteString("  owner:\n")
		for _, a := range q.Owner {
			w.field("    ", flow(a.Key), flow(a.Text), documentsOf(a))
		}
	}
	if len(q.Status) > 0 {
		w.question("What does a word mean that your documents have as their status: "+strings.Join(document.Statuses, ", ")+"?",
			"Without an answer it is draft. A document becomes approved only if it gives an approver,",
			"an approval date and an effective date as well; otherwise it is written as a draft.")
		w.WriteString("  status:\n")
		for _, a := range q.Status {
			w.field("    ", flow(a.Key), a.Text, documentsOf(a))
		}
	}
	if q.Revision != nil {
		w.question("Which revision do documents have that give none, such as 0?",
			"Without an answer no revision is written, and `clausebook check` asks for it.")
		w.field("  ", "revision", flow(q.Revision.Text), documentsOf(*q.Revision))
	}
	if q.Dates != nil {
		w.question("In which order are dates such as 01/06/2018: "+dayFirst+" or "+monthFirst+"?", q.Proof,
			"Without an answer these dates are not written.")
		w.field("  ", "dates", q.Dates.Text, documentsOf(*q.Dates))
	}
	if len(q.Choose) > 0 {
		w.question("Which is right if a document gives several values: "+strings.Join(sources[:len(sources)-1], ", ")+"?",
			"Text means bold fields and tables. Without an answer the first one in this order is taken as id or",
			"revision, the status is draft, and a date or approver is not written. To decide for one document,",
			"correct its line.")
		w.WriteString("  choose:\n")
		for _, a := range q.Choose {
			w.field("    ", a.Key, a.Text, documentsOf(a)+", such as "+flow(a.Example))
		}
	}
	w.WriteByte('\n')
}

func (w *writer) question(lines ...string) {
	for _, line := range lines {
		if line != "" {
			w.WriteString("  # " + line + "\n")
		}
	}
}

// documentsOf is the comment that says how many documents a question concerns.
func documentsOf(a Answer) string {
	switch {
	case a.Documents == 0:
		return ""
	case a.Documents == 1:
		return "1 document"
	}
	return fmt.Sprintf("%d documents", a.Documents)
}

func (p *Plan) writeClaims(w *writer) {
	var exact, headings, mentions int
	for _, e := range p.Documents {
		exact += len(e.Clauses)
		headings += len(e.Headings)
		mentions += len(e.Mentions)
	}
	word := func(confirmed bool) string {
		if confirmed {
			return confirmedWord
		}
		return proposedWord
	}
	w.comment("proposed or confirmed, for the proposals of all documents.")
	w.WriteString("claims:\n")
	w.field("  ", "clauses", word(p.Confirmed.Exact), fmt.Sprintf("%d, named by the documents in a field for clauses", exact))
	w.field("  ", "headings", word(p.Confirmed.Headings), fmt.Sprintf("%d, each stands for all clauses below it: confirm only if that is meant", headings))
	w.field("  ", "mentions", word(p.Confirmed.Mentions), fmt.Sprintf("%d, found in the text: look at each of them", mentions))
	w.WriteByte('\n')
}

func (p *Plan) writeWords(w *writer) {
	if len(p.NotUnderstood) > 0 {
		var list []string
		for _, c := range p.NotUnderstood {
			list = append(list, fmt.Sprintf("%s (%d)", strings.Join(strings.Fields(c.Word), " "), c.Documents))
		}
		w.comment("Not understood, with the number of documents: "+strings.Join(list, ", ")+".",
			"If one of these means a field, say so and run `clausebook adopt` again, for example:",
			"  words: {owner: [Process lead]}")
	}
	if len(p.Words) > 0 {
		w.WriteString("words:\n")
		for _, field := range canonical {
			if len(p.Words[field]) > 0 {
				w.field("  ", field, flowList(p.Words[field]), "")
			}
		}
	}
	if len(p.NotUnderstood)+len(p.Words) > 0 {
		w.WriteByte('\n')
	}
}

func (p *Plan) writeForms(w *writer) {
	if len(p.Forms) == 0 {
		return
	}
	w.comment("Word files without running text: blank forms, which stay as they are. Link to them from the documents",
		"that use them, or name them as `form` of a record; then they are published.")
	w.WriteString("forms:\n")
	for _, file := range p.Forms {
		w.WriteString("  - " + flow(file) + "\n")
	}
	w.WriteByte('\n')
}

// items are the parts of an entry's line.
func (e *Entry) items() []string {
	var list []string
	for _, field := range canonical {
		v := e.Values[field]
		switch {
		case len(v.Choices) > 0:
			var choices []string
			for _, c := range v.Choices {
				choices = append(choices, c.source+": "+flow(c.value))
			}
			list = append(list, field+": {"+strings.Join(choices, ", ")+"}")
		case v.Text != "":
			list = append(list, field+": "+flow(v.Text))
		}
	}
	if len(e.Claims) > 0 {
		list = append(list, "claims: "+flowList(e.Claims))
	}
	if len(e.Clauses) > 0 {
		list = append(list, "clauses: "+flowList(e.Clauses))
	}
	if len(e.Headings) > 0 {
		var headings []string
		for _, h := range e.Headings {
			headings = append(headings, h.ID+": "+flowList(h.Leaves))
		}
		list = append(list, "headings: {"+strings.Join(headings, ", ")+"}")
	}
	if len(e.Mentions) > 0 {
		list = append(list, "mentions: "+flowList(e.Mentions))
	}
	return list
}

// flowList writes a list on one line.
func flowList(items []string) string {
	var list []string
	for _, item := range items {
		list = append(list, flow(item))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// plainValue matches values that need no quotation marks inside { } and [ ], because every value is read as
// it is written.
var plainValue = regexp.MustCompile(`^[\pL\pN][\pL\pN ./()&+_–-]*$`)

// flow writes a value for use inside { } and [ ].
func flow(text string) string {
	switch {
	case text == "":
		return ""
	case plainValue.MatchString(text) && !strings.HasSuffix(text, " ") && !slices.Contains([]string{"null", "Null", "NULL"}, text):
		return text
	}
	return quoteAlways(text)
}

// quoteAlways writes a value in double quotation marks.
func quoteAlways(text string) string {
	quoted := yaml.Quote(text)
	if !strings.HasPrefix(quoted, `"`) {
		quoted = `"` + quoted + `"`
	}
	return quoted
}
