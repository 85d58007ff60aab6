package site

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/view"
)

// maxApprovers is the largest number of approvers on the cover of the printed manual.
const maxApprovers = 12

// approverRows lists who approved the current documents, those who approved the most first.
func approverRows(b *Builder) []view.ApproverRow {
	at := map[string]int{}
	var rows []view.ApproverRow
	for _, e := range b.current {
		name := e.Approver.Value
		if e.Status.Value != document.Approved || name == "" {
			continue
		}
		i, known := at[name]
		if !known {
			i = len(rows)
			at[name] = i
			rows = append(rows, view.ApproverRow{Approver: name})
		}
		rows[i].Count++
		if e.ApprovedDate.Valid {
			rows[i].Latest = max(rows[i].Latest, e.ApprovedDate.Value)
		}
	}
	slices.SortStableFunc(rows, func(x, y view.ApproverRow) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Approver, y.Approver))
	})
	return rows[:min(len(rows), maxApprovers)]
}
