package search

import "fmt"

// Texts makes a file of texts, one a page, with its blocks in lines of their own.
type Texts struct {
	script []byte
	pages  int
	within bool // whether the page has a block
}

// NewTexts begins the file of a number.
func NewTexts(file int) *Texts {
	return &Texts{script: fmt.Appendf(make([]byte, 0, textFile), `clausebookSearch({"texts":%d,"text":[`, file)}
}

// Page begins the next page.
func (t *Texts) Page() {
	if t.pages++; t.pages > 1 {
		t.script = append(t.script, `",`...)
	}
	t.script, t.within = append(t.script, '"'), false
}

// Block adds a block to the page. It has no line breaks or other control characters.
func (t *Texts) Block(text []byte) {
	if t.within {
		t.script = append(t.script, `\n`...)
	}
	t.within = true
	done := 0
	for i, c := range text {
		if c == '"' || c == '\\' || c < ' ' {
			t.script = append(t.script, text[done:i]...)
			if done = i; c < ' ' {
				t.script = append(t.script, ' ')
				done++
			} else {
				t.script = append(t.script, '\\')
			}
		}
	}
	t.script = append(t.script, text[done:]...)
}

// Script is the file.
func (t *Texts) Script() []byte {
	if t.pages > 0 {
		t.script = append(t.script, '"')
	}
	return append(t.script, "]})\n"...)
}
