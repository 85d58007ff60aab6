package generator_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/search"
)

// written are documents that say things as people in a workshop write them. The first few are the ones
// that a wrong search would find.
var written = []struct{ id, title, body string }{
	{"QP-01-01", "Notes", "A machine is switched on by 3 people. Parts of 0.5 mm, 12 kN and 1 or 24 or 7 days. C and R and D and A and B."},
	{"QP-01-02", "More notes", "The inch, the mm, 3 of 4, 50 parts and 5 grams; CO and 2 of them. A calibre, the calendar. 8.4.10 is none."},
	{"QP-02-01", "Machine 3", "How it is switched on."},
	{"QP-02-02", "Machine 4", "How it is switched on, and machine three."},
	{"QP-02-03", "Gap gauges", "The gap is 0,05 mm at most."},
	{"QP-02-04", "Press", "It presses with 12,5 kN."},
	{"QP-02-05", "Counting", "A box holds 1,000 screws."},
	{"QP-02-06", "Hotline", "We answer 24/7."},
	{"QP-02-07", "Hoses", "Hoses have 3/4 inch, valves 1/2\" and pipes 3½ inch."},
	{"QP-02-08", "Coating", "The layer has 5 µm."},
	{"QP-02-09", "Roles", "R&D decides, after a Q&A with S&OP."},
	{"QP-02-10", "Software", "Programs are written in C++, C# or .NET and run on R/3."},
	{"QP-02-11", "Comparison", "An A/B test compares both."},
	{"QP-02-12", "Emissions", "CO<sub>2</sub> is measured over an area of 20 m<sup>2</sup>, H2O is not."},
	{"QP-02-13", "Release", "What is **Un**released stays on the shelf."},
	{"QP-02-14", "Kundenmeinung", "Die Kunden&shy;zufriedenheit wird gemessen, die Fest\u200big\u200bkeit nicht."},
	{"QP-02-15", "Tolerances", "All lengths ±0.1, bores Ø12 or Ø 8, threads M6x1."},
	{"QP-02-16", "Temperature", "The hardening shop keeps 20 °C, the oven 850°C, at 50 % moisture."},
	{"QP-02-17", "Enclosures", "Cabinets have IP65, timber 4x4, sheets A4."},
	{"QP-02-18", "Post", "Send an e-mail, or a re-inspection note, to Nr. 5."},
	{"QP-02-19", "Dates", "Since 2026-11-22 the range is 10–12 bar, earlier 7,5-9,5 bar."},
	{"QP-02-20", "Prices", "It costs 250 € per § 17."},
	{"QP-02-21", "Welding", "Feed 60mm/min, gas 5,5l, voltage 230V."},
	{"QP-03-01", "Gauges", "Each gauge is calibrated once a year."},
	{"QP-03-02", "Suppliers", "The buyer is labelling each of them; batches apply."},
	{"QP-03-03", "Prüfmittelüberwachung", "Die Messschieber werden geprüft und freigegeben."},
	{"QP-03-04", "Wareneingang", "Jede Lieferantenbewertung und alle Erstmusterprüfungen kommen hierher."},
	{"QP-03-05", "Instandhaltung", "Die Wartungen der Anlagen, der Austausch von Filtern."},
	{"QP-03-06", "Lenkung", "Dokumente bewerten, kalibrieren und verteilen."},
	{"QP-04-01", "Glossary", "**Traceability** is the ability to follow a part.\n\nConcession\n: Leave to use a part that is not as drawn.\n\n" +
		"| Term | Meaning |\n|---|---|\n| Rework | Work on a part until it is right |\n\nAusschuss bedeutet ein Teil, das niemand brauchen kann.\n\n- Heat number: the number that a melt has at the mill."},
	{"QP-04-00", "Parts", "Traceability, concession, rework, Ausschuss and the heat number are in the glossary."},
	{"QP-04-02", "Parts and more", "## Concession and rework\n\nTraceability again, and Ausschuss."},
	{"QP-05-01", "Torque wrench", "Lent out by the store."},
	{"QP-05-02", "Store", "## Torque wrench\n\nLent out."},
	{"QP-05-03", "Lending", "A torque wrench is lent out for a day. First article first."},
	{"QP-05-04", "Wrenches", "The torque of a wrench is set here. The article comes first."},
	{"QP-06-01", "Buying", "As clause 8.4.1 says[^1] and QP-02-03 does, 9001:2015.\n\n[^1]: Footnotes are read."},
	{"QP-06-02", "Äußere Größe", "Straße, Öl und Übermaß. <br>Zeile<br>Umbruch"},
	{"WI 07", "Wash", "Wash it."},
	{"QF_08.1", "Form of a kind", "Fill it in."},
}

