package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// collect sets how much more memory than it holds the program may take before it collects garbage,
// in per cent, unless GOGC says otherwise.
func collect(percent int) {
	if ourOwn() {
		debug.SetGCPercent(percent)
	}
}

// ourOwn reports that nobody else says when garbage is collected.
func ourOwn() bool { return os.Getenv("GOGC") == "" }

const (
	// plenty is the memory in bytes that a command may fill before it collects any garbage. While a
	// manual is read, what is held grows all the time, and to collect at each step of it takes a
	// tenth of the whole build. Ten thousand documents hold more than half of it.
	plenty = 256 << 20
	// beyond is how much more than it holds a command may take when it holds more than that, in per
	// cent: of ten thousand documents a fifth less memory goes than by the default, for a tenth of
	// the time.
	beyond = 50
	// Where a command holds twice plenty, ample is what it may take beyond that: each collection
	// takes long. A hundred thousand documents hold 1.5 GB, to which least adds as much, in per cent.
	ample, least = 640 << 20, 40
	// vast is what a manual may be expected to hold from what its first documents do.
	vast = 1500 << 20
)

// limit is the memory up to which a command that holds some, in bytes, collects no garbage.
func limit(held int) int {
	more := func(percent int) int { return held / 100 * (100 + percent) }
	if held > 2*plenty {
		return max(held+ample, more(least))
	}
	return max(plenty, more(beyond))
}

// pace is when garbage is collected: late, and while a manual is read as late as will be right when
// all of it has been read, if the rest of it is like the part that has been.
type pace struct {
	done, of atomic.Int64 // documents read
	held     int          // when garbage was collected last
	part     float64      // of the documents, read until then
	percent  int          // what is set
}

// collectLate sets the pace for as long as the program runs, unless GOGC says otherwise.
func collectLate() *pace {
	p := &pace{}
	if !ourOwn() {
		return p
	}
	p.set()
	go func() {
		for range time.Tick(20 * time.Millisecond) {
			p.set()
		}
	}()
	return p
}

// reading is told how many documents have been read of how many.
func (p *pace) reading(done, of int) {
	p.done.Store(int64(done))
	p.of.Store(int64(of))
}

func (p *pace) set() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if held := int(live[0].Value.Uint64()); held != p.held {
		p.held, p.part = held, p.read()
	}
	if percent := p.allowed(); percent != p.percent {
		p.percent = percent
		debug.SetGCPercent(percent) // which stops all work for a moment
	}
}

// read is the part of the documents that has been read.
func (p *pace) read() float64 {
	if of := p.of.Load(); of > 0 {
		return float64(p.done.Load()) / float64(of)
	}
	return 0
}

// allowed is how much more than it holds the program may take, in per cent.
func (p *pace) allowed() int {
	const (
		smallest = 4 << 20     // as the runtime takes a smaller heap to be
		telling  = plenty >> 3 // what says something of the rest
	)
	held := max(p.held, smallest)
	expected := held
	if held > telling && p.part > 0 && p.read() < 1 {
		expected = max(held, min(int(float64(held)/p.part), vast))
	}
	return (limit(expected) - held) / (held / 100)
}
