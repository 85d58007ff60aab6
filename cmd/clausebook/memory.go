package main

import (
	"os"
	"runtime/debug"
)

// ballast is memory that is never touched, so that the system never provides it. The garbage
// collector counts it as live, and so collects seldom while a command holds little.
var ballast []byte

// collectLate sets up garbage collection for a command that runs once, unless GOGC is set: a command
// that holds n bytes may fill (ballast + n) × 1.45 before the next collection while it reads, when it holds
// least, and × 1.30 once collectSooner is called. With ten thousand documents that peaks at 391 MiB.
func collectLate() {
	const size, percent = 183 << 20, 45
	if ballast == nil && os.Getenv("GOGC") == "" {
		ballast = make([]byte, size)
		debug.SetGCPercent(percent)
	}
}

// collectSooner is called when everything has been read.
func collectSooner() {
	const percent = 30
	if ballast != nil {
		debug.SetGCPercent(percent)
	}
}

// collectSeldom lets a command that runs on take three times the memory that it holds, so that a
// save need not wait for the collector, unless GOGC is set.
func collectSeldom() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
}
