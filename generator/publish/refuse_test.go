package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefusedPlaces(t *testing.T) {
	t.Parallel()
	for output, reason := range map[string]string{
		".":                      "the manual's folder",
		"..":                     "the manual's folder",
		"documents":              "documents",
		"documents/sub":          "documents",
		"documents/new/deep":     "documents",
		"documents/../documents": "documents",
		"theme":                  "theme",
		"missing":                "missing",
		"missing/below":          "missing",
		"manual.yaml":            "not a folder",
		"manual.yaml/below":      `"manual.yaml" in its path is not a folder`,
		".git":                   ".git folder",
		".git/site":              ".git folder",
		".GIT/site":              ".git folder",
		"sub/.git/site":          ".git folder",
	} {
		t.Run(output, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			before := snapshot(t, filepath.Dir(manual))
			_, err := Prepare(manual, sourcesOf(manual), filepath.Join(manual, output))
			mustRefuse(t, err, reason)
			before.mustEqual(t, snapshot(t, filepath.Dir(manual)))
		})
	}
}

func TestRefusedContent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		there  files
		reason string
	}{
		"foreign file":         {files{"public/thesis.docx": "x"}, "not from clausebook"},
		"foreign folder":       {files{"public/sub/": ""}, "not from clausebook"},
		"other program's site": {files{"public/index.html": "x"}, "not from clausebook"},
		"output is a file":     {files{"public": "x"}, "not a folder"},
		"marker of others":     {files{"public/.clausebook": "hello"}, "damaged"},
		"later version":        {files{"public/.clausebook": "clausebook site 2\n"}, "later version"},
		"marker is a folder":   {files{"public/.clausebook/": ""}, "cannot be read"},
		"foreign staging":      {files{".public.clausebook-new/x": "x"}, ".public.clausebook-new"},
		"staging is a file":    {files{".public.clausebook-new": "x"}, ".public.clausebook-new"},
		"foreign old site":     {files{".public.clausebook-old/x": "x"}, ".public.clausebook-old"},
		"foreign lock":         {files{".public.clausebook-lock": "x"}, ".public.clausebook-lock"},
		"good old site, foreign output": {files{
			".public.clausebook-old/.clausebook": header + "a\n", ".public.clausebook-old/a": "a",
			".public.clausebook-new/.clausebook": header, "public/thesis.docx": "x",
		}, "not from clausebook"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			put(t, manual, c.there)
			before := snapshot(t, filepath.Dir(manual))
			_, err := Prepare(manual, sourcesOf(manual), filepath.Join(manual, "public"))
			mustRefuse(t, err, c.reason)
			before.mustEqual(t, snapshot(t, filepath.Dir(manual)))
		})
	}
}

func TestRefusedLinks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ link, target, output, reason string }{
		"output":            {"public", "elsewhere", "public", "it is a symbolic link"},
		"dangling output":   {"public", "nowhere", "public", "it is a symbolic link"},
		"component":         {"link", "elsewhere", "link/public", `"link" in its path is a symbolic link`},
		"link to documents": {"public", "documents", "public", "it is a symbolic link"},
		"marker":            {"site/.clausebook", "../manual.yaml", "site", "cannot be read"},
		"staging":           {".site.clausebook-new", "elsewhere", "site", ".site.clausebook-new"},
		"old site":          {".site.clausebook-old", "elsewhere", "site", ".site.clausebook-old"},
		"lock":              {".site.clausebook-lock", "manual.yaml", "site", ".site.clausebook-lock"},
		"dangling lock":     {".site.clausebook-lock", "nowhere", "site", ".site.clausebook-lock"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			put(t, manual, files{"elsewhere/.clausebook": header, "site/": ""})
			symlink(t, c.target, filepath.Join(manual, c.link))
			before := snapshot(t, manual)
			_, err := Prepare(manual, sourcesOf(manual), filepath.Join(manual, c.output))
			mustRefuse(t, err, c.reason)
			before.mustEqual(t, snapshot(t, manual))
		})
	}
}

func TestRefusedSourceBehindLink(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	put(t, filepath.Dir(manual), files{"common/docs/": ""})
	docs := filepath.Join(manual, "linked")
	symlink(t, "../common/docs", docs)
	for _, output := range []string{"common", "common/docs", "common/docs/public"} {
		_, err := Prepare(manual, []string{docs}, filepath.Join(manual, "..", output))
		mustRefuse(t, err, "linked")
	}
}

// Not parallel: it sets HOME.
func TestRefusedHomeAndRoot(t *testing.T) {
	manual, home := newManual(t), realTemp(t)
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	root := filepath.VolumeName(manual) + string(filepath.Separator)
	for output, reason := range map[string]string{
		"": "no output folder", root: "root", home: "home", filepath.Dir(home): "home",
	} {
		_, err := Prepare(manual, nil, output)
		mustRefuse(t, err, reason)
	}
}

// The user's way to the working folder may lead through a link, and so may the
// system's to any folder (/tmp on macOS).
func TestLinkedWorkingFolder(t *testing.T) {
	manual := newManual(t)
	link := filepath.Join(filepath.Dir(manual), "link")
	symlink(t, "manual", link)
	t.Chdir(link)
	t.Setenv("PWD", link)
	s, err := Prepare(".", []string{"documents"}, "public")
	must(t, err)
	s.Discard()
	_, err = Prepare(".", []string{"documents"}, "../link/public")
	mustRefuse(t, err, "link")
}

// Looks only at the path and writes nothing, as it uses the system's own links.
func TestLinkBelowRoot(t *testing.T) {
	t.Parallel()
	link := rootLink(t)
	below := filepath.Join(link, "clausebook-test")
	if _, err := checkPath(newManual(t), nil, below); err != nil {
		t.Error(err)
	}
	_, err := checkPath(newManual(t), nil, link)
	mustRefuse(t, err, "symbolic link")
	real, err := filepath.EvalSymlinks(link)
	must(t, err)
	_, err = checkPath(newManual(t), []string{real}, below)
	mustRefuse(t, err, filepath.Base(real))
}

// rootLink finds a link to a folder such as /tmp on macOS or /bin on Linux.
func rootLink(t *testing.T) string {
	all, _ := os.ReadDir("/")
	for _, e := range all {
		if info, err := os.Stat("/" + e.Name()); e.Type() == fs.ModeSymlink && err == nil && info.IsDir() {
			return "/" + e.Name()
		}
	}
	t.Skip("no link stands in the root folder")
	return ""
}

func TestEmptySourceIsNone(t *testing.T) {
	manual := newManual(t)
	t.Chdir(manual)
	s, err := Prepare("", []string{""}, "public")
	must(t, err)
	s.Discard()
	_, err = Prepare("", nil, ".")
	mustRefuse(t, err, "the manual's folder")
}

func TestRefusedText(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	_, err := Prepare(manual, sourcesOf(manual), filepath.Join(manual, "documents"))
	if text := err.Error(); !strings.HasPrefix(text, `output "`) || strings.HasSuffix(text, ".") {
		t.Errorf("error reads %q", text)
	}
}
