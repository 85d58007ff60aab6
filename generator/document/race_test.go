//go:build race

package document_test

// slower is what the race detector costs at most. It looks for races and not for time.
const slower = 10
