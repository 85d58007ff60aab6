package document_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/document"
)

// No document may take longer or more memory than this. Both are far above what any document
// takes that people read.
const (
	limit       = 2 * time.Second * slower
	limitMemory = 512 << 20
)

// hostileSize is the size of the texts in bytes; CLAUSEBOOK_HOSTILE_SIZE sets another.
const hostileSize = 100 << 10

// Each case runs in a process of its own, which can be stopped and whose memory is its own.
const (
	hostileCase = "CLAUSEBOOK_HOSTILE_CASE"
	hostileTo   = "CLAUSEBOOK_HOSTILE_SIZE"
)

func TestMain(m *testing.M) {
	if name := os.Getenv(hostileCase); name != "" {
		parseHostile(hostile()[name](sizeOfHostile()))
		os.Exit(0)
	}
	if name := os.Getenv(guardedShape); name != "" {
		tryShape(name)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func sizeOfHostile() int {
	if n, err := strconv.Atoi(os.Getenv(hostileTo)); err == nil {
		return n
	}
	return hostileSize
}

// parseHostile reads a text and prints the memory taken from the system. It gives up where the
// memory is gone, before the machine does.
func parseHostile(raw []byte) {
	go func() {
		for range time.Tick(10 * time.Millisecond) {
			if memory() > 2*limitMemory {
				fmt.Println(memory())
				os.Exit(0)
			}
		}
	}()
	d := document.Parse("documents/a.md", raw)
	runtime.KeepAlive(d)
	fmt.Println(memory())
}

func memory() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Sys
}

func TestHostile(t *testing.T) {
	if slower > 1 {
		t.Skip("a process for each case takes minutes under the race detector")
	}
	cases := hostile()
	var names []string
	for name := range cases {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			took, memory := runHostile(t, name)
			if took > limit || memory > limitMemory {
				t.Errorf("%v and %d MB; %.60q…", took.Round(time.Millisecond), memory>>20, cases[name](hostileSize))
			}
			if testing.Verbose() {
				t.Logf("%v, %d MB", took.Round(time.Millisecond), memory>>20)
			}
		})
	}
}

// runHostile gives what a case took: the time of the processor, or that of the clock where it is
// less, since other programs may keep the machine busy.
func runHostile(t *testing.T, name string) (took time.Duration, memory uint64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), hostileCase+"="+name, "GOMAXPROCS=1")
	var said strings.Builder
	cmd.Stderr = &said
	began := time.Now()
	out, err := cmd.Output()
	took = min(time.Since(began), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return 10 * limit, 0
	}
	if err != nil {
		t.Fatalf("%v\n%.2000s", err, said.String())
	}
	if _, err := fmt.Sscan(string(out), &memory); err != nil {
		t.Fatalf("%q: %v", out, err)
	}
	return took, memory
}

// hostile makes texts of n bytes that are known or thought to cost more than they weigh.
func hostile() map[string]func(n int) []byte {
	cases := map[string]func(n int) []byte{}
	add := func(name string, text func(n int) string) {
		cases[name] = func(n int) []byte { return []byte(text(n)) }
	}
	for name, unit := range units() {
		add("repeated "+name, func(n int) string { return head + fill(unit, n) })
	}
	for name, unit := range repeatedFields {
		add("front matter, "+name, func(n int) string {
			return "---\n" + unit.before + fill(unit.unit, min(n, 60<<10)) + unit.after + "\n---\n"
		})
	}
	for _, texts := range []map[string]func(n int) string{built, patternTexts} {
		for name, text := range texts {
			add(name, func(n int) string { return head + text(n) })
		}
	}
	for name, text := range builtFields {
		add("front matter, "+name, func(n int) string { return "---\n" + text(min(n, 60<<10)) + "\n---\n" })
	}
	for name, unit := range map[string]string{"NUL": "\x00", "no text": "\xff", "carriage returns": "\r", "separators": "\u2028", "controls": "a\x1b",
		"byte-order marks": "\ufeff", "line feeds": "\n", "fences": "---\n"} {
		add("nothing but "+name, func(n int) string { return fill(unit, n) })
	}
	add("UTF-16", func(n int) string { return "\xff\xfe" + fill("a\x00", n) })
	return cases
}

// fill repeats a unit up to a size.
func fill(unit string, n int) string { return strings.Repeat(unit, n/len(unit)+1) }

// numbered repeats a text with a number in it.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// units are all that is repeated, by name.
func units() map[string]string {
	all := maps.Clone(repeated)
	maps.Copy(all, patterns)
	return all
}

