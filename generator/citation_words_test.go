package generator_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestCitingInLanguages: a clause is named in the words of the manual's language, which a theme of its own may
// bring, and in English.
func TestCitingInLanguages(t *testing.T) {
	const italian = "citing:\n  clause: \"articolo, capitolo\"\n  between: \"e, o\"\n  of: \"di, del, della, dell\"\n  standard: \"norma\"\n  contract: \"contratto\"\n"
	for _, c := range []struct{ language, text, linked string }{
		{"en", "See clause 7.4.", "7.4"},
		{"en", "See Abschnitt 7.4.", ""},
		{"de", "Siehe Abschnitt 7.4.", "7.4"},
		{"de", "Siehe Kapitel 8.2.1.", "8.2.1"},
		{"de", "Siehe Abschnitte 8.4.1 bis 8.4.3.", "8.4.1 8.4.3"},
		{"de", "Siehe Normabschnitt 7.4.", "7.4"},
		{"de", "Siehe Kap. 7.4 und clause 8.6.", "7.4 8.6"},
		{"de", "Siehe Abschnitt 7.4 der DIN EN ISO 14001.", ""},
		{"de", "Siehe Abschnitt 7.4 des Rahmenvertrags.", ""},
		{"de", "Die DSGVO verlangt das in Abschnitt 7.4.", ""},
		{"de", "Die DIN EN ISO 9001:2015 verlangt das in Abschnitt 7.4.", "7.4"},
		{"fr", "Voir article 7.4 et clause 8.6.", "7.4 8.6"},
		{"fr", "Voir l’article 7.4.", "7.4"},
		{"fr", "Voir l'article 7.4 de la norme.", "7.4"},
		{"fr", "Voir les articles 8.4.1 à 8.4.3.", "8.4.1 8.4.3"},
		{"fr", "Voir le chapitre 7.4 et le § 8.6.", "7.4"},
		{"fr", "Voir article 7.4 de l'ISO 9001.", "7.4"},
		{"fr", "Voir article 7.4 de l’ISO 14001.", ""},
		{"fr", "Voir l’article 7.4 du contrat.", ""},
		{"fr", "Voir l’article 7.4 du cahier des charges.", ""},
		{"fr", "Voir l’article 7.4 de notre contrat-cadre.", ""},
		{"fr", "Voir l’article 7.4 du Code du travail.", ""},
		{"fr", "Le Code du travail exige cela à l’article 7.4.", ""},
		{"fr", "L’ISO 9001:2015 exige cela à l’article 7.4.", "7.4"},
		{"it", "Vedere articolo 7.4 e clause 8.6.", "7.4 8.6"},
		{"it", "Vedere articolo 7.4 della norma.", "7.4"},
		{"it", "Vedere articolo 7.4 dell'ISO 14001.", ""},
		{"it", "Vedere articolo 7.4 del contratto.", ""},
	} {
		fsys := fstest.MapFS{
			config.File:             {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\nlanguage: " + c.language + "\n")},
			"theme/strings/it.yaml": {Data: []byte(italian)},
			"documents/a.md":        {Data: fmt.Appendf(nil, "---\nid: QP-1\ntitle: T\nrevision: 1\nstatus: draft\nowner: O\n---\n\n%s\n", c.text)},
		}
		result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: "2026-11-22", Drafts: true}})
		if err != nil || result.Errors() > 0 {
			t.Fatal(err, result.Findings)
		}
		var got []string
		for _, f := range result.Files() {
			if f.Path != "documents/qp-1.html" {
				continue
			}
			page, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range bytes.Split(page, []byte("/clauses/"))[1:] {
				if id, rest, _ := strings.Cut(string(part), ".html\">"); strings.Contains(rest[:min(len(rest), 40)], id) {
					got = append(got, id)
				}
			}
		}
		if strings.Join(got, " ") != c.linked {
			t.Errorf("%s, %q: leads to %q, want %q", c.language, c.text, got, c.linked)
		}
	}
}
