package history

import (
	"os/exec"
	"syscall"
)

// endTogether makes a command end with all that it started, when it is cancelled and when this program
// ends in whatever way.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
