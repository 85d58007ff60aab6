package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// checked gives the findings of a rule in a manual without documents.
func checked(t *testing.T, rule, config string) []diag.Finding {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nscope_statement: Valves.\n" + config)}, "documents/.keep": {}}
	result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: "2026-11-22"}})
	if err != nil {
		t.Fatal(err)
	}
	var list []diag.Finding
	for _, f := range result.Findings {
		if f.Rule == rule {
			list = append(list, f)
		}
	}
	return list
}

// How a declaration is taken.
const (
	usual    = "usual"    // nothing is said
	rarely   = "rarely"   // auditors rarely accept it
	never    = "never"    // auditors do not accept it
	excluded = "excluded" // the edition does not allow it there
)

// taken says how a declaration on each clause is taken, by edition, clause by clause. An id stands for
// all clauses below it that are not named themselves.
var taken = map[string]map[string]string{
	"1994": {
		"4": rarely, "4.1": never, "4.2": never, "4.3": rarely, "4.4": rarely, "4.5": never, "4.6": rarely, "4.6.4": usual,
		"4.7": usual, "4.8": usual, "4.9": rarely, "4.10": rarely, "4.10.2.3": usual, "4.11": rarely, "4.12": rarely, "4.13": rarely,
		"4.14": never, "4.15": rarely, "4.16": never, "4.17": never, "4.18": never, "4.19": usual, "4.20": rarely, "4.20.2": usual,
	},
	"2000": {
		"4": excluded, "5": excluded, "6": excluded, "7": rarely, "7.1": rarely, "7.2": rarely, "7.3": usual, "7.4": rarely,
		"7.5": rarely, "7.5.1": rarely, "7.5.2": usual, "7.5.3": usual, "7.5.4": usual, "7.5.5": rarely, "7.6": usual, "8": excluded,
	},
	"2015": {
		"4": never, "5": never, "6": never, "7": rarely, "7.1.5": usual, "8": rarely, "8.3": usual, "8.4": rarely,
		"8.5": rarely, "8.5.1": rarely, "8.5.2": usual, "8.5.3": usual, "8.5.4": rarely, "8.5.5": usual, "8.5.6": rarely, "9": never, "10": never,
	},
}

func init() { taken["2008"], taken["2026"] = taken["2000"], taken["2015"] }

// TestExclusions declares every clause of every edition under both scopes.
func TestExclusions(t *testing.T) {
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		for _, scope := range e.Scopes() {
			config := fmt.Sprintf("edition: %s\nscope: %s\nnot_applicable:\n", year, scope.Number)
			for _, c := range e.Clauses {
				config += fmt.Sprintf("  %q: We do not do that.\n", c.ID)
			}
			found := map[string]diag.Finding{}
			for _, f := range checked(t, "unlikely-not-applicable", config) {
				if _, twice := found[f.Subject]; twice {
					t.Errorf("%s: clause %s is found twice", scope.Name, f.Subject)
				}
				found[f.Subject] = f
			}
			for line, c := range e.Clauses {
				want := taken[year][c.ID]
				for id := c.ID; want == ""; id = standard.Parent(id) {
					want = taken[year][id]
				}
				if standard.WithinAny(c.ID, scope.Outside) {
					want = usual // it is not part of the model, and there is nothing to declare
				}
				f, got := found[c.ID], usual
				if f.Rule != "" {
					got = howTaken(f.Message)
					if f.Line != 7+line || f.Column != 3 || f.Width != len(c.ID)+2 || f.Hint == "" {
						t.Errorf("%s %s: at %d:%d, %d wide, hint %q", scope.Name, c.ID, f.Line, f.Column, f.Width, f.Hint)
					}
				}
				if got != want {
					t.Errorf("%s: clause %s %s: %s, want %s", scope.Name, c.ID, c.Title, got, want)
				}
			}
		}
	}
}

func howTaken(message string) string {
	for part, how := range map[string]string{"rarely accept": rarely, "do not accept": never, "requirements of clause 7 only": excluded} {
		if strings.Contains(message, part) {
			return how
		}
	}
	return message
}

