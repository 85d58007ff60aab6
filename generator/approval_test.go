package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// TestApprovals holds the strength of an approval against what teams do, with real signatures in real commits. The
// steps are those of signedRepo.step. The result is the strength, what is known of the signature, and the rules that
// find something.
func TestApprovals(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		// Without keys.
		{"a commit", "manual; approve", "recorded"},
		{"no keys, and a signature", "manual; approve by qm", "recorded"},
		{"the first commit has all", "manual approve", "recorded"},
		{"a draft", "manual; draft", ""},
		{"not committed", "manual; draft; approve in tree", "stated"},
		{"never committed", "manual; approve in tree", "stated"},
		{"its text changed and is not committed", "manual; approve; text=B in tree", "stated revision-not-raised"},
		{"its review changed and is not committed", "manual; approve; review=2027-05-01 in tree", "recorded"},
		{"a shallow clone", "manual; approve; other; shallow", "stated history-unknown"},
		{"a shallow clone that has the commit", "manual; draft; other; approve; shallow 2", "recorded history-unknown"},

		// Signed by the approver.
		{"signed", "manual keys=qm; approve by qm", "verified qm"},
		{"signed with OpenPGP", "manual keys=pgp; approve by pgp", "verified pgp"},
		{"signed with RSA", "manual keys=rsa; approve by rsa", "verified rsa"},
		{"signed with ECDSA", "manual keys=ecdsa; approve by ecdsa", "verified ecdsa"},
		{"a key from a pattern", "manual keys=*@example.com:qm; approve by qm", "verified qm"},
		{"drafts before, others after", "manual keys=qm; draft; text=B; approve by qm; other; review=2027-01-01; other", "verified qm"},
		{"moved later", "manual keys=qm; approve by qm; move=documents/x/a.md", "verified qm"},
		{"other line ends later", "manual keys=qm; approve by qm; crlf", "verified qm"},
		{"obsolete later", "manual keys=qm; approve by qm; obsolete", ""},
		{"a later revision without a signature", "manual keys=qm; approve by qm; revision=2 text=B", "recorded"},
		{"a later revision with one", "manual keys=qm; approve; revision=2 text=B by qm", "verified qm"},
		{"signed in a draft and approved without", "manual keys=qm; draft by qm; approve", "recorded"},
		{"back to draft and approved again without", "manual keys=qm; approve by qm; draft; approve", "recorded"},
		{"changed after the signature, same revision", "manual keys=qm; approve by qm; text=B", "recorded revision-not-raised"},
		{"approver replaced after the signature", "manual keys=qm,anna; approve by qm; approver=anna@example.com", "recorded"},
		{"day replaced after the signature", "manual keys=qm; approve by qm; day=2026-02-20", "recorded"},
		{"picture replaced after the signature", "manual keys=qm; picture=1 approve by qm; picture=2", "recorded qm documents/flow.svg revision-not-raised"},
		{"picture replaced in the folder", "manual keys=qm; picture=1 approve by qm; picture=2 in tree", "recorded qm documents/flow.svg revision-not-raised"},
		{"changed and taken back", "manual keys=qm; approve by qm; text=B; text=", "recorded"},

		// Whose key.
		{"no signature", "manual keys=qm; approve", "recorded"},
		{"a key that is not in the file", "manual keys=qm; approve by host", "recorded unknown"},
		{"an OpenPGP key that is not in the file", "manual keys=qm; approve by pgp", "recorded unknown"},
		{"somebody else", "manual keys=qm,anna; approve by anna", "recorded anna approval-mismatch"},
		{"somebody else with OpenPGP", "manual keys=qm,pgp; approve by pgp", "recorded pgp approval-mismatch"},
		{"a role with a map", "manual keys=qm map=Quality_manager:qm approver=Quality_manager; approve by qm", "verified qm"},
		{"a role in other letters", "manual keys=qm map=quality_manager:qm approver=Quality_manager; approve by qm", "verified qm"},
		{"a role with several", "manual keys=qm,anna map=Board:qm,anna approver=Board; approve by anna", "verified anna"},
		{"a role of somebody else", "manual keys=qm,anna map=Quality_manager:qm approver=Quality_manager; approve by anna", "recorded anna approval-mismatch"},
		{"a role that nobody maps", "manual keys=qm approver=Quality_manager; approve by qm", "recorded qm"},
		{"a role, and the map is for others", "manual keys=qm map=Buyer:anna approver=Quality_manager; approve by qm", "recorded qm"},
		{"a name and an address", "manual keys=qm approver=QM_<qm@example.com>; approve by qm", "verified qm"},
		{"the name before the @", "manual keys=qm approver=qm; approve by qm", "verified qm"},
		{"a name that is part of another", "manual keys=qm approver=q; approve by qm", "recorded qm"},

		// As it stood before.
		{"the key comes with the commit", "manual keys=anna; keys=qm,anna approve by qm", "recorded unknown"},
		{"the file comes with the commit", "manual; keys=qm approve by qm", "recorded"},
		{"the file is there from the first commit", "manual keys=qm approve by qm", "recorded"},
		{"the map comes with the commit", "manual keys=qm,anna map=Board:qm approver=Board; map=Board:anna approve by anna", "recorded anna approval-mismatch"},
		{"the key comes after the commit", "manual keys=anna; approve by qm; keys=qm,anna", "recorded unknown"},
		{"the key is not committed", "manual keys=anna; approve by qm; keys=qm,anna in tree", "recorded unknown"},
		{"the key goes later", "manual keys=qm,anna; approve by qm; keys=anna", "verified qm"},
		{"the key is replaced later", "manual keys=qm; approve by qm; keys=qm@example.com:anna", "verified qm"},
		{"the old key after it was replaced", "manual keys=qm; keys=qm@example.com:anna; approve by qm", "recorded unknown"},
		{"another file later", "manual keys=qm; approve by qm; keys=anna file=other", "verified qm"},

		// Options of the key.
		{"valid then", `manual keys=valid-after="20260101Z",valid-before="20261231Z"!qm; approve by qm`, "verified qm"},
		{"expired", `manual keys=valid-before="20260101Z"!qm; approve by qm`, "recorded unknown bad-signature"},
		{"not valid yet", `manual keys=valid-after="20260301"!qm; approve by qm`, "recorded unknown bad-signature"},
		{"expired today", `manual keys=valid-before="20260601Z"!qm; approve by qm`, "verified qm"},
		{"for Git", `manual keys=namespaces="git"!qm; approve by qm`, "verified qm"},
		{"for files only", `manual keys=namespaces="file"!qm; approve by qm`, "recorded unknown"},

		// Signatures with faults.
		{"another payload", "manual keys=qm; approve by qm(payload)", "recorded bad-signature"},
		{"another namespace", "manual keys=qm; approve by qm(file)", "recorded bad-signature"},
		{"doubled", "manual keys=qm; approve by qm(doubled)", "recorded bad-signature"},
		{"huge", "manual keys=qm; approve by qm(huge)", "recorded bad-signature"},
		{"damaged", "manual keys=qm; approve by qm(damaged)", "recorded bad-signature"},
		{"damaged OpenPGP", "manual keys=pgp; approve by pgp(damaged)", "recorded bad-signature"},
		{"another OpenPGP payload", "manual keys=pgp; approve by pgp(payload)", "recorded bad-signature"},
		{"SHA-1 in OpenPGP", "manual keys=pgp; approve by pgp(sha1)", "recorded bad-signature"},
		{"SHA-1 in RSA", "manual keys=rsa; approve by rsa(sha1)", "recorded bad-signature"},
		{"a signature for the other kind of repository", "manual keys=qm; approve by qm(sha256)", "recorded"},
		{"a signature for both kinds", "manual keys=qm; approve by qm(both)", "verified qm"},
		{"S/MIME", "manual keys=qm; approve by qm(x509)", "recorded"},
		{"a message with carriage returns", "manual keys=qm; approve by qm(crlf)", "verified qm"},
		{"a bad signature elsewhere", "manual keys=qm; approve by qm; other by qm(payload)", "verified qm"},

		{"a repository with SHA-256", "sha256; manual keys=qm; approve by qm", "verified qm"},
		{"another payload in one", "sha256; manual keys=qm; approve by qm(payload)", "recorded bad-signature"},
		{"a tag in one", "sha256; manual keys=qm; approve; tag by qm", "verified qm tag"},
		{"two principals of one name", "manual keys=qm,qm@example.org:anna approver=qm; approve by qm", "recorded qm"},

		// Tags.
		{"a signed tag", "manual keys=qm; approve; tag by qm", "verified qm tag"},
		{"a signed tag by OpenPGP", "manual keys=pgp; approve; tag by pgp", "verified pgp tag"},
		{"a tag without a signature", "manual keys=qm; approve; tag", "recorded"},
		{"a tag of somebody else", "manual keys=qm,anna; approve; tag by anna", "recorded"},
		{"a bad tag", "manual keys=qm; approve; tag by qm(payload)", "recorded tag bad-signature"},
		{"a tag on a later commit", "manual keys=qm; approve; other; tag by qm", "recorded"},
		{"signed by somebody else, and a tag by the approver", "manual keys=qm,anna; approve by anna; tag by qm", "verified qm tag"},

		// Merges.
		{"a merge of the host", "manual keys=qm; branch; approve by qm; main; merge by host", "verified qm"},
		{"a merge without a signature", "manual keys=qm; branch; draft; text=B; approve by qm; main; merge", "verified qm"},
		{"a merge by the approver", "manual keys=qm; branch; approve; main; merge by qm", "verified qm"},
		{"a merge of an approval by somebody else", "manual keys=qm,anna; branch; approve by anna; main; merge by host", "recorded anna approval-mismatch"},
		{"a merge by somebody else", "manual keys=qm,anna; branch; approve; main; merge by anna", "recorded"},
		{"a merge of a bad signature", "manual keys=qm; branch; approve by qm(payload); main; merge", "recorded bad-signature"},
		{"a branch that adds its own key", "manual keys=anna; branch; keys=anna,qm; approve by qm; main; merge by host", "recorded unknown"},
		{"a tag on the commit of the branch", "manual keys=qm; branch; approve; tag by qm; main; merge by host", "verified qm tag"},
		{"a squash by the host", "manual keys=qm; branch; approve by qm; main; squash by host", "recorded unknown"},
		{"changed on the branch after the signature", "manual keys=qm; branch; approve by qm; text=B; main; merge", "recorded"},
		{"not merged", "manual keys=qm; draft; branch; approve by qm; main", ""},

		// The minimum.
		{"recorded is enough", "manual minimum=recorded; approve", "recorded"},
		{"stated is not", "manual minimum=recorded; approve in tree", "stated weak-approval"},
		{"verified is more", "manual keys=qm minimum=recorded; approve by qm", "verified qm"},
		{"verified is needed", "manual keys=qm minimum=verified; approve", "recorded weak-approval"},
		{"verified is there", "manual keys=qm minimum=verified; approve by qm", "verified qm"},
		{"a draft needs nothing", "manual keys=qm minimum=verified; draft", ""},
		{"a mismatch is said once", "manual keys=qm,anna minimum=verified; approve by anna", "recorded anna approval-mismatch"},
		{"no keys", "manual minimum=verified; approve", "recorded weak-approval approvers-file"},

		// An earlier revision that is in force.
		{"recorded and in force", "manual; approve; draft revision=2 text=B", "in-force:1:recorded counts"},
		{"verified and in force", "manual keys=qm; approve by qm; draft revision=2 text=B", "in-force:1:verified counts"},
		{"verified, and the next one is drafted by somebody else", "manual keys=qm,anna minimum=verified; approve by qm; draft revision=2 text=B by anna", "in-force:1:verified counts"},
		{"verified, and the next one is not committed", "manual keys=qm minimum=verified; approve by qm; draft revision=2 text=B in tree", "in-force:1:verified counts"},
		{"verified, changed and in force", "manual keys=qm minimum=verified; approve by qm; other; approve revision=2 text=B by qm; draft revision=3 text=C", "in-force:2:verified counts"},
		{"verified before, and recorded in force", "manual keys=qm minimum=verified; approve by qm; approve revision=2 text=B; draft revision=3 text=C", "in-force:2:recorded does-not-count weak-approval"},
		{"a tag and in force", "manual keys=qm minimum=verified; approve; tag by qm; draft revision=2 text=B", "in-force:1:verified counts"},
		{"moved since, and in force", "manual keys=qm minimum=verified; approve by qm; draft revision=2 move=documents/x/a.md", "in-force:1:verified counts"},
		{"a mismatch in force", "manual keys=qm,anna; approve by anna; draft revision=2 text=B", "in-force:1:recorded does-not-count approval-mismatch"},
		{"a mismatch in force is said once", "manual keys=qm,anna minimum=verified; approve by anna; draft revision=2 text=B", "in-force:1:recorded does-not-count approval-mismatch"},
		{"a mismatch, and the next one is in force", "manual keys=qm,anna; approve by anna; approve revision=2 text=B by qm; draft revision=3 text=C", "in-force:2:verified counts"},
		{"a bad signature in force", "manual keys=qm; approve by qm(payload); draft revision=2 text=B", "in-force:1:recorded does-not-count bad-signature"},
		{"weak and in force", "manual keys=qm minimum=verified; approve; draft revision=2 text=B", "in-force:1:recorded does-not-count weak-approval"},
		{"recorded is enough in force", "manual minimum=recorded; approve; draft revision=2 text=B", "in-force:1:recorded counts"},
		{"an unknown key in force", "manual keys=qm minimum=recorded; approve by host; draft revision=2 text=B", "in-force:1:recorded counts"},
		{"a shallow clone and a minimum", "manual minimum=recorded; approve; other; shallow", "stated weak-approval history-unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := newSignedRepo(t)
			for step := range strings.SplitSeq(c.steps, "; ") {
				r.step(step)
			}
			if got := r.look(); got != c.want {
				t.Errorf("%s\n got %q\nwant %q", c.steps, got, c.want)
			}
		})
	}
}

