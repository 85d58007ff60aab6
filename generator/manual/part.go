package manual

import "strings"

// Part returns the documents of a part of the manual, and its name in words: those of a folder, by its path or title,
// and of the folders in it, or one document by its id or title. found is false if there is no such part.
func (c *Catalog) Part(name string) (words string, entries []*Entry, found bool) {
	path := strings.Trim(strings.TrimPrefix(name, c.Documents.Value+"/"), "/")
	for _, s := range c.Sections {
		if s.Path == "" || !strings.EqualFold(s.Path, path) && !strings.EqualFold(s.Title, name) {
			continue
		}
		for _, e := range c.Ranked() {
			if e.Section.Path == s.Path || strings.HasPrefix(e.Section.Path, s.Path+"/") {
				entries = append(entries, e)
			}
		}
		return s.Title, entries, true
	}
	list := c.ByID(name)
	if len(list) == 0 {
		for _, e := range c.Ranked() {
			if strings.EqualFold(e.Title.Value, name) {
				list = append(list, e)
			}
		}
	}
	if len(list) == 0 {
		return "", nil, false
	}
	return list[0].Name() + " " + list[0].Title.Value, list, true
}

// PartNames lists the names by which Part knows folders and documents, without titles.
func (c *Catalog) PartNames() []string {
	var names []string
	for _, s := range c.Sections {
		names = append(names, s.Path)
	}
	return append(names, c.IDs()...)
}
