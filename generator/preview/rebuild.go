package preview

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/site"
)

// snapshot is what is shown: the pages of the last check without errors, and the findings of the last
// check. It is immutable once shown.
type snapshot struct {
	build  int
	latest *check.Result // of the last check that could read the manual
	good   *check.Result // of the last check without errors; nil until there is one
	pages  *site.Pages   // of good
	// unreadable says that the last check could not read the manual.
	unreadable bool
	// findings are those of the last check, or the error of the disk.
	findings []diag.Finding
	// files are the states of published pictures and forms. They only decide which pages reload
	// when one was saved, never which bytes are served.
	files   map[string]manual.FileState
	root    *rootfs.FS    // where the pages read those files from; nil without pages
	sheets  string        // key of all style sheets
	changes []stateChange // what the last change did to coverage
	news    news          // what the last change did to the findings
	// compared are the findings that the next check is compared by; see known.
	compared []diag.Finding
}

// stale reports whether the pages are older than the last check.
func (s *snapshot) stale() bool { return s.unreadable || s.good != s.latest }

// rebuilder checks a manual repeatedly and caches what it has read in between.
type rebuilder struct {
	folder      string
	checkFolder func(folder fs.FS, now time.Time) (*Build, error)
	root        *rootfs.FS   // the manual's folder; see open
	oldRoots    []*rootfs.FS // replaced folders that the shown pages may still read from
	plan        *plan
}

func (r *rebuilder) close() {
	r.release(nil)
	if r.root != nil {
		_ = r.root.Close()
	}
}

// release closes the replaced folders, except the one that the shown pages read from.
func (r *rebuilder) release(shown *rootfs.FS) {
	r.oldRoots = slices.DeleteFunc(r.oldRoots, func(root *rootfs.FS) bool {
		if root == shown {
			return false
		}
		_ = root.Close()
		return true
	})
}

// folders returns the folders that the last check read.
func (r *rebuilder) folders() plan {
	if r.plan == nil {
		return planOf(nil)
	}
	return *r.plan
}

// rebuildAfter is rebuild with an error of the disk as a finding.
func (r *rebuilder) rebuildAfter(before *snapshot) *snapshot {
	now, err := r.rebuild(before)
	if err != nil {
		return before.withReadError(err)
	}
	return now
}

// rebuild checks the whole manual. before is the site shown until now, nil at first. An error is
// one of the disk.
func (r *rebuilder) rebuild(before *snapshot) (*snapshot, error) {
	build, err := r.check()
	if err != nil {
		return nil, err
	}
	result := build.Result
	plan := planOf(result.Manual)
	r.plan = &plan
	now := &snapshot{latest: result, findings: result.Findings}
	if before != nil {
		now.good, now.pages, now.files, now.sheets, now.root = before.good, before.pages, before.files, before.sheets, before.root
		now.changes = stateChanges(before.latest, result)
		now.compared = now.known(before.compared)
		now.news = newsBetween(before.compared, now.compared)
	} else {
		now.compared = now.findings
	}
	if result.Matrix != nil && result.Errors() == result.Bare() {
		now.good, now.pages, now.files, now.root = result, build.Pages(), states(result.Manual), r.root
		if before == nil || before.pages == nil || before.pages.Assets() != now.pages.Assets() {
			now.sheets, err = sheets(now.pages)
		}
	}
	return now, err
}

// check retries when a file vanished while being read, as happens while it is being replaced.
func (r *rebuilder) check() (*Build, error) {
	const tries = 5
	for n := 1; ; n++ {
		if err := r.open(); err != nil {
			return nil, err
		}
		build, err := r.checkFolder(r.root, time.Now())
		if err == nil || n == tries || !beingReplaced(err) {
			return build, err
		}
		time.Sleep(time.Duration(n) * 5 * time.Millisecond)
	}
}

// beingReplaced reports whether an error is typical of a file that is being replaced.
func beingReplaced(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, config.ErrNoManual) || errors.Is(err, rootfs.ErrNotRegular)
}

// open opens the manual's folder, again if another folder has taken its place.
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
		r.oldRoots = append(r.oldRoots, r.root)
	}
	r.root = root
	return nil
}

// states returns the states of all published files at the time when the manual was read, so that a
// later change shows as a difference in the next check.
func states(m *manual.Manual) map[string]manual.FileState {
	files := map[string]manual.FileState{}
	for _, f := range m.Files {
		if m.Use(f).Published {
			files[f.Path] = m.State(f)
		}
	}
	return files
}

// diskRule is the rule of the finding that stands for an error of the disk.
const diskRule = "disk"

// withReadError returns the site after an error of the disk: the pages remain, and the panel shows
// the error.
func (s *snapshot) withReadError(err error) *snapshot {
	now := *s
	now.unreadable, now.changes = true, nil
	message, hint := err.Error(), "it is looked at again every two seconds"
	if errors.Is(err, config.ErrNoManual) {
		message, hint = "there is no "+config.File, "put it back; "+hint
	}
	now.findings = []diag.Finding{{Rule: diskRule, Severity: diag.Error, File: cmp.Or(pathOf(err), config.File),
		Pos: diag.Pos{Line: 1, Column: 1}, Message: message, Hint: hint}}
	now.compared = now.known(s.compared)
	now.news = newsBetween(s.compared, now.compared)
	return &now
}

func pathOf(err error) string {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Path
	}
	return ""
}

// countFindings words the number of findings, such as "1 error, 2 warnings, 0 notes".
func (s *snapshot) countFindings() string {
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
