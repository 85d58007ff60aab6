package generator_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets more garbage gather: these tests make hundreds of sites, and collecting took two fifths of their time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
