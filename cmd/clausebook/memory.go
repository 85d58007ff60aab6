package main

import (
	"os"
	"runtime/debug"
)

// ballast is memory that is never touched, so that the system never provides it. The garbage
// collector counts it as live, and so collects seldom while a command holds little.
var ballast []byte

// collectLate sets up garbage collection for a command that runs once, unless GOGC is set: a command
// that holds n bytes may fill (ballast + n) × 1.30 before the next collection. With ten thousand
// documents that peaks at 385 MiB.
func collectLate() {
	const size, percent = 183 << 20, 30
	if ballast == nil && os.Getenv("GOGC") == "" {
		ballast = make([]byte, size)
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
