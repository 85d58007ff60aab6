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

// maxBlob is the size limit of an object, in bytes; texts of a manual are limited to a hundredth of
// it.
const maxBlob = 64 << 20

// blobs reads objects through one `git cat-file` process, which starts with the first request and
// runs until close. Safe for concurrent use.
type blobs struct {
	ctx      context.Context // of the process; fs.FS methods have no context parameter
	dir      string
	failures *failures // it may be nil

	mu   sync.Mutex
	cmd  *exec.Cmd
	to   io.WriteCloser
	from *bufio.Reader
	stop func() // stops cmd
	err  error  // permanent: after it, responses can no longer be assigned to requests
}

// read returns the bytes of an object of a known size.
func (b *blobs) read(object string, size int64) ([]byte, error) {
	if size > maxBlob {
		return nil, fmt.Errorf("the revision has %d bytes here, more than the %d that are read", size, maxBlob)
	}
	data, err := b.readUpTo(object, size)
	if err == nil && int64(len(data)) != size {
		return nil, fmt.Errorf("git cat-file: %s has %d bytes, expected %d", object, len(data), size)
	}
	return data, err
}

// readUpTo returns the bytes of an object of at most the given size, or errLarge.
func (b *blobs) readUpTo(object string, most int64) ([]byte, error) {
	return b.readKind(object, "blob", most)
}

// readKind is readUpTo of an object of a kind: blob, commit or tag. Its name may be COMMIT:PATH. The error is
// errKind if it is of another kind.
func (b *blobs) readKind(object, kind string, most int64) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cmd == nil && b.err == nil {
		b.err = b.start()
	}
	if b.err != nil {
		b.failed(object)
		return nil, b.err
	}
	data, err := b.request(object, kind, most)
	if err != nil && !errors.Is(err, ErrPartial) && !errors.Is(err, errLarge) && !errors.Is(err, errKind) {
		err = fmt.Errorf("git cat-file: %w", err)
		b.err = err
		b.failed(object)
	}
	return data, err
}

func (b *blobs) failed(object string) {
	if b.failures != nil {
		b.failures.add(object)
	}
}

var (
	errLarge = errors.New("the object is larger than what is read")
	errKind  = errors.New("the object is of another kind")
)

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

// request sends the name of an object and reads the response: `NAME KIND SIZE`, the bytes, a line
// feed. For COMMIT:PATH the response has the id of the object as its name.
func (b *blobs) request(object, kind string, most int64) ([]byte, error) {
	timeout := time.AfterFunc(idleTimeout, b.stop)
	defer timeout.Stop()
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
	if len(words) != 3 || words[0] != object && !strings.Contains(object, ":") {
		return nil, errors.New(strings.TrimSpace(answer))
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil || size < 0 {
		return nil, errors.New(strings.TrimSpace(answer))
	}
	if size > most || words[1] != kind {
		if _, err := io.CopyN(io.Discard, b.from, size+1); err != nil {
			return nil, err
		}
		if words[1] != kind {
			return nil, errKind
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