// repeated are units that are written again and again.
var repeated = map[string]string{
	"quotations": ">", "quotations with blanks": "> ", "bullets": "- ", "numbers": "1. ", "bullets and quotations": "- > ", "indented bullets": "-\t",
	"stars": "*", "low lines": "_", "emphasis opened": "*a ", "strong opened": "**a ", "emphasis closed": "a* ", "both kinds": "*a_ ",
	"emphasis and strong": "*a **b ", "three and four": "***a**** ", "inside words": "a*b", "strong inside words": "a**b_", "strikethrough": "~~a ", "tildes": "~",
	"opening brackets": "[", "closing brackets": "]", "pictures opened": "![", "links opened": "[a](", "links opened with angle": "[a](<b", "links with title opened": "[a](b \"",
	"references opened": "[a][", "pairs of brackets": "[]", "brackets in brackets": "[a]", "links": "[a](b) ", "outer links": "[a](https://b.c) ", "unsafe links": "[a](x:y) ",
	"pictures": "![a](b) ", "parentheses": "[a]((", "footnotes opened": "[^", "footnote references": "[^a]",
	"wiki links": "[[a1]] ", "wiki links opened": "[[", "wiki links with words": "[[a ", "wiki links with heading": "[[a#", "wiki links with text": "[[a|", "wiki links with both": "[[a#b|",
	"backticks": "`", "code opened": "`a ", "code in two lengths": "`a``b", "code": "`a` ",
	"tags opened": "<b>", "tags closed": "</b>", "tags": "<b></b>", "two tags": "<b><i></b></i>", "breaks": "<br>", "tags begun": "<b ", "attributes": "<b a=\"", "comments opened": "<!--", "instructions opened": "<?",
	"declarations opened": "<!A", "CDATA opened": "<![CDATA[", "less than": "<", "HTML blocks": "<div>\n\n", "unknown tags": "<x> ",
	"ampersands": "&", "entities": "&amp;", "entities with digits": "&#49;a", "entities begun": "&#", "named entities": "&CounterClockwiseContourIntegral;1", "escapes": "\\*", "escapes with text": "a1\\*", "backslashes": "\\",
	"automatic links": "<https://a.b>", "web names": "www.a.b ", "addresses": "http://a.b ", "addresses begun": "http://", "mail": "a@b.c ", "mail begun": "a@", "dots": "a.b.", "colons": "a:",
	"text": "a1 ", "letters": "a", "wide letters": "漢1", "lines": "a1\n", "hard breaks": "a1  \n", "backslash breaks": "a1\\\n", "paragraphs": "a1\n\n",
	"headings": "# a\n", "headings with ids": "# a {#b}\n", "headings with numbers": "# a-1\n", "empty headings": "#\n", "underlined headings": "a\n=\n", "lines before an underline": "a\n", "attributes begun": "# a {#b {",
	"rules": "***\n", "fences opened": "```\n", "tabs": "\t", "blanks": " ", "tab lists": "-\t\ta\n", "items": "- a\n", "numbered items": "1. a\n", "empty items": "-\n", "items with blank lines": "- a\n\n",
	"tasks": "- [ ] a1\n", "definitions": "a\n: b\n\n", "definition marks": ": ", "definition lines": ": a\n", "terms": "a1\n:   b\n",
	"definitions of links": "[a]: b\n", "definitions begun": "[a]:\n", "footnotes": "[^a]: b\n", "bars": "|", "bars with text": "a|", "rows": "|a|b|\n", "delimiters": "|-", "tables": "|a|\n|-|\n|b|\n\n",
	"pictures with address opened": "![a](", "links with emphasis opened": "[*a](b) ", "links with emphasis": "[*a*](b) ", "emphasis and links": "*[a](b) ",
	"emphasis in wiki links": "*[[a]]_ ", "closed by threes": "a**b* ", "opened and closed by threes": "*a**b***c ", "strong in words": "**a*b**c*", "marks behind a dot": ".a*b c** ",
	"marks and code": "*a `b`_ ", "marks and tags": "*a<b>_ ", "marks and pictures": "![*a_](b) ", "marks, links and code": "[*a `b](c) ", "references with emphasis": "[*a][b] ",
	"tags with open values": "<a b=\"", "tags with two quotation marks": "<a b='<a b=\"", "many attributes": "<a b c d ", "closing brackets with parenthesis": "](", "brackets and code": "[`a",
	"clauses": "clause 8.4.1 ", "ids": "QP-08-04 ", "ids and clauses": "QP-08-04 clause 8.4 ", "titles in parentheses": "[a](b (c ", "escaped brackets": "\\[a\\](b) ",
	"notes in marks": "*[^a]_ ", "open notes": "[^a", "notes with text": "[^a]: *b_ ", "rows of marks": "|*a|_b|\n", "marks in items": "- *a_\n", "underlines": "a\n---\n", "nested items": "- - - a\n",
	"addresses with marks": "https://a.b/*_ ", "mail with marks": "a@b.c*d_ ", "web names in parentheses": "(www.a.b", "hard breaks of marks": "*a_\\\n",
	"lazy quotations": "> a\nb\n", "code lines": "    a\n", "mixed": "*a [b](c) `d` <b>e</b> \\* &amp; ",
}

