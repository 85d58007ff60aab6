package adopt

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// adoptOnce runs both steps on one document, which must not panic, and holds that the body stays.
func adoptOnce(t *testing.T, raw []byte) {
	t.Helper()
	files := fstest.MapFS{"documents/x.md": {Data: raw}}
	p, _, err := Scan(files, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Confirmed.Exact, p.Confirmed.Headings, p.Confirmed.Mentions = true, true, true
	read, findings := Read(p.Bytes())
	if len(findings) > 0 {
		t.Fatalf("adopt.yaml of %q cannot be read: %v\n%s", raw, findings, p.Bytes())
	}
	o, _, err := read.Changes(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range o.Changes {
		if c.File != "documents/x.md" {
			continue
		}
		if !bytes.HasSuffix(c.Data, split(raw).body) {
			t.Fatalf("the body of %q was changed:\n%q", raw, c.Data)
		}
		files[c.File] = &fstest.MapFile{Data: c.Data}
	}
	files["manual.yaml"] = &fstest.MapFile{Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\n")}
	if o, _, err = read.Changes(files, nil); err != nil || len(o.Changes) > 0 {
		t.Fatalf("a second run changes %q to %v %v", files["documents/x.md"].Data, o.Changes, err)
	}
}

func seeds(t testing.TB) [][]byte {
	t.Helper()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list [][]byte
	for _, file := range archives {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if filepath.Ext(f.Name) == ".md" {
				list = append(list, f.Data)
			}
		}
	}
	return list
}

func FuzzAdopt(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { adoptOnce(t, raw) })
}

// TestMutated adopts documents with random damage.
func TestMutated(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"---\n", "\n", "|", "**", ":", ": ", "#", "- ", "\r\n", "\xff", "\xef\xbb\xbf", "{", "[", "'", "\"", "|---|\n", "9.2.1", "\x00", "<br>", "```\n", "\t"}
	for _, seed := range seeds(t) {
		for range 60 {
			raw := bytes.Clone(seed)
			for range 1 + random.IntN(4) {
				at := random.IntN(len(raw) + 1)
				switch random.IntN(3) {
				case 0:
					raw = append(raw[:at:at], append([]byte(pieces[random.IntN(len(pieces))]), raw[at:]...)...)
				case 1:
					raw = append(raw[:at:at], raw[min(len(raw), at+random.IntN(12)):]...)
				default:
					to := random.IntN(len(raw) + 1)
					raw = append(raw[:at:at], raw[min(at, to):]...)
				}
			}
			adoptOnce(t, raw)
		}
	}
}

// FuzzRead reads any adopt.yaml without a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte("manual: {title: A}\nquestions: {owner: {documents: B}}\ndocuments:\n  a.md: {id: {text: A, heading: B}, headings: {8.4: [8.4.1]}}\n"))
	f.Add([]byte("documents: []\nquestions: [\nclaims: 1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, _ := Read(raw)
		p.Bytes()
	})
}