// look checks the manual and sums up what is known of the approval.
func (r *signedRepo) look() string {
	files, err := rootfs.New(r.dir)
	r.must(err)
	defer files.Close()
	o := generator.Options{Past: func(documents string) *history.Log { return history.Read(r.t.Context(), r.dir, documents) }}
	o.Date, o.Drafts = "2026-06-01", true
	result, err := generator.Check(files, o)
	r.must(err)
	var words []string
	add := func(word string) {
		if word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	for _, e := range result.Manual.ByID("QP-1") {
		a := result.Manual.Approval(e)
		add(string(a.Strength))
		name, _, _ := strings.Cut(a.Signer, "@")
		if add(strings.Replace(name, "*", "qm", 1)); a.Key != "" && a.Signer == "" {
			add("unknown")
		}
		if add(a.Changed); a.Tag != "" {
			add("tag")
		}
		_, counted := result.Matrix.Result.Replaced(e), false
		for _, c := range result.Matrix.Clauses {
			for _, claim := range c.Claims {
				counted = counted || claim.Counted()
			}
		}
		if faulty := a.Mismatch || a.Bad != ""; faulty && counted {
			add(fmt.Sprintf("counted in spite of %+v", a))
		}
	}
	for _, e := range result.Matrix.Manual.ByID("QP-1") {
		if e.Next != nil {
			counted := slices.ContainsFunc(result.Matrix.Clause("8.4.1").Claims, coverage.Claim.Counted)
			add(fmt.Sprintf("in-force:%s:%s", e.Revision.Value, result.Matrix.Manual.Approval(e).Strength))
			add(map[bool]string{true: "counts", false: "does-not-count"}[counted])
		}
	}
	for _, f := range result.Findings {
		if ignored := []string{"gap", "missing-documented-information", "orphan", "unused-file", "crlf", "empty-text", "missing-scope-statement", "overdue-review", "self-approval"}; !slices.Contains(ignored, f.Rule) {
			add(f.Rule)
		}
	}
	return strings.Join(words, " ")
}
