package export

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

type itemsJSON struct {
	Demanded      int `json:"demanded"`
	Provided      int `json:"provided"`
	InPreparation int `json:"in_preparation"`
	Missing       int `json:"missing"`
	NotArising    int `json:"not_arising"`
}

type itemJSON struct {
	Item          string       `json:"item"`
	Kind          string       `json:"kind"` // document or record
	Basis         string       `json:"basis"`
	Demanded      bool         `json:"demanded"`
	State         string       `json:"state"`
	NotArising    string       `json:"not_arising"` // why it does not arise, or ""
	Documents     []string     `json:"documents"`
	Records       []recordJSON `json:"records"`
	InPreparation []string     `json:"in_preparation"`
}

type recordJSON struct {
	Document string `json:"document"`
	Name     string `json:"name"`
}

// kindOf says what provides an item.
func kindOf(i coverage.Item) string {
	if i.Record() {
		return "record"
	}
	return "document"
}

// whyNotArising is the reason why an item does not arise, or "".
func whyNotArising(x *coverage.Report, c *coverage.Clause, i coverage.Item) string {
	switch {
	case i.Answered():
	case i.Excluded:
		return c.Reason(x.Result)
	case i.NotArising != nil:
		return i.NotArising.Reason
	}
	return ""
}

func itemOf(x *coverage.Report, c *coverage.Clause, i coverage.Item) itemJSON {
	item := itemJSON{Item: i.Item, Kind: kindOf(i), Basis: i.Basis, Demanded: i.Demanded(), State: string(i.State()), NotArising: whyNotArising(x, c, i),
		Documents: names(i.By), Records: []recordJSON{}, InPreparation: names(i.Coming)}
	for _, e := range i.By {
		if i.Record() {
			for _, r := range x.RecordsFor(e, c.ID) {
				item.Records = append(item.Records, recordJSON{e.Name(), r.Name.Value})
			}
		}
	}
	return item
}

func names(entries []*manual.Entry) []string {
	list := []string{}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// informationFigures counts the documented information in words.
func informationFigures(x *coverage.Report) string {
	n := x.Information()
	text := fmt.Sprintf("Documented information: %d of %d items that the standard requires are provided, %d missing", n.Provided, n.Demanded-n.NotArising, n.Missing)
	if n.InPreparation > 0 {
		text += fmt.Sprintf(", %d in preparation", n.InPreparation)
	}
	if n.NotArising > 0 {
		text += fmt.Sprintf("; %d more %s not arise", n.NotArising, map[bool]string{true: "does", false: "do"}[n.NotArising == 1])
	}
	return text + "."
}
