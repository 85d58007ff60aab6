package theme

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/i18n"
	"github.com/clausebook/clausebook/generator/standard"
)

// functions are what templates have beyond Go's own. Those whose value is known when a theme is
// loaded are written into the templates then (see settle) and are only called where they stand in
// a larger expression.
func functions(l *i18n.Language) template.FuncMap {
	return template.FuncMap{
		"say":      func(key string, args ...any) (template.HTML, error) { return say(l, key, args) },
		"day":      remembered(func(date string) template.HTML { return timeElement(date, l.Day(date)) }),
		"shortDay": remembered(func(date string) template.HTML { return timeElement(date, l.ShortDay(date)) }),
		"month":    l.Month,
		"tag":      tag,
		"dir":      func() string { return l.Dir },
		"dataLang": func() template.HTMLAttr { return template.HTMLAttr(dataLang(l)) },
		"handover": func(group string) (string, error) { return handover(l, group) },

		"titleLang": func() template.HTMLAttr { return template.HTMLAttr(titleLang(l)) },
	}
}

// remembered words each day once: the same few stand on many pages.
func remembered(word func(string) template.HTML) func(string) template.HTML {
	var days sync.Map
	return func(date string) template.HTML {
		if known, ok := days.Load(date); ok {
			return known.(template.HTML)
		}
		inWords := word(date)
		days.Store(date, inWords)
		return inWords
	}
}

// say gives a string with its arguments, ready for the text of an element or a quoted attribute.
func say(l *i18n.Language, key string, args []any) (template.HTML, error) {
	pieces, err := l.Pieces(key, args...)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, p := range pieces {
		template.HTMLEscape(&b, []byte(p.Text))
		if p.Arg > 0 {
			b.WriteString(string(markup(args[p.Arg-1])))
		}
	}
	return template.HTML(b.String()), nil
}

// markup is a value as HTML: markup as it is, all else as text.
func markup(v any) template.HTML {
	if h, ok := v.(template.HTML); ok {
		return h
	}
	return template.HTML(template.HTMLEscapeString(fmt.Sprint(v)))
}

// timeElement is a day in words, with the day itself for programs. What is not a day stays as it is.
func timeElement(date, inWords string) template.HTML {
	if date == inWords {
		return template.HTML(template.HTMLEscapeString(date))
	}
	return template.HTML(`<time datetime="` + date + `">` + template.HTMLEscapeString(inWords) + `</time>`)
}

// tag puts a value into an element, for a string that emphasizes one of its arguments.
func tag(element string, v any) template.HTML {
	return template.HTML("<" + element + ">" + string(markup(v)) + "</" + element + ">")
}

// titleLang is the attribute of titles of clauses, which are English where the data has none in the
// language of the page.
func titleLang(l *i18n.Language) string {
	if standard.TitledIn(l.Name) {
		return ""
	}
	return dataLang(l)
}

// dataLang is the attribute of what is English on every page: our paraphrases, and what is documented.
func dataLang(l *i18n.Language) string {
	if l.Name == i18n.English {
		return ""
	}
	return ` lang="` + i18n.English + `"`
}

// handover gives a script the strings of a group, in an attribute.
func handover(l *i18n.Language, group string) (string, error) {
	forms := l.Forms(group)
	if len(forms) == 0 {
		return "", fmt.Errorf("no group of strings is called %s", group)
	}
	encoded, err := json.Marshal(forms)
	return string(encoded), err
}
