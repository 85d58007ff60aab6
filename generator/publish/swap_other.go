//go:build !linux && !darwin

package publish

import (
	"errors"
	"os"
)

// exchange does not exist here; see replaceInSteps.
func exchange(_ *os.Root, _, _ string) error { return errors.ErrUnsupported }
