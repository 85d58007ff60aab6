package adopt

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/standard"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2018-06-01": "2018-06-01", "2018/06/01": "2018-06-01", "2018-06-01T08:00:00Z": "2018-06-01", "1 June 2018": "2018-06-01", "Jun 1 2018": "2018-06-01",
		"June 1st, 2018": "2018-06-01", "Friday, 1 June 2018": "2018-06-01", "1-Jun-2018": "2018-06-01", "01.06.2018": "2018-06-01", "1. 6. 2018": "2018-06-01",
		"1. Juni 2018": "2018-06-01", "5. März 2020": "2020-03-05", "1er juin 2018": "2018-06-01", "15 août 2019": "2019-08-15", "1 de junio de 2018": "2018-06-01",
		"3 marzo 2020": "2020-03-03", "1º giugno 2018": "2018-06-01", "1. juni 2018": "2018-06-01", "24. desember 2019": "2019-12-24",
		"20180601": "2018-06-01", "Freitag, den 1. Juni 2018": "2018-06-01", "le 1er juin 2018": "2018-06-01", "el 1 de junio del 2018": "2018-06-01", "il 1° giugno 2018": "2018-06-01",
		"den 1. juni 2018": "2018-06-01", "01.06.2018, 10:00 Uhr": "2018-06-01", "01.06.2018.": "2018-06-01", "1/jun/2018": "2018-06-01", "Jun-01-2018": "2018-06-01",
		"4. Mrz 2018": "2018-03-04", "1 févr. 2018": "2018-02-01", "9 set. 2018": "2018-09-09", "1 setiembre 2018": "2018-09-01", "15 lug. 2018": "2018-07-15", "2 des. 2018": "2018-12-02",
		"5 ene. 2018": "2018-01-05", "29.02.2020": "2020-02-29",
		"01062018": "", "0018-06-01": "", "3018-06-01": "", "29.02.2019": "", "31/02/2018": "", "1-Jun-18": "", "1 June 18": "", "1 Juny 2018": "",
		"2018-02-30": "", "31.04.2018": "", "01.06.18": "", "June 2018": "", "2018": "", "soon": "", "32/01/2018": "", "13/13/2018": "", "1 Foo 2018": "", "01-06-18": "",
	} {
		if got := builtIn().parseDate(text).in(""); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct{ text, order, proves, want string }{
		{"25/06/2018", dayFirst, dayFirst, "2018-06-25"}, {"06/25/2018", monthFirst, monthFirst, "2018-06-25"},
		{"03/04/2018", dayFirst, "", "2018-04-03"}, {"03/04/2018", monthFirst, "", "2018-03-04"}, {"03/04/2018", "", "", ""},
		{"25-06-2018", dayFirst, dayFirst, "2018-06-25"}, {"25/06/2018", monthFirst, dayFirst, ""},
	} {
		d := builtIn().parseDate(c.text)
		if d.proves() != c.proves || d.in(c.order) != c.want {
			t.Errorf("%s as %s: %q, proves %q", c.text, c.order, d.in(c.order), d.proves())
		}
	}
}

func TestIDs(t *testing.T) {
	for text, want := range map[string]string{
		"PG 05 Purchasing": "PG 05", "QP-08-04_Supplier": "QP-08-04", "SOP_001 Control": "SOP_001", "sop-001-document-control": "sop-001", "F-QM-12.1 Form": "F-QM-12.1",
		"VA07 Einkauf": "VA07", "PG\u00a005 – Ventas": "PG 05", "QM‑01 Handbuch": "QM-01", "**QP-01** Purchasing": "QP-01", "[QP-01] Purchasing": "QP-01",
		"ISO 9001 overview": "", "ISO-9001-2015 map": "", "DIN EN ISO 9001": "", "IATF 16949": "", "README": "", "Kapitel 4": "", "Step 3": "", "Annex 1": "", "Rev. 10": "",
		"B2B sales": "", "internal-audit-2": "", "training_3": "", "x1": "", "A1 Chart": "A1", "qms-pr-007-audit": "qms-pr-007", "V2": "", "Audit 2019": "", "AUDIT 2019": "", "Gauge room 2": "", "2018-06-01 Minutes": "", "Purchasing": "", "8.4 Purchasing": "", "EN 9100": "", "AS9100 rules": "",
	} {
		if got := builtIn().idIn(text); got != want {
			t.Errorf("the id in %q is %q, want %q", text, got, want)
		}
	}
	for file, want := range map[string]string{"Größe & Maße.md": "groesse-masse", "Année.md": "annee", "index.md": "doc-index", "con.md": "doc-con", "日本.md": "doc", "a.next.md": "a-next"} {
		if got := pathID(file); got != want {
			t.Errorf("the id of %s is %q, want %q", file, got, want)
		}
	}
}