// built are texts of which one part grows with another.
var built = map[string]func(n int) string{
	"a long table head":       func(n int) string { return fill("|a", n/2) + "|\n" + fill("|-", n/2) + "|\n" },
	"a table head and rows":   func(n int) string { return fill("|a", n/4) + "|\n" + fill("|-", n/4) + "|\n" + fill("|\n", n/2) },
	"many tables":             func(n int) string { return fill(fill("|a", 200)+"\n"+fill("|-", 200)+"\n"+fill("|b\n", 400)+"\n", n) },
	"a table of one column":   func(n int) string { return "|a|\n|-|\n" + fill("|1|\n", n) },
	"too many cells":          func(n int) string { return "|a|\n|-|\n" + fill("|1|2|3 ", n) },
	"escaped bars":            func(n int) string { return "|a|\n|-|\n|" + fill("\\|1", n) + "|\n" },
	"code with bars":          func(n int) string { return "|a|\n|-|\n|" + fill("`\\|`1", n) + "|\n" },
	"one long address":        func(n int) string { return "[a]: " + fill("x", n/2) + "\n\n" + fill("[a] ", n/2) },
	"one long outer address":  func(n int) string { return "[a]: https://" + fill("x", n/2) + "\n\n" + fill("[a] ", n/2) },
	"one long title":          func(n int) string { return "[a]: x \"" + fill("t", n/2) + "\"\n\n" + fill("[a] ", n/2) },
	"one long outer title":    func(n int) string { return "[a]: https://x.y \"" + fill("t", n/2) + "\"\n\n" + fill("[a] ", n/2) },
	"one long picture title":  func(n int) string { return "[a]: x.png \"" + fill("t", n/2) + "\"\n\n" + fill("![a] ", n/2) },
	"one long unsafe address": func(n int) string { return "[a]: x:" + fill("x", n/2) + "\n\n" + fill("[a] ", n/2) },
	"one long label":          func(n int) string { return "[" + fill("a", 990) + "]: b\n\n" + fill("["+fill("a", 990)+"] ", n) },
	"many definitions":        func(n int) string { return numbered("[a%d]: b\n", n/2) + "\n" + numbered("[a%d] ", n/2) },
	"one long heading over tables": func(n int) string {
		return "# " + fill("a", n/2) + "\n\n" + fill("|a|\n|-|\n\n", n/2)
	},
	"a heading as long as a line over tables": func(n int) string {
		return "# " + strings.Repeat("a", min(n/2, 15<<10)) + "\n\n" + fill("|a|\n|-|\n\n", n/2)
	},
	"an underlined heading over tables": func(n int) string { return fill("aaa\n", n/2) + "===\n\n" + fill("|a|\n|-|\n\n", n/2) },
	"footnotes deep in a link": func(n int) string {
		return "[" + fill("*a\n", n/2) + fill("[^x]\n", n/2) + fill("a*\n", n/2) + "](b)\n\n[^x]: a\n"
	},
	"labels in each other": func(n int) string { return fill(fill("[", 450)+fill("]", 450)+"\n", n) },
	"links behind a thousand brackets": func(n int) string {
		return fill("[", 990) + "\n" + fill("<b>\n", n/2) + fill("]", 990) + "\n" + fill("<b>\n", n/2)
	},
	"code of growing length in lines": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n/4; i++ {
			b.WriteString(strings.Repeat("`", i) + "a\n")
		}
		return b.String() + fill("a\n", n*3/4)
	},
	"pictures in each other, in lines":  func(n int) string { return fill("![\n", n/3) + "a" + fill("](b)\n", n*2/3) },
	"definitions over several lines":    func(n int) string { return fill("[\na\n]: b\n", n) },
	"definitions in a quotation":        func(n int) string { return numbered("> [a%d]: b\n", n) },
	"definitions in items":              func(n int) string { return numbered("- [a%d]: b\n", n) },
	"definitions one by one":            func(n int) string { return numbered("[a%d]: b\n\n", n) },
	"footnotes and references in lines": func(n int) string { return numbered("[^%d]\n", n/2) + "\n\n" + numbered("[^%d]: b\n", n/2) },
	"one footnote, references in lines": func(n int) string { return fill("[^a]\n", n) + "\n\n[^a]: b\n" },
	"brackets in each other":            func(n int) string { return fill("[", n/2) + "a" + fill("](b)", n/2) },
	"pictures in each other":            func(n int) string { return fill("![", n/5) + "a" + fill("](b)", n*3/5) },
	"pictures with text":                func(n int) string { return fill("![a1 ", n/2) + fill("](b)", n/2) },
	"emphasis in each other":            func(n int) string { return fill("*a ", n/2) + fill(" b*", n/2) },
	"strong in each other":              func(n int) string { return fill("**a ", n/2) + fill(" b**", n/2) },
	"two kinds in each other":           func(n int) string { return fill("*a **b ", n/2) + fill(" c** d*", n/2) },
	"strikethrough in each other":       func(n int) string { return fill("~~a ", n/2) + fill(" b~~", n/2) },
	"tags in each other":                func(n int) string { return fill("<b>", n/2) + fill("</b>", n/2) },
	"kinds of tags in each other":       func(n int) string { return fill("<b><i><u><s>", n/2) + fill("</s></u></i></b>", n/2) },
	"tags closed that were not opened":  func(n int) string { return fill("a<b>\n", n/2) + fill("a</i>\n", n/2) },
	"one tag, then others":              func(n int) string { return "<b>" + fill("<i></i>", n) + "</b>" },
	"code of growing length": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + "a")
		}
		return b.String()
	},
	"lists line by line": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	},
	"quotations line by line": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(">", i) + " a\n")
		}
		return b.String()
	},
	"quotations and lines in turn": func(n int) string { return fill(fill(">", 50)+"\na\n", n) },
	"list closed and opened":       func(n int) string { return fill(fill("- ", 50)+"\n\nb\n\n", n) },
	"footnotes in each other":      func(n int) string { return "[^0]\n\n" + numbered("[^%d]: ", n) },
	"footnotes in a chain": func(n int) string {
		var b strings.Builder
		b.WriteString("[^0]\n\n")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d]: [^%d]\n\n", i, i+1)
		}
		return b.String()
	},
	"one footnote, many references": func(n int) string { return fill("[^a] ", n) + "\n\n[^a]: b\n" },
	"many footnotes":                func(n int) string { return numbered("[^%d] ", n/2) + "\n\n" + numbered("[^%d]: b\n", n/2) },
	"footnotes with indent":         func(n int) string { return "[^a]\n\n[^a]: b\n\n" + fill("    [^a]: c\n\n", n) },
	"definitions in each other": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "a\n" + strings.Repeat("  ", i) + ": b\n\n")
		}
		return b.String()
	},
	"one term, many definitions":    func(n int) string { return "a\n" + fill(": b\n", n) },
	"many terms":                    func(n int) string { return fill("a\n", n) + ": b\n" },
	"definition marks after a term": func(n int) string { return "a\n" + fill(": ", n) + "b\n" },
	"different headings":            func(n int) string { return numbered("# a%d\n", n) },
	"different ids":                 func(n int) string { return numbered("# a {#b%d}\n", n) },
	"one id again and again":        func(n int) string { return numbered("# a {#b}\n## %d\n", n) },
	"headings that collide":         func(n int) string { return numbered("# a\n# a-%d\n", n) },
	"many attributes":               func(n int) string { return "# a {" + numbered(" a%d=b", n) + "}" },
	"many classes":                  func(n int) string { return "# a {" + fill(" .b", n) + "}" },
	"attributes in each other":      func(n int) string { return "# a {#b a=" + fill("[", n) + "}" },
	"an attribute of lists":         func(n int) string { return "# a {a=" + fill("[1,", n/2) + fill("]", n/2) + "}" },
	"a long id":                     func(n int) string { return "# a {#" + fill("b", n) + "}\n" },
	"a long heading":                func(n int) string { return "# " + fill("a1 ", n) },
	"a long underlined heading":     func(n int) string { return fill("a1\n", n) + "===\n" },
	"a long word":                   func(n int) string { return fill("a1", n) },
	"a long line of escapes":        func(n int) string { return fill("a1\\*", n) },
	"a long line of links":          func(n int) string { return fill("[a1](b) c1 ", n) },
	"a long line of emphasis":       func(n int) string { return fill("*a1* ", n) },
	"a long line of wide emphasis":  func(n int) string { return fill("*漢1* ", n) },
	"a long line of wiki links":     func(n int) string { return fill("[[a1]] b1 ", n) },
	"a long list of tags":           func(n int) string { return numbered("<x%d>", n) },
	"long addresses":                func(n int) string { return "[a](" + fill("b", n) + ") <https://" + fill("c", 1000) + ">" },
	"a long unsafe address":         func(n int) string { return "[a](x:" + fill("b", n) + ")" },
	"a long title":                  func(n int) string { return "[a](b \"" + fill("c", n) + "\")" },
	"a long wiki link":              func(n int) string { return "[[a" + fill(" b", n) + "]]" },
	"a long fence":                  func(n int) string { return fill("`", n/2) + "\na\n" + fill("`", n/2) },
	"one HTML block":                func(n int) string { return "<div>\n" + fill("a\n", n) },
	"one comment":                   func(n int) string { return "<!--\n" + fill("a\n", n) },
	"comment ends":                  func(n int) string { return fill("<!-- a -->\n", n) },
	"text between rules":            func(n int) string { return fill("a1\n---\n", n) },
	"long ASCII, then a control":    func(n int) string { return fill("a", n) + "\x1b" },
}

