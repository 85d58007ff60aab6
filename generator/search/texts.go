package search

import (
	"bytes"
	"fmt"
)

// Texts writes a file of texts, one a page, with its blocks in lines of their own.
type Texts struct {
	script *bytes.Buffer
	pages  int
	within bool // whether the page has a block
}

// NewTexts begins the file of a number.
func NewTexts(script *bytes.Buffer, file int) *Texts {
	fmt.Fprintf(script, `clausebookSearch({"texts":%d,"text":[`, file)
	return &Texts{script: script}
}

// Page begins the next page.
func (t *Texts) Page() {
	if t.pages++; t.pages > 1 {
		t.script.WriteString(`",`)
	}
	t.script.WriteByte('"')
	t.within = false
}

// Block adds a block to the page. It has no line breaks or other control characters.
func (t *Texts) Block(text []byte) {
	if t.within {
		t.script.WriteString(`\n`)
	}
	t.within = true
	done := 0
	for i, c := range text {
		if c == '"' || c == '\\' || c < ' ' {
			t.script.Write(text[done:i])
			if done = i; c < ' ' {
				t.script.WriteByte(' ')
				done++
			} else {
				t.script.WriteByte('\\')
			}
		}
	}
	t.script.Write(text[done:])
}

// End completes the file.
func (t *Texts) End() {
	if t.pages > 0 {
		t.script.WriteByte('"')
	}
	t.script.WriteString("]})\n")
}
