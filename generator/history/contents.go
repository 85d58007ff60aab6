package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/source"
)

// contents reads what blobs hold, by one git that is asked for them as they become known.
type contents struct {
	ask    *io.PipeWriter
	asked  map[string]bool
	states map[string]*State
	failed chan error
}

// contents starts reading. The states are there once wait has returned.
func (r *Repository) contents(ctx context.Context, states map[string]*State) *contents {
	in, ask := io.Pipe()
	c := &contents{ask: ask, asked: map[string]bool{}, states: states, failed: make(chan error, 1)}
	go func() {
		err := r.pipe(ctx, in, c.read, "cat-file", "--batch", "--buffer")
		in.CloseWithError(errors.Join(err, io.ErrClosedPipe))
		c.failed <- err
	}()
	return c
}

// want asks for a blob. That git has ended is for wait to say.
func (c *contents) want(blob string) {
	if blob == "" || strings.Trim(blob, "0") == "" || c.asked[blob] {
		return
	}
	c.asked[blob] = true
	_, _ = io.WriteString(c.ask, blob+"\n")
}

func (c *contents) wait() error {
	_ = c.ask.Close()
	return <-c.failed
}

// read takes the answers: a line with id, kind and size, then the bytes and a line feed. What is
// missing, in a clone that left it out, stays unknown.
func (c *contents) read(out *bufio.Reader) error {
	var content bytes.Buffer
	reader := stateReader{words: map[string]string{}}
	for {
		head, err := out.ReadString('\n')
		if errors.Is(err, io.EOF) && head == "" {
			return nil
		}
		if err != nil {
			return err
		}
		words := strings.Fields(head)
		if len(words) != 3 {
			continue
		}
		size, err := strconv.ParseInt(words[2], 10, 64)
		if err != nil {
			return fmt.Errorf("git cat-file: %.80q is not understood", head)
		}
		if size > source.MaxSize {
			_, err = io.CopyN(io.Discard, out, size+1)
		} else {
			content.Reset()
			_, err = io.CopyN(&content, out, size+1)
		}
		if err != nil {
			return err
		}
		if size <= source.MaxSize && words[1] == "blob" {
			c.states[words[0]] = reader.state(content.Bytes()[:size])
		}
	}
}
