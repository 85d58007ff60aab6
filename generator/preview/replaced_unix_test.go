//go:build unix

package preview

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hiddenToken is what must never be served.
const hiddenToken = "TOKEN=secret"

// TestPublishedFileReplaced: what takes the place of a published picture after it was checked is not
// served, while the error that it is keeps the last good site.
func TestPublishedFileReplaced(t *testing.T) {
	active := `<svg xmlns="http://www.w3.org/2000/svg" onload="TOKEN=secret"/>`
	for name, replace := range map[string]func(r *running) error{
		"link":          func(r *running) error { return os.Symlink("../.env", r.at("documents/plan.svg")) },
		"absolute link": func(r *running) error { return os.Symlink(r.at(".env"), r.at("documents/plan.svg")) },
		"link outside":  func(r *running) error { return os.Symlink("/etc/hostname", r.at("documents/plan.svg")) },
		"pipe":          func(r *running) error { return syscall.Mkfifo(r.at("documents/plan.svg"), 0o666) },
		"folder":        func(r *running) error { return os.Mkdir(r.at("documents/plan.svg"), 0o777) },
		"active":        func(r *running) error { return os.WriteFile(r.at("documents/plan.svg"), []byte(active), 0o666) },
		"linked folder": func(r *running) error {
			r.write("elsewhere/plan.svg", hiddenToken)
			r.must(os.RemoveAll(r.at("documents")))
			return os.Symlink("elsewhere", r.at("documents"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := writeArchive(t, small)
			r := start(t, folder, func(p *Preview) { p.rescan = 100 * time.Millisecond })
			r.write(".env", hiddenToken)
			r.shows("files/plan.svg", "M0 0h9v9z")
			client := &http.Client{Timeout: 10 * time.Second}
			r.must(os.Remove(r.at("documents/plan.svg")))
			r.must(replace(r))
			ask := func() {
				response, err := client.Get(r.url + "files/plan.svg")
				r.must(err)
				defer response.Body.Close()
				body := make([]byte, 1000)
				n, _ := response.Body.Read(body)
				if response.StatusCode != http.StatusNotFound || strings.Contains(string(body[:n]), hiddenToken) {
					t.Fatalf("status %d, %q", response.StatusCode, body[:n])
				}
			}
			for range 20 {
				ask()
			}
			r.eventually(func() string {
				if !strings.Contains(r.log.String(), "the last good site stays") {
					return "nothing is said"
				}
				return ""
			})
			ask()
			r.shows("documents/qp-01.html", "The first text")
		})
	}
}

// openFiles counts the descriptors of this process.
func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("the system does not list open files")
	}
	return len(entries)
}

