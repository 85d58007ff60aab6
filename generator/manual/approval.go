package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/signature"
)

// Strength is how strong an approval is: what supports it besides the words in the document.
type Strength string

// A document that is not approved has no strength. Stated is what stands in the front matter alone. Recorded is
// the approval that a commit on the published line made; Verified is that of a commit which the approver signed,
// or on which the approver set a signed tag.
const (
	NotApproved Strength = ""
	Stated      Strength = "stated"
	Recorded    Strength = "recorded"
	Verified    Strength = "verified"
)

// Less reports whether a strength is weaker than another.
func (s Strength) Less(than Strength) bool {
	order := map[Strength]int{Stated: 1, Recorded: 2, Verified: 3}
	return order[s] < order[than]
}

// Approval is the approval of one version of a document. Equal values say the same.
type Approval struct {
	Strength Strength
	// Commit made the version approved, on Date, on the published line. Both are empty if it is not known.
	Commit, Date string
	// Signed is the commit whose signature counts, and Tag the tag on it whose signature counts instead: of a merge,
	// Signed may be the commit on the branch. Both are empty if no signature was looked at.
	Signed, Tag string
	// Signer are the principals of the key of a good signature, as the file of approvers has them, and Key its
	// fingerprint. If there is a Key without a Signer, the file does not hold it.
	Signer, Key string
	Mismatch    bool   // the signature is that of somebody else than the approver
	Bad         string // why a signature proves nothing, to follow "the signature"
	Changed     string // the file that the document shows or links to and that changed after the signature
}

// verified reports whether there is a good signature of the approver, which counts only while the files are the same.
func (a Approval) verified() bool { return a.Strength == Verified || a.Changed != "" }

// ShortCommit is the abbreviated id of Commit.
func (a Approval) ShortCommit() string { return history.Commit{ID: a.Commit}.Short() }

// ShortSigned is the abbreviated id of Signed.
func (a Approval) ShortSigned() string { return history.Commit{ID: a.Signed}.Short() }

// Approval returns the approval of a document as it is in the folder.
func (m *Manual) Approval(e *Entry) Approval {
	if m.approvals != nil {
		return m.approvals[e.at]
	}
	return stated(e)
}

func stated(e *Entry) Approval {
	if e.Status.Value == document.Approved {
		return Approval{Strength: Stated}
	}
	return Approval{}
}

// readApprovals finds the approvals of all documents. What was found for a document stays while nothing that it was
// found from differs.
func readApprovals(m, last *Manual) {
	if m.pasts == nil {
		return
	}
	m.signatures = last.signatures
	if m.signatures == nil {
		m.signatures = newSignatureCache()
	}
	same := last.Catalog == m.Catalog && last.approvals != nil
	m.approvals = make([]Approval, len(m.Entries))
	old := m.Reader()
	defer old.Close()
	const lot = 64
	parallel.Each(len(m.Entries), lot, func(i int) {
		e := m.Entries[i]
		unchanged := same && last.links.texts[i] == m.links.texts[i] && m.pasts[i].same(&last.pasts[i])
		if !unchanged && len(m.Approvers) > 0 {
			old.RevisionApprovals(e) // while there is one process to read with, for the pages
		}
		switch {
		case e.Status.Value != document.Approved:
		case unchanged && !last.approvals[i].verified():
			m.approvals[i] = last.approvals[i]
		default:
			m.approvals[i] = old.current(e)
		}
	})
	if m.inForce != nil {
		readIssuedApprovals(m.inForce, m)
	}
}

// readIssuedApprovals finds the approvals of the revisions in force, of which some are earlier ones.
func readIssuedApprovals(m, now *Manual) {
	m.signatures, m.approvals = now.signatures, slices.Clone(now.approvals)
	old := m.Reader()
	defer old.Close()
	for i, e := range m.Entries {
		if e.Next != nil {
			m.approvals = append(m.approvals, now.approvals[i])
			m.approvals[i] = old.ApprovalAt(e, 0)
		}
	}
}

// current returns the approval of what is in the folder.
func (r *Reader) current(e *Entry) Approval {
	past := r.m.HistoryOf(e)
	if past.Status == Unknown || past.Status == Untracked || len(past.Changes) == 0 {
		return stated(e)
	}
	c := &past.Changes[0]
	committed := c.Status == e.Status.Value && c.Revision == e.Revision.Value && c.Approver == e.Approver.Value && c.Approved == e.ApprovedDate.Value
	if !committed || past.Status == Modified && !r.sameApproved(e, Version{}, Version{c, c.Back}) {
		return stated(e)
	}
	return r.approval(e, 0, Version{c, 0})
}

