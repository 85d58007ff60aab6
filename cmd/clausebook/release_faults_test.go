//go:build linux && amd64

package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/publish"
	"github.com/clausebook/clausebook/generator/site"
)

// small is a manual of three documents with a picture and a theme. Its edition is the one with the fewest clauses, as
// each has a page.
func small(t testing.TB, folder, version string) {
	t.Helper()
	plain(t, folder, version)
	for name, text := range map[string]string{
		"manual.yaml": "title: Manual\ncompany: Works\nedition: 1994\nscope: 9002\nscope_statement: Parts.\n" +
			"rules: {gap: off, missing-documented-information: off, orphan: off, unknown-clause: off}\n",
		"documents/c.md":          "---\nid: C-3\ntitle: Third\nrevision: A\nstatus: draft\nowner: Manager\n---\n\nNot published.\n",
		"theme/assets/custom.css": "/* version " + version + " */\n",
	} {
		file := filepath.Join(folder, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o777))
		must(t, os.WriteFile(file, []byte(text), 0o666))
	}
}

// threePages writes the only file of a manual of which publishThree makes a site.
func threePages(t testing.TB, folder, version string) {
	t.Helper()
	must(t, os.MkdirAll(folder, 0o777))
	must(t, os.WriteFile(filepath.Join(folder, "manual.yaml"), []byte(version), 0o666))
}

func byThree(_ testing.TB, manual, output string) *exec.Cmd {
	return &exec.Cmd{Path: os.Args[0], Args: []string{threeCommand, manual, output}}
}

const threeCommand = "publish-three-pages"

func init() { programs[threeCommand] = publishThree }

// publishThree publishes as a build does, with a page that changes, one that does not, and one that other versions do
// not have. It makes so few calls that each can be tried with each fault.
func publishThree() {
	manual, output := os.Args[1], os.Args[2]
	err := func() error {
		file := filepath.Join(manual, "manual.yaml")
		version, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		staging, err := publish.Prepare(manual, []string{file}, output)
		if err != nil {
			return err
		}
		defer staging.Discard()
		files := []site.File{}
		for path, text := range map[string]string{"index.html": string(version), "same/page.html": "the same", "only/" + string(version) + ".html": "new"} {
			files = append(files, site.File{Path: path, Write: func(w io.Writer) error {
				_, err := io.WriteString(w, text)
				return err
			}})
		}
		return writeSite(context.Background(), os.Stderr, staging, files)
	}()
	if err != nil {
		say(os.Stderr, failed(err), "")
		os.Exit(exitFailure)
	}
}

// traced runs a build of which one call fails, and reports whether the build came to that call. It tries again if not,
// because threads may share the work differently each time.
func (p *published) traced(call string, fault syscall.Errno) (ran, *tracer) {
	p.Helper()
	said, err := os.Create(filepath.Join(p.folder, "said"))
	must(p.T, err)
	defer said.Close()
	t := &tracer{folder: p.folder, target: call, fault: fault}
	var r ran
	for range 5 {
		must(p.T, said.Truncate(0))
		_, err := said.Seek(0, 0)
		must(p.T, err)
		cmd := p.command(p.T, p.manual, p.output)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		r.code, err = t.run(cmd, said)
		must(p.T, err)
		if t.hit || call == "" {
			break
		}
		p.reset()
	}
	text, err := os.ReadFile(said.Name())
	must(p.T, err)
	r.stderr = string(text)
	return r, t
}

// points are the calls at which a build is disturbed, of each kind at most so many: each one from the first that is about
// the folder of the output, and some of those before. Until then a build only reads, so that no fault can do anything to
// the site.
func (p *published) points(most int) []string {
	p.Helper()
	const before = 60
	r, t := p.traced("", 0)
	if r.code != 0 || p.state() != "new" {
		p.Fatal(r, p.state())
	}
	p.reset()
	if *points > 0 {
		most = *points
	}
	first := slices.IndexFunc(t.calls, func(call string) bool { return strings.Contains(call, " /out") })
	var kinds []string
	byKind, byCall := map[string][]string{}, map[string]int{}
	for _, call := range t.calls[first:] {
		kind := ofPage.ReplaceAllString(call, "$1/*")
		if byKind[kind] == nil {
			kinds = append(kinds, kind)
		}
		byKind[kind] = append(byKind[kind], call)
		name, _, _ := strings.Cut(call, " ")
		byCall[name]++
	}
	list := some(t.calls[:first], before)
	for _, kind := range kinds {
		list = append(list, some(byKind[kind], most)...)
	}
	p.Logf("%d calls about files before the first about the output, of which %d are tried; %d of %d kinds from there on, of which %d are tried: %v",
		first, min(before, first), len(t.calls)-first, len(kinds), len(list)-min(before, first), byCall)
	return list
}

