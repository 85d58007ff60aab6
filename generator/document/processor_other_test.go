//go:build !unix

package document_test

import "time"

var began = time.Now()

// processorTime stands in for what this process has used of the processors.
func processorTime() time.Duration { return time.Since(began) }
