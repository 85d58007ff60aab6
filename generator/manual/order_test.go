package manual_test

import (
	"flag"
	"math/rand"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestCompareOrders puts ids and paths as people count.
func TestCompareOrders(t *testing.T) {
	for _, want := range [][]string{
		{"QP-1", "QP-2", "QP-10", "QP-11", "QP-100"},
		{"4", "4.1", "4.1.1", "4.2", "4.10", "4.10.1", "4.11", "10.1"},
		{"QP-08-04", "QP-08-05", "QP-08-10", "QP-8-11", "QP-09-01"},
		{"", "a", "a1", "a1b", "a2", "aa", "b"},
		{"01", "1", "001a", "1b", "02"},
		{"A", "a", "B", "b"},
		{"documents/2-a", "documents/10-a", "documents/a"},
		{"QP 1", "QP 2", "QP 10", "QP-1"},
		{"9223372036854775807", "9223372036854775808", "99999999999999999999999", "100000000000000000000000"},
		{"Ä", "ä", "ö"},
		{"a", "a\xff", "b"},
	} {
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, manual.Compare)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

var seed = flag.Int64("seed", 1, "the seed of what is drawn; 0 draws one")

func random(t *testing.T) *rand.Rand {
	from := *seed
	if from == 0 {
		from = time.Now().UnixNano()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("repeat with -seed %d", from)
		}
	})
	return rand.New(rand.NewSource(from))
}

// TestCompareIsATotalOrder: it is one in either direction, goes on over three, and calls equal only
// what is equal.
func TestCompareIsATotalOrder(t *testing.T) {
	r := random(t)
	pieces := []string{"0", "00", "1", "01", "9", "10", "A", "a", "b", "-", ".", "/", " ", "Ä", "ä", "İ", "ſ", "K", "\xff", "١"}
	text := func() string {
		s := ""
		for range r.Intn(4) {
			s += pieces[r.Intn(len(pieces))]
		}
		return s
	}
	for range 100_000 {
		a, b, c := text(), text(), text()
		ab, bc, ac := manual.Compare(a, b), manual.Compare(b, c), manual.Compare(a, c)
		switch {
		case ab != -manual.Compare(b, a):
			t.Fatalf("%q and %q: %d and %d", a, b, ab, manual.Compare(b, a))
		case (ab == 0) != (a == b):
			t.Fatalf("%q and %q are called equal: %v", a, b, ab == 0)
		case ab <= 0 && bc <= 0 && ac > 0:
			t.Fatalf("%q ≤ %q ≤ %q and %q > %q", a, b, c, a, c)
		}
	}
}