// ofPage is a call about a page or a folder of a site, which is of the same kind for all of them.
var ofPage = regexp.MustCompile(`^(\w+ /out/(?:site|\.site\.clausebook-new))(?:/[^ .][^ ]*)? #\d+$`)

// some are at most so many of a list, evenly spread.
func some(list []string, most int) []string {
	if len(list) <= most {
		return list
	}
	var spread []string
	for i := range most {
		spread = append(spread, list[i*len(list)/most])
	}
	return spread
}

// eachCall disturbs a build at each of its calls with each of the faults, in as many processes as there are processors.
// judge says what kind of an end that was.
func eachCall(t *testing.T, b builder, most int, faults []syscall.Errno, judge func(p *published, at string, r ran) string) {
	type point struct {
		call  string
		fault syscall.Errno
	}
	work := make(chan point)
	var mu sync.Mutex
	ends, missed := map[string]int{}, 0
	t.Cleanup(func() { t.Log(ends, "not reached:", missed) })
	var list []string
	ready := make(chan bool)
	made := sync.OnceFunc(func() { close(ready) })
	for n := range runtime.GOMAXPROCS(0) {
		t.Run(fmt.Sprint("process ", n), func(t *testing.T) {
			t.Parallel()
			defer made()
			p := newPublished(t, b)
			if n == 0 {
				list = p.points(most)
				made()
			}
			for w := range work {
				r, traced := p.traced(w.call, w.fault)
				at := fmt.Sprintf("%v at %s", w.fault, w.call)
				if w.fault == killed {
					at = "killed at " + w.call
				}
				end := ""
				if traced.hit {
					end = judge(p, at, r)
				}
				mu.Lock()
				if traced.hit {
					ends[end]++
				} else {
					missed++
					t.Errorf("%s: not reached", at)
				}
				mu.Unlock()
				p.reset()
			}
		})
	}
	go func() {
		defer close(work)
		<-ready
		for _, fault := range faults {
			for _, call := range list {
				work <- point{call, fault}
			}
		}
	}()
}

// every is each call of a kind.
const every = math.MaxInt

// TestKilledAtEachCall: whenever a build is killed, the site is a whole one, and the next build leaves nothing else.
func TestKilledAtEachCall(t *testing.T) {
	mustRelease(t)
	kill := func(b builder, most int) func(t *testing.T) {
		return func(t *testing.T) {
			eachCall(t, b, most, []syscall.Errno{killed}, func(p *published, at string, r ran) string {
				state := p.state()
				if r.code != -1 || state != "old" && state != "new" {
					p.Errorf("%s: exit %d, %s", at, r.code, state)
				}
				p.next(at)
				return state
			})
		}
	}
	t.Run("three pages", kill(builder{threePages, byThree}, every))
	t.Run("a manual", kill(builder{small, byCommand}, every))
}

// next makes the build that follows a fault.
func (p *published) next(after string) {
	p.Helper()
	if r := p.build(); r.code != 0 || p.state() != "new" || p.left() != "" {
		p.Errorf("%s: the next build ends with %d, the site is %s, left is %q\n%s", after, r.code, p.state(), p.left(), r.stderr)
	}
}

// TestErrorAtEachCall: whatever call fails in whatever way, the build says so once and the published site stays, or it
// ends well and the site is the new one.
func TestErrorAtEachCall(t *testing.T) {
	mustRelease(t)
	faults := []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EACCES, syscall.EMFILE, syscall.EDQUOT, syscall.EXDEV}
	t.Run("three pages", func(t *testing.T) { eachCall(t, builder{threePages, byThree}, every, faults, judged) })
	t.Run("a manual", func(t *testing.T) { eachCall(t, builder{small, byCommand}, 2, faults, judged) })
}

