package diagram_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/diagram"
)

// TestUnderstood: what people write in flow charts and sequences is drawn, with every label, and without a note.
func TestUnderstood(t *testing.T) {
	for text, labels := range map[string]string{
		"graph TD\nA-->B":                                                      "A B",
		"flowchart\nA --- B":                                                   "A B",
		"graph LR;A-->B;B-->C;":                                                "A B C",
		"graph RL\nA[\"Text (with) [brackets]\"] ==> B":                        "Text (with) [brackets] B",
		"flowchart BT\nA[a] & B(b) --> C{c} & D((d))":                          "a b c d",
		"graph TD\nA([a]) -.-> B[[b]] -. why .-> C[(c)]":                       "a b why c",
		"graph TD\nA{{a}} -- text --> B[/b/] -->|more text| C[\\c\\]":          "a text b more text c",
		"graph TD\nA>a] == thick ==> B(((b))) ----> C[/c\\] --o D[\\d/] --x E": "a thick b c d E",
		"graph TD\nA <--> B o--o C x--x D ~~~ E":                               "A B C D E",
		"%% comment\ngraph TD\n%% another\nA --> A":                            "A",
		"graph TD\nsubgraph one [First part]\na --> b\nend\nb --> c":           "First part a b c",
		"graph TD\nsubgraph one\nsubgraph two\na\nend\nb\nend\none --> c":      "one two a b c",
		"graph TD\nGröße --> 漢字[漢字 text]":                                      "Größe 漢字 text",
		"graph TD\na[one<br>two<br/>three] --> b[#quot;q#quot; & <b>bold</b>]": "one two three \"q\" & bold",
		"graph TD\nA---oB":                                                     "A B",
		"---\ntitle: T\n---\nflowchart TD\n  my-node.x-->end_2":                "my-node.x end_2",
		"sequenceDiagram\nA->>B: Hello\nB-->>A: Hi":                            "Hello Hi A B",
		"sequenceDiagram\nparticipant a as Anna Smith\nactor b as Bob\na->>+b: x: y\nb--x-a: z\na-)a: self\nNote over a,b: n\nNote right of b: r\nNote left of a: l": "x: y z self n r l Anna Smith Bob",
		"sequenceDiagram\nautonumber\nA->B: one\nalt yes\nA->>B: two\nelse no\nloop l\nB->>A: three\nend\nend":                                                       "1. one yes 2. two no l 3. three A B",
	} {
		svg, notes := diagram.Draw(text)
		if len(notes) > 0 || svg == "" {
			t.Errorf("%q: %v", text, notes)
			continue
		}
		read := " " + strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(svg, " ")), " ") + " "
		for _, word := range strings.Fields(labels) {
			word = strings.NewReplacer("&", "&amp;", `"`, "&#34;").Replace(word)
			if !strings.Contains(read, word) {
				t.Errorf("%q: %s is not in %s", text, word, read)
			}
		}
		proper(t, svg)
	}
}

// TestNotUnderstood: a text that is not understood is not drawn, and the note names the line.
func TestNotUnderstood(t *testing.T) {
	for text, line := range map[string]int{
		"": 1, "pie\n\"a\": 1": 1, "graph TD": 1, "graph TD\nA-->B\nA -?-> B": 3, "graph TD\nA[open": 2, "graph TD\nsubgraph x\na": 3, "graph TD\na\nend": 3,
		"graph TD\na@{ shape: rect }": 2, "graph TD\nA-->": 2, "graph TD\nA-->|x B": 2, "graph TD\n\n\n--> B": 4, "sequenceDiagram": 1,
		"sequenceDiagram\nA->>B: x\nwhat is this": 3, "sequenceDiagram\nloop x\nA->>B: x": 3, "sequenceDiagram\nend": 2, "\n\nclassDiagram\nA <|-- B": 3,
		"gantt": 1, "graph XY\nA": 1,
	} {
		svg, notes := diagram.Draw(text)
		if svg != "" || len(notes) != 1 || notes[0].Line != line {
			t.Errorf("%q: %v, want line %d", text, notes, line)
		}
	}
}

// TestNoted: what only sets looks is left out with a note, and the rest is drawn.
func TestNoted(t *testing.T) {
	svg, notes := diagram.Draw("graph TD\nclassDef x fill:#f00\nA:::x --> B\nstyle A fill:#0f0\nstyle B fill:#0f0\nlinkStyle 0 stroke:red\nclick A \"https://x.y\"")
	if svg == "" || len(notes) != 5 || notes[0].Line != 2 || notes[4].Line != 7 || strings.Contains(svg, "x.y") {
		t.Errorf("%v\n%s", notes, svg)
	}
	for statement, why := range map[string]string{"style A fill:#f00": "colours and sizes", `click A "https://x.y"`: "is a link",
		"accTitle: Purchasing": "screen reader", "subgraph s\ndirection LR\nB\nend": "one way"} {
		if _, notes := diagram.Draw("graph TD\nA --> B\n" + statement); len(notes) != 1 || !strings.Contains(notes[0].Message, why) {
			t.Errorf("%s: %v, want %q", statement, notes, why)
		}
	}
}

