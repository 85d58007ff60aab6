package document

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// TestHoldsAddress lets goldmark look at lines of which some hold addresses: it finds none where we
// said so.
func TestHoldsAddress(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.Linkify))
	pieces := strings.Fields("http https ftp : / // :// www www. a b.c x@y .de @ ( ) * _ ~ | ` . é HTTP WWW. mailto: 8.4 QP-01")
	pieces = append(pieces, " ", " ", " ")
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 50000 {
		var line strings.Builder
		for range 1 + r.IntN(12) {
			line.WriteString(pieces[r.IntN(len(pieces))])
		}
		var out bytes.Buffer
		if err := md.Convert([]byte(line.String()), &out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "<a ") {
			continue
		}
		found++
		if !holdsAddress([]byte(line.String())) {
			t.Errorf("%q was said to hold no address, and goldmark makes %s", line.String(), &out)
		}
	}
	if found < 1000 {
		t.Errorf("goldmark found %d addresses, so little was tried", found)
	}
}
