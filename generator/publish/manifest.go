package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// marker is the file that makes a folder a site of ours. It holds the header
// and then the path of each file that we wrote, one per line, in byte order. It
// lists neither itself nor foreign files, no date and no machine, so that the
// same site always has the same list.
//
// spare is one of the files in the list. It holds the same text and a checksum,
// and is read first: a list that was changed or lost later is known by it.
const (
	marker = ".clausebook"
	spare  = ".clausebook-copy"

	headerStart = "clausebook site "
	header      = headerStart + "1\n"
	sumStart    = "sha256 "
)

var (
	errManifest = errors.New("damaged list of files")
	errLater    = errors.New("list of files of a later version")
)

func manifestLines(files map[string]bool) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		b.WriteString(manifestLine(path) + "\n")
	}
	return b.String()
}

func sumLine(text string) string {
	return fmt.Sprintf("%s%x\n", sumStart, sha256.Sum256([]byte(text)))
}

// manifestLine quotes a path that would not fit on a line as it is.
func manifestLine(path string) string {
	if strings.HasPrefix(path, `"`) || strings.ContainsFunc(path, unicode.IsControl) {
		return strconv.Quote(path)
	}
	return path
}

// parseManifest accepts only what manifestLines writes: files must not be
// deleted because of a list that somebody edited or that breaks off. Line ends
// are the exception, as Git on Windows rewrites them. The error is errManifest
// or errLater.
func parseManifest(data string) (map[string]bool, error) {
	data = strings.ReplaceAll(data, "\r\n", "\n")
	body, ok := strings.CutPrefix(data, header)
	if !ok {
		return nil, unknownHeader(data)
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

func unknownHeader(data string) error {
	line, _, _ := strings.Cut(data, "\n")
	version, ok := strings.CutPrefix(line, headerStart)
	if n, err := strconv.Atoi(version); ok && err == nil && n > 1 {
		return errLater
	}
	return errManifest
}

// parseSpare reads a list that ends with its checksum.
func parseSpare(data string) (map[string]bool, error) {
	data = strings.ReplaceAll(data, "\r\n", "\n")
	end := strings.LastIndex(data, sumStart)
	if end < 0 || sumLine(data[:end]) != data[end:] {
		return nil, errManifest
	}
	return parseManifest(data[:end])
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

// remainsOfList reports whether data can be what is left of a list of ours: of
// any version, cut off anywhere, or all zeros, as a power failure leaves it.
func remainsOfList(data []byte) bool {
	return onlyZeros(data) || bytes.HasPrefix(data, []byte(headerStart)) || strings.HasPrefix(headerStart, string(data))
}

// resembles reports whether a list was changed in one place only, compared with
// its copy: most of it is as it was before that place or after it.
func resembles(list, copied []byte) bool {
	end := max(0, len(copied)-len(sumLine("")))
	text := copied[:end]
	start := 0
	for start < min(len(list), len(text)) && list[start] == text[start] {
		start++
	}
	end = 0
	for end < min(len(list), len(text))-start && list[len(list)-1-end] == text[len(text)-1-end] {
		end++
	}
	return 2*(start+end) > len(text)
}

func onlyZeros(data []byte) bool { return len(bytes.Trim(data, "\x00")) == 0 }