type field struct{ before, unit, after string }

// repeatedFields are units written again and again in the front matter.
var repeatedFields = map[string]field{
	"lists in each other":      {"a: ", "[", ""},
	"lists closed":             {"a: ", "[]", ""},
	"maps in each other":       {"a: ", "{a: ", ""},
	"bullets in each other":    {"a:\n  ", "- ", "b"},
	"complex keys":             {"", "? ", "a"},
	"colons":                   {"", ": ", "a"},
	"one key":                  {"", "a: b\n", ""},
	"one key in braces":        {"a: {", "b: c, ", "}"},
	"anchors":                  {"a: [", "&x b, ", "]"},
	"aliases":                  {"a: &x b\nc: [", "*x, ", "]"},
	"merge keys":               {"", "<<: {a: b}\n", ""},
	"tags":                     {"a: [", "!!str b, ", "]"},
	"one long scalar":          {"title: ", "a", ""},
	"one long quoted scalar":   {"title: \"", "\\u001b", "\""},
	"one open quotation mark":  {"title: \"", "a\n", ""},
	"lines of one scalar":      {"title: a\n", "  b\n", ""},
	"a block of lines":         {"title: |\n", "  b\n", ""},
	"cut values":               {"clauses:\n", "  - a #b\n", ""},
	"comments":                 {"", "# a\n", ""},
	"claims":                   {"clauses: [", "8.4.1, ", "]"},
	"claims in one value":      {"clauses: ", "8.4.1, ", ""},
	"records":                  {"records:\n", "  - {x: y}\n", ""},
	"changes":                  {"history:\n", "  - {x: y}\n", ""},
	"shallow lists":            {"a: [", "[[[[[[[[[[[[]]]]]]]]]]]],", "]"},
	"a long key":               {"", "a", ": b"},
	"an open long key":         {"", "a", ""},
	"control characters":       {"a: [", "\"\\0\", ", "]"},
	"tabs":                     {"a:", "\t", "b"},
	"blanks":                   {"a:", " ", "b"},
	"line feeds":               {"", "\n", ""},
	"a long id":                {"id: ", "a ", ""},
	"folded lines":             {"a: >\n", "\n ", ""},
	"commas":                   {"a: [", ",", "]"},
	"signs of a bad beginning": {"a: ", "@", ""},
	"percent":                  {"", "%", ""},
	"document ends":            {"a: b\n", "...\n", ""},
}

var builtFields = map[string]func(n int) string{
	"many keys":              func(n int) string { return numbered("key%d: a\n", n) },
	"many known keys":        func(n int) string { return numbered("owner%d: a\n", n) },
	"many different anchors": func(n int) string { return numbered("a%d: &x%[1]d b\n", n) },
	"laughs": func(n int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 [x, x]\n")
		for i := 1; b.Len() < n; i++ {
			fmt.Fprintf(&b, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1)
		}
		return b.String()
	},
	"indents": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	},
	"closed lists in each other": func(n int) string { return "a: " + fill("[", n/2) + fill("]", n/2) },
	"closed maps in each other":  func(n int) string { return "a: " + fill("{a: ", n*4/5) + fill("}", n/5) },
}
