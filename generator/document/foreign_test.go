package document_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// TestSyntaxOfOtherTools reads what people bring from other tools. Every word of it (W1, W2 …) is on the page or in a
// reference, and where it is not understood a finding says so.
func TestSyntaxOfOtherTools(t *testing.T) {
	const note, tip, open = `class="callout note"`, `class="callout tip"`, `class="callout tip" open`
	for _, c := range []struct{ text, body, said string }{
		// Callouts, where they begin and how they are nested.
		{"> [!faq]- W1 W2\n> W3", note, ""},
		{"> [!abstract]+\n> W1", note + " open", ""},
		{"> [!NOTE]\n> W1\n> > [!TIP] W2\n> > W3", tip, ""},
		{"- W1\n  > [!TIP]\n  > W2", tip, ""},
		{"1. W1\n\n   !!! tip\n       W2", tip, ""},
		{"!!! tip\n    W1\n\n    W2\n\n    - W3\n", tip, ""},
		{"!!! tip inline end \"W1\"\n    W2", tip, ""},
		{"!!! tip W1 W2\n    W3", tip, ""},
		{"!!! tip w1-class\n    W1", tip, ""},
		{"!!! \"W1\"\n    W2", note, ""},
		{"!!!tip\n    W1", tip, ""},
		{"???+ tip \"W1\"\n    W2\n    ??? note\n        W3", open, ""},
		{":::tip W1\nW2\n:::", tip, ""},
		{":::tip[W1 *W2*]\nW3\n:::", tip, ""},
		{"::: tip\nW1\n:::", tip, ""},
		{":::{tip}\nW1\n:::", tip, ""},
		{"::: {.tip}\nW1\n:::", tip, ""},
		{":::: note\nW1\n::: tip\nW2\n:::\nW3\n::::", tip, ""},
		{"- W1\n\n  :::tip\n  W2\n  :::", tip, ""},
		{"=== \"W1\"\n    W2\n    === \"W3\"\n        W4", `class="part"`, ""},
		{"===! \"W1\"\n    W2", `class="part"`, ""},
		{">>>\nW1\n>>>", "<blockquote>", ""},
		{"<details><summary>W1</summary>\n\nW2\n\n</details>", "<details>", ""},
		{"==W1== and ==W2==", "<mark>", ""},
		// What has no effect says so.
		{"!!! tip\nW1", tip, "is not indented"},
		{"!!! W1 W2", "!!!", "not read as a callout"},
		{"::: {.callout-tip title=\"W1\"}\nW2\n:::", ":::", "not read as a callout"},
		{":::: W1\nW2\n::::", ":::", "not read as a callout"},
		{"/// tip | W1\nW2\n///", "///", "not read as a callout"},
		{"=== “W1”\n    W2", "===", "not read as a tab"},
		{"```{tip} Title\nW2\n```", "<pre", "code, without the line that begins it"},
		{"```{admonition} Title\n:class: tip\nW2\n```", "<pre", "code"},
		{"```ad-tip\nW1\n```", "<pre", "code"},
		{"```dot\nW1\n```", "<pre", "code"},
		{"%% W1 %%", "%%", "comments"},
		{"W1 %%W2%%", "%%", "comments"},
		{"%%\nW1\n%%", "%%", "comments"},
		{"--8<-- \"W1\"", "", "include"},
		{"W1 ^W2-block", "^W2-block", "name of a block"},
		{"W1^[W2]", "^[W2]", "footnote"},
		{"$$W1$$", "$$", "formulas"},
		{"H~2~O W1", "<del>", "lower or raise"},
		{"m^2^ W1", "^2^", "lower or raise"},
		{"[W1]{.underline} W2", "{.underline}", "attributes in braces"},
		{"**W1**{: .red }", "{: .red }", "attributes in braces"},
		{"W1 {: .red }", "", "attributes in braces"},
		{"{: .red }", "{: .red }", "attributes of a paragraph"},
		{"*[W1]: W2", "", "abbreviation"},
		{":warning: W1", ":warning:", "sign between colons"},
		{"W1 :material-check:", "", "sign between colons"},
		{"{{< note >}}\nW1\n{{< /note >}}", "", "is a placeholder"},
		{"{% hint %}\nW1\n{% endhint %}", "", "is a placeholder"},
		{"{info}W1{info}", "{info}", "macro of a wiki"},
		{"![[W1]]", "wiki", "not embedded"},
		{"[[W1#^block]]", "wiki", "not to a block"},
		{"[[ W1 ]]", "", "not read as a link"},
		{"<Tabs>\n\nW1\n\n</Tabs>", "", "HTML is shown as text"},
		// Ordinary text is not.
		{"W1 costs 5 $, weighs ~5 kg to ~6 kg, and W2.", "", ""},
		{"2^3 = 8, 2^10 and ~~W1~~", "<del>", ""},
		{"At 10:30: W1: W2", "", ""},
		{"W1 a///b, //// W2", "", ""},
		{"[W1](W2.md) {x} [W3]{}", "", ""},
		{"`H~2~O`, `:warning:` and `[W1]{.x}`", "<code>", ""},
		{"```yaml\nW1: {note}\n```", "<pre", ""},
		{"```{.python}\nW1\n```", "<pre", ""},
		{"*W1* and *[W2]*: W3", "", ""},
	} {
		d := document.Parse("documents/a.md", []byte("---\n---\n\n"+c.text+"\n"))
		shown := show(d)
		if !strings.Contains(shown, c.body) {
			t.Errorf("%q: no %s in %s", c.text, c.body, shown)
		}
		for _, word := range word.FindAllString(c.text, -1) {
			if visible, _, _ := strings.Cut(shown, "foreign-syntax"); !strings.Contains(visible, word) {
				t.Errorf("%q: %s is lost: %s", c.text, word, shown)
			}
		}
		said := ""
		for _, f := range d.Findings {
			if f.Rule == "foreign-syntax" || f.Rule == "raw-html" || f.Rule == "placeholder" {
				said += f.Message + "; "
			}
		}
		if c.said == "" && said != "" || !strings.Contains(said, c.said) {
			t.Errorf("%q: said %q, expected %q", c.text, said, c.said)
		}
	}
}

var word = regexp.MustCompile(`\bW[0-9]`)
