//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// publishing are the system calls that a build changes the disk with, or finds its way by.
var publishing = strings.Fields("openat mkdirat unlinkat renameat renameat2 linkat fsync fdatasync syncfs write pwrite64 fchmod fchmodat flock getdents64 newfstatat close")

// traced runs a build under strace, with what it is to inject, such as write:error=EIO:when=3. strace counts calls by
// thread, so a build has few.
func (p *published) traced(calls, inject string) ran {
	p.Helper()
	args := []string{"-f", "--seccomp-bpf", "-qq", "-o", filepath.Join(p.folder, "trace"), "-e", "signal=none", "-e", "trace=" + calls}
	if inject != "" {
		args = append(args, "-e", "inject="+inject)
	}
	return execute(p.T, []string{"GOMAXPROCS=1"}, "strace", append(args, built(p.T), "build", p.manual, "-o", p.output, "--date", "2026-11-28")...)
}

// faulted runs a build with a fault at the nth call that one of its threads makes. Threads share the work differently
// each time: where none makes so many calls, it tries an earlier call.
func (p *published) faulted(call, fault string, n int) (r ran, at string) {
	p.Helper()
	for ; ; n /= 2 {
		p.reset()
		at = fmt.Sprintf("%s:%s:when=%d", call, fault, n)
		r = p.traced(call, at)
		text, err := os.ReadFile(filepath.Join(p.folder, "trace"))
		must(p.T, err)
		if n == 1 || r.code != 0 || strings.Contains(string(text), "(INJECTED)") {
			return r, at
		}
	}
}

// counted gives for each of the calls the number that one thread of a build makes at least.
func (p *published) counted() map[string]int {
	p.Helper()
	fewest := map[string]int{}
	for i := range 3 {
		p.reset()
		if r := p.traced(strings.Join(publishing, ","), ""); r.code != 0 {
			p.Fatal(r)
		}
		text, err := os.ReadFile(filepath.Join(p.folder, "trace"))
		must(p.T, err)
		n, most := map[[2]string]int{}, map[string]int{}
		for line := range strings.Lines(string(text)) {
			thread, rest, _ := strings.Cut(line, " ")
			call, _, ok := strings.Cut(strings.TrimSpace(rest), "(")
			if ok && slices.Contains(publishing, call) {
				n[[2]string{thread, call}]++
				most[call] = max(most[call], n[[2]string{thread, call}])
			}
		}
		for call, n := range most {
			if had, ok := fewest[call]; !ok && i == 0 || n < had {
				fewest[call] = n
			}
		}
	}
	return fewest
}

// some are the numbers from 1 to n, or as many of them as the flag allows.
func some(n int) []int {
	var list []int
	step := 1.0
	if *points > 0 {
		step = max(1, float64(n)/float64(*points))
	}
	for x := 1.0; x <= float64(n); x += step {
		list = append(list, int(x))
	}
	return list
}

// TestKilledAtEachCall: whenever a build is killed, the site is a whole one, and the next build leaves nothing else.
func TestKilledAtEachCall(t *testing.T) {
	mustRelease(t, "strace")
	p := newPublished(t)
	seen := map[string]int{}
	counts := p.counted()
	for _, call := range publishing {
		for _, n := range some(counts[call]) {
			r, at := p.faulted(call, "signal=SIGKILL", n)
			state := p.state()
			if r.code == 0 {
				seen["not hit"]++
			} else if seen[state]++; state != "old" && state != "new" {
				t.Errorf("killed at %s: %s", at, state)
			}
			p.next("killed at " + at)
		}
	}
	t.Log(seen, counts)
}

// next makes the build that follows a fault.
func (p *published) next(after string) {
	p.Helper()
	if r := build(p.T, p.manual, p.output); r.code != 0 || p.state() != "new" || p.left() != "" {
		p.Errorf("%s: the next build ends with %d, the site is %s, left is %q\n%s", after, r.code, p.state(), p.left(), r.stderr)
	}
}

// TestKilledAtRandom is the same at any instant, without a tracer that slows it.
func TestKilledAtRandom(t *testing.T) {
	mustRelease(t)
	p := newPublished(t)
	p.reset()
	started := time.Now()
	build(t, p.manual, p.output)
	usual := time.Since(started)
	seen := map[string]int{}
	times := 200
	if *points > 0 {
		times = *points
	}
	for range times {
		p.reset()
		cmd := exec.Command(built(t), "build", p.manual, "-o", p.output, "--date", "2026-11-28")
		must(t, cmd.Start())
		time.Sleep(rand.N(usual))
		_ = cmd.Process.Kill()
		if cmd.Wait() == nil {
			seen["ended before"]++
		}
		state := p.state()
		if seen[state]++; state != "old" && state != "new" {
			t.Error("killed:", state)
		}
		p.next("killed")
	}
	t.Log(seen)
}

// TestErrorAtEachCall: whatever call fails in whatever way, the build says so once and the published site stays, or it
// ends well and the site is the new one.
func TestErrorAtEachCall(t *testing.T) {
	mustRelease(t, "strace")
	p := newPublished(t)
	seen := map[string]int{}
	counts := p.counted()
	for _, fault := range strings.Fields("ENOSPC EIO EACCES EMFILE EDQUOT EXDEV") {
		for _, call := range publishing {
			for _, n := range some(counts[call]) {
				r, at := p.faulted(call, "error="+fault, n)
				state, left := p.state(), p.left()
				messages := strings.Count("\n"+r.stderr, "\nclausebook: ")
				switch {
				case r.code == 0 && state == "new" && left == "":
					seen["went well"]++
				case r.code == 3 && state == "old" && left == "" && messages == 1:
					seen["exit 3, old site"]++
				case r.code == 0 && state == "new" && strings.Contains(r.stderr, "cannot be removed"):
					seen["new site, and a note on what is left"]++
				case r.code == 3 && state == "old" && call == "flock" && left == ".site.clausebook-lock" && messages == 1:
					seen["exit 3, old site, an empty file to lock"]++ // removing it could take another build's
				case r.code == 1 && state == "old" && left == "":
					seen["a finding, old site"]++
				case earlyFault(p.folder, r):
					seen["before the program starts"]++
				case call == "write" && messages == 0 && (state == "old" || state == "new"):
					seen["its own message"]++
				default:
					seen["odd"]++
					t.Errorf("%s: exit %d, site %s, left %q, %d messages\n%.600s", at, r.code, state, left, messages, r.stderr)
				}
				for _, name := range strings.Fields(left) {
					must(t, os.RemoveAll(filepath.Join(p.folder, name)))
				}
			}
		}
	}
	t.Log(seen)
}

// earlyFault reports whether the fault hit the loader or the runtime of Go, before any code of ours.
func earlyFault(folder string, r ran) bool {
	text, _ := os.ReadFile(filepath.Join(folder, "trace"))
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "(INJECTED)") {
			for _, name := range []string{"/etc/ld.so", ".so.", "/sys/kernel/mm", "/proc/self", "/sys/fs/cgroup"} {
				if strings.Contains(line, name) {
					return true
				}
			}
		}
	}
	return strings.Contains(r.stderr, "error while loading shared libraries") || strings.Contains(r.stderr, "runtime: ")
}
