// Package standard knows the clauses of ISO 9001 in its editions, and what the scopes ISO 9001
// and ISO 9002 take out of them.
//
// It holds numbers, titles and our own paraphrase; no text of a standard is here. An id is a
// string and is only ever compared whole: clause 4.10 is not 4.1.
package standard

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/fields"
	"github.com/clausebook/clausebook/generator/source"
)

//go:embed data/*.yaml
var data embed.FS

// Edition is one edition of ISO 9001.
type Edition struct {
	Year        string // such as 2015
	Name        string // such as ISO 9001:2015
	Status      string // where it stands in its life, in words
	Provisional bool   // summaries, documented information and change notes come from secondary sources
	Amendments  []string
	Clauses     []*Clause // in the order of the standard
	byID        map[string]*Clause
}

// Clause is one numbered clause.
type Clause struct {
	ID        string
	Title     string
	Editorial bool   // the title is ours, because the standard gives none
	Summary   string // our paraphrase; empty where there is none
	// Requirement says that the clause carries requirements of its own. It is then a leaf, and
	// a unit of coverage; every other clause is a heading.
	Requirement bool
	Information []Information
	// Conditional says that the clause applies only where the case arises (1994).
	Conditional bool
	// Changes are marks of what happened to the clause since the edition before, such as amended
	// (2026). None says that no change is known.
	Changes []string
}

// Information is one item of documented information.
type Information struct {
	Kind  string // maintain, available (documents); retain, available-evidence (records)
	Basis string // explicit, implied, general; to-extent-necessary; conditional; planning
	Item  string
	// Case names the case in which a conditional item is required, as `not_arising` in manual.yaml
	// names it: by the clause, as 8.5.3, and where a clause has several cases by a key too, as
	// 7.6#basis. It is empty for other items.
	Case string
}

// What editions before 2015 ask for without saying what is in it.
const (
	DocumentedProcedure = "a documented procedure"
	QualityRecords      = "quality records"
)

// Obligation says when the standard requires an item of documented information.
type Obligation int

// The obligations, the strictest first.
const (
	Always            Obligation = iota // explicit, implied or in general
	ToExtentNecessary                   // as far as the organization needs it
	WhereCaseArises
	AsPlanned // the organization decides it in its planning; the standard does not insist
)

// Obligation says when the standard requires the item.
func (i Information) Obligation() Obligation {
	switch i.Basis {
	case "to-extent-necessary":
		return ToExtentNecessary
	case "conditional":
		return WhereCaseArises
	case "planning":
		return AsPlanned
	}
	return Always
}

// Record says that a record answers the item; otherwise a document does.
func (i Information) Record() bool { return i.Kind == "retain" || i.Kind == "available-evidence" }

// Demanded says that the standard itself requires the item, if only in a given case.
func (i Information) Demanded() bool { return i.Obligation() != AsPlanned }

// Scope is a choice of what applies: 9001, or 9002 without design.
type Scope struct {
	Number        string   // 9001 or 9002
	Name          string   // such as ISO 9001:2015, production only
	Outside       []string // no part of the model
	NotApplicable []string // the organization has to justify it
}

// Practice is how auditors take a declaration that a clause is not applicable. Each list holds ids
// that stand for their subtrees. What is in none of them is rarely accepted.
type Practice struct {
	Usual []string // commonly or case by case accepted
	Never []string
	// Within is the only clause in which the edition itself allows declarations: 7 in 2000 and 2008.
	// It is empty where the edition names none. The rest is practice, not a rule of the standard.
	Within string
}

// index is what scopes.yaml says.
type index struct {
	years    []string
	file     map[string]string
	status   map[string]string
	unsure   map[string]bool
	scopes   map[string][]Scope
	retitled map[string]string
	practice map[string]Practice
}

// catalogue reads the index once. The data is part of the program, so a fault in it is a bug.
var catalogue = sync.OnceValue(func() *index {
	root := parse("scopes.yaml")
	x := &index{file: map[string]string{}, status: map[string]string{},
		unsure: map[string]bool{}, scopes: map[string][]Scope{}, retitled: map[string]string{}, practice: map[string]Practice{}}
	for _, e := range get(root, "editions").List() {
		year := text(e, "edition")
		x.years = append(x.years, year)
		x.file[year], x.status[year] = text(e, "clauses"), text(e, "status")
		x.unsure[year] = text(e, "provisional_summaries") == "true"
	}
	for _, s := range get(root, "scopes").List() {
		year := text(s, "edition")
		x.scopes[year] = append(x.scopes[year], Scope{text(s, "scope"), text(s, "name"),
			texts(s, "outside"), texts(s, "not_applicable")})
	}
	for _, e := range get(root, "titles_2000").Entries {
		x.retitled[e.Key.Text] = e.Value.Text
	}
	for _, year := range []string{"1994", "2000", "2015"} {
		p := get(root, "practice_"+year)
		usual := slices.Concat(texts(p, "common"), texts(p, "case_by_case"), texts(p, "conditional"))
		x.practice[year] = Practice{usual, texts(p, "never"), text(p, "within")}
	}
	return x
})

// Years lists the known editions, oldest first.
func Years() []string { return slices.Clone(catalogue().years) }

var (
	mu     sync.Mutex
	loaded = map[string]*Edition{}
)

// Load gives an edition by its year, or nil. The result is shared and must not be changed.
func Load(year string) *Edition {
	mu.Lock()
	defer mu.Unlock()
	if e := loaded[year]; e != nil {
		return e
	}
	file := catalogue().file[year]
	if file == "" {
		return nil
	}
	loaded[year] = read(year, parse(file))
	return loaded[year]
}