// ApprovalAt returns the approval of a version of the document in its history, by its index in Changes. It is the
// zero value if that was not approved.
func (r *Reader) ApprovalAt(e *Entry, i int) Approval {
	c := &r.m.HistoryOf(e).Changes[i]
	if c.Status != document.Approved {
		return Approval{}
	}
	return r.approval(e, i, Version{c, c.Back})
}

// RevisionApprovals returns the approvals of the revisions of a document, by their indexes in Changes: of each revision
// the last version that was approved.
func (r *Reader) RevisionApprovals(e *Entry) map[int]Approval {
	changes := r.m.HistoryOf(e).Changes
	list := map[int]Approval{}
	found := false
	for i := range changes {
		if found = found && changes[i].Revision == changes[i-1].Revision; !found && changes[i].Status == document.Approved {
			list[i], found = r.ApprovalAt(e, i), true
		}
	}
	return list
}

// approval returns the approval of the version after a change, of which shown is as it is looked at. The commit that
// made it approved is the oldest of those in a row that have the same text, revision, approver and day of approval:
// whoever changes one of them approves again.
func (r *Reader) approval(e *Entry, i int, shown Version) Approval {
	changes := r.m.HistoryOf(e).Changes
	for ; i+1 < len(changes) && r.sameApproval(e, &changes[i], &changes[i+1]); i++ {
	}
	made := &changes[i]
	if made.Commit.ID == "" {
		return Approval{Strength: Stated} // older than what this clone holds
	}
	a := Approval{Strength: Recorded, Commit: made.Commit.ID, Date: made.Commit.Date}
	if len(r.m.Approvers) == 0 {
		return a
	}
	r.verify(&a, made)
	if a.Strength == Verified {
		if files := r.OtherFiles(e, shown, Version{made, made.Back}); len(files) > 0 {
			a.Strength, a.Changed = Recorded, files[0].Path
		}
	}
	return a
}

func (r *Reader) sameApproval(e *Entry, a, b *history.Change) bool {
	return sameDecision(a.State, b.State) && r.sameApproved(e, Version{a, a.Back}, Version{b, b.Back})
}

func sameDecision(a, b history.State) bool {
	return a.Known && b.Known && a.Status == b.Status && a.Revision == b.Revision && a.Approver == b.Approver && a.Approved == b.Approved && a.Effective == b.Effective
}

// verify looks for the approver's signature of a commit: its own, that of the commit on a branch that it merged
// and that approved the document there, or that of a tag on one of them.
func (r *Reader) verify(a *Approval, made *history.Change) {
	t := r.trustBefore(made.Commit)
	if t == nil {
		return
	}
	principals := t.principals(made.Approver)
	act := r.act(made)
	objects := []signedObject{{id: act, commit: act}}
	if act != made.Commit.ID {
		objects = append(objects, signedObject{id: made.Commit.ID, commit: made.Commit.ID})
	}
	for _, o := range objects[:len(objects):len(objects)] {
		for _, tag := range r.m.Options.History.Tags(o.id) {
			objects = append(objects, signedObject{tag.ID, o.commit, tag.Name})
		}
	}
	for _, o := range objects {
		found := r.check(o, made.Commit.Parent(), t)
		if by(found, principals) {
			*a = Approval{Strength: Verified, Commit: a.Commit, Date: a.Date, Signed: o.commit, Tag: o.tag, Signer: found.Signer, Key: found.Key}
			return
		}
		if o.id == act {
			a.Signed, a.Signer, a.Key = act, found.Signer, found.Key
			a.Mismatch = found.State == signature.Good && len(principals) > 0
		}
		if a.Bad == "" && found.Reason != "" {
			a.Bad, a.Signed, a.Tag = found.Reason, o.commit, o.tag
		}
	}
}

func by(found signature.Result, principals []string) bool {
	for _, p := range principals {
		if found.By(p) {
			return true
		}
	}
	return false
}

// act is the commit in which the approver acted: of a merge, the oldest commit of the branch that has the document
// as it was merged.
func (r *Reader) act(made *history.Change) string {
	id := made.Commit.ID
	if len(made.Commit.By) == 0 {
		return id
	}
	k, key := r.m.signatures, [2]string{id, made.File}
	k.mu.Lock()
	known := k.acts[key]
	k.mu.Unlock()
	if known != "" {
		return known
	}
	for _, c := range made.Commit.By {
		s := r.old.StateIn(c.ID, made.File, diag.MaxSourceSize)
		if !sameDecision(s, made.State) || s.Text != made.Text {
			break
		}
		id = c.ID
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.acts[key] = id
	return id
}
