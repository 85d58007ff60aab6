package adopt_test

import (
	"os"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/adopt"
)

// TestReadme reads the adopt.yaml that the README shows.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(readme), "```yaml\n")
	text, _, found := strings.Cut(text, "```\n")
	if !found {
		t.Fatal("the README has no example")
	}
	p, findings := adopt.Read([]byte(text))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if len(p.Documents) != 2 || !p.Confirmed.Exact || p.Confirmed.Headings || len(p.Questions.Owner) != 2 || p.Questions.Revision.Text != "0" {
		t.Errorf("it is read as %+v", p)
	}
	again, findings := adopt.Read(p.Bytes())
	if len(findings) > 0 || string(again.Bytes()) != string(p.Bytes()) {
		t.Errorf("what is written is not what was read: %v\n%s", findings, p.Bytes())
	}
}
