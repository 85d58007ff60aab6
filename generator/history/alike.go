package history

import (
	"bytes"
	"context"
	"strings"
)

// mostCompared bounds how many pairs of texts are read to compare them, since each costs two runs of git.
const mostCompared = 200

// textComparer compares what blobs hold, each pair once.
type textComparer struct {
	ctx   context.Context
	r     *Repository
	known map[[2]string]bool
	asked int
}

// alike reports whether two versions, of which one came after the other was deleted, are of one document: it
// was brought back, as it was or somewhat changed. With another title more of the text has to be the same,
// since the documents of a manual are much alike. Where the texts cannot be read, the title decides.
func (t *tracer) alike(a, b string) bool {
	old, fresh := t.state(a), t.state(b)
	if a == b || old.Known && old.Text == fresh.Text {
		return true
	}
	sameTitle := strings.EqualFold(old.Title, fresh.Title)
	least := minSimilarity
	if sameTitle {
		least = minSimilarity / 2
	}
	share, ok := t.compare.share(a, b, least)
	if !ok {
		return sameTitle
	}
	return share
}

// share reports whether two texts have at least a share in common, in per cent; ok is false where they cannot be
// read.
func (t *textComparer) share(a, b string, least int) (enough, ok bool) {
	if t == nil {
		return false, false
	}
	pair := [2]string{a, b}
	if enough, ok := t.known[pair]; ok {
		return enough, true
	}
	if t.asked++; t.asked > mostCompared {
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
	enough = shared(bodies[0], bodies[1]) >= least
	t.known[pair] = enough
	return enough, true
}

// shared is how many of the pairs of neighbouring words of two texts are in both, in per cent.
func shared(a, b []byte) int {
	count := map[[2]string]int{}
	total := 0
	eachPair(a, func(pair [2]string) {
		count[pair]++
		total++
	})
	both, other := 0, 0
	eachPair(b, func(pair [2]string) {
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

func eachPair(text []byte, visit func([2]string)) {
	before := ""
	for word := range bytes.FieldsSeq(text) {
		now := string(word)
		visit([2]string{before, now})
		before = now
	}
}
