// Package theme loads templates, strings and assets: the built-in ones, and those of the manual's
// own theme folder, which replace them file by file.
//
// A theme has one layout (layout.html), a template for each kind of page (pages/*.html, which
// defines "main" and may define "head" and "aside"), partials (partials/*.html, named by their
// files), the strings of each language (strings/*.yaml) and assets (assets/*). Templates and assets
// are minified once, when they are loaded, rather than the pages.
package theme

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/i18n"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// Folder is the name of the manual's own theme folder.
const Folder = "theme"

// Theme is a set of templates, strings and assets. It is safe for concurrent use.
type Theme struct {
	pages         map[string]*template.Template
	partials      *template.Template
	rooted        rootTemplates
	programs      sync.Map         // of *program, by kind, root and name
	functions     template.FuncMap // that templates may call
	assets        map[string][]byte
	own           map[string][]byte // the manual's own files
	called        map[string]bool   // names of the templates that others call
	words         *i18n.Language
	languages     []string
	sum, assetSum uint64
	parsed        func() error // parses the templates, unless that is done
}

// Cache loads themes and keeps the last one: reading the manual's few files is cheap, parsing all
// templates is not. Not safe for concurrent use.
type Cache struct {
	own      map[string][]byte
	language string
	theme    *Theme
	findings []diag.Finding
}

// Load loads the built-in theme, which must not change between calls, with the manual's own over
// it; own may be nil. Faults in the manual's files are findings; an error is one of the disk or of
// the built-in theme. If there are no strings for the language, it uses English: see Languages.
func (c *Cache) Load(builtin, own fs.FS, language string) (*Theme, []diag.Finding, error) {
	files, err := read(own)
	if err != nil {
		return nil, nil, err
	}
	if c.theme != nil && c.language == language && maps.EqualFunc(files, c.own, bytes.Equal) {
		return c.theme, c.findings, nil
	}
	t, findings, err := load(builtin, files, language)
	if err == nil {
		*c = Cache{files, language, t, findings}
	}
	return t, findings, err
}

func load(builtin fs.FS, ours map[string][]byte, language string) (*Theme, []diag.Finding, error) {
	t := &Theme{pages: map[string]*template.Template{}, assets: map[string][]byte{}, own: ours, called: map[string]bool{}}
	files, err := read(builtin)
	if err != nil {
		return nil, nil, err
	}
	findings, err := t.loadStrings(files, ours, language)
	if err != nil {
		return nil, nil, err
	}
	all := maps.Clone(files)
	maps.Copy(all, ours)
	// The strings of the chosen language have their own sum.
	t.assetSum = sum(all, isAsset)
	t.sum = t.words.Sum + sum(all, func(name string) bool { return !isAsset(name) && !strings.HasPrefix(name, stringsFolder) })
	for name, data := range all {
		if isAsset(name) {
			t.assets[name] = data
		}
	}
	if len(ours) == 0 {
		// The built-in templates have no faults to report, and a command that makes no page does not need them.
		t.parsed = sync.OnceValue(func() error {
			_, err := t.parse(all)
			return err
		})
		return t, findings, nil
	}
	t.parsed = func() error { return nil }
	found, err := t.parse(all)
	if err != nil {
		return nil, nil, err
	}
	return t, slices.Concat(findings, found, t.unused(files, t.called)), nil
}

func isAsset(name string) bool { return strings.HasPrefix(name, "assets/") }

var seed = maphash.MakeSeed()

// sum hashes the selected files.
func sum(files map[string][]byte, of func(name string) bool) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !of(name) {
			continue
		}
		_, _ = h.WriteString(name)
		_ = h.WriteByte(0)
		_, _ = h.Write(files[name])
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// Sum identifies all templates and strings, within one run of the program.
func (t *Theme) Sum() uint64 { return t.sum }

// AssetSum identifies all assets, within one run of the program.
func (t *Theme) AssetSum() uint64 { return t.assetSum }

// maxFile is the size limit of a file of a theme, in bytes. All files are held in memory.
const maxFile = 32 << 20

// read returns all regular files except dot-files. fsys may be nil.
func read(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	if fsys == nil {
		return files, nil
	}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := rootfs.ReadFile(fsys, p, maxFile)
		if len(data) > maxFile {
			err = fmt.Errorf("%s/%s has more than %d MiB, the most that is read of a file of a theme", Folder, p, maxFile>>20)
		}
		files[p] = data
		return err
	})
	return files, err
}

func (t *Theme) parse(files map[string][]byte) ([]diag.Finding, error) {
	t.functions = functions(t.words)
	common := template.New("layout.html").Option("missingkey=error").Funcs(t.functions)
	var pages []string
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		var err error
		switch {
		case strings.HasPrefix(name, "pages/"):
			pages = append(pages, name)
		case name == "layout.html":
			_, err = common.Parse(string(files[name]))
		case strings.HasPrefix(name, "partials/"):
			_, err = common.New(name).Parse(string(files[name]))
		}
		errs = append(errs, err)
	}
	errs = append(errs, t.foldConstants(common, "")...)
	for _, name := range pages {
		page, err := common.Clone()
		if err != nil {
			return nil, err
		}
		_, err = page.New(name).Parse(string(files[name]))
		errs = append(append(errs, err), t.foldConstants(page, name)...)
		t.pages[strings.TrimSuffix(path.Base(name), ".html")] = page
	}
	t.partials = common
	return t.collect(errs)
}

// Render writes a page of a kind. The view is a struct, a pointer to one, or a map of fields; root is the relative path from the page to the root of the site.
// An error in a template of the manual is a *Fault.
func (t *Theme) Render(w *bytes.Buffer, kind, root string, view any) error {
	if err := t.parsed(); err != nil {
		return err
	}
	page := t.pages[kind]
	if page == nil {
		return fmt.Errorf("the theme has no template pages/%s.html", kind)
	}
	return t.execute(w, page, kind, page.Name(), root, view)
}

// RenderPartial writes a partial on its own.
func (t *Theme) RenderPartial(w *bytes.Buffer, name, root string, view any) error {
	if err := t.parsed(); err != nil {
		return err
	}
	return t.execute(w, t.partials, "", "partials/"+name+".html", root, view)
}

func (t *Theme) execute(w *bytes.Buffer, set *template.Template, kind, name, root string, view any) error {
	p := t.program(kind, root, name)
	if p.run(w, view) {
		return nil
	}
	in, err := t.rooted.of(kind, root, set)
	if err == nil {
		err = withFields(view, func(seen map[string]any) error { return in.ExecuteTemplate(w, name, seen) })
	}
	if err == nil {
		p.prepare(in, name)
	}
	if fault := t.fault(err); fault != nil {
		return fault
	}
	return err
}

func (t *Theme) program(kind, root, name string) *program {
	key := [3]string{kind, root, name}
	p, known := t.programs.Load(key)
	if !known {
		p, _ = t.programs.LoadOrStore(key, &program{theme: t})
	}
	return p.(*program)
}

// Assets returns the names of all assets, sorted.
func (t *Theme) Assets() []string { return slices.Sorted(maps.Keys(t.assets)) }
