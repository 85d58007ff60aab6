package yaml_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/clausebook/clausebook/generator/yaml"
)

// FuzzParse reads any text: there is a value or a finding, every place lies in the text, and no
// value holds what could act on a terminal.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"id: QP-1\nclauses: [4.10, 8.4.1#x]\n", "a: |\n  one\n  two\n", "a: >-\n  x\n\nb: 'it''s'", "a: &x b\nc: *x\n<<: *x",
		"a: !!str b\n? c\n: d", "a: b #c\nd: #e\n- f", "[[[[", "{a: {a: {a: ", "a: \"\\u001b\\0\\x9b\"", "%YAML 1.1\n---\na: b\n...\n---\n",
		"a: \"b\n\n  c\"", "\ta: b", "漢: 字 # x\ne\u0301: \u202e", "a: b\u0085c\u2028d", "? [a, b]\n: {c: d}", "- a\n-\n  - b", "a: @", "a: 'b",
		"# only\n", "a: b\n b: c", "a:\n  - b: c\n    d: e\n", "~: null\nnull: ~", ":\n0", "0\n00", "---", "?", "a: \"\\\n b\"", "!\n&0", "a: !x &b c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, src, findings := parse(text)
		if v == nil && len(findings) == 0 {
			t.Fatal("neither a value nor a finding")
		}
		for _, finding := range findings {
			if line := []rune(src.Line(finding.Line)); finding.Line < 1 || finding.Line > src.LineCount() ||
				finding.Column < 1 || finding.Column-1+finding.Width > len(line) {
				t.Errorf("a finding lies outside the text: %s", showFindings(findings))
			}
			if finding.Message == "" || finding.Rule == "" {
				t.Errorf("a finding says nothing: %+v", finding)
			}
		}
		if v == nil {
			return
		}
		walk(v, func(v *yaml.Value) {
			if v.Pos.Line < 1 || v.Pos.Line > src.LineCount() || v.Pos.Column < 1 || v.Pos.Column > 1+len([]rune(src.Line(v.Pos.Line))) {
				t.Errorf("%s is at %+v, outside the text", show(v), v.Pos)
			}
			if v.Text != strings.TrimSpace(v.Text) || strings.ContainsFunc(v.Text, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t'
			}) {
				t.Errorf("the value %q is not clean", v.Text)
			}
		})
	})
}
