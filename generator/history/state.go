package history

import (
	"bytes"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/clausebook/clausebook/generator/document"
)

// State is what a document said at a commit.
type State struct {
	Known                                 bool // its bytes could be read
	ID, Title, Revision, Status, Approved string
	Text, Sum                             uint64 // of its bytes: Text, and document.Sum
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
	dense := scratch.Get().(*[]byte)
	defer scratch.Put(dense)
	*dense = slices.Grow((*dense)[:0], len(raw)+1)[:len(raw)+1]
	n := condense(*dense, meta, body)
	return maphash.Bytes(seed, (*dense)[:n])
}

// scratch are buffers: a long history makes tens of thousands of texts.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// condense writes what counts, and says how long it is.
func condense(dense, meta, body []byte) int {
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
	return n + copyDense(dense[n:], body)
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
