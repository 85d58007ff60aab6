package site

import "testing"

func TestHostAddresses(t *testing.T) {
	for edit, want := range map[string][2]string{
		"https://github.com/o/r/edit/main/{path}":        {"https://github.com/o/r/commits/main/documents/a%20b.md", "https://github.com/o/r/commit/abc"},
		"https://github.com/o/r/edit/main/manual/{path}": {"https://github.com/o/r/commits/main/manual/documents/a%20b.md", "https://github.com/o/r/commit/abc"},
		"https://gitlab.com/g/s/r/-/edit/main/{path}":    {"https://gitlab.com/g/s/r/-/commits/main/documents/a%20b.md", "https://gitlab.com/g/s/r/-/commit/abc"},
		"https://codeberg.org/o/r/_edit/main/{path}":     {"https://codeberg.org/o/r/commits/branch/main/documents/a%20b.md", "https://codeberg.org/o/r/commit/abc"},
		"":                                     {},
		"https://example.com/wiki?file={path}": {},
		"javascript:x/y/edit/main/{path}":      {},
		"https://dev.example.com/o/_git/r?path=/{path}":     {},
		"https://github.com/o/r/blob/main/{path}?plain=1":   {},
		"mailto:quality@example.com?subject=edit%20{path}":  {},
		"https://github.com/o/r/edit/main/no-path-in-it.md": {},
	} {
		if got := [2]string{hostHistory(edit, "documents/a b.md"), hostCommit(edit, "abc")}; got != want {
			t.Errorf("%s: %q, want %q", edit, got, want)
		}
	}
}
