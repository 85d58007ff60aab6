package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// collect sets how much more memory than it holds the program may take before it collects garbage,
// in per cent, unless GOGC says otherwise.
func collect(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

const (
	// plenty is the memory in bytes that a command may fill before it collects any garbage. While a
	// manual is read, what is held grows all the time, and to collect at each step of it takes a
	// tenth of the whole build. Ten thousand documents hold three quarters of it.
	plenty = 256 << 20
	// beyond is how much more than it holds a command may take when it holds more than that: of ten
	// thousand documents a fifth less memory goes than by the default, for a tenth of the time.
	beyond = 50
	// Where a command holds twice plenty, ample is what it may take beyond that: a manual so large is
	// still growing, and each collection takes long. A hundred thousand documents hold 1.7 GB, to which
	// least adds as much.
	ample, least = 640 << 20, 35
)

// more is how much more memory than is held may be taken, in per cent.
func more(held int) int {
	const smallest = 4 << 20 // as the runtime takes a smaller heap to be
	held = max(held, smallest)
	if held > 2*plenty {
		return max(least, ample/(held/100))
	}
	return max(beyond, (plenty-held)/(held/100))
}

// collectLate collects no garbage until plenty is filled, unless GOGC says otherwise. It goes on
// for as long as the program runs.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	allowed := 0
	allow := func() {
		metrics.Read(held)
		if percent := more(int(held[0].Value.Uint64())); percent != allowed {
			allowed = percent
			debug.SetGCPercent(percent) // which stops all work for a moment
		}
	}
	allow()
	go func() {
		for range time.Tick(20 * time.Millisecond) {
			allow()
		}
	}()
}
