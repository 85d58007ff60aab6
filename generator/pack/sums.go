package pack

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// SumsFile is the name of the manifest in a site that was built.
const SumsFile = ".clausebook-sums"

const siteTitle = "# clausebook site 1"

// Sums are the sums of the files of a site, taken while they are written. Several goroutines may write.
type Sums struct {
	mu    sync.Mutex
	files []Sum
}

// Of returns a function that writes a file like write does, and keeps its sum.
func (s *Sums) Of(path string, write func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		sum := sha256.New()
		if err := write(io.MultiWriter(w, sum)); err != nil {
			return err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.files = append(s.files, Sum{path, hexSum(sum.Sum(nil))})
		return nil
	}
}

// Write writes the manifest of what was written so far.
func (s *Sums) Write(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.files, func(a, b Sum) int { return cmp.Compare(a.Path, b.Path) })
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n# Check the files in the folder of this file: sha256sum -c %s, or: clausebook verify .\n", siteTitle, SumsFile)
	for _, f := range s.files {
		fmt.Fprintf(out, "%s\n", f)
	}
	return out.Flush()
}

// foreign reports whether a file of the folder of a site is none of its business: the lists that `clausebook build`
// keeps there, and what hosts and version control keep in names that begin with a dot.
func foreign(path string) bool {
	return strings.HasPrefix(path, ".") && path != ".nojekyll"
}
