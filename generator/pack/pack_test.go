package pack_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/pack"
)

var contents = map[string]string{"START.html": "start", "site/a b/ü.html": strings.Repeat("page ", 1000), "site/empty": "", `site/odd\name`: "x", "site/two\nlines": "y"}

func written(t *testing.T, contents map[string]string) []byte {
	t.Helper()
	var files []pack.File
	for name, text := range contents {
		files = append(files, pack.File{Path: name, Write: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }})
	}
	var b bytes.Buffer
	m := &pack.Manifest{Head: []pack.Line{{Name: "manual", Value: "two\nlines"}}, Sources: []pack.Sum{{Path: "manual.yaml", SHA256: strings.Repeat("0", 64)}}}
	if err := pack.Write(&b, files, m, "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verified(t *testing.T, data []byte) []string {
	t.Helper()
	_, differences, err := pack.VerifyZIP(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return texts(differences)
}

func texts(differences []pack.Difference) []string {
	var list []string
	for _, d := range differences {
		list = append(list, d.String())
	}
	return list
}

// plain has no path that fs.ValidPath or a reader of ZIP files on Windows refuses.
func plain() map[string]string {
	return map[string]string{"START.html": "start", "site/a b/ü.html": strings.Repeat("page ", 1000), "site/empty": "", "site/two": "y"}
}

func TestSameBytes(t *testing.T) {
	if a, b := written(t, contents), written(t, contents); !bytes.Equal(a, b) {
		t.Error("the same files give different packs")
	}
	archive, err := zip.NewReader(bytes.NewReader(written(t, plain())), int64(len(written(t, plain()))))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if day := f.Modified.UTC().Format("2006-01-02 15:04:05"); day != "2026-11-22 00:00:00" || f.Mode() != 0o644 {
			t.Errorf("%s: %s, %v", f.Name, day, f.Mode())
		}
	}
}

// TestEveryByte changes each byte of a pack in turn, and cuts it everywhere.
func TestEveryByte(t *testing.T) {
	data := written(t, plain())
	if got := verified(t, data); got != nil {
		t.Fatalf("a pack as it was written: %q", got)
	}
	for i := range data {
		changed := slices.Clone(data)
		changed[i] ^= 1
		if got := verified(t, changed); len(got) == 0 {
			t.Errorf("a change of byte %d is not found", i)
		}
		if got := verified(t, data[:i]); len(got) == 0 {
			t.Errorf("a pack cut at byte %d is as listed", i)
		}
	}
	for _, more := range [][]byte{append(slices.Clone(data), 0), append([]byte("x"), data...)} {
		if got := verified(t, more); len(got) == 0 {
			t.Error("an additional byte is not found")
		}
	}
	if got := verified(t, data[:len(data)/2]); !strings.Contains(got[0], "not a complete ZIP file") {
		t.Errorf("half a pack: %q", got)
	}
}

func folder(t *testing.T, data []byte) fstest.MapFS {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.File {
		text, err := fs.ReadFile(archive, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = &fstest.MapFile{Data: text}
	}
	return files
}

func TestVerifyFolder(t *testing.T) {
	for name, c := range map[string]struct {
		change func(fstest.MapFS)
		want   []string
	}{
		"as it was":           {func(fstest.MapFS) {}, nil},
		"changed":             {func(f fstest.MapFS) { f["site/two"].Data = []byte("z") }, []string{"changed: site/two"}},
		"missing, additional": {func(f fstest.MapFS) { delete(f, "site/two"); f["b"] = &fstest.MapFile{} }, []string{"additional: b", "missing: site/two"}},
		"a link":              {func(f fstest.MapFS) { f["l"] = &fstest.MapFile{Mode: fs.ModeSymlink} }, []string{"unsafe: l: not a regular file"}},
		"no manifest":         {func(f fstest.MapFS) { delete(f, pack.ManifestFile) }, []string{"missing: there is no MANIFEST.txt and no .clausebook-sums; this is neither a pack nor a site of clausebook"}},
		"an empty manifest":   {func(f fstest.MapFS) { f[pack.ManifestFile].Data = nil }, []string{"damaged: MANIFEST.txt lists no file"}},
		"another manifest":    {func(f fstest.MapFS) { f[pack.ManifestFile].Data = []byte("x\n") }, []string{`damaged: MANIFEST.txt does not begin with "# clausebook pack 1"`}},
		"a line is not one":   {func(f fstest.MapFS) { f[pack.ManifestFile].Data = append(f[pack.ManifestFile].Data, "x\n"...) }, []string{"damaged: MANIFEST.txt:9: this is not a line of a manifest, expected a SHA-256, two blanks and a path"}},
		"line ends of Windows": {func(f fstest.MapFS) {
			f[pack.ManifestFile].Data = bytes.ReplaceAll(f[pack.ManifestFile].Data, []byte("\n"), []byte("\r\n"))
		}, nil},
	} {
		files := folder(t, written(t, plain()))
		c.change(files)
		_, got, err := pack.VerifyFolder(files)
		if err != nil || !slices.Equal(texts(got), c.want) {
			t.Errorf("%s: %q, %v", name, texts(got), err)
		}
	}
}

// TestHostileZIP: a ZIP file of somebody else is reported, and nothing in it is believed.
func TestHostileZIP(t *testing.T) {
	manifest := fmt.Sprintf("# clausebook pack 1\n%064d  ../../etc/passwd\n", 0)
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"../../etc/passwd"}, "unsafe: ../../etc/passwd: this path could lead outside the folder; do not unpack the file"},
		{[]string{"/etc/passwd"}, "unsafe: /etc/passwd: "},
		{[]string{`..\x`}, `unsafe: ..\x: `},
		{[]string{"C:x"}, "unsafe: C:x: "},
		{[]string{"a", "a"}, "additional: a: the file is twice in the ZIP file"},
	} {
		var b bytes.Buffer
		out := zip.NewWriter(&b)
		for _, name := range append(c.names, pack.ManifestFile) {
			to, err := out.CreateHeader(&zip.FileHeader{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			if name == pack.ManifestFile {
				_, err = io.WriteString(to, manifest)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		if got := verified(t, b.Bytes()); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%q: %q", c.names, got)
		}
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	if _, err := out.CreateRaw(&zip.FileHeader{Name: "huge", UncompressedSize64: 1 << 40}); err != nil {
		t.Fatal(err)
	}
	to, err := out.Create(pack.ManifestFile)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(to, "# clausebook pack 1\n%064d  huge\n", 0)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if got := verified(t, b.Bytes()); len(got) != 2 || !strings.HasPrefix(got[0], "unsafe: huge: the file claims 1099511627776 bytes") {
		t.Errorf("a huge file: %q", got)
	}
}

// TestSpecialNames: names that sha256sum marks are written and read.
func TestSpecialNames(t *testing.T) {
	archive := folder(t, written(t, map[string]string{"site/two\nlines": "y", "b": ""}))
	if _, got, err := pack.VerifyFolder(archive); err != nil || len(got) > 0 {
		t.Errorf("%q, %v", texts(got), err)
	}
	if !strings.Contains(string(archive[pack.ManifestFile].Data), `\a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa  site/two\nlines`) {
		t.Errorf("the manifest is %s", archive[pack.ManifestFile].Data)
	}
}
