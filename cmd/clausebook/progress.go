package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// progress shows on a terminal how far long work is, in a line that goes when the work is done. What
// it gives may be called from several goroutines, and does nothing where there is no terminal.
func progress(w io.Writer, what string) func(n, of int) {
	if !terminal(w) {
		return func(int, int) {}
	}
	const longWork, step = 500, 50
	var mu sync.Mutex
	shown := 0
	return func(n, of int) {
		if of < longWork || n%step != 0 && n != of {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if n < shown {
			return // of a goroutine that was overtaken
		}
		shown = n
		line := fmt.Sprintf("\r%d of %d %s", n, of, what)
		if n == of {
			line = "\r" + strings.Repeat(" ", len(line)) + "\r"
		}
		fmt.Fprint(w, line)
	}
}
