package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestWhoseClause is about the numbers of clauses of other standards, laws and contracts: whoever is named keeps
// them. What is the manual's own goes on leading to its page.
func TestWhoseClause(t *testing.T) {
	check(t, map[string]string{"documents/a.md": doc("QP-08-04", "approved", ""), "documents/b.md": doc("SS 1234", "approved", "")}, manual.Options{}, []string{
		// Named before it, in its sentence.
		"ISO 13485 asks this in clause 8.2.4",
		"ISO 45001 (clause 8.1)",
		"ISO 45001: clause 8.1",
		"ISO 45001 – clause 8.1",
		"ISO 45001's clause 8.1",
		"ISO/IEC 27001 keeps records of it too, in clause 7.5",
		"IATF 16949 adds to this in its clause 8.4.1",
		"IATF, clause 8.4.1",
		"EN 1090-2 sets limits for welding in clause 7.4",
		"EN ISO 13485:2016 + A11:2021, clause 7.4",
		"DIN EN ISO 13485:2021-12, clause 7.4",
		"ISO13485:2016 clause 7.4",
		"ISO-13485, clause 7.4",
		"ISO\u00a013485 clause 7.4",
		"ISO/IEC\u202f17025 asks for it, see clause 7.4",
		"ISO\u201113485, clause 7.4",
		"ASME B31.3 clause 8.1",
		"NIST SP 800-53 Rev. 5, clause 8.1",
		"MIL-STD-105E, clause 8.1",
		"AS9100D asks more in clause 8.4.1",
		"GxP, clause 8.1",
		"ISO 9000, clause 4.1",
		"ISO 9004:2018, clause 7.1",
		"ISO 9001:2008 asked for it in clause 8.3",
		"ISO/IEC Guide 51, clause 6.1",
		"14001:2015, clause 8.1",
		"ISO 9001, 14001 and 45001 (clause 8.1)",
		"ISO 9001 and ISO 14001 (clause 8.1)",
		"ISO 14001/45001, clause 8.1",
		"XYZ, EN\n1090, clause 8.1",
		"Regulation (EU) 2017/745, clauses 1 and 8",
		"Regulation (EU) No 178/2002 sets this out in clause 8.1",
		"(EU) 2017/745, clause 8",
		"Directive 2006/42/EC, clause 8.1",
		"2006/42/EC (clause 8.1)",
		"the Machinery Directive asks for a file in clause 7.5",
		"the Medical Devices Act, clause 5",
		"the Medical Devices Act asks, in its clause 5.2, for a plan",
		"The Act says so in clause 5.2",
		"under the Act it is clause 5.2 that counts",
		"the Data Protection Act 2018, clause 7.1",
		"21 CFR 820 clause 8",
		"21 CFR Part 820, clause 8.1",
		"GDPR clause 5",
		"The GDPR names this in clause 5.1",
		"the contract, clause 7.4",
		"the contract (clause 5)",
		"our contract 4711, clause 5.1",
		"contract A-17/3, clause 5.1",
		"purchase order terms, clause 7",
		"general terms and conditions, clause 7.1",
		"the law asks in clause 5.1 for a list",
		"the contract requires in clause 7.4 that we wait",
		"ISO 13485 asks this in clause 8.2.4 and clause 8.3",
		"ISO 13485 (e.g. for implants) in clause 8.2.4",
		"ISO 13485, cf. clause 8.2.4",
		"ISO 13485 (cf. No. 5), clause 8.2.4",
		"ISO 9001 is silent where ISO 13485 asks, in clause 8.2.4",
		"the contract, clause 5 and clause 6",

		// Named behind it.
		"clause 8.2.4 is where ISO 13485 asks this",
		"clause 8.1 in the environmental standard ISO 14001",
		"clause 8.1 under ISO 14001",
		"clause 8.1 – ISO 14001",
		"clause 8.1 [ISO 14001]",
		"clause 8.1 (the ISO 14001 standard)",
		"clause 5 of Regulation (EU) 2017/745",
		"clause 5 of the Medical Devices Act",
		"clause 5 under the GDPR",
		"clause 5 of the framework agreement",
		"clause 5 in the framework agreement",
		"clause 5 (contract 4711)",
		"clause 5 of 21 CFR 820",
		"clause 8.1 of the standard ISO 14001",
		"clause 8.1 of the environmental standard",
		"clause 4.4 of this procedure",
		"clause 4.4 of QP-1",
		"clauses 8.1, 8.2 and 8.3 as in ISO 13485",
		"clause 8.1\u00a0of\u202fISO\u00a014001",

		// The subject of the sentence before.
		"ISO 13485 goes further. Clause 8.2.4 asks for more.",
		"The standard ISO 13485 goes further. In clause 8.2.4 it asks for more.",
		"Under Regulation (EU) 2017/745 it is stricter. Clause 5 asks for more.",
		"ISO 13485 goes further; clause 8.2.4 asks for more.",
		"We follow ISO 13485. Its clause 8.2.4 asks for more.",
		"ISO 13485 asks this in clause 8.2.4. Clause 8.3 adds more. Clause 8.5 does too.",
		"As the law asks; see clause 8.2.2.",

		// The manual's own.
		"as ISO 9001 requires in ‹clause 8.4.1›; ISO 14001 has no such clause",
		"As ISO 9001 requires in ‹clause 8.4.1›, and unlike ISO 14001",
		"As ‹clause 8.4.1› requires; ISO 14001 does not.",
		"‹Clause 8.4.1› asks for it. ISO 14001 does not.",
		"ISO 14001 is met elsewhere. We buy by what ISO 9001 asks in ‹clause 8.4.1›.",
		"Our environmental work follows ISO 14001. Purchasing meets ‹clause 8.4.1›.",
		"ISO 14001 is for others. Here it is quality alone. See ‹clause 8.4.1›.",
		"ISO 14001 is for others. ISO 9001 counts. See ‹clause 8.4.1›.",
		"clause 8.1 of ISO 14001 and ‹clause 8.4.1› of ISO 9001",
		"‹clause 8.4.1›, and ISO 14001 clause 8.1 besides",
		"‹clause 8.4.1› asks the same as ISO 14001, clause 8.1",
		"‹clause 8.4.1› of the international standard",
		"‹clause 8.4.1› of the quality management standard",
		"‹clause 8.4.1› of our standard, ISO 9001",
		"‹clause 8.4.1› of the quality standard ISO 9001",
		"DIN EN ISO 9001:2015-11, ‹clause 8.4.1›",
		"BS EN ISO 9001:2015, ‹clause 8.4.1›",
		"ÖNORM EN ISO 9001, ‹clause 8.4.1›",
		"ISO\u00a09001:2015 asks in ‹clause\u00a08.4.1›",
		"ISO 9001:2015/Amd 1:2024, ‹clause 4.1›",
		"ISO 14001 and 9001, ‹clause 8.1›",
		"ISO 14001 and ISO 9001 (‹clause 8.1›)",
		"Each contract is reviewed (‹clause 8.2.3›)",
		"The contract is reviewed before it is accepted (‹clause 8.2.3›).",
		"contract review, ‹clause 8.2.3›",
		"‹clause 8.2.3› in the contract review",
		"Purchase orders say what is wanted (‹clause 8.4.3›)",
		"under controlled conditions (‹clause 8.5.1›)",
		"Act on what was found, as ‹clause 10.2› asks.",
		"who may act (‹clause 5.3›)",
		"as required by law (‹clause 8.2.2›)",
		"Regulation of the flow is under ‹clause 8.5.1›",
		"‹QP-08-04› (‹clause 8.4.1›)",
		"‹SS 1234›, ‹clause 8.4.1›",
		"On the lathe CTX 310, ‹clause 8.5.1› counts",
		"No. 5 in the list is ‹clause 8.4.1›",
		"The ISO certificate names ‹clause 8.4.1›",
		"API and IS are words, ‹clause 8.4.1› too",
		"see ‹clause 8.4.1›. No. 5",
		"‹clause 8.4.1›. ISO 14001 is another matter.",
	})
}