func read(year string, root *fields.Value) *Edition {
	e := &Edition{
		Year: year, Name: "ISO 9001:" + year, Status: catalogue().status[year],
		Provisional: catalogue().unsure[year], Amendments: texts(root, "amendments"),
		byID: map[string]*Clause{},
	}
	for _, v := range get(root, "clauses").List() {
		c := clause(v)
		if title, ok := catalogue().retitled[c.ID]; ok && year == "2000" {
			c.Title = title
		}
		e.Clauses = append(e.Clauses, c)
		e.byID[c.ID] = c
	}
	return e
}

func clause(v *fields.Value) *Clause {
	c := &Clause{
		ID: text(v, "id"), Title: text(v, "title"), Summary: text(v, "summary"),
		Editorial:   text(v, "title_editorial") == "true",
		Requirement: text(v, "requirement") == "true",
		Conditional: text(v, "conditional") == "true",
		Changes:     texts(v, "change"),
	}
	if text(v, "documented_procedure") != "" {
		c.inform("maintain", basis(text(v, "documented_procedure")), DocumentedProcedure, "")
	}
	if other := text(v, "documents"); other != "" {
		c.inform("maintain", "explicit", other, "")
	}
	if text(v, "quality_record") != "" {
		c.inform("retain", basis(text(v, "quality_record")), QualityRecords, "")
	}
	for _, i := range get(v, "documented_information").List() {
		c.inform(text(i, "kind"), text(i, "basis"), text(i, "item"), text(i, "key"))
	}
	return c
}

// basis reads what older editions say of a procedure or record: true, or how firmly they ask for it.
func basis(flag string) string {
	if flag == "true" {
		return "explicit"
	}
	return flag
}

// inform adds an item of documented information. All that a conditional clause asks for is conditional.
func (c *Clause) inform(kind, basis, item, key string) {
	i := Information{Kind: kind, Basis: basis, Item: item}
	if c.Conditional {
		i.Basis = "conditional"
	}
	if i.Obligation() == WhereCaseArises {
		i.Case = c.ID
		if key != "" {
			i.Case += "#" + key
		}
	}
	c.Information = append(c.Information, i)
}

// Clause gives a clause by its id, or nil.
func (e *Edition) Clause(id string) *Clause { return e.byID[id] }

// Leaves lists the clauses with requirements at or below an id, in order.
func (e *Edition) Leaves(id string) []*Clause {
	var leaves []*Clause
	for _, c := range e.Clauses {
		if c.Requirement && Within(c.ID, id) {
			leaves = append(leaves, c)
		}
	}
	return leaves
}

// Children lists the clauses one level below an id; "" stands for the whole standard.
func (e *Edition) Children(id string) []*Clause {
	var children []*Clause
	for _, c := range e.Clauses {
		if Parent(c.ID) == id {
			children = append(children, c)
		}
	}
	return children
}

// Practice tells how declarations are taken in this edition.
func (e *Edition) Practice() Practice {
	switch e.Year {
	case "1994":
		return catalogue().practice["1994"]
	case "2000", "2008":
		return catalogue().practice["2000"]
	}
	return catalogue().practice["2015"]
}

// Cases lists the cases in which conditional items are required, each once, in the order of the
// standard.
func (e *Edition) Cases() []string {
	var list []string
	for _, c := range e.Clauses {
		for _, i := range c.Information {
			if i.Case != "" && !slices.Contains(list, i.Case) {
				list = append(list, i.Case)
			}
		}
	}
	return list
}

// Scope gives a scope of this edition by its number.
func (e *Edition) Scope(number string) (Scope, bool) {
	for _, s := range catalogue().scopes[e.Year] {
		if s.Number == number {
			return s, true
		}
	}
	return Scope{}, false
}

// Scopes lists the scopes of this edition.
func (e *Edition) Scopes() []Scope { return slices.Clone(catalogue().scopes[e.Year]) }

// Design is the id of the clause on design and development, which scope 9002 leaves out.
func (e *Edition) Design() string {
	s, _ := e.Scope("9002")
	return slices.Concat(s.Outside, s.NotApplicable)[0]
}

// Standard is the name that a scope of this edition goes by: ISO 9002:1994 was a standard of its
// own, since 2000 there is ISO 9001 alone.
func (e *Edition) Standard(s Scope) string {
	if len(s.Outside) > 0 {
		return s.Name
	}
	return e.Name
}

// Parent is the id one level up, "" for a chapter.
func Parent(id string) string {
	i := strings.LastIndexByte(id, '.')
	return id[:max(i, 0)]
}

// Within reports whether an id is another one or lies below it.
func Within(id, root string) bool {
	return id == root || strings.HasPrefix(id, root) && id[len(root)] == '.'
}

// WithinAny reports whether an id lies at or below one of several.
func WithinAny(id string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return Within(id, root) })
}

func parse(name string) *fields.Value {
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	src, faults := source.Read(name, raw)
	root, more := fields.Parse(src, 1, src.LineCount()+1, "catalogue")
	if len(faults)+len(more) > 0 {
		panic(fmt.Sprint(name, faults, more))
	}
	return root
}

func get(v *fields.Value, name string) *fields.Value {
	for _, e := range v.Entries {
		if e.Key.Text == name {
			return e.Value
		}
	}
	return &fields.Value{}
}

func text(v *fields.Value, name string) string { return get(v, name).Text }

func texts(v *fields.Value, name string) []string {
	var list []string
	for _, item := range get(v, name).List() {
		list = append(list, item.Text)
	}
	return list
}
