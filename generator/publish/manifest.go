package publish

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// marker is the file that makes a folder a site of ours. It holds the header
// and then the path of each file that we wrote, one a line, in byte order. It
// names neither itself nor foreign files, no date and no machine, so that the
// same site always has the same list.
const (
	marker = ".clausebook"
	header = "clausebook site 1\n"
)

var errManifest = errors.New("damaged list of files")

// manifestLines is the list without its header.
func manifestLines(files map[string]bool) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		b.WriteString(manifestLine(path) + "\n")
	}
	return b.String()
}

// manifestLine quotes a path that would not fit on a line as it is.
func manifestLine(path string) string {
	if strings.HasPrefix(path, `"`) || strings.ContainsFunc(path, unicode.IsControl) {
		return strconv.Quote(path)
	}
	return path
}

// parseManifest accepts only what manifestLines writes: a list that somebody
// edited or that broke off is no ground to delete files on. Line ends are the
// exception, as git on Windows rewrites them.
func parseManifest(data string) (map[string]bool, error) {
	data = strings.ReplaceAll(data, "\r\n", "\n")
	body, ok := strings.CutPrefix(data, header)
	if !ok {
		return nil, errManifest
	}
	files := map[string]bool{}
	for line := range strings.Lines(body) {
		path, err := parseLine(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, errManifest
		}
		files[path] = true
	}
	if manifestLines(files) != body {
		return nil, errManifest
	}
	return files, nil
}

func parseLine(line string) (path string, err error) {
	path = line
	if strings.HasPrefix(line, `"`) {
		if path, err = strconv.Unquote(line); err != nil {
			return "", err
		}
	}
	_, err = localPath(path)
	return path, err
}