// TestNames reads the names of files and headings.
func TestNames(t *testing.T) {
	for _, c := range []struct{ file, heading, id, title, revision string }{
		{"PG 05 Purchasing.md", "", "PG 05", "Purchasing", ""}, {"05_Purchasing.md", "", "", "Purchasing", ""}, {"8.4 Purchasing.md", "", "", "Purchasing", ""},
		{"QMS-PR-007_v3_final.md", "", "QMS-PR-007", "QMS-PR-007", "3"}, {"VA-08-04_Beschaffung_Rev03_neu.md", "", "VA-08-04", "Beschaffung", "03"},
		{"SOP-001 – Document control (EN).md", "", "SOP-001", "Document control", ""}, {"WI 12 - Deburring - Copy.md", "", "WI 12", "Deburring", ""},
		{"2019-05-03 Review.md", "", "", "2019-05-03 Review", ""}, {"3D printing.md", "", "", "3D printing", ""}, {"QP-05_de.md", "", "QP-05", "QP-05", ""},
		{"a.md", "SOP-001 – Document control (EN)", "SOP-001", "Document control (EN)", ""}, {"a.md", "Procedimiento PR-01 Compras", "PR-01", "Procedimiento PR-01 Compras", ""},
		{"a.md", "Verfahrensanweisung VA 07: Einkauf", "VA 07", "Verfahrensanweisung VA 07: Einkauf", ""}, {"a.md", "Einkauf (VA 12)", "VA 12", "Einkauf", ""},
		{"a.md", "Audits (ISO 9001)", "", "Audits (ISO 9001)", ""}, {"a.md", "Audit (2019)", "", "Audit (2019)", ""}, {"a.md", "Process 4 Sales", "", "Process 4 Sales", ""},
	} {
		s := &scanner{words: builtIn(), edition: standard.Load("2015")}
		r := &scanned{file: c.file, values: map[string][]candidate{}}
		s.names(r, head{heading: c.heading, level: 1})
		first := func(field string) string {
			if len(r.values[field]) == 0 {
				return ""
			}
			return r.values[field][0].value
		}
		if id, title, revision := first("id"), first("title"), first("revision"); id != c.id || title != c.title || revision != c.revision {
			t.Errorf("%s, %q: id %q, title %q, revision %q", c.file, c.heading, id, title, revision)
		}
	}
	for file, want := range map[string]string{"x.de.md": "de", "x_de.md": "de", "x-EN.md": "en", "x (EN).md": "en", "x [fr].md": "fr", "x DE.md": "de", "Manual de.md": "", "x.md": "", "Modelo no.md": ""} {
		if language, _ := languageOf(file); language != want {
			t.Errorf("the language of %s is %q, want %q", file, language, want)
		}
	}
}

