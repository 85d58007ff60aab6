package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// version is a document at a commit, or in the folder if not committed. day is the author date,
// since that is the text an approval can have seen.
type version struct {
	*history.State
	*history.Commit
	manual.Version
	day    string
	folder bool // not committed
}

// versions returns the readable versions of a document, the latest first. The changes on a merged
// branch count as one. A document that never changed has none.
func (r *run) versions(e *manual.Entry) []version {
	past := r.manual.HistoryOf(e)
	changed := past.Status == manual.Modified
	if len(past.Changes) > 0 && past.Status == manual.Committed && past.Changes[0].Known && e.Revision.Value != past.Changes[0].Revision {
		changed = true // by a default in manual.yaml
	}
	if !e.Readable || len(past.Changes) == 0 || len(past.Changes) == 1 && !changed {
		return nil
	}
	list := make([]version, 0, len(past.Changes)+1)
	if changed {
		now := &history.State{Known: true, ID: e.ID.Value, Title: e.Title.Value, Revision: e.Revision.Value, Status: e.Status.Value,
			Approved: e.ApprovedDate.Value, Text: cmp.Or(past.Text, past.Changes[0].Text), Sum: r.manual.Text(e).Sum}
		list = append(list, version{State: now, day: r.Options.Date, folder: true})
	}
	for i := range past.Changes {
		if c := &past.Changes[i]; c.Known && c.Revision != "" {
			list = append(list, version{State: &c.State, Commit: &c.Commit, Version: manual.Version{Change: c, Back: c.Back}, day: c.Commit.Written})
		}
	}
	return list
}

// withFiles returns the versions of a document including those in which only a file that it shows
// or links to changed.
func (r *run) withFiles(e *manual.Entry) []version {
	list := r.versions(e)
	changes, uncommitted := r.manual.FileChanges(e)
	past := r.manual.HistoryOf(e).Changes
	if len(past) == 0 || len(changes) == 0 && !uncommitted {
		return list
	}
	if len(list) == 0 && past[0].Known && past[0].Revision != "" {
		c := &past[0]
		list = []version{{State: &c.State, Commit: &c.Commit, Version: manual.Version{Change: c, Back: c.Back}, day: c.Commit.Written}}
	}
	if uncommitted && len(list) > 0 && !list[0].folder {
		now := list[0]
		now.day, now.folder, now.Back = r.Options.Date, true, 0
		list = slices.Insert(list, 0, now)
	}
	for _, c := range changes {
		at := slices.IndexFunc(list, func(v version) bool { return v.Back >= c.Back })
		if at < 0 || list[at].Back == c.Back {
			continue // older than the document, or in a commit that changed its text too
		}
		v := list[at]
		v.Commit, v.Back, v.day = c.Commit, c.Back, c.Commit.Written
		list = slices.Insert(list, at, v)
	}
	return list
}

// sameRevision counts the leading versions with the same revision.
func sameRevision(list []version) int {
	n := 0
	for n < len(list) && equalRevisions(list[n].Revision, list[0].Revision) {
		n++
	}
	return n
}

// reverted reports whether the latest version equals an earlier one byte for byte.
func reverted(list []version) bool {
	return slices.ContainsFunc(list[1:], func(v version) bool { return v.Sum == list[0].Sum })
}

func public(v version) bool { return v.Status == document.Approved || v.Status == document.Obsolete }

// in says where a version was made, for a message.
func (v version) in() string {
	switch {
	case v.folder:
		return "and not committed"
	case v.Commit.ID == "":
		return "before the first commit that this clone holds"
	}
	return fmt.Sprintf("in commit %s of %s", v.Short(), v.Date)
}

// sameFunc reports whether two versions of a document have the same content.
type sameFunc func(a, b version) bool

// sameContent returns a sameFunc for the versions of a document. A version before the front matter was made usable
// counts as the one after that: nobody raises a revision for it.
func (r *run) sameContent(old *manual.Reader, e *manual.Entry, list []version) sameFunc {
	adopted := sync.OnceValue(func() map[manual.Version]manual.Version {
		as := map[manual.Version]manual.Version{}
		for i := 1; i < len(list); i++ {
			if next := list[i-1].Version; old.Adopted(e, list[i].Version, next) {
				if later, found := as[next]; found {
					next = later
				}
				as[list[i].Version] = next
			}
		}
		return as
	})
	return func(a, b version) bool {
		if old.Same(e, a.Version, b.Version) {
			return true
		}
		x, isX := adopted()[a.Version]
		y, isY := adopted()[b.Version]
		switch {
		case isX && isY:
			return old.Same(e, x, y)
		case isX:
			return old.Same(e, x, b.Version)
		case isY:
			return old.Same(e, a.Version, y)
		}
		return false
	}
}

// lastChange returns the index of the latest version whose content differs from the one before, or
// -1.
func (s sameFunc) lastChange(list []version) int {
	for i := range len(list) - 1 {
		if !s(list[i], list[i+1]) {
			return i
		}
	}
	return -1
}

// change returns what changed: the text, or a file with how the document uses it ("shows", "links
// to").
func (r *run) change(old *manual.Reader, e *manual.Entry, now, before version) (what, bound string) {
	if old.SameText(e, now.Version, before.Version) {
		if files := old.OtherFiles(e, now.Version, before.Version); len(files) > 0 {
			switch f := files[0]; {
			case f.Image:
				return f.Path, "shows"
			case f.Form:
				return f.Path, "names as a form"
			default:
				return f.Path, "links to"
			}
		}
	}
	return "the text", ""
}

var (
	numbered = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,9})*$`)
	lettered = regexp.MustCompile(`^[A-Za-z]{1,3}$`)
)

// compareRevisions orders dotted numbers, and letters as A, B … Z, AA. The order of other revisions
// is unknown.
func compareRevisions(a, b string) (order int, known bool) {
	a, b = bareRevision(a), bareRevision(b)
	switch {
	case numbered.MatchString(a) && numbered.MatchString(b):
		return slices.Compare(numbers(a), numbers(b)), true
	case lettered.MatchString(a) && lettered.MatchString(b):
		a, b = strings.ToUpper(a), strings.ToUpper(b)
		if len(a) != len(b) {
			return len(a) - len(b), true
		}
		return strings.Compare(a, b), true
	}
	return 0, false
}

// numbers splits a dotted number; 1.0 is 1.
func numbers(s string) []int {
	var list []int
	for _, part := range strings.Split(s, ".") {
		n, _ := strconv.Atoi(part)
		list = append(list, n)
	}
	for len(list) > 1 && list[len(list)-1] == 0 {
		list = list[:len(list)-1]
	}
	return list
}