var number = regexp.MustCompile(`NaN|Inf|e\+|-[0-9]{4}`)

// proper holds a picture against what may be in it: known elements and attributes, closed in turn, no address.
func proper(t *testing.T, svg string) {
	t.Helper()
	known := map[string]bool{"div": true, "svg": true, "rect": true, "path": true, "polygon": true, "circle": true, "text": true, "tspan": true}
	attributes := map[string]bool{"class": true, "tabindex": true, "role": true, "aria-label": true, "viewBox": true, "width": true, "height": true,
		"x": true, "y": true, "rx": true, "d": true, "points": true, "cx": true, "cy": true, "r": true}
	reader := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%v in %s", err, svg)
			return
		}
		if start, ok := token.(xml.StartElement); ok {
			if !known[start.Name.Local] {
				t.Errorf("element %s", start.Name.Local)
			}
			for _, a := range start.Attr {
				if !attributes[a.Name.Local] || a.Name.Local != "aria-label" && number.MatchString(a.Value) {
					t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		}
	}
}

// TestBounded: large diagrams are drawn or refused in a moment.
func TestBounded(t *testing.T) {
	each := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i) + "\n")
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"a chain":       "graph TD\n" + each(390, func(i int) string { return fmt.Sprintf("a%d-->a%d", i, i+1) }),
		"long edges":    "graph TD\n" + each(200, func(i int) string { return fmt.Sprintf("a%d-->a%d\na%[1]d-->a%d", i, i+1, i+9) }),
		"random":        "graph TD\n" + each(790, func(i int) string { return fmt.Sprintf("a%d-->a%d", i*7919%60, i*104729%61) }),
		"a star":        "graph TD\n" + each(390, func(i int) string { return fmt.Sprintf("a-->b%d", i) }),
		"all to all":    "graph TD\n" + each(12, func(int) string { return "a & b & c & d & e & f & g & h --> i & j & k & l & m & n & o & p" }),
		"subgraphs":     "graph TD\n" + each(390, func(i int) string { return fmt.Sprintf("subgraph s%d\na%[1]d-->a%d\nend", i, i+1) }),
		"5,000 nodes":   "graph TD\n" + each(5000, func(i int) string { return fmt.Sprintf("a%d", i) }),
		"many ands":     "graph TD\na" + strings.Repeat(" & a", 10000) + " --> b" + strings.Repeat(" & b", 5000),
		"nested groups": "graph TD\n" + strings.Repeat("subgraph a\n", 5000),
		"brackets":      "graph TD\na" + strings.Repeat("[", 60000),
		"dashes":        "graph TD\na " + strings.Repeat("-", 60000),
		"labels":        "graph TD\na " + strings.Repeat("-- b ", 12000),
		"quotes":        "graph TD\na[" + strings.Repeat("\"", 60000),
		"semicolons":    "graph TD\n" + strings.Repeat("a;", 30000),
		"a long label":  "graph TD\na[" + strings.Repeat("word ", 12000) + "]",
		"messages":      "sequenceDiagram\n" + strings.Repeat("a->>b: c\n", 6000),
		"participants":  "sequenceDiagram\n" + each(5000, func(i int) string { return fmt.Sprintf("a%d->>b: c", i) }),
		"arrows":        "sequenceDiagram\n" + strings.Repeat("->>", 20000),
	} {
		began := time.Now()
		svg, notes := diagram.Draw(text)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if svg == "" && len(notes) == 0 {
			t.Errorf("%s: neither a picture nor a note", name)
		}
	}
}

// FuzzDraw: no text crashes or hangs Draw, and what it draws is proper.
func FuzzDraw(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.mmd")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for _, seed := range []string{"graph TD\nA[\"a\"]-->|b|B{c} & D((d))\nsubgraph x [y]\nE -. f .-> A\nend\nA-->A", "graph LR;a-->b;b-->a;a~~~c;c==>d",
		"sequenceDiagram\nactor a as b\na->>+a: c\nalt d\nNote over a,e: f\nelse\ne-xa: g\nend"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		svg, notes := diagram.Draw(text)
		if svg == "" && len(notes) == 0 {
			t.Error("neither a picture nor a note")
		}
		for _, n := range notes {
			if n.Line < 1 || n.Line > strings.Count(text, "\n")+1 {
				t.Errorf("line %d: %s", n.Line, n.Message)
			}
		}
		if again, _ := diagram.Draw(text); again != svg {
			t.Error("two pictures of one text")
		}
		proper(t, svg)
	})
}
