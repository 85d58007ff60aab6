package standard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// informed lists the clauses that ask for documented information, with a word for each item: d for a
// document and r for a record, then nothing where it is always required, ~ to the extent necessary,
// ? where the case arises, - as planned.
func informed(e *standard.Edition) string {
	var list []string
	for _, c := range e.Clauses {
		if len(c.Information) == 0 {
			continue
		}
		text := c.ID
		for _, i := range c.Information {
			kind := "d"
			if i.Record() {
				kind = "r"
			}
			text += " " + kind + []string{"", "~", "?", "-"}[i.Obligation()]
		}
		list = append(list, text)
	}
	return strings.Join(list, "\n")
}

// TestInformationOfEditions holds the data against what each edition asks to be documented.
func TestInformationOfEditions(t *testing.T) {
	const (
		old = "4.2.1 d d~\n4.2.2 d\n4.2.3 d\n4.2.4 d\n5.6.1 r\n6.2.2 r\n7.1 r~\n7.2.2 r\n7.3.2 r\n7.3.4 r\n7.3.5 r\n7.3.6 r\n7.3.7 r\n" +
			"7.4.1 r\n7.5.2 r?\n7.5.3 r?\n7.5.4 r?\n7.6 r r? r?\n8.2.2 d r\n8.2.4 r r\n8.3 d r\n8.5.2 d r\n8.5.3 d r"
		today = "4.3 d\n4.4.2 d~ r~\n5.2.2 d\n6.2.1 d\n7.1.5.1 r\n7.1.5.2 r?\n7.2 r\n7.5.1 d\n7.5.3.2 d\n8.1 d~ r~\n8.2.3.2 r?\n8.2.4 d\n8.3.2 r-\n8.3.3 r\n" +
			"8.3.4 r\n8.3.5 r\n8.3.6 r\n8.4.1 r\n8.5.1 d?\n8.5.2 r?\n8.5.3 r?\n8.5.6 r\n8.6 r r\n8.7.2 r\n9.1.1 r\n9.2.2 r\n9.3.3 r\n10.2.2 r r"
	)
	for year, want := range map[string]string{
		"1994": "4.1.1 d\n4.1.2.1 d\n4.1.3 r\n4.2.1 d\n4.2.2 d\n4.2.3 d r\n4.3.1 d\n4.3.4 r\n4.4.1 d\n4.4.2 d\n4.4.3 d\n4.4.4 d\n4.4.5 d\n4.4.6 r\n4.4.7 r\n4.4.9 d\n" +
			"4.5.1 d\n4.5.2 d\n4.6.1 d\n4.6.2 r\n4.6.3 d\n4.7 d? r?\n4.8 d? r?\n4.9 d~ r?\n4.10.1 d\n4.10.2.3 r?\n4.10.5 r\n4.11.1 d r\n4.11.2 r\n4.13.1 d\n4.13.2 r\n" +
			"4.14.1 d\n4.14.2 r\n4.15.1 d\n4.16 d r\n4.17 d r\n4.18 d r\n4.19 d?\n4.20.2 d?",
		"2000": old, "2008": old, "2015": today, "2026": today,
	} {
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(informed(standard.Load(year)), "\n")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", year, diff)
		}
	}
}

// TestIndexed: the editions that have a name are those that have clauses.
func TestIndexed(t *testing.T) {
	if diff := cmp.Diff(standardname.Years(), standard.Indexed()); diff != "" {
		t.Errorf("(-standardname +scopes.yaml)\n%s", diff)
	}
}

// TestItems checks each item by itself: its words are known, and a conditional one has a case that
// names it alone.
func TestItems(t *testing.T) {
	kinds := []string{"maintain", "retain", "available", "available-evidence"}
	bases := []string{"explicit", "implied", "general", "to-extent-necessary", "conditional", "planning"}
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		for _, c := range e.Clauses {
			items := map[string]bool{}
			for _, i := range c.Information {
				switch {
				case !slices.Contains(kinds, i.Kind) || !slices.Contains(bases, i.Basis):
					t.Errorf("%s %s: kind %q, basis %q", e.Name, c.ID, i.Kind, i.Basis)
				case !c.Requirement || items[i.Item] || strings.TrimSpace(i.Item) == "":
					t.Errorf("%s %s: item %q is on a heading, twice there, or empty", e.Name, c.ID, i.Item)
				case (i.Case == "") == (i.Basis == "conditional"):
					t.Errorf("%s %s: %s, case %q", e.Name, c.ID, i.Basis, i.Case)
				case i.Case != "" && i.Case != c.ID && !strings.HasPrefix(i.Case, c.ID+"#"):
					t.Errorf("%s %s: case %q", e.Name, c.ID, i.Case)
				case i.Demanded() != (i.Basis != "planning"):
					t.Errorf("%s %s: %s, demanded %v", e.Name, c.ID, i.Basis, i.Demanded())
				}
				items[i.Item] = true
			}
		}
	}
	for year, want := range map[string][]string{
		"1994": {"4.7", "4.8", "4.9", "4.10.2.3", "4.19", "4.20.2"},
		"2008": {"7.5.2", "7.5.3", "7.5.4", "7.6#basis", "7.6#earlier-results"},
		"2015": {"7.1.5.2", "8.2.3.2", "8.5.1", "8.5.2", "8.5.3"},
		"2026": {"7.1.5.2", "8.2.3.2", "8.5.1", "8.5.2", "8.5.3"},
	} {
		if diff := cmp.Diff(want, standard.Load(year).Cases()); diff != "" {
			t.Errorf("cases of %s (-want +got)\n%s", year, diff)
		}
	}
}

