//go:build linux && amd64

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// tracer runs a program, names the calls that it makes of the system, and makes one of them fail. strace cannot do
// this: it counts calls by thread, and the threads of a Go program share the work differently each time.
type tracer struct {
	folder string // left out of the names of calls
	target string // the call at which the program is disturbed; "" for none
	fault  syscall.Errno

	calls  []string // in their order
	hit    bool
	pid    int
	memory *os.File
	counts map[string]int
	inside map[int]bool // threads in a call
	failed map[int]bool // threads in the call that is to fail
}

// killed is a fault that ends the program instead of a call.
const killed = syscall.Errno(0)

// paths are the calls whose second argument is a path, seen from the folder of the first. The calls in descriptors
// are about an open file. Others neither change what is on disk nor read it.
var (
	paths = map[uint64]string{
		unix.SYS_OPENAT: "openat", unix.SYS_MKDIRAT: "mkdirat", unix.SYS_UNLINKAT: "unlinkat", unix.SYS_RENAMEAT: "renameat", unix.SYS_RENAMEAT2: "renameat2",
		unix.SYS_LINKAT: "linkat", unix.SYS_SYMLINKAT: "symlinkat", unix.SYS_READLINKAT: "readlinkat", unix.SYS_NEWFSTATAT: "newfstatat", unix.SYS_FCHMODAT: "fchmodat",
		unix.SYS_FCHOWNAT: "fchownat", unix.SYS_UTIMENSAT: "utimensat", unix.SYS_FACCESSAT: "faccessat", unix.SYS_FACCESSAT2: "faccessat2", unix.SYS_STATX: "statx", unix.SYS_OPENAT2: "openat2",
	}
	descriptors = map[uint64]string{
		unix.SYS_READ: "read", unix.SYS_PREAD64: "pread64", unix.SYS_WRITE: "write", unix.SYS_PWRITE64: "pwrite64", unix.SYS_CLOSE: "close", unix.SYS_FSTAT: "fstat",
		unix.SYS_GETDENTS64: "getdents64", unix.SYS_FSYNC: "fsync", unix.SYS_FDATASYNC: "fdatasync", unix.SYS_SYNCFS: "syncfs", unix.SYS_FTRUNCATE: "ftruncate",
		unix.SYS_FCHMOD: "fchmod", unix.SYS_FCHOWN: "fchown", unix.SYS_FLOCK: "flock", unix.SYS_FSTATFS: "fstatfs", unix.SYS_LSEEK: "lseek", unix.SYS_COPY_FILE_RANGE: "copy_file_range",
	}
)

// run runs the program to its end and gives its exit code, -1 if it was killed.
func (t *tracer) run(cmd *exec.Cmd, stderr *os.File) (int, error) {
	runtime.LockOSThread() // only the thread that started a program may trace it
	defer runtime.UnlockOSThread()
	process, err := os.StartProcess(cmd.Path, cmd.Args, &os.ProcAttr{
		Env: cmd.Environ(), Files: []*os.File{nil, stderr, stderr}, Sys: &syscall.SysProcAttr{Ptrace: true, Setpgid: true}})
	if err != nil {
		return 0, err
	}
	t.pid, t.calls, t.hit = process.Pid, nil, false
	t.counts, t.inside, t.failed = map[string]int{}, map[int]bool{}, map[int]bool{}
	defer process.Release()
	if t.memory, err = os.Open(fmt.Sprintf("/proc/%d/mem", t.pid)); err != nil {
		return 0, err
	}
	defer t.memory.Close()
	return t.follow()
}

// follow waits for what the threads of the program do.
func (t *tracer) follow() (int, error) {
	known := map[int]bool{}
	for {
		var status syscall.WaitStatus
		id, err := syscall.Wait4(-t.pid, &status, syscall.WALL, nil) // its group, which nothing else is in
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil {
			return 0, err
		}
		switch {
		case id == t.pid && status.Exited():
			return status.ExitStatus(), nil
		case id == t.pid && status.Signaled():
			return -1, nil
		case !status.Stopped():
			continue
		}
		pass := 0
		switch signal := status.StopSignal(); {
		case !known[id] && id == t.pid:
			err = syscall.PtraceSetOptions(id, syscall.PTRACE_O_TRACESYSGOOD|syscall.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL)
		case signal == syscall.SIGTRAP|0x80:
			err = t.call(id)
		case signal != syscall.SIGTRAP && !(signal == syscall.SIGSTOP && !known[id]):
			pass = int(signal)
		}
		known[id] = true
		if err == nil {
			err = syscall.PtraceSyscall(id, pass)
		}
		if err != nil && !errors.Is(err, syscall.ESRCH) { // it was killed meanwhile
			return 0, err
		}
	}
}

// call is told of the beginning and of the end of each call of a thread.
func (t *tracer) call(id int) error {
	var registers syscall.PtraceRegs
	if err := syscall.PtraceGetRegs(id, &registers); err != nil {
		return err
	}
	if t.inside[id] = !t.inside[id]; !t.inside[id] {
		if !t.failed[id] {
			return nil
		}
		t.failed[id] = false
		registers.Rax = uint64(-int64(t.fault))
		return syscall.PtraceSetRegs(id, &registers)
	}
	name := t.name(&registers)
	if name == "" {
		return nil
	}
	t.counts[name]++
	name += " #" + strconv.Itoa(t.counts[name])
	t.calls = append(t.calls, name)
	if name != t.target {
		return nil
	}
	t.hit = true
	if t.fault == killed {
		return syscall.Kill(t.pid, syscall.SIGKILL)
	}
	t.failed[id] = true
	registers.Orig_rax = ^uint64(0) // no call at all
	return syscall.PtraceSetRegs(id, &registers)
}

// name is the call with the file that it is about, or "".
func (t *tracer) name(r *syscall.PtraceRegs) string {
	if call := descriptors[r.Orig_rax]; call != "" {
		file := t.open(int32(r.Rdi))
		if !strings.Contains(file, "/") { // a pipe or the like
			return ""
		}
		return call + " " + file
	}
	call := paths[r.Orig_rax]
	if call == "" {
		return ""
	}
	piece := make([]byte, 4096)
	n, _ := t.memory.ReadAt(piece, int64(r.Rsi))
	path, _, _ := bytes.Cut(piece[:n], []byte{0})
	if filepath.IsAbs(string(path)) {
		return call + " " + t.short(string(path))
	}
	return call + " " + strings.TrimSuffix(t.open(int32(r.Rdi))+"/"+string(path), "/")
}

// open is the path of an open file.
func (t *tracer) open(descriptor int32) string {
	if descriptor == unix.AT_FDCWD {
		return "."
	}
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", t.pid, descriptor))
	if err != nil {
		return "nothing"
	}
	return t.short(path)
}

// short leaves out what differs from run to run.
func (t *tracer) short(path string) string {
	return strings.NewReplacer(t.folder, "", filepath.Dir(t.folder), "..", fmt.Sprintf("/proc/%d/", t.pid), "/proc/self/").Replace(path)
}
