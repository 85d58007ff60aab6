package publish

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// marker identifies a folder as a site of ours. It contains the header and the paths of our files,
// one per line, in byte order. It lists neither itself nor foreign files, no date and no machine,
// so that equal sites have equal lists.
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

// manifestLine quotes a path that has control characters or begins with a quotation mark.
func manifestLine(path string) string {
	if strings.HasPrefix(path, `"`) || strings.ContainsFunc(path, unicode.IsControl) {
		return strconv.Quote(path)
	}
	return path
}

// parseManifest accepts only what manifestLines writes, since files are deleted by a list that must
// not be edited or truncated. Only line endings may differ, as Git on Windows rewrites them.
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
