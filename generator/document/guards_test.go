package document_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/document"
)

// shapes put a repeated unit where a guard might not look: in lines of every length, in every
// container, and behind what looks like code or HTML and is not for Markdown.
var shapes = map[string]func(unit string, n int) string{
	"long lines":       func(unit string, n int) string { return inLines("", unit, "", 15<<10, n) },
	"lines":            func(unit string, n int) string { return inLines("", unit, "", 70, n) },
	"paragraphs":       func(unit string, n int) string { return inLines("", unit, "\n", 1000, n) },
	"no fence":         behind("``` a`b\n\n"),
	"no fence, tildes": behind("    ~~~\n\n"),
	"fence in HTML":    behind("<div>\n```\n</div>\n\n"),
	"fence in comment": behind("<!--\n```\n-->\n\n"),
	"fence in a quote": behind("> ```\n\n"),
	"fence in a list":  behind("- ```\n\ntext\n\n"),
	"fence in a note":  behind("[^n]: ```\n\ntext[^n]\n\n"),
	"quotation":        func(unit string, n int) string { return inLines("> ", unit, "", 70, n) },
	"quotations":       func(unit string, n int) string { return inLines("> > > > ", unit, "", 1000, n) },
	"item":             func(unit string, n int) string { return "- a\n" + inLines("  ", unit, "", 70, n) },
	"items":            func(unit string, n int) string { return inLines("1. ", unit, "", 200, n) },
	"cells":            func(unit string, n int) string { return "|a|\n|-|\n" + inLines("|", unit, "|", 2000, n) },
	"note":             func(unit string, n int) string { return "a[^n]\n\n[^n]:\n" + inLines("    ", unit, "", 70, n) },
	"description":      func(unit string, n int) string { return "a\n: b\n" + inLines("  ", unit, "", 70, n) },
	"headings":         func(unit string, n int) string { return inLines("# ", unit, "", 2000, n) },
	"long heading":     func(unit string, n int) string { return inLines("", unit, "", 200, n) + "===\n" },
	"link":             func(unit string, n int) string { return "[" + inLines("", unit, "", 200, n) + "](b)\n" },
	"picture":          func(unit string, n int) string { return "![" + inLines("", unit, "", 200, n) + "](b)\n" },
	"emphasis":         func(unit string, n int) string { return "**" + inLines("", unit, "", 200, n) + "**\n" },
}

// inLines repeats a unit in lines of some bytes, with something before and after each line.
func inLines(before, unit, after string, line, n int) string {
	whole := before + fill(unit, max(1, line)) + after + "\n"
	return fill(whole, n)
}

func behind(decoy string) func(unit string, n int) string {
	return func(unit string, n int) string { return decoy + inLines("", unit, "", 70, n) }
}

// costly are the units that some part of goldmark or of this package would take the square of their
// number for, if nothing counted them.
var costly = []string{"both kinds", "closed by threes", "strong inside words", "emphasis opened", "links with emphasis opened", "pictures with address opened",
	"definitions of links", "footnotes", "headings", "code in two lengths", "brackets in brackets", "tags opened", "wiki links with heading"}

// everyUnit has all of them tried.
const everyUnit = "CLAUSEBOOK_GUARDED_UNITS"

// guardedShape is the shape that a process of its own tries with every unit.
const guardedShape = "CLAUSEBOOK_GUARDED_SHAPE"

// tryShape reads a text of each unit and prints the seconds that the processor took.
func tryShape(name string) {
	shape, n := shapes[name], sizeOfHostile()
	out := bufio.NewWriter(os.Stdout)
	all, names := units(), costly
	if os.Getenv(everyUnit) != "" {
		names = slices.Sorted(maps.Keys(all))
	}
	if unit := os.Getenv(unbounded); unit != "" {
		document.Unbounded()
		names = []string{unit}
	}
	for _, unit := range names {
		raw := []byte(head + shape(all[unit], n))
		raw = raw[:min(len(raw), n+len(head)+20<<10)]
		began := processorTime()
		d := document.Parse("documents/a.md", raw)
		fmt.Fprintf(out, "%s\t%f\t%d\t%d\n", unit, (processorTime() - began).Seconds(), memory()>>20, len(d.Findings))
		out.Flush()
		d = nil
		runtime.GC()
	}
}

// unbounded has a process of its own read without the limit.
const unbounded = "CLAUSEBOOK_GUARDED_UNBOUNDED"

// TestGuardIsNeeded shows that the other tests would fail without the limit of steps.
func TestGuardIsNeeded(t *testing.T) {
	if slower > 1 {
		t.Skip("takes minutes under the race detector")
	}
	const n, unit = 64 << 10, "both kinds"
	bounded := runShape(t, "no fence", n)[unit]
	t.Setenv(unbounded, unit)
	if took := runShape(t, "no fence", n)[unit]; took < 3*bounded || took < 0.3 {
		t.Errorf("%.2f s with the limit, and %.2f s without it", bounded, took)
	}
}

// TestGuards reads the costly units in every shape. With CLAUSEBOOK_GUARDED_UNITS=all it reads all units;
// CLAUSEBOOK_HOSTILE_SIZE sets another size.
func TestGuards(t *testing.T) {
	if slower > 1 {
		t.Skip("takes minutes under the race detector")
	}
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var slowest float64
			for unit, took := range runShape(t, name, sizeOfGuarded()) {
				if slowest = max(slowest, took); took > limit.Seconds() {
					t.Errorf("%s: %.1f s", unit, took)
				}
			}
			t.Logf("at most %.2f s", slowest)
		})
	}
}

func sizeOfGuarded() int {
	if os.Getenv(hostileTo) != "" {
		return sizeOfHostile()
	}
	return hostileSize
}

// TestGrowth compares two sizes: what takes a time that counts must not grow like the square.
func TestGrowth(t *testing.T) {
	if os.Getenv(hostileTo) == "" {
		t.Skip("takes minutes; " + hostileTo + " sets the larger size")
	}
	const exponent, factor, counts = 1.3, 5, 0.4
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			small, large := runShape(t, name, sizeOfHostile()/factor), runShape(t, name, sizeOfHostile())
			for unit, took := range large {
				if took > counts && took > small[unit]*math.Pow(factor, exponent) {
					t.Errorf("%s: %.2f s, and %.2f s for %d times the text", unit, small[unit], took, factor)
				}
			}
		})
	}
}

// runShape gives the seconds of each unit in a shape.
func runShape(t *testing.T, name string, n int) map[string]float64 {
	t.Helper()
	patience := 5 * time.Minute
	if os.Getenv(everyUnit) != "" {
		patience = time.Hour
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), guardedShape+"="+name, fmt.Sprintf("%s=%d", hostileTo, n), "GOMAXPROCS=1")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	seconds := map[string]float64{}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var took float64
		var memory, findings int
		unit, rest, _ := strings.Cut(lines.Text(), "\t")
		if _, err := fmt.Sscan(rest, &took, &memory, &findings); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		seconds[unit] = took
		if memory > limitMemory>>20 {
			t.Errorf("%s: %d MB", unit, memory)
		}
		if testing.Verbose() && took > 0.3 {
			t.Logf("%s: %.2f s, %d MB, %d findings", unit, took, memory, findings)
		}
	}
	if err != nil || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Fatalf("%v after %d units\n%.2000s", err, len(seconds), said.String())
	}
	return seconds
}
