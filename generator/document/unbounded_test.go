package document

import "math"

// Unbounded takes the limit of steps away in this process.
func Unbounded() { maxSteps = math.MaxInt }
