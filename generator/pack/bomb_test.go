package pack_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/pack"
)

// bomb is a ZIP file of 64 MB of zeros, with a manifest of these lines.
func bomb(t *testing.T, lines string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for name, text := range map[string][]byte{"zeros": make([]byte, 64<<20), pack.ManifestFile: []byte("# clausebook pack 1\n" + lines)} {
		to, err := out.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBomb: a small ZIP file cannot keep verify busy, neither by what it unpacks to nor by naming a file again and again.
func TestBomb(t *testing.T) {
	t.Parallel()
	line := fmt.Sprintf("%064d  zeros\n", 0)
	for _, c := range []struct{ lines, want string }{
		{line, "unsafe: the files unpack to far more than a ZIP file of this size should"},
		{strings.Repeat(line, 1000), "damaged: MANIFEST.txt:3: zeros is listed twice"},
	} {
		got := verified(t, bomb(t, c.lines))
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
