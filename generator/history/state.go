package history

import (
	"bytes"
	"hash/maphash"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
)

// State is a document at a commit.
type State struct {
	Known                                            bool // the contents could be read
	ID, Title, Revision, Status, Approved, Effective string
	Approver                                         string
	Text, Body, Sum                                  uint64 // Text, Body and document.Sum of its bytes
}

// Same reports whether two states are known to say the same: then a commit from one to the other changed line
// endings, moved the file or took a change back.
func (s State) Same(other State) bool {
	return s.Known && other.Known && s.Text != 0 && s.Text == other.Text && s.ID == other.ID && s.Title == other.Title &&
		s.Revision == other.Revision && s.Status == other.Status && s.Approved == other.Approved &&
		s.Effective == other.Effective && s.Approver == other.Approver
}

func stateOf(raw []byte) *State {
	if bytes.HasPrefix(raw, lfsPointer) {
		return &State{Sum: document.Sum(raw)}
	}
	s := &State{Known: true, Sum: document.Sum(raw), Text: Text(raw), Body: Body(raw)}
	meta, _ := split(raw)
	if !scanFields(s, meta) {
		parseFields(s, meta)
	}
	return s
}

// parseFields reads the fields with the full parser.
func parseFields(s *State, meta []byte) {
	d := document.Parse("", meta)
	s.ID, s.Title, s.Revision, s.Status = d.ID.Value, d.Title.Value, d.Revision.Value, d.Status.Value
	s.Approved, s.Effective, s.Approver = d.ApprovedDate.Value, d.EffectiveDate.Value, d.Approver.Value
}

// split splits a document after its front matter; meta is empty if there is none.
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

// ignoredFields may change without a new revision: approval, review and replacement are recorded in
// them.
var ignoredFields = []string{"revision", "status", "approver", "approved_date", "effective_date", "review_date", "superseded_by",
	"aliases", "history", "proposed"}

var seed = maphash.MakeSeed()

// Text hashes a document, within one run of the program, without line endings, comments in the
// front matter and ignoredFields. Equal hashes mean equal content; if they differ, compare Content,
// which is independent of formatting.
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
	writeBody(&h, body)
	return h.Sum64()
}

// Body hashes the text after the front matter, within one run of the program, without line endings.
func Body(raw []byte) uint64 {
	_, body := split(raw)
	var h maphash.Hash
	h.SetSeed(seed)
	writeBody(&h, bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	return h.Sum64()
}

func writeBody(h *maphash.Hash, body []byte) {
	for {
		at := bytes.Index(body, crlf)
		if at < 0 {
			break
		}
		_, _ = h.Write(body[:at])
		body = body[at+1:]
	}
	_, _ = h.Write(body)
}
