package manual

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

// TestMentionsOfAnything: whatever a text is made of, what is found in it lies in it, in order, on whole
// characters, and each clause is one that the edition has.
func TestMentionsOfAnything(t *testing.T) {
	pieces := strings.Split("clause|clauses|Abschnitt|8.4.1|8.4|10|9.9.9|ISO|ISO 9001|ISO 14001:2015|DIN EN|(EU) 2017/745|2006/42/EC|the contract|Act|act|GDPR|QP-01|QP 02|"+
		"QP\u201103|QP–04|of|in|and|,|.|;|:|(|)|[|]|/|-|–|\u00a0|\u200b|\u00ad|。|漢|ä|'s|’|’s|…|—|1|20|9001:2015|14001|&|No.|cf.|\n|requires|terms|conditions|general|"+
		"Regulation|/A1:2024|+AC|Guide 51|\xff|\U0001F600", "|")
	pieces = append(pieces, "|")
	var docs []*document.Document
	for _, id := range []string{"QP-01", "QP 02", "QP-03", "QP-04"} {
		docs = append(docs, &document.Document{Header: &document.Header{File: id + ".md", Meta: document.Meta{ID: document.Text{Value: id}}}})
	}
	edition := standard.Load("2015")
	g := resolver{Register: register(docs, nil, config.Read(nil), false, nil), edition: edition, declared: edition, words: citation.Words{Clause: "Abschnitt", Law: "Gesetz", Contract: "Vertrag"}}
	x := newMentions(g)
	random := rand.New(rand.NewPCG(1, 2))
	text := func(most int) string {
		var b strings.Builder
		for range random.IntN(most) {
			b.WriteString(pieces[random.IntN(len(pieces))])
			if random.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	whole := func(text string, start, end int) bool {
		return start >= 0 && start < end && end <= len(text) && utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
	}
	for range 20000 {
		run := &document.Ref{Kind: document.Run, Text: text(25)}
		if random.IntN(2) == 0 {
			run.Before, run.After = text(8), text(8)
		}
		found, missing := x.find(run, nil)
		at := 0
		for _, m := range found {
			if !whole(run.Text, m.Start, m.End) || m.Start < at || (m.Entry == nil) == (m.Clause == "") || m.Clause != "" && edition.Clause(m.Clause) == nil {
				t.Fatalf("%+v in %+v", m, run)
			}
			at = m.End
		}
		for _, u := range missing {
			if !whole(run.Text, u.Start, u.End) || u.Clause && edition.Clause(u.ID) != nil || !u.Clause && len(x.ByID(u.ID)) > 0 {
				t.Fatalf("%+v in %+v", u, run)
			}
		}
	}
}
