package manual

import (
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/source"
)

// wasDocument reports whether a version was in a place where the manual has documents: not in a hidden or excluded
// folder, and in the documents folder of then. One that was not never counted.
func (s *selection) wasDocument(c *history.Change) bool {
	file, then := c.FileThen(), s.settingsAt(c.Back)
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

// settingsAt is manual.yaml at a commit, or the one in the folder if this clone does not hold it.
func (s *selection) settingsAt(back int) *config.Config {
	blob, known := s.m.Options.History.FileSince(config.File, back)
	if !known {
		return s.m.Config
	}
	if then, seen := s.settings.Load(blob); seen {
		return then.(*config.Config)
	}
	raw, err := s.old.Bytes(blob, source.MaxSize)
	settings := s.m.Config
	if err == nil && !settings.IsFrom(raw) {
		settings = config.Read(raw)
	}
	then, _ := s.settings.LoadOrStore(blob, settings)
	return then.(*config.Config)
}

// revision is that of a version, which may be one that manual.yaml gave it by default.
func (s *selection) revision(c *history.Change) string {
	if c.Revision != "" {
		return c.Revision
	}
	e := &Entry{Header: &document.Header{File: c.FileThen(), Readable: true}}
	e.takeDefaults(s.settingsAt(c.Back))
	return e.Revision.Value
}
