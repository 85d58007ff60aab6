//go:build !unix

package rootfs

// Without such flags, what is not a regular file is found before it is opened.
const noWaiting, onlyFolder = 0, 0
