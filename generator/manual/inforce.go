package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/parallel"
)

// Validator tells whether a document, looked at alone, can count: whether its front matter has no error. Values
// are compared with ==.
type Validator interface {
	Valid(c *Catalog, e *Entry, d *document.Document) bool
}

// issuedRevision is an earlier revision of a document that is in force in place of the text in the folder.
type issuedRevision struct {
	issuedKey
	past     []history.Change // the last change of the revision, and what is older
	document *document.Document
	// entry is that of the revision on its own, without its place in the manual.
	entry *Entry
}

// issuedKey identifies an earlier revision by its inputs; it is the key of the cache.
type issuedKey struct {
	blob, from, file, edition string
	defaults                  uint64 // the sum of manual.yaml, if that had defaults when the revision was issued
}

func (i *issuedRevision) change() *history.Change { return &i.past[0] }

// lookup is what is known of an earlier revision of a document: the one that is in force, or that Git may hold
// one which this clone does not.
type lookup struct {
	*issuedRevision
	hidden bool
}

// selection finds the earlier revisions in force.
type selection struct {
	m     *Manual
	r     *reader
	old   *history.Reader
	alone *Catalog
	known map[issuedKey]*issuedRevision // of the last Load
	// moved are files of the commit that are not in the folder, by the ids of their documents; "" where several
	// have one id.
	moved map[string]string
	date  string
	past  *pastSettings
}

