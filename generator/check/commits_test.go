package check_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/history"
)

// commits makes a repository of an example with lines `-- commit DAY SUMMARY --`, where ` // NAME` after the summary is
// the author. What follows such a
// line, up to the next, is in that commit; what follows `-- not committed --` is in no commit, and
// `-- delete FILE --` takes a file away. After `-- shallow --` the clone ends at the last commit. It
// gives the files that are in the folder in the end, and what Git knows.
func commits(t *testing.T, files []txtar.File, settings string) ([]txtar.File, *history.Log, error) {
	if !slices.ContainsFunc(files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "commit ") }) {
		return files, nil, nil
	}
	var stream strings.Builder
	folder := map[string]string{}
	open, shallow := false, false
	write := func(name, text string) {
		if folder[name] = text; open {
			fmt.Fprintf(&stream, "M 100644 inline %s\n%s", name, data(text))
		}
	}
	for n, f := range files {
		word, rest, _ := strings.Cut(f.Name, " ")
		switch {
		case word == "commit":
			day, summary, _ := strings.Cut(rest, " ")
			when, err := time.Parse(time.DateOnly, day)
			if err != nil {
				return nil, nil, err
			}
			summary, who, _ := strings.Cut(summary, " // ")
			fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter %s <qm@northmill.example> %d +0000\n%s", cmp.Or(who, "Quality Manager"), when.Unix()+int64(n), data(summary))
			if open = true; n == 0 {
				write(config.File, settings)
			}
		case f.Name == "not committed":
			open = false
		case f.Name == "shallow":
			shallow = true
		case word == "delete":
			if delete(folder, rest); open {
				fmt.Fprintf(&stream, "D %s\n", rest)
			}
		default:
			write(f.Name, string(f.Data))
		}
	}
	left := []txtar.File{}
	for name, text := range folder {
		left = append(left, txtar.File{Name: name, Data: []byte(text)})
	}
	return left, recorded(t, stream.String(), shallow), nil
}

func data(text string) string { return fmt.Sprintf("data %d\n%s\n", len(text), text) }

// recorded has git tell what it knows of a stream of commits. To make the repository shallow is to
// write down where it ends.
func recorded(t *testing.T, stream string, shallow bool) *history.Log {
	t.Helper()
	dir := t.TempDir()
	git := func(stdin string, args ...string) string {
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Stdin = strings.NewReader(stdin)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
		return string(out)
	}
	git("", "init", "-q", "--template=", "--initial-branch=main")
	git(stream, "fast-import", "--quiet")
	if strings.Contains(stream, "signed by ") {
		signCommits(git)
	}
	if shallow {
		if err := os.WriteFile(filepath.Join(dir, ".git", "shallow"), []byte(git("", "rev-parse", "HEAD")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return history.Read(t.Context(), dir, "documents")
}
