package history

import (
	"bytes"
	"slices"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// FuzzText: where the bytes that count are the same, so is what a document says.
func FuzzText(f *testing.F) {
	f.Add([]byte("---\nid: A\nrevision: 1\nstatus: draft\nclauses:\n  - 4.1\nhistory:\n- {revision: 0}\n---\n\n* a\n\n    code\n"), uint8(2))
	f.Add([]byte("---\n{id: A,\nstatus: draft}\n---\n# A\n"), uint8(1))
	f.Add([]byte("\xef\xbb\xbf---\r\nid: \"A\n---\n[a](b.md)"), uint8(0))
	f.Fuzz(func(t *testing.T, raw []byte, at uint8) {
		lines := bytes.SplitAfter(raw, lf)
		insert := func(line string) []byte {
			return bytes.Join(slices.Insert(slices.Clone(lines), min(int(at), len(lines)), []byte(line)), nil)
		}
		for _, with := range [][]byte{bytes.ReplaceAll(raw, lf, crlf), insert("# comment\n"), insert("status: review\n"),
			insert("approver:\n  - A\n"), insert("'review_date': 2026-01-01\n"), insert("history: [\n  {revision: 1}\n  ]\n")} {
			if Text(with) != Text(raw) {
				continue
			}
			a, b := document.Parse("a.md", raw), document.Parse("a.md", with)
			x, y := ContentOf(a), ContentOf(b)
			if a.Readable && b.Readable && (x.Text != y.Text || !x.SameClaims(y, "2015", "2015") || !slices.Equal(x.Links, y.Links)) {
				t.Errorf("the bytes that count are the same, what they say is not:\n%q\n%q", raw, with)
			}
		}
	})
}
