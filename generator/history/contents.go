package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/source"
)

// contents reads what blobs hold, by one git that is asked for them as they become known.
type contents struct {
	ask    *bufio.Writer
	end    *io.PipeWriter
	asked  map[string]bool
	states map[string]*State // of those that were asked for, once wait has returned
	start  func()
	failed chan error
}

// contents starts reading when the first blob is asked for.
func (r *Repository) contents(ctx context.Context) *contents {
	in, out := io.Pipe()
	c := &contents{ask: bufio.NewWriter(out), end: out, failed: make(chan error, 1)}
	c.asked, c.states = map[string]bool{}, map[string]*State{}
	c.start = sync.OnceFunc(func() {
		go func() {
			err := r.pipe(ctx, in, c.read, "cat-file", "--batch", "--buffer")
			in.CloseWithError(errors.Join(err, io.ErrClosedPipe))
			c.failed <- err
		}()
	})
	return c
}

// request asks for a blob. That git has ended is for wait to say.
func (c *contents) request(blob string) {
	if blob == "" || strings.Trim(blob, "0") == "" || c.asked[blob] {
		return
	}
	c.start()
	c.asked[blob] = true
	_, _ = c.ask.WriteString(blob)
	_ = c.ask.WriteByte('\n')
}

func (c *contents) wait() error {
	if len(c.asked) == 0 {
		return nil
	}
	_ = c.ask.Flush()
	_ = c.end.Close()
	return <-c.failed
}

// read takes the answers: a line with id, kind and size, then the bytes and a line feed. What is
// missing, in a clone that left it out, stays unknown.
func (c *contents) read(out *bufio.Reader) error {
	var content []byte
	for {
		head, err := out.ReadSlice('\n')
		if errors.Is(err, io.EOF) && len(head) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		words := bytes.Fields(head)
		if len(words) != 3 {
			continue
		}
		size, err := strconv.Atoi(string(words[2]))
		if err != nil || size < 0 {
			return fmt.Errorf("git cat-file: %.80q is not understood", head)
		}
		blob, kind := string(words[0]), string(words[1])
		if size > source.MaxSize {
			_, err = io.CopyN(io.Discard, out, int64(size)+1)
		} else {
			content = slices.Grow(content[:0], size+1)[:size+1]
			_, err = io.ReadFull(out, content)
		}
		if err != nil {
			return err
		}
		if size <= source.MaxSize && kind == "blob" {
			c.states[blob] = stateOf(content[:size])
		}
	}
}
