package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"syscall"
)

// flushSite puts the new site on disk, with the old files that it kept aside, before it takes the
// place of the old one: a power failure then leaves one of the two complete.
func (s *Staging) flushSite() error {
	s.mu.Lock()
	files, folders := append(s.made, marker, spare), slices.Collect(maps.Keys(s.folders))
	s.mu.Unlock()
	if err := s.flush(s.root, files, folders); err != nil {
		return fmt.Errorf("cannot write the site to disk: %w", err)
	}
	return nil
}

// flushEach puts files and folders below root on disk, one by one. It stops at
// the first that fails.
func flushEach(root *os.Root, files, folders []string) error {
	const atOnce = 16 // file systems write what waits together in one go
	names := make(chan string)
	failed := make(chan error, atOnce)
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() {
			for name := range names {
				if err := flushFile(root, name); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	err := send(names, files, failed)
	close(names)
	workers.Wait()
	close(failed)
	if err == nil {
		err = <-failed
	}
	for _, name := range folders {
		if err == nil {
			err = flushFolder(root, name)
		}
	}
	return err
}

// send hands names out until one fails.
func send(to chan<- string, names []string, failed <-chan error) error {
	for _, name := range names {
		select {
		case to <- name:
		case err := <-failed:
			return err
		}
	}
	return nil
}

// cannotFlush reports whether an error says that this kind of file system has nothing to flush.
func cannotFlush(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)
}
