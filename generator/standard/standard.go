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
	Provisional bool   // the list of clauses is compiled from secondary sources
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
	// Demands are the kinds of paper that editions before 2015 ask for by name.
	Demands []string
	// Conditional says that the clause binds only where the case arises (1994).
	Conditional bool
}

// Information is one item of documented information.
type Information struct {
	Kind  string // maintain, available (documents); retain, available-evidence (records)
	Basis string // explicit, to-extent-necessary, conditional; implied, general, planning
	Item  string
}

// QualityRecords is what editions before 2015 call records that have to be kept, among Demands.
const QualityRecords = "quality records"

// Record says that a record answers the item; otherwise a document does.
func (i Information) Record() bool { return i.Kind == "retain" || i.Kind == "available-evidence" }

// Demanded says that the standard itself asks for the item, if only in a given case.
func (i Information) Demanded() bool {
	return i.Basis == "explicit" || i.Basis == "to-extent-necessary" || i.Basis == "conditional"
}

// Scope is a choice of what applies: 9001, or 9002 without design.
type Scope struct {
	Number        string   // 9001 or 9002
	Name          string   // such as ISO 9001:2015, production only
	Outside       []string // no part of the model
	NotApplicable []string // the organization has to justify it
}

// Practice is how auditors take a declaration that a clause is not applicable. It is no rule of
// the standard. Each list holds ids that stand for their subtrees.
type Practice struct {
	Usual []string // commonly or case by case accepted
	Rare  []string
	Never []string
}

// index is what scopes.yaml says.
type index struct {
	years    []string
	file     map[string]string
	status   map[string]string
	unsure   map[string]bool
	scopes   map[string][]Scope
	retitled map[string]string
	modern   Practice
}

// catalogue reads the index once. The data is part of the program, so a fault in it is a bug.
var catalogue = sync.OnceValue(func() *index {
	root := parse("scopes.yaml")
	x := &index{file: map[string]string{}, status: map[string]string{},
		unsure: map[string]bool{}, scopes: map[string][]Scope{}, retitled: map[string]string{}}
	for _, e := range get(root, "editions").List() {
		year := text(e, "edition")
		x.years = append(x.years, year)
		x.file[year], x.status[year] = text(e, "clauses"), text(e, "status")
		x.unsure[year] = text(e, "provisional_list") == "true"
	}
	for _, s := range get(root, "scopes").List() {
		year := text(s, "edition")
		x.scopes[year] = append(x.scopes[year], Scope{text(s, "scope"), text(s, "name"),
			texts(s, "outside"), texts(s, "not_applicable")})
	}
	for _, e := range get(root, "titles_2000").Entries {
		x.retitled[e.Key.Text] = e.Value.Text
	}
	practice := get(root, "practice_2015")
	usual := slices.Concat(texts(practice, "common"), texts(practice, "case_by_case"), texts(practice, "conditional"))
	x.modern = Practice{usual, texts(practice, "rare"), texts(practice, "never")}
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
	}
	for _, i := range get(v, "documented_information").List() {
		c.Information = append(c.Information, Information{text(i, "kind"), text(i, "basis"), text(i, "item")})
	}
	for field, words := range map[string]string{"documented_procedure": "a documented procedure", "quality_record": QualityRecords} {
		if text(v, field) == "true" {
			c.Demands = append(c.Demands, words)
		}
	}
	if other := text(v, "documents"); other != "" {
		c.Demands = append(c.Demands, other)
	}
	slices.Sort(c.Demands)
	return c
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

// Practice tells how declarations are taken in this edition. Those of 2000 and 2008 allowed them
// inside clause 7 alone; that of 1994 knows only clauses that bind where the case arises.
func (e *Edition) Practice() Practice {
	switch e.Year {
	case "2000", "2008":
		return Practice{Usual: []string{"7"}, Never: []string{"4", "5", "6", "8"}}
	case "1994":
		p := Practice{}
		for _, c := range e.Clauses {
			if c.Conditional {
				p.Usual = append(p.Usual, c.ID)
			}
		}
		return p
	}
	return catalogue().modern
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
