package main

import "testing"

// A small manual never collects, ten thousand documents stay below 400 MB, and a large one takes while
// it is read what it will take when it has been.
func TestPace(t *testing.T) {
	for _, tt := range []struct {
		name             string
		held, part, read float64 // MB, and parts of the documents when garbage was collected and now
		want             int     // MB
	}{
		{"nothing yet", 0, 0, 0, 256},
		{"ten thousand documents, half of them", 75, 0.5, 0.6, 256},
		{"ten thousand documents, read", 150, 1, 1, 256},
		{"those of twenty thousand that were read first say nothing", 10, 0.03, 0.1, 256},
		{"a fifth of sixty thousand", 180, 0.2, 0.3, 1540},
		{"sixty thousand, read", 900, 1, 1, 1540},
		{"a hundredth of a million: not more than is usual for the largest", 150, 0.01, 0.01, 2140},
		{"a million, read", 15000, 1, 1, 21000},
		{"the clauses of a manual without documents", 50, 0, 0, 256},
	} {
		p := &pace{held: int(tt.held * (1 << 20)), part: tt.part}
		p.reading(int(tt.read*1000), 1000)
		held := max(tt.held, 4)
		if got := int(held*(1+float64(p.allowed())/100) + 0.5); got < tt.want*97/100 || got > tt.want*101/100 {
			t.Errorf("%s: %d MB, want about %d", tt.name, got, tt.want)
		}
	}
}
