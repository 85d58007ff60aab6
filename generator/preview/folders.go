package preview

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/theme"
)

// plan says which folders of a manual matter, by their paths below it.
type plan struct {
	trees  []string // with all folders below them
	single []string // by themselves
	output string
}

// planOf takes the folders from a manual; nil stands for one that could not be read.
func planOf(m *manual.Manual) plan {
	p := plan{trees: []string{theme.Folder, "standards"}, single: []string{"."}, output: "public"}
	if m == nil {
		p.trees = append(p.trees, "documents")
		return p
	}
	p.trees = append(p.trees, m.Documents.Value)
	p.output = path.Clean(m.Output.Value)
	p.above(m.Documents.Value)
	if logo := path.Clean(m.Logo.Value); m.Logo.Given() && fs.ValidPath(logo) {
		p.single = append(p.single, path.Dir(logo))
		p.above(path.Dir(logo))
	}
	return p
}

// above adds the folders over one, so that it is seen when it comes back.
func (p *plan) above(folder string) {
	for up := path.Dir(folder); up != "." && up != "/"; up = path.Dir(up) {
		p.single = append(p.single, up)
	}
}

// folders lists what has to be watched, with what is there now at each path.
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

// add takes a folder, unless it is a link: what a link leads to is not read.
func (p *plan) add(found map[string]os.FileInfo, root, name string) bool {
	if !filepath.IsLocal(filepath.FromSlash(name)) || p.ignored(name) {
		return false
	}
	full := filepath.Join(root, filepath.FromSlash(name))
	look := os.Lstat
	if name == "." {
		look = os.Stat
	}
	info, err := look(full)
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
	// What was read before an error is watched all the same.
	entries, _ := os.ReadDir(filepath.Join(root, filepath.FromSlash(name)))
	for _, e := range entries {
		if e.IsDir() {
			p.walk(found, root, path.Join(name, e.Name()))
		}
	}
}

// ignored says that nothing at a path matters: what is hidden, and the site with what lies beside
// it while it is made.
func (p *plan) ignored(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." {
			return true
		}
	}
	return name == p.output || strings.HasPrefix(name, p.output+"/")
}
