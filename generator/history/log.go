package history

import (
	"bufio"
	"cmp"
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

// Log is the Git history of a manual up to a commit, usually the one checked out. It is a plain
// value, so tests may construct one. A nil Log stands for a manual outside any repository.
//
// Changes are those of the published line: a merged branch counts as one change, on the day of the
// merge, and By lists its commits. Of a pull, which joins two states of that line, both sides count.
type Log struct {
	Head    string  // full id of the commit, "" before the first commit
	Last    Commit  // the last commit that changed the manual; without id if unknown
	Shallow bool    // older commits are missing from this clone
	MovedIn *Commit // moved the documents from where their history could not be followed
	// Trouble is git's error message; if set, everything else is empty.
	Trouble   string
	Documents map[string]*Document // the documents in Head, by file
	Deleted   []Deleted            // the documents no longer in Head, the last deleted first
	Config    []byte               // manual.yaml in Head
	// Submodules are the folders of submodules among the documents, in order. The history of what is in them is not known.
	Submodules []string
	// Files are the changes of other files of the documents folder and of manual.yaml, including deleted
	// ones, the latest first.
	Files     map[string][]FileChange
	line      []dated
	cache     *cache
	locations *locations
	tags      tagList
}

// Commit is a commit. Author and Summary are single lines without control characters.
type Commit struct {
	ID      string // the full id; "" if unknown
	Date    string // committer date, in the committer's time zone
	Written string // author date
	Author  string
	Summary string
	// By are the commits that a merge brought in and that changed the document, the latest first;
	// nil for other commits.
	By      []Commit
	address string // of the author
	parent  string // the first parent
	merge   bool
	pull    bool // a merge of which all parents are on the published line
}

// Short is the abbreviated id.
func (c Commit) Short() string { return c.ID[:min(len(c.ID), 8)] }

// Document is the history of one document across renames.
type Document struct {
	Sum     uint64   // document.Sum of its bytes in Head; 0 if unknown
	Changes []Change // the latest first
	blob    string
}

// Change is a commit that changed a document, with the state afterwards.
type Change struct {
	Commit Commit // without id if before the first commit of a shallow clone
	State
	File string // the file at that commit
	New  bool   // the document was created
	Back int    // number of commits of the manual back, from 1
	// Returned reports that the document had been deleted in an earlier commit and came back with this one.
	Returned bool
	moved    string // the file then, if the documents had another folder
	blob     string
	old      string   // the previous blob
	inner    []Change // those of the commits By
	// score is the similarity of a rename, in per cent.
	score int
}

// Deleted is a document that was deleted.
type Deleted struct {
	File    string
	Commit  Commit // the commit that deleted it
	State          // the last state
	Back    int    // number of commits of the manual back
	history *Document
}

// configFile is the only file outside the documents whose contents the log holds.
const configFile = "manual.yaml"

// mailmapFile is at the top of the repository.
const mailmapFile = ".mailmap"

// manualPaths are the parts of a manual besides its documents. Other commits do not count as
// commits of the manual.
var manualPaths = []string{configFile, "theme"}

// IDs returns all ids that documents of the manual have or had; some may repeat.
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
			if g.ID != "" && !yield(g.ID) || g.history != nil && !of(g.history) {
				return
			}
		}
	}
}

// Public reports whether a deleted document was ever approved or obsolete.
func (d *Deleted) Public() bool {
	public := func(s State) bool { return s.Status == document.Approved || s.Status == document.Obsolete }
	if d.history != nil && slices.ContainsFunc(d.history.Changes, func(c Change) bool { return public(c.State) }) {
		return true
	}
	return public(d.State)
}

// Read reads the history of the manual in dir, whose documents are in a subfolder. It never fails:
// without a repository it returns nil, and an error of git is in Trouble.
func Read(ctx context.Context, dir, documents string) *Log {
	l, _ := read(ctx, dir, documents, nil)
	return l
}

// read is Read with a cache, and returns the new cache.
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

// Log returns the history up to HEAD.
func (r *Repository) Log(ctx context.Context, documents string) *Log {
	return r.LogAt(ctx, "HEAD", documents)
}

// LogAt returns the history up to a commit that Revision or MergeBase returned. It reuses what the
// previous call read where possible.
func (r *Repository) LogAt(ctx context.Context, commit, documents string) *Log {
	l, err := r.logAt(ctx, commit, documents)
	if err != nil {
		r.known = nil
		return &Log{Trouble: err.Error()}
	}
	return l
}

func (r *Repository) logAt(ctx context.Context, commit, documents string) (*Log, error) {
	return r.logFrom(ctx, commit, documents, 0)
}

