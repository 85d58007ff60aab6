//go:build !linux && !darwin

package publish

import "os"

func flush(root *os.Root, files, folders []string) error { return flushEach(root, files, folders) }
