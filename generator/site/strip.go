package site

import (
	"net/url"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxSize is the largest size of a piece of the strip for which the style sheet has a class.
const maxSize = 40

// strip is all clauses that carry requirements, by chapter and state.
func strip(b *Builder) []view.StripChapter {
	var chapters []view.StripChapter
	for _, c := range b.chapters() {
		row := view.StripChapter{Chapter: view.Chapter{ID: c.ID, Title: b.title(c), URL: route.Clause(c.ID)}}
		counts := map[coverage.State]int{}
		for _, leaf := range b.manual.Standard.Leaves(c.ID) {
			counts[b.report.Clause(leaf.ID).State]++
			row.Size++
		}
		row.Size = min(row.Size, maxSize)
		for _, s := range coverage.States {
			if n := counts[s]; n > 0 {
				row.Pieces = append(row.Pieces, view.StripPiece{
					StateCount: view.StateCount{State: b.states[s], Count: n}, Size: min(n, maxSize),
					URL:   route.Coverage + "#" + url.Values{"chapter": {c.ID}, "state": {string(s)}}.Encode(),
					Label: b.say("coverage.piece", c.ID+" "+row.Title, n, b.states[s].Word),
				})
			}
		}
		chapters = append(chapters, row)
	}
	return chapters
}
