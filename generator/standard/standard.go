// Package standard holds the clauses of the editions of ISO 9001, and the clauses that each scope
// excludes.
//
// It contains numbers, titles and our own paraphrases, but no text of a standard. Clause ids are
// strings and only compared as a whole: clause 4.10 is not 4.1.
package standard

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

//go:embed data/*.yaml
var data embed.FS

// Edition is an edition of ISO 9001. It is immutable.
type Edition struct {
	Year        string // such as 2015
	Name        string // such as ISO 9001:2015
	Status      string // such as current or withdrawn, in words
	Provisional bool   // summaries, documented information and change marks come from secondary sources
	Amendments  []string
	Clauses     []*Clause // in the order of the standard
	byID        map[string]*Clause
}

// Clause is a numbered clause.
type Clause struct {
	ID        string
	Title     string
	Editorial bool   // the title is ours; the standard has none
	Summary   string // our paraphrase; may be empty
	// Requirement reports whether the clause has requirements of its own. It is then a leaf, and a
	// unit of coverage; all others are headings.
	Requirement bool
	Information []Information
	// Conditional reports whether the clause applies only where relevant (1994).
	Conditional bool
	// Changes are the kinds of changes since the previous edition, such as amended (2026); nil if
	// none is known.
	Changes []string
}

// Information is an item of documented information.
type Information struct {
	Kind  string // maintain, available (documents); retain, available-evidence (records)
	Basis string // explicit, implied, general; to-extent-necessary; conditional; planning
	Item  string
	// Case names the case in which a conditional item is required, as in `not_arising`: the clause,
	// such as 8.5.3, with a key if the clause has several cases, such as 7.6#basis. It is empty for
	// other items.
	Case string
}

// Items that editions before 2015 require without specifying their contents.
const (
	DocumentedProcedure = "a documented procedure"
	QualityRecords      = "quality records"
)

// Obligation says when the standard requires an item of documented information.
type Obligation int

// The obligations, the strictest first.
const (
	Always            Obligation = iota // explicit, implied or in general
	ToExtentNecessary                   // to the extent that the organization needs it
	WhereCaseArises
	AsPlanned // decided by the organization in its planning; not required by the standard
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

// Record reports whether a record provides the item, rather than a document.
func (i Information) Record() bool { return i.Kind == "retain" || i.Kind == "available-evidence" }

// Demanded reports whether the standard itself requires the item, perhaps only in a case.
func (i Information) Demanded() bool { return i.Obligation() != AsPlanned }

// Scope is a choice of applicable clauses: 9001, or 9002 without design.
type Scope struct {
	Number        string   // 9001 or 9002
	Name          string   // such as ISO 9001:2015, production only
	Outside       []string // not part of the model
	NotApplicable []string // has to be justified by the organization
}

// Practice describes how auditors treat declarations that a clause is not applicable. Ids include
// their subclauses. Clauses in neither list are rarely accepted.
type Practice struct {
	Usual []string // accepted commonly or case by case
	Never []string
	// Within is the clause to which the edition limits declarations: 7 in 2000 and 2008, ""
	// otherwise. Usual and Never are practice, not rules of the standard.
	Within string
}

// index is the contents of scopes.yaml.
type index struct {
	file        map[string]string
	status      map[string]string
	provisional map[string]bool
	scopes      map[string][]Scope
	retitled    map[string]string
	practice    map[string]Practice
}

// catalogue reads the index once. It panics on errors, since the data is embedded.
var catalogue = sync.OnceValue(func() *index {
	root := parse("scopes.yaml")
	x := &index{file: map[string]string{}, status: map[string]string{},
		provisional: map[string]bool{}, scopes: map[string][]Scope{}, retitled: map[string]string{}, practice: map[string]Practice{}}
	for _, e := range get(root, "editions").List() {
		year := text(e, "edition")
		x.file[year], x.status[year] = text(e, "clauses"), text(e, "status")
		x.provisional[year] = text(e, "provisional_summaries") == "true"
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

var (
	mu     sync.Mutex
	loaded = map[string]*Edition{}
)

// Load returns an edition by its year, or nil. The result is shared and must not be changed. Load
// is safe for concurrent use.
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

// Clause returns a clause by its id, or nil.
func (e *Edition) Clause(id string) *Clause { return e.byID[id] }

// Leaves returns the clauses with requirements at or below an id, in order.
func (e *Edition) Leaves(id string) []*Clause {
	var leaves []*Clause
	for _, c := range e.Clauses {
		if c.Requirement && Within(c.ID, id) {
			leaves = append(leaves, c)
		}
	}
	return leaves
}

// Children returns the clauses one level below an id; "" stands for the whole standard.
func (e *Edition) Children(id string) []*Clause {
	var children []*Clause
	for _, c := range e.Clauses {
		if Parent(c.ID) == id {
			children = append(children, c)
		}
	}
	return children
}

// Practice returns the practice for this edition.
func (e *Edition) Practice() Practice {
	switch e.Year {
	case "1994":
		return catalogue().practice["1994"]
	case "2000", "2008":
		return catalogue().practice["2000"]
	}
	return catalogue().practice["2015"]
}

// Cases returns the cases of conditional items, each once, in the order of the standard.
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

// Scope returns a scope of this edition by its number.
func (e *Edition) Scope(number string) (Scope, bool) {
	for _, s := range catalogue().scopes[e.Year] {
		if s.Number == number {
			return s, true
		}
	}
	return Scope{}, false
}

// Scopes returns the scopes of this edition.
func (e *Edition) Scopes() []Scope { return slices.Clone(catalogue().scopes[e.Year]) }

// Design is the id of the clause on design and development, which scope 9002 leaves out.
func (e *Edition) Design() string {
	s, _ := e.Scope("9002")
	return slices.Concat(s.Outside, s.NotApplicable)[0]
}

// Standard is the name of the standard for a scope: ISO 9002:1994 was a standard of its own; since
// 2000 there is only ISO 9001.
func (e *Edition) Standard(s Scope) string {
	if len(s.Outside) > 0 {
		return s.Name
	}
	return e.Name
}

// Parent is the id one level up; "" for a chapter.
func Parent(id string) string {
	i := strings.LastIndexByte(id, '.')
	return id[:max(i, 0)]
}

// Within reports whether an id equals root or is below it.
func Within(id, root string) bool {
	return id == root || strings.HasPrefix(id, root) && id[len(root)] == '.'
}

// WithinAny reports whether an id is within any of the roots.
func WithinAny(id string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return Within(id, root) })
}

func parse(name string) *yaml.Value {
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	src, faults := diag.ReadSource(name, raw)
	root, more := yaml.Parse(src, 1, src.LineCount()+1, "catalogue")
	if len(faults)+len(more) > 0 {
		panic(fmt.Sprint(name, faults, more))
	}
	return root
}

func get(v *yaml.Value, name string) *yaml.Value {
	for _, e := range v.Entries {
		if e.Key.Text == name {
			return e.Value
		}
	}
	return &yaml.Value{}
}

func text(v *yaml.Value, name string) string { return get(v, name).Text }

func texts(v *yaml.Value, name string) []string {
	var list []string
	for _, item := range get(v, name).List() {
		list = append(list, item.Text)
	}
	return list
}
