package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxBlob is the largest object that is read. The texts of a manual end at a hundredth of it.
const maxBlob = 64 << 20

// blobs reads objects through one git that runs until close. It starts when the first is asked for.
type blobs struct {
	ctx context.Context // of the process, which a file system cannot be handed
	dir string

	mu    sync.Mutex
	cmd   *exec.Cmd
	to    io.WriteCloser
	from  *bufio.Reader
	stop  func() // ends cmd
	broke error  // after it no answer can be told from another
}

// read gives the bytes of an object that has a size.
func (b *blobs) read(object string, size int64) ([]byte, error) {
	if size > maxBlob {
		return nil, fmt.Errorf("the revision has %d bytes here, more than the %d that are read", size, maxBlob)
	}
	data, err := b.upTo(object, size)
	if err == nil && int64(len(data)) != size {
		return nil, fmt.Errorf("git cat-file: %s has %d bytes, expected %d", object, len(data), size)
	}
	return data, err
}

// upTo gives the bytes of an object that has not more than some.
func (b *blobs) upTo(object string, most int64) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cmd == nil && b.broke == nil {
		b.broke = b.start()
	}
	if b.broke != nil {
		return nil, b.broke
	}
	data, err := b.ask(object, most)
	if err != nil && !errors.Is(err, ErrPartial) && !errors.Is(err, errLarge) {
		err = fmt.Errorf("git cat-file: %w", err)
		b.broke = err
	}
	return data, err
}

var errLarge = errors.New("the object is larger than what is read")

func (b *blobs) start() error {
	ctx, stop := context.WithCancel(b.ctx)
	b.stop = stop
	cmd := command(ctx, b.dir, "cat-file", "--batch")
	to, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	from, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	b.cmd, b.to, b.from = cmd, to, bufio.NewReaderSize(from, 64<<10)
	return nil
}

// ask sends one name and reads the answer: `NAME blob SIZE`, the bytes, a line feed.
func (b *blobs) ask(object string, most int64) ([]byte, error) {
	patience := time.AfterFunc(idleTimeout, b.stop)
	defer patience.Stop()
	if _, err := io.WriteString(b.to, object+"\n"); err != nil {
		return nil, err
	}
	answer, err := b.from.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(answer) == object+" missing" {
		return nil, fmt.Errorf("%w: %s is missing", ErrPartial, object)
	}
	words := strings.Fields(answer)
	if len(words) != 3 || words[0] != object || words[1] != "blob" {
		return nil, errors.New(strings.TrimSpace(answer))
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil || size < 0 {
		return nil, errors.New(strings.TrimSpace(answer))
	}
	if size > most {
		if _, err := io.CopyN(io.Discard, b.from, size+1); err != nil {
			return nil, err
		}
		return nil, errLarge
	}
	data := make([]byte, size+1)
	if _, err := io.ReadFull(b.from, data); err != nil {
		return nil, err
	}
	return data[:size], nil
}

func (b *blobs) close() error {
	if b.cmd == nil {
		return nil
	}
	defer b.stop()
	return errors.Join(b.to.Close(), b.cmd.Wait())
}
