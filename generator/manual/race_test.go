//go:build race

package manual_test

// slower is how much the race detector costs at most.
const slower = 10
