package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// gitInputFiles returns all files, besides objects, on which the answers of git depend for a folder, also those that
// do not exist yet.
func gitInputFiles(ctx context.Context, dir string) []string {
	r, err := Open(ctx, dir)
	files, top, dirs := places(dir), dir, foundDirs(dir)
	if err == nil {
		top = r.top
		if out, err := r.run(ctx, nil, "rev-parse", "--git-dir", "--git-common-dir"); err == nil {
			own, common, _ := strings.Cut(strings.TrimRight(string(out), "\n"), "\n")
			dirs = []string{absolute(top, own), absolute(top, common)}
		}
	}
	files = append(files, settingsPlaces(top)...)
	if err == nil || errors.Is(err, ErrNone) || strings.Contains(err.Error(), "safe.directory") {
		files = append(files, settingsInUse(ctx, top)...)
	}
	for _, d := range dirs {
		files = append(files, repositoryFiles(d)...)
	}
	return files
}

// foundDirs are the folders of repositories that a search without git finds.
func foundDirs(dir string) []string {
	var dirs []string
	for _, at := range repositories(dir) {
		if target, ok := strings.CutPrefix(markOf(at).text, "gitdir:"); ok {
			at = absolute(filepath.Dir(at), strings.TrimSpace(target))
		}
		dirs = append(dirs, at)
		if common := markOf(filepath.Join(at, "commondir")); common.there {
			dirs = append(dirs, absolute(at, strings.TrimSpace(common.text)))
		}
	}
	return dirs
}

func absolute(base, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(base, path)
}

// repositoryFiles are the files of a repository, besides its objects, on which the answers of git depend.
func repositoryFiles(dir string) []string {
	var files []string
	for _, name := range []string{"HEAD", "packed-refs", "shallow", "reftable/tables.list", "config", "config.worktree", "commondir",
		"gitdir", "objects/info/alternates"} {
		files = append(files, filepath.Join(dir, filepath.FromSlash(name)))
	}
	files = append(files, headChain(dir)...)
	// Git replaces a reference by renaming a file, which changes the time of its folder.
	_ = filepath.WalkDir(filepath.Join(dir, "refs", "tags"), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			files = append(files, file)
		}
		return nil
	})
	return files
}

// headChain are the references to which HEAD leads, each of which may be symbolic itself.
func headChain(dir string) []string {
	const maxDepth = 5 // that of git
	main := dir
	if common := markOf(filepath.Join(dir, "commondir")); common.there {
		main = absolute(dir, strings.TrimSpace(common.text))
	}
	var files []string
	file := filepath.Join(dir, "HEAD")
	for range maxDepth {
		target, ok := strings.CutPrefix(markOf(file).text, "ref:")
		if target = filepath.FromSlash(strings.TrimSpace(target)); !ok || !filepath.IsLocal(target) {
			break
		}
		file = filepath.Join(main, target)
		files = append(files, file, filepath.Join(dir, target))
	}
	return files
}

// settingsPlaces are where git looks for the settings of a user and of a machine.
func settingsPlaces(top string) []string {
	files := []string{filepath.FromSlash("/etc/gitconfig")}
	if home, err := os.UserHomeDir(); err == nil {
		files = append(files, filepath.Join(home, ".gitconfig"), filepath.Join(home, ".config", "git", "config"))
	}
	if config := os.Getenv("XDG_CONFIG_HOME"); config != "" {
		files = append(files, filepath.Join(config, "git", "config"))
	}
	for _, variable := range []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"} {
		if file := os.Getenv(variable); file != "" {
			files = append(files, absolute(top, file))
		}
	}
	return files
}

// settingsInUse are the files from which git takes settings, with those that they include.
func settingsInUse(ctx context.Context, top string) []string {
	out, err := git(ctx, top, nil, "config", "--list", "--show-origin", "--null")
	if err != nil {
		return nil
	}
	var files []string
	from := ""
	for field := range strings.SplitSeq(string(out), "\x00") {
		key, value, setting := strings.Cut(field, "\n")
		switch {
		case !setting:
			file, ok := strings.CutPrefix(field, "file:")
			if from = ""; ok {
				from = absolute(top, file)
				files = append(files, from)
			}
		case strings.HasPrefix(key, "include") && strings.HasSuffix(key, ".path"):
			files = append(files, included(filepath.Dir(from), value)) // it may not exist yet
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

func included(base, path string) string {
	if below, ok := strings.CutPrefix(path, "~/"); ok {
		home, _ := os.UserHomeDir()
		return filepath.Join(home, below)
	}
	return absolute(base, path)
}