// TestClauseLists is about which numbers belong to the word.
func TestClauseLists(t *testing.T) {
	check(t, nil, manual.Options{}, []string{
		"‹clause 8.4.1› and 10 suppliers",
		"‹clause 8.4.1›, 8 pieces",
		"‹clauses 8.4› and ‹10› apply",
		"‹clauses 8.4.1›–‹8.4.3›",
		"‹clauses 8.4.1› – ‹8.4.3›",
		"‹clauses 8.4.1›-‹8.4.3›",
		"‹clauses 8.4.1›/‹8.4.2›",
		"‹clauses 8.4.1› & ‹8.4.2›",
		"‹clauses 8.4.1› through ‹8.4.3›",
		"‹clauses 8.4.1› 8.4.2",
		"clause 8.4.1–2 is another",
		"clause 8.4.1\u20112 is another",
		"‹clause 8.4.1›, 8.4a",
		"‹clause\u00a08.4.1›",
		"‹clause\u202f8.4.1›",
		"‹clause\u20098.4.1›",
		"‹clause\u20078.4.1›",
		"‹clause\u30008.4.1›",
		"‹clause \u200b8.4.1›",
		"‹clauses\u00a08.4.1›\u00a0and\u00a0‹8.4.2›",
		"参见‹clause 8.4.1›。",
		"参见‹clause 8.4.1›条",
		"clause-8.4.1 has no blank 1",
	})
}

