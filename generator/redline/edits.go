package redline

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// edit is one element of two lists that are compared.
type edit struct {
	op      Op
	was, is int // the index in either list; only one is set unless op is Same
}

// edits compares two lists.
func edits(was, is []string) []edit {
	c := &comparison{was: newSide(was, is), is: newSide(is, was)}
	a, b := len(c.was.shared), len(c.is.shared)
	if a+b > mostWords {
		c.anchored()
	} else {
		c.compare(a, b)
	}
	c.upTo(len(was), len(is))
	return c.list
}

// side is one of two lists that are compared.
type side struct {
	keys   []string
	shared []int // the indexes of the keys that the other list has too; no others need to be compared
	at     int   // how many of shared are done
	done   int   // how many of keys are done
}

func newSide(keys, other []string) side {
	in := make(map[string]bool, len(other))
	for _, k := range other {
		in[k] = true
	}
	s := side{keys: keys}
	for i, k := range keys {
		if in[k] {
			s.shared = append(s.shared, i)
		}
	}
	return s
}

type comparison struct {
	was, is side
	list    []edit
}

// upTo deletes and inserts all before two indexes.
func (c *comparison) upTo(was, is int) {
	for ; c.was.done < was; c.was.done++ {
		c.list = append(c.list, edit{op: Delete, was: c.was.done})
	}
	for ; c.is.done < is; c.is.done++ {
		c.list = append(c.list, edit{op: Insert, is: c.is.done})
	}
}

func (c *comparison) same(was, is int) {
	c.upTo(was, is)
	c.list = append(c.list, edit{Same, was, is})
	c.was.done, c.is.done = was+1, is+1
}

// compare compares the shared keys before two indexes in shared.
func (c *comparison) compare(was, is int) {
	a, b := c.was.shared[c.was.at:was], c.is.shared[c.is.at:is]
	c.was.at, c.is.at = was, is
	if len(a) == 0 || len(b) == 0 || len(a)+len(b) > mostWords {
		return
	}
	codes := map[string]rune{}
	encode := func(s *side, indexes []int) []rune {
		runes := make([]rune, len(indexes))
		for i, at := range indexes {
			code, known := codes[s.keys[at]]
			if !known {
				code = firstCode + rune(len(codes))
				codes[s.keys[at]] = code
			}
			runes[i] = code
		}
		return runes
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // a result that depends on how fast the machine is would differ between builds
	i, j := 0, 0
	for _, part := range d.DiffMainRunes(encode(&c.was, a), encode(&c.is, b), false) {
		n := utf8.RuneCountInString(part.Text)
		switch part.Type {
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		default:
			for range n {
				c.same(a[i], b[j])
				i, j = i+1, j+1
			}
		}
	}
}

// firstCode is the rune of the first key. Behind it there are no surrogates, and more runes than mostWords.
const firstCode = 0x10000

// anchored splits long lists at the keys that are once in each and in the same order, and compares between them.
func (c *comparison) anchored() {
	times, at := map[string]int{}, map[string]int{}
	for _, i := range c.was.shared {
		times[c.was.keys[i]] += 1
	}
	const inOther = 1 << 32
	for n, i := range c.is.shared {
		times[c.is.keys[i]] += inOther
		at[c.is.keys[i]] = n
	}
	var order []int // of the anchors, their places in is
	var places []int
	for n, i := range c.was.shared {
		if k := c.was.keys[i]; times[k] == inOther+1 {
			order, places = append(order, at[k]), append(places, n)
		}
	}
	stays := heaviestRun(order, len(c.is.shared), func(int) int { return 1 })
	for n := range order {
		if stays[n] {
			c.compare(places[n], order[n])
			c.same(c.was.shared[places[n]], c.is.shared[order[n]])
			c.was.at, c.is.at = places[n]+1, order[n]+1
		}
	}
	c.compare(len(c.was.shared), len(c.is.shared))
}

// heaviestRun marks the numbers of a list that make the run in rising order with the most weight. Negative numbers
// are in none; all are less than limit.
func heaviestRun(list []int, limit int, weight func(i int) int) []bool {
	best, from := make([]int, len(list)), make([]int, len(list))
	tree := make([]int, limit+1) // a Fenwick tree of the best runs by their last number: an index in list, plus one
	last := -1
	for i, n := range list {
		if from[i] = -1; n < 0 {
			continue
		}
		top := 0
		for k := n; k > 0; k -= k & -k {
			if t := tree[k]; t > 0 && best[t-1] > top {
				top, from[i] = best[t-1], t-1
			}
		}
		best[i] = top + weight(i)
		for k := n + 1; k < len(tree); k += k & -k {
			if tree[k] == 0 || best[tree[k]-1] < best[i] {
				tree[k] = i + 1
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	stays := make([]bool, len(list))
	for ; last >= 0; last = from[last] {
		stays[last] = true
	}
	return stays
}
