//go:build unix

package publish

import (
	"io/fs"
	"os"
	"syscall"
)

// owner is who may change a file by owning it.
type owner struct{ user, group uint32 }

func ownerOf(info fs.FileInfo) owner {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return owner{^uint32(0), ^uint32(0)}
	}
	return owner{stat.Uid, stat.Gid}
}

// linksOf counts the names of a file.
func linksOf(_ *os.File, info fs.FileInfo) int {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	return int(stat.Nlink)
}
