package adopt

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// Questions are what only a person knows, each asked once for all documents that it concerns.
type Questions struct {
	Owner    []Answer // Key is a folder
	Status   []Answer // Key is a word that documents have as their status
	Revision *Answer  // of documents that give none
	Dates    *Answer  // the order of day and month in dates such as 01/06/2018
	Proof    string   // what the folder says about that order
	Choose   []Answer // Key is a field for which documents give several values; the answer is a source
}

// Answer is a question with its answer, "" if there is none.
type Answer struct {
	Key, Text string
	Documents int    // that it concerns
	Example   string // one of them, or a value
}

// perQuestion is the number of documents for each of which a further question about a field may be asked.
const perQuestion = 20

// Open counts the questions that a person has to answer, by field.
func (q *Questions) Open() map[string]int {
	open := map[string]int{}
	add := func(field string, list ...Answer) {
		for _, a := range list {
			if a.Text == "" {
				open[field]++
			}
		}
	}
	add("owner", q.Owner...)
	add("status", q.Status...)
	if q.Revision != nil {
		add("revision", *q.Revision)
	}
	if q.Dates != nil {
		add("dates", *q.Dates)
	}
	for _, a := range q.Choose {
		add(a.Key, a)
	}
	return open
}

// ask finds the questions. Answers of an earlier scan are kept.
func (p *Plan) ask(previous *Plan, results []*scanned) {
	q := &p.Questions
	q.Owner = keep(p.owners(), previous.Questions.Owner)
	q.Status = keep(p.statuses(), previous.Questions.Status)
	without := 0
	for _, e := range p.Documents {
		if e.first("revision") == "" {
			without++
		}
	}
	if without > 0 {
		q.Revision = &Answer{Key: "revision", Documents: without}
		if old := previous.Questions.Revision; old != nil {
			q.Revision.Text = old.Text
		}
	}
	p.dateOrder(previous, results)
	for _, field := range disputed {
		a := Answer{Key: field}
		for _, e := range p.Documents {
			if len(e.Values[field].Choices) > 1 {
				a.Documents++
				a.Example = cmp.Or(a.Example, e.File)
			}
		}
		if a.Documents > 0 {
			q.Choose = append(q.Choose, a)
		}
	}
	q.Choose = keep(q.Choose, previous.Questions.Choose)
}

// keep takes over earlier answers, also to questions that are no longer asked.
func keep(list, earlier []Answer) []Answer {
	for _, old := range earlier {
		i := slices.IndexFunc(list, func(a Answer) bool { return a.Key == old.Key })
		switch {
		case i >= 0:
			list[i].Text = old.Text
		case old.Text != "":
			list = append(list, old)
		}
	}
	return list
}

// owners asks for the owner of documents that name none, by folder. Small folders are asked for together.
func (p *Plan) owners() []Answer {
	missing, root := map[string]int{}, cmp.Or(p.Settings.Documents, ".")
	for _, e := range p.Documents {
		if e.first("owner") == "" {
			missing[path.Dir(e.File)]++
		}
	}
	var list []Answer
	for len(missing) > 0 {
		deepest := ""
		for dir := range missing {
			if deepest == "" || cmp.Or(depth(dir)-depth(deepest), strings.Compare(dir, deepest)) > 0 {
				deepest = dir
			}
		}
		n := missing[deepest]
		delete(missing, deepest)
		switch {
		case deepest == root || deepest == ".":
			list = append(list, Answer{Key: root, Documents: n})
		case n >= perQuestion:
			list = append(list, Answer{Key: deepest, Documents: n})
		default:
			missing[path.Dir(deepest)] += n
		}
	}
	slices.SortFunc(list, func(a, b Answer) int { return strings.Compare(a.Key, b.Key) })
	return list
}

func depth(dir string) int {
	if dir == "." {
		return 0
	}
	return 1 + strings.Count(dir, "/")
}

// owner returns the answer for the folder of a document, or the nearest above it.
func (q *Questions) owner(file, root string) string {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		for _, a := range q.Owner {
			if (a.Key == dir || a.Key == root && dir == ".") && a.Text != "" {
				return a.Text
			}
		}
		if dir == "." {
			return ""
		}
	}
}

// statuses asks what the words mean that documents have as their status. Words that cannot make a document
// count are answered, and so are rare ones.
func (p *Plan) statuses() []Answer {
	counts := map[string]*Count{}
	for _, e := range p.Documents {
		v := e.Values["status"]
		words := []string{v.Text}
		for _, c := range v.Choices {
			words = append(words, c.value)
		}
		words = slices.DeleteFunc(words, func(word string) bool { return word == "" || word == document.Draft })
		count(counts, words, e.File)
	}
	var list []Answer
	for word, c := range counts {
		a := Answer{Key: word, Documents: c.Documents, Example: c.Example}
		if means := builtIn().statuses[fold(word)]; means != document.Approved {
			a.Text = means
		}
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b Answer) int {
		return cmp.Or(b.Documents-a.Documents, strings.Compare(a.Key, b.Key))
	})
	open := 0
	for i := range list {
		if list[i].Text == "" {
			if open++; open > (len(p.Documents)+perQuestion-1)/perQuestion {
				list[i].Text = document.Draft
			}
		}
	}
	return list
}

// dateOrder asks for the order of day and month if a date with slashes is to be written, and answers it
// if the dates of the folder prove it.
func (p *Plan) dateOrder(previous *Plan, results []*scanned) {
	a := Answer{Key: "dates"}
	proof := map[string]string{}
	see := func(d date, text string) {
		if order := d.proves(); order != "" && proof[order] == "" {
			proof[order] = text
		}
	}
	for _, e := range p.Documents {
		asked := false
		for _, field := range []string{"approved_date", "effective_date", "review_date"} {
			v := e.Values[field]
			for _, text := range append([]string{v.Text}, texts(v.Choices)...) {
				if d := builtIn().parseDate(text); d.kind == ambiguous {
					asked = true
					see(d, text+" in "+e.File)
				}
			}
		}
		if asked {
			a.Documents++
			a.Example = cmp.Or(a.Example, e.File)
		}
	}
	if a.Documents == 0 {
		return
	}
	for _, r := range results {
		for _, d := range r.slashes {
			see(d, "a date in "+r.file)
		}
	}
	q := &p.Questions
	switch day, month := proof[dayFirst], proof[monthFirst]; {
	case day != "" && month != "":
		q.Proof = "The folder has both orders: " + day + ", " + month + "."
	case day != "":
		a.Text, q.Proof = dayFirst, "Proved by "+day+"."
	case month != "":
		a.Text, q.Proof = monthFirst, "Proved by "+month+"."
	default:
		q.Proof = "No date of the folder proves the order."
	}
	if old := previous.Questions.Dates; old != nil {
		a.Text = old.Text
	}
	q.Dates = &a
}

func texts(choices []candidate) []string {
	var list []string
	for _, c := range choices {
		list = append(list, c.value)
	}
	return list
}
