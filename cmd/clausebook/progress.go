package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
)

// What takes longer than patience says on a terminal that it is at work; redraw is how often.
const (
	patience = time.Second
	redraw   = 100 * time.Millisecond
)

// progress shows on a terminal how far long work is, in a line that goes when the work is done. The
// function it gives may be called from several goroutines, and does nothing where there is no terminal.
func progress(w io.Writer, what string) func(n, of int) {
	if !terminal(w) {
		return func(int, int) {}
	}
	return counter(w, what, time.Now)
}

// counter is progress on any writer, by any clock.
func counter(w io.Writer, what string, now func() time.Time) func(n, of int) {
	var mu sync.Mutex
	most, width := 0, 0
	next := now().Add(patience)
	return func(n, of int) {
		mu.Lock()
		defer mu.Unlock()
		if n < most {
			return // from a goroutine that was overtaken
		}
		most = n
		switch {
		case n == of:
			erase(w, width)
			width = 0
		case !now().Before(next):
			next = now().Add(redraw)
			line := fmt.Sprintf("%d of %d %s", n, of, what)
			width = max(width, len(line))
			fmt.Fprint(w, "\r"+line)
		}
	}
}

// waiting says on a terminal what is being done, once it has taken a second. The function it gives
// ends that and takes the line away.
func waiting(w io.Writer, what string) (done func()) {
	if !terminal(w) {
		return func() {}
	}
	return wait(w, what, patience)
}

// patiently does work that may take long as interruptible does, and says on a terminal what is being done.
func patiently[T any](cmd *cobra.Command, what string, work func() (T, error)) (T, error) {
	defer waiting(cmd.ErrOrStderr(), what)()
	return interruptible(cmd.Context(), work)
}

// wait is waiting on any writer.
func wait(w io.Writer, what string, patience time.Duration) (done func()) {
	var mu sync.Mutex
	shown, over := false, false
	timer := time.AfterFunc(patience, func() {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			shown = true
			fmt.Fprint(w, "\r"+what+" …")
		}
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		if shown && !over {
			erase(w, len(what)+len(" …"))
		}
		over = true
	}
}

// erase takes a line away that is so many bytes long.
func erase(w io.Writer, width int) {
	if width > 0 {
		fmt.Fprint(w, "\r"+strings.Repeat(" ", width)+"\r")
	}
}
