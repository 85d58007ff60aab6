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

// functions are the template functions besides Go's own. Calls whose value is known at load time
// are replaced then (see folder); the functions are called only within larger expressions.
func functions(l *i18n.Language) template.FuncMap {
	return template.FuncMap{
		"say":      func(key string, args ...any) (template.HTML, error) { return say(l, key, args) },
		"day":      memoize(func(date string) template.HTML { return timeElement(date, l.Day(date)) }),
		"shortDay": memoize(func(date string) template.HTML { return timeElement(date, l.ShortDay(date)) }),
		"month":    l.Month,
		"tag":      tag,
		"dir":      func() string { return l.Dir },
		"handover": func(group string) (string, error) { return handover(l, group) },

		"titleLang": func() template.HTMLAttr { return template.HTMLAttr(dataLang(l)) },
		"dataLang":  func() template.HTMLAttr { return template.HTMLAttr(dataLang(l)) },
	}
}

// memoize caches the result for each date, because the same few appear on many pages. The result is
// safe for concurrent use.
func memoize(word func(string) template.HTML) func(string) template.HTML {
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

// say returns a translated string with its arguments, escaped for element text or a quoted
// attribute.
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

// markup converts a value to HTML: template.HTML unchanged, anything else escaped.
func markup(v any) template.HTML {
	if h, ok := v.(template.HTML); ok {
		return h
	}
	return template.HTML(template.HTMLEscapeString(fmt.Sprint(v)))
}

// timeElement is a <time> element for a date in words. A value that is not a date is only escaped.
func timeElement(date, inWords string) template.HTML {
	if date == inWords {
		return template.HTML(template.HTMLEscapeString(date))
	}
	return template.HTML(`<time datetime="` + date + `">` + template.HTMLEscapeString(inWords) + `</time>`)
}

// tag wraps a value in an element, for strings that emphasize an argument.
func tag(element string, v any) template.HTML {
	return template.HTML("<" + element + ">" + string(markup(v)) + "</" + element + ">")
}

// dataLang is the lang attribute of texts from the data of the standard: titles, summaries and
// documented information. They are English if there is no translation.
func dataLang(l *i18n.Language) string {
	if standard.TitledIn(l.Name) {
		return ""
	}
	return ` lang="` + i18n.English + `"`
}

// handover encodes a group of strings as JSON, for a script.
func handover(l *i18n.Language, group string) (string, error) {
	forms := l.Forms(group)
	if len(forms) == 0 {
		return "", fmt.Errorf("no group of strings is called %s", group)
	}
	encoded, err := json.Marshal(forms)
	return string(encoded), err
}
