package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// format is how a commit is printed: a mark, then a field a line.
const format = "--format=%x01%H%n%P%n%cs%n%as%n%an%n%s"

// raw are the arguments that list the changes of each commit, whatever the settings of a machine are.
var raw = []string{"--raw", "-z", "--no-abbrev", "--encoding=UTF-8", format}

// log reads commits with what they changed, renames as a file that went and another that came.
func (r *Repository) log(ctx context.Context, do func(Commit, []rawChange), args ...string) error {
	read := func(in *bufio.Reader) error { return commits(in, do) }
	return r.pipe(ctx, nil, read, slices.Concat([]string{"log", "--no-renames", "--no-show-signature"}, raw, args)...)
}

// renames reads commits once more, each a line with its id and that of a parent, and tells which files
// were renamed. Past a limit only renames without a change are looked for, since the rest takes the
// square of their number.
func (r *Repository) renames(ctx context.Context, of string, do func(Commit, []rawChange), paths []string) error {
	read := func(in *bufio.Reader) error { return commits(in, do) }
	return r.pipe(ctx, strings.NewReader(of), read,
		slices.Concat([]string{"diff-tree", "--stdin", "-r", "-M", "-l200"}, raw, []string{"--"}, paths)...)
}

// commits calls a function for each commit of git's output, with what it changed.
func commits(in *bufio.Reader, do func(Commit, []rawChange)) error {
	var c Commit
	var changes []rawChange
	next := func() (string, error) { return readWord(in) }
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

// maxWord is how much of a commit's words or of a path is kept, in bytes: a subject may be as long as
// somebody likes.
const maxWord = 64 << 10

// readWord reads up to a zero byte, and leaves out what is too long.
func readWord(in *bufio.Reader) (string, error) {
	var word []byte
	for {
		part, err := in.ReadSlice(0)
		word = append(word, part[:min(len(part), maxWord-min(len(word), maxWord))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return strings.TrimSuffix(string(word), "\x00"), err
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
	regular  bool   // after
}

func changeOf(word string, next func() (string, error)) (rawChange, error) {
	words := strings.Fields(strings.TrimPrefix(word, ":"))
	if len(words) != 5 {
		return rawChange{}, fmt.Errorf("git log: %.80q is not understood", word)
	}
	c := rawChange{kind: words[4][0], old: words[2], new: words[3], document: regular(words[0]) || regular(words[1]), regular: regular(words[1])}
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