// judged says how a build ended of which a call failed.
func judged(p *published, at string, r ran) string {
	state, left := p.state(), p.left()
	messages := strings.Count("\n"+r.stderr, "\nclausebook: ")
	end := ""
	switch {
	case r.code == exitFine && state == "new" && left == "":
		return "went well"
	case r.code == exitFailure && state == "old" && left == "" && messages == 1:
		return "exit 3, old site"
	case r.code == exitFindings && state == "old" && left == "":
		return "exit 1, old site"
	case r.code == exitFine && state == "new" && strings.Contains(r.stderr, "cannot be removed"):
		end = "new site, and a note on what is left"
	case r.code == exitFailure && state == "old" && strings.Contains(at, ".site.clausebook-lock") && left == ".site.clausebook-lock" && messages == 1:
		end = "exit 3, old site, an empty file to lock" // removing it could take another build's
	case r.code == exitFine && state == "new" && strings.Contains(at, "unlinkat /out/.site.clausebook-lock") && left == ".site.clausebook-lock":
		end = "new site, an empty file to lock"
	case strings.Contains(at, "write /said") && left == "" && (state == "old" || state == "new"):
		return "the message could not be written, " + state + " site"
	case state == "old" && left == "" && (strings.HasPrefix(r.stderr, "runtime: ") || strings.Contains(r.stderr, "loading shared libraries")):
		return "before the program began"
	default:
		p.Errorf("%s: exit %d, site %s, left %q, %d messages\n%.600s", at, r.code, state, left, messages, r.stderr)
		return "odd"
	}
	p.next(at)
	return end
}

// large is the example manual, with another company's name on each page.
func large(t testing.TB, folder, version string) {
	t.Helper()
	must(t, os.RemoveAll(folder))
	must(t, os.CopyFS(folder, os.DirFS("../../example-manual")))
	file := filepath.Join(folder, "manual.yaml")
	text, err := os.ReadFile(file)
	must(t, err)
	const company = "Northmill Precision"
	if !strings.Contains(string(text), company) {
		t.Fatal("the name of the company is another")
	}
	must(t, os.WriteFile(file, []byte(strings.ReplaceAll(string(text), company, company+" "+version)), 0o666))
}

// atRandom sends a signal at random instants of a build, from when it has begun to write until it ends. Those that come
// after the end do not count.
func atRandom(t *testing.T, times int, signal syscall.Signal, judge func(p *published, r ran) string) {
	if *points > 0 {
		times = min(times, *points)
	}
	var mu sync.Mutex
	ends := map[string]int{}
	t.Cleanup(func() { t.Log(signal, ends) })
	for n := range runtime.GOMAXPROCS(0) {
		t.Run(fmt.Sprint("process ", n), func(t *testing.T) {
			t.Parallel()
			p := newPublished(t, builder{large, byCommand})
			_, usual := p.signalled(0, time.Hour)
			for range times / runtime.GOMAXPROCS(0) {
				r, _ := p.signalled(signal, rand.N(usual))
				for n := 0; r.code == exitFine; n++ {
					if n == 100 {
						t.Fatal("no build was ended")
					}
					r, _ = p.signalled(signal, rand.N(usual))
				}
				end := judge(p, r)
				mu.Lock()
				ends[end]++
				mu.Unlock()
			}
		})
	}
}

// signalled sends a signal some time after a build has begun to write, and gives the time from there to its end.
func (p *published) signalled(signal syscall.Signal, after time.Duration) (ran, time.Duration) {
	p.Helper()
	p.reset()
	cmd := p.command(p.T, p.manual, p.output)
	var said strings.Builder
	cmd.Stderr = &said
	must(p.T, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for begun := time.Now(); p.left() == ""; time.Sleep(100 * time.Microsecond) {
		if time.Since(begun) > time.Minute {
			p.Fatal("no build began")
		}
	}
	begun := time.Now()
	select {
	case <-ended:
	case <-time.After(after):
		_ = cmd.Process.Signal(signal)
		<-ended
	}
	return ran{code: cmd.ProcessState.ExitCode(), stderr: said.String()}, time.Since(begun)
}

// TestKilledAtRandom is the same as TestKilledAtEachCall, at any instant, of a larger build, without a tracer that slows it.
func TestKilledAtRandom(t *testing.T) {
	mustRelease(t)
	atRandom(t, 200, syscall.SIGKILL, func(p *published, r ran) string {
		state := p.state()
		if state != "old" && state != "new" {
			p.Error("killed:", state)
		}
		p.next("killed")
		return state
	})
}

// TestInterruptedAtRandom: a build that is asked to end leaves the old site and nothing else.
func TestInterruptedAtRandom(t *testing.T) {
	mustRelease(t)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(signal.String(), func(t *testing.T) {
			atRandom(t, 40, signal, func(p *published, r ran) string {
				if state, left := p.state(), p.left(); r.code != exitFailure || state != "old" || left != "" {
					p.Errorf("exit %d, site %s, left %q\n%s", r.code, state, left, r.stderr)
				}
				return "old"
			})
		})
	}
}
