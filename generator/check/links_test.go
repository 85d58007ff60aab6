package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestLinksAsPeopleWriteThem: links that other tools follow are not reported, and those that lead nowhere get a hint at
// the right path. want is the rule with the hint; an empty one stands for no finding.
func TestLinksAsPeopleWriteThem(t *testing.T) {
	front := func(id, title string) string {
		return "---\nid: " + id + "\ntitle: " + title + "\nrevision: 1\nstatus: draft\nowner: O\n---\n\n"
	}
	files := map[string]string{
		config.File:            "title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\ndocuments: .\nrules: {gap: off, orphan: off, unused-file: off, missing-documented-information: off, links-to-draft: off}\nexclude: [old]\n",
		"sop/SOP-01.md":        front("SOP-01", "SOP-01 Document Control") + "## Who approves\n\n- <a name=\"pos\"></a> here\n\n| a |\n|---|\n| <a id='Cell'></a> b |\n",
		"sop/größe prüfen.md":  front("SOP-02", "Größe prüfen"),
		"sop/README.md":        "# All procedures\n\n## Rules\n",
		"tools/list.md":        front("T-1", "Tools"),
		"Forms/F-1.pdf":        "x",
		"Forms/Norm 9001.pdf":  "x",
		"old/x.md":             front("O-1", "Old"),
		"pictures/Plan.png":    "x",
		"sop/more/SOP-03.md":   front("SOP-03", "Third"),
		"sop/more/SOP-03.docx": "x",
	}
	const example = "write the path from the folder of this file, such as ../purchasing/qp-08-04.md"
	cases := []struct{ text, want string }{
		// Folders and pages.
		{"[x](sop)", ""}, {"[x](sop/)", ""}, {"[x](./sop/)", ""}, {"[x](sop/README.md)", ""}, {"[x](sop/README)", ""}, {"[x](sop/#rules)", ""}, {"[x](sop?raw=1#rules)", ""},
		{"[x](tools/)", ""}, {"[x](.)", ""}, {"[x](./)", ""}, {"[x](sop/more/..)", ""}, {"[x](sop/more/../)", ""},
		{"[x](sop/index.html)", "broken-link: did you mean sop/README.md?"},
		{"[x](/sop/)", "broken-link: did you mean sop/README.md?"},
		{"[x](/sop/SOP-01.md)", "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](SOP/)", "broken-link: did you mean sop/README.md?"},
		{"[x](sop/#rulez)", "broken-anchor: did you mean #rules?"},
		{"[x](Forms/)", "broken-link: link to a document in it"},
		// Documents.
		{"[x](sop/SOP-01)", ""}, {"[x](sop/SOP-01.md?plain=1)", ""}, {"[x](sop/SOP-01/)", ""}, {"[x](<sop/größe prüfen.md>)", ""}, {"[x](sop/gr%C3%B6%C3%9Fe%20pr%C3%BCfen.md)", ""},
		{"[x](<sop/gro\u0308ße pru\u0308fen.md>)", ""},
		{"[x](sop/sop-01.md)", "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](Sop/SOP-01)", "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](sop/SOP-01.MD)", "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](sop/SOP-01.html)", "broken-link: did you mean sop/SOP-01.md?"},
		{`[x](sop\SOP-01.md)`, "broken-link: did you mean sop/SOP-01.md?"},
		{`[x](.\sop\SOP-01.md)`, "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](SOP-01.md)", "broken-link: did you mean sop/SOP-01.md?"},
		{"[x](zzz/nothing.md)", "broken-link: " + example},
		{"[x](old/x.md)", "broken-link: link to a document, or delete the pattern"},
		// Anchors.
		{"[x](sop/SOP-01.md#who-approves)", ""}, {"[x](sop/SOP-01.md#Who%20approves)", ""}, {"[x](<sop/SOP-01.md#Who approves>)", ""}, {"[x](sop/SOP-01.md#who%20APPROVES)", ""},
		{"[x](sop/SOP-01.md#pos)", ""}, {"[x](sop/SOP-01#Cell)", ""}, {"[x](#top)", ""}, {"[x](sop/SOP-01.md#top)", ""}, {"[x](sop/#top)", ""},
		{"[x](sop/SOP-01.md#Who-Approves)", "broken-anchor: did you mean #who-approves?"},
		{"[x](sop/SOP-01.md#cell)", "broken-anchor: did you mean #Cell?"},
		{"[x](sop/SOP-01.md#POS)", "broken-anchor: did you mean #pos?"},
		{"[x](sop/SOP-01.md#who%20decides%20it)", "broken-anchor: give the heading that is meant the id {#who decides it}"},
		// Files.
		{"[x](Forms/F-1.pdf#page=3)", ""}, {"[x](Forms/F-1.pdf?v=2#page=3)", ""}, {"[x](<Forms/Norm 9001.pdf>)", ""}, {"[x](Forms/Norm%209001.pdf)", ""}, {"[x](Forms%2FF-1.pdf)", ""},
		{"[x](forms/f-1.PDF)", "broken-link: did you mean Forms/F-1.pdf?"},
		{`[x](Forms\F-1.pdf)`, "broken-link: did you mean Forms/F-1.pdf?"},
		{"![x](pictures/plan.PNG)", "broken-image: did you mean pictures/Plan.png?"},
		// Links of wikis.
		{"[[SOP-01]]", ""}, {"[[SOP-01 Document Control]]", ""}, {"[[sop/SOP-01]]", ""}, {"[[sop/SOP-01.md|x]]", ""}, {"[[SOP-01#Who approves]]", ""}, {"[[SOP-01#pos|x]]", ""},
		{"[[Größe prüfen]]", ""}, {"[[größe prüfen]]", ""}, {"[[sop]]", ""}, {"[[sop/README]]", ""}, {"[[F-1.pdf]]", ""}, {"[[#Own]]", ""},
		{"[[SOP-01#Who decides]]", "broken-anchor: give the heading that is meant the id {#Who decides}"},
		{"[[SOP-99]]", "unknown-document: did you mean SOP-01?"},
		// Brackets that are none.
		{"[ORG][MHB] and [A][B][C]", ""}, {"[QM/ORG] and [x]", ""}, {"Item [1] and [A1][B2]", ""},
		{"[Text][none]", "link-as-text: write [text](address), or add a line `[none]: address`; where brackets are meant, write \\["},
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	me := func(i int) string { return fmt.Sprintf("me-%d.md", i) }
	for i, c := range cases {
		fsys[me(i)] = &fstest.MapFile{Data: []byte(front(fmt.Sprintf("ME-%d", i), fmt.Sprintf("Me %d", i)) + "## Own\n\n" + c.text + "\n")}
	}
	result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: day}})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{}
	for _, f := range result.Findings {
		said[f.File] = append(said[f.File], f.Rule+": "+f.Hint)
	}
	for i, c := range cases {
		if got := strings.Join(said[me(i)], "; "); got != c.want {
			t.Errorf("%s: %q, expected %q", c.text, got, c.want)
		}
	}
}