// TestClausesBesideMarkup: what other inline text says around a number counts too, and so do the cells of a
// row and what leads to a list.
func TestClausesBesideMarkup(t *testing.T) {
	for _, c := range []struct {
		body   string
		linked bool
	}{
		{"**ISO 13485** asks this in clause 8.2.4", false},
		{"[ISO 45001](https://example.com/) (clause 8.1)", false},
		{"`ISO 45001`, clause 8.1", false},
		{"*ISO 45001* goes further. Clause 8.1 asks more.", false},
		{"***ISO 45001** asks* this in clause 8.1", false},
		{"~~ISO 45001~~, *clause 8.1*", false},
		{"clause 8.1 of **ISO 45001**", false},
		{"*clause 8.1* of ISO 45001", false},
		{"the **Medical Devices Act**, clause 5", false},
		{"the contract&nbsp;(clause 5)", false},
		{"ISO&nbsp;13485 asks this in clause&nbsp;8.2.4", false},
		{"ISO 45001\\\nclause 8.1", false},
		{"ISO 45001 asks for:\n\n- clause 8.1: planning\n", false},
		{"*ISO 45001* asks for:\n\n1. planning (clause 8.1)\n", false},
		{"ISO 45001\n: clause 8.1\n", false},
		{"| Standard | Clause |\n|---|---|\n| ISO 45001 | clause 8.1 |\n", false},
		{"| Document | ISO 45001 |\n|---|---|\n| Planning | clause 8.1 |\n", false},
		{"| Clause | Standard |\n|---|---|\n| clause 8.1 | ISO 45001 |\n", false},
		{"- ISO 45001 counts\n- clause 8.1 counts\n", true},
		{"**ISO 9001** asks this in clause 8.2.4", true},
		{"*ISO 9001* (clause 8.1), not *ISO 45001*", true},
		{"We also have **ISO 45001** to meet. Purchasing meets clause 8.4.1.", true},
		{"ISO 45001 is for others.\n\nClause 8.4.1 counts.", true},
		{"## ISO 45001\n\nPlanning meets clause 8.1.", true},
		{"ISO 45001.\n\n- clause 8.1: planning\n", true},
		{"| Document | ISO 9001 | ISO 45001 |\n|---|---|---|\n| Planning | clause 8.1 | 8.1 |\n", true},
		{"| ISO 45001 | Document |\n|---|---|\n| 8.1 | Planning, clause 8.1 |\n", true},
		{"| Clause | Form |\n|---|---|\n| clause 8.4.1 | Bolts to DIN 912 |\n", true},
		{"**A1** and clause 8.4.1", true},
	} {
		raw := doc("SELF-1", "approved", c.body)
		m := load(t, files(t, "-- documents/self.md --\n"+raw), manual.Options{})
		got := mentioned(t, m, entry(t, m, "SELF-1"), raw)
		if linked := strings.Contains(got, "›"); linked != c.linked {
			t.Errorf("%q: linked %v, want %v\n%s", c.body, linked, c.linked, got)
		}
	}
}

var german = citation.Words{Clause: "Abschnitt, Abschnitte, Abschnitten, Kapitel, Kap.", Between: "und, oder, bis", Of: "der, des, dieser, dieses, von",
	In: "nach, in, im, aus, gemäß", Standard: "Norm", Law: "Gesetz, Gesetzes, Verordnung, Richtlinie", Contract: "Vertrag, Vertrags, Vereinbarung",
	Says: "verlangt, fordert"}

