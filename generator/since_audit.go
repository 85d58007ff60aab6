package generator

import (
	"errors"
	"io/fs"
	"sync"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/theme"
)

// Snapshot is the folder of a manual at an earlier commit.
type Snapshot struct {
	FS    fs.FS
	Past  func(documents string) *history.Log // up to that commit
	Close func() error
}

// SinceAudit returns what became of the manual since its last audit, or nil if it names none. The first call counts
// the manual as it was then, which takes about as long as Check.
func (r *Result) SinceAudit() *inforcediff.SinceAudit {
	if r.sinceAudit == nil {
		return nil
	}
	return r.sinceAudit()
}

// auditCache holds the manual that the last audit saw. A commit does not change.
type auditCache struct {
	mu     sync.Mutex
	key    auditKey
	report *coverage.Report
	err    error
}

type auditKey struct {
	commit, day, edition, scope string
	drafts                      bool
}

// auditOf prepares SinceAudit.
func auditOf(o Options, r *Result, known *auditCache) func() *inforcediff.SinceAudit {
	audit := r.Manual.LastAudit(o.Date)
	if audit == nil || r.Matrix == nil {
		return nil
	}
	return sync.OnceValue(func() *inforcediff.SinceAudit {
		s := &inforcediff.SinceAudit{Audit: audit}
		s.Commit, s.Missing = seen(o, audit.Date.Value)
		if s.Missing == "" {
			before, err := known.at(o, auditKey{s.Commit, audit.Date.Value, o.Edition, o.Scope, o.Drafts})
			switch {
			case errors.Is(err, config.ErrNoManual):
				s.Missing = inforcediff.Younger
			case err != nil || before == nil:
				s.Missing = inforcediff.Unreadable
			default:
				s.Comparison = inforcediff.Compare(before, r.Matrix)
				return s
			}
		}
		s.Commit, s.Comparison = "", inforcediff.After(audit.Date.Value, r.Matrix)
		return s
	})
}

// seen is the commit that was the latest at the end of a day.
func seen(o Options, day string) (string, inforcediff.Missing) {
	log := o.History
	if log == nil || log.Trouble != "" || log.Head == "" || o.At == nil {
		return "", inforcediff.NoGit
	}
	commit := log.CommitOn(day)
	switch {
	case commit != "":
		return commit, ""
	case log.Shallow:
		return "", inforcediff.Cut
	}
	return "", inforcediff.Younger
}

// at counts the manual at a commit as on the day of the audit.
func (c *auditCache) at(o Options, key auditKey) (*coverage.Report, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.key != key {
		c.key = key
		c.report, c.err = countAt(o.At, key)
	}
	return c.report, c.err
}

func countAt(at func(commit string) (*Snapshot, error), key auditKey) (x *coverage.Report, err error) {
	then, err := at(key.commit)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	o := Options{Options: manual.Options{Edition: key.edition, Scope: key.scope, Date: key.day, Drafts: key.drafts}, Past: then.Past}
	settings, err := o.prepare(then.FS, &theme.Cache{})
	if err != nil {
		return nil, err
	}
	m, err := manual.Load(then.FS, settings, o.Options, nil)
	if err != nil {
		return nil, err
	}
	_, faults := check.Read(m)
	now := m.InForce()
	if now != m {
		faults = faults.In(now)
	}
	return coverage.Of(now, faults), nil
}
