package manual_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/manual"
)

// limit is what one hostile document or configuration may take. The race detector makes all slower.
const limit = 2 * time.Second * slower

// TestHostileText reads documents of 100 KB whose text is full of what may be a mention. Package
// document has the same for what stands in one document alone.
func TestHostileText(t *testing.T) {
	const size = 100 << 10
	numbers := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for name, body := range map[string]string{
		"clauses":                 fill("clause 8.4.1 "),
		"clauses in a list":       "clauses 8.4.1" + fill(", 8.4.1"),
		"clauses and standards":   fill("clause 8.4.1 of ISO 14001 "),
		"standards":               fill("ISO 14001 ") + "clause 8.4.1",
		"standards begun":         fill("ISO ") + " clause 8.4.1 " + fill("ISO/"),
		"clause words":            fill("clause "),
		"clauses over lines":      fill("clause\n8.4.1\n"),
		"clauses with blanks":     fill("clause                    "),
		"numbers":                 "clause " + fill("8.") + " clause 8" + fill("."),
		"ids":                     fill("QP-1 "),
		"ids and clauses":         fill("QP-1 clause 8.4.1 "),
		"ids of many words":       fill("A "),
		"ids of many words, once": fill("A A A A A A A A A A A A A A A A A A A A 7 "),
		"marks of ids":            fill("QP-1.-_"),
		"a long word":             fill("QP-1"),
		"wide words":              fill("漢1 "),
		"links":                   fill("[x](other.md#s) "),
		"wiki links":              fill("[[QP-1#s]] "),
		"links to nowhere":        numbers("[x](f%d.md) "),
		"headings and links":      numbers("## H %d\n\n[x](#h-%[1]d)\n\n"),
	} {
		t.Run(name, func(t *testing.T) {
			fsys := files(t, "-- documents/other.md --\n"+doc("QP-1", "approved", "## S {#s}")+
				"-- documents/long.md --\n"+doc(strings.Repeat("A ", 50)+"7", "approved", ""))
			fsys["documents/hostile.md"] = files(t, "-- x --\n"+doc("H-1", "approved", body))["x"]
			within(t, func() { load(t, fsys, manual.Options{}) })
		})
	}
}

// TestHostileConfig reads configurations that cost more than they weigh.
func TestHostileConfig(t *testing.T) {
	const size = 100 << 10
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for name, text := range map[string]string{
		"lists in each other": "title: " + fill("["),
		"lists closed":        "title: " + fill("[") + fill("]"),
		"maps in each other":  "title: " + fill("{a: "),
		"bullets":             "title:\n " + fill("- "),
		"indents":             indents(size),
		"one scalar":          "title: " + fill("a"),
		"unknown keys":        keys(size, "key%d: a\n"),
		"declarations":        "not_applicable:\n" + keys(size, "  8.%d: a\n"),
		"acceptances":         "accept:\n" + fill("- {rule: gap}\n"),
		"laughs":              "a: &a [x, x]\n" + fill("b: [*a, *a, *a]\n"),
		"a justification":     config + "not_applicable: {8.3: \"" + fill("clause 8.4.1 ") + "\"}\n",
		"a statement":         "scope_statement: |\n  " + fill("[a](b) ") + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			fsys := files(t, "")
			fsys[manual.ConfigFile] = files(t, "-- x --\n"+text)["x"]
			within(t, func() { load(t, fsys, manual.Options{}) })
		})
	}
}

// within runs something and reports where it takes longer than it may. A busy machine can slow any
// run, so what is late may try again; what hangs is left behind.
func within(t *testing.T, do func()) {
	t.Helper()
	const tries = 3
	for range tries {
		done := make(chan struct{})
		go func() { defer close(done); do() }()
		began := time.Now()
		select {
		case <-done:
			if testing.Verbose() {
				t.Log(time.Since(began))
			}
			return
		case <-time.After(limit):
		}
	}
	t.Errorf("takes longer than %v, %d times", limit, tries)
}

func indents(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func keys(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
