package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/clausebook/clausebook/generator/parallel"
)

func TestEachDoesAllOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 1000} {
		for _, lot := range []int{1, 8, 5000} {
			done := make([]atomic.Int32, n)
			parallel.Each(n, lot, func(i int) { done[i].Add(1) })
			for i := range done {
				if times := done[i].Load(); times != 1 {
					t.Errorf("of %d in lots of %d, number %d was done %d times", n, lot, i, times)
				}
			}
		}
	}
}
