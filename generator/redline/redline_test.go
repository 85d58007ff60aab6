package redline_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/redline"
)

// bare is a redline without what is hidden.
func bare(r *redline.Redline) string {
	s := r.HTML
	for {
		start := strings.Index(s, `<span class="hush">`)
		if start < 0 {
			return s
		}
		end := strings.Index(s[start:], "</span>")
		s = s[:start] + s[start+end+len("</span>"):]
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a word", "<p>The old text.</p>", "<p>The new text.</p>", "<p>The <del>old</del> <ins>new</ins> text.</p>"},
		{"white space", "<p>One\ntwo  three.</p>", "<p>One two\n three. </p>", ""},
		{"formatting", "<p>One <b>two</b>.</p>", "<p>One <em>two</em>.</p>", ""},
		{"composed letters", "<p>Prüfung</p>", "<p>Pru\u0308fung</p>", ""},
		{"umlauts", "<p>Die Prüfmaße sind zulässig.</p>", "<p>Die Prüfmaße sind unzulässig.</p>", "<p>Die Prüfmaße sind <del>zulässig</del> <ins>unzulässig</ins>.</p>"},
		{"a script without blanks", "<p>检验记录保存十年。</p>", "<p>检验记录保存五年。</p>", "<p>检验记录保存<del>十</del><ins>五</ins>年。</p>"},
		{"a number of a document", "<p>See QP-08-04 (page 2).</p>", "<p>See QP-08-05 (page 2).</p>", "<p>See <del>QP-08-04</del> <ins>QP-08-05</ins> (page 2).</p>"},
		{"within a link", `<p>See <a href="a.html">the old form</a>.</p>`, `<p>See <a href="a.html">the new form</a>.</p>`,
			`<p>See <a href="a.html">the <del>old</del> <ins>new</ins> form</a>.</p>`},
		{"a scrap", "<p>It is sent to all of them.</p>", "<p>It is brought to some of us.</p>", "<p>It is <del>sent to all of them</del> <ins>brought to some of us</ins>.</p>"},
		{"a heading", "<h2 id=a>4 Evaluation</h2><p>The same.</p>", "<h2 id=b>5 Evaluation</h2><p>The same.</p>",
			`<h3 id="r-1"><del>4</del><ins>5</ins> Evaluation</h3><p>The same.</p>`},
		{"an item of a numbered list", "<ol><li>One</li><li>Two</li><li>Three</li></ol>", "<ol><li>One</li><li>Three</li></ol>",
			`<div id="r-1"></div><ol><li value="1">One</li><li value="2" class="deleted"><del>Two</del></li><li value="2">Three</li></ol>`},
		{"a nested list", "<ul><li>One<ul><li>Deep down here</li></ul></li></ul>", "<ul><li>One<ul><li>Deep up here</li></ul></li></ul>",
			`<ul><li>One<ul><li>Deep <del>down</del> <ins>up</ins> here</li></ul></li></ul>`},
		{"a ticked box", `<ul><li><input disabled type=checkbox> Done</li></ul>`, `<ul><li><input disabled checked type=checkbox> Done</li></ul>`,
			`<ul><li><del><input disabled="" type="checkbox"></del><ins><input disabled="" checked="" type="checkbox"></ins> Done</li></ul>`},
		{"code", "<pre><code>a\n  b\nc\n</code></pre>", "<pre><code>a\n  d\nc\n</code></pre>", "<pre><code>a\n  <del>b</del><ins>d</ins>\nc\n</code></pre>"},
		{"code that is indented", "<pre><code>a\n  b\n</code></pre>", "<pre><code>a\n    b\n</code></pre>", "<pre><code>a\n<del>  </del><ins>    </ins>b\n</code></pre>"},
		{"a cell", "<table><tbody><tr><td>A</td><td>10 mm</td></tr></tbody></table>", "<table><tbody><tr><td>A</td><td>12 mm</td></tr></tbody></table>",
			"<table><tbody><tr><td>A</td><td><del>10</del><ins>12</ins> mm</td></tr></tbody></table>"},
		{"a row", "<table><tr><td>A</td><td>1</td></tr><tr><td>C</td><td>3</td></tr></table>", "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr><tr><td>C</td><td>3</td></tr></table>",
			`<tr class="inserted"><td class="inserted"><ins>B</ins></td><td class="inserted"><ins>2</ins></td></tr><tr><td>C</td><td>3</td></tr>`},
		{"a column", "<table><thead><tr><th>Part</th><th>Size</th></tr></thead><tbody><tr><td>A</td><td>1</td></tr></tbody></table>",
			"<table><thead><tr><th>Part</th><th>Class</th><th>Size</th></tr></thead><tbody><tr><td>A</td><td>x</td><td>2</td></tr></tbody></table>",
			`<thead><tr><th>Part</th><th class="inserted"><ins>Class</ins></th><th>Size</th></tr></thead><tbody><tr><td>A</td><td class="inserted"><ins>x</ins></td><td><del>1</del><ins>2</ins></td></tr></tbody>`},
		{"a column that is gone", "<table><thead><tr><th>Part</th><th>Class</th><th>Size</th></tr></thead><tbody><tr><td>A</td><td>x</td><td>1</td></tr></tbody></table>",
			"<table><thead><tr><th>Part</th><th>Size</th></tr></thead><tbody><tr><td>A</td><td>1</td></tr></tbody></table>",
			`<th class="deleted"><del>Class</del></th><th>Size</th>`},
		{"cells that span others", "<table><tr><td colspan=2>A</td></tr></table>", "<table><tr><td colspan=2>B</td></tr></table>", `<table class="deleted"><tbody class="deleted">`},
		{"a picture", `<p><img src="a.png" alt="Plan"></p>`, `<p><img src="b.png" alt="Plan"></p>`,
			`<p><span class="pictures"><span><b class="label">deleted:</b> <del><img src="a.png" alt="Plan"></del></span><span><b class="label">inserted:</b> <ins><img src="b.png" alt="Plan"></ins></span></span></p>`},
		{"a moved section", "<h2>A</h2><p>First of all, some words here.</p><h2>B</h2><p>Text.</p>", "<h2>B</h2><p>Text.</p><h2>A</h2><p>First of all, some words here.</p>",
			`<p class="moved moved-away" data-move="1" id="r-move-1-from"><b>B</b>`},
		{"a moved paragraph", "<h2>A</h2><p>One two three four five six.</p><p>Stays.</p><h2>B</h2><p>Text.</p>", "<h2>A</h2><p>Stays.</p><h2>B</h2><p>Text.</p><p>One two three four five six.</p>",
			`<b>One two three four five six.</b> <a href="#r-move-1">moved</a>`},
		{"a callout", `<div class="callout"><p class=title>Note</p><p>Wear gloves.</p></div>`, `<div class="callout"><p class=title>Note</p><p>Wear goggles.</p></div>`,
			`<div class="callout"><p class="title">Note</p><p>Wear <del>gloves</del> <ins>goggles</ins>.</p></div>`},
		{"the number of a footnote", `<p>A<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p>`, `<p>A<sup id="fnref:2"><a href="#fn:2" class="footnote-ref">2</a></sup></p>`, ""},
		{"a paragraph that is split", "<p>One two three four. Five six seven.</p>", "<p>One two three four.</p><p>Five six seven.</p>",
			`<p>One two three four. <del>Five six seven.</del></p><p class="inserted"><ins>Five six seven.</ins></p>`},
		{"no text before", "", "<p>Text.</p>", `<p class="inserted"><ins>Text.</ins></p>`},
		{"nothing left", "<p>Text.</p>", "", `<p class="deleted"><del>Text.</del></p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := checkLaws(t, c.before, c.after)
			if got := bare(r); c.want == "" && !r.Equal() || !strings.Contains(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestHiddenWords: what is marked is told without colour, once for each change.
func TestHiddenWords(t *testing.T) {
	got := redline.Compare("<p>The old text.</p>", "<p>The <b>very new</b> one text.</p>", options).HTML
	const want = `The <del><span class="hush">[deleted: </span>old<span class="hush">]</span></del> <b><ins><span class="hush">[inserted: </span>very new</ins></b> <ins>one<span class="hush">]</span></ins> text.`
	if !strings.Contains(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSummary(t *testing.T) {
	before := "<p>Intro.</p><h2>A</h2><p>One two three.</p><h2>B</h2><p>Gone with the wind.</p><h2>C</h2><table><tr><td>1</td></tr></table>"
	after := "<p>Intro.</p><h2>A</h2><p>One too three.</p><h2>C</h2><table><tr><td>2</td></tr></table><h2>D</h2><p>Entirely new words.</p>"
	r := checkLaws(t, before, after)
	want := []redline.Section{{"A", redline.Changed, "r-1"}, {"B", redline.Removed, "r-2"}, {"C", redline.Changed, "r-3"}, {"D", redline.Added, "r-4"}}
	if fmt.Sprint(r.Sections) != fmt.Sprint(want) || r.Tables != 1 {
		t.Errorf("got %v, %d tables", r.Sections, r.Tables)
	}
}

// TestLaws makes random texts and random edits to them.
func TestLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		before := randomText(random)
		checkLaws(t, before, edited(random, before))
		checkLaws(t, before, randomText(random))
	}
}

var vocabulary = strings.Fields("the supplier is evaluated once a year by QP-08-04, and Prüfung 检验 0,05 mm R&amp;D <b>bold words</b> <a href=x>link</a> <code>x = 1</code> end. of record <img src=a.png>")

func randomText(r *rand.Rand) string {
	var b strings.Builder
	words := func(most int) string {
		var list []string
		for range 1 + r.IntN(most) {
			list = append(list, vocabulary[r.IntN(len(vocabulary))])
		}
		return strings.Join(list, " ")
	}
	for range 1 + r.IntN(8) {
		switch r.IntN(7) {
		case 0, 1:
			fmt.Fprintf(&b, "<h2 id=h%d>%d %s</h2>\n", r.IntN(9), r.IntN(9), words(3))
		case 2:
			fmt.Fprintf(&b, "<ol><li>%s</li><li><p>%s</p><ul><li>%s</li></ul></li></ol>\n", words(5), words(4), words(5))
		case 3:
			b.WriteString("<table><thead><tr>")
			columns := 1 + r.IntN(4)
			for range columns {
				b.WriteString("<th>" + words(1) + "</th>")
			}
			b.WriteString("</tr></thead><tbody>")
			for range r.IntN(5) {
				b.WriteString("<tr>")
				for range columns {
					b.WriteString("<td>" + words(3) + "</td>")
				}
				b.WriteString("</tr>")
			}
			b.WriteString("</tbody></table>\n")
		case 4:
			fmt.Fprintf(&b, "<blockquote><p>%s</p><pre><code>%s\n  %s</code></pre></blockquote>\n", words(9), words(4), words(4))
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", words(30))
		}
	}
	return b.String()
}

// edited changes, moves, adds and removes lines and words.
func edited(r *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	for range 1 + r.IntN(4) {
		i, j := r.IntN(len(lines)), r.IntN(len(lines))
		switch r.IntN(4) {
		case 0:
			lines[i], lines[j] = lines[j], lines[i]
		case 1:
			lines[i] = strings.Replace(lines[i], vocabulary[r.IntN(len(vocabulary))], vocabulary[r.IntN(len(vocabulary))], 1)
		case 2:
			lines[i] = ""
		default:
			lines[i] += randomText(r)
		}
	}
	return strings.Join(lines, "\n")
}

// TestBounded: no text takes long, however large it is and however little the two have in common.
func TestBounded(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var many, other, blocks, otherBlocks strings.Builder
	for n := range 60_000 {
		fmt.Fprintf(&many, "w%d ", random.IntN(3000))
		fmt.Fprintf(&other, "w%d ", random.IntN(3000))
		if n%3 == 0 {
			fmt.Fprintf(&blocks, "<h2>H%d</h2><p>w%d w%d w%d</p>", random.IntN(5000), random.IntN(50), random.IntN(50), n)
			fmt.Fprintf(&otherBlocks, "<h2>H%d</h2><p>w%d w%d w%d</p>", random.IntN(5000), random.IntN(50), random.IntN(50), n)
		}
	}
	for _, c := range [][2]string{
		{"<p>" + many.String() + "</p>", "<p>" + other.String() + "</p>"},
		{blocks.String(), otherBlocks.String()},
		{"<p>" + strings.Repeat("x", 1<<20) + "</p>", "<p>" + strings.Repeat("y", 1<<20) + "</p>"},
		{strings.Repeat("<ul><li>", 400) + "a", strings.Repeat("<ul><li>", 400) + "b"},
		{strings.ReplaceAll(blocks.String(), "h2", "p"), strings.ReplaceAll(otherBlocks.String(), "h2", "p")},
	} {
		start := time.Now()
		redline.Compare(c[0], c[1], options)
		if took := time.Since(start); took > time.Minute { // most take a tenth of a second on a machine with nothing else to do
			t.Errorf("%d bytes took %v", len(c[0]), took)
		} else {
			t.Logf("%d bytes: %v", len(c[0]), took)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("<p>The old text.</p>", "<p>The new text.</p>")
	f.Add("<h2>A</h2><p>One</p><h2>B</h2><table><tr><td>1</td></tr></table>", "<h2>B</h2><table><tr><td>1<td>2</tr></table><h2>A</h2>")
	f.Add("<ol><li>检验<img src=a></ol>", "<ol start=3><li>Prüfung<br></ol><details><summary>x</summary></details>")
	f.Fuzz(func(t *testing.T, before, after string) {
		redline.Compare(before, after, options)
	})
}
