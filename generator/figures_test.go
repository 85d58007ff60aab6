package generator_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestFiguresAgree holds the states of all clauses against each other as the page, the JSON, the
// CSV and the terminal show them.
func TestFiguresAgree(t *testing.T) {
	for _, o := range []manual.Options{{}, {Scope: "9001"}, {Edition: "2026"}} {
		t.Run(fmt.Sprint(o), func(t *testing.T) {
			r := example(t, o)
			files := pages(t, r)
			want := map[string]string{}
			for _, c := range r.Matrix.Clauses {
				if c.Requirement {
					want[c.ID] = string(c.State)
				}
			}
			for name, got := range map[string]map[string]string{
				"page": statesOnPage(t, files["coverage.html"]), "json": statesInJSON(t, r.Matrix, files["coverage.json"]),
				"csv": statesInCSV(t, files["coverage.csv"]), "workbook": statesInWorkbook(t, r.Matrix, files["coverage.xlsx"]), "terminal": statesInText(t, r.Matrix),
			} {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: (-counted +shown)\n%s", name, diff)
				}
			}
			figure := fmt.Sprintf("%.1f", r.Matrix.Summary.Percent())
			for _, name := range []string{"index.html", "coverage.html", "scope.html"} {
				if !bytes.Contains(files[name], []byte(figure)) {
					t.Errorf("%s does not show %s %%", name, figure)
				}
			}
		})
	}
}

// statesOnPage reads the rows of the matrix: their state, and the clause from the link that heads
// them.
func statesOnPage(t *testing.T, page []byte) map[string]string {
	states := map[string]string{}
	for row := range nodes(t, "coverage.html", page) {
		if row.Data != "tr" || attribute(row, "data-state") == "" {
			continue
		}
		for n := range row.Descendants() {
			if n.Data == "a" {
				id := strings.TrimSuffix(strings.TrimPrefix(attribute(n, "href"), "clauses/"), ".html")
				states[id] = attribute(row, "data-state")
				break
			}
		}
	}
	return states
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func statesInJSON(t *testing.T, x *coverage.Report, data []byte) map[string]string {
	var report struct {
		Summary map[string]float64 `json:"summary"`
		Clauses []struct {
			ID          string `json:"id"`
			Requirement bool   `json:"requirement"`
			State       string `json:"state"`
		} `json:"clauses"`
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	s := x.Summary
	want := map[string]float64{"requirements": float64(s.Requirements), "covered": float64(s.Covered), "pending": float64(s.Pending),
		"gap": float64(s.Gap), "not_applicable": float64(s.NotApplicable), "outside": float64(s.Outside), "percent": s.Percent()}
	if diff := cmp.Diff(want, report.Summary); diff != "" {
		t.Errorf("summary: %s", diff)
	}
	states := map[string]string{}
	for _, c := range report.Clauses {
		if c.Requirement {
			states[c.ID] = c.State
		}
	}
	return states
}

func statesInCSV(t *testing.T, data []byte) map[string]string {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]string{}
	for _, row := range rows[1:] {
		if row[2] == "true" {
			states[row[0]] = row[3]
		}
	}
	return states
}

// statesInWorkbook reads the sheet Coverage, and holds the sheet Figures against the result.
func statesInWorkbook(t *testing.T, x *coverage.Report, data []byte) map[string]string {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	figures, err := book.GetRows("Figures")
	if err != nil {
		t.Fatal(err)
	}
	s, shown := x.Summary, map[string]string{}
	for _, row := range figures[1:] {
		shown[row[0]] = row[1]
	}
	for name, want := range map[string]any{"Standard": x.Standard, "Edition": x.Manual.Standard.Year, "Scope": x.Model.Number + ": " + x.Model.Name,
		"Date": today, "Clauses with requirements": s.Requirements, "Not applicable": s.NotApplicable, "Outside the model": s.Outside,
		"Clauses that apply": s.Of(), "Covered": s.Covered, "Pending": s.Pending, "Gaps": s.Gap, "Covered, per cent": s.Percent(),
		"Counting rule": coverage.Rule, "Limit": coverage.Limit} {
		if got := shown[name]; got != fmt.Sprint(want) {
			t.Errorf("workbook: %s is %q, expected %v", name, got, want)
		}
	}
	rows, err := book.GetRows("Coverage")
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]string{}
	for _, row := range rows[2:] {
		if row[2] == "yes" {
			states[row[0]] = row[3]
		}
	}
	return states
}

func statesInText(t *testing.T, x *coverage.Report) map[string]string {
	var out bytes.Buffer
	if err := export.Text(&out, x, false, false); err != nil {
		t.Fatal(err)
	}
	states := map[string]string{}
	for line := range strings.Lines(out.String()) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "  ") && len(words) > 2 {
			states[words[0]] = words[2]
		}
	}
	return states
}

// TestExample is what the example manual is meant to show.
func TestExample(t *testing.T) {
	open := func(o manual.Options) string {
		var list []string
		for _, c := range example(t, o).Matrix.Clauses {
			if c.State == coverage.Gap || c.State == coverage.Pending {
				list = append(list, c.ID+" "+string(c.State))
			}
		}
		return strings.Join(list, ", ")
	}
	if got := open(manual.Options{}); got != "6.3 pending, 7.1.4 pending, 7.1.6 gap, 8.5.5 gap" {
		t.Errorf("open under scope 9002: %s", got)
	}
	if got := open(manual.Options{Scope: "9001"}); got != "6.3 pending, 7.1.4 pending, 7.1.6 gap, 8.3.1 gap, 8.3.2 gap, 8.3.3 gap, 8.3.4 gap, 8.3.5 gap, 8.3.6 gap, 8.5.5 gap" {
		t.Errorf("open under scope 9001: %s", got)
	}
	rules := map[string]int{}
	for _, f := range example(t, manual.Options{}).Findings {
		rules[f.Rule]++
	}
	want := []string{"gap", "overdue-review"}
	if got := slices.Sorted(maps.Keys(rules)); !slices.Equal(got, want) {
		t.Errorf("findings of %v, expected %v", got, want)
	}
}