// copyAll makes a folder with the same files, times included.
func copyAll(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"manual.yaml", "documents/qp-01.md", "documents/plan.svg", "documents/shop/wi-01.md", "documents/shop/wi-02.md"} {
		info, err := os.Stat(from + "/" + name)
		if err == nil {
			err = os.Chtimes(to+"/"+name, info.ModTime(), info.ModTime())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestEqualFolder puts an equal copy in the place of the manual's folder, again and again.
func TestEqualFolder(t *testing.T) {
	folder := t.TempDir() + "/manual"
	if err := os.Rename(writeArchive(t, small), folder); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 20 * time.Millisecond })
	var before int
	for n := range 12 {
		copyAll(t, folder, folder+".copy")
		r.must(os.Rename(folder, folder+".away"))
		r.must(os.Rename(folder+".copy", folder))
		// The old folder is still there, and another picture in it.
		r.must(os.WriteFile(folder+".away/documents/plan.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M6 6"/></svg>`), 0o666))
		r.shows("files/plan.svg", "M0 0h9v9z")
		r.must(os.RemoveAll(folder + ".away"))
		r.shows("files/plan.svg", "M0 0h9v9z")
		r.equalsBuild()
		if n == 1 {
			before = openFiles(t)
		}
	}
	r.eventually(func() string {
		runtime.GC()
		if now := openFiles(t); now > before+3 {
			return fmt.Sprintf("%d files were open, %d are now", before, now)
		}
		return ""
	})
}

// TestEqualFolderWithoutPictures: nothing that is shown changes then, and no folder stays open either.
func TestEqualFolderWithoutPictures(t *testing.T) {
	folder := t.TempDir() + "/manual"
	if err := os.Rename(writeArchive(t, strings.Replace(small, "![a plan](plan.svg)", "no plan", 1)), folder); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 10 * time.Millisecond })
	time.Sleep(100 * time.Millisecond)
	before := openFiles(t)
	for range 10 {
		copyAll(t, folder, folder+".copy")
		r.must(os.Rename(folder, folder+".away"))
		r.must(os.Rename(folder+".copy", folder))
		r.must(os.RemoveAll(folder + ".away"))
		time.Sleep(50 * time.Millisecond)
	}
	r.eventually(func() string {
		if now := openFiles(t); now > before+5 {
			return fmt.Sprintf("%d files were open, %d are now", before, now)
		}
		return ""
	})
	r.equalsBuild()
}

// TestOldFolder: while the folder in the manual's place has an error, pictures of the last good site come
// from the folder that they were checked in.
func TestOldFolder(t *testing.T) {
	folder := t.TempDir() + "/manual"
	if err := os.Rename(writeArchive(t, small), folder); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 20 * time.Millisecond })
	r.must(os.Rename(folder, folder+".away"))
	r.write("manual.yaml", "title: [")
	r.eventually(func() string {
		if !strings.Contains(r.log.String(), "manual.yaml; 1 error") && !strings.Contains(r.log.String(), "the last good site stays") {
			return "nothing is said"
		}
		return ""
	})
	time.Sleep(100 * time.Millisecond)
	r.shows("files/plan.svg", "M0 0h9v9z")
	r.must(os.RemoveAll(folder))
	r.must(os.Rename(writeArchive(t, strings.Replace(small, "M0 0h9v9z", "M1 1h9v9z", 1)), folder))
	r.shows("files/plan.svg", "M1 1h9v9z")
	r.equalsBuild()
}

var (
	swaps    = flag.Int("swaps", 25, "how many random operations TestFoldersTakenAway does")
	swapSeed = flag.Uint64("swap-seed", 1, "the seed of TestFoldersTakenAway")
)

// TestFoldersTakenAway replaces pictures while folders above them are taken away and brought back, by
// the same folder or by a copy, with the same size and the same time. Each time the preview must come to
// what a build makes, and a browser that shows the picture must be told.
func TestFoldersTakenAway(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := root + "/manual"
	if err := os.Rename(writeArchive(t, small), folder); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 50 * time.Millisecond })
	chance := rand.New(rand.NewPCG(*swapSeed, 0))
	pause := func() { time.Sleep(time.Duration(chance.IntN(60)) * time.Millisecond) }
	always := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	picture := func(at string, n int) {
		text := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M%03d"/></svg>`, n)
		r.must(os.WriteFile(at+".new", []byte(text), 0o666))
		if chance.IntN(2) == 0 {
			r.must(os.Chtimes(at+".new", always, always))
		}
		r.must(os.Rename(at+".new", at))
	}
	for n := range *swaps {
		var did string
		switch what := chance.IntN(5); what {
		case 0:
			did = "picture"
			picture(r.at("documents/plan.svg"), n)
		case 1, 2:
			did = "picture while documents are away"
			r.must(os.Rename(r.at("documents"), root+"/away"))
			pause()
			picture(root+"/away/plan.svg", n)
			pause()
			r.must(os.Rename(root+"/away", r.at("documents")))
		case 3:
			did = "picture while the manual is away"
			r.must(os.Rename(folder, root+"/away"))
			pause()
			picture(root+"/away/documents/plan.svg", n)
			r.must(os.Rename(root+"/away", folder))
		case 4:
			did = "copy with another picture"
			copyAll(t, folder, root+"/copy")
			picture(root+"/copy/documents/plan.svg", n)
			r.must(os.Rename(folder, root+"/away"))
			pause()
			r.must(os.Rename(root+"/copy", folder))
			pause()
			r.must(os.RemoveAll(root + "/away"))
		}
		if want := fmt.Sprintf("M%03d", n); t.Failed() {
			t.Fatalf("operation %d, %s", n, did)
		} else {
			r.shows("files/plan.svg", want)
		}
		r.equalsBuild()
	}
}

// TestPictureTold: browsers are notified of a picture that was replaced while its folder was away,
// even if size and time are the same.
func TestPictureTold(t *testing.T) {
	t.Parallel()
	r := start(t, writeArchive(t, small), func(p *Preview) { p.rescan = 20 * time.Millisecond })
	always := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r.must(os.Chtimes(r.at("documents/plan.svg"), always, always))
	time.Sleep(200 * time.Millisecond)
	l := listen(r, "documents/qp-01.html")
	l.hello()
	away := t.TempDir() + "/away"
	r.must(os.Rename(r.at("documents"), away))
	r.must(os.WriteFile(away+"/new.svg", []byte(strings.Replace(r.readAt(away+"/plan.svg"), "9v9", "9v8", 1)), 0o666))
	r.must(os.Chtimes(away+"/new.svg", always, always))
	r.must(os.Rename(away+"/new.svg", away+"/plan.svg"))
	r.must(os.Rename(away, r.at("documents")))
	for range 3 { // perhaps one for the folder that went and one for it when it came back
		if slices.Contains(l.change().Updated, "documents/qp-01.html") {
			return
		}
	}
	t.Error("the browser is not told")
}

func (r *running) readAt(file string) string {
	data, err := os.ReadFile(file)
	r.must(err)
	return string(data)
}
