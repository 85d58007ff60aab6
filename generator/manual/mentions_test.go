package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// mentioned marks every mention in a document's text by ‹ and ›. It also holds the place of each
// against the file: there the same words have to stand.
func mentioned(t *testing.T, m *manual.Manual, e *manual.Entry, raw string) string {
	t.Helper()
	lines := strings.Split(raw, "\n")
	var b strings.Builder
	d := m.Text(e)
	for s := range d.Body.Segments() {
		if s.Mark != document.OpenRef || d.Refs.At(s.Ref).Kind != document.Run {
			b.WriteString(s.HTML)
			continue
		}
		ref, at := d.Refs.At(s.Ref), 0
		for _, span := range m.Targets(e)[s.Ref].Spans {
			if span.Start < at || span.End <= span.Start {
				t.Fatalf("mention %+v begins before %d", span, at)
			}
			words := ref.Text[span.Start:span.End]
			b.WriteString(ref.Text[at:span.Start] + "‹" + words + "›")
			at = span.End
			if want := target(span); !strings.HasSuffix(strings.ReplaceAll(words, "\n", " "), want) {
				t.Errorf("%q leads to %s", words, want)
			}
			pos := span.At(ref)
			first, _, _ := strings.Cut(words, "\n")
			if line := []rune(lines[pos.Line-1]); !strings.HasPrefix(string(line[pos.Column-1:]), first) && !strings.ContainsAny(string(line), `\&`) {
				t.Errorf("%q is said to be at %d:%d, where %q stands", words, pos.Line, pos.Column, string(line[pos.Column-1:]))
			}
		}
		b.WriteString(ref.Text[at:])
	}
	text := strings.TrimSpace(b.String())
	return strings.NewReplacer("<p>", "", "</p>", "", "&quot;", `"`, "&amp;", "&").Replace(text)
}

func target(s manual.Mention) string {
	if s.Entry != nil {
		return s.Entry.Name()
	}
	return s.Clause
}

