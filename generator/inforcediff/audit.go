package inforcediff

import "github.com/clausebook/clausebook/generator/config"

// Missing is why the state of an earlier day is not known.
type Missing string

// Without Git only the folder is known; a clone may be cut off, or the history begin later than the day.
const (
	NoGit      Missing = "no-git"
	Cut        Missing = "cut"
	Younger    Missing = "younger"
	Unreadable Missing = "unreadable"
)

// SinceAudit is what became of a manual since an audit.
type SinceAudit struct {
	*config.Audit
	// Commit is the manual that the audit saw, or "" if that is not known, which Missing explains. Then the
	// Comparison has only what the dates in the documents tell.
	Commit string
	Missing
	*Comparison
}