// TestTranslations tells translations and documents of one id apart.
func TestTranslations(t *testing.T) {
	files := fstest.MapFS{}
	for file, heading := range map[string]string{"qp-01.md": "QP-01 Purchasing", "qp-01.de.md": "QP-01 Einkauf", "QP-02 Sales (EN).md": "QP-02 Sales", "QP-02 Verkauf (DE).md": "QP-02 Verkauf",
		"de/work.md": "Arbeit", "en/work.md": "Work", "it/a/plan.md": "Piano", "it/b/plan.md": "Piano", "WI-7 Grinding.md": "Grinding", "WI-7 Grinding - Copy.md": "Grinding"} {
		files[file] = &fstest.MapFile{Data: []byte("# " + heading + "\n")}
	}
	p, _, err := Scan(files, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range p.Documents {
		got = append(got, e.File+": "+e.first("id"))
	}
	want := []string{"QP-02 Sales (EN).md: QP-02", "QP-02 Verkauf (DE).md: QP-02-de", "WI-7 Grinding - Copy.md: wi-7-grinding-copy", "WI-7 Grinding.md: WI-7", "de/work.md: work-de",
		"en/work.md: work", "it/a/plan.md: it-a-plan", "it/b/plan.md: it-b-plan", "qp-01.de.md: QP-01-de", "qp-01.md: QP-01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ heading, id, title, revision string }{
		{"PG 05 - Post sales - Rev. 10", "PG 05", "Post sales", "10"}, {"PG-05: Post sales", "PG 05", "Post sales", ""},
		{"Post sales (PG 05)", "PG 05", "Post sales", ""}, {"Prüfmittel – Ausgabe 3", "", "Prüfmittel", "3"}, {"Purchasing v2.1", "QP-1", "Purchasing", "2.1"},
		{"Purchasing (Version 2)", "QP-1", "Purchasing", "2"}, {"Purchasing, Issue B", "QP-1", "Purchasing", "B"}, {"Control of Revision", "QP-1", "Control of Revision", ""},
		{"Purchasing", "QP-1", "Purchasing", ""}, {"QP-10 Purchasing", "QP-1", "Purchasing", ""}, {"Serv", "QP-1", "Serv", ""}, {"Procedure for level 5", "QP-1", "Procedure for level 5", ""},
		{"Compras - Revisión 04", "", "Compras", "04"}, {"Kjøp, utgave 2", "", "Kjøp", "2"}, {"Achats – Indice C", "", "Achats", "C"},
	} {
		_, revision := builtIn().cutRevision(c.heading)
		if title := builtIn().titleFrom(c.heading, c.id); title != c.title || revision != c.revision {
			t.Errorf("%q: title %q, revision %q, want %q and %q", c.heading, title, revision, c.title, c.revision)
		}
	}
	for text, want := range map[string]string{"Rev. 3": "3", "3 (2018-06-01)": "3", "Version: 1.10": "1.10", "v2": "2", "B / June 2018": "B", "010": "010", "C": "C", "Revision 4 vom 01.06.2018": "4"} {
		if got := bareRevision(text); got != want {
			t.Errorf("the revision in %q is %q, want %q", text, got, want)
		}
	}
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, exact, headings, faults string }{
		{"7.1.3, 8.5", "7.1.3", "8.5", ""}, {"9.2 - Internal audit", "", "9.2", ""}, {"7.1.5 b)", "", "7.1.5", ""}, {"5.1–5.4", "", "", "5.1–5.4"},
		{"5.1–5.3", "5.3", "5.1 5.2", ""}, {"8.5.1 to 8.5.3", "8.5.1 8.5.2 8.5.3", "", ""}, {"8.4.1-8.4.3", "8.4.1 8.4.2 8.4.3", "", ""}, {"8.4.1 bis 8.4.2", "8.4.1 8.4.2", "", ""},
		{"8.4.1 — 8.4.2", "8.4.1 8.4.2", "", ""}, {"8.4.3-8.4.1", "", "", "8.4.3-8.4.1"}, {"8.4.1-8.5.2", "", "", "8.4.1-8.5.2"},
		{"All", "", "", "All"}, {"X.X", "", "", "X.X"}, {"4.0", "", "", "4.0"}, {"8", "", "", "8"}, {"8.4.9", "", "", "8.4.9"},
		{"ISO 9001:2015 8.4.1", "8.4.1", "", ""}, {"ISO 9001:2008 7.4.1", "", "", "ISO 9001:2008 7.4.1"}, {"ISO 14001 8.1", "", "", "ISO 14001 8.1"},
		{"ISO 27001: A.5.1", "", "", "ISO 27001: A.5.1"}, {"ISO 13485 7.4.1", "", "", "ISO 13485 7.4.1"}, {"IATF 16949 8.4.1", "", "", "IATF 16949 8.4.1"},
		{"Clause 8.4.1; § 8.6", "8.4.1 8.6", "", ""}, {"Kap. 8.4.1 und 8.4.2", "8.4.1 8.4.2", "", ""}, {"8.4.1 / 8.4.2", "8.4.1 8.4.2", "", ""}, {"10.2.1", "10.2.1", "", ""},
		{"8.4.10", "", "", "8.4.10"}, {"Purchasing", "", "", ""}, {"7.1.3 (infrastructure), 8.6 release", "7.1.3 8.6", "", ""},
	} {
		var p proposals
		p.add(builtIn(), standard.Load("2015"), c.text, 1)
		var faults []string
		for _, f := range p.faults {
			faults = append(faults, f.text)
		}
		got := []string{strings.Join(p.exact, " "), strings.Join(p.headings, " "), strings.Join(faults, " ")}
		if diff := cmp.Diff([]string{c.exact, c.headings, c.faults}, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.text, diff)
		}
	}
}

