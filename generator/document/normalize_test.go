package document

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShown holds pairs of texts against each other: those that show the same, and those that do not.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"bullets", "* a\n* b\n", "- a\n- b\n", true},
		{"bullets with a plus", "+ a\n+ b\n", "- a\n- b\n", true},
		{"indented items", "- a\n- b\n", "  -   a\n  -   b\n", true},
		{"items with blank lines between", "- a\n- b\n", "- a\n\n- b\n", true},
		{"a list in a list", "- a\n  - b\n", "* a\n    * b\n", true},
		{"a list in a list, and none", "- a\n  - b\n", "- a\n- b\n", false},
		{"numbers of a list", "1. a\n2. b\n", "1. a\n1. b\n", true},
		{"signs behind numbers", "1. a\n2. b\n", "1) a\n2) b\n", true},
		{"where a list begins", "1. a\n2. b\n", "3. a\n4. b\n", false},
		{"numbers for bullets", "1. a\n2. b\n", "- a\n- b\n", false},
		{"the order of items", "- a\n- b\n", "- b\n- a\n", false},
		{"emphasis", "an _a_ b\n", "an *a* b\n", true},
		{"strong emphasis", "an __a__ b\n", "an **a** b\n", true},
		{"bold is new", "must not be done\n", "must **not** be done\n", false},
		{"bold for emphasis", "*a*\n", "**a**\n", false},
		{"struck out", "a b\n", "a ~~b~~\n", false},
		{"lines across", "a\n\n***\n\nb\n", "a\n\n---\n\nb\n", true},
		{"a line across is new", "a\n\nb\n", "a\n\n---\n\nb\n", false},
		{"headings", "Part\n----\n\na\n", "## Part\n\na\n", true},
		{"closed headings", "## Part ##\n", "## Part\n", true},
		{"the level of a heading", "## Part\n\n## Next\n", "## Part\n\n### Next\n", false},
		{"the id of a heading", "## Part\n", "## Part {#there}\n", true},
		{"a heading that becomes text", "## Part\n", "Part\n", false},
		{"a heading that repeats the title", "# T\n\n## Part\n", "## Part\n", true},
		{"wrapped lines", "one two three\nfour\n", "one two\nthree four\n", true},
		{"wrapped in an item", "- one two\n  three\n", "- one\n  two three\n", true},
		{"wrapped in a quotation", "> one two\n> three\n", "> one two three\n", true},
		{"line ends", "a\n\nb\n\n    code\n", "a\r\n\r\nb\r\n\r\n    code\r\n", true},
		{"blanks at the end of a line", "a\n\nb\n", "a \n\nb  \n", true},
		{"no line feed at the end", "a\n", "a", true},
		{"more line feeds", "a\n\nb\n", "a\n\n\n\nb\n\n\n", true},
		{"two blanks between words", "a b\n", "a  b\n", true},
		{"a blank that does not break", "50 Nm\n", "50&nbsp;Nm\n", true},
		{"a blank less", "1 50 Nm\n", "150 Nm\n", false},
		{"a blank more", "therapist\n", "the rapist\n", false},
		{"two paragraphs", "a\nb\n", "a\n\nb\n", false},
		{"a hard break", "a\nb\n", "a  \nb\n", false},
		{"two spellings of a hard break", "a\\\nb\n", "a  \nb\n", true},
		{"a tag for a hard break", "a<br>b\n", "a  \nb\n", true},
		{"a reference for a link", "[A](https://a.example/b)\n", "[A][1]\n\n[1]: https://a.example/b\n", true},
		{"a short reference", "[A](a.md)\n", "[A]\n\n[A]: a.md\n", true},
		{"a path in brackets", "[A](a.md)\n", "[A](<a.md>)\n", true},
		{"a path with an escape", "[A](a%20b.md)\n", "[A](<a b.md>)\n", true},
		{"a link with its folder", "[A](a.md)\n", "[A](./a.md)\n", true},
		{"a link that leads elsewhere", "[A](https://a.example/b)\n", "[A](https://a.example/c)\n", false},
		{"a link to another document", "[A](a.md)\n", "[A](b.md)\n", false},
		{"a link to another section", "[A](a.md#one)\n", "[A](a.md#two)\n", false},
		{"a link within the document", "[A](#one)\n", "[A](#two)\n", false},
		{"a link that is gone", "[A](a.md)\n", "A\n", false},
		{"a bare address", "<https://a.example>\n", "https://a.example\n", true},
		{"an address as a link", "[https://a.example](https://a.example)\n", "https://a.example\n", true},
		{"the title of a link", "[A](a.md \"one\")\n", "[A](a.md 'one')\n", true},
		{"another title of a link", "[A](a.md \"one\")\n", "[A](a.md \"two\")\n", false},
		{"a link by id", "[[QP-1]]\n", "[[QP-2]]\n", false},
		{"the text of a link by id", "[[QP-1|One]]\n", "[[QP-1|Two]]\n", false},
		{"another picture", "![Flow](a.svg)\n", "![Flow](b.svg)\n", false},
		{"what a picture is called", "![Flow](a.svg)\n", "![Plan](a.svg)\n", false},
		{"escapes", "1\\. a \\* b\n", "1\\. a * b\n", true},
		{"a needless escape", "a \\- b QP\\_1\n", "a - b QP_1\n", true},
		{"entities", "A &amp; B 1 &lt; 2\n", "A & B 1 < 2\n", true},
		{"numeric entities", "&#169; 1 &#xfc;\n", "© 1 ü\n", true},
		{"quotation marks as entities", "say &quot;a&quot; it&#39;s 1\n", "say \"a\" it's 1\n", true},
		{"composed letters", "Pru\u0308fung 1\n", "Prüfung 1\n", true},
		{"columns of a table", "| a | b |\n|---|---|\n| 1 | 2 |\n", "| a   | b |\n|-----|:--|\n| 1   | 2 |\n", true},
		{"bars at the ends of a table", "| a | b |\n|---|---|\n| 1 | 2 |\n", "a | b\n--|--\n1 | 2\n", true},
		{"alignment of a table", "| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|--:|\n| 1 | 2 |\n", false},
		{"a cell of a table", "| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 3 |\n", false},
		{"cells of a table change places", "| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 2 | 1 |\n", false},
		{"what stands in a cell and behind the table", "| a |\n|---|\n| 1 |\n\nb\n", "| a |\n|---|\n| 1 |\n| b |\n", false},
		{"a comment", "a\n\nb\n", "a\n\n<!-- todo: c -->\n\nb\n", true},
		{"a comment in a line", "a 1 b 2\n", "a 1 <!-- x -->b 2\n", true},
		{"code with fences of another kind", "```\na  b\n```\n", "~~~\na  b\n~~~\n", true},
		{"code by fences and by indent", "```\na  b\n```\n", "    a  b\n", true},
		{"white space in code", "```\na  b\n```\n", "```\na b\n```\n", false},
		{"lines of code", "```\na\nb\n```\n", "```\na b\n```\n", false},
		{"indent in code", "```\n a\n```\n", "```\n  a\n```\n", false},
		{"blanks at the end of a line of code", "```\na\nb\n```\n", "```\na  \nb\n```\n", true},
		{"code in a line", "use `a` here\n", "use ``a`` here\n", true},
		{"code in a line becomes text", "use `a` here\n", "use a here\n", false},
		{"names of footnotes", "a[^1]\n\n[^1]: Note.\n", "a[^note]\n\n[^note]: Note.\n", true},
		{"where footnotes stand", "a[^1]\n\n[^1]: Note.\n\nb\n", "a[^1]\n\nb\n\n[^1]: Note.\n", true},
		{"the text of a footnote", "a[^1]\n\n[^1]: Note.\n", "a[^1]\n\n[^1]: Other.\n", false},
		{"tasks", "- [ ] a\n", "* [ ] a\n", true},
		{"a task that is done", "- [ ] a\n", "- [x] a\n", false},
		{"letter case", "shall\n", "Shall\n", false},
		{"a full stop", "a\n", "a.\n", false},
		{"a quotation", "> a\n", "a\n", false},
		{"an empty text", "", "\n\n", true},
		{"a text that is gone", "a\n", "", false},
		{"what would be a tag as text", "\\<b>a\n", "<b>a\n", true},
	} {
		a, b := shownIn(c.a), shownIn(c.b)
		same := a.Body == b.Body && slices.EqualFunc(a.Links, b.Links, func(x, y Address) bool {
			return x.From("documents/x.md") == y.From("documents/x.md") && x.ID == y.ID
		})
		if same != c.same {
			t.Errorf("%s: same %v, want %v\n%q\n%q %v\n%q\n%q %v", c.name, same, c.same, c.a, a.Body, a.Links, c.b, b.Body, b.Links)
		}
	}
}