// TestClausesInGerman: the words for a clause are those of the manual's language, and the English ones.
func TestClausesInGerman(t *testing.T) {
	check(t, nil, manual.Options{Words: german}, []string{
		"siehe ‹Abschnitt 7.4›",
		"siehe ‹Kapitel 8.2.1›",
		"siehe ‹Kap. 8.4.1›",
		"‹Abschnitte 8.4.1›, ‹8.4.2› und ‹8.6›",
		"‹Abschnitte 8.4.1› bis ‹8.4.3›",
		"‹ABSCHNITT 7.4›",
		"‹Abschnitt\u00a07.4›",
		"der Norm-‹Abschnitt 7.4›",
		"Unterabschnitt 7.4 ist ein Wort",
		"‹clause 7.4› bleibt",
		"‹Abschnitt 7.4› der Norm",
		"‹Abschnitt 7.4› der DIN EN ISO 9001",
		"‹Abschnitt 7.4› nach DIN EN ISO 9001:2015-11",
		"Der Vertrag wird nach ‹Abschnitt 8.2.3› geprüft",
		"Abschnitt 8.1 der DIN EN ISO 14001",
		"Abschnitt 8.1 nach DIN EN ISO 14001",
		"Abschnitt 8.1 von ISO 14001",
		"DIN EN ISO 14001, Abschnitt 8.1",
		"Die DIN EN ISO 13485 fordert das in Abschnitt 8.2.4",
		"Die DIN EN ISO 13485 geht weiter (vgl. Abschnitt 8.2.4)",
		"Die DIN EN ISO 13485 geht weiter. Abschnitt 8.2.4 fordert mehr.",
		"Abschnitt 4.4 dieser Anweisung",
		"Abschnitt 5 des Rahmenvertrags",
		"Rahmenvertrag, Abschnitt 5",
		"Der Vertrag verlangt in Abschnitt 5.1 mehr",
		"Abschnitt 5 der Verordnung (EU) 2017/745",
		"Verordnung (EU) 2017/745, Abschnitt 5",
		"Das Arbeitsschutzgesetz verlangt in Abschnitt 5 mehr",
		"ArbSchG, Abschnitt 5",
		"nach DSGVO, Abschnitt 5",
		"in Anlage 7.4 steht nichts",
	})
	check(t, nil, manual.Options{}, []string{"Abschnitt 7.4 is a word of another language"})
}

// TestOwnSections: the word for a clause may be that for a section too, which the document then has.
func TestOwnSections(t *testing.T) {
	for body, want := range map[string]string{
		"## 7.4 Prüfung\n\nsiehe Abschnitt 7.4":                 "",
		"## 7.4 Prüfung\n\nsiehe Abschnitt 7.4 der ISO 9001":    "",
		"## 7.4 Prüfung\n\nISO 9001, Abschnitt 7.4":             "7.4",
		"## 7.4 Prüfung\n\nsiehe Abschnitt 8.4.1 und 7.4":       "8.4.1",
		"## 7.4.1 Prüfung\n\nsiehe Abschnitt 7.4":               "7.4",
		"## 7. Prüfung\n\nsiehe Abschnitt 7 und Abschnitt 7.4":  "7.4",
		"## 7.4 Inspection\n\nsee clause 7.4":                   "7.4",
		"## Prüfung nach Abschnitt 7.4\n\nsiehe Abschnitt 8.4.": "7.4 8.4",
	} {
		m := load(t, files(t, "-- documents/self.md --\n"+doc("SELF-1", "approved", body)), manual.Options{Words: german})
		var got []string
		for _, target := range m.Targets(entry(t, m, "SELF-1")) {
			for _, s := range target.Spans {
				got = append(got, s.Clause)
			}
		}
		if body == "## 7.4 Prüfung\n\nsiehe Abschnitt 7.4 der ISO 9001" {
			want = "7.4" // it is named
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q leads to %q, want %q", body, got, want)
		}
	}
}

