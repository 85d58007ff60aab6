package history

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
)

// claimFields are the fields with claims, as document.Meta.Said names them. Content compares them by edition.
var claimFields = []string{"claims", "records.clauses"}

// claimSet holds the claims of a document, or of one of its records, by edition. Those that name no edition have "":
// they belong to the edition that manual.yaml had at that time.
type claimSet map[string][]string

func claimSetsOf(d *document.Document) map[string]claimSet {
	sets := map[string]claimSet{"": {}}
	add := func(owner string, claims []document.Claim, editions []string) {
		set := sets[owner]
		if set == nil {
			set = claimSet{}
			sets[owner] = set
		}
		for _, edition := range editions {
			set[edition] = nil // named, even without a claim
		}
		for _, c := range claims {
			set[c.Edition] = append(set[c.Edition], c.Clause+"#"+c.Section)
		}
	}
	add("", d.Claims, d.Editions)
	for i := range d.Records {
		add(d.Records[i].Name.Value, d.Records[i].Clauses, d.Records[i].Editions)
	}
	return sets
}

// SameClaims reports whether two versions of a document claim the same for the manual, which had these editions at the
// time of each. Claims for other editions make no difference: they do not count, so nobody approved them. If the manual
// moved from one edition to the other in between, the latest edition for which both claim something decides.
func (c *Content) SameClaims(other *Content, edition, otherEdition string) bool {
	if len(c.claimSets) != len(other.claimSets) {
		return false
	}
	for owner, set := range c.claimSets {
		than, found := other.claimSets[owner]
		if !found {
			return false
		}
		if latest := max(than.named(edition), set.named(otherEdition)); latest != "" && edition != otherEdition {
			if !slices.Equal(set.counted(latest, edition), than.counted(latest, otherEdition)) {
				return false
			}
		} else if !slices.Equal(set.counted(edition, edition), than.counted(otherEdition, otherEdition)) {
			return false
		}
	}
	return true
}

// named returns an edition if there is a list of claims for it, else "".
func (s claimSet) named(edition string) string {
	if _, found := s[edition]; found {
		return edition
	}
	return ""
}

// counted lists the claims for an edition; those without one are for the edition of the manual.
func (s claimSet) counted(edition, own string) []string {
	list := slices.Clone(s[edition])
	if edition == own {
		list = append(list, s[""]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