// findIssued finds, for each document of the folder, the earlier revision that is in force in its place.
//
// A document in the folder that is effective, obsolete or faulty stands for itself. For one that waits, Git is
// asked: the latest revision on the published line that is approved and effective on the day of the build is
// in force, unless the document was made obsolete, deleted, or given another id after it. A revision that was
// taken back under its own number is not in force, see takenBack.
func (r *reader) findIssued(m, last *Manual) []lookup {
	log := m.Options.History
	if m.pasts == nil || log == nil {
		return nil
	}
	var waiting []int
	for i, e := range m.Entries {
		if m.waits(e) {
			waiting = append(waiting, i)
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	past := pastSettingsOf(m)
	s := &selection{m: m, r: r, old: past.old, past: past, alone: m.WithoutEntries(), known: map[issuedKey]*issuedRevision{}, date: m.Options.Date}
	defer s.old.Close()
	for _, l := range last.issues {
		if l.issuedRevision != nil {
			s.known[l.issuedKey] = l.issuedRevision
		}
	}
	s.findMoved(log)
	found := make([]lookup, len(m.Entries))
	like := len(last.issues) > 0 && last.Register == m.Register && last.InputKey() == m.InputKey()
	const lot = 4
	parallel.Each(len(waiting), lot, func(n int) {
		i := waiting[n]
		if like && last.links.texts[i] == m.links.texts[i] && last.pasts[i].same(&m.pasts[i]) && m.pasts[i].Status != Untracked {
			found[i] = last.issues[i]
		} else {
			found[i] = s.find(i)
		}
	})
	return found
}

// waits reports whether a document in the folder is clearly the next revision of its id, and not effective.
func (c *Catalog) waits(e *Entry) bool {
	if !e.Readable || !e.HasPlace || len(c.ByID(e.ID.Value)) != 1 {
		return false
	}
	switch e.Status.Value {
	case document.Draft, document.Review:
		return true
	case document.Approved:
		return e.ApprovedDate.Valid && e.EffectiveDate.Valid && e.InForceFrom().After(c.Options.Date)
	}
	return false
}

// findMoved lists the files that were moved in the folder and not committed yet.
func (s *selection) findMoved(log *history.Log) {
	for _, file := range s.m.Uncommitted.Deleted {
		changes := log.Documents[file].Changes
		if len(changes) == 0 || !changes[0].Known || changes[0].ID == "" {
			continue
		}
		if s.moved == nil {
			s.moved = map[string]string{}
		}
		id := changes[0].ID
		if _, twice := s.moved[id]; twice {
			file = ""
		}
		s.moved[id] = file
	}
}

// version holds the facts of a later version that takenBack compares.
type version struct {
	revision, status string
	text             uint64
	from             string // the day from which an approved one is in force
	day              string // on which it came
}

// find walks back through the versions of a document, from the latest.
func (s *selection) find(at int) lookup {
	e, past := s.m.Entries[at], &s.m.pasts[at]
	changes, text := past.Changes, past.Text
	if past.Status == Unknown {
		return lookup{hidden: true} // in a submodule
	}
	if past.Status == Untracked {
		file := s.moved[e.ID.Value]
		if file == "" {
			return lookup{}
		}
		raw, err := s.r.read(e.File, diag.MaxSourceSize)
		if err != nil {
			return lookup{}
		}
		changes, text = s.past.withDefaults(s.m.Options.History.Documents[file].Changes), history.Text(raw)
	}
	var later []version
	if past.Status != Committed {
		later = append(later, version{e.Revision.Value, e.Status.Value, text, e.InForceFrom().Value, s.date})
	}
	for i := range changes {
		c := &changes[i]
		v := version{revision: c.Revision, status: c.Status, text: c.Text, from: max(c.Approved, c.Effective), day: c.Commit.Date}
		switch {
		case !c.Known:
			return lookup{hidden: true}
		case c.ID != e.ID.Value, c.Status == document.Obsolete, !s.wasDocument(c):
			return lookup{}
		case c.Status == document.Approved && v.from <= s.date:
			found, known := s.read(e, changes[i:])
			if !known {
				return lookup{hidden: true}
			}
			v.from = found.entry.InForceFrom().Value
			if !s.effective(found) {
				break
			}
			switch took, back := takenBack(v, later, e.Revision.Value); {
			case !back:
				return lookup{issuedRevision: found}
			case took:
				return lookup{}
			}
		}
		later = append(later, v)
		if found, done := s.findInner(e, changes[i:], later); done {
			return found
		}
		if c.Returned {
			return lookup{}
		}
	}
	log := s.m.Options.History
	if len(changes) == 0 {
		return lookup{hidden: log.Shallow}
	}
	first := changes[len(changes)-1].Commit.ID
	return lookup{hidden: log.Shallow && first == "" || log.MovedIn != nil && first == log.MovedIn.ID}
}

// findInner looks through what a merge brought in, from the latest version: a revision that was approved on the
// branch, and was followed there by one of another number, was issued with the merge. One that went back to a draft
// under its own number was not. done is false where the search has to go on before the merge.
func (s *selection) findInner(e *Entry, past []history.Change, later []version) (found lookup, done bool) {
	merge := later[len(later)-1]
	seen := []version{merge}
	for _, c := range past[0].Inner() {
		raw, err := s.old.Bytes(c.Blob(), diag.MaxSourceSize)
		if err != nil {
			return lookup{hidden: true}, true
		}
		c = c.WithState(raw)
		c.State = s.past.given(&c)
		v := version{c.Revision, c.Status, c.Text, max(c.Approved, c.Effective), c.Commit.Date}
		open := func(l version) bool {
			return l.status != document.Approved && document.EqualRevisions(l.revision, v.revision)
		}
		if c.ID != e.ID.Value || c.Status == document.Obsolete || !s.wasDocument(&c) {
			return lookup{}, c.Status == document.Obsolete
		}
		if c.Status == document.Approved && v.from <= s.date && !slices.ContainsFunc(seen, open) {
			i, known := s.read(e, append([]history.Change{c}, past[1:]...))
			if !known {
				return lookup{hidden: true}, true
			}
			if _, back := takenBack(v, later, e.Revision.Value); !back && s.effective(i) {
				return lookup{issuedRevision: i}, true
			}
		}
		seen = append(seen, v)
	}
	return lookup{}, false
}

// takenBack reports whether a later version took back the approval of v: under the same revision, the same text is
// approved for a later day, or is a draft again and the document still has that revision. took reports whether that
// may have been after v had taken effect.
func takenBack(v version, later []version, now string) (took, back bool) {
	for _, l := range later {
		if l.text != v.text || !document.EqualRevisions(l.revision, v.revision) {
			continue
		}
		waits := l.status == document.Approved && l.from > v.from
		if waits || l.status != document.Approved && document.EqualRevisions(now, v.revision) {
			back, took = true, took || l.day == "" || l.day >= v.from
		}
	}
	return took, back
}

// effective reports whether a revision counted on the day of the build by what it says itself.
func (s *selection) effective(i *issuedRevision) bool {
	from := i.entry.InForceFrom()
	if !i.entry.Readable || !i.entry.ApprovedDate.Valid || !i.entry.EffectiveDate.Valid || from.After(s.date) || i.entry.Content != document.HasText {
		return false
	}
	check := s.m.Options.Validator
	return check == nil || check.Valid(s.alone, i.entry, i.document)
}

// read reads a revision as it was issued, under the file that the document has now. known is false where this
// clone does not hold it.
func (s *selection) read(e *Entry, past []history.Change) (found *issuedRevision, known bool) {
	c := &past[0]
	then := s.past.at(c.Back)
	key := issuedKey{blob: c.Blob(), from: c.File, file: e.File}
	if then.Edition.Value != s.m.Config.Edition.Value {
		key.edition = then.Edition.Value
	}
	if len(then.Defaults) > 0 {
		key.defaults = then.Sum
	}
	if i := s.known[key]; i != nil {
		again := *i
		again.past = past
		return &again, true
	}
	raw, err := s.old.Bytes(c.Blob(), diag.MaxSourceSize)
	if err != nil {
		return nil, false
	}
	d := *document.Parse(c.File, raw)
	was := *d.Header
	was.File = c.FileThen()
	entry := &Entry{Header: &was}
	entry.takeDefaults(then)
	h := *entry.Header
	h.File = e.File
	d.Header, entry.Header = &h, &h
	key.claimsOf(&h)
	return &issuedRevision{key, past, &d, entry}, true
}

// claimsOf names the edition of claims that were made while the manual had another one, since a number may mean
// something else today.
func (i issuedKey) claimsOf(h *document.Header) {
	if i.edition == "" {
		return
	}
	name := func(claims []document.Claim) []document.Claim {
		claims = slices.Clone(claims)
		for n := range claims {
			if claims[n].Edition == "" {
				claims[n].Edition = i.edition
			}
		}
		return claims
	}
	h.Claims, h.Plain = name(h.Claims), len(h.Claims) == 0
	h.Records = slices.Clone(h.Records)
	for n := range h.Records {
		h.Records[n].Clauses = name(h.Records[n].Clauses)
	}
}
