package generator_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus writes a manual of n made-up procedures, the same for each n: six headings, two tables, a
// list, about 1,000 words and five links to other procedures in each, in ten folders.
func corpus(tb testing.TB, n int) string {
	tb.Helper()
	folder := filepath.Join(tb.TempDir(), fmt.Sprintf("manual-%d", n))
	c := &corpusWriter{rand.New(rand.NewPCG(1, uint64(n))), n}
	write := func(file, text string) {
		file = filepath.Join(folder, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	write("manual.yaml", "title: Manual\ncompany: Works\nedition: 2015\nscope: 9002\nscope_statement: Manufacture.\n"+
		"not_applicable:\n  \"8.3\": Customers own the design.\n")
	for i := range n {
		write("documents/"+c.file(i), c.document(i))
	}
	return folder
}

type corpusWriter struct {
	*rand.Rand
	n int
}

const (
	corpusFolders = "assembly calibration dispatch inspection machining maintenance people purchasing sales stores"
	corpusClauses = "4.1 4.2 5.2.1 6.1.1 7.1.5.2 7.2 7.5.3.1 8.1 8.2.3.1 8.4.1 8.4.2 8.5.1 8.6 8.7.1 9.1.1 9.2.2 10.2.1"
)

func (c *corpusWriter) of(list string) string {
	words := strings.Fields(list)
	return words[c.IntN(len(words))]
}

func (c *corpusWriter) file(i int) string {
	folders := strings.Fields(corpusFolders)
	return fmt.Sprintf("%s/wp-%05d.md", folders[i%len(folders)], i)
}

// sentence is made of words of two or three syllables, some of them marked.
func (c *corpusWriter) sentence() string {
	var words []string
	for range 8 + c.IntN(14) {
		word := ""
		for range 2 + c.IntN(2) {
			word += c.of("ba ce di fo gu ha ke li mo nu pa re si to vu")
		}
		if c.IntN(20) == 0 {
			word = "**" + word + "**"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ") + "."
}

func (c *corpusWriter) sentences(n int) string {
	var list []string
	for range n {
		list = append(list, c.sentence())
	}
	return strings.Join(list, " ")
}

func (c *corpusWriter) document(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nid: WP-%05d\ntitle: Work with %s %d\nrevision: %d\nstatus: approved\nowner: Head of %s\n", i, c.of("ba ce di fo gu"), i, 1+c.IntN(9), c.of(corpusFolders))
	fmt.Fprintf(&b, "approver: Managing director\napproved_date: 2025-11-30\neffective_date: 2026-0%d-01\nreview_date: 2028-03-01\nclauses: [%q]\n---\n", 1+c.IntN(9), c.of(corpusClauses))
	for _, heading := range strings.Fields("Purpose Scope Responsibilities Procedure Records References") {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", heading, c.sentences(5))
		switch heading {
		case "Responsibilities", "Records":
			b.WriteString("| What | How | Who |\n|---|---|---|\n")
			for range 5 {
				fmt.Fprintf(&b, "| %s | %s | %s |\n", c.of(corpusFolders), c.sentence(), c.of(corpusFolders))
			}
		case "Procedure":
			for step := range 10 {
				fmt.Fprintf(&b, "%d. %s\n", step+1, c.sentence())
			}
		case "References":
			for range 5 {
				to := c.IntN(c.n)
				fmt.Fprintf(&b, "- [WP-%05d](../%s) %s\n", to, c.file(to), c.sentence())
			}
		}
	}
	return b.String()
}
