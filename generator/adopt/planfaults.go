package adopt

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// faults reports lines of adopt.yaml that contradict each other or the folder. With an error nothing must be written.
func (a *application) faults(settled bool) []diag.Finding {
	p := a.plan
	if len(p.Documents)+len(p.Forms) == 0 {
		return []diag.Finding{planFault("missing-field", diag.Pos{Line: 1, Column: 1}, "no document is listed here", "run `clausebook adopt`, which lists them")}
	}
	var findings []diag.Finding
	if info, err := fs.Stat(a.fsys, a.root); !settled && (err != nil || !info.IsDir()) {
		findings = append(findings, planFault("bad-value", p.where("documents"), "there is no folder "+a.root, "name the folder of the documents, or . for this one"))
	}
	findings = append(findings, a.ownerFaults()...)
	ids := map[string]*Entry{}
	outside := 0
	for _, e := range p.Documents {
		if a.root != "." && !strings.HasPrefix(e.File, a.root+"/") {
			if outside++; outside == 1 {
				findings = append(findings, planFault("bad-value", e.where(""), fmt.Sprintf("%s is not in the folder of the documents, %s", e.File, a.root),
					"move the file, delete its line, or name another folder after `documents`"))
			}
		}
		findings = append(findings, a.statusFaults(e)...)
		id, _ := a.chosen(e, "id")
		address := route.Fold(route.Document(id))
		if first := ids[address]; first != nil && id != "" {
			findings = append(findings, planFault("duplicate-id", e.where("id"), fmt.Sprintf("%s has the id %s, and so has %s", e.File, id, first.File),
				"write another id into one of the two lines"))
			continue
		}
		ids[address] = e
	}
	return findings
}

// statusFaults reports words for the status of a document of which the questions do not say what they mean.
func (a *application) statusFaults(e *Entry) []diag.Finding {
	var known []string
	for _, answer := range a.plan.Questions.Status {
		known = append(known, answer.Key)
	}
	v := e.Values["status"]
	var findings []diag.Finding
	for _, word := range append(texts(v.Choices), v.Text) {
		if word == "" || word == document.Draft || slices.Contains(known, word) {
			continue
		}
		hint := "add it there, for example: " + flow(word) + ": draft"
		if near := diag.Nearest(word, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		findings = append(findings, planFault("bad-value", e.where("status"), fmt.Sprintf("status under questions does not say what %s means", quoteShort(word)), hint))
	}
	return findings
}

// ownerFaults reports owners of folders that have no documents.
func (a *application) ownerFaults() []diag.Finding {
	var findings []diag.Finding
	for _, answer := range a.plan.Questions.Owner {
		if answer.Text == "" || answer.Key == "." || answer.Key == a.root ||
			slices.ContainsFunc(a.plan.Documents, func(e *Entry) bool { return strings.HasPrefix(e.File, answer.Key+"/") }) {
			continue
		}
		f := planFault("bad-value", a.plan.where("owner "+answer.Key), fmt.Sprintf("no document is in the folder %s", answer.Key), "correct the name of the folder, or delete this line")
		f.Severity = diag.Warning
		findings = append(findings, f)
	}
	return findings
}

func planFault(rule string, pos diag.Pos, message, hint string) diag.Finding {
	return diag.Finding{Rule: rule, Severity: diag.Error, File: File, Pos: pos, Message: message, Hint: hint}
}

// where is the place of an answer or setting in adopt.yaml.
func (p *Plan) where(name string) diag.Pos {
	if pos, known := p.places[name]; known {
		return pos
	}
	return diag.Pos{Line: 1, Column: 1}
}
