package diagram

// assign moves the nodes of each rank as close to their neighbours as their order and sizes allow: the least sum of
// squared distances, found by pooling those that would collide.
func (l *layout) assign() {
	for _, rank := range l.ranks {
		at := 0
		for i, n := range rank {
			if i > 0 {
				at += separation(rank[i-1], n)
			}
			n.cross = at
		}
	}
	const rounds = 40
	for round := range rounds {
		for i := range l.ranks {
			rank := l.ranks[i]
			down := round%2 == 0
			if !down {
				rank = l.ranks[len(l.ranks)-1-i]
			}
			l.align(rank, down, round >= rounds/2)
		}
	}
}

// pool is a run of nodes that touch.
type pool struct{ sum, weight, count int }

func (l *layout) align(rank []*node, down, both bool) {
	var pools []pool
	offsets := make([]int, len(rank)) // from the first node
	for i, n := range rank {
		if i > 0 {
			offsets[i] = offsets[i-1] + separation(rank[i-1], n)
		}
		wish, weight := n.wish(down, both)
		pools = append(pools, pool{(wish - offsets[i]) * weight, weight, 1})
		for len(pools) > 1 {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			if a.sum/a.weight <= b.sum/b.weight {
				break
			}
			pools = append(pools[:len(pools)-2], pool{a.sum + b.sum, a.weight + b.weight, a.count + b.count})
		}
	}
	i := 0
	for _, p := range pools {
		for range p.count {
			rank[i].cross = p.sum/p.weight + offsets[i]
			i++
		}
	}
}

// wish is where a node wants to be: in the middle of its neighbours. A point of an edge heeds the next point of the edge
// more than the node at its end, so that long edges run straight.
func (n *node) wish(down, both bool) (at, weight int) {
	sum, count := 0, 0
	add := func(near []*node) {
		for _, m := range near {
			times := 1
			if n.isBend && m.isBend {
				times = 6
			}
			sum += times * m.cross
			count += times
		}
	}
	if down || both {
		add(n.ins)
	}
	if !down || both {
		add(n.outs)
	}
	switch {
	case count == 0:
		return n.cross, 1
	case n.isBend:
		return sum / count, 4
	}
	return sum / count, 1
}

// straighten lets the points of an edge stand in one line, where those next to them leave room.
func (l *layout) straighten() {
	for _, e := range l.edges {
		if len(e.bends) == 0 || len(e.bends) == 1 && !e.label.empty() {
			continue
		}
		_, lower := e.ends()
		wish := lower.cross
		if len(e.bends) > 1 {
			wish = e.bends[len(e.bends)/2].cross
		}
		least, most := -1<<30, 1<<30
		for _, n := range e.bends {
			rank := l.ranks[n.rank]
			if n.order > 0 {
				least = max(least, rank[n.order-1].cross+separation(rank[n.order-1], n))
			}
			if n.order+1 < len(rank) {
				most = min(most, rank[n.order+1].cross-separation(n, rank[n.order+1]))
			}
		}
		if least > most {
			continue
		}
		for _, n := range e.bends {
			n.cross = min(max(wish, least), most)
		}
	}
}
