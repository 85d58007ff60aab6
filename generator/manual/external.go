package manual

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// externalUses says which documents name which external documents in their text.
type externalUses struct {
	register *config.ExternalRegister
	texts    []*document.Document
	named    [][]int // by the place of a text: indexes into the register
	users    [][]*Entry
}

// readExternal reads the register of external documents: the last one, if it is the same.
func (c *Catalog) readExternal(r *reader, last *Catalog) (faults []diag.Finding, err error) {
	file, sum := config.File, c.Config.Sum
	var raw []byte
	if c.ExternalFile.Given() {
		file = c.ExternalFile.Value
		if raw, faults, err = r.externalFile(c.ExternalFile); err != nil || faults != nil {
			return faults, err
		}
	} else if len(c.External) == 0 {
		return nil, nil
	}
	register := &config.ExternalRegister{File: file, Documents: c.External, Sum: sum}
	if raw != nil {
		register = config.ReadExternal(file, raw)
	}
	if was := last.ExternalRegister; was != nil && was.File == register.File && was.Sum == register.Sum {
		register = was
	}
	c.ExternalRegister = register
	return register.Findings, nil
}

func (r *reader) externalFile(name document.Text) (raw []byte, faults []diag.Finding, err error) {
	report := func(message, hint string) (_ []byte, faults []diag.Finding, err error) {
		return nil, []diag.Finding{{Rule: "configuration", File: config.File, Pos: name.Pos, Message: message, Hint: hint}}, nil
	}
	info, err := rootfs.Lstat(r.fsys, name.Value)
	if err == nil && info.Mode().IsRegular() {
		raw, err = r.read(name.Value, diag.MaxSourceSize)
	}
	switch {
	case errors.Is(err, rootfs.ErrNotRegular), err == nil && !info.Mode().IsRegular():
		return report(fmt.Sprintf("%s is a symbolic link, below one, or not a regular file; it is not read", name.Value), "put the file itself here")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return report(fmt.Sprintf("there is no file %s", name.Value), "create it with the key `external:` and a list, or write the list into manual.yaml")
	case err != nil:
		return nil, nil, err
	}
	if raw == nil {
		raw = []byte{}
	}
	return raw, nil, nil
}

// ExternalUsers lists the documents that refer to an external document, by its index in the register: those whose
// text names its number, or its name if it has no number, and those that the register lists. Obsolete documents
// are left out. The list is in the order of files and must not be changed.
func (m *Manual) ExternalUsers(i int) []*Entry { return m.external.users[i] }

// findExternalUses finds the documents that refer to external documents. What a text names is kept while the text
// and the register are the same.
func (m *Manual) findExternalUses(last *Manual) {
	m.external = nil
	if m.ExternalRegister == nil {
		return
	}
	listed := m.ExternalRegister.Documents
	x := &externalUses{m.ExternalRegister, m.links.texts, make([][]int, len(m.links.texts)), make([][]*Entry, len(listed))}
	known := last.external
	if known != nil && known.register != x.register {
		known = nil
	}
	numbers := make([]externalNumber, len(listed))
	for i := range listed {
		numbers[i] = newExternalNumber(listed[i].Label())
	}
	parallel.Each(len(x.texts), smallLot, func(i int) {
		if known != nil && i < len(known.texts) && known.texts[i] == x.texts[i] {
			x.named[i] = known.named[i]
		} else {
			x.named[i] = namedIn(x.texts[i], numbers)
		}
	})
	for _, e := range m.Entries {
		if e.Status.Value == document.Obsolete {
			continue
		}
		for i := range listed {
			names := func(id document.Text) bool { return document.PlainID(id.Value) == e.ID.Value }
			if slices.Contains(x.named[e.at], i) || e.ID.Given() && slices.ContainsFunc(listed[i].Documents, names) {
				x.users[i] = append(x.users[i], e)
			}
		}
	}
	m.external = x
}