// check reads each text with its marks taken off, and wants them back.
func check(t *testing.T, fsys map[string]string, o manual.Options, texts []string) {
	t.Helper()
	for _, want := range texts {
		raw := doc("SELF-1", "approved", strings.NewReplacer("‹", "", "›", "").Replace(want))
		all := files(t, "-- documents/self.md --\n"+raw)
		for name, text := range fsys {
			all[name] = files(t, "-- x --\n"+text)["x"]
		}
		m := load(t, all, o)
		if got := mentioned(t, m, entry(t, m, "SELF-1"), raw); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// TestIDs is about document ids that stand in the text: whole tokens, longest first, case as
// written, with a letter and a digit.
func TestIDs(t *testing.T) {
	fsys := map[string]string{}
	for i, id := range []string{"QP-08-04", "QP-08-04-01", "QP-8", "QP 08", "QP 08 04", "QP 08 04 A", "Form 7", "scope", "2015", "A.1", "A.1.", "WI_3", "9-X"} {
		fsys[fmt.Sprintf("documents/d%02d.md", i)] = doc(id, "approved", "")
	}
	check(t, fsys, manual.Options{}, []string{
		"see ‹QP-08-04›",
		"‹QP-08-04›, ‹QP-8› and ‹WI_3›.",
		"see ‹QP-08-04›.",
		"see ‹QP-08-04›: all",
		"(‹QP-08-04›)",
		`"‹QP-08-04›"`,
		"‹QP-08-04›'s owner",
		"‹QP-08-04›; ‹QP-08-04›",
		"‹QP-08-04›/‹QP-8›",
		"the ‹QP-08-04›-",
		"‹QP-08-04-01› is longer",
		"QP-08-04-02 is another",
		"QP-08-041 is another",
		"XQP-08-04 is another",
		"QP-08-04a is another",
		"QP-08-04ä is another",
		"QP-08-04_x is another",
		"a-QP-08-04 is another",
		"QP-08-04.md is a file 1",
		"qp-08-04 is written small",
		"QP-08 is none",
		"the scope of 2015 is a word and a number a1",
		"‹9-X› begins with a digit",
		"‹QP 08› and",
		"‹QP 08 04› and",
		"‹QP 08 04 A›.",
		"‹QP 08 04› a small letter",
		"‹QP 08 04› B",
		"‹QP 08› 05",
		"QP  08 has two blanks",
		"QP, 08 has a comma",
		"over\nlines: ‹QP\n08\n04›, and on",
		"a ‹Form 7›\nin a line",
		"Form\n70 is another",
		"‹A.1.› is the longest",
		"‹A.1.›",
		"‹A.1› is short",
		"A.1.2 is another",
		"‹QP 08› ‹QP 08 04›",
		"SELF-1 does not mention itself, ‹QP-8› it does",
		"ＱＰ-8 is not ASCII",
		"漢字 ‹QP-8› 漢字",
		"漢字‹QP-8› begins where the script changes",
	})
}

// TestIDsWritten is about ids that Markdown writes in another way, and where nothing is linked.
func TestIDsWritten(t *testing.T) {
	tests := []struct{ body, want string }{
		{`see WI\_3`, "see ‹WI_3›"},
		{"see QP&#45;8", "see ‹QP-8›"},
		{"*QP-8* and **QP-8**", "<em>‹QP-8›</em> and <strong>‹QP-8›</strong>"},
		{"`QP-8` and ‹", "<code>QP-8</code> and ‹"},
		{"    QP-8", "<pre tabindex=\"0\"><code>QP-8\n</code></pre>"},
		{"```\nQP-8\n```", "<pre tabindex=\"0\"><code>QP-8\n</code></pre>"},
		{"[see QP-8](https://x.y)", `<a href="https://x.y" rel="noopener noreferrer">see QP-8</a>`},
		{"https://x.y/QP-8", `<a href="https://x.y/QP-8">https://x.y/QP-8</a>`},
		{"<!-- QP-8 -->", ""},
		{"[x](javascript:x) QP-8", "x ‹QP-8›"},
		{"QP-*8*", "QP-<em>8</em>"},
		{"- QP-8", "<ul><li>‹QP-8›</li></ul>"},
		{"a[^1]\n\n[^1]: QP-8", ""},
		{"~~QP-8~~", "<del>‹QP-8›</del>"},
		{"*see* clause 8.4.1", "<em>see</em> ‹clause 8.4.1›"},
		{"see Form\\\n7", "see Form<br>\n7"},
	}
	for _, tt := range tests {
		raw := doc("SELF-1", "approved", tt.body)
		m := load(t, files(t, "-- documents/self.md --\n"+raw+"-- documents/a.md --\n"+doc("QP-8", "approved", "")+"-- documents/b.md --\n"+doc("WI_3", "approved", "")+
			"-- documents/c.md --\n"+doc("Form 7", "approved", "")), manual.Options{})
		got := mentioned(t, m, entry(t, m, "SELF-1"), raw)
		if tt.want != "" && got != tt.want || strings.HasPrefix(tt.body, "a[^1]") && !strings.Contains(got, "‹QP-8›") {
			t.Errorf("%q: %q, want %q", tt.body, got, tt.want)
		}
	}
}

// TestIDsOfMany: of two documents with one id the first is meant; obsolete ones and drafts are
// mentioned too.
func TestIDsOfMany(t *testing.T) {
	m := load(t, files(t, "-- documents/a.md --\n"+doc("QP-1", "draft", "")+"-- documents/b.md --\n"+doc("QP-1", "approved", "")+
		"-- documents/c.md --\n"+doc("QP-2", "obsolete", "see QP-1")), manual.Options{})
	e := entry(t, m, "QP-2")
	if spans := m.Targets(e)[0].Spans; len(spans) != 1 || spans[0].Entry.File != "documents/a.md" {
		t.Errorf("mentions %+v", spans)
	}
}

// TestClauseNumbers is about "clause 8.4.1": it leads to the clause where the edition has it and no
// other standard is named after it.
func TestClauseNumbers(t *testing.T) {
	check(t, nil, manual.Options{}, []string{
		"see ‹clause 8.4.1›",
		"‹Clause 8.4.1› applies",
		"‹CLAUSE 8.4.1› applies",
		"‹clause 8.4.1›.",
		"‹clause 8.4.1›, ‹clause 8.6›; ‹clause 10›",
		"‹clause\n8.4.1› over lines",
		"‹clauses 8.4.1›, ‹8.4.2› and ‹8.6›",
		"‹clauses 8.4.1›, ‹8.4.2›, and ‹8.6›",
		"‹clauses 8.4.1› or ‹8.6›",
		"‹clauses 8.4.1› to ‹8.4.3›",
		"clauses 8.4.9 and ‹8.6›",
		"‹clause 8.4.1›(a)",
		"‹clause 8.4.1› a)",
		"‹clause 8.4› is a heading",
		"‹clause 8› too",
		"‹clause 8.4.1› – then",
		"sub-‹clause 8.4.1›",
		"subclause 8.4.1 is one word",
		"clause 8.4.9 is none",
		"clause 4.10 is none in 2015",
		"clause 08.4.1 is none",
		"clause 8.4.1a is another",
		"clause 8.4.1-2 is another",
		"clause 8.4.1.5 is another",
		"clause 8.4.1/2 is another",
		"section 8.4.1 and 8.4.1 alone 1a",
		"clauses are many, 8.4.1 is one",
		"(‹clause 8.4.1›)",

		"‹clause 8.4.1› of ISO 9001",
		"‹clause 8.4.1› of ISO 9001:2015",
		"‹clause 8.4.1› of EN ISO 9001:2015",
		"‹clause 8.4.1› of DIN EN ISO 9001",
		"‹clause 8.4.1› (ISO 9001)",
		"ISO 9001:2015, ‹clause 8.4.1›",
		"ISO 9001 ‹clause 8.4.1›",
		"‹clause 8.4.1› of the standard",
		"‹clause 8.4.1› of this standard",
		"clause 7.4 of ISO 9001:2008",
		"clause 8.4.1 of ISO 9001:2008",
		"ISO 9001:2008, clause 8.4.1",
		"clause 8.1 of ISO 14001",
		"clause 8.1 of ISO 14001:2015",
		"clause 8.1 of the ISO 14001 standard",
		"clause 8.1 (ISO 14001)",
		"clause 8.1, ISO 14001",
		"clause 8.1 in ISO 45001",
		"clause 8.1 ISO 14001",
		"clause 8.1 of\nISO 14001",
		"clause 8.1 of ISO\n14001",
		"clause 8.1 (ISO\n14001)",
		"clause 8.1 (ISO\u00a014001)",
		"clause 8.1 of the environmental standard ISO 14001",
		"clause 8.1 of IATF 16949:2016",
		"clause 8.1 of EN 9100",
		"clause 8.1 of AS9100D",
		"clause 8.1 of DIN EN ISO 13485",
		"clause 8.1 of ISO/IEC 17025",
		"clause 8.1 of ISO/TS 9002",
		"clause 8.1 of VDA 6.3",
		"clause 8.1 of ASTM E8",
		"clauses 8.1 and 8.4.1 of ISO 14001",
		"‹clause 8.4.1› and clause 8.1 of ISO 14001",
		"‹clause 8.4.1› and ISO 14001 as well",
		"ISO 14001 and ‹clause 8.4.1›",
		"ISO 14001, clause 8.1",
		"ISO 14001 clause 8.1",
		"ISO\n14001 clause 8.1",
		"clause 8.1 of the contract",
		"clause 8.1 of our contract",
		"clause 8.1 of that contract",
	})
}

// TestClausesOfEditions: the numbers are those of the edition looked at, compared whole.
func TestClausesOfEditions(t *testing.T) {
	old := strings.Replace(minimal, "2015", "1994", 1)
	check(t, map[string]string{"manual.yaml": old}, manual.Options{}, []string{
		"‹clause 4.10›, not 4.1; ‹clause 4.1›, not 4.10",
		"‹clause 4.10.2.1› of ISO 9001:1994",
		"clause 8.4.1 is of 2015",
	})
	check(t, map[string]string{"manual.yaml": strings.Replace(old, "9001", "9002", 1)}, manual.Options{}, []string{
		"‹clause 4.6.1› of ISO 9002",
		"‹clause 4.6.1› of ISO 9002:1994",
		"‹clause 4.4.1› has a page too, though it is outside",
	})
	check(t, nil, manual.Options{Edition: "2008"}, []string{
		"‹clause 7.4.1› and clause 8.4.1",
		"‹clause 7.4.1› of ISO 9001:2008",
		"clause 7.4.1 of ISO 9001:2015",
	})
	check(t, map[string]string{"manual.yaml": strings.Replace(minimal, "2015", "1987", 1)}, manual.Options{}, []string{
		"clause 8.4.1 without an edition",
	})
}

// TestIDsAndClauses: where both could be meant, none lies in the other.
func TestIDsAndClauses(t *testing.T) {
	check(t, map[string]string{"documents/a.md": doc("clause 8", "approved", ""), "documents/b.md": doc("QP-8.4.1", "approved", "")}, manual.Options{}, []string{
		"‹QP-8.4.1› fulfils ‹clause 8.4.1›",
		"‹clause 8.4.1›; ‹clause 8›",
	})
}
