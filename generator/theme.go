package generator

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/generator/theme"
	"github.com/clausebook/clausebook/themes"
)

// tryTheme makes every page once, since the manual's own templates can fail on any of them. Each
// place is reported once, with the first of its messages. Pages of documents that were made before
// and show the same are left out.
func (r *Result) tryTheme(known *remembered) ([]diag.Finding, error) {
	var faults, findings []diag.Finding
	var failed []error
	byMessage := func(a, b diag.Finding) int { return cmp.Compare(a.Message, b.Message) }
	samePlace := func(a diag.Finding) func(diag.Finding) bool {
		return func(b diag.Finding) bool { return a.File == b.File && a.Pos == b.Pos }
	}
	builder := known.sites.New(r.FS, r.Matrix, r.theme, r.base)
	keys := known.sites.Keys(builder)
	var mu sync.Mutex
	made := func(path string, write func(io.Writer) error) error {
		if err := write(io.Discard); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if key, ok := keys.Of(path); ok {
			known.tried[path] = key
		}
		return nil
	}
	files := slices.DeleteFunc(r.files(builder), func(f site.File) bool {
		key, ok := keys.Of(f.Path)
		return ok && known.tried[f.Path] == key
	})
	for _, err := range write(files, made, nil) {
		var fault *theme.Fault
		if !errors.As(err, &fault) {
			failed = append(failed, err)
			continue
		}
		faults = append(faults, fault.Finding)
	}
	slices.SortFunc(faults, byMessage)
	for _, f := range faults {
		if !slices.ContainsFunc(findings, samePlace(f)) {
			findings = append(findings, f)
		}
	}
	return findings, errors.Join(failed...)
}

// themesByLanguage keeps the built-in theme in each language. All manuals of a process without a theme of their own
// share it: parsing the templates takes longer than checking a small manual.
type themesByLanguage struct {
	mu     sync.Mutex
	loaded map[string]*theme.Theme
}

var builtinThemes = themesByLanguage{loaded: map[string]*theme.Theme{}}

func (t *themesByLanguage) load(language string, memory *theme.Cache) (*theme.Theme, []diag.Finding, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.loaded[language]; known != nil {
		return known, nil, nil
	}
	loaded, found, err := memory.Load(themes.Default(), nil, language)
	if err == nil && len(found) == 0 && slices.Contains(loaded.Languages(), language) {
		t.loaded[language] = loaded
	}
	return loaded, found, err
}

// loadTheme reads the built-in theme with the manual's own over it, if it has one, in the language that
// manual.yaml names. Which languages there are is known only here.
func loadTheme(fsys fs.FS, language document.Text, memory *theme.Cache) (*theme.Theme, []diag.Finding, error) {
	own, err := ownTheme(fsys)
	linked := errors.Is(err, rootfs.ErrNotRegular)
	if err != nil && !linked {
		return nil, nil, err
	}
	var t *theme.Theme
	var found []diag.Finding
	if own == nil {
		t, found, err = builtinThemes.load(language.Value, memory)
	} else {
		t, found, err = memory.Load(themes.Default(), own, language.Value)
	}
	if linked {
		found = append(slices.Clip(found), diag.Finding{Rule: "theme", File: theme.Folder, Pos: diag.Pos{Line: 1, Column: 1},
			Message: "the folder theme is a symbolic link; it is not read", Hint: "put the folder itself here"})
	}
	if err == nil && !slices.Contains(t.Languages(), language.Value) {
		found = append(slices.Clip(found), diag.Finding{Rule: "bad-value", File: config.File, Pos: language.Pos,
			Message: fmt.Sprintf("the interface does not speak %s", language.Value),
			Hint:    fmt.Sprintf("it speaks %s; a file theme/strings/%s.yaml would teach it", strings.Join(t.Languages(), ", "), language.Value)})
	}
	if err == nil {
		found = append(slices.Clip(found), collidingAssets(t, own)...)
	}
	return t, found, err
}

// collidingAssets finds assets of the manual's own theme that cannot be beside others.
func collidingAssets(t *theme.Theme, own fs.FS) []diag.Finding {
	if own == nil {
		return nil
	}
	var findings []diag.Finding
	var mine []string
	tree := manual.NewFileTree[string]()
	for _, name := range t.Assets() {
		if info, err := fs.Stat(own, name); err == nil && !info.IsDir() {
			mine = append(mine, name)
		} else {
			tree.Add(name, name)
		}
	}
	for _, name := range mine {
		tree.Add(name, name)
	}
	for _, name := range mine {
		other, _ := tree.File(name)
		if other == name {
			other, _ = tree.InFolder(name)
		}
		if above, ok := tree.AsFolder(name); ok {
			other = above
		}
		if other != "" {
			findings = append(findings, diag.Finding{Rule: "path-collision", File: theme.Folder + "/" + name, Pos: diag.Pos{Line: 1, Column: 1},
				Message: fmt.Sprintf("the file cannot be beside %s of the theme", other), Hint: "rename it"})
		}
	}
	return findings
}

// ownTheme is the manual's own theme folder, or nil. The error is rootfs.ErrNotRegular where it is a link.
func ownTheme(fsys fs.FS) (fs.FS, error) {
	info, err := rootfs.Lstat(fsys, theme.Folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, rootfs.ErrNotRegular
	case !info.IsDir():
		return nil, nil
	}
	return fs.Sub(fsys, theme.Folder)
}
