package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
)

// TestPlaceholdersInText: what is left of a template is reported at its place.
func TestPlaceholdersInText(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"[TODO: who?] does it.", "5:1 [TODO: who?]"},
		{"We wait [TBD] days.", "5:9 [TBD]"},
		{"We wait TBD days, T.B.D. or FIXME.", "5:9 TBD, 5:19 T.B.D., 5:29 FIXME"},
		{"Ask {{ who }} or {{who.name}}.", "5:5 {{ who }}, 5:18 {{who.name}}"},
		{"Title <% tp.file.title %>", "5:7 <% tp.file.title %>"},
		{"{% include x %}", "5:1 {% include x %}"},
		{"Ask ${owner} first.", "5:5 ${owner}"},
		{"By [DD/MM/YYYY], [TT.MM.JJJJ] or [YYYY-MM-DD].", "5:4 [DD/MM/YYYY], 5:18 [TT.MM.JJJJ], 5:34 [YYYY-MM-DD]"},
		{"[Insert name] and [your company], [Company Name], [NAME], [___]", "5:1 [Insert name], 5:19 [your company], 5:35 [Company Name], 5:51 [NAME], 5:59 [___]"},
		{"[Ihr Firmenname] und [bitte ergänzen], [Firma], [wird ergänzt]", "5:1 [Ihr Firmenname], 5:22 [bitte ergänzen], 5:40 [Firma], 5:49 [wird ergänzt]"},
		{"lorem ipsum dolor", "5:1 lorem ipsum"},
		{"Lorem\nipsum dolor", "5:1 Lorem\nipsum"},
		{"The XXX GmbH, XXXX.", "5:5 XXX, 5:15 XXXX"},
		{"Within ??? days.", "5:8 ???"},
		{"## [TITLE] of TODO", "5:4 [TITLE], 5:15 TODO"},
		{"| a | b |\n|---|---|\n| TBD | [TODO] |", "7:3 TBD, 7:9 [TODO]"},
		{"**TODO**: *[Insert date]*", "5:3 TODO, 5:12 [Insert date]"},
		{"- [ ] TODO\n  - [x] TBD", "5:7 TODO, 6:9 TBD"},
		{"> [TBD]", "5:3 [TBD]"},
		{"first [one] then\n[TODO] {{ x }}", "6:1 [TODO], 6:8 {{ x }}"},
		// real text
		{"[Annex](a.md), [Annex][a], [TODO](a.md), [x]\n\n[a]: a.md \"TODO\"\n[x]: b.md", ""},
		{"`TODO` and `{{ x }}`, `[NAME]`", ""},
		{"```\nTODO {{ x }} [NAME] lorem ipsum\n```\n\n    TBD XXX", ""},
		{"<!-- TODO: {{ x }} -->\n\nText <!-- TBD --> here", ""},
		{"- [ ] Clean\n- [x] Done\n\nNote[^1] [^2]\n\n[^1]: A note.", ""},
		{"See https://example.org/TODO/{{x}} and <https://example.org/?TBD>", ""},
		{"The Todo AG, Tba Systems, the to-do list, a TODO list, TODO-Liste", ""},
		{"Write \"TBD\" or 'TODO' there; „TBD“", ""},
		{"QP-XXX, XXX-1, XXXL, F_XXX, Annex XXX, XX, XIX", ""},
		{"Press [Enter] or [Insert], [Name], [1], [a], [see above], [sic], […], [EN]", ""},
		{"{x} {braces} 100 % {{", ""},
		{"The report has to be written within a day. Dates are YYYY-MM-DD.", ""},
		{"N. Nilsson, N.N. Taleb, A. N. Other", ""},
		{"What??? Really ???!", ""},
		{"Signature: ____________ Date: __________", ""},
		{"Cost ${x}_1$ and $y$", ""},
		{`\[TODO\] stays`, "5:3 TODO"},
		{"STODOLA, TODOS, TBDX, 4TBD", ""},
	} {
		d := document.Parse("documents/a.md", []byte("---\nid: A\ntitle: T\n---\n"+tt.text+"\n"))
		lines := strings.Split("\n\n\n\n\n"+tt.text, "\n")
		var got []string
		for _, f := range d.Findings {
			if f.Rule != "placeholder" {
				continue
			}
			shown, _, _ := strings.Cut(f.Message, " is a placeholder")
			got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, shown))
			if line := []rune(lines[f.Line]); !strings.Contains(shown, "\n") && string(line[f.Column-1:f.Column-1+f.Width]) != shown {
				t.Errorf("%q: at %d:%d+%d there is no %s", tt.text, f.Line, f.Column, f.Width, shown)
			}
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
	}
}

var placeholderValue string

func BenchmarkPlaceholder(b *testing.B) {
	for _, value := range []string{"Evaluation of suppliers (external)", "Quality Manager", "2026-03-05", "QP-08-04"} {
		b.Run(value, func(b *testing.B) {
			for b.Loop() {
				placeholderValue = document.Placeholder(value)
			}
		})
	}
}

// BenchmarkParseText parses a text of the usual length, without a placeholder.
func BenchmarkParseText(b *testing.B) {
	paragraph := "The planner checks machines, tools and material [see QP-07](qp-07.md) before an order is accepted. Then The Foreman signs it.\n\n"
	raw := []byte("---\nid: A\ntitle: Title\nrevision: 1\nstatus: approved\nowner: Manager\n---\n\n# Title\n\n" + strings.Repeat(paragraph, 60))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		document.Parse("documents/a.md", raw)
	}
}
