package adopt_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/adopt"
	"github.com/clausebook/clausebook/generator/document"
)

// hostileValues would end the line, the field or the front matter that they are written into, or mean something to YAML.
var hostileValues = []string{"a\nstatus: approved", "a\n---\n# Approved", "a\r\nstatus: approved", "a\u2028status: approved", "a\u0085status: approved", "---", "...", "a # b", "a: b", "'", "\"", `"a`, `\`, `\n`, "`a`",
	"[a, b]", "{a: b}", "- a", "? a", "&a b", "*a", "!!binary a", "!a b", "@a", "%a", "|", ">", "|-\n a", "no", "null", "~", "010", "1.10", "1e5", "2026-01-01", "<<", "=", "\x00", "\x1b[31m", "\ufeffa", "a\tb", " a ", "##[error]a",
	"<script>a</script>", "{{.}}", "\u202ea", "é\u0301", strings.Repeat("a", 5000)}

// TestHostileValues: whatever adopt.yaml says of a document becomes the value of that field and nothing else, or is refused
// with a place. An attacker who may change adopt.yaml gets no field, text or approval into a document beside it.
func TestHostileValues(t *testing.T) {
	const body = "# A\n\nText.\n"
	for _, field := range []string{"title", "owner", "type", "author", "approver", "revision", "status", "id"} {
		for _, value := range hostileValues {
			quoted, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{"docs/a.md": {Data: []byte(body)}}
			plan, findings := adopt.Read(fmt.Appendf(nil, "manual:\n  title: M\n  company: C\n  edition: 2015\n  scope: 9001\n  documents: docs\nclaims: {}\ndocuments:\n  docs/a.md: {%s: %s}\n", field, quoted))
			for _, f := range findings {
				if f.Line < 1 || f.Column < 1 || f.Message == "" {
					t.Errorf("%s %q: %+v", field, value, f)
				}
			}
			if len(findings) > 0 {
				continue
			}
			outcome, findings, err := plan.Changes(files, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range outcome.Changes {
				if c.File != "docs/a.md" || len(findings) > 0 {
					continue
				}
				if !strings.HasSuffix(string(c.Data), "---\n\n"+body) && !strings.HasSuffix(string(c.Data), "---\n"+body) || strings.Count(string(c.Data), "\n---\n") != 1 {
					t.Errorf("%s %q: the document became\n%s", field, value, c.Data)
				}
				d := document.Parse(c.File, c.Data)
				if d.Status.Value == document.Approved || d.Status.Value != "" && d.Status.Value != document.Draft && field != "status" {
					t.Errorf("%s %q: the document is %s", field, value, d.Status.Value)
				}
				for name, text := range map[string]string{"title": d.Title.Value, "owner": d.Owner.Value, "author": d.Author.Value, "approver": d.Approver.Value, "id": d.ID.Value} {
					if text != "" && name != field && !(name == "title" && text == "A" || name == "id") {
						t.Errorf("%s %q: the document has %s %q", field, value, name, text)
					}
				}
			}
		}
	}
}
