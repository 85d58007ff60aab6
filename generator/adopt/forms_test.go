package adopt

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/standard"
)

// TestForms reads documents in forms that people use, each a file name with its text, and all fields found in it.
func TestForms(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"subtitle", "QP-10.md", "# QP-10: Suppliers\n\n## Plant South\n\n**Document Owner:** Buyer\n**Approved by:** Director\n**Next Review:** 2027-03-01\n\n## 1. Purpose\n\n**Owner:** Nobody",
			"id=QP-10 title=Suppliers owner=Buyer approver=Director review_date=2027-03-01"},
		{"subtitle, underlined", "a.md", "Suppliers\n=========\n\n<!-- logo -->\n\nPlant South\n-----------\n\nOwner: Buyer\n", "title=Suppliers owner=Buyer"},
		{"two subtitles", "a.md", "# Northmill\n## Quality\n### Suppliers\n**Owner:** Buyer", "title=Northmill owner=Buyer"},
		{"no subtitle", "a.md", "# Suppliers\n\nText.\n\n## Plant South\n\n**Owner:** Buyer", "title=Suppliers"},
		{"part", "a.md", "# Suppliers\n\n## 1. Rules\n\n**Owner:** Buyer", "title=Suppliers"},
		{"purpose", "a.md", "# Lieferanten\n\n## Zweck\n\n**Verantwortlich:** Einkauf", "title=Lieferanten"},
		{"heading of control data", "a.md", "# Suppliers\n\nHow we buy.\n\n## Document Information\n\n| | |\n|---|---|\n| Document ID | QP-10 |\n| Version | 2.1 |\n\n## Revision history\n\n**Owner:** Nobody",
			"id=QP-10 title=Suppliers revision=2.1"},
		{"approval table", "a.md", "# Control\n\n**Revision:** 00\n\n---\n\n## DOCUMENT CONTROL\n\n### Approval Signatures\n\n| Role | Name | Signature | Date |\n|---|---|---|---|\n| Author | Clerk | | 2026-02-01 |\n| Reviewer | Buyer | | 2026-02-02 |\n| Approver (Quality Manager) | Head of Quality | | 2026-02-03 |\n",
			"title=Control revision=00 author=Clerk approver=Head of Quality approved_date=2026-02-03"},
		{"approval table without names", "a.md", "# Control\n\n| Role | Signature | Date |\n|---|---|---|\n| Author (Clerk) | | 2026-02-01 |\n| Approver (Quality Manager) | signed | 3 Feb 2026 |\n",
			"title=Control author=Clerk approver=Quality Manager approved_date=2026-02-03"},
		{"approval table, one column for signature and date", "a.md", "# Control\n\n| **Role** | **Name** | **Signature & Date** |\n|---|---|---|\n| Author | \\[Name\\] | \\[DocuSign\\] |\n| Approver | Quality Manager | 2026-01-20 |\n",
			"title=Control approver=Quality Manager approved_date=2026-01-20"},
		{"approval table, German", "a.md", "# Lenkung\n\n| | Name | Datum | Unterschrift |\n|---|---|---|---|\n| Erstellt | QMB | 01.02.2026 | |\n| Geprüft | Einkauf | 02.02.2026 | |\n| Genehmigt | Leitung | 03.02.2026 | |\n",
			"title=Lenkung author=QMB approver=Leitung approved_date=2026-02-03"},
		{"approval table below an empty head row", "a.md", "# Control\n\n| | | |\n|---|---|---|\n| **Role** | **Name** | **Date** |\n| Author | Clerk | 2026-01-10 |\n| Approver | Director | 2026-01-20 |\n",
			"title=Control author=Clerk approver=Director approved_date=2026-01-20"},
		{"one row below an empty head row", "a.md", "# Control\n\n| | | |\n|---|---|---|\n| Doc No | Revision | Owner |\n| QP-01 | 3 | Buyer |\n", "id=QP-01 title=Control revision=3 owner=Buyer"},
		{"history below an empty head row", "a.md", "# Control\n\n| | | |\n|---|---|---|\n| Revision | Date | Author |\n| 1 | 2017-01-01 | A |\n| 2 | 2018-01-01 | B |\n", "title=Control"},
		{"person or date", "a.md", "# Compras\n\nAprobado: Dirección\n\nAprobado el: 3 de febrero de 2026\n", "title=Compras approver=Dirección approved_date=2026-02-03"},
		{"person or date, French", "a.md", "# Achats\n\nApprouvé : Direction\n\nApprouvé le : 3 février 2026\n\nÉtabli le : 1 février 2026\n", "title=Achats approver=Direction approved_date=2026-02-03"},
		{"neither person nor date", "x.md", "---\napproved: true\nreleased: pending approval\n---\n# Buying\n\nApproved: yes\n", "title=Buying"},
		{"clause numbers beside fields", "a.md", "# Control\n\n| Owner | Buyer |\n|---|---|\n| 7.5.3 | Section 4 |\n| PROCEDURE | all |\n| Reviewed by | Clerk |\n| Cost centre | 4711 |\n", "title=Control owner=Buyer ? Cost centre"},
		{"Spanish table", "PG 07/PG 07 Compras.md", "# PG 07 - Compras - Rev. 06\n\n| PROCEDIMIENTO | PG 07 |\n| :--- | :--- |\n| **COMPRAS** | **Rev. 06** |\n| **Fecha Emisión:** 09/08/2021 | **Fecha Revisión:** 13/01/2026 |\n| **Elabora:** Responsable de SGC | **Revisa y Aprueba:** Dirección |\n",
			"id=PG 07 title=Compras revision=06 author=Responsable de SGC approver=Dirección ? Fecha Emisión, Fecha Revisión"},
		{"Spanish table without heading", "compras.md", "| PROCEDIMIENTO | PG 07 |\n|---|---|\n| **COMPRAS** | **Rev. 06** |\n| Elaboró: Compras | Aprobó: Dirección |\n", "id=PG 07 title=compras revision=06 author=Compras approver=Dirección"},
		{"French verbs", "a.md", "# Achats\n\n| Rédigé par | Vérifié par | Approuvé par |\n|---|---|---|\n| Acheteur | Qualité | Direction |\n", "title=Achats author=Acheteur approver=Direction"},
		{"French verbs, present", "a.md", "# Achats\n\n**Rédige :** Acheteur | **Vérifie et approuve :** Direction\n", "title=Achats author=Acheteur approver=Direction"},
		{"Italian verbs", "a.md", "# Acquisti\n\n| Redatto | Verificato | Approvato |\n|---|---|---|\n| Ufficio acquisti | RSQ | Direzione |\n", "title=Acquisti author=Ufficio acquisti approver=Direzione"},
		{"Italian verbs, together", "a.md", "# Acquisti\n\n**Redige:** Ufficio acquisti\n**Verificato e approvato da:** Direzione\n", "title=Acquisti author=Ufficio acquisti approver=Direzione"},
		{"German verbs", "a.md", "# Einkauf\n\nErstellt: Einkauf | Geprüft: QMB | Freigegeben: Leitung\n", "title=Einkauf author=Einkauf approver=Leitung"},
		{"German, with date", "a.md", "# Einkauf\n\n**Erstellt am:** 01.02.2026\n**Geprüft und freigegeben:** Leitung\n**Freigegeben:** 03.02.2026\n", "title=Einkauf approver=Leitung approved_date=2026-02-03 ? Erstellt am"},
		{"Norwegian verbs", "a.md", "# Innkjøp\n\n**Utarbeidet:** Innkjøper\n**Kontrollert og godkjent av:** Ledelsen\n", "title=Innkjøp author=Innkjøper approver=Ledelsen"},
		{"English verbs", "a.md", "# Buying\n\n| Prepared by: Buyer | Checked by: Clerk | Approved by: Director |\n|---|---|---|\n", "title=Buying author=Buyer approver=Director"},
		{"reviewed and approved", "a.md", "# Buying\n\n- Prepared: Buyer\n- Reviewed & approved by: Director\n", "title=Buying author=Buyer approver=Director"},
		{"bold title", "x.md", "**Standard Operating Procedure**\n\n**SOP-IT-10: Backups**\n\n**Version:** 1.0\n\n## 1. Purpose\n", "id=SOP-IT-10 title=Backups revision=1.0"},
		{"bold company before the heading", "x.md", "**Northmill Precision**\n\n# Backups\n\n**Version:** 1.0\n", "title=Backups revision=1.0"},
		{"emoji", "x.md", "# 📋 QP-01 Purchasing ✅\n\n**👤 Owner:** Buyer\n", "id=QP-01 title=Purchasing owner=Buyer"},
		{"heading in HTML", "x.md", "<h1 align=\"center\">QP-01 Purchasing</h1>\n\n<p align=\"center\"><b>Owner:</b> Buyer</p>\n", "id=QP-01 title=Purchasing owner=Buyer"},
		{"heading in HTML, in lines", "x.md", "<div align=\"center\">\n<h1>\n  Purchasing\n</h1>\n</div>\n\n**Owner:** Buyer\n\n<h2>Purpose</h2>\n\n**Revision:** 9\n", "title=Purchasing owner=Buyer"},
		{"list", "x.md", "# Purchasing\n\n- **Owner**: Buyer\n- *Version*: 2\n* Status: Draft\n", "title=Purchasing revision=2 status=Draft owner=Buyer"},
		{"quotation", "x.md", "# Purchasing\n\n> Version 1.2 · 2024-05-01\n", "title=Purchasing revision=1.2"},
		{"bare revision", "x.md", "# Purchasing\n\n*Rev. B*\n", "title=Purchasing revision=B"},
		{"no bare revision", "x.md", "# Purchasing\n\nVersion 3 of the software replaces version 2.\n\n| Tool | Release |\n|---|---|\n| App | v2.1 |\n| Base | Version 3 |\n", "title=Purchasing"},
		{"definition list", "x.md", "# Purchasing\n\nOwner\n: Buyer\n\n**Approved by**\n:   Director\n\nNothing\n: else\n", "title=Purchasing owner=Buyer approver=Director"},
		{"one line", "x.md", "# Purchasing\n\nDocument No: QP-01 Rev: 3 Date: 2024-05-01 Owner: Buyer Page: 1 of 3\n", "id=QP-01 title=Purchasing revision=3 owner=Buyer"},
		{"one line, bold keys without colon inside", "x.md", "# Purchasing\n\n**Doc No.** QP-01 **Rev** 3 **Owner** Buyer\n", "id=QP-01 title=Purchasing revision=3 owner=Buyer"},
		{"empty head row", "x.md", "# Purchasing\n\n| | |\n|-|-|\n| **Owner** | Buyer |\n| **Version** | 2 |\n", "title=Purchasing revision=2 owner=Buyer"},
		{"empty head row, four cells", "x.md", "# Purchasing\n\n|  |  |  |  |\n|--|--|--|--|\n| Owner: | Buyer | Version: | 2 |\n", "title=Purchasing revision=2 owner=Buyer"},
		{"comments", "x.md", "<!-- Owner: the role that is responsible -->\n# Purchasing\n<!--\nOwner: the role\nStatus: draft or approved\n-->\n**Owner:** Buyer\n", "title=Purchasing owner=Buyer"},
		{"dots", "x.md", "# Purchasing\n\nOwner ........: Buyer\nRevision .....: 3\n", "title=Purchasing revision=3 owner=Buyer"},
		{"equals", "x.md", "# Purchasing\n\n**Owner** = Buyer\n", "title=Purchasing"},
		{"dash", "x.md", "# Purchasing\n\n**Owner** – Buyer\n**Revision** - 3\n", "title=Purchasing revision=3 owner=Buyer"},
		{"bold pair", "x.md", "# Purchasing\n\n**Owner: Buyer**\n**Version: 2.0**\n", "title=Purchasing revision=2.0 owner=Buyer"},
		{"code span", "x.md", "# Purchasing\n\n`Owner: Buyer` `Version: 2`\n", "title=Purchasing revision=2 owner=Buyer"},
		{"callout", "x.md", "# Purchasing\n\n> [!info] Document control\n> **Owner:** Buyer\n> - Version: 2\n", "title=Purchasing revision=2 owner=Buyer"},
		{"details", "x.md", "# Purchasing\n\n<details><summary>Document control</summary>\n\n| Owner | Buyer |\n|---|---|\n| Version | 2 |\n\n</details>\n", "title=Purchasing revision=2 owner=Buyer"},
		{"badges", "x.md", "# Purchasing\n\n![status](https://example.com/a.svg) ![v](b.png)\n\n## Plant South\n\nOwner: Buyer\n", "title=Purchasing owner=Buyer"},
		{"heading in columns", "x.md", "# Purchasing | QP-01 | Rev 3\n", "id=QP-01 title=Purchasing revision=3"},
		{"heading with brackets", "x.md", "# Procedure: Purchasing (QP-01, Rev. 3)\n", "id=QP-01 title=Procedure: Purchasing revision=3"},
		{"heading with a number that is no id", "x.md", "# Boiler - Unit 3\n", "title=Boiler - Unit 3"},
		{"id above the title", "x.md", "### QP-01\n\n# Purchasing\n\n**Owner:** Buyer", "id=QP-01 title=Purchasing owner=Buyer"},
		{"title below the id", "x.md", "# QP-01\n## Purchasing\n", "id=QP-01 title=Purchasing"},
		{"id and revision as subtitles", "x.md", "# Purchasing\n\n## QP-01\n\n### Revision 3\n\nOwner: Buyer", "id=QP-01 title=Purchasing revision=3 owner=Buyer"},
		{"row without a table", "a.md", "# Control\n\n| **Document ID** | QP-01 | **Version** | 2 |\n", "id=QP-01 title=Control revision=2"},
		{"table without the line below its head", "a.md", "# Control\n\n| Document No. | QP-01 |\n| Revision | 3 |\n", "id=QP-01 title=Control revision=3"},
		{"table of pandoc", "a.md", "# Control\n\n+---------+-------+\n| Owner   | Buyer |\n+=========+=======+\n| Version | 2     |\n+---------+-------+\n", "title=Control revision=2 owner=Buyer"},
		{"approver with date", "a.md", "# Control\n\n**Approved by:** Director, 2024-05-01\n**Author:** Clerk (1 April 2024)\n", "title=Control author=Clerk approver=Director approved_date=2024-05-01"},
		{"approver with date, German", "a.md", "# Lenkung\n\nFreigegeben durch: Leitung am 01.05.2024\nErstellt von: QMB (01.04.2024)\n", "title=Lenkung author=QMB approver=Leitung approved_date=2024-05-01"},
		{"approver with date, French", "a.md", "# Achats\n\n**Approuvé par :** Direction le 1er mai 2024\n", "title=Achats approver=Direction approved_date=2024-05-01"},
		{"to be signed", "a.md", "# Control\n\n**Approved by:** ____________  **Date:** __________\n", "title=Control"},
		{"slash between", "a.md", "# Control\n\nPrepared by: Buyer / Approved by: Director\n\nRev. 3 / 01.05.2024\n", "title=Control revision=3 author=Buyer approver=Director"},
		{"two colons", "a.md", "# Control\n\nowner:: Buyer\nversion:: 3\n", "title=Control revision=3 owner=Buyer"},
		{"colons around", "a.md", ":Owner: Buyer\n:Version: 3\n\n# Control\n", "title=Control revision=3 owner=Buyer"},
		{"value in the next line", "a.md", "# Control\n\n**Owner:**\nBuyer\n\n**Approved by:**\n- Director\n- Clerk\n", "title=Control owner=Buyer approver=Director, Clerk"},
		{"list of activities", "a.md", "# Control\n\n| Activity | Responsible | Document |\n|---|---|---|\n| Approval | Director | FO-01 |\n| Author | Buyer | FO-02 |\n", "title=Control"},
		{"list of one action", "a.md", "# Control\n\n| Item | Owner | Due |\n|---|---|---|\n| Desk | Buyer | 2024-05-01 |\n", "title=Control"},
		{"logo, key and value", "a.md", "# Control\n\n| Northmill | Document No | QP-01 |\n|---|---|---|\n| Control | Revision | 3 |\n", "id=QP-01 title=Control revision=3"},
		{"sentence", "a.md", "# Control\n\n**Responsible:** The buyer decides about all suppliers.\n\n**Responsible:**\nThe buyer decides about all suppliers.\n", "title=Control"},
		{"person with date after a doubtful word", "a.md", "# Einkauf\n\n**Freigabe:** Geschäftsführung, 01.05.2024\n**Gültig ab:** Montag, 03.06.2024\n", "title=Einkauf approver=Geschäftsführung approved_date=2024-05-01 effective_date=2024-06-03"},
		{"signatures with labels", "a.md", "# Compras\n\n| Elaboró: | Revisó: | Aprobó: |\n|:-:|:-:|:-:|\n| Nombre: Comprador | Nombre: Calidad | Nombre: Dirección |\n| Fecha: 1 feb 2024 | Fecha: 2 feb 2024 | Fecha: 3 feb 2024 |\n", "title=Compras author=Comprador approver=Dirección approved_date=2024-02-03"},
		{"sentences", "a.md", "# Control\n\nApproved: The request is approved by the buyer.\nPrepared: The form is prepared.\n", "title=Control"},
		{"bold line above control data", "control.md", "**Document Control**\n- **Version**: 1.0\n\n## 1. Purpose\n", "title=control revision=1.0"},
		{"table of duties", "a.md", "# Control\n\n| Role | Responsibility |\n|---|---|\n| Approver | approves suppliers |\n| Author | writes the order |\n", "title=Control"},
		{"list of duties", "a.md", "# Control\n\nOwner:\n- Keeps the list\n- Reports faults\n\n**Approvers:**\n- sign\n- date\n", "title=Control"},
		{"boxes to tick", "a.md", "# Control\n\nApproved: ☐ yes ☐ no\nApproved by: ☐ Director ☐ Buyer\n", "title=Control"},
		{"list of one machine", "a.md", "# Control\n\n| Machine | Version |\n|---|---|\n| Lathe | 2 |\n\n| Machine | Version | Owner |\n|---|---|---|\n| Lathe | 2 | Shop |\n", "title=Control"},
		{"date before person", "a.md", "# Einkauf\n\nErstellt: 01.02.2024 von QMB\nGeprüft: 02.02.2024 / Einkauf\nFreigegeben: 03.02.2024 / Leitung\n", "title=Einkauf author=QMB approver=Leitung approved_date=2024-02-03"},
		{"date with person", "a.md", "# Buying\n\n**Approved on:** 2024-05-01 by Director\n**Effective:** from 2 June 2024\n", "title=Buying approver=Director approved_date=2024-05-01 effective_date=2024-06-02"},
		{"front matter, camel case", "x.md", "---\ndocId: QP-01\ndocumentOwner: Buyer\neffectiveDate: 2024-05-01\napprovedBy: Director\nnextReview: 2025-05-01\n---\n# Purchasing\n", "id=QP-01 title=Purchasing owner=Buyer approver=Director effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, French", "x.md", "---\ndate_d_application: 2024-05-01\ndate-approbation: 2024-04-01\nproprietaire: Acheteur\nréférence: QP-01\n---\n# Achats\n", "id=QP-01 title=Achats owner=Acheteur approved_date=2024-04-01 effective_date=2024-05-01"},
		{"front matter, French, short", "x.md", "---\ndate_application: 2024-05-01\nprochaine-revue: 2025-05-01\nindice: C\nrédigé_par: Acheteur\n---\n# Achats\n", "title=Achats revision=C author=Acheteur effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, Spanish", "x.md", "---\nfecha_de_aprobacion: 2024-04-01\nfecha-vigencia: 2024-05-01\nfecha_próxima_revisión: 2025-05-01\naprobado_por: Dirección\n---\n# Compras\n", "title=Compras approver=Dirección approved_date=2024-04-01 effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, German", "x.md", "---\ngueltig_ab: 2024-05-01\nfreigabe_datum: 2024-04-01\nnaechste-pruefung: 2025-05-01\nfreigegeben_von: Leitung\ndokumentennr: VA-01\n---\n# Einkauf\n", "id=VA-01 title=Einkauf approver=Leitung approved_date=2024-04-01 effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, German, umlauts", "x.md", "---\ngültig-ab: 2024-05-01\nnächste_prüfung: 2025-05-01\nÄnderungsstand: 3\nprozesseigentuemer: Einkauf\n---\n# Einkauf\n", "title=Einkauf revision=3 owner=Einkauf effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, Italian", "x.md", "---\ndata_approvazione: 2024-04-01\ndata_entrata_in_vigore: 2024-05-01\ndata_prossima_revisione: 2025-05-01\ndata_revisione: 2024-03-01\n---\n# Acquisti\n", "title=Acquisti approved_date=2024-04-01 effective_date=2024-05-01 review_date=2025-05-01"},
		{"front matter, Norwegian", "x.md", "---\ngjelder_fra: 2024-05-01\ngodkjent_dato: 2024-04-01\nneste_revisjon: 2025-05-01\ndokument_eier: Innkjøp\n---\n# Innkjøp\n", "title=Innkjøp owner=Innkjøp approved_date=2024-04-01 effective_date=2024-05-01 review_date=2025-05-01"},
	} {
		s := &scanner{words: builtIn(), edition: standard.Load("2015")}
		r := s.markdown(c.file, []byte(c.text))
		var got []string
		for _, field := range canonical {
			list := r.values[field]
			slices.SortStableFunc(list, func(a, b candidate) int { return slices.Index(sources, a.source) - slices.Index(sources, b.source) })
			if len(list) > 0 && list[0].value != "" {
				got = append(got, field+"="+s.written(field, list[0].value))
			}
		}
		if c.file == "a.md" || c.file == "x.md" {
			got = slices.DeleteFunc(got, func(text string) bool { return text == "title="+strings.TrimSuffix(c.file, ".md") })
		}
		if len(r.unknown) > 0 {
			got = append(got, "? "+strings.Join(r.unknown, ", "))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}
