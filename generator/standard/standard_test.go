package standard_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// TestCounts holds the data against what is publicly known of each edition.
func TestCounts(t *testing.T) {
	tests := []struct {
		year, scope string
		want        int
	}{
		{"1994", "9001", 59}, {"1994", "9002", 50},
		{"2000", "9001", 51}, {"2000", "9002", 44},
		{"2008", "9001", 51}, {"2008", "9002", 44},
		{"2015", "9001", 65}, {"2015", "9002", 59},
		{"2026", "9001", 65}, {"2026", "9002", 59},
	}
	for _, tt := range tests {
		e := standard.Load(tt.year)
		scope, ok := e.Scope(tt.scope)
		if !ok {
			t.Fatalf("%s has no scope %s", tt.year, tt.scope)
		}
		got := 0
		for _, c := range e.Clauses {
			if c.Requirement && !standard.WithinAny(c.ID, scope.Outside) && !standard.WithinAny(c.ID, scope.NotApplicable) {
				got++
			}
		}
		if got != tt.want {
			t.Errorf("%s: %d requirement clauses, want %d", scope.Name, got, tt.want)
		}
	}
}

// TestTree checks that every id is there once, has its parent before it, and is a requirement
// exactly where nothing lies below it.
func TestTree(t *testing.T) {
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		seen := map[string]bool{}
		for _, c := range e.Clauses {
			if seen[c.ID] || c.Title == "" {
				t.Errorf("%s: clause %s is doubled or has no title", e.Name, c.ID)
			}
			if p := standard.Parent(c.ID); p != "" && !seen[p] {
				t.Errorf("%s: clause %s stands before its parent %s", e.Name, c.ID, p)
			}
			seen[c.ID] = true
			if leaf := len(e.Children(c.ID)) == 0; leaf != c.Requirement {
				t.Errorf("%s: clause %s: leaf %v, requirement %v", e.Name, c.ID, leaf, c.Requirement)
			}
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ year, scope, standard, name string }{
		{"1994", "9002", "ISO 9002:1994", "ISO 9002:1994"},
		{"1994", "9001", "ISO 9001:1994", "ISO 9001:1994"},
		{"2015", "9002", "ISO 9001:2015", "ISO 9001:2015, production only"},
	}
	for _, tt := range tests {
		e := standard.Load(tt.year)
		scope, _ := e.Scope(tt.scope)
		if got := e.Standard(scope); got != tt.standard || scope.Name != tt.name {
			t.Errorf("%s %s: %q, %q", tt.year, tt.scope, got, scope.Name)
		}
	}
	if title := standard.Load("2000").Clause("7.6").Title; !strings.HasSuffix(title, "devices") {
		t.Errorf("2000 has its own title of 7.6, got %q", title)
	}
	if title := standard.Load("2008").Clause("7.6").Title; !strings.HasSuffix(title, "equipment") {
		t.Errorf("2008 has its own title of 7.6, got %q", title)
	}
}

// TestWithin is about whole numbers: 4.10 does not lie below 4.1.
func TestWithin(t *testing.T) {
	tests := []struct {
		id, root string
		want     bool
	}{
		{"4.1", "4.1", true}, {"4.1.1", "4.1", true}, {"4.10", "4.1", false},
		{"4.10.1", "4.1", false}, {"4", "4.1", false}, {"8.3.1", "8.3", true}, {"10.1", "1", false},
	}
	for _, tt := range tests {
		if got := standard.Within(tt.id, tt.root); got != tt.want {
			t.Errorf("Within(%q, %q) = %v", tt.id, tt.root, got)
		}
	}
}

func TestUnknown(t *testing.T) {
	if standard.Load("1987") != nil {
		t.Error("1987 is not an edition here")
	}
	if _, ok := standard.Load("2015").Scope("9003"); ok {
		t.Error("9003 is not a scope here")
	}
	if d := standard.Load("1994").Design() + standard.Load("2008").Design() + standard.Load("2026").Design(); d != "4.47.38.3" {
		t.Errorf("design clauses are %s", d)
	}
}