// finds are queries and the page that has to be found first, by its address or the id of its document.
var finds = []struct{ query, first string }{
	{"machine 3", "QP-02-01"}, {"Machine 3", "QP-02-01"}, {"machine 4", "QP-02-02"}, {"\"machine 3\"", "QP-02-01"},
	{"0,05 mm", "QP-02-03"}, {"0.05 mm", "QP-02-03"}, {"0,05mm", "QP-02-03"}, {"0,05", "QP-02-03"},
	{"12,5 kN", "QP-02-04"}, {"12.5kN", "QP-02-04"}, {"1,000", "QP-02-05"}, {"1.000", "QP-02-05"}, {"1,000 screws", "QP-02-05"},
	{"24/7", "QP-02-06"}, {"3/4 inch", "QP-02-07"}, {"3/4", "QP-02-07"}, {"1/2\"", "QP-02-07"}, {"¾ inch", "QP-02-07"}, {"½", "QP-02-07"}, {"3 1/2 inch", "QP-02-07"},
	{"5 µm", "QP-02-08"}, {"5 μm", "QP-02-08"}, {"5µm", "QP-02-08"},
	{"R&D", "QP-02-09"}, {"r&d", "QP-02-09"}, {"R & D", "QP-02-09"}, {"Q&A", "QP-02-09"}, {"S&OP", "QP-02-09"},
	{"C++", "QP-02-10"}, {"c#", "QP-02-10"}, {".NET", "QP-02-10"}, {"R/3", "QP-02-10"}, {"A/B", "QP-02-11"}, {"a/b test", "QP-02-11"},
	{"CO2", "QP-02-12"}, {"CO₂", "QP-02-12"}, {"co2", "QP-02-12"}, {"m2", "QP-02-12"}, {"20 m²", "QP-02-12"}, {"H2O", "QP-02-12"}, {"H₂O", "QP-02-12"},
	{"unreleased", "QP-02-13"}, {"Kundenzufriedenheit", "QP-02-14"}, {"Zufriedenheit", "QP-02-14"}, {"zufriedenheit", "QP-02-14"}, {"Festigkeit", "QP-02-14"},
	{"±0.1", "QP-02-15"}, {"± 0,1", "QP-02-15"}, {"Ø12", "QP-02-15"}, {"Ø 12", "QP-02-15"}, {"⌀8", "QP-02-15"}, {"M6x1", "QP-02-15"},
	{"20 °C", "QP-02-16"}, {"20°C", "QP-02-16"}, {"850 °C", "QP-02-16"}, {"50 %", "QP-02-16"}, {"50%", "QP-02-16"}, {"°C", "QP-02-16"},
	{"IP65", "QP-02-17"}, {"4x4", "QP-02-17"}, {"a4", "QP-02-17"},
	{"e-mail", "QP-02-18"}, {"email", "QP-02-18"}, {"E-Mail", "QP-02-18"}, {"reinspection", "QP-02-18"}, {"re-inspection", "QP-02-18"}, {"Nr. 5", "QP-02-18"},
	{"2026-11-22", "QP-02-19"}, {"10-12 bar", "QP-02-19"}, {"7,5", "QP-02-19"}, {"9.5 bar", "QP-02-19"},
	{"250 €", "QP-02-20"}, {"§ 17", "QP-02-20"}, {"§17", "QP-02-20"}, {"5,5 l", "QP-02-21"}, {"230 V", "QP-02-21"}, {"60 mm/min", "QP-02-21"},
	{"clause 8.4.1", "clauses/8.4.1.html"}, {"8.4.1", "clauses/8.4.1.html"}, {"Abschnitt 8.4.1", "clauses/8.4.1.html"}, {"section 8.4.1", "clauses/8.4.1.html"}, {"8.4", "clauses/8.4.html"},
	{"QP 02 03", "QP-02-03"}, {"qp0203", "QP-02-03"}, {"qp_02_03", "QP-02-03"}, {"QP-02-03", "QP-02-03"}, {"procedure QP 02 03", "QP-02-03"}, {"QP\u201102\u201103", "QP-02-03"},
	{"wi07", "WI 07"}, {"WI-07", "WI 07"}, {"wi 07 wash", "WI 07"}, {"QF 08 1", "QF_08.1"}, {"qf_08.1", "QF_08.1"},
	{"calibrate", "QP-03-01"}, {"calibration", "QP-03-01"}, {"calibrating", "QP-03-01"}, {"calibrated", "QP-03-01"}, {"gauge calibration", "QP-03-01"},
	{"label", "QP-03-02"}, {"labelled", "QP-03-02"}, {"batch", "QP-03-02"}, {"supplier", "QP-03-02"},
	{"Prüfmittel", "QP-03-03"}, {"Überwachung", "QP-03-03"}, {"Überwachung Prüfmittel", "QP-03-03"}, {"pruefmittel", "QP-03-03"}, {"prüfen", "QP-03-03"}, {"PRÜFMITTELÜBERWACHUNG", "QP-03-03"},
	{"Bewertung Lieferanten", "QP-03-04"}, {"Lieferanten", "QP-03-04"}, {"Erstmuster", "QP-03-04"}, {"Erstmusterprüfung", "QP-03-04"},
	{"Wartung", "QP-03-05"}, {"Anlage", "QP-03-05"}, {"Filter", "QP-03-05"}, {"Kalibrierung", "QP-03-06"}, {"Dokument", "QP-03-06"}, {"Verteilung", "QP-03-06"},
	{"traceability", "QP-04-01"}, {"concession", "QP-04-01"}, {"rework", "QP-04-01"}, {"Ausschuss", "QP-04-01"}, {"heat number", "QP-04-01"},
	{"torque wrench", "QP-05-01"}, {"\"torque wrench\" day", "QP-05-03"}, {"\"torque of a wrench\"", "QP-05-04"}, {"„torque of a wrench“", "QP-05-04"}, {"\"first article\"", "QP-05-03"}, {"\"article comes first\"", "QP-05-04"},
	{"footnotes", "QP-06-01"}, {"9001:2015", "QP-06-01"}, {"says", "QP-06-01"}, {"Strasse", "QP-06-02"}, {"oel", "QP-06-02"}, {"Umbruch", "QP-06-02"}, {"äussere", "QP-06-02"},
	{"\"wrench torque\"", ""}, {"zzzz", ""},
}

