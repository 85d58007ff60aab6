package site

import (
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// approval says in words how strong an approval is.
func (m *messages) approval(a manual.Approval) view.Approval {
	v := view.Approval{Name: string(a.Strength)}
	switch {
	case a.Strength == manual.Stated:
		v.Word, v.Text = m.say("approval.stated_word"), m.say("approval.stated")
	case a.Strength == manual.Recorded:
		v.Word, v.Text = m.say("approval.recorded_word"), m.say("approval.recorded", a.ShortCommit())
	case a.Strength == manual.Verified && a.Tag != "":
		v.Word, v.Text = m.say("approval.verified_word"), m.say("approval.verified_tag", a.Signer, a.Tag, a.ShortSigned())
	case a.Strength == manual.Verified:
		v.Word, v.Text = m.say("approval.verified_word"), m.say("approval.verified", a.Signer, a.ShortSigned())
	}
	return v
}

// approveRows adds the approvals to the rows of a document's history.
func approveRows(b *Builder, e *manual.Entry, rows []view.ChangeRow) {
	past := b.manual.HistoryOf(e)
	approvals := revisionApprovals(b.manual, e)
	for n := range rows {
		for i, c := range past.Changes {
			if a, ok := approvals[i]; ok && c.Revision == rows[n].Revision {
				rows[n].Approval = b.approval(a)
				break
			}
		}
		if n == 0 && rows[n].Revision == e.Revision.Value {
			rows[n].Approval = b.approval(b.manual.Approval(e))
		}
	}
}

func revisionApprovals(m *manual.Manual, e *manual.Entry) map[int]manual.Approval {
	old := m.Reader()
	defer old.Close()
	return old.RevisionApprovals(e)
}

// approvals adds the approvals that the page of a document shows.
func (h *hasher) approvals(m *manual.Manual, e *manual.Entry) {
	add := func(a manual.Approval) { h.text(string(a.Strength), a.Commit, a.Signed, a.Tag, a.Signer) }
	add(m.Approval(e))
	past := revisionApprovals(m, e)
	for i := range m.HistoryOf(e).Changes {
		if a, ok := past[i]; ok {
			add(a)
		}
	}
}
