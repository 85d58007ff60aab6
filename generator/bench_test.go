package generator_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// The benchmarks of one build, by the number of documents:
//
//	go test ./generator -run '^$' -bench . -count 6 | benchstat -
//
// They read from the disk and write nowhere. PERFORMANCE.md tells what whole commands take.
var sizes = []int{50, 1000, 10000}

func benchSizes(b *testing.B, bench func(b *testing.B, folder string)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("documents=%d", n), func(b *testing.B) {
			if testing.Short() && n > 1000 {
				b.Skip("10,000 documents take a minute; leave out -short")
			}
			folder := corpus(b, n)
			b.ReportAllocs()
			b.ResetTimer()
			bench(b, folder)
		})
	}
}

func benchOptions() generator.Options {
	return generator.Options{Options: manual.Options{Date: "2026-11-22"}}
}

func checked(b *testing.B, folder string) *generator.Result {
	result, err := generator.Check(os.DirFS(folder), benchOptions())
	if err != nil || result.Errors() > 0 {
		b.Fatal(err, result.Findings)
	}
	return result
}

// BenchmarkCheck reads, counts and checks.
func BenchmarkCheck(b *testing.B) {
	benchSizes(b, func(b *testing.B, folder string) {
		for b.Loop() {
			checked(b, folder)
		}
	})
}

// BenchmarkBuild makes every file of the site.
func BenchmarkBuild(b *testing.B) {
	benchSizes(b, func(b *testing.B, folder string) {
		for b.Loop() {
			if err := generator.Write(checked(b, folder).Files(), func(_ string, write func(io.Writer) error) error { return write(io.Discard) }, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPage makes single pages of a manual that was read: those that show something of all
// documents, and the search index.
func BenchmarkPage(b *testing.B) {
	for _, page := range []string{"coverage.html", "documents/index.html", "assets/search-index.js"} {
		b.Run(filepath.Base(page), func(b *testing.B) {
			benchSizes(b, func(b *testing.B, folder string) {
				result := checked(b, folder)
				b.ResetTimer()
				for b.Loop() {
					for _, f := range result.Files() {
						if f.Path == page {
							data, err := f.Bytes()
							if err != nil {
								b.Fatal(err)
							}
							b.ReportMetric(float64(len(data)), "bytes/page")
						}
					}
				}
			})
		})
	}
}

// BenchmarkRebuild saves one document and looks again, as a preview does: which pages changed, and
// the one that was edited.
func BenchmarkRebuild(b *testing.B) {
	benchSizes(b, func(b *testing.B, folder string) {
		builder := &generator.Builder{FS: os.DirFS(folder)}
		file := filepath.Join(folder, "documents/sales/wp-00008.md")
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		settled := time.Now().Add(time.Hour)
		look := func() {
			result, err := builder.Check(benchOptions(), settled)
			if err != nil || result.Errors() > 0 {
				b.Fatal(err, result.Findings)
			}
			pages := builder.Pages(result)
			if _, err := pages.Bytes("documents/wp-00008.html"); err != nil {
				b.Fatal(err)
			}
		}
		look()
		b.ResetTimer()
		for n := 0; b.Loop(); n++ {
			b.StopTimer()
			if err := os.WriteFile(file, fmt.Appendf(text, "\nEdit %d.\n", n), 0o644); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			look()
		}
	})
}