// TestChanges holds the marks of change of 2026: all others are unchanged as far as is known.
func TestChanges(t *testing.T) {
	want := map[string]string{
		"4.1": "amended", "4.2": "amended", "4.3": "reworded", "4.4": "retitled", "4.4.2": "reworded",
		"5.1.1": "amended", "5.2": "retitled", "5.2.1": "amended", "5.2.2": "reworded", "5.3": "retitled",
		"6.1.1": "titled", "6.1.2": "restructured", "6.1.3": "new", "6.2.1": "reworded", "6.3": "amended",
		"7.1.4": "note-only", "7.1.5.1": "reworded", "7.1.5.2": "retitled reworded", "7.1.6": "amended", "7.2": "reworded", "7.3": "amended reworded",
		"7.5.2": "retitled reworded", "7.5.3.2": "reworded",
		"8.1": "reworded", "8.2.1": "reworded", "8.2.2": "retitled", "8.2.3": "retitled", "8.2.3.2": "reworded", "8.2.4": "reworded",
		"8.3.2": "reworded", "8.3.3": "reworded", "8.3.4": "reworded", "8.3.5": "reworded", "8.3.6": "reworded", "8.4.1": "reworded",
		"8.5.2": "reworded", "8.5.3": "reworded", "8.5.6": "reworded", "8.6": "reworded", "8.7.2": "reworded",
		"9.1.1": "reworded", "9.1.3": "amended", "9.2.1": "titled", "9.2.2": "titled amended", "9.3.2": "amended", "9.3.3": "retitled reworded",
		"10.1": "restructured", "10.2.2": "reworded",
	}
	got := map[string]string{}
	for _, year := range standardname.Years() {
		for _, c := range standard.Load(year).Clauses {
			if len(c.Changes) > 0 {
				got[c.ID] = strings.Join(c.Changes, " ")
			}
			if len(c.Changes) > 0 && year != "2026" {
				t.Errorf("%s %s: changes %v", year, c.ID, c.Changes)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestGermanTitles checks that every clause has a German title, and no other number has one.
func TestGermanTitles(t *testing.T) {
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		german := e.Titles("de")
		if missing, unknown := german.Gaps(); len(missing)+len(unknown) > 0 {
			t.Errorf("%s: no German title of %v, and titles of %v, which are no clauses", e.Name, missing, unknown)
		}
		for _, c := range e.Clauses {
			if general := german.Of(c) == "Allgemeines"; general != (c.Title == "General") {
				t.Errorf("%s %s: %q is %q in German", e.Name, c.ID, c.Title, german.Of(c))
			}
		}
	}
}

func TestFullTitles(t *testing.T) {
	for _, tt := range []struct{ year, language, id, want string }{
		{"2015", "en", "8.4.1", "Control of externally provided processes, products and services: General"},
		{"2015", "", "10.1", "Improvement: General"},
		{"2015", "fr", "10.1", "Improvement: General"},
		{"2015", "de", "10.1", "Verbesserung: Allgemeines"},
		{"2015", "de-AT", "8.4.1", "Steuerung von extern bereitgestellten Prozessen, Produkten und Dienstleistungen: Allgemeines"},
		{"2015", "de", "8.7", "Steuerung nichtkonformer Ergebnisse"},
		{"2008", "de", "8.1", "Messung, Analyse und Verbesserung: Allgemeines"},
		{"2008", "de", "5.1", "Selbstverpflichtung der Leitung"},
		{"2000", "de", "5.1", "Verpflichtung der Leitung"},
		{"2008", "de", "6.2.2", "Kompetenz, Schulung und Bewusstsein"},
		{"2000", "de", "6.2.2", "Fähigkeit, Bewusstsein und Schulung"},
		{"2000", "en", "6.2.2", "Competence, awareness and training"},
		{"1994", "de", "4.9", "Prozeßlenkung"},
		{"1994", "de", "4.6.1", "Beschaffung: Allgemeines"},
		{"2026", "de", "6.1.3", "Maßnahmen zum Umgang mit Chancen"},
		{"2026", "en", "9.2.1", "Internal audit: General"},
		{"2026", "de", "9.2.1", "Internes Audit: Allgemeines"},
	} {
		e := standard.Load(tt.year)
		if got := e.Titles(tt.language).Full(e.Clause(tt.id)); got != tt.want {
			t.Errorf("%s %s in %q: %q, want %q", tt.year, tt.id, tt.language, got, tt.want)
		}
	}
	for language, want := range map[string]bool{"en": true, "en-GB": true, "de": true, "de-CH": true, "DE": true, "fr": false, "den": false, "": false} {
		if got := standard.TitledIn(language); got != want {
			t.Errorf("titles in %q: %v", language, got)
		}
	}
}
