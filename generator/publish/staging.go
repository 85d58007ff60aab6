package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Staging is a site being built. It is safe for concurrent use; Commit and Discard wait for running
// calls of Write.
type Staging struct {
	output string // as given, for messages

	// Names in parent: the published folder, the staging folder, and the old site while names
	// cannot be exchanged. After a crash, fresh is incomplete and aside is a complete site.
	site, fresh, aside string

	parent   *os.Root    // the parent folder of output
	root     *os.Root    // the staging folder
	old      *os.Root    // the published folder; nil if no site of ours is there
	usual    fs.FileMode // of files made by this build
	lock     *lock
	exchange func(parent *os.Root, a, b string) error
	link     func(parent *os.Root, from, to string) error

	writing sync.RWMutex // held for reading by Write
	ended   bool         // after Commit or Discard

	mu      sync.Mutex
	files   map[string]bool // slash-separated paths of our files
	folders map[string]bool // existing folders in root, in the system's form
	failed  error           // the error of the first file that failed
}

var errEnded = errors.New("the site is already published or discarded")

func newStaging(parent *os.Root, name, output string) *Staging {
	return &Staging{
		output: output,
		site:   name, fresh: "." + name + ".clausebook-new", aside: "." + name + ".clausebook-old",
		parent: parent, exchange: exchange, link: (*os.Root).Link,
		files: map[string]bool{}, folders: map[string]bool{".": true},
	}
}

// create makes the staging folder. It writes the marker first, so that remains of a killed build
// can be recognized. The marker also shows the permission bits of new files.
func (s *Staging) create() error {
	err := s.parent.Mkdir(s.fresh, 0o777)
	if err != nil {
		return err
	}
	if s.root, err = s.parent.OpenRoot(s.fresh); err != nil {
		return err
	}
	if err := s.root.WriteFile(marker, []byte(header), 0o666); err != nil {
		return err
	}
	info, err := s.root.Lstat(marker)
	if err == nil {
		s.usual = info.Mode()
	}
	return err
}

// Write adds a file to the new site and creates its folders. path is slash-separated and relative
// to the site; writing a path twice is an error. A file that equals the published one stays that
// file, with its time. After an error, Commit refuses to publish. Output is not buffered, so write
// should write large pieces.
func (s *Staging) Write(path string, write func(io.Writer) error) error {
	s.writing.RLock()
	defer s.writing.RUnlock()
	if s.ended {
		return errEnded
	}
	local, err := localPath(path)
	if err != nil {
		return err
	}
	if err := s.reserve(path); err != nil {
		return err
	}
	err = s.folder(filepath.Dir(local))
	if err == nil {
		err = s.writeNew(local, write)
	}
	if err != nil {
		return s.fail(fmt.Errorf("cannot write %q: %w", path, err))
	}
	return nil
}

func (s *Staging) reserve(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files[path] {
		return fmt.Errorf("cannot write %q: the site has this file already", path)
	}
	s.files[path] = true
	return nil
}

// folder creates a folder and its parents, and remembers them, because asking the file system for
// each of ten thousand files would be slow.
func (s *Staging) folder(local string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folders[local] {
		return nil
	}
	if err := s.root.MkdirAll(local, 0o777); err != nil {
		return err
	}
	for ; local != "."; local = filepath.Dir(local) {
		s.folders[local] = true
	}
	return nil
}

func (s *Staging) writeNew(local string, write func(io.Writer) error) error {
	d, err := s.draft(local)
	if err != nil {
		return err
	}
	if err := write(d); err != nil {
		return errors.Join(err, d.drop())
	}
	return d.finish()
}

// keep links a file of the old site into the new one. It fails on file systems without links, or
// with too few per file.
func (s *Staging) keep(local string) error {
	return s.link(s.parent, filepath.Join(s.site, local), filepath.Join(s.fresh, local))
}

func (s *Staging) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed == nil {
		s.failed = err
	}
	return err
}
