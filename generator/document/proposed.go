package document

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// proposals reads `proposed`, which is written like `clauses`.
func (m *metaReader) proposals(v *yaml.Value) []Claim {
	if v.Kind != yaml.Map {
		return m.claimList(v, "")
	}
	var claims []Claim
	for _, e := range v.Entries {
		edition, known := standardname.Parse(e.Key.Text)
		if !known || edition.Year != "" && !slices.Contains(standardname.Years(), edition.Year) {
			m.bad(e.Key, fmt.Sprintf("%s is not an edition of ISO 9001", shorten(e.Key.Text)), "expected one of "+strings.Join(standardname.Years(), ", "))
			continue
		}
		claims = append(claims, m.claimList(e.Value, edition.Year)...)
	}
	return claims
}
