package history

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"os/exec"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// Log is what Git knows of a manual, as of the commit that is checked out. It is a value like any
// other input of a build: a test may make one up. Nil stands for a manual outside any repository.
//
// Changes are those of the line of first parents: what a branch did counts as one change, on the day
// on which it was merged, and By names those who made it.
type Log struct {
	Head    string // the full id of the commit that is checked out, "" before the first one
	Last    Commit // the last that changed the manual; without an id where that is not known
	Shallow bool   // older commits are missing from this clone
	// Trouble is why Git would not tell anything, in its own words; all else is empty then.
	Trouble   string
	Documents map[string]*Document // of the commit that is checked out, by file
	Deleted   []Deleted            // the documents that it no longer has, the last to go first
	Config    []byte               // manual.yaml in it
	// Files are the files beside the documents, also those that are gone, with their changes, the latest
	// first.
	Files map[string][]FileChange
	cache *cache
	where *where
}

// Commit is one commit. Authors and summaries are as clean as findings are.
type Commit struct {
	ID      string // in full; "" where it is not known
	Date    string // the day on which it was committed, where the committer was
	Written string // the day on which its author wrote it
	Author  string
	Summary string
	// By are the commits of the branches that a merge brought in, the latest first, as far as they
	// changed the document; of any other commit none.
	By     []Commit
	parent string // the first one
	merge  bool
}

// Short is the beginning of the id, as people name a commit.
func (c Commit) Short() string { return c.ID[:min(len(c.ID), 8)] }

// Document is the past of one document, through all its renames.
type Document struct {
	Sum     uint64   // document.Sum of its bytes in Head; 0 where they are not known
	Changes []Change // the latest first; the first is how it stands in Head
	blob    string
}

// Change is one commit that changed a document, and how the document stood afterwards.
type Change struct {
	Commit Commit // without an id where it lies before the first commit of a shallow clone
	State
	File string // its file at that commit
	New  bool   // the document was not there before
	Back int    // how many commits of the manual it lies back, from 1
	blob string
	old  string // the blob before
	// score is how much of a renamed document stayed, in per cent.
	score int
}

// Deleted is a document that was deleted.
type Deleted struct {
	File   string
	Commit Commit // that deleted it
	State         // how it stood at last
	Back   int    // how many commits of the manual that lies back
	past   *Document
}

// configFile is the one file outside the documents that the log holds.
const configFile = "manual.yaml"

// manualPaths are the other parts of a manual: a commit that touches none of them did not change it.
var manualPaths = []string{configFile, "theme", "standards"}

// IDs gives every id that a document of the manual has or had at a commit, some of them more than once.
func (l *Log) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		of := func(d *Document) bool {
			for i := range d.Changes {
				if id := d.Changes[i].ID; id != "" && !yield(id) {
					return false
				}
			}
			return true
		}
		for _, d := range l.Documents {
			if !of(d) {
				return
			}
		}
		for i := range l.Deleted {
			g := &l.Deleted[i]
			if g.ID != "" && !yield(g.ID) || g.past != nil && !of(g.past) {
				return
			}
		}
	}
}

// Public reports whether a document that is gone was in force at a time: approved, or obsolete after it was.
func (d *Deleted) Public() bool {
	public := func(s State) bool { return s.Status == document.Approved || s.Status == document.Obsolete }
	if d.past != nil && slices.ContainsFunc(d.past.Changes, func(c Change) bool { return public(c.State) }) {
		return true
	}
	return public(d.State)
}

// Read gives what Git knows of the manual in a folder with its documents in another below it. It
// never fails: without a repository it is nil, and where git refuses, the log says why.
func Read(ctx context.Context, dir, documents string) *Log {
	l, _ := read(ctx, dir, documents, nil)
	return l
}

// read is Read with what is known from the time before, and what is to be known the next time.
func read(ctx context.Context, dir, documents string, known *lineCache) (*Log, *lineCache) {
	r, err := Open(ctx, dir)
	switch {
	case errors.Is(err, ErrNone):
		if _, err := exec.LookPath("git"); err != nil && len(repositories(dir)) > 0 {
			return &Log{Trouble: "git is not installed"}, nil
		}
		return nil, nil
	case err != nil:
		return &Log{Trouble: err.Error()}, nil
	}
	r.known = known
	return r.Log(ctx, documents), r.known
}

// Log is what Read gives.
func (r *Repository) Log(ctx context.Context, documents string) *Log {
	return r.LogAt(ctx, "HEAD", documents)
}

// LogAt is the Log that there would be, were a commit checked out that Revision or MergeBase named. Where
// it lies on the line of the Log before, what that one told is not read again.
func (r *Repository) LogAt(ctx context.Context, commit, documents string) *Log {
	l, err := r.logAt(ctx, commit, documents)
	if err != nil {
		r.known = nil
		return &Log{Trouble: err.Error()}
	}
	return l
}

