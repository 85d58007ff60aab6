package document_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// FuzzClaims: whatever is written under clauses, a claim is a piece of it as written, with its place. Above all no number
// is read for another: 4.10 is never 4.1.
func FuzzClaims(f *testing.F) {
	for _, seed := range []string{"8.4.1", "[8.4.1, 4.10]", "\n  - 4.10\n  - 8.4.1#evaluation\n", "{2015: [8.4.1], 2026: 8.4.1}", "4.1e1", "0x8", "010", "1_0", "~", "[]", "[[8.4]]",
		"\"8.4\\u002e1\"", "'8.4.1' #x", "8.4.1, 8.5", "ISO 9001:2015 8.4.1", "8.4.1–8.4.3", "§ 8.4", ". inf", "!!str 8.4", "&a 8.4", "8.4.1#", "#a", "8．4", "٨.٤"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		raw := "---\nid: A-1\nclauses: " + value + "\n---\n\ntext\n"
		d := document.Parse("documents/a.md", []byte(raw))
		lawPlaces(t, d, []byte(raw))
		if strings.ContainsAny(value, "\\\"'\x00\ufeff") || strings.ContainsFunc(value, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) {
			return // what is written otherwise than it is read
		}
		value = strings.Join(strings.Fields(value), " ") // as YAML folds lines
		for _, c := range d.Claims {
			if !standsAlone(value, strings.Join(strings.Fields(c.Clause), " ")) {
				t.Errorf("%q claims %q", value, c.Clause)
			}
		}
	})
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// standsAlone reports whether a number is somewhere in a text and not only a part of a longer one.
func standsAlone(text, number string) bool {
	for rest := text; ; {
		_, after, found := strings.Cut(rest, number)
		if !found {
			return false
		}
		before := text[:len(text)-len(after)-len(number)]
		if (before == "" || !isDigit(before[len(before)-1])) && (after == "" || !isDigit(after[0])) {
			return true
		}
		rest = after
	}
}

// FuzzAliases: the page of an old address is a path below the site that every file system and host can hold.
func FuzzAliases(f *testing.F) {
	for _, seed := range []string{"old/name.html", "/a/b/", "../x", "a//b", `a\b`, "a/./b", "https://h/x", "index.html", ".git", "con.html", "a%2fb", "a?b", "ä", "e\u0301", "a.", " a", strings.Repeat("a/", 90), "C:/x", "x.htM"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		p, ok := document.AliasPath(alias)
		if !ok {
			return
		}
		if !fs.ValidPath(p) || strings.HasPrefix(p, ".") || strings.Contains(p, "/.") || strings.ContainsAny(p, "\\:*?\"<>|\x00\n") || len(p) > 255 || !strings.EqualFold(path.Ext(p), ".html") && !strings.EqualFold(path.Ext(p), ".htm") {
			t.Errorf("%q becomes %q", alias, p)
		}
	})
}
