// Package i18n holds what the interface says, in one language at a time.
//
// A language is one file of strings, such as strings/de.yaml in a theme:
//
//	direction: ltr
//	months: [Januar, Februar, …]
//	state:
//	  covered: "Abgedeckt"
//	list:
//	  documents: {one: "{1} Dokument", other: "{1} Dokumente"}
//
// A string is known by its group and its name: state.covered. {1} is where its first argument goes.
// Where a string has several forms, its first argument chooses one, by the plural rules of CLDR.
package i18n

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// English is the language that has every string. What another lacks is said in English.
const English = "en"

// Language is a set of strings, ready to use from several goroutines.
type Language struct {
	Name string // such as de, or pt-BR
	Dir  string // ltr or rtl
	Sum  uint64 // stands for all strings, within one run of the program

	tag                 language.Tag
	strings             map[string]message
	months, shortMonths []string
}

// Piece is a part of a string: a text, or the number of an argument, from 1.
type Piece struct {
	Text string
	Arg  int
}

// message is a string in each of its forms; most have one alone.
type message struct {
	other []Piece
	forms map[plural.Form][]Piece // nil where there is one form alone
	args  int                     // how many arguments it takes
}

// New makes a language of files of strings. Where several have a string, the first of them counts; the
// last has every string, and says how many arguments each takes. A string that wants more than that
// does not count; Against says so.
func New(name string, files ...*File) *Language {
	l := &Language{Name: name, Dir: "ltr", tag: language.Make(name), strings: map[string]message{}}
	all := files[len(files)-1].strings
	for _, f := range slices.Backward(files) {
		for key, m := range f.strings {
			if full, known := all[key]; !known || m.args <= full.args {
				l.strings[key] = m
			}
		}
		l.Sum = l.Sum*31 + f.sum
		if f.direction != "" {
			l.Dir = f.direction
		}
		if f.months != nil {
			l.months = f.months
		}
		if f.shortMonths != nil {
			l.shortMonths = f.shortMonths
		}
	}
	for key, full := range all {
		m := l.strings[key]
		m.args = full.args
		l.strings[key] = m
	}
	return l
}

// Keys lists the keys of all strings, in order.
func (l *Language) Keys() []string { return slices.Sorted(maps.Keys(l.strings)) }

// Args tells how many arguments a string takes, and whether there is such a string.
func (l *Language) Args(key string) (n int, known bool) {
	m, known := l.strings[key]
	return m.args, known
}

// Fixed gives the pieces of a string that has one form alone, whatever its arguments.
func (l *Language) Fixed(key string) (pieces []Piece, fixed bool) {
	m, known := l.strings[key]
	return m.other, known && m.forms == nil
}

// Pieces gives the pieces of a string in the form that its first argument chooses.
func (l *Language) Pieces(key string, args ...any) ([]Piece, error) {
	m, known := l.strings[key]
	if !known {
		return nil, fmt.Errorf("no string is called %s", key)
	}
	if len(args) != m.args {
		return nil, fmt.Errorf("string %s takes %d arguments, not %d", key, m.args, len(args))
	}
	if m.forms == nil {
		return m.other, nil
	}
	if n, ok := count(args); ok {
		if form, ok := m.forms[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]; ok {
			return form, nil
		}
	}
	return m.other, nil
}

// count gives the number that chooses a form, small enough for the rules: they look at the last
// digits alone.
func count(args []any) (int, bool) {
	if len(args) == 0 || !reflect.ValueOf(args[0]).CanInt() {
		return 0, false
	}
	v := reflect.ValueOf(args[0])
	n := max(v.Int(), -v.Int())
	if n >= 10_000_000 {
		n = 10_000_000 + n%1_000_000
	}
	return int(n), true
}

// Say gives a string with its arguments as text. A key that is not there is said itself.
func (l *Language) Say(key string, args ...any) string {
	pieces, err := l.Pieces(key, args...)
	if err != nil {
		return key
	}
	if len(pieces) == 1 && pieces[0].Arg == 0 {
		return pieces[0].Text
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.Arg > 0 {
			fmt.Fprint(&b, args[p.Arg-1])
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Day words a day given as YYYY-MM-DD. Anything else is given back as it is.
func (l *Language) Day(date string) string { return l.day("dates.long", l.months, date) }

// ShortDay words a day as tables show it.
func (l *Language) ShortDay(date string) string { return l.day("dates.short", l.shortMonths, date) }

// Month words a month given as YYYY-MM. Anything else is given back as it is.
func (l *Language) Month(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil || len(l.months) != 12 {
		return month
	}
	return l.Say("dates.month", l.months[t.Month()-1], t.Year())
}

func (l *Language) day(key string, months []string, date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil || len(months) != 12 {
		return date
	}
	return l.Say(key, t.Day(), months[t.Month()-1], t.Year())
}

// Decimal words a number with one figure after the decimal sign.
func (l *Language) Decimal(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', 1, 64), ".", l.Say("numbers.decimal"), 1)
}

// Forms gives the strings of a group for a script: each a text, or a map from form to text, with
// {1} where an argument goes.
func (l *Language) Forms(group string) map[string]any {
	list := map[string]any{}
	for key, m := range l.strings {
		name, ok := strings.CutPrefix(key, group+".")
		switch {
		case !ok:
		case m.forms == nil:
			list[name] = written(m.other)
		default:
			forms := map[string]string{"other": written(m.other)}
			for form, pieces := range m.forms {
				forms[formNames[form]] = written(pieces)
			}
			list[name] = forms
		}
	}
	return list
}

func written(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
		if p.Arg > 0 {
			fmt.Fprintf(&b, "{%d}", p.Arg)
		}
	}
	return b.String()
}
