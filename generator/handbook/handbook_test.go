package handbook

import (
	"strings"
	"testing"
)

// TestRelink: links between guides lead to chapters, others to the source, and code stays as it is.
func TestRelink(t *testing.T) {
	for text, want := range map[string]string{
		"[a](../check/README.md#gap) and [b](../../themes/README.md)": "[a](../check/README.md#gap) and [b](../theme/README.md)",
		"[a](keywords.yaml), [`b`](../view)":                          "[a](S/generator/document/keywords.yaml), [`b`](S/generator/view)",
		"[a](#here), [b](https://example.com/x), [c](mailto:x@y.z)":   "[a](#here), [b](https://example.com/x), [c](mailto:x@y.z)",
		"`[a](b.md)` [c](d.md) ``[e](f.md)``":                         "`[a](b.md)` [c](S/generator/document/d.md) ``[e](f.md)``",
		"    [a](b.md)":                                               "    [a](b.md)",
		"```md\n[a](b.md)\n```\n[a](b.md)":                            "```md\n[a](b.md)\n```\n[a](S/generator/document/b.md)",
		"````\n```\n[a](b.md)\n```\n````\n[a](b.md)":                  "````\n```\n[a](b.md)\n```\n````\n[a](S/generator/document/b.md)",
	} {
		if got := relink(text, "generator/document", "S/"); got != want {
			t.Errorf("%q\nbecame %q\nwant   %q", text, got, want)
		}
	}
}

// TestFiles: a chapter is named for its first heading, the start page leads to all of them, and nothing says that
// somebody approved them.
func TestFiles(t *testing.T) {
	var guides []Guide
	for _, p := range Paths() {
		guides = append(guides, Guide{p, "# A \"title\" of " + p + "\r\n\r\nText.\r\n"})
	}
	files := Files(guides, "v1.2.3", "S/")
	if len(files) != len(guides)+2 {
		t.Fatalf("%d files", len(files))
	}
	if !strings.Contains(string(files[1].Text), "clausebook v1.2.3") {
		t.Errorf("the start page does not name the version:\n%s", files[1].Text)
	}
	for i, f := range files[2:] {
		if text := string(f.Text); !strings.Contains(text, `title: "A \"title\" of `+Paths()[i]+"\"\n") || !strings.HasSuffix(text, "---\n\nText.\n") {
			t.Errorf("%s", text)
		}
		if !strings.Contains(string(files[1].Text), "]("+strings.TrimPrefix(f.Path, "documents/")+")") {
			t.Errorf("the start page does not lead to %s", f.Path)
		}
		for _, claim := range []string{"status:", "approved", "approver:", "_date:"} {
			if head, _, _ := strings.Cut(strings.TrimPrefix(string(f.Text), "---\n"), "---\n"); strings.Contains(head, claim) {
				t.Errorf("%s: the front matter has %s", f.Path, claim)
			}
		}
	}
}
