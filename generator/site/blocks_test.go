package site

import (
	"slices"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/search"
)

func TestBlocks(t *testing.T) {
	for _, c := range []struct {
		text          string
		blocks, terms []string
	}{
		{"CO<sub>2</sub>, m<sup>2</sup>, **Un**released", []string{"CO2, m2, Unreleased"}, nil},
		{"one\ntwo<br>three", []string{"one two", "three"}, nil},
		{"- a `code`\n- b &amp; c", []string{"a code", "b & c"}, nil},
		{"R&D [link text](https://example.org/x) and ![alt](https://example.org/y.png)", []string{"R&D link text and alt"}, nil},
		{"word[^1]\n\n[^1]: note", []string{"word", "note"}, nil},
		{"| Part | Limit |\n|---|---|\n| bolt | 0,05 |", []string{"Part", "Limit", "bolt", "0,05"}, nil},
		{"| Term | Meaning |\n|---|---|\n| Rework | work on it |", []string{"Term", "Meaning", "Rework", "work on it"}, []string{"Rework"}},
		{"Begriff\n: Was er heißt.", []string{"Begriff", "Was er heißt."}, []string{"Begriff"}},
		{"**Batch** is what one order makes.", []string{"Batch is what one order makes."}, []string{"Batch"}},
		{"**Batch:** what one order makes.", []string{"Batch: what one order makes."}, []string{"Batch"}},
		{"Batch means what one order makes.", []string{"Batch means what one order makes."}, []string{"Batch"}},
		{"Charge bedeutet, was zu einem Auftrag gehört.", []string{"Charge bedeutet, was zu einem Auftrag gehört."}, []string{"Charge"}},
		{"- Batch: what one order makes", []string{"Batch: what one order makes"}, []string{"Batch"}},
		{"- Owner: the buyer", []string{"Owner: the buyer"}, nil},
		{"**Do not** open it. It is hot.", []string{"Do not open it. It is hot."}, nil},
		{"## Batch: what it is", []string{"Batch: what it is"}, []string{"Batch"}},
	} {
		d := document.Parse("documents/x.md", []byte("---\nid: X\n---\n\n"+c.text+"\n"))
		var blocks, terms []string
		blocksOf(d)(func(b search.Block) {
			blocks = append(blocks, string(b.Text))
			if b.Term != "" {
				terms = append(terms, b.Term)
			}
		})
		if !slices.Equal(blocks, c.blocks) || !slices.Equal(terms, c.terms) {
			t.Errorf("%q\n got %q, terms %q\nwant %q, terms %q", c.text, blocks, terms, c.blocks, c.terms)
		}
	}
}
