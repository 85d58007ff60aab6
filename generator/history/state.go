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
	Text, Sum                             uint64 // of its bytes: Text, and document.Sum
}

// stateReader reads the states of blobs. Equal words are kept once.
type stateReader struct{ words map[string]string }

func (r *stateReader) state(raw []byte) *State {
	s := &State{Known: true, Sum: document.Sum(raw), Text: Text(raw)}
	if !r.plain(s, raw) {
		r.exactly(s, raw)
	}
	return s
}

func (r *stateReader) word(s string) string {
	if known, ok := r.words[s]; ok {
		return known
	}
	r.words[s] = s
	return s
}

// exactly lets the reader of documents say what the front matter holds.
func (r *stateReader) exactly(s *State, raw []byte) {
	meta, _ := split(raw)
	d := document.Parse("", meta)
	s.ID, s.Title, s.Revision, s.Status, s.Approved = d.ID.Value, d.Title.Value, d.Revision.Value, d.Status.Value, d.ApprovedDate.Value
}

// plain takes fields that are plain words in a line of their own, which costs a hundredth of reading
// YAML. All else is left to the reader of documents.
func (r *stateReader) plain(s *State, raw []byte) bool {
	meta, _ := split(raw)
	fields := []struct {
		name     string
		to       *string
		optional bool
	}{{"id:", &s.ID, false}, {"title:", &s.Title, true}, {"revision:", &s.Revision, false}, {"status:", &s.Status, false}, {"approved_date:", &s.Approved, true}}
	for _, f := range fields {
		at := bytes.Index(meta, []byte("\n"+f.name))
		if at < 0 && f.optional {
			continue
		}
		if at < 0 {
			return false
		}
		value, rest, _ := bytes.Cut(meta[at+1+len(f.name):], []byte("\n"))
		if len(value) == 0 || value[0] != ' ' || len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' {
			return false
		}
		if value = bytes.Trim(value, " \r"); !plainWord(value) {
			return false
		}
		*f.to = r.word(string(value))
	}
	return true
}

// plainWord reports text that no reader of YAML takes for anything else.
func plainWord(v []byte) bool {
	if len(v) == 0 || bytes.EqualFold(v, []byte("null")) || v[0] == '-' {
		return false
	}
	for _, c := range v {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '-', c == '_', c == '/', c == ' ':
		default:
			return false
		}
	}
	return true
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

// aside are the fields that may change without a new revision: what approving, reviewing and
// replacing a document writes down about it.
var aside = []string{"revision", "status", "approver", "approved_date", "effective_date", "review_date", "superseded_by",
	"aliases", "history"}

var seed = maphash.MakeSeed()

// Text stands for what a document tells its readers, within one run of the program: all of it but
// white space, comments in the front matter, the fields that may change without a new revision, and the
// files of documents that links lead to, which change when those are moved.
func Text(raw []byte) uint64 {
	meta, body := split(raw)
	dense := make([]byte, len(raw)+1)
	n := 0
	skip := false
	for line := range bytes.Lines(meta) {
		if first := line[0]; first != ' ' && first != '\t' && first != '-' && first != '\r' && first != '\n' {
			name, _, _ := bytes.Cut(line, []byte(":"))
			skip = first == '#' || slices.Contains(aside, string(bytes.Trim(name, `"' `)))
		}
		if !skip {
			n += copyDense(dense[n:], line)
		}
	}
	dense[n] = 0 // between front matter and body
	n++
	for at := 0; at >= 0; {
		if at = bytes.Index(body, []byte("](")); at >= 0 {
			n += copyDense(dense[n:], body[:at+2])
			body = behindPath(body[at+2:])
		}
	}
	n += copyDense(dense[n:], body)
	return maphash.Bytes(seed, dense[:n])
}

// behindPath leaves out the file of another document at the beginning of a link, but not its heading.
func behindPath(link []byte) []byte {
	end := bytes.IndexAny(link[:min(len(link), 1<<10)], ")# \n")
	if end >= 0 && bytes.HasSuffix(link[:end], []byte(".md")) {
		return link[end:]
	}
	return link
}

// solid is 1 for each byte but white space.
var solid = func() (table [256]uint8) {
	for c := range table {
		table[c] = 1
	}
	table[' '], table['\n'], table['\r'], table['\t'] = 0, 0, 0, 0
	return table
}()

// copyDense copies text without its white space, and counts it. It has no branches, since every
// fifth byte would take another one.
func copyDense(to, text []byte) int {
	n := 0
	for _, c := range text {
		to[n] = c
		n += int(solid[c])
	}
	return n
}
