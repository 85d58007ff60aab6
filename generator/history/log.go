package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"strconv"
	"strings"
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
	Gone      []Gone               // the documents that it no longer has, the last to go first
	Config    []byte               // manual.yaml in it
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

// Gone is a document that was deleted.
type Gone struct {
	File   string
	Commit Commit // that deleted it
	State         // how it stood at last
	Back   int    // how many commits of the manual that lies back
	past   *Document
}

// configFile is the one file outside the documents that the log holds.
const configFile = "manual.yaml"

// besides are the other parts of a manual: a commit that touches none of them did not change it.
var besides = []string{configFile, "theme", "standards"}

// Read gives what Git knows of the manual in a folder with its documents in another below it. It
// never fails: without a repository it is nil, and where git refuses, the log says why.
func Read(ctx context.Context, dir, documents string) *Log {
	r, err := Open(ctx, dir)
	if errors.Is(err, ErrNone) {
		if _, err := exec.LookPath("git"); err != nil && len(repositories(dir)) > 0 {
			return &Log{Trouble: "there is no program git to ask"}
		}
		return nil
	}
	var l *Log
	if err == nil {
		l, err = r.Log(ctx, documents)
	}
	if err != nil {
		return &Log{Trouble: err.Error()}
	}
	return l
}

// format is how a commit is printed: a mark, then a field a line.
const format = "--format=%x01%H%n%P%n%cs%n%as%n%an%n%s"

// raw are the arguments that list the changes of each commit with renames, whatever the settings of
// a machine are. Past a limit only renames without a change are looked for, since the rest takes the
// square of their number.
var raw = []string{"log", "-z", "--raw", "--no-abbrev", "-M", "-l200", "--no-show-signature", "--encoding=UTF-8", format}

// Log reads the history of the manual in one pass over the commits that changed it.
func (r *Repository) Log(ctx context.Context, documents string) (*Log, error) {
	return r.LogAt(ctx, "HEAD", documents)
}

// LogAt is the Log that there would be, were a commit checked out that Revision or MergeBase named.
func (r *Repository) LogAt(ctx context.Context, commit, documents string) (*Log, error) {
	l := &Log{Documents: map[string]*Document{}}
	out, err := r.run(ctx, nil, "rev-parse", "--is-shallow-repository", commit)
	if err != nil && strings.Contains(err.Error(), "ambiguous argument 'HEAD'") {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	shallow, head, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	l.Shallow, l.Head = shallow == "true", head
	t := &tracer{Log: l, prefix: r.prefix, documents: documents + "/", states: map[string]*State{}}
	if err := t.tree(ctx, r); err != nil {
		return nil, err
	}
	return l, t.trace(ctx, r)
}

// paths are what the manual is made of, from the top of the repository.
func (t *tracer) paths() []string {
	list := []string{t.prefix + strings.TrimSuffix(t.documents, "/")}
	for _, name := range besides {
		list = append(list, t.prefix+name)
	}
	return list
}

// trace reads commits and, beside it, what documents said in them.
func (t *tracer) trace(ctx context.Context, r *Repository) error {
	contents := r.contents(ctx, t.states)
	t.want = contents.want
	args := append(append([]string{}, raw...), "--first-parent", "-m", t.Head, "--")
	err := r.pipe(ctx, nil, t.read, append(args, t.paths()...)...)
	for _, d := range t.inOrder() {
		t.want(d.blob)
	}
	if failed := contents.wait(); err == nil {
		err = failed
	}
	if err == nil {
		err = t.branches(ctx, r)
	}
	if err == nil {
		t.finish()
	}
	return err
}

// tree lists the documents of Head.
func (t *tracer) tree(ctx context.Context, r *Repository) error {
	out, err := r.run(ctx, nil, append([]string{"ls-tree", "-r", "-z", t.Head, "--"}, t.paths()[:2]...)...)
	if err != nil {
		return err
	}
	t.at = map[string]*Document{}
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

// regular tells files from links and submodules.
func regular(mode string) bool { return strings.HasPrefix(mode, "100") }

func (t *tracer) isDocument(file string) bool {
	return strings.HasPrefix(file, t.documents) && strings.EqualFold(path.Ext(file), ".md")
}

// commits calls a function for each commit of git's output, with what it changed.
func commits(in *bufio.Reader, do func(Commit, []rawChange)) error {
	var c Commit
	var changes []rawChange
	next := func() (string, error) {
		word, err := in.ReadString(0)
		return strings.TrimSuffix(word, "\x00"), err
	}
	flush := func() {
		if c.ID != "" {
			do(c, changes)
		}
		changes = nil
	}
	for {
		word, err := next()
		switch {
		case errors.Is(err, io.EOF):
			flush()
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(word, "\x01"):
			flush()
			c = commitOf(word[1:])
		case strings.HasPrefix(strings.TrimPrefix(word, "\n"), ":"):
			change, err := changeOf(strings.TrimPrefix(word, "\n:"), next)
			if err != nil {
				return err
			}
			changes = append(changes, change)
		default:
			return fmt.Errorf("git log: %.80q is not understood", word)
		}
	}
}

// rawChange is a line of git's raw format.
type rawChange struct {
	kind     byte // A, D, M, R or T
	score    int  // of a rename
	old, new string
	from, to string // files; the same but for renames
	document bool   // a regular file, before or after
}

func changeOf(word string, next func() (string, error)) (rawChange, error) {
	words := strings.Fields(strings.TrimPrefix(word, ":"))
	if len(words) != 5 {
		return rawChange{}, fmt.Errorf("git log: %.80q is not understood", word)
	}
	c := rawChange{kind: words[4][0], old: words[2], new: words[3], document: regular(words[0]) || regular(words[1])}
	c.score, _ = strconv.Atoi(words[4][1:])
	var err error
	if c.from, err = next(); err != nil {
		return c, err
	}
	if c.to = c.from; c.kind == 'R' {
		c.to, err = next()
	}
	return c, err
}

// pipe runs git and hands its output to a function as it comes.
func (r *Repository) pipe(ctx context.Context, stdin io.Reader, read func(*bufio.Reader) error, args ...string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := command(ctx, r.top, args...)
	cmd.Stdin = stdin
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	failed := read(bufio.NewReaderSize(out, 1<<16))
	if failed != nil {
		stop()
	}
	if err := cmd.Wait(); err != nil && failed == nil {
		if text := strings.TrimSpace(said.String()); text != "" {
			err = errors.New(text)
		}
		return fmt.Errorf("git %s: %w", args[0], err)
	}
	return failed
}
