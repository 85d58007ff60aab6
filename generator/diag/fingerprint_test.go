package diag_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/diag"
)

// TestFingerprints knows a finding again wherever it moved to, and tells all others apart.
func TestFingerprints(t *testing.T) {
	name := func(change func(*diag.Finding)) string {
		f := at(6, 11, 5)
		f.Message = "id QP-1 is also the id of b.md, line 2"
		change(&f)
		return diag.Fingerprints([]diag.Finding{f})[0]
	}
	base := name(func(*diag.Finding) {})
	for what, change := range map[string]func(*diag.Finding){
		"moved":         func(f *diag.Finding) { f.Line, f.Column = 60, 1 },
		"another moved": func(f *diag.Finding) { f.Message = "id QP-1 is also the id of b.md, line 17" },
		"severity":      func(f *diag.Finding) { f.Severity = diag.Note },
		"accepted":      func(f *diag.Finding) { *f = f.Accept("until 2027-01-01: later") },
		"hint":          func(f *diag.Finding) { f.Hint = "fix it" },
	} {
		if name(change) != base {
			t.Errorf("%s: another finding", what)
		}
	}
	for what, change := range map[string]func(*diag.Finding){
		"rule":    func(f *diag.Finding) { f.Rule = "other" },
		"file":    func(f *diag.Finding) { f.File = "c.md" },
		"subject": func(f *diag.Finding) { f.Subject = "QP-2" },
		"message": func(f *diag.Finding) { f.Message = "id QP-2 is also the id of b.md, line 2" },
	} {
		if name(change) == base {
			t.Errorf("%s: the same finding", what)
		}
	}
	twice := diag.Fingerprints([]diag.Finding{at(1, 1, 1), at(9, 1, 1)})
	again := diag.Fingerprints([]diag.Finding{at(3, 1, 1), at(30, 1, 1)})
	if twice[0] == twice[1] || twice[0] != again[0] || twice[1] != again[1] {
		t.Errorf("found twice: %v, then %v", twice, again)
	}
}