func shownIn(text string) Shown {
	return Parse("documents/x.md", []byte("---\nid: A\ntitle: T\n---\n\n"+text)).Shown()
}

// TestShownAs: front matter that comes before a text that was there without it changes nothing in it.
func TestShownAs(t *testing.T) {
	for _, c := range []struct {
		before, after string
		same          bool
	}{
		{"Text.\n", "Text.\n", true},
		{"# Purchasing\n\nText.\n\n## Part\n", "# Purchasing\n\nText.\n\n## Part\n", true},
		{"# Purchasing\n\nText.\n\n## Part\n", "Text.\n\n## Part\n", true},
		{"Purchasing\n==\n\nText.\n", "# PURCHASING\n\nText.\n", true},
		{"# Purchasing\n\nText.\n\n# Part\n", "# Purchasing\n\nText.\n\n# Part\n", true},
		{"# Buying\n\nText.\n", "# Buying\n\nText.\n", true},
		{"# Buying\n\nText.\n", "Text.\n", false},
		{"# Purchasing\n\nText.\n", "# Purchasing\n\nOther text.\n", false},
	} {
		before, after := Parse("a.md", []byte(c.before)), Parse("a.md", []byte("---\nid: A\ntitle: Purchasing\n---\n\n"+c.after))
		same := before.Shown().Body == after.Shown().Body || before.ShownAs("Purchasing").Body == after.Shown().Body
		if same != c.same {
			t.Errorf("%q, %q: same %v\n%q\n%q\n%q", c.before, c.after, same, before.Shown().Body, before.ShownAs("Purchasing").Body, after.Shown().Body)
		}
	}
}

