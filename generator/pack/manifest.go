// Package pack writes the auditor's pack, a ZIP file with a manifest of its contents, and verifies a pack.
//
// The same files, day and manifest head give the same bytes. The manifest can be checked without clausebook, by
// `sha256sum -c MANIFEST.txt`.
package pack

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// ManifestFile is the name of the manifest in a pack.
const ManifestFile = "MANIFEST.txt"

// Sum is the SHA-256 of a file.
type Sum struct {
	Path   string
	SHA256 string // in hexadecimal
}

// Manifest lists the files of a pack. Lines of its head and of its sources begin with #, which sha256sum skips.
type Manifest struct {
	Head    []Line // commit, day, version and the like
	Sources []Sum  // what the pack was made from; these files are not in it
	Files   []Sum  // all files of the pack but the manifest
}

// Line is a line of the head.
type Line struct{ Name, Value string }

const (
	manifestTitle = "# clausebook pack 1"
	sourceStart   = "# source "
)

// Write writes the manifest.
func (m *Manifest) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, manifestTitle)
	for _, l := range m.Head {
		fmt.Fprintf(out, "# %s: %s\n", l.Name, oneLine(l.Value))
	}
	fmt.Fprintf(out, "# Check the files in the folder of this file: sha256sum -c %s, or: clausebook verify .\n", ManifestFile)
	for _, s := range m.Sources {
		fmt.Fprintf(out, "%s%s\n", sourceStart, s)
	}
	for _, s := range m.Files {
		fmt.Fprintf(out, "%s\n", s)
	}
	return out.Flush()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

var escapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)

// String is the line that sha256sum writes and reads. It marks a name with special characters by a backslash.
func (s Sum) String() string {
	if name := escapes.Replace(s.Path); name != s.Path {
		return `\` + s.SHA256 + "  " + name
	}
	return s.SHA256 + "  " + s.Path
}

var (
	sumLine   = regexp.MustCompile(`^(\\?)([0-9a-f]{64}) [ *](.+)$`)
	unescapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

// maxManifest is more than the manifest of any manual needs.
const maxManifest = 64 << 20

// parseManifest reads the files of a manifest of a name and a first line. It accepts line ends of Windows, and no other change.
func parseManifest(name, title string, data []byte) ([]Sum, error) {
	var files []Sum
	seen := map[string]bool{}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		if n == 1 && text != title {
			return nil, fmt.Errorf("%s does not begin with %q", name, title)
		}
		if strings.HasPrefix(text, "#") {
			continue
		}
		m := sumLine.FindStringSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("%s:%d: this is not a line of a manifest, expected a SHA-256, two blanks and a path", name, n)
		}
		path := m[3]
		if m[1] != "" {
			path = unescapes.Replace(path)
		}
		if seen[path] {
			return nil, fmt.Errorf("%s:%d: %s is listed twice", name, n, path)
		}
		seen[path] = true
		files = append(files, Sum{path, m[2]})
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s lists no file", name)
	}
	return files, nil
}

func hexSum(sum []byte) string { return hex.EncodeToString(sum) }
