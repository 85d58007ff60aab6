package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"hash"
	"io"
	"slices"
	"strings"
	"time"
)

// File is a file of a pack.
type File struct {
	Path  string
	Write func(io.Writer) error
}

// Write writes a pack: the files in order of their paths, then the manifest with their sums. All times are the
// day, YYYY-MM-DD. The comment at the end of the ZIP file is the SHA-256 of all that is before it, so that
// VerifyZIP finds a change in any byte.
func Write(w io.Writer, files []File, m *Manifest, day string) error {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	sealed := &seal{to: w, sum: sha256.New()}
	out := zip.NewWriter(sealed)
	if err := out.SetComment(strings.Repeat("-", commentSize)); err != nil {
		return err
	}
	for _, f := range files {
		sum, err := add(out, f, day)
		if err != nil {
			return err
		}
		m.Files = append(m.Files, Sum{f.Path, hexSum(sum)})
	}
	if _, err := add(out, File{ManifestFile, m.Write}, day); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return sealed.finish()
}

func add(out *zip.Writer, f File, day string) ([]byte, error) {
	head := &zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: timeOf(day)}
	const readable = 0o644
	head.SetMode(readable)
	to, err := out.CreateHeader(head)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	if err := f.Write(io.MultiWriter(to, sum)); err != nil {
		return nil, err
	}
	return sum.Sum(nil), nil
}

// timeOf is the start of a day. A ZIP file holds the years from 1980 to 2107.
func timeOf(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || t.Year() < 1980 || t.Year() > 2107 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}

// sealStart begins the comment of a ZIP file, which ends with the sum in hexadecimal.
const (
	sealStart   = "clausebook sha256 "
	commentSize = len(sealStart) + 2*sha256.Size
)

// seal passes bytes on and holds back the last commentSize of them, the comment of the ZIP file, to put the sum of
// all others in its place.
type seal struct {
	to   io.Writer
	sum  hash.Hash
	last []byte
}

func (s *seal) Write(p []byte) (int, error) {
	s.last = append(s.last, p...)
	if n := len(s.last) - commentSize; n > 0 {
		s.sum.Write(s.last[:n])
		if _, err := s.to.Write(s.last[:n]); err != nil {
			return 0, err
		}
		s.last = slices.Delete(s.last, 0, n)
	}
	return len(p), nil
}

func (s *seal) finish() error {
	_, err := io.WriteString(s.to, sealOf(s.sum))
	return err
}

func sealOf(sum hash.Hash) string { return sealStart + hexSum(sum.Sum(nil)) }

// checkSeal compares the comment of a ZIP file with the bytes before it. sealed is false where it has none of ours.
func checkSeal(r io.ReaderAt, size int64) (sealed, intact bool, err error) {
	if size < int64(commentSize) {
		return false, false, nil
	}
	comment := make([]byte, commentSize)
	if _, err := r.ReadAt(comment, size-int64(commentSize)); err != nil && err != io.EOF {
		return false, false, err
	}
	if !bytes.HasPrefix(comment, []byte(sealStart)) {
		return false, false, nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(r, 0, size-int64(commentSize))); err != nil {
		return true, false, err
	}
	return true, string(comment) == sealOf(sum), nil
}