// TestIDSpellings: blanks and hyphens of any kind are plain ones, what is invisible is not there, and beside
// other scripts an id ends.
func TestIDSpellings(t *testing.T) {
	fsys := map[string]string{}
	for i, id := range []string{"QP-02", "QP 08", "QP-08-04", "QP 08 04"} {
		fsys[fmt.Sprintf("documents/d%02d.md", i)] = doc(id, "approved", "")
	}
	for _, want := range []string{
		"‹QP\u00a008›", "‹QP\u202f08›", "‹QP\u200908›", "‹QP\u200708›", "‹QP\u300008›", "‹QP\u00a008\u202f04›",
		"‹QP\u201002›", "‹QP\u201102›", "‹QP\u201202›", "‹QP\u201302›", "‹QP\u221202›", "‹QP\u201108\u201104›", "‹QP\u201308\u201304›",
		"‹QP-\u00ad02›", "‹QP\u200b-02›", "\u200b‹QP-02›\u200b", "‹QP-02›\u2060.", "\ufeff‹QP-02›",
		"‹QP-02›–‹QP-08-04›", "‹QP-02› – ‹QP-08-04›", "‹QP-02›—‹QP-08-04›", "‹QP-02›–a",
		"QP-02–05 is a range or another", "QP-02\u201105 is another", "QP\u00a0 08 has two blanks", "QP‗02 1a",
		"参见‹QP-02›。", "参见‹QP-02›和‹QP-08-04›", "按‹QP 08 04›执行", "規程‹QP-02›を参照", "テスト‹QP-02›テスト", "‹QP-02›ー", "ดู‹QP-02›ครับ", "문서 ‹QP-02›를 참조",
		"ראה ב‹QP-02›", "و‹QP-02›", "參見-‹QP-02›",
		"QP-02a", "QP-02ä", "QP-02а", "QP-02\u0301", "QP-02２", "XQP-02", "äQP-02", "ДQP-02", "QP-02α",
	} {
		raw := doc("SELF-1", "approved", strings.NewReplacer("‹", "", "›", "").Replace(want))
		all := files(t, "-- documents/self.md --\n"+raw)
		for name, text := range fsys {
			all[name] = files(t, "-- x --\n"+text)["x"]
		}
		m := load(t, all, manual.Options{})
		e := entry(t, m, "SELF-1")
		var got strings.Builder
		for i, ref := range m.Text(e).Refs.All() {
			at := 0
			for _, s := range m.Targets(e)[i].Spans {
				got.WriteString(ref.Text[at:s.Start] + "‹" + ref.Text[s.Start:s.End] + "›")
				at = s.End
				if pos := s.At(ref); !strings.HasPrefix(string([]rune(strings.Split(raw, "\n")[pos.Line-1])[pos.Column-1:]), ref.Text[s.Start:s.End]) {
					t.Errorf("%+q: %q is said to be at %d:%d", want, ref.Text[s.Start:s.End], pos.Line, pos.Column)
				}
			}
			got.WriteString(ref.Text[at:])
		}
		if got.String() != want && (strings.Contains(want, "‹") || strings.Contains(got.String(), "‹")) {
			t.Errorf("got  %+q\nwant %+q", got.String(), want)
		}
	}
}

// TestNamesSpelled: an id, a file and a heading are found whatever spelling of Unicode their names are in.
func TestNamesSpelled(t *testing.T) {
	composed, apart := "Pr\u00fcfung", "Pru\u0308fung"
	m := load(t, files(t, strings.Join([]string{
		"-- documents/a.md --", doc("QP-1", "approved", strings.Join([]string{
			"[a](" + composed + ".md)", "[b](" + apart + ".md#" + strings.ToLower(composed) + ")", "[[QP-2#" + strings.ToLower(apart) + "]]", "![c](" + composed + ".png)",
			"[[QP\u20112]]", "[[QP&#8209;2]]", "[[QP\u00a03]]", "[[QP&nbsp;3|text]]", "[e](" + apart + "2.md)"}, "\n\n")),
		"-- documents/" + apart + ".md --", doc("QP-2", "approved", "## "+apart),
		"-- documents/" + apart + ".png --", "x",
		"-- documents/" + composed + "2.md --", doc("QP 3", "approved", ""),
	}, "\n")), manual.Options{})
	got := strings.Join(references(m, entry(t, m, "QP-1")), "; ")
	want := "QP-2; QP-2#pru\u0308fung; QP-2#pru\u0308fung; documents/" + apart + ".png; QP-2; QP-2; QP 3; QP 3; QP 3"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
