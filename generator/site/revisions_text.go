package site

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/redline"
	"github.com/clausebook/clausebook/generator/view"
)

// bodyComparer compares the revisions of a document: their texts, front matters and files.
type bodyComparer struct{ *Builder }

// revisionText is the text of a revision. Document is nil where it cannot be read.
type revisionText struct {
	document *document.Document
	html     func(label string) string // names its tables with a label, which tells them apart on the page
	version  manual.Version
}

func (b bodyComparer) revisionText(p page, r revision) revisionText {
	t := revisionText{document: b.manual.Text(r.entry)}
	if r.text != nil {
		t.document, t.version = b.manual.Options.History.Document(r.text), manual.Version{Change: r.text, Back: r.text.Back}
	}
	if t.document == nil {
		return t
	}
	// A link is followed by "(draft)" or "(obsolete)" for what is so today. That is no word of the text.
	plain := b.messages
	plain.unpublished, plain.withdrawn = "", ""
	t.html = func(label string) string {
		var out bytes.Buffer
		w := bodyWriter{messages: &plain, root: p.Root, prefix: label + ":"}
		w.body(&out, t.document, b.revisionLinks(r.entry, t))
		return out.String()
	}
	return t
}

// revisionLinks resolves the links of a text, and its pictures as they were.
func (b bodyComparer) revisionLinks(e *manual.Entry, t revisionText) []manual.Target {
	targets := b.manual.Earlier().Links(t.document, e)
	if t.version.Change == nil {
		return targets
	}
	for i, ref := range t.document.Refs.All() {
		if ref.Kind == document.Image {
			targets[i] = manual.Target{File: b.pictureThen(ref.Path, t.version.Back)}
		}
	}
	return targets
}

// comparison is what differs between a revision and the one before.
type comparison struct {
	revision string
	redline  *redline.Redline // nil where one of the texts cannot be read
	html     string
	fields   []view.FieldChange
	files    []string
}

func (b bodyComparer) compareRevisions(e *manual.Entry, of []revision, texts []revisionText, anchor string) *comparison {
	c := &comparison{revision: of[0].name}
	now, before := texts[0], texts[1]
	if now.document == nil || before.document == nil {
		return c
	}
	c.redline = redline.Compare(before.html(b.say("revisions.before", of[1].name, of[0].name)), now.html(b.say("revisions.name", of[0].name)),
		redline.Options{Labels: b.redlineLabels(), Anchors: anchor + "-", Levels: 1})
	if !c.redline.Equal() {
		c.html = c.redline.HTML
	}
	c.fields = b.fieldChanges(before.document, now.document)
	c.files = b.otherFiles(e, now.version, before.version)
	return c
}

// otherFiles lists the files, other than pictures, that a document links to in both versions and that hold something else.
func (b bodyComparer) otherFiles(e *manual.Entry, now, before manual.Version) []string {
	old := b.manual.Reader()
	defer old.Close()
	var list []string
	for _, a := range old.OtherFiles(e, now, before) {
		if !a.Image {
			list = append(list, a.Path)
		}
	}
	return list
}

func (b bodyComparer) redlineLabels() redline.Labels {
	return redline.Labels{
		Inserted: b.say("redline.inserted"), Deleted: b.say("redline.deleted"),
		MovedHere: b.say("redline.moved_here"), MovedAway: b.say("redline.moved_away"),
		Unchanged: b.say("redline.unchanged"), NoHeading: b.say("redline.no_heading"),
		RowsIn: b.say("redline.row_inserted"), RowsOut: b.say("redline.row_deleted"),
		ColumnIn: b.say("redline.column_inserted"), ColumnOut: b.say("redline.column_deleted"),
	}
}

func (c *comparison) fill(b bodyComparer, row *view.RevisionRow) {
	row.Fields, row.Files, row.Unread = c.fields, c.files, c.redline == nil
	if c.redline == nil {
		return
	}
	for _, s := range c.redline.Sections {
		row.Sections = append(row.Sections, view.SectionChange{Title: s.Title, Kind: string(s.Kind), Word: b.sectionWord(s.Kind), Anchor: s.Anchor})
	}
	row.Changes = b.changesOf(c)
}

func (b bodyComparer) sectionWord(k redline.Kind) string {
	switch k {
	case redline.Added:
		return b.say("redline.added")
	case redline.Removed:
		return b.say("redline.removed")
	case redline.Moved:
		return b.say("redline.moved")
	}
	return b.say("redline.changed")
}

