package history

import (
	"bytes"
	"context"
	"strings"
)

// maxCompared limits the pairs of texts to compare, since each costs two runs of git.
const maxCompared = 200

// textComparer compares blobs and caches the results.
type textComparer struct {
	ctx      context.Context
	r        *Repository
	known    map[[2]string]bool
	compared int
}

// sameDocument reports whether a version that came after the deletion of another is the same
// document, restored and perhaps changed. With another title, more of the text has to be the same,
// because the documents of a manual resemble each other. If the texts cannot be read, the title
// decides.
func (t *tracer) sameDocument(a, b string) bool {
	old, fresh := t.state(a), t.state(b)
	if a == b || old.Known && old.Text == fresh.Text {
		return true
	}
	sameTitle := strings.EqualFold(old.Title, fresh.Title)
	least := minSimilarity
	if sameTitle {
		least = minSimilarity / 2
	}
	share, ok := t.compare.similar(a, b, least)
	if !ok {
		return sameTitle
	}
	return share
}

// similar reports whether two texts have at least the given similarity, in per cent. ok is false if
// they cannot be read.
func (t *textComparer) similar(a, b string, least int) (enough, ok bool) {
	if t == nil {
		return false, false
	}
	pair := [2]string{a, b}
	if enough, ok := t.known[pair]; ok {
		return enough, true
	}
	if t.compared++; t.compared > maxCompared {
		return false, false
	}
	var bodies [2][]byte
	for i, blob := range pair {
		raw, err := t.r.run(t.ctx, nil, "cat-file", "blob", blob)
		if err != nil {
			return false, false
		}
		_, bodies[i] = split(raw)
	}
	enough = similarity(bodies[0], bodies[1]) >= least
	t.known[pair] = enough
	return enough, true
}

// similarity is the share of pairs of neighbouring words that two texts have in common, in per
// cent.
func similarity(a, b []byte) int {
	count := map[[2]string]int{}
	total := 0
	eachWordPair(a, func(pair [2]string) {
		count[pair]++
		total++
	})
	both, other := 0, 0
	eachWordPair(b, func(pair [2]string) {
		if count[pair] > 0 {
			count[pair]--
			both++
		}
		other++
	})
	if total+other == 0 {
		return 0
	}
	return 200 * both / (total + other)
}

func eachWordPair(text []byte, visit func([2]string)) {
	before := ""
	for word := range bytes.FieldsSeq(text) {
		now := string(word)
		visit([2]string{before, now})
		before = now
	}
}
