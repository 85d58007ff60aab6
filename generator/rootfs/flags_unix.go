//go:build unix && !linux

package rootfs

import "syscall"

const (
	noWaiting  = syscall.O_NONBLOCK
	onlyFolder = syscall.O_DIRECTORY
)
