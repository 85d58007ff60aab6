//go:build !race

package manual_test

const (
	slower = 1
	// hostileSize is the size of the texts in bytes.
	hostileSize = 100 << 10
)
