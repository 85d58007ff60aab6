package standard_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

func elsewhere(year, id string) string {
	var rows []string
	for _, e := range standard.Load(year).Elsewhere(id) {
		var ids []string
		for _, c := range e.Clauses {
			if c.Perhaps {
				ids = append(ids, c.ID+"?")
			} else {
				ids = append(ids, c.ID)
			}
		}
		rows = append(rows, strings.TrimPrefix(e.Name, "ISO 9001:")+" "+strings.Join(ids, " "))
	}
	return strings.Join(rows, "; ")
}

func TestElsewhere(t *testing.T) {
	for _, c := range []struct{ year, id, want string }{
		{"2015", "8.4.1", "1994 4.6.1? 4.6.2; 2000 / 2008 7.4.1?; 2026 8.4.1"},
		{"2015", "7.1.6", "1994 ; 2000 / 2008 ; 2026 7.1.6"}, // new in 2015
		{"2015", "6.1.2", "1994 4.2.3 4.14.1 4.14.3; 2000 / 2008 5.4.2 8.5.3; 2026 6.1.2 6.1.3"},
		{"2015", "10.3", "1994 4.1.3; 2000 / 2008 8.5.1?; 2026 10.1"},
		{"2026", "10.1", "1994 4.1.3; 2000 / 2008 8.5.1?; 2015 10.1 10.3"},
		{"2026", "6.1.3", "1994 4.2.3 4.14.1 4.14.3; 2000 / 2008 5.4.2 8.5.3; 2015 6.1.2"},
		{"1994", "4.10.1", "2015 8.1 9.1.1; 2026 8.1 9.1.1"},
		{"2008", "8.2.2", "2015 9.2.1? 9.2.2?; 2026 9.2.1? 9.2.2?"},
		{"2000", "8.2.2", "2015 9.2.1? 9.2.2?; 2026 9.2.1? 9.2.2?"},
		{"2015", "8.4", ""}, // a heading
		{"2015", "11", ""},
	} {
		if got := elsewhere(c.year, c.id); got != c.want {
			t.Errorf("%s %s: %s, expected %s", c.year, c.id, got, c.want)
		}
	}
}

// TestElsewhereIsWhole follows every clause to every edition: each lead ends at a clause with
// requirements, and no clause with requirements of 1994 or 2008 leads nowhere.
func TestElsewhereIsWhole(t *testing.T) {
	for _, year := range standardname.Years() {
		for _, c := range standard.Load(year).Clauses {
			rows := standard.Load(year).Elsewhere(c.ID)
			if c.Requirement && len(rows) == 0 {
				t.Errorf("%s: %s is nowhere else", year, c.ID)
			}
			for _, row := range rows {
				if row.Clauses == nil && year < "2015" {
					t.Errorf("%s: %s leads nowhere in %s", year, c.ID, row.Name)
				}
				for _, there := range row.Clauses {
					if there.Clause == nil || !there.Requirement {
						t.Errorf("%s: %s leads to a clause that %s does not ask for", year, c.ID, row.Name)
					}
				}
			}
		}
	}
}

var (
	section = regexp.MustCompile(`(?m)^iso9001_(\d+)_(to|without)_(\d+)\w*:`)
	match   = regexp.MustCompile(`\{from: "([^"]+)", to: \[([^\]]+)\]`)
	quoted  = regexp.MustCompile(`"([^"]+)"`)
)

// TestCorrespondenceNamesClauses reads the data as text: each id is a clause with requirements of its
// edition, and each of 1994 and 2008 has its row.
func TestCorrespondenceNamesClauses(t *testing.T) {
	raw, err := os.ReadFile("data/correspondence.yaml")
	if err != nil {
		t.Fatal(err)
	}
	leaf := func(year, id string) {
		if c := standard.Load(year).Clause(id); c == nil || !c.Requirement {
			t.Errorf("%s is not a clause with requirements of %s", id, year)
		}
	}
	text := string(raw)
	heads := section.FindAllStringSubmatchIndex(text, -1)
	if len(heads) != 5 {
		t.Fatalf("%d sections", len(heads))
	}
	for i, m := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		from, kind, to, body := text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]], text[m[1]:end]
		if kind == "without" {
			for _, id := range quoted.FindAllStringSubmatch(body, -1) {
				leaf(from, id[1])
			}
			continue
		}
		rows := map[string]bool{}
		for _, row := range match.FindAllStringSubmatch(body, -1) {
			leaf(from, row[1])
			rows[row[1]] = true
			for _, id := range quoted.FindAllStringSubmatch(row[2], -1) {
				leaf(to, id[1])
			}
		}
		for _, c := range standard.Load(from).Clauses {
			if c.Requirement && !rows[c.ID] && from != "2015" {
				t.Errorf("%s of %s has no row", c.ID, from)
			}
		}
	}
}
