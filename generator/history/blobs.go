package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
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

// read gives the bytes of an object.
func (b *blobs) read(object string, size int64) ([]byte, error) {
	if size > maxBlob {
		return nil, fmt.Errorf("the revision has %d bytes here, more than the %d that are read", size, maxBlob)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cmd == nil && b.broke == nil {
		b.broke = b.start()
	}
	if b.broke != nil {
		return nil, b.broke
	}
	data, err := b.ask(object, size)
	if err != nil {
		b.broke = fmt.Errorf("git cat-file: %w", err)
	}
	return data, b.broke
}

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
func (b *blobs) ask(object string, size int64) ([]byte, error) {
	patience := time.AfterFunc(silence, b.stop)
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
	if want := fmt.Sprintf("%s blob %d\n", object, size); answer != want {
		return nil, errors.New(strings.TrimSpace(answer))
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
