package preview

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// site is what is shown: the pages of the last look without an error, and what the last look
// found. It is not changed once it is shown.
type site struct {
	build int
	seen  *generator.Result // by the last look that could read the manual
	good  *generator.Result // by the last one that found no error, nil until there is one
	pages *generator.Pages  // of it
	// unread says that the last look could not read the manual.
	unread bool
	// findings are those of the last look, or what the disk said.
	findings []diag.Finding
	// files are the states of published pictures and forms. A page that shows one that was saved is
	// loaded again; which bytes it gets does not depend on this.
	files  map[string]manual.FileState
	root   *rootfs.FS // what the pages read those from, nil where there are none
	sheets string     // stands for all style sheets
	moves  []move     // what the last save did to coverage
}

// stale reports whether the pages are older than the last look.
func (s *site) stale() bool { return s.unread || s.good != s.seen }

// rebuilder looks at a manual. What it has read is remembered from one look to the next.
type rebuilder struct {
	folder  string
	options func() (generator.Options, error)
	root    *rootfs.FS   // the manual's folder as it is now
	older   []*rootfs.FS // what pages that are shown may still read from
	builder generator.Builder
	plan    *plan
}

func (r *rebuilder) close() {
	r.release(nil)
	if r.root != nil {
		_ = r.root.Close()
	}
}

// release closes the folders that were replaced, except the one that the pages of a site read from.
func (r *rebuilder) release(shown *rootfs.FS) {
	r.older = slices.DeleteFunc(r.older, func(root *rootfs.FS) bool {
		if root == shown {
			return false
		}
		_ = root.Close()
		return true
	})
}

// folders gives the folders that the last look has read.
func (r *rebuilder) folders() plan {
	if r.plan == nil {
		return planOf(nil)
	}
	return *r.plan
}

// pollAfter looks, and gives what is to be shown after what was shown before.
func (r *rebuilder) pollAfter(before *site) *site {
	now, err := r.rebuild(before)
	if err != nil {
		return before.broken(err)
	}
	return now
}

// rebuild looks at the whole manual. An error is one of the disk, or of the options. Before is what
// was shown until now, nil at first.
func (r *rebuilder) rebuild(before *site) (*site, error) {
	options, err := r.options()
	if err != nil {
		return nil, err
	}
	result, err := r.check(options)
	if err != nil {
		return nil, err
	}
	plan := planOf(result.Manual)
	r.plan = &plan
	now := &site{seen: result, findings: result.Findings}
	if before != nil {
		now.good, now.pages, now.files, now.sheets, now.root = before.good, before.pages, before.files, before.sheets, before.root
		now.moves = moved(before.seen, result)
	}
	if result.Matrix != nil && result.Errors() == 0 {
		now.good, now.pages, now.files, now.root = result, r.builder.Pages(result), states(result.Manual), r.root
		if before == nil || before.pages == nil || before.pages.Assets() != now.pages.Assets() {
			now.sheets, err = sheets(now.pages)
		}
	}
	return now, err
}

// check looks again where a file vanished while it was read: that is how a file looks while it is
// replaced.
func (r *rebuilder) check(options generator.Options) (*generator.Result, error) {
	const tries = 5
	for n := 1; ; n++ {
		if err := r.open(); err != nil {
			return nil, err
		}
		result, err := r.builder.Check(options, time.Now())
		if err == nil || n == tries || !replaced(err) {
			return result, err
		}
		time.Sleep(time.Duration(n) * 5 * time.Millisecond)
	}
}

// replaced reports an error that a file causes while another one is put in its place.
func replaced(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, config.ErrNoManual) || errors.Is(err, rootfs.ErrNotRegular)
}

// open opens the manual's folder, anew when another folder is in its place.
func (r *rebuilder) open() error {
	info, err := os.Stat(r.folder)
	if err != nil {
		return err
	}
	if r.root != nil {
		if mine, err := r.root.Folder(); err == nil && os.SameFile(info, mine) {
			return nil
		}
	}
	root, err := rootfs.New(r.folder)
	if err != nil {
		return err
	}
	if r.root != nil {
		r.older = append(r.older, r.root)
	}
	r.root, r.builder.FS = root, root
	return nil
}

// states gives the states of the files that the site shows as they are, as they were when the manual
// was read: what is saved later differs, and is told by the next look.
func states(m *manual.Manual) map[string]manual.FileState {
	files := map[string]manual.FileState{}
	for _, f := range m.Files {
		if m.Use(f).Published {
			files[f.Path] = m.State(f)
		}
	}
	return files
}

// broken is the site after the disk failed: what was shown stays, and the panel says why.
func (s *site) broken(err error) *site {
	now := *s
	now.unread, now.moves = true, nil
	message, hint := err.Error(), "it is looked at again every two seconds"
	if errors.Is(err, config.ErrNoManual) {
		message, hint = "there is no "+config.File, "put it back; "+hint
	}
	now.findings = []diag.Finding{{Rule: "disk", Severity: diag.Error, File: cmp.Or(pathOf(err), config.File),
		Pos: diag.Pos{Line: 1, Column: 1}, Message: message, Hint: hint}}
	return &now
}

func pathOf(err error) string {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Path
	}
	return ""
}

// tally counts the findings in words.
func (s *site) tally() string {
	text := ""
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		n := diag.Count(s.findings, severity)
		plural := "s"
		if n == 1 {
			plural = ""
		}
		text += fmt.Sprintf("%d %s%s, ", n, severity, plural)
	}
	text = text[:len(text)-2]
	switch {
	case s.pages == nil:
		text += "; there is no site until the errors are fixed"
	case s.stale():
		text += "; the last good site stays"
	}
	return text
}
