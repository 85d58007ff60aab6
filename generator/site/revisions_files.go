package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// pictureThen is a picture as it was at a commit: the file in the folder where that holds the same, else one that is
// published for the page with the revisions. It is nil where the picture cannot be shown.
func (b bodyComparer) pictureThen(name string, back int) *manual.File {
	f, blob := b.manual.Earlier().File(name, back)
	if blob == "" || !b.readable(name, blob) {
		return f
	}
	return &manual.File{Path: name, URL: route.Earlier(blob, name)}
}

// readable reports whether a picture of an earlier revision may be published. What is known of a blob is cached.
func (b bodyComparer) readable(name, blob string) bool {
	address := route.Earlier(blob, name)
	if known, ok := b.pictures.Load(address); ok {
		return known.(bool)
	}
	_, err := b.manual.Earlier().Picture(name, blob)
	b.pictures.Store(address, err == nil)
	return err == nil
}

// earlierPictures are the pictures that earlier revisions show and that are no longer in the folder, each once.
func earlierPictures(b *Builder) []File {
	log := b.manual.Options.History
	if !picturesChanged(log) {
		return nil
	}
	compare := bodyComparer{b}
	old := log.Reader()
	defer old.Close()
	var files []File
	seen := map[string]bool{}
	for _, e := range b.manual.Entries {
		list := b.approvedRevisions(e)
		if len(list) < 2 {
			continue
		}
		for _, r := range list[:min(len(list), revisionsCompared)] {
			for _, name := range picturesOf(old, r) {
				_, blob := b.manual.Earlier().File(name, r.text.Back)
				if address := route.Earlier(blob, name); blob != "" && !seen[address] && compare.readable(name, blob) {
					seen[address] = true
					files = append(files, whole(address, func() ([]byte, error) { return b.manual.Earlier().Picture(name, blob) }))
				}
			}
		}
	}
	return files
}

// picturesChanged reports whether any picture was changed or deleted. Where none was, no text has to be read.
func picturesChanged(log *history.Log) bool {
	for name, changes := range log.Files {
		if manual.IsPicture(name) && (len(changes) > 1 || changes[0].Blob == "") {
			return true
		}
	}
	return false
}

// picturesOf lists the pictures of a revision whose text is no longer in the folder.
func picturesOf(old *history.Reader, r revision) []string {
	if r.text == nil {
		return nil
	}
	var names []string
	if c := old.Content(r.text); c != nil {
		for _, a := range c.Links {
			if a.Image && a.ID == "" {
				names = append(names, a.From(r.text.File))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
