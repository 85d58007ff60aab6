package check

import (
	"fmt"
	"path"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// pathOwner is a document with an address, current or old.
type pathOwner struct {
	*manual.Entry
	as  string // "the address" or "an old address"
	pos diag.Pos
}

// pathOwners maps folded addresses to the documents that have them.
type pathOwners map[string][]pathOwner

// other returns an owner of an address other than the line at pos of a document.
func (p pathOwners) other(e *manual.Entry, pos diag.Pos, address string) (pathOwner, bool) {
	for _, other := range p[route.Fold(address)] {
		if other.Entry != e || other.pos != pos {
			return other, true
		}
	}
	return pathOwner{}, false
}

func (p pathOwners) add(e *manual.Entry, pos diag.Pos, address, as string) {
	key := route.Fold(address)
	p[key] = append(p[key], pathOwner{e, as, pos})
}

// collidingAliases reports old addresses that are taken, or that need a folder where a page is.
func (r *run) collidingAliases() {
	if !slices.ContainsFunc(r.Entries, func(e *manual.Entry) bool { return len(e.Aliases) > 0 }) {
		return
	}
	held := pathOwners{}
	for _, e := range r.Entries {
		if e.ID.Given() {
			held.add(e, e.ID.Pos, e.Place, "the address")
		}
		for _, a := range e.OldAddresses() {
			held.add(e, a.Pos, a.Path, "an old address")
		}
	}
	for _, e := range r.Entries {
		for _, a := range e.OldAddresses() {
			if message, hint := collision(held, e, a); message != "" {
				r.inDocument(e, a.Pos, message, hint)
			}
		}
	}
}

func collision(held pathOwners, e *manual.Entry, a manual.Alias) (message, hint string) {
	if route.Reserved(a.Path) {
		return fmt.Sprintf("old address %s is where the site has files of its own", a.Value),
			"delete it; an old address is that of a page that no longer exists, such as documents/old-id.html"
	}
	either := "delete it in one of the two documents"
	switch other, taken := held.other(e, a.Pos, a.Path); {
	case taken && other.Entry != e:
		if other.pos == other.ID.Pos {
			either = "delete it here: that document has its page there"
		}
		return fmt.Sprintf("old address %s is %s of %s in %s, line %d", a.Value, other.as, other.Name(), other.File, other.pos.Line), either
	case taken && other.pos == e.ID.Pos:
		return fmt.Sprintf("old address %s is the address of this document itself", a.Value), "delete it"
	case taken:
		return fmt.Sprintf("old address %s appears twice in this document", a.Value), "delete one of the two"
	}
	for folder := path.Dir(a.Path); folder != "."; folder = path.Dir(folder) {
		if other, taken := held.other(e, a.Pos, folder); taken {
			return fmt.Sprintf("old address %s needs a folder %s, which is %s of %s in %s, line %d",
				a.Value, folder, other.as, other.Name(), other.File, other.pos.Line), either
		}
	}
	return "", ""
}
