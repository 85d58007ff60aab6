package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// version is how a document stood at a commit, or, without one, how it stands in the folder. Day is
// when its author wrote it, since that is what an approval can have seen.
type version struct {
	*history.State
	*history.Commit
	day    string
	folder bool // not committed
}

// versions are those that a document went through, the latest first, as far as they could be read.
// What a branch did to it counts as one step. A document that never changed has none.
func (r *run) versions(e *manual.Entry) []version {
	past := r.texts.Past(e)
	changed := past.Standing == manual.Changed
	if !e.Readable || len(past.Changes) == 0 || len(past.Changes) == 1 && !changed {
		return nil
	}
	list := make([]version, 0, len(past.Changes)+1)
	if changed {
		now := &history.State{Known: true, ID: e.ID.Value, Title: e.Title.Value, Revision: e.Revision.Value, Status: e.Status.Value,
			Approved: e.ApprovedDate.Value, Text: past.Text, Sum: r.texts.Text(e).Sum}
		list = append(list, version{State: now, day: r.Options.Date, folder: true})
	}
	for i := range past.Changes {
		if c := &past.Changes[i]; c.Known && c.Revision != "" {
			list = append(list, version{State: &c.State, Commit: &c.Commit, day: c.Commit.Written})
		}
	}
	return list
}

// sameRevision counts the versions that had the revision of the first without a break.
func sameRevision(list []version) int {
	n := 0
	for n < len(list) && list[n].Revision == list[0].Revision {
		n++
	}
	return n
}

// reverted reports whether a document is byte for byte as it was before: its change was taken back.
func reverted(list []version) bool {
	return slices.ContainsFunc(list[1:], func(v version) bool { return v.Sum == list[0].Sum })
}

func public(v version) bool { return v.Status == document.Approved || v.Status == document.Obsolete }

// in names where something was done, for a sentence.
func (v version) in() string {
	switch {
	case v.folder:
		return "and not committed"
	case v.Commit.ID == "":
		return "before the first commit that this clone holds"
	}
	return fmt.Sprintf("in commit %s of %s", v.Short(), v.Date)
}

// lastChange finds the latest version whose text differs from the one before it.
func lastChange(list []version) int {
	for i := range len(list) - 1 {
		if list[i].Text != list[i+1].Text {
			return i
		}
	}
	return -1
}

var (
	numbered = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,9})*$`)
	lettered = regexp.MustCompile(`^[A-Za-z]{1,3}$`)
)

// compareRevisions orders dotted numbers, and letters as A, B … Z, AA. Of all other texts nobody
// knows which is the later one.
func compareRevisions(a, b string) (order int, known bool) {
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

// numbers takes a dotted number apart; 1.0 is 1.
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
