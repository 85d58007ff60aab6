//go:build !race

package document_test

const (
	slower = 1
	// hostileSize is the size of the texts in bytes; CLAUSEBOOK_HOSTILE_SIZE sets another.
	hostileSize = 100 << 10
)