func (r *Repository) logAt(ctx context.Context, commit, documents string) (*Log, error) {
	l := &Log{Documents: map[string]*Document{}, Files: map[string][]FileChange{}, where: &where{}}
	out, err := r.run(ctx, nil, "rev-parse", "--is-shallow-repository", commit)
	if err != nil && strings.Contains(err.Error(), "ambiguous argument 'HEAD'") {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	shallow, head, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	l.Shallow, l.Head = shallow == "true", head
	t := &tracer{Log: l, prefix: r.prefix, documents: documents + "/"}
	t.at, t.created = map[string]*Document{}, map[*Document]int{}
	if err := t.tree(ctx, r); err != nil {
		return nil, err
	}
	if r.known, err = t.follow(ctx, r); err == nil {
		l.cache = r.known.kept
		t.compare = &textComparer{ctx: ctx, r: r, known: r.known.alike}
		t.trace(r.known)
	}
	return l, err
}

// paths are what the manual is made of, from the top of the repository.
func (t *tracer) paths() []string {
	list := []string{t.prefix + strings.TrimSuffix(t.documents, "/")}
	for _, name := range manualPaths {
		list = append(list, t.prefix+name)
	}
	return list
}

// trace follows the documents through what was read, and fills in what they said.
func (t *tracer) trace(rec *lineCache) {
	t.states = rec.states
	for _, s := range rec.line {
		t.commit(s.Commit, s.changes, s.files)
	}
	t.branches(rec.beside)
	t.finish()
}

// tree lists the documents of Head.
func (t *tracer) tree(ctx context.Context, r *Repository) error {
	out, err := r.run(ctx, nil, append([]string{"ls-tree", "-r", "-z", t.Head, "--"}, t.paths()[:2]...)...)
	if err != nil {
		return err
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		about, file, _ := strings.Cut(line, "\t")
		words := strings.Fields(about)
		if len(words) != 3 || !regular(words[0]) {
			continue
		}
		file = strings.TrimPrefix(file, t.prefix)
		switch {
		case file == configFile:
			if t.Config, err = r.run(ctx, nil, "cat-file", "blob", words[2]); err != nil {
				return err
			}
		case t.isDocument(file):
			d := &Document{blob: words[2]}
			t.Documents[file], t.at[file] = d, d
		}
	}
	return nil
}

// limits are the arguments that keep git to the paths of the manual. Where there is little besides it
// they are none: to follow paths git looks at everything twice. A short log may do that.
func (t *tracer) limits(ctx context.Context, r *Repository, short bool) []string {
	const few, times = 1000, 4
	left := few + times*len(t.Documents)
	count := func(in *bufio.Reader) error {
		for {
			if _, err := in.ReadSlice(0); errors.Is(err, io.EOF) {
				return nil
			} else if left--; err != nil || left < 0 {
				return errMany
			}
		}
	}
	if !short && r.pipe(ctx, nil, count, "ls-tree", "-r", "-z", "--name-only", t.Head) == nil {
		return []string{"--"}
	}
	return append([]string{"--"}, t.paths()...)
}

var errMany = errors.New("there are more files")

// below gives what a commit did to documents and to the files beside them, and whether it touched the
// manual at all.
func (t *tracer) below(changes []rawChange) (documents, files []rawChange, touched bool) {
	for _, c := range changes {
		c.from, c.to = t.path(c.from), t.path(c.to)
		touched = touched || t.isPart(c.from) || t.isPart(c.to)
		switch {
		case !c.document:
		case t.isDocument(c.from) || t.isDocument(c.to):
			documents = append(documents, c)
		case strings.HasPrefix(c.to, t.documents):
			files = append(files, c)
		}
	}
	return documents, files, touched
}

// path makes a path of the repository one of the manual. Outside of it, it begins with a slash.
func (t *tracer) path(file string) string {
	if below, ok := strings.CutPrefix(file, t.prefix); ok {
		return below
	}
	return "/" + file
}

// isPart reports a path of the manual that belongs to what it is made of.
func (t *tracer) isPart(file string) bool {
	within := func(p string) bool {
		return strings.HasPrefix(file, p) && (len(file) == len(p) || file[len(p)] == '/')
	}
	return strings.HasPrefix(file, t.documents) || file+"/" == t.documents || slices.ContainsFunc(manualPaths, within)
}

// regular tells files from links and submodules.
func regular(mode string) bool { return strings.HasPrefix(mode, "100") }

func (t *tracer) isDocument(file string) bool {
	return strings.HasPrefix(file, t.documents) && strings.EqualFold(path.Ext(file), ".md")
}
