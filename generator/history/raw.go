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

// format prints a commit as a mark and one field per line.
const format = "--format=%x01%H%n%P%n%cs%n%as%n%an%n%ae%n%s"

// raw are the arguments that list the changes of each commit independently of the user's settings.
var raw = []string{"--raw", "-z", "--no-abbrev", "--encoding=UTF-8", format}

// log reads commits with their changes; renames appear as a deletion and an addition.
func (r *Repository) log(ctx context.Context, do func(Commit, []rawChange), args ...string) error {
	read := func(in *bufio.Reader) error { return commits(in, do) }
	return r.pipe(ctx, nil, read, slices.Concat([]string{"log", "--no-renames", "--no-show-signature"}, raw, args)...)
}

// renames reads commits again, given as lines with id and parent, with renames detected. Beyond 200
// files git detects only exact renames, since the cost is quadratic.
func (r *Repository) renames(ctx context.Context, of string, do func(Commit, []rawChange), paths []string) error {
	read := func(in *bufio.Reader) error { return commits(in, do) }
	return r.pipe(ctx, strings.NewReader(of), read,
		slices.Concat([]string{"diff-tree", "--stdin", "-r", "-M", "-l200"}, raw, []string{"--"}, paths)...)
}

// commits parses git's output and calls do for each commit.
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

// maxWord limits the bytes of a commit message or path that are kept.
const maxWord = 64 << 10

// readWord reads up to a NUL and drops what exceeds maxWord.
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
	from, to string // files; equal unless renamed
	document bool   // regular file before or after
	regular  bool   // regular file after
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
