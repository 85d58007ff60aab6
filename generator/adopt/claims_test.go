package adopt

import (
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/standard"
)

func proposalsOf(p *proposals) string {
	list := slices.Clone(p.exact)
	for _, id := range p.headings {
		list = append(list, "["+id+"]")
	}
	for _, f := range p.faults {
		list = append(list, "!"+f.text)
	}
	return strings.Join(append(list, p.mentions...), " ")
}

// TestClauseSpellings reads one claim in the spellings of six languages. What cannot be read is reported, never dropped.
func TestClauseSpellings(t *testing.T) {
	const three = "8.4.1 8.4.2 8.4.3"
	for text, want := range map[string]string{
		"8.4.1‑8.4.3": three, "8.4.1 − 8.4.3": three, "8.4.1－8.4.3": three, "8.4.1 ~ 8.4.3": three, "8.4.1 … 8.4.3": three, "8.4.1-3": three, "§8.4.1–§8.4.3": three,
		"Kap. 8.4.1 - Kap. 8.4.3": three, "von 8.4.1 bis 8.4.3": three, "de 8.4.1 à 8.4.3": three, "dal 8.4.1 al 8.4.3": three, "fra 8.4.1 til 8.4.3": three,
		"between 8.4.1 and 8.4.3": three, "8.4.1 8.4.2 8.4.3": three, "8.4.1 / 8.4.2 & 8.4.3": three, "8.4.1 a) 8.4.2 b) 8.4.3": three, "8.4.1\n8.4.2\n8.4.3": three,
		"8.4.1<br>8.4.2<br/>8.4.3": three, "8.4.1、8.4.2、8.4.3": three, "8.4.1 General; 8.4.2 Type and extent; 8.4.3": three,
		"8.4.1 - 3": "8.4.1", "7.5.3.1-2": "7.5.3.1 7.5.3.2", "８.４.１": "8.4.1", "8.4.1\u00a0General": "8.4.1", "[8.4.1](purchasing.md)": "8.4.1", "8.4.1 a) - c)": "8.4.1",
		"§ 8.4.1": "8.4.1", "Abschn. 8.4.1": "8.4.1", "Pkt. 8.4.1": "8.4.1", "Cláusula: 8.4.1": "8.4.1", "apdo. 8.4.1": "8.4.1", "numeral 8.4.1": "8.4.1", "art. 8.4.1": "8.4.1",
		"pt. 8.4.1": "8.4.1", "p.to 8.4.1": "8.4.1", "paragrafo 8.4.1": "8.4.1", "pkt 8.4.1": "8.4.1", "Cl.8.4.1": "8.4.1", "kap 8.4.1": "8.4.1", "Sezione 8.4.1": "8.4.1",
		"ISO 9001:2015, 8.4": "[8.4]", "DIN EN ISO 9001 Abschnitt 8.4": "[8.4]", "DIN EN ISO 9001:2015-11 Abschnitt 8.4.1": "8.4.1", "EN ISO 9001 : 2015 - 8.4.1": "8.4.1",
		"UNE-EN ISO 9001:2015, apartado 8.4.1": "8.4.1", "NF EN ISO 9001 §8.4.1": "8.4.1", "NS-EN ISO 9001:2015 pkt. 8.4.1": "8.4.1", "9001:2015-8.4.1": "8.4.1",
		"8.4.1 (ISO 9001)": "8.4.1", "8.4.1 of ISO 9001:2015": "8.4.1",
		"8.4.1 see also 8.4.2": "8.4.1 !8.4.1 see also 8.4.2", "QP 8.4.1": "!QP 8.4.1", "Form 8.4.1-8.4.3": "!Form 8.4.1-8.4.3", "not 8.3.1": "!not 8.3.1", "4-10": "!4-10",
		"8.2.1-8.3.2": "!8.2.1-8.3.2", "06.01.2015": "!06.01.2015", "8.4.2015": "!8.4.2015", "8.4.123": "!8.4.123", "8.4.1.2.3": "!8.4.1.2.3", "8.4.x": "[8.4]", "8.4.*": "[8.4]", "8.4.1.": "8.4.1", "N/A": "", "QP-08": "",
	} {
		var p proposals
		p.add(builtIn(), standard.Load("2015"), text, 1)
		if got := proposalsOf(&p); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestClausesOfOthers proposes no clause of another standard or edition, and none that is left out.
func TestClausesOfOthers(t *testing.T) {
	for text, want := range map[string]string{
		"ISO 45001 8.1, ISO 9001 8.4.1": "8.4.1", "ISO 9001: 8.4.1 / ISO 13485: 7.4": "8.4.1", "ISO 9001 (8.4.1), ISO 14001 (8.2)": "8.4.1", "ISO 14001/9001 8.4.1": "8.4.1",
		"ISO 9001:2015 8.4.1, ISO 9001:2008 7.4.1": "8.4.1", "ISO 9001/14001 9.2": "", "ISO 9001 & 14001: 9.2": "", "8.2 (ISO 14001)": "", "8.4.1, ISO 14001 8.2.1": "",
		"ISO 9001 8.4.1, 8.2 (ISO 14001)": "", "8.4.1 (ISO 9001), 8.2 (ISO 14001)": "", "IATF 8.4.1": "", "EN 9100 8.4.1": "", "OHSAS 18001 4.4.6": "", "ISO 9000:2015 3.2.1": "",
		"ISO/IEC 27001:2022 A.8.1, 9.2": "", "ISO_13485 7.4.1": "", "ISO 9001-2008 7.4.1": "",
		"8.3.1 N/A": "", "8.4 (except 8.4.2)": "", "8.4.1 not applicable": "", "8.3 ausgeschlossen": "", "8.5 ohne 8.5.3": "", "8.3.1 nicht anwendbar": "", "sauf 8.3.1": "",
		"8.3.2 sans objet": "", "8.1, excepto 8.3.1": "", "8.3.1 no aplica": "", "tranne 8.3.1": "", "8.3.1 non applicabile": "", "8.3.1 unntatt": "", "8.3.1 ikke aktuelt": "",
	} {
		var p proposals
		p.add(builtIn(), standard.Load("2015"), text, 1)
		if got := strings.Join(append(p.exact, p.headings...), " "); got != want || got == "" && len(p.faults) == 0 {
			t.Errorf("%q proposes %q, want %q; faults %v", text, got, want, p.faults)
		}
	}
}

func TestMentionsOfSeveral(t *testing.T) {
	for text, want := range map[string]string{
		"ISO 9001 clauses 8.4.1, 8.4.2 and 8.4.3": "8.4.1 8.4.2 8.4.3", "clauses 8.4.1 and 8.4.2 of ISO 9001": "8.4.1 8.4.2", "Kapitel 8.4.1 bis 8.4.3 der ISO 9001": "8.4.1 8.4.2 8.4.3",
		"cláusulas 8.4.1 y 8.4.2 de la norma ISO 9001": "8.4.1 8.4.2", "ISO 9001:2015, 8.4": "[8.4]", "ISO 9001 §8.4.1": "8.4.1", "ISO 9001 §§ 8.4.1, 8.4.2": "8.4.1 8.4.2", "(Clause 8.4.1, ISO 9001:2015)": "8.4.1",
		"DIN EN ISO 9001:2015-11, Abschnitt 8.4.1": "8.4.1", "pt. 8.4.1 della norma UNI EN ISO 9001:2015": "8.4.1", "ISO 13485 clause 7.4.1 (ISO 9001 clause 8.4.1)": "8.4.1",
		"see ISO 14001 clause 8.2.1, ISO 9001 is another": "", "ISO 14001 clause 8.2.1, ISO 9001 clause 8.4.1": "8.4.1",
		"ISO 9001 clause 8.2.1, ISO 14001 clause 8.4.1, ISO 9001 clause 8.6": "8.2.1 8.6", "Exclusions: ISO 9001 clause 8.3.1, ISO 9001 clause 8.5.3": "", "ISO 45001:2018 clause 8.2.1 of ISO 9001": "", "ISO 9001/ISO 14001 clause 9.2": "", "clause 7.4.1 of ISO 13485 and ISO 9001": "",
		"section 8.4.1 of this procedure and ISO 9001": "", "according to ISO 9001, 10.2.2018": "", "ISO 9001, 2.4 GHz": "", "map 8.4.1 of ISO 9001": "",
		"ISO 9001 clause 8.3.1\nis not applicable to us": "", "- ISO 9001 clause 8.4.1\n- 8.3 is not applicable": "8.4.1", "| ISO 9001, 8.4.1 | x |\n| ISO 9001, 8.3.1 | n/a |": "8.4.1",
		"ISO 9001 clause 8.3.1 is not applicable to us": "", "Clause 8.3.1 of ISO 9001 does not apply.": "", "Exclusions: ISO 9001 clause 8.3.1": "", "Kapitel 8.3.1 der ISO 9001 entfällt": "",
		"la cláusula 8.3.1 de la ISO 9001 no es de interés; no aplica": "", "Not applicable: nothing. ISO 9001 clause 8.4.1 is met.": "8.4.1",
	} {
		var p proposals
		p.text(builtIn(), standard.Load("2015"), text)
		if got := proposalsOf(&p); got != want {
			t.Errorf("%q mentions %q, want %q", text, got, want)
		}
	}
}

// TestStandardOfDocument reads to which standard a document's clauses belong.
func TestStandardOfDocument(t *testing.T) {
	const claim = "**ISO clause:** 8.4.1\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"control data":            {"a.md", "# A\n\n**Standard:** ISO 14001:2015\n" + claim, "!8.4.1"},
		"control data, ours":      {"a.md", "# A\n\n**Norm:** DIN EN ISO 9001:2015\n" + claim, "8.4.1"},
		"another edition":         {"a.md", "# A\n\n**Standard:** ISO 9001:2008\n" + claim, "!8.4.1"},
		"placeholder":             {"a.md", "# A\n\n**ISO clause:** X.X\n", "!X.X"},
		"every clause":            {"a.md", "# A\n\n| ISO clause | All |\n|---|---|\n", "!All"},
		"no clause":               {"a.md", "# A\n\n**ISO clause:** 4.0<br>TBD\n", "!4.0"},
		"both":                    {"a.md", "# A\n\n**Standards:** ISO 9001, ISO 14001\n" + claim, "!8.4.1"},
		"with a clause":           {"a.md", "# A\n\n**Norm:** ISO 9001:2015 Kap. 8.4.1\n", "8.4.1"},
		"front matter, a clause":  {"a.md", "---\nnorm: ISO 9001, 8.4.1\n---\n# A\n", "8.4.1"},
		"front matter, other":     {"a.md", "---\nstandard: ISO 45001\niso_clause: 8.4.1\n---\n# A\n", "!8.4.1"},
		"front matter, edition":   {"a.md", "---\nstandard: ISO 9001:2008\niso_clause: 8.4.1\n---\n# A\n", "!8.4.1"},
		"heading":                 {"a.md", "# Waste (ISO 14001)\n\n" + claim, "!8.4.1"},
		"folder":                  {"ISO 45001/a.md", "# Safety\n\n" + claim, "!8.4.1"},
		"heading, both":           {"a.md", "# Audits (ISO 9001, ISO 14001)\n\n" + claim, "8.4.1"},
		"heading, no management":  {"a.md", "# Sampling to ISO 2859-1\n\n" + claim, "8.4.1"},
		"heading, ours elsewhere": {"a.md", "# Waste (ISO 14001)\n\nISO 9001 too.\n\n" + claim, "8.4.1"},
	} {
		s := &scanner{words: builtIn(), edition: standard.Load("2015")}
		if got := proposalsOf(&s.markdown(c.file, []byte(c.text)).claims); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestClauseTables reads tables that list clauses and documents.
func TestClauseTables(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"ours":            {"| ISO 9001 | Requirement |\n|---|---|\n| 8.4.1 | Suppliers |\n| 8.6 | Release |\n", "8.4.1 8.6"},
		"HTML":            {"<table>\n<tr><th>ISO 9001</th><th>Document</th></tr>\n<tr><td>8.4.1</td><td>x</td></tr>\n<tr><td>8.3.1</td><td>n/a</td></tr>\n</table>\n", "8.4.1"},
		"other edition":   {"| ISO 9001:2008 | Requirement |\n|---|---|\n| 8.4.1 | Suppliers |\n", ""},
		"not applicable":  {"| ISO 9001 | Document |\n|---|---|\n| 8.4.1 | x |\n| 8.3.1 | not applicable |\n| 8.5.4 | No |\n| 8.5.5 | n/a |\n| 8.2.2 | entfällt |\n", "8.4.1"},
		"named above":     {"ISO 9001:\n\n| Clause | Document |\n|---|---|\n| 8.4.1 | x |\n", "8.4.1"},
		"another above":   {"ISO 9001 is our standard. This table is about\nISO 14001:\n\n| Clause | Document |\n|---|---|\n| 8.4.1 | x |\n", ""},
		"nobody's clause": {"| Clause | Document |\n|---|---|\n| 8.4.1 | x |\n\nISO 9001\n", ""},
	} {
		list := ""
		for _, row := range clauseTables(builtIn(), standard.Load("2015"), strings.Split(c.text, "\n"), 1) {
			list += " " + strings.Join(row.clauses.exact, " ")
		}
		if got := strings.TrimSpace(list); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
