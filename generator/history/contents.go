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

	"github.com/clausebook/clausebook/generator/diag"
)

// contents reads the states of blobs through one git process, in the background.
type contents struct {
	requests  *bufio.Writer
	end       *io.PipeWriter
	requested map[string]bool
	states    map[string]*State // of the requested blobs; valid after wait
	start     func()
	failed    chan error
}

// contents returns a reader that starts git with the first request.
func (r *Repository) contents(ctx context.Context) *contents {
	in, out := io.Pipe()
	c := &contents{requests: bufio.NewWriter(out), end: out, failed: make(chan error, 1)}
	c.requested, c.states = map[string]bool{}, map[string]*State{}
	c.start = sync.OnceFunc(func() {
		go func() {
			err := r.pipe(ctx, in, c.read, "cat-file", "--batch", "--buffer")
			in.CloseWithError(errors.Join(err, io.ErrClosedPipe))
			c.failed <- err
		}()
	})
	return c
}

// request requests a blob. It does not block for the result; errors are reported by wait.
func (c *contents) request(blob string) {
	if blob == "" || strings.Trim(blob, "0") == "" || c.requested[blob] {
		return
	}
	c.start()
	c.requested[blob] = true
	_, _ = c.requests.WriteString(blob)
	_ = c.requests.WriteByte('\n')
}

func (c *contents) wait() error {
	if len(c.requested) == 0 {
		return nil
	}
	_ = c.requests.Flush()
	_ = c.end.Close()
	return <-c.failed
}

// read parses the responses: a line with id, kind and size, then the bytes and a line feed. Objects
// missing from a partial clone stay unknown.
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
		if size > diag.MaxSourceSize {
			_, err = io.CopyN(io.Discard, out, int64(size)+1)
		} else {
			content = slices.Grow(content[:0], size+1)[:size+1]
			_, err = io.ReadFull(out, content)
		}
		if err != nil {
			return err
		}
		if size <= diag.MaxSourceSize && kind == "blob" {
			c.states[blob] = stateOf(content[:size])
		}
	}
}
