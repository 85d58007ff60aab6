package diag

// Bytes is the set of bytes in a text. Most texts lack one of the bytes of nearly everything that is looked for in
// them, and to gather all bytes costs as much as looking for one thing.
type Bytes [256]bool

// BytesOf returns the bytes in a text.
func BytesOf(text []byte) (of Bytes) {
	for _, c := range text {
		of[c] = true
	}
	return of
}

// MayHold reports whether a text of these bytes may hold a needle.
func (b *Bytes) MayHold(needle string) bool {
	for i := range len(needle) {
		if !b[needle[i]] {
			return false
		}
	}
	return true
}
