//go:build race

package document_test

// slower is how much the race detector costs at most.
const slower = 10
