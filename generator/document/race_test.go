//go:build race

package document_test

// The race detector looks for races and not for time: slower is how much it costs at most, and the
// texts are short.
const (
	slower      = 10
	hostileSize = 10 << 10
)