// TestSaid holds front matters against each other.
func TestSaid(t *testing.T) {
	const was = "id: A\ntitle: Title of it\ntype: procedure\nrevision: 1\nowner: Manager\nclauses: [8.4.1, 8.4.2#part]\nrelated: [B, C]\n" +
		"records:\n  - {name: R, form: a/f.pdf, clauses: [8.4.1]}\n  - name: S\nnote: own\n"
	for with, same := range map[string]bool{
		was: true,
		strings.Replace(was, "id: A\ntitle: Title of it\n", "title: Title of it\nid: A\n", 1):                                   true,
		strings.Replace(was, "Title of it", `"Title of it"`, 1):                                                                 true,
		strings.Replace(was, "Title of it", "'Title of it' # a comment", 1):                                                     true,
		strings.Replace(was, "Title of it", "\n  Title\n  of it", 1):                                                            true,
		strings.Replace(was, "Title of it", ">\n  Title\n  of it", 1):                                                           true,
		strings.Replace(was, "[8.4.1, 8.4.2#part]", "\n  - 8.4.1\n  - \"8.4.2#part\"", 1):                                       true,
		strings.Replace(was, "[8.4.1, 8.4.2#part]", "[8.4.2#part, 8.4.1]", 1):                                                   true,
		strings.Replace(was, "[8.4.1, 8.4.2#part]", "[8.4.1, 8.4.2#part, 8.4.1]", 1):                                            true,
		strings.Replace(was, "{name: R, form: a/f.pdf, clauses: [8.4.1]}", "form: a/f.pdf\n    name: R\n    clauses: 8.4.1", 1): true,
		strings.Replace(was, "type: procedure\n", "", 1):                                                                        true,
		"# about this\n\n" + was:                                               true,
		strings.Replace(was, "revision: 1", "revision: 2", 1):                  true, // it is left out
		strings.Replace(was, "Title of it", "Title of that", 1):                false,
		strings.Replace(was, "Manager", "manager", 1):                          false,
		strings.Replace(was, "8.4.2#part", "8.4.2", 1):                         false,
		strings.Replace(was, "[B, C]", "[B]", 1):                               false,
		strings.Replace(was, "type: procedure", "type: instruction", 1):        false,
		strings.Replace(was, "clauses: [8.4.1]}", "clauses: [8.4.2]}", 1):      false,
		strings.Replace(was, "name: S", "name: T", 1):                          false,
		strings.Replace(was, "note: own", "note: other", 1):                    false,
		strings.Replace(was, "note: own", "notes: own", 1):                     false,
		strings.Replace(was, "note: own", "note: own\nsummary: In a line.", 1): false,
		strings.Replace(was, "note: own", "note: own\nsummary:", 1):            true,
	} {
		a, b := Parse("a.md", []byte("---\n"+was+"---\n")), Parse("a.md", []byte("---\n"+with+"---\n"))
		said, forms := a.Said([]string{"revision"})
		now, formsNow := b.Said([]string{"revision"})
		if got := said == now; got != same {
			t.Errorf("same %v, want %v, of\n%s\n%q\n%q", got, same, with, said, now)
		}
		if diff := cmp.Diff(forms, formsNow); diff != "" {
			t.Error(diff)
		}
	}
}

// TestSaidHoldsEveryField: no field of a front matter changes without being said.
func TestSaidHoldsEveryField(t *testing.T) {
	values := map[string]string{"clauses": "[4.1]", "records": "[{name: R}]", "supersedes": "[B]", "superseded_by": "[B]", "related": "[B]",
		"aliases": "[documents/x.html]", "history": "[{revision: 0}]", "approved_date": "2026-01-01", "effective_date": "2026-01-01",
		"review_date": "2026-01-01", "status": "draft"}
	none, _ := (&Parse("a.md", []byte("---\nx: y\n---\n")).Meta).Said(nil)
	for _, name := range FieldNames() {
		value := values[name]
		if value == "" {
			value = "Z"
		}
		with, _ := (&Parse("a.md", []byte("---\nx: y\n"+name+": "+value+"\n---\n")).Meta).Said(nil)
		if with == none {
			t.Errorf("nothing is said of %s", name)
		}
	}
}
