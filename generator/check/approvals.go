package check

import (
	"fmt"
	"iter"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// decision is the approval of a document, or of the earlier revision of it that is in force.
type decision struct {
	manual.Approval
	of   *manual.Entry   // the revision that was approved
	past *manual.History // its history
	in   *manual.Entry   // the document in the folder, to which findings belong
}

// decisions lists the approvals of all documents in the folder, and of the earlier revisions that are in force. What
// names no approver is left to another rule.
func (r *run) decisions() iter.Seq[decision] {
	return func(yield func(decision) bool) {
		for _, e := range r.Entries {
			if e.Approver.Given() && !yield(decision{r.manual.Approval(e), e, r.manual.HistoryOf(e), e}) {
				return
			}
			if now := r.earlier(e); now != nil && now.Approver.Given() {
				m := r.manual.InForce()
				if !yield(decision{m.Approval(now), now, m.HistoryOf(now), e}) {
					return
				}
			}
		}
	}
}

// judge reports a finding about an approval. That of an earlier revision is at the revision of the document in the
// folder, and can be made good by a tag only.
func (r *run) judge(d decision, message, hint string) {
	if d.of == d.in {
		r.inDocument(d.in, d.of.Approver.Pos, message, hint)
		return
	}
	if d.Strength != manual.Stated {
		hint = fmt.Sprintf("let the approver set a signed tag on commit %s: `git tag -s`; or approve the next revision in a commit that its approver signs", d.ShortCommit())
	}
	r.inDocument(d.in, d.in.Revision.Pos, fmt.Sprintf("revision %s, which is in force: %s", d.of.Revision.Value, message), hint)
	r.findings[len(r.findings)-1].Earlier = true
}

// faulty gives the revision of a document that a finding keeps from counting.
func (r *run) faulty(e *manual.Entry, f diag.Finding) *manual.Entry {
	if f.Earlier {
		return r.earlier(e)
	}
	return e
}
