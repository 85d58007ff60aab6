package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"
)

// Difference is something in a pack that is not as its manifest says.
type Difference struct {
	Path string // "" for the pack as a whole
	Kind Kind
	Text string // more about it; may be empty
}

// Kind is the kind of a difference.
type Kind string

// The kinds of differences.
const (
	Changed    Kind = "changed"
	Missing    Kind = "missing"
	Additional Kind = "additional" // not in the manifest
	Damaged    Kind = "damaged"    // cannot be read
	Unsafe     Kind = "unsafe"     // would be unpacked outside its folder, or is too large
)

// String is the difference in one line.
func (d Difference) String() string {
	text := string(d.Kind)
	if d.Path != "" {
		text += ": " + d.Path
	}
	if d.Text != "" {
		text += ": " + d.Text
	}
	return text
}

// maxEntry is the size of the largest file that is read. It is far above what a manual publishes, and keeps a
// small ZIP file from unpacking to more than can be read.
const maxEntry = 4 << 30

// maxUnpacked is the number of bytes that are read of the files in a ZIP file of a size. Packs of manuals unpack to
// less than twenty times their size. A ZIP file that unpacks to far more was made to keep its reader busy, most
// easily by files that share their data.
func maxUnpacked(size int64) int64 { return 32<<20 + 200*size }

// VerifyZIP compares a pack of a size with its manifest. It returns how many files the manifest lists. An error is
// one of the disk.
func VerifyZIP(r io.ReaderAt, size int64) (files int, differences []Difference, err error) {
	archive, err := zip.NewReader(r, size)
	switch {
	case errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrInsecurePath) && archive == nil:
		return 0, []Difference{{"", Damaged, "this is not a complete ZIP file; it was cut off, or damaged"}}, nil
	case err != nil && archive == nil:
		var disk *fs.PathError
		if errors.As(err, &disk) {
			return 0, nil, err
		}
		return 0, []Difference{{"", Damaged, err.Error()}}, nil
	}
	v := &verification{left: maxUnpacked(size), got: map[string]func() (io.ReadCloser, error){}}
	for _, f := range archive.File {
		v.entry(f)
	}
	v.compare()
	sealed, intact, err := checkSeal(r, size)
	if err != nil {
		return 0, nil, err
	}
	switch {
	case !sealed:
		v.add("", Changed, "the sum of the whole file is missing at its end: the ZIP file was changed or packed again")
	case !intact && len(v.found) == 0:
		v.add("", Changed, "the files are as listed, but the ZIP file around them was changed")
	}
	return v.files, v.found, nil
}

// VerifyFolder compares an unpacked pack, or a site that was built, with its manifest. An error is one of the disk.
func VerifyFolder(fsys fs.FS) (files int, differences []Difference, err error) {
	v := &verification{left: math.MaxInt64, got: map[string]func() (io.ReadCloser, error){}}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
		case !d.Type().IsRegular():
			v.add(name, Unsafe, "not a regular file")
		default:
			v.got[name] = func() (io.ReadCloser, error) { return fsys.Open(name) }
		}
		return nil
	})
	if err != nil {
		return 0, nil, err
	}
	v.compare()
	return v.files, v.found, nil
}

type verification struct {
	files int
	left  int64 // how many bytes may still be read
	found []Difference
	got   map[string]func() (io.ReadCloser, error) // the files that are there
}

func (v *verification) add(path string, kind Kind, text string) {
	v.found = append(v.found, Difference{path, kind, text})
}

// entry takes a file of a ZIP file.
func (v *verification) entry(f *zip.File) {
	switch {
	case strings.HasSuffix(f.Name, "/") && fs.ValidPath(strings.TrimSuffix(f.Name, "/")) && f.UncompressedSize64 == 0:
		// A folder, as other programs put them into a ZIP file that they pack again.
	case !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, "\\\x00") || len(f.Name) > 1 && f.Name[1] == ':':
		v.add(f.Name, Unsafe, "this path could lead outside the folder; do not unpack the file")
	case !f.Mode().IsRegular():
		v.add(f.Name, Unsafe, "not a regular file; do not unpack it")
	case v.got[f.Name] != nil:
		v.add(f.Name, Additional, "the file is twice in the ZIP file")
	case f.UncompressedSize64 > maxEntry:
		v.add(f.Name, Unsafe, fmt.Sprintf("the file claims %d bytes; at most %d are read", f.UncompressedSize64, int64(maxEntry)))
		v.got[f.Name] = unread
	default:
		v.got[f.Name] = f.Open
	}
}

var errUnread = errors.New("too large")

func unread() (io.ReadCloser, error) { return nil, errUnread }

// compare holds what is there against the manifest.
func (v *verification) compare() {
	name, title := ManifestFile, manifestTitle
	if v.got[name] == nil && v.got[SumsFile] != nil {
		name, title = SumsFile, siteTitle
	}
	open := v.got[name]
	if open == nil {
		v.add("", Missing, "there is no "+ManifestFile+" and no "+SumsFile+"; this is neither a pack nor a site of clausebook")
		return
	}
	data, err := readManifest(open)
	if err != nil {
		v.add(name, Damaged, err.Error())
		return
	}
	files, err := parseManifest(name, title, data)
	if err != nil {
		v.add("", Damaged, err.Error())
		return
	}
	v.files = len(files)
	listed := map[string]bool{name: true}
	for _, f := range files {
		listed[f.Path] = true
		if v.file(f); v.left <= 0 {
			v.add("", Unsafe, "the files unpack to far more than a ZIP file of this size should; the rest is not read, do not unpack it")
			return
		}
	}
	for file := range v.got {
		if !listed[file] && (title != siteTitle || !foreign(file)) {
			v.add(file, Additional, "")
		}
	}
	slices.SortStableFunc(v.found, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
}

func readManifest(open func() (io.ReadCloser, error)) ([]byte, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxManifest+1))
	if len(data) > maxManifest {
		return nil, fmt.Errorf("the manifest has more than %d bytes", maxManifest)
	}
	return data, err
}

// file compares one file with its line.
func (v *verification) file(want Sum) {
	open := v.got[want.Path]
	if open == nil {
		v.add(want.Path, Missing, "")
		return
	}
	sum := sha256.New()
	file, err := open()
	if err == nil {
		var n int64
		n, err = io.Copy(sum, io.LimitReader(file, min(maxEntry, v.left)))
		v.left -= n
		file.Close()
	}
	switch got := sum.Sum(nil); {
	case errors.Is(err, errUnread) || v.left <= 0:
	case err != nil:
		v.add(want.Path, Damaged, err.Error())
	case !bytes.Equal([]byte(hexSum(got)), []byte(want.SHA256)):
		v.add(want.Path, Changed, "")
	}
}
