package generator_test

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/clausebook/clausebook/generator"
)

// A disk that is full is told of once, however many files there are, and the rest of them is not made.
func TestWriteEndsAtOnce(t *testing.T) {
	var files []generator.File
	for n := range 1000 {
		files = append(files, generator.File{Path: fmt.Sprint(n)})
	}
	var tried atomic.Int32
	err := generator.Write(files, func(path string, _ func(io.Writer) error) error {
		if tried.Add(1) < 10 {
			return nil
		}
		return fmt.Errorf("cannot write %q: %w", path, syscall.ENOSPC)
	}, nil)
	if err == nil || strings.Count(err.Error(), "cannot write") != 1 {
		t.Errorf("%v", err)
	}
	if n := tried.Load(); n > 100 {
		t.Errorf("%d files were tried", n)
	}
}