func TestMentions(t *testing.T) {
	for text, want := range map[string]string{
		"ISO 9001 clause 8.2.1 asks for it.": "8.2.1", "see ISO 9001:2015, section 8.2.1.": "8.2.1", "clause 8.2.1 of ISO 9001:2015": "8.2.1",
		"ISO 9001, Abschnitt 8.2.1": "8.2.1", "nach Kapitel 8.2.1 der DIN EN ISO 9001:2015": "8.2.1", "cláusula 8.2.1 de la norma ISO 9001": "8.2.1",
		"ISO 9001 clause 8.2": "[8.2]", "punto 8.2.1 della UNI EN ISO 9001": "8.2.1", "ISO 9001:2008 clause 7.5.1": "", "ISO 14001 clause 8.2 and ISO 9001": "",
		"clause 8.2.1 of the contract. ISO 9001 is our standard": "", "ISO 9001 and clause": "", "chapitre 8.2.1 de la norme ISO 9001": "8.2.1", "kapittel 8.2.1 i ISO 9001": "8.2.1",
	} {
		var p proposals
		p.text(builtIn(), standard.Load("2015"), text)
		got := strings.Join(p.mentions, " ")
		if len(p.headings) > 0 {
			got += "[" + strings.Join(p.headings, " ") + "]"
		}
		if got != want {
			t.Errorf("%q mentions %q, want %q", text, got, want)
		}
	}
}