// changesOf sums up a comparison in a sentence.
func (b bodyComparer) changesOf(c *comparison) string {
	count := map[redline.Kind]int{}
	for _, s := range c.redline.Sections {
		count[s.Kind]++
	}
	of := func(list []string, key string, n int) []string {
		if n > 0 {
			list = append(list, b.say(key, n))
		}
		return list
	}
	changed := of(nil, "revisions.sections", count[redline.Changed])
	changed = of(changed, "revisions.tables", c.redline.Tables)
	changed = of(changed, "revisions.pictures", c.redline.Pictures)
	changed = of(changed, "revisions.fields", len(c.fields))
	changed = of(changed, "revisions.files", len(c.files))
	var parts []string
	if len(changed) > 0 {
		parts = append(parts, b.say("revisions.changes", strings.Join(changed, ", ")))
	}
	for _, k := range []struct {
		kind redline.Kind
		key  string
	}{{redline.Added, "revisions.adds"}, {redline.Removed, "revisions.removes"}, {redline.Moved, "revisions.moves"}} {
		if n := count[k.kind]; n > 0 {
			parts = append(parts, b.say(k.key, b.say("revisions.sections", n)))
		}
	}
	if len(parts) == 0 {
		return b.say("revisions.same", c.revision)
	}
	return b.say("revisions.sentence", c.revision, strings.Join(parts, "; "))
}

// fieldChanges lists the fields of the front matter that differ, except those that each revision shows itself.
func (b bodyComparer) fieldChanges(before, now *document.Document) []view.FieldChange {
	was, is := b.shownFields(before), b.shownFields(now)
	var list []view.FieldChange
	for _, f := range is {
		old := ""
		for _, o := range was {
			if o.Name == f.Name {
				old = o.Value
			}
		}
		if old != f.Value {
			was, is := redline.Values(old, f.Value, b.redlineLabels())
			list = append(list, view.FieldChange{Name: f.Name, Old: template.HTML(was), New: template.HTML(is)})
		}
	}
	for _, o := range was { // other fields that are gone
		found := false
		for _, f := range is {
			found = found || f.Name == o.Name
		}
		if was, _ := redline.Values(o.Value, "", b.redlineLabels()); !found {
			list = append(list, view.FieldChange{Name: o.Name, Old: template.HTML(was)})
		}
	}
	return list
}

func (b bodyComparer) shownFields(d *document.Document) []view.Pair {
	ids := func(list []document.Text) string {
		var names []string
		for _, t := range list {
			names = append(names, t.Value)
		}
		return strings.Join(names, ", ")
	}
	fields := []view.Pair{
		{Name: b.say("list.title"), Value: d.Title.Value},
		{Name: b.say("list.type"), Value: b.typeWord(d.Type.Value)},
		{Name: b.say("list.owner"), Value: d.Owner.Value},
		{Name: b.say("document.approver"), Value: d.Approver.Value},
		{Name: b.say("document.claims"), Value: claimNames(d.Claims)},
		{Name: b.say("records.title"), Value: recordList(d.Records)},
		{Name: b.say("document.supersedes"), Value: ids(d.Supersedes)},
		{Name: b.say("document.superseded_by"), Value: ids(d.SupersededBy)},
		{Name: b.say("document.related"), Value: ids(d.Related)},
		{Name: b.say("document.distribution"), Value: d.Distribution.Value},
		{Name: b.say("document.classification"), Value: d.Classification.Value},
		{Name: b.say("revisions.summary"), Value: d.Summary.Value},
	}
	for _, f := range d.Extra {
		fields = append(fields, view.Pair{Name: f.Name, Value: f.Value})
	}
	return fields
}

func claimNames(claims []document.Claim) string {
	var names []string
	for _, c := range claims {
		name := c.Clause
		if c.Section != "" {
			name += "#" + c.Section
		}
		if c.Edition != "" {
			name += " (" + c.Edition + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// recordList lists records with what is to be kept of them.
func recordList(records []document.Record) string {
	var names []string
	for _, r := range records {
		var parts []string
		for _, t := range []document.Text{r.Form, r.Retention, r.Location, r.Owner, r.Disposal} {
			if t.Given() {
				parts = append(parts, t.Value)
			}
		}
		if c := claimNames(r.Clauses); c != "" {
			parts = append(parts, c)
		}
		name := r.Name.Value
		if len(parts) > 0 {
			name += " (" + strings.Join(parts, ", ") + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}