// TestUnknownClauseNames names the standard that lacks a clause as the scope of the manual names it.
func TestUnknownClauseNames(t *testing.T) {
	for _, tt := range []struct{ config, want string }{
		{"edition: 1994\nscope: 9002\nnot_applicable: {\"4.21\": x}\n", "ISO 9002:1994 has no clause 4.21"},
		{"edition: 1994\nscope: 9001\nnot_applicable: {\"4.21\": x}\n", "ISO 9001:1994 has no clause 4.21"},
		{"edition: 1994\nscope: 9002\nnot_arising: {\"4.21\": x}\n", "ISO 9002:1994 has no clause 4.21"},
		{"edition: 2008\nscope: 9002\nnot_applicable: {\"7.7\": x}\n", "ISO 9001:2008 has no clause 7.7"},
		{"edition: 2015\nscope: 9002\nnot_arising: {\"8.9#loss\": x}\n", "ISO 9001:2015 has no clause 8.9"},
	} {
		list := checked(t, "unknown-clause", tt.config)
		if len(list) != 1 || list[0].Message != tt.want {
			t.Errorf("%s: %v, want %s", tt.config, list, tt.want)
		}
	}
}

// TestNotArising says what is wrong with a statement on a case: its message, then its hint.
func TestNotArising(t *testing.T) {
	const conditional = "the conditional ones are 7.1.5.2, 8.2.3.2, 8.5.1, 8.5.2 and 8.5.3"
	for _, tt := range []struct{ edition, name, reason, want string }{
		{"2015", "8.5.3", "We hold none.", ""},
		{"2015", "8.5.1", "No need.", ""},
		{"2026", "7.1.5.2", "All is traceable.", ""},
		{"2008", "7.5.4", "We hold none.", ""},
		{"2008", "7.6#basis", "All is traceable.", ""},
		{"1994", "4.19", "We service nothing.", ""},
		{"1994", "4.9", "No process has to be qualified.", ""},
		{"2015", "8.5.3", "", "`not_arising` gives no reason for 8.5.3; say in the organization's own words why the case does not arise"},
		{"2015", "8.5.3", `"  "`, "`not_arising` gives no reason for 8.5.3; say in the organization's own words why the case does not arise"},
		{"2015", "7.2", "x", "the documented information of clause 7.2 of ISO 9001:2015 is not conditional; " + conditional},
		{"2015", "7.2#evidence", "x", "the documented information of clause 7.2 of ISO 9001:2015 is not conditional; " + conditional},
		{"2015", "8.1", "x", "the documented information of clause 8.1 of ISO 9001:2015 is not conditional; " + conditional},
		{"2015", "8.3.2", "x", "the documented information of clause 8.3.2 of ISO 9001:2015 is not conditional; " + conditional},
		{"2015", "4.1", "x", "clause 4.1 of ISO 9001:2015 has no documented information that is conditional; " + conditional},
		{"2015", "8.5", "x", "clause 8.5 of ISO 9001:2015 has no documented information that is conditional; " + conditional},
		{"2015", "8.5.3#loss", "x", "clause 8.5.3 of ISO 9001:2015 has no conditional item 8.5.3#loss; write 8.5.3"},
		{"2008", "7.6", "x", "clause 7.6 of ISO 9001:2008 has 2 conditional items of documented information; name one; write 7.6#basis or 7.6#earlier-results"},
		{"2008", "7.6#base", "x", "clause 7.6 of ISO 9001:2008 has no conditional item 7.6#base; write 7.6#basis or 7.6#earlier-results"},
	} {
		list := checked(t, "not-arising", fmt.Sprintf("edition: %s\nscope: 9001\nnot_arising:\n  %q: %s\n", tt.edition, tt.name, tt.reason))
		var got string
		for _, f := range list {
			got += f.Message + "; " + f.Hint
			if f.Line != 7 || f.Column != 3 || f.Width != len(tt.name)+2 || f.Severity != diag.Error {
				t.Errorf("%s: %s at %d:%d, %d wide", tt.name, f.Severity, f.Line, f.Column, f.Width)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s of %s (-want +got)\n%s", tt.name, tt.edition, diff)
		}
	}
	for _, config := range []string{"not_arising: ['8.5.3']", "not_arising: text"} {
		if list := checked(t, "bad-value", "edition: 2015\nscope: 9001\n"+config+"\n"); len(list) != 1 || list[0].Line != 6 {
			t.Errorf("%s: %v", config, list)
		}
	}
	if list := checked(t, "bad-value", "edition: 2015\nscope: 9001\nnot_arising:\n"); len(list) > 0 {
		t.Errorf("an empty map: %v", list)
	}
}
