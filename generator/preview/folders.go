package preview

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/theme"
)

// plan says which folders of a manual are watched, by their paths in it.
type plan struct {
	trees  []string // with all their subfolders
	single []string // without their subfolders
	output string
	// settings decide which folders are not read; nil if manual.yaml could not be read.
	settings *config.Config
}

// planOf returns the plan for a manual; nil stands for one that could not be read.
func planOf(m *manual.Manual) plan {
	p := plan{trees: []string{theme.Folder}, single: []string{"."}, output: "public"}
	if m == nil {
		p.trees = append(p.trees, "documents")
		return p
	}
	p.trees = append(p.trees, m.Documents.Value)
	p.output = path.Clean(m.Output.Value)
	p.settings = &config.Config{Documents: m.Documents, Exclude: m.Exclude}
	p.addParents(m.Documents.Value)
	if logo := path.Clean(m.Logo.Value); m.Logo.Given() && fs.ValidPath(logo) {
		p.single = append(p.single, path.Dir(logo))
		p.addParents(path.Dir(logo))
	}
	if register := m.ExternalFile.Value; register != "" {
		p.single = append(p.single, path.Dir(register))
		p.addParents(path.Dir(register))
	}
	return p
}

// addParents adds the parents of a folder, so that its return is noticed.
func (p *plan) addParents(folder string) {
	for up := path.Dir(folder); up != "." && up != "/"; up = path.Dir(up) {
		p.single = append(p.single, up)
	}
}

// folders lists the existing folders of the plan.
func (p *plan) folders(root string) map[string]os.FileInfo {
	found := map[string]os.FileInfo{}
	for _, name := range p.single {
		p.add(found, root, name)
	}
	for _, name := range p.trees {
		p.walk(found, root, name)
	}
	return found
}

// add adds a folder unless it is a symbolic link, which is not followed.
func (p *plan) add(found map[string]os.FileInfo, root, name string) bool {
	if !filepath.IsLocal(filepath.FromSlash(name)) || p.ignored(name) {
		return false
	}
	full := filepath.Join(root, filepath.FromSlash(name))
	stat := os.Lstat
	if name == "." {
		stat = os.Stat
	}
	info, err := stat(full)
	if err != nil || !info.IsDir() {
		return false
	}
	found[full] = info
	return true
}

func (p *plan) walk(found map[string]os.FileInfo, root, name string) {
	if !p.add(found, root, name) {
		return
	}
	// Watch the entries that were read before an error, too.
	entries, _ := os.ReadDir(filepath.Join(root, filepath.FromSlash(name)))
	for _, e := range entries {
		if e.IsDir() {
			p.walk(found, root, path.Join(name, e.Name()))
		}
	}
}

// ignored reports whether changes at a path do not matter: hidden files, the site and its staging
// folders, and what manual.yaml excludes.
func (p *plan) ignored(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." {
			return true
		}
	}
	return name == p.output || strings.HasPrefix(name, p.output+"/") || p.settings != nil && p.settings.Excluded(name) != nil
}
