package manual

import (
	"os"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
)

// BenchmarkMentions looks for ids and clause numbers in all texts of the example manual:
//
//	go test ./generator/manual -run '^$' -bench Mentions -count 8 | benchstat -
func BenchmarkMentions(b *testing.B) {
	fsys := os.DirFS("../../example-manual")
	settings, err := config.Open(fsys)
	if err != nil {
		b.Fatal(err)
	}
	m, err := Load(fsys, settings, Options{Date: "2026-11-22"}, nil)
	if err != nil {
		b.Fatal(err)
	}
	g := m.resolver()
	texts, size := make([]*document.Document, len(m.Entries)), 0
	for i, e := range m.Entries {
		texts[i] = m.Text(e)
		size += texts[i].Size
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	x := newMentions(g)
	for b.Loop() {
		for i, e := range m.Entries {
			g.targets(x, texts[i], e)
		}
	}
}
