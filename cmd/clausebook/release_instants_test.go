//go:build linux && amd64

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

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
