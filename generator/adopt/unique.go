package adopt

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/route"
)

// identify gives each new document an id of its own, as far as that can be done without asking.
func (p *Plan) identify(fresh map[*Entry]*scanned) []diag.Finding {
	stems, inLanguage := map[string]int{}, map[string]int{}
	for _, e := range p.Documents {
		id := pathID(path.Base(e.File))
		stems[id]++
		inLanguage[languageFolder(e.File)+"/"+id]++
	}
	for e := range fresh {
		v := e.Values["id"]
		if v.Text == "" && len(v.Choices) == 0 {
			id := pathID(path.Base(e.File))
			// Documents of one name in folders of languages (de/x.md) are told apart by separate.
			if language := languageFolder(e.File); stems[id] > 1 && (language == "" || inLanguage[language+"/"+id] > 1) {
				id = pathID(e.File)
			}
			e.Values["id"] = Value{Text: id}
		}
	}
	shared := map[string][]*Entry{}
	for _, e := range p.Documents {
		address := route.Fold(route.Document(e.first("id")))
		shared[address] = append(shared[address], e)
	}
	var findings []diag.Finding
	for _, group := range shared {
		if len(group) > 1 {
			findings = append(findings, separate(group, fresh)...)
		}
	}
	return findings
}

// separate tells documents of the same id apart: translations by their language, and documents whose id
// was only found in the name or heading by their path.
func separate(group []*Entry, fresh map[*Entry]*scanned) []diag.Finding {
	var findings []diag.Finding
	first := group[0]
	for _, e := range group {
		if rank(e, fresh) < rank(first, fresh) {
			first = e
		}
	}
	for _, e := range group {
		if e == first || fresh[e] == nil {
			continue
		}
		id := e.first("id")
		language, _ := languageOf(e.File)
		if language == "" {
			language = languageFolder(e.File)
		}
		switch {
		case language != "":
			e.Values["id"] = Value{Text: id + "-" + language}
		case idSource(fresh[e]) == fromName || idSource(fresh[e]) == fromHeading || idSource(fresh[e]) == fromPath:
			e.Values["id"] = Value{Text: pathID(e.File)}
			findings = append(findings, duplicate(e, fmt.Sprintf("its %s gives the id %s, which %s has; %s is proposed instead", idSource(fresh[e]), id,
				first.File, e.Values["id"].Text), diag.Note))
		default:
			findings = append(findings, duplicate(e, fmt.Sprintf("id %s is the id of %s too", id, first.File), diag.Warning))
		}
	}
	return findings
}

func duplicate(e *Entry, message string, severity diag.Severity) diag.Finding {
	return diag.Finding{Rule: "duplicate-id", Severity: severity, File: e.File, Pos: diag.Pos{Line: 1, Column: 1},
		Message: message, Hint: "write the right id after `id:` in the line of the document in " + File + "; a copy can be left out with `exclude` under `manual` there"}
}

// rank orders documents of one id: adopted ones, then those that say it best, then originals, then the shortest names.
func rank(e *Entry, fresh map[*Entry]*scanned) int {
	if fresh[e] == nil {
		return -1
	}
	language, _ := languageOf(e.File)
	n := slices.Index(sources, idSource(fresh[e])) * 10000
	if language != "" || languageFolder(e.File) != "" && languageFolder(e.File) != "en" {
		n += 100000
	}
	if copyName.MatchString(path.Base(e.File)) {
		n += 5000
	}
	return n + min(len(path.Base(e.File)), 4999)
}

// copyName matches the name of a file that is a copy of another one.
var copyName = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:copy|kopie|copie|copia|kopi|old|alt|backup|vecchio|antiguo|obsolete)(?:[^\pL]|$)`)

func idSource(r *scanned) string {
	if list := r.values["id"]; len(list) > 0 {
		return list[0].source
	}
	return fromPath
}

// languageFolder returns the language that a folder of the path is named after, or "".
func languageFolder(file string) string {
	for _, part := range strings.Split(strings.ToLower(path.Dir(file)), "/") {
		if len(part) == 2 && translation.MatchString("."+part) {
			return part
		}
	}
	return ""
}
