package manual_test

import (
	"slices"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestAudience: only a whole name in a distribution counts, since a document must not go to somebody by mistake.
func TestAudience(t *testing.T) {
	for _, c := range []struct {
		distribution, name string
		want               bool
		names              []string
	}{
		{"Sales, Purchasing", "purchasing", true, []string{"Sales", "Purchasing"}},
		{"Sales;  Heat  treatment", "heat treatment", true, []string{"Sales", "Heat treatment"}},
		{"Sales and Purchasing", "Sales", true, []string{"Sales", "Purchasing"}},
		{"Vertrieb und Einkauf", "Einkauf", true, []string{"Vertrieb", "Einkauf"}},
		{"Research and Development", "research and development", true, []string{"Research", "Development"}},
		{"R&D", "R&D", true, []string{"R&D"}},
		{"Sales", "Sale", false, []string{"Sales"}},
		{"Presales", "Sales", false, []string{"Presales"}},
		{"not Sales", "Sales", false, []string{"not Sales"}},
		{"", "Sales", false, nil},
	} {
		e := &manual.Entry{Header: &document.Header{Meta: document.Meta{Distribution: document.Text{Value: c.distribution}}}}
		if got := e.IsFor(c.name); got != c.want || !slices.Equal(e.Audience(), c.names) {
			t.Errorf("%q is for %q: %v, names %q", c.distribution, c.name, got, e.Audience())
		}
	}
}
