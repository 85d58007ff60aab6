package check

import (
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var unportableName = Rule{
	Name: "unportable-name", Severity: diag.Warning,
	Summary: "A published file or folder has a name that Windows does not allow, so that the site cannot be unpacked from an archive there.",
	catalog: func(r *run) {
		for _, s := range r.Sections {
			if why := unportableSection(s); why != "" {
				if in := r.documentsBelow(s); len(in) > 0 {
					r.inDocument(in[0], diag.Pos{Line: 1, Column: 1}, "the folder "+s.Path+" cannot have a page everywhere: "+why, "rename the folder")
				}
			}
		}
	},
	text: func(r *run) {
		for _, f := range r.Files {
			if !r.manual.Use(f).Used {
				continue
			}
			if why := unportablePath(strings.TrimPrefix(f.URL, "files/")); why != "" {
				r.atFile(f, "the name of this file does not work everywhere: "+why, "rename it")
			}
		}
	},
}

// unportableSection looks at the page of a folder, and at the folder for the pages of those in it.
func unportableSection(s *manual.Section) string {
	name := path.Base(s.URL)
	why := unportable(name)
	if folder := strings.TrimSuffix(name, ".html"); why == "" && len(s.Children) > 0 && folder != "" {
		why = unportable(folder)
	}
	return why
}
