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

// Staging is a site that is being written. Its methods may be called from several
// goroutines at once; Commit and Discard wait for each Write that is running.
type Staging struct {
	output string // as the caller named it, for messages

	// Names in parent: the published folder, the staging folder, and where the
	// old site waits while names cannot be exchanged. Whatever is at fresh after
	// a crash is not needed; whatever is at aside is a complete site.
	site, fresh, aside string

	parent *os.Root    // the folder that output lies in
	root   *os.Root    // the staging folder
	old    *os.Root    // the published folder; nil if no site of ours is there
	usual  fs.FileMode // of the files that this build makes
	owner  owner       // of the files that this build makes
	lock   *lock

	// What is asked of the system; tests put others in their place.
	exchange    func(parent *os.Root, a, b string) error
	link        func(parent *os.Root, from, to string) error
	flush       func(root *os.Root, files, folders []string) error
	flushFolder func(root *os.Root, name string) error
	writeMarker func(root *os.Root, name string, data []byte, mode os.FileMode) error

	writing sync.RWMutex // held for reading by Write
	ended   bool         // after Commit or Discard
	notices []string
	// unsettled says that the swap may not outlive a power failure: the old
	// site, at fresh, may be needed again. The next Prepare removes it.
	unsettled bool

	mu      sync.Mutex
	files   map[string]bool // slash-separated paths of our files
	folders map[string]bool // folders that exist in root, system's form
	made    []string        // files in root that are not links to old ones, system's form
	failed  error           // the first file that could not be written completely
}

var errEnded = errors.New("the site is already published or discarded")

func newStaging(parent *os.Root, name, output string) *Staging {
	return &Staging{
		output: output,
		site:   name, aside: "." + name + ".clausebook-old",
		parent:   parent,
		exchange: exchange, link: (*os.Root).Link, flush: flush, flushFolder: flushFolder, writeMarker: (*os.Root).WriteFile,
		files: map[string]bool{spare: true}, folders: map[string]bool{".": true},
	}
}

// create makes the staging folder. The marker comes first, so that the remains
// of a killed build can be told from somebody else's folder. It also shows
// which permissions and owner new files get here.
func (s *Staging) create() (err error) {
	if err := s.parent.Mkdir(s.fresh, 0o777); err != nil {
		return err
	}
	defer func() {
		if err != nil { // the folder may lack the marker, and nobody would know whose it is
			if s.root != nil {
				_ = s.root.Remove(marker)
			}
			_ = s.parent.Remove(s.fresh)
		}
	}()
	if s.root, err = s.parent.OpenRoot(s.fresh); err != nil {
		return err
	}
	if err := s.writeMarker(s.root, marker, []byte(header), 0o666); err != nil {
		return err
	}
	info, err := s.root.Lstat(marker)
	if err == nil {
		s.usual, s.owner = info.Mode(), ownerOf(info)
	}
	return err
}

// Write puts a file into the new site and makes the folders it needs. path is
// slash-separated and lies below the site; writing a path twice is an error.
// A file that equals the published one stays that file, with its time. After a
// file could not be written, Commit refuses to publish the rest. The file is
// not buffered: write should write large pieces.
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

// folder makes a folder and those above it, and remembers them: asking the
// file system for each of ten thousand files would be slow.
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
		return errors.Join(err, d.close())
	}
	return d.finish()
}

func (s *Staging) wasMade(local string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made = append(s.made, local)
}

func (s *Staging) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed == nil {
		s.failed = err
	}
	return err
}
