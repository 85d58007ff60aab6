package manual_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestNames: what a wiki link or an embedded picture names, as people write it in Obsidian.
func TestNames(t *testing.T) {
	const others = `
-- documents/sop/SOP-01 Document Control.md --
---
id: SOP-01
title: Control of documents
---
# Control of documents

## Who approves
-- documents/größe.md --
---
id: SOP-02
title: "A's: sizes"
---
-- documents/a/same.md --
---
id: SOP-03
title: One title
---
-- documents/b/same.md --
---
id: SOP-04
title: One title
---
-- documents/pictures/plan.png --
x
-- documents/pictures/a/twice.png --
x
-- documents/pictures/b/twice.png --
x
-- documents/tools/README.md --
# Tools
`
	for text, want := range map[string]string{
		"[[SOP-01]]":                              "SOP-01",
		"[[SOP-01 Document Control]]":             "SOP-01",
		"[[SOP-01 Document Control.md]]":          "SOP-01",
		"[[sop/SOP-01 Document Control]]":         "SOP-01",
		"[[Control of documents]]":                "SOP-01",
		"[[Control of documents#Who approves|x]]": "SOP-01#who-approves",
		"[[größe]]":                               "SOP-02",
		"[[gro\u0308ße]]":                         "SOP-02",
		"[[A's: sizes]]":                          "SOP-02",
		"[[same]]":                                "two fit",
		"[[One title]]":                           "two fit",
		"[[a/same]]":                              "SOP-03",
		"[[Nowhere]]":                             "no document",
		"[[#Own]]":                                "ME-01#own",
		"[[tools]]":                               "section tools",
		"![[plan.png]]":                           "documents/pictures/plan.png",
		"![[pictures/plan.png|300]]":              "documents/pictures/plan.png",
		"![[twice.png]]":                          "no file",
		"![[a/twice.png]]":                        "documents/pictures/a/twice.png",
		"![[lan.png]]":                            "no file",
	} {
		m := load(t, files(t, "-- documents/me.md --\n---\nid: ME-01\ntitle: Me\n---\n"+text+"\n\n## Own\n"+others), manual.Options{})
		me := m.ByFile("documents/me.md")
		var got []string
		for _, target := range m.Targets(me) {
			got = append(got, described(target))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s leads to %q, expected %q", text, got, want)
		}
	}
}

func described(t manual.Target) string {
	switch {
	case t.Trouble == manual.Ambiguous:
		return "two fit"
	case t.Trouble == manual.NoDocument:
		return "no document"
	case t.Trouble == manual.NoFile:
		return "no file"
	case t.Trouble == manual.NoAnchor:
		return "no anchor"
	case t.File != nil:
		return t.File.Path
	case t.Section != nil:
		return "section " + t.Section.Path
	case t.Entry != nil && t.Anchor != "":
		return t.Entry.ID.Value + "#" + t.Anchor
	case t.Entry != nil:
		return t.Entry.ID.Value
	}
	return "nothing"
}
