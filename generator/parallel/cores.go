// Package parallel hands work out to all cores of the machine.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each does n things, in no order, and returns when all are done. They are handed out in lots,
// since some take longer than others; a lot should be worth some microseconds.
func Each(n, lot int, do func(i int)) {
	if n <= lot {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for from := int(next.Add(int64(lot))) - lot; from < n; from = int(next.Add(int64(lot))) - lot {
				for i := from; i < min(from+lot, n); i++ {
					do(i)
				}
			}
		})
	}
	workers.Wait()
}
