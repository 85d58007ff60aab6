package manual_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// limit is what one hostile document or configuration may take.
const limit = 2 * time.Second * slower

// hostileCase names the case that a process of its own reads; a process can be stopped.
const hostileCase = "CLAUSEBOOK_HOSTILE_CASE"

func TestMain(m *testing.M) {
	name := os.Getenv(hostileCase)
	if name == "" {
		os.Exit(m.Run())
	}
	if _, err := read(hostile()[name], manual.Options{Date: day}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestHostile reads manuals that cost more than they weigh. Package document has the same for what
// stands in one document alone.
func TestHostile(t *testing.T) {
	if slower > 1 {
		t.Skip("a process for each case takes minutes under the race detector")
	}
	for name := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(context.Background(), 10*limit)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Env = append(os.Environ(), hostileCase+"="+name, "GOMAXPROCS=1")
			began := time.Now()
			out, err := cmd.CombinedOutput()
			if err != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded) {
				t.Fatalf("%v\n%.2000s", err, out)
			}
			// Other programs may keep the machine busy, so the time of the processor counts too.
			if took := min(time.Since(began), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()); took > limit {
				t.Errorf("takes %v", took.Round(time.Millisecond))
			} else if testing.Verbose() {
				t.Log(took)
			}
		})
	}
}

// hostile makes manuals of one kind of text each.
func hostile() map[string]fstest.MapFS {
	cases := map[string]fstest.MapFS{}
	for name, body := range hostileBodies() {
		cases["text, "+name] = fstest.MapFS{
			config.File:            {Data: []byte(minimal)},
			"documents/other.md":   {Data: []byte(doc("QP-1", "approved", "## S {#s}"))},
			"documents/long.md":    {Data: []byte(doc(strings.Repeat("A ", 50)+"7", "approved", ""))},
			"documents/hostile.md": {Data: []byte(doc("H-1", "approved", body))},
		}
	}
	for name, text := range hostileConfigs() {
		cases["configuration, "+name] = fstest.MapFS{config.File: {Data: []byte(text)}, "documents/a.md": {Data: []byte(doc("A-1", "approved", ""))}}
	}
	return cases
}

const hostileSize = 100 << 10

func fill(unit string) string { return strings.Repeat(unit, hostileSize/len(unit)) }

func numbered(format string) string {
	var b strings.Builder
	for i := 0; b.Len() < hostileSize; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func hostileBodies() map[string]string {
	return map[string]string{
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
		"links to nowhere":        numbered("[x](f%d.md) "),
		"headings and links":      numbered("## H %d\n\n[x](#h-%[1]d)\n\n"),
	}
}

func hostileConfigs() map[string]string {
	return map[string]string{
		"lists in each other": "title: " + fill("["),
		"lists closed":        "title: " + fill("[") + fill("]"),
		"maps in each other":  "title: " + fill("{a: "),
		"bullets":             "title:\n " + fill("- "),
		"indents":             indents(),
		"one scalar":          "title: " + fill("a"),
		"unknown keys":        numbered("key%d: a\n"),
		"declarations":        "not_applicable:\n" + numbered("  8.%d: a\n"),
		"acceptances":         "accept:\n" + fill("- {rule: gap}\n"),
		"laughs":              "a: &a [x, x]\n" + fill("b: [*a, *a, *a]\n"),
		"a justification":     minimal + "not_applicable: {8.3: \"" + fill("clause 8.4.1 ") + "\"}\n",
		"a statement":         "scope_statement: |\n  " + fill("[a](b) ") + "\n",
	}
}

func indents() string {
	var b strings.Builder
	for i := 0; b.Len() < hostileSize; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
