package manual

import (
	"io/fs"
	"syscall"
)

// stampOf reads the stamp of a file; one of a file system that is not on a disk has no inode.
func stampOf(info fs.FileInfo) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		s.inode = stat.Ino
		s.changed = stat.Ctim.Nano()
	}
	return s
}
