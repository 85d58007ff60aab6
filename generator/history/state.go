package history

import (
	"bytes"
	"hash/maphash"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
)

// State is what a document said at a commit.
type State struct {
	Known                                 bool // its bytes could be read
	ID, Title, Revision, Status, Approved string
	Text, Sum                             uint64 // of its bytes: the functions Text, and document.Sum
}

func stateOf(raw []byte) *State {
	s := &State{Known: true, Sum: document.Sum(raw), Text: Text(raw)}
	meta, _ := split(raw)
	if !plain(s, meta) {
		exactly(s, meta)
	}
	return s
}

// exactly lets the reader of documents say what the front matter holds.
func exactly(s *State, meta []byte) {
	d := document.Parse("", meta)
	s.ID, s.Title, s.Revision, s.Status, s.Approved = d.ID.Value, d.Title.Value, d.Revision.Value, d.Status.Value, d.ApprovedDate.Value
}

// split parts a document behind the line that closes its front matter, which is empty where there
// is none.
func split(raw []byte) (meta, body []byte) {
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !bytes.HasPrefix(text, []byte("---")) {
		return nil, raw
	}
	for from := 3; ; {
		at := bytes.Index(text[from:], []byte("\n---"))
		if at < 0 {
			return nil, raw
		}
		end := from + at + 4
		rest := text[end:]
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			rest = rest[:i+1]
		}
		if len(bytes.TrimSpace(rest)) == 0 {
			return text[:end+len(rest)], text[end+len(rest):]
		}
		from = end
	}
}

// ignoredFields are the fields that may change without a new revision: what approving, reviewing and
// replacing a document writes down about it.
var ignoredFields = []string{"revision", "status", "approver", "approved_date", "effective_date", "review_date", "superseded_by",
	"aliases", "history"}

var seed = maphash.MakeSeed()

// Text stands for the bytes of a document that its readers are told of, within one run of the program:
// all but the ends of lines, comments in the front matter, and the fields that may change without a new
// revision. Where it is the same, so is what the document says. Where it is another one, that may still
// be written otherwise only: Content tells.
func Text(raw []byte) uint64 {
	meta, body := split(raw)
	var h maphash.Hash
	h.SetSeed(seed)
	skip := false
	for line := range bytes.Lines(meta) {
		switch first := line[0]; {
		case first == '#':
			continue
		case first != ' ' && first != '\t' && first != '-' && first != '\r' && first != '\n':
			name, _, _ := bytes.Cut(line, []byte(":"))
			skip = slices.Contains(ignoredFields, string(bytes.Trim(name, `"' `)))
		}
		if !skip {
			_, _ = h.Write(bytes.TrimRight(line, "\r\n"))
			_ = h.WriteByte('\n')
		}
	}
	_ = h.WriteByte(0) // between front matter and body
	for {
		at := bytes.Index(body, crlf)
		if at < 0 {
			break
		}
		_, _ = h.Write(body[:at])
		body = body[at+1:]
	}
	_, _ = h.Write(body)
	return h.Sum64()
}
