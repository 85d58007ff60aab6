package check

import "testing"

// FuzzShared: whatever stands in the two fields, nothing breaks, and who is the same one is so both ways.
func FuzzShared(f *testing.F) {
	f.Add("A. Miller (QM), B. Jones", "Jones, B. <b@x.example>; Leiter/in Qualität")
	f.Add("(", "[a) -- / & :")
	f.Fuzz(func(t *testing.T, author, approver string) {
		if there, _ := shared(author, approver); len(there) > 0 {
			if back, _ := shared(approver, author); len(back) == 0 {
				t.Errorf("%q and %q share %v, the other way round nothing", author, approver, there)
			}
		}
	})
}
