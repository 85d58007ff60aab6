package manual

import (
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// pastSettings reads manual.yaml as it was at earlier commits. It may be used by several goroutines.
type pastSettings struct {
	now    *config.Config
	log    *history.Log
	old    *history.Reader
	byBlob sync.Map
}

func pastSettingsOf(m *Manual) *pastSettings {
	log := m.Options.History
	return &pastSettings{now: m.Config, log: log, old: log.Reader()}
}

// at is manual.yaml at a commit, or the one in the folder if this clone does not hold it.
func (p *pastSettings) at(back int) *config.Config {
	blob, known := p.log.FileSince(config.File, back)
	if !known {
		return p.now
	}
	if then, seen := p.byBlob.Load(blob); seen {
		return then.(*config.Config)
	}
	raw, err := p.old.Bytes(blob, diag.MaxSourceSize)
	settings := p.now
	if err == nil && !settings.IsFrom(raw) {
		settings = config.Read(raw)
	}
	then, _ := p.byBlob.LoadOrStore(blob, settings)
	return then.(*config.Config)
}

// withDefaults returns the changes of a document with the revision and status that manual.yaml gave it at each of
// them, where it had none of its own.
func (p *pastSettings) withDefaults(changes []history.Change) []history.Change {
	own := true
	for i := range changes {
		c := &changes[i]
		if !c.Known || c.ID == "" || c.Revision != "" && c.Status != "" {
			continue
		}
		given := p.given(c)
		if given.Revision == c.Revision && given.Status == c.Status {
			continue
		}
		if own {
			own, changes = false, slices.Clone(changes)
		}
		changes[i].Revision, changes[i].Status = given.Revision, given.Status
	}
	return changes
}

// given is the state of a document at a commit with its defaults.
func (p *pastSettings) given(c *history.Change) history.State {
	e := &Entry{Header: &document.Header{File: c.FileThen(), Readable: true}}
	e.takeDefaults(p.at(c.Back))
	s := c.State
	if s.Revision == "" {
		s.Revision = e.Revision.Value
	}
	if s.Status == "" {
		s.Status = e.Status.Value
	}
	return s
}

// wasDocument reports whether a version was in a place where the manual has documents: not in a hidden or excluded
// folder, and in the documents folder of then. One that was not never counted.
func (s *selection) wasDocument(c *history.Change) bool {
	file, then := c.FileThen(), s.past.at(c.Back)
	below := file
	if folder := then.Documents.Value; folder != "." {
		inside := false
		if below, inside = strings.CutPrefix(file, folder+"/"); !inside {
			_, known := s.m.Options.History.FileAt(config.File, c.Back)
			return !known // the manual may be younger than its documents
		}
	}
	return !Hidden(below) && !then.Reserved(file) && then.Excluded(file) == nil
}
