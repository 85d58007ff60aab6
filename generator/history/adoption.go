package history

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// frontMatter is what decides whether a change was the adoption of a document.
type frontMatter struct {
	complete bool     // every required field is there, and no value is faulty
	claims   []string // with editions and sections
	rest     uint64   // hash of the other fields, without ignoredFields
}

func frontMatterOf(d *document.Document) frontMatter {
	f := frontMatter{complete: d.Readable && d.ID.Given() && d.Title.Given() && d.Revision.Given() && d.Owner.Given() &&
		slices.Contains(document.Statuses, d.Status.Value)}
	for _, found := range d.Findings {
		if found.Rule == "bad-value" || found.Rule == "front-matter" {
			f.complete = false
		}
	}
	for _, c := range d.Claims {
		f.claims = append(f.claims, c.Edition+" "+c.Clause+"#"+c.Section)
	}
	rest, _ := d.Said(append(slices.Clone(ignoredFields), "claims"))
	f.rest = maphash.String(seed, rest)
	return f
}

// AdoptedFrom reports whether a content with the same body as an earlier one differs from it only in what makes a
// document usable: the front matter was incomplete or faulty before, or claims on headings were replaced by
// clauses below them.
func (c *Content) AdoptedFrom(before *Content) bool {
	return !before.complete || c.rest == before.rest && refines(c.claims, before.claims)
}

// refines reports whether some claims are others in which headings were replaced by clauses below them.
func refines(claims, headings []string) bool {
	below := func(claim, heading string) bool {
		clause, _, _ := strings.Cut(heading, "#")
		return claim == heading || strings.HasPrefix(claim, clause+".")
	}
	for _, claim := range claims {
		if !slices.ContainsFunc(headings, func(heading string) bool { return below(claim, heading) }) {
			return false
		}
	}
	for _, heading := range headings {
		if !slices.ContainsFunc(claims, func(claim string) bool { return below(claim, heading) }) {
			return false
		}
	}
	return true
}
