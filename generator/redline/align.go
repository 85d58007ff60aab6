package redline

import "slices"

// pair is an element of two lists that were aligned: its index in either list, -1 where it is in one only. Pairs are
// in the order in which they are shown.
type pair struct{ was, is int }

// alignBlocks aligns two lists of blocks: first those that are the same, then between them those of one kind that
// have most words in common.
func alignBlocks(was, is []*block) []pair {
	a, b := make([]string, len(was)), make([]string, len(is))
	for i := range was {
		a[i] = was[i].key
	}
	for i := range is {
		b[i] = is[i].key
	}
	var list []pair
	var gone, fresh []int
	flush := func() {
		list = append(list, alignGap(was, is, gone, fresh)...)
		gone, fresh = nil, nil
	}
	for _, e := range edits(a, b) {
		switch e.op {
		case Delete:
			gone = append(gone, e.was)
		case Insert:
			fresh = append(fresh, e.is)
		default:
			flush()
			list = append(list, pair{e.was, e.is})
		}
	}
	flush()
	return list
}

// mostPairs limits how many pairs of a gap are compared with each other; beyond that only those near each other.
const mostPairs = 2500

// alignGap aligns blocks none of which is the same.
func alignGap(was, is []*block, gone, fresh []int) []pair {
	if len(gone) == 0 || len(fresh) == 0 || len(gone)*len(fresh) > mostPairs {
		return alignNear(was, is, gone, fresh)
	}
	if len(gone) == 1 && len(fresh) == 1 && was[gone[0]].kind() == is[fresh[0]].kind() && short(was[gone[0]]) && short(is[fresh[0]]) {
		return []pair{{gone[0], fresh[0]}}
	}
	// best[i][j] is how much the blocks from i and j on have in common at most.
	best := make([][]float64, len(gone)+1)
	for i := range best {
		best[i] = make([]float64, len(fresh)+1)
	}
	alike := make([][]float64, len(gone))
	for i := len(gone) - 1; i >= 0; i-- {
		alike[i] = make([]float64, len(fresh))
		for j := len(fresh) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if alike[i][j] = similarity(was[gone[i]], is[fresh[j]]); alike[i][j] > 0 {
				best[i][j] = max(best[i][j], alike[i][j]+best[i+1][j+1])
			}
		}
	}
	var list []pair
	i, j := 0, 0
	for i < len(gone) && j < len(fresh) {
		switch {
		case alike[i][j] > 0 && best[i][j] == alike[i][j]+best[i+1][j+1]:
			list = append(list, pair{gone[i], fresh[j]})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			list = append(list, pair{gone[i], -1})
			i++
		default:
			list = append(list, pair{-1, fresh[j]})
			j++
		}
	}
	return append(list, alone(gone[i:], fresh[j:])...)
}

func alone(gone, fresh []int) []pair {
	var list []pair
	for _, i := range gone {
		list = append(list, pair{i, -1})
	}
	for _, j := range fresh {
		list = append(list, pair{-1, j})
	}
	return list
}

// alignNear pairs each block with the first of the next few that is like it.
func alignNear(was, is []*block, gone, fresh []int) []pair {
	const near = 20
	var list []pair
	i := 0
	for _, j := range fresh {
		for next := i; next < min(i+near, len(gone)); next++ {
			if similarity(was[gone[next]], is[j]) > 0 {
				list = append(list, alone(gone[i:next], nil)...)
				list = append(list, pair{gone[next], j})
				i, j = next+1, -1
				break
			}
		}
		if j >= 0 {
			list = append(list, pair{-1, j})
		}
	}
	return append(list, alone(gone[i:], nil)...)
}

// short reports a block of a few words, such as a heading or a cell.
func short(b *block) bool {
	const few = 8
	return len(b.words) <= few
}

// similarity is the share of words that two blocks have in common, or 0 where they are not to be compared.
func similarity(a, b *block) float64 {
	const least = 0.35
	if a.kind() != b.kind() {
		return 0
	}
	if s := common(a.words, b.words); s >= least {
		return s
	}
	return 0
}

// common is the share of words that two ordered lists have in common, from 0 to 1.
func common(a, b []uint64) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}

func sorted(list []uint64) []uint64 {
	slices.Sort(list)
	return list
}
