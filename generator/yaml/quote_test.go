package yaml_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

// TestQuote reads back what was written.
func TestQuote(t *testing.T) {
	for _, text := range []string{
		"Audits", "Evaluation and control of suppliers", "Größe (10 µm)", "R&D, Q.A.", "a", "ü", "Müller & Söhne GmbH & Co. KG",
		"", "4.10", "010", "no", "Null", "~", "true", "a: b", "a #b", "# a", "- a", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
		`"a"`, "'a'", `a\b`, "a:", "? a", "<b>", "a, b]", "--- a", "漢字", "🔧 tools", "a – b", "a\u00a0b", "1 a",
	} {
		src, findings := diag.ReadSource("a.yaml", []byte("title: "+yaml.Quote(text)+"\n"))
		v, more := yaml.Parse(src, 1, src.LineCount()+1, "rule")
		if len(findings)+len(more) > 0 || v.Entries[0].Value.Text != text {
			t.Errorf("%q is written %s and read %v, %v", text, yaml.Quote(text), v, more)
		}
	}
	for text, want := range map[string]string{"Purchase orders": "Purchase orders", "no": `"no"`, "a: b": `"a: b"`, "<b>": `"<b>"`} {
		if got := yaml.Quote(text); got != want {
			t.Errorf("%s is written %s", text, got)
		}
	}
}
