package theme_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/theme"
	"github.com/clausebook/clausebook/themes"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, _, err := new(theme.Cache).Load(themes.Default(), nil, "de"); err != nil {
			b.Fatal(err)
		}
	}
}