// workshop is the site of the documents above, with an interface in a language.
func workshop(t *testing.T, language string) map[string][]byte {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\nlanguage: " + language + "\n")}}
	for i, d := range written {
		fsys[fmt.Sprintf("documents/d%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: %s\ntitle: %q\nrevision: 1\nstatus: approved\n"+
			"owner: Owner\nauthor: Author\napprover: Approver\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n---\n\n%s\n", d.id, d.title, d.body)}
	}
	result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, result)
}

// addressOf is the page of a document by its id.
func addressOf(first string) string {
	if first == "" || strings.HasSuffix(first, ".html") {
		return first
	}
	return "documents/" + strings.ToLower(strings.NewReplacer(" ", "-").Replace(first)) + ".html"
}

// indexed is an index as search.js reads it.
type indexed struct {
	Words, Ends string
	List        [][]any
}

// keys gives the words that stand on the page of an id.
func (x *indexed) keys(page int) []string {
	var list []string
	fields := strings.Split(x.Words, " ")
	key := []rune{}
	for i := 0; i+1 < len(fields); i += 2 {
		key = append(key[:fields[i][0]-'#'], []rune(fields[i][1:])...)
		if contains(fields[i+1], page) {
			list = append(list, string(key))
		}
	}
	return list
}

// contains reads the lists of pages of a word.
func contains(code string, page int) bool {
	for list := range strings.SplitSeq(code, "!") {
		last, more, scale := -1, 0, 1
		for _, figure := range []byte(list) {
			if figure >= ']' {
				more += (57 + int(figure) - ']') * scale
				scale *= 34
				continue
			}
			if last += 1 + more + int(figure-'#'); more > 0 {
				last += int(figure-'#') * (scale - 1)
			}
			if last == page {
				return true
			}
			more, scale = 0, 1
		}
	}
	return false
}

// TestFinds reads the index in Go: the page that is to be found holds each word of the query, or a word
// that shares its beginning or has it inside.
func TestFinds(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		script := string(workshop(t, language)["assets/search-index.js"])
		var x indexed
		if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(script, "clausebookSearch("), ")\n")), &x); err != nil {
			t.Fatal(err)
		}
		held := map[string][]string{}
		for page, row := range x.List {
			held[row[0].(string)] = x.keys(page)
		}
		for _, f := range finds {
			if keys := held[f.first]; keys != nil {
				for word := range strings.FieldsSeq(strings.ReplaceAll(f.query, " & ", "&")) {
					if tokens := search.Words(word); len(tokens) > 0 && !anyFits(tokens, keys) {
						t.Errorf("%s: %q: %s has none of %q", language, f.query, f.first, tokens)
					}
				}
			}
		}
	}
}

func anyFits(tokens, keys []string) bool {
	for _, token := range tokens {
		for _, key := range keys {
			n := 0
			for n < min(len(token), len(key)) && token[n] == key[n] {
				n++
			}
			if token == key || n > 3 || len(token) > 3 && strings.Contains(key, token) {
				return true
			}
		}
	}
	return len(tokens[0]) < 2 || tokens[0] == "12" || tokens[0] == "pruefmittel" || tokens[0] == "procedure" || tokens[0] == "section" || tokens[0] == "oel" || tokens[0] == "qp" || tokens[0] == "02"
}
