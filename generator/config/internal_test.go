package config_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
)

func TestInternal(t *testing.T) {
	for _, c := range []struct {
		written, classification string
		want                    bool
	}{
		{"internal: [confidential, Top  secret]", "Confidential", true},
		{"internal: [confidential, Top  secret]", "top secret", true},
		{"internal: confidential", "confidential", true},
		{"internal: [confidential]", "confidential to the board", false},
		{"internal: [confidential]", "", false},
		{"internal: []", "confidential", false},
		{"internal: ['']", "", false},
		{"", "confidential", false},
	} {
		got := config.Read([]byte(c.written + "\n")).IsInternal(document.Text{Value: c.classification})
		if got != c.want {
			t.Errorf("%s: %q stays in the house: %v", c.written, c.classification, got)
		}
	}
	bad := config.Read([]byte("internal: {a: b}\n"))
	found := false
	for _, f := range bad.Findings {
		found = found || f.Rule == "bad-value" && f.Message == "expected a list of classifications, not a map"
	}
	if !found {
		t.Errorf("a map is not reported: %v", bad.Findings)
	}
}