// logFrom is logAt after a number of moves of the documents.
func (r *Repository) logFrom(ctx context.Context, commit, documents string, moves int) (*Log, error) {
	l := &Log{Documents: map[string]*Document{}, Files: map[string][]FileChange{}, locations: &locations{}}
	out, err := r.run(ctx, nil, "rev-parse", "--is-shallow-repository", commit)
	if err != nil && strings.Contains(err.Error(), "ambiguous argument 'HEAD'") {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	shallow, head, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	l.Shallow, l.Head = shallow == "true", head
	t := &tracer{Log: l, prefix: r.prefix, documents: folderPrefix(documents)}
	t.byFile, t.createdAt = map[string]*Document{}, map[*Document]int{}
	if err := t.tree(ctx, r); err != nil {
		return nil, err
	}
	if r.known, err = t.follow(ctx, r); err == nil {
		err = t.followPulls(ctx, r, r.known)
	}
	if err == nil {
		l.cache = r.known.contents
		t.compare = &textComparer{ctx: ctx, r: r, known: r.known.similar}
		t.trace(r.known)
		err = t.followMove(ctx, r, r.known, moves)
	}
	return l, err
}

// folderPrefix is what the paths of documents begin with; "" for those in the manual's own folder.
func folderPrefix(documents string) string {
	if documents == "." {
		return ""
	}
	return documents + "/"
}

// inDocuments reports whether a path is below the documents folder.
func (t *tracer) inDocuments(file string) bool {
	return file != "" && file[0] != '/' && strings.HasPrefix(file, t.documents)
}

// paths are the parts of the manual, relative to the top of the repository.
func (t *tracer) paths() []string {
	list := []string{cmp.Or(strings.TrimSuffix(t.prefix+t.documents, "/"), ".")}
	for _, name := range manualPaths {
		list = append(list, t.prefix+name)
	}
	return list
}

// trace derives the histories of the documents from the commits.
func (t *tracer) trace(rec *lineCache) {
	t.states = rec.states
	for _, s := range rec.published() {
		t.line = append(t.line, dated{s.ID, s.Date})
		t.commit(t.names.named(s.Commit), s.changes, s.files)
	}
	t.branches(rec.branches)
	t.finish()
}

// tree reads the list of documents in Head.
func (t *tracer) tree(ctx context.Context, r *Repository) error {
	out, err := r.run(ctx, nil, append([]string{"ls-tree", "-r", "-z", t.Head, "--", mailmapFile}, t.paths()[:2]...)...)
	if err != nil {
		return err
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		about, file, _ := strings.Cut(line, "\t")
		words := strings.Fields(about)
		if below := strings.TrimPrefix(file, t.prefix); len(words) == 3 && words[1] == "commit" && strings.HasPrefix(below+"/", t.documents) {
			t.Submodules = append(t.Submodules, below)
		}
		if len(words) != 3 || !regular(words[0]) {
			continue
		}
		whole := file
		file = strings.TrimPrefix(file, t.prefix)
		switch {
		case whole == mailmapFile:
			text, err := r.run(ctx, nil, "cat-file", "blob", words[2])
			if err != nil {
				return err
			}
			t.names = readMailmap(string(text[:min(len(text), maxMailmap)]))
		case file == configFile:
			if t.Config, err = r.run(ctx, nil, "cat-file", "blob", words[2]); err != nil {
				return err
			}
		case t.isDocument(file):
			d := &Document{blob: words[2]}
			t.Documents[file], t.byFile[file] = d, d
		}
	}
	return nil
}

// limits returns the arguments that limit git to the manual's paths. In a repository with little
// else it limits nothing, because following paths makes git compare every tree; a short log may do
// that.
func (t *tracer) limits(ctx context.Context, r *Repository, short bool) []string {
	const few, times = 1000, 4
	left := few + times*len(t.Documents)
	count := func(in *bufio.Reader) error {
		for {
			if _, err := in.ReadSlice(0); errors.Is(err, io.EOF) {
				return nil
			} else if left--; err != nil || left < 0 {
				return errManyFiles
			}
		}
	}
	if !short && r.pipe(ctx, nil, count, "ls-tree", "-r", "-z", "--name-only", t.Head) == nil {
		return []string{"--"}
	}
	return append([]string{"--"}, t.paths()...)
}

var errManyFiles = errors.New("there are more files")

// changesOf splits the changes of a commit into those of documents and of other files, and reports
// whether it touched the manual.
func (t *tracer) changesOf(changes []rawChange) (documents, files []rawChange, touched bool) {
	for _, c := range changes {
		c.from, c.to = t.path(c.from), t.path(c.to)
		touched = touched || t.isPart(c.from) || t.isPart(c.to)
		switch {
		case !c.document:
		case t.isDocument(c.from) || t.isDocument(c.to):
			documents = append(documents, c)
		case t.inDocuments(c.to), c.to == configFile:
			files = append(files, c)
		}
	}
	return documents, files, touched
}

// path converts a path of the repository to one of the manual. Paths outside the manual begin with
// a slash.
func (t *tracer) path(file string) string {
	if below, ok := strings.CutPrefix(file, t.prefix); ok {
		return below
	}
	return "/" + file
}

// isPart reports whether a path belongs to the manual.
func (t *tracer) isPart(file string) bool {
	within := func(p string) bool {
		return strings.HasPrefix(file, p) && (len(file) == len(p) || file[len(p)] == '/')
	}
	return t.inDocuments(file) || file+"/" == t.documents || slices.ContainsFunc(manualPaths, within)
}

// regular reports whether a mode is that of a regular file.
func regular(mode string) bool { return strings.HasPrefix(mode, "100") }

func (t *tracer) isDocument(file string) bool {
	return t.inDocuments(file) && isMarkdown(file)
}

func isMarkdown(file string) bool { return strings.EqualFold(path.Ext(file), ".md") }