// TestUnsafeLinks: one warning for each kind of address in a manual, with its count, and an error for each link that
// runs something.
func TestUnsafeLinks(t *testing.T) {
	page := func(id, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nid: " + id + "\ntitle: About " + id + "\nrevision: 1\nstatus: draft\nowner: O\n---\n\n" + text + "\n")}
	}
	const shown = " shown as text"
	for _, c := range []struct{ first, second, want string }{
		{"[x](file:///P:/a.doc)", "", `warning: a page cannot lead to "file:///P:/a.doc"; the link is` + shown},
		{"[x](file:a) [x](FILE:b)", "", `warning: a page cannot lead to "file:a"; this and another link to file: are` + shown},
		{"[x](xref:a)", "[x](xref:b) [x](xref:c)", `warning: a page cannot lead to "xref:a"; this and 2 other links to xref: are` + shown},
		{"[x](onenote:a)", "[x](obsidian://open)", `warning: a page cannot lead to "onenote:a"; the link is` + shown + `|warning: a page cannot lead to "obsidian://open"; the link is` + shown},
		{`[x](P:\a)`, `[x](p:/b)`, `warning: a page cannot lead to "P:\\a"; this and another link to p: are` + shown},
		{`[x](\\\\server\a)`, "", `warning: a page cannot lead to "\\\\server\\a"; the link is` + shown},
		{"[x](javascript:a) [x](JavaScript:a)", "[x](java&#115;cript:a)", `error: a link may not lead to "javascript:a"|error: a link may not lead to "JavaScript:a"|error: a link may not lead to "javascript:a"`},
		{"[x](vbscript:a) [x](data:text/html,a) [x](blob:a)", "", `error: a link may not lead to "vbscript:a"|error: a link may not lead to "data:text/html,a"|error: a link may not lead to "blob:a"`},
		{"[x](https://a.example) [x](mailto:a@b.example) [x](tel:+49) <https://a.example>", "", ""},
		{schemes(30), "", schemesWant(19)},
	} {
		fsys := fstest.MapFS{"documents/a.md": page("A-1", c.first), "documents/b.md": page("B-1", c.second),
			config.File: {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n")}}
		result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: day}})
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, f := range result.Findings {
			if f.Rule == "unsafe-link" {
				said = append(said, fmt.Sprintf("%s: %s", f.Severity, f.Message))
			}
		}
		if got := strings.Join(said, "|"); got != c.want {
			t.Errorf("%s and %s:\n%s\nexpected\n%s", c.first, c.second, got, c.want)
		}
	}
}

func schemes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[x](s%d:a)\n", i)
	}
	return b.String()
}

func schemesWant(kept int) string {
	var list []string
	for i := range kept {
		list = append(list, fmt.Sprintf(`warning: a page cannot lead to "s%d:a"; the link is shown as text`, i))
	}
	return strings.Join(append(list, fmt.Sprintf(`warning: a page cannot lead to "s%d:a"; links to this and to more kinds of address are shown as text`, kept)), "|")
}