// TestControlData reads the same data in every form and language.
func TestControlData(t *testing.T) {
	const want = "id=QP-01 revision=3 owner=Buyer approver=Director approved_date=2018-06-01"
	for name, text := range map[string]string{
		"English, bold":       "**Document No:** QP-01\n**Revision**: 3\n__Owner:__ Buyer\n**Approved by:** Director\n**Approval date:** 1 June 2018",
		"German, in one line": "**Dokument-Nr.:** QP-01 | **Revision:** 3 | **Verantwortlich:** Buyer | **Freigegeben von:** Director | **Freigabedatum:** 01.06.2018",
		"French, list":        "- **Code du document :** QP-01\n- **Indice de révision :** 3\n- **Pilote :** Buyer\n- **Approuvé par :** Director\n- **Date d'approbation :** 1er juin 2018",
		"Spanish, quoted":     "> **Código:** QP-01\n> **Revisión:** 3\n> **Responsable:** Buyer\n> **Aprobado por:** Director\n> **Fecha de aprobación:** 1 de junio de 2018",
		"Italian, table":      "| Campo | Valore |\n|---|---|\n| Codice | QP-01 |\n| Revisione | 3 |\n| Responsabile | Buyer |\n| Approvato da | Director |\n| Data di approvazione | 1 giugno 2018 |",
		"Norwegian, 4 cells":  "| Dokumentnr | QP-01 | Revisjon | 3 |\n|---|---|---|---|\n| Eier | Buyer | Godkjent av | Director |\n| Godkjenningsdato | 1. juni 2018 | | |",
		"one row":             "| Doc No | Revision | Owner | Approved by | Approval date |\n|---|---|---|---|---|\n| QP-01 | 3 | Buyer | Director | 2018-06-01 |",
		"cells with keys":     "| **Document No:** QP-01 | **Rev:** 3 | **Owner:** Buyer |\n|---|---|---|\n| **Approved by:** Director | **Approved:** 2018-06-01 | |",
		"HTML, in lines":      "<div class=\"table-wrap\"><table class=\"confluenceTable\"><tbody>\n<tr>\n<th><p>Document No</p></th>\n<td><p>QP-01</p></td>\n</tr>\n<tr><th>Revision</th><td>3</td></tr>\n<tr><th>Owner</th><td><a href=\"x\">Buyer</a></td></tr>\n<tr><th>Approved by</th><td><strong>Director</strong></td></tr>\n<tr><th>Approval date</th><td>1&nbsp;June 2018</td></tr></tbody></table></div>",
		"HTML, in one line":   "<TABLE><TR><TD>Document No:</TD><TD>QP-01</TD><TD>Rev.:</TD><TD>3</TD></TR><TR><TD>Owner:</TD><TD>Buyer</TD><TD>Approved by:</TD><TD>Director</TD></TR><TR><TD>Approval date:</TD><TD COLSPAN=3>2018-06-01</TD></TR></TABLE>",
		"HTML, one row":       "<table>\n<thead><tr><th>Doc No</th><th>Revision</th><th>Owner</th><th>Approved by</th><th>Approval date</th></tr></thead>\n<tbody><tr><td>QP-01</td><td>3</td><td>Buyer</td><td>Director</td><td>01.06.2018</td></tr></tbody>\n</table>",
		"HTML, bold":          "<p><strong>Document No:</strong> QP-01<br/><strong>Revision:</strong> 3</p>\n<p><b>Owner:</b> Buyer</p>\n<ul><li>Approved by: Director</li></ul>\n<p>Approval date: 2018-06-01</p>",
		"signatures":          "**ID:** QP-01, **Rev.:** 3\n\n| | Prepared by | Reviewed by | Approved by |\n|---|---|---|---|\n| Name | Clerk | Buyer | Director |\n| Date | 2018-05-01 | 2018-05-02 | 2018-06-01 |\n| Signature | | | |\n\n**Owner:** Buyer",
		"signatures, German":  "Dokument-Nr.: QP-01, Rev.: 3, Verantwortlich: Buyer\n\n| | Funktion | Datum | Unterschrift |\n|---|---|---|---|\n| Erstellt | Clerk | 01.05.2018 | |\n| Geprüft | Buyer | 02.05.2018 | |\n| Freigegeben | Director | 01.06.2018 | |",
		"signatures, Spanish": "*Código:* QP-01\n*Edición:* 3\n*Responsable:* Buyer\n\n| Elaborado | Revisado | Aprobado |\n|---|---|---|\n| Clerk | Buyer | Director |\n| 01.05.2018 | 02.05.2018 | 1 de junio de 2018 |",
		"signatures, Italian": "**Codice** QP-01\n**Revisione** 3\n**Responsabile** Buyer\n\n| Redatto da | Approvato da |\n|---|---|\n| Clerk | Director |\n| Firma | Firma |\n| 01.05.2018 | 01.06.2018 |",
		"plain, commas":       "Document No: QP-01, Revision: 3, Owner: Buyer, Approved by: Director, Approval date: 2018-06-01",
		"plain":               "Document No: QP-01\nRevision: 3\nOwner: Buyer\nApproved: Director\nApproval date: 2018-06-01",
		"breaks in a line":    "**Document No:** QP-01<br>**Revision:** 3<br/>**Owner:** Buyer **Approved by:** Director **Date approved:** 2018-06-01",
	} {
		s := &scanner{words: builtIn(), edition: standard.Load("2015")}
		r := s.markdown("documents/x.md", []byte("# Title\n\n"+text+"\n\n## Purpose\n\n**Owner:** Somebody\n"))
		var got []string
		for _, field := range []string{"id", "revision", "owner", "approver", "approved_date"} {
			for _, c := range r.values[field] {
				if c.source == fromText {
					got = append(got, field+"="+s.written(field, c.value))
				}
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestNoControlData does not take running text and lists for control data.
func TestNoControlData(t *testing.T) {
	for name, text := range map[string]string{
		"running text":         "The owner: a person who decides. Revision is done yearly.",
		"history":              "| Revision | Date | Author |\n|---|---|---|\n| 1 | 2017-01-01 | A |\n| 2 | 2018-01-01 | B |",
		"history, even":        "| Revision | Date | Author | Change |\n|---|---|---|---|\n| 1 | 2017-01-01 | A | new |\n| 2 | 2018-01-01 | B | more |",
		"history, signed":      "| Date | Prepared by | Approved by |\n|---|---|---|\n| 2017-01-01 | A | B |\n| 2018-01-01 | C | D |",
		"history, of changes":  "| Change | Name | Date |\n|---|---|---|\n| First issue | A | 2017-01-01 |\n| Approved suppliers | B | 2018-01-01 |",
		"bold words":           "**Responsible** people decide about the revision.",
		"history in HTML":      "<table><tr><th>Revision</th><th>Date</th><th>Author</th></tr><tr><td>1</td><td>2017-01-01</td><td>A</td></tr><tr><td>2</td><td>2018-01-01</td><td>B</td></tr></table>",
		"HTML, not closed":     "<table><tr><td>Owner</td><td>Buyer</td></tr>",
		"code":                 "```\n**Owner:** Buyer\n```",
		"placeholders":         "**Owner:** TBD | **Revision:** X.X | **Approved by:** [Name] | **Approval date:** DD/MM/YYYY",
		"beyond the head":      strings.Repeat("Text.\n", 50) + "**Owner:** Buyer",
		"after second heading": "## Purpose\n\n## Scope\n\n**Owner:** Buyer",
	} {
		s := &scanner{words: builtIn(), edition: standard.Load("2015")}
		r := s.markdown("documents/x.md", []byte("# Title\n\n"+text+"\n"))
		for field, list := range r.values {
			for _, c := range list {
				if c.source == fromText && !strings.HasPrefix(c.value, "a person") {
					t.Errorf("%s: %s is %q", name, field, c.value)
				}
			}
		}
	}
}
