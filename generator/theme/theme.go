// Package theme reads templates and assets: the built-in ones, and over them those of the manual's
// own theme folder, file by file.
//
// A theme has one layout (layout.html), a template for each kind of page (pages/*.html, which
// defines "main" and may define "head" and "aside"), shared pieces (partials/*.html, each known
// by its file's name) and assets (assets/*), which are published as they are.
package theme

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// Folder is the name of a manual's own theme folder.
const Folder = "theme"

// Theme is a set of templates and assets, ready to use from several goroutines.
type Theme struct {
	pages    map[string]*template.Template
	partials *template.Template
	assets   map[string][]byte
	own      map[string]bool // the files that come from the manual
	sum      uint64
}

// Fault is an error in a template of the manual, with its place.
type Fault struct{ Finding diag.Finding }

func (f *Fault) Error() string {
	return fmt.Sprintf("%s:%d: %s", f.Finding.File, f.Finding.Line, f.Finding.Message)
}

func load(builtin fs.FS, own map[string][]byte) (*Theme, []diag.Finding, error) {
	t := &Theme{pages: map[string]*template.Template{}, assets: map[string][]byte{}, own: map[string]bool{}}
	files, err := read(builtin)
	if err != nil {
		return nil, nil, err
	}
	for name := range own {
		t.own[name] = true
	}
	maps.Copy(files, own)
	t.sum = sum(files)
	findings, err := t.parse(files)
	return t, findings, err
}

// Memory reads themes, and remembers the last. Reading the few files that a manual brings is cheap,
// and making templates of all is not.
type Memory struct {
	own      map[string][]byte
	theme    *Theme
	findings []diag.Finding
}

// Load reads the built-in theme, which stays the same, with the manual's own over it; own may be
// nil. Faults in the manual's templates are findings; an error is one of the disk, or of the built-in
// theme.
func (m *Memory) Load(builtin, own fs.FS) (*Theme, []diag.Finding, error) {
	var files map[string][]byte
	if own != nil {
		var err error
		if files, err = read(own); err != nil {
			return nil, nil, err
		}
	}
	if m.theme != nil && maps.EqualFunc(files, m.own, bytes.Equal) {
		return m.theme, m.findings, nil
	}
	t, findings, err := load(builtin, files)
	if err == nil {
		*m = Memory{files, t, findings}
	}
	return t, findings, err
}

var seed = maphash.MakeSeed()

func sum(files map[string][]byte) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, _ = h.WriteString(name)
		_ = h.WriteByte(0)
		_, _ = h.Write(files[name])
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// Sum stands for the bytes of all files of the theme, within one run of the program.
func (t *Theme) Sum() uint64 { return t.sum }

// read takes all regular files of a theme; dot-files are left out.
func read(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		files[p], err = fs.ReadFile(fsys, p)
		return err
	})
	return files, err
}

func (t *Theme) parse(files map[string][]byte) ([]diag.Finding, error) {
	common := template.New("layout.html").Option("missingkey=error")
	var pages []string
	var findings []diag.Finding
	for _, name := range slices.Sorted(maps.Keys(files)) {
		var err error
		switch {
		case strings.HasPrefix(name, "assets/"):
			t.assets[name] = files[name]
		case strings.HasPrefix(name, "pages/"):
			pages = append(pages, name)
		case name == "layout.html":
			_, err = common.Parse(string(files[name]))
		case strings.HasPrefix(name, "partials/"):
			_, err = common.New(name).Parse(string(files[name]))
		}
		if err := t.collect(&findings, err); err != nil {
			return nil, err
		}
	}
	for _, name := range pages {
		clone, err := common.Clone()
		if err != nil {
			return nil, err
		}
		_, err = clone.New(name).Parse(string(files[name]))
		if err := t.collect(&findings, err); err != nil {
			return nil, err
		}
		t.pages[strings.TrimSuffix(path.Base(name), ".html")] = clone
	}
	t.partials = common
	return findings, nil
}

func (t *Theme) collect(findings *[]diag.Finding, err error) error {
	if err == nil {
		return nil
	}
	if fault := t.fault(err); fault != nil {
		*findings = append(*findings, fault.Finding)
		return nil
	}
	return err
}

// templateError is how package template names the place of an error.
var templateError = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (?s:(.*))$`)

// unknownField is how package template says that a view has no field of a name.
var unknownField = regexp.MustCompile(`map has no entry for key "(.*)"$|can't evaluate field (\S+) in type`)

// fault gives the finding of an error in one of the manual's own templates, else nil.
func (t *Theme) fault(err error) *Fault {
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil || !t.own[m[1]] {
		return nil
	}
	message := m[4]
	if strings.Contains(message, "unexpected EOF") {
		message = "an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}"
	}
	if field := unknownField.FindStringSubmatch(message); field != nil {
		message = "there is no field " + field[1] + field[2] + " here"
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	return &Fault{diag.Finding{Rule: "theme", File: Folder + "/" + m[1], Pos: diag.Pos{Line: line, Column: column + 1},
		Message: message, Hint: "themes/README.md lists what a template may use; delete the file to get the built-in one back"}}
}

// Render writes a page of a kind. An error in a template of the manual is a *Fault.
func (t *Theme) Render(w *bytes.Buffer, kind string, view any) error {
	page := t.pages[kind]
	if page == nil {
		return fmt.Errorf("the theme has no template pages/%s.html", kind)
	}
	return t.execute(w, page, page.Name(), view)
}

// RenderPartial writes a partial by itself.
func (t *Theme) RenderPartial(w *bytes.Buffer, name string, view any) error {
	return t.execute(w, t.partials, "partials/"+name+".html", view)
}

func (t *Theme) execute(w *bytes.Buffer, in *template.Template, name string, view any) error {
	if err := in.ExecuteTemplate(w, name, view); err != nil {
		if fault := t.fault(err); fault != nil {
			return fault
		}
		return err
	}
	return nil
}

// Custom reports whether the manual brings templates of its own.
func (t *Theme) Custom() bool {
	for name := range t.own {
		if !strings.HasPrefix(name, "assets/") {
			return true
		}
	}
	return false
}

// Assets lists the names of all assets, in order.
func (t *Theme) Assets() []string { return slices.Sorted(maps.Keys(t.assets)) }

// Asset gives the bytes of an asset.
func (t *Theme) Asset(name string) []byte { return t.assets[name] }
