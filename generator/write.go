package generator

import (
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/clausebook/clausebook/generator/site"
)

// File is one file of the site.
type File = site.File

// Sink takes a file of a site: write writes its bytes. It may be called from several goroutines.
type Sink func(path string, write func(io.Writer) error) error

// Write makes all files on all cores, each as it is taken, until one fails. Done is told how far the
// work is; it may be nil.
func Write(files []site.File, to Sink, done func(n, of int)) error {
	var first error // a disk that is full fails for each file
	var once sync.Once
	var failed atomic.Bool
	write(files, func(path string, write func(io.Writer) error) error {
		if failed.Load() {
			return nil
		}
		err := to(path, write)
		if err != nil {
			once.Do(func() { first = err })
			failed.Store(true)
		}
		return err
	}, done)
	return first
}

func write(files []site.File, to Sink, done func(n, of int)) []error {
	next := make(chan site.File)
	var workers sync.WaitGroup
	var mu sync.Mutex
	var failed []error
	finished := 0
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range next {
				err := to(f.Path, f.Write)
				mu.Lock()
				if finished++; err != nil {
					failed = append(failed, fmt.Errorf("%s: %w", f.Path, err))
				} else if done != nil {
					done(finished, len(files))
				}
				mu.Unlock()
			}
		})
	}
	for _, f := range files {
		next <- f
	}
	close(next)
	workers.Wait()
	return failed
}
