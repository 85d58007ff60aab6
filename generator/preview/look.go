package preview

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
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
	files    map[string]stamp // the state of published pictures and forms
	sheets   string           // stands for all style sheets
	moves    []move           // what the last save did to coverage
}

// stamp tells that a picture was saved. A page that shows it is loaded again then; which bytes it
// gets does not depend on this.
type stamp struct {
	size     int64
	modified time.Time
}

// stale reports whether the pages are older than the last look.
func (s *site) stale() bool { return s.unread || s.good != s.seen }

// looker looks at a manual. What it has read is remembered from one look to the next.
type looker struct {
	folder  string
	options func() (generator.Options, error)
	root    *os.Root
	builder generator.Builder
	plan    *plan
}

func (l *looker) close() {
	if l.root != nil {
		_ = l.root.Close()
	}
}

// folders gives the folders that the last look has read.
func (l *looker) folders() plan {
	if l.plan == nil {
		return planOf(nil)
	}
	return *l.plan
}

// after looks, and gives what is to be shown after what was shown before.
func (l *looker) after(before *site) *site {
	now, err := l.look(before)
	if err != nil {
		return before.broken(err)
	}
	return now
}

// look looks at the whole manual. An error is one of the disk, or of the options. Before is what
// was shown until now, nil at first.
func (l *looker) look(before *site) (*site, error) {
	options, err := l.options()
	if err != nil {
		return nil, err
	}
	result, err := l.check(options)
	if err != nil {
		return nil, err
	}
	plan := planOf(result.Manual)
	l.plan = &plan
	now := &site{seen: result, findings: result.Findings}
	if before != nil {
		now.good, now.pages, now.files, now.sheets = before.good, before.pages, before.files, before.sheets
		now.moves = moved(before.seen, result)
	}
	if result.Matrix != nil && result.Errors() == 0 {
		now.good, now.pages, now.files = result, l.builder.Pages(result), l.stamps(result.Manual)
		if before == nil || before.pages == nil || before.pages.Assets() != now.pages.Assets() {
			now.sheets, err = sheets(now.pages)
		}
	}
	return now, err
}

// check looks again where a file vanished while it was read: that is how a file looks while it is
// replaced.
func (l *looker) check(options generator.Options) (*generator.Result, error) {
	const tries = 5
	for n := 1; ; n++ {
		if err := l.open(); err != nil {
			return nil, err
		}
		result, err := l.builder.Check(options, time.Now())
		if err == nil || n == tries || !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, manual.ErrNoManual) {
			return result, err
		}
		time.Sleep(time.Duration(n) * 5 * time.Millisecond)
	}
}

// open opens the manual's folder, anew when another folder is in its place.
func (l *looker) open() error {
	info, err := os.Stat(l.folder)
	if err != nil {
		return err
	}
	if l.root != nil {
		if mine, err := l.root.Stat("."); err == nil && os.SameFile(info, mine) {
			return nil
		}
	}
	root, err := os.OpenRoot(l.folder)
	if err != nil {
		return err
	}
	// The old one is not closed: pages of the last good look may still read pictures from it. It
	// goes with them.
	l.root, l.builder.FS = root, root.FS()
	return nil
}

// stamps takes the state of the files that the site shows as they are.
func (l *looker) stamps(m *manual.Manual) map[string]stamp {
	files := map[string]stamp{}
	for _, f := range m.Files {
		if !m.Use(f).Published {
			continue
		}
		if info, err := fs.Stat(l.builder.FS, f.Path); err == nil {
			files[f.Path] = stamp{info.Size(), info.ModTime()}
		}
	}
	return files
}

// broken is the site after the disk failed: what was shown stays, and the panel says why.
func (s *site) broken(err error) *site {
	now := *s
	now.unread, now.moves = true, nil
	message, hint := err.Error(), "it is looked at again every two seconds"
	if errors.Is(err, manual.ErrNoManual) {
		message, hint = "there is no "+manual.ConfigFile, "put it back; "+hint
	}
	now.findings = []diag.Finding{{Rule: "disk", Severity: diag.Error, File: cmp.Or(pathOf(err), manual.ConfigFile),
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
		text += "; there is no site until the errors are mended"
	case s.stale():
		text += "; the last good site stays"
	}
	return text
}
