package preview

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestLoad edits once a second while many others use the preview: 50 clients that go from page to page, 500 connections
// that say nothing, and 50 that read a byte now and then. The author's page must be told of each edit and show it, and when
// all have gone, memory, open files and goroutines are what they were:
//
//	go test ./generator/preview -run Load -soak 10m -timeout 0 -v
func TestLoad(t *testing.T) {
	if *soak == 0 {
		t.Skip("by hand: -soak 10m")
	}
	const clients, idle, slow = 50, 500, 50
	r := start(t, writeArchive(t, small), func(p *Preview) { p.rescan = 0 })
	r.write("documents/large.zip", strings.Repeat("x", 16<<20)) // more than the system buffers
	r.edit("documents/qp-01.md", "first text", "[large file](large.zip). Edit -1.")
	r.shows("documents/qp-01.html", "Edit -1.")
	time.Sleep(time.Second)
	before := measure()
	var crowd crowd
	for range clients {
		crowd.Go(func() { crowd.browse(r) })
	}
	for range idle {
		crowd.Go(func() { crowd.connect(r, "", 0) })
	}
	for range slow {
		crowd.Go(func() { crowd.connect(r, "GET /files/large.zip HTTP/1.1\r\nHost: localhost:"+r.port+"\r\n\r\n", 1) })
	}
	var delays []time.Duration
	for n, ends := 0, time.Now().Add(*soak); time.Now().Before(ends); n++ {
		began := time.Now()
		r.edit("documents/qp-01.md", fmt.Sprintf("Edit %d.", n-1), fmt.Sprintf("Edit %d.", n))
		r.shows("documents/qp-01.html", fmt.Sprintf("Edit %d.", n))
		delays = append(delays, time.Since(began))
		time.Sleep(time.Until(began.Add(time.Second)))
	}
	during := measure()
	crowd.done.Store(true)
	crowd.Wait()
	http.DefaultClient.CloseIdleConnections()
	r.eventually(func() string {
		after := measure()
		if after.files > before.files+2 || after.goroutines > before.goroutines+5 || after.heap > before.heap*3/2+8<<20 {
			return fmt.Sprintf("it grew: %s, then %s", before, after)
		}
		return ""
	})
	slices.Sort(delays)
	t.Logf("%d edits, %d requests of others, %d refused or cut; the author saw an edit after %v at the median, %v at most\nbefore: %s\nduring: %s\nafter:  %s",
		len(delays), crowd.requests.Load(), crowd.failed.Load(), delays[len(delays)/2], delays[len(delays)-1], before, during, measure())
}

// crowd is all the others that use a preview.
type crowd struct {
	sync.WaitGroup
	done             atomic.Bool
	requests, failed atomic.Int64
}

// browse goes from page to page, and listens for changes of one.
func (c *crowd) browse(r *running) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	if response, err := client.Get(r.url + ".clausebook/events?page=index.html"); err == nil {
		defer response.Body.Close()
	}
	for n := 0; !c.done.Load(); n++ {
		pages := []string{"index.html", "coverage.html", "documents/index.html", "documents/wi-01.html", "search.html", "files/plan.svg", "coverage.xlsx", "nothing"}
		response, err := client.Get(r.url + pages[n%len(pages)])
		c.requests.Add(1)
		if err != nil {
			c.failed.Add(1)
			continue
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		time.Sleep(100 * time.Millisecond)
	}
}

// connect says something, or nothing, and reads so many bytes a second. When it is hung up on it connects again.
func (c *crowd) connect(r *running, request string, pace int) {
	for !c.done.Load() {
		connection, err := net.Dial("tcp", "127.0.0.1:"+r.port)
		if err != nil {
			c.failed.Add(1)
			time.Sleep(time.Second)
			continue
		}
		_, _ = io.WriteString(connection, request)
		from := bufio.NewReaderSize(connection, 16)
		for !c.done.Load() {
			_ = connection.SetReadDeadline(time.Now().Add(time.Second))
			if pace > 0 {
				time.Sleep(time.Second)
			}
			if _, err := from.ReadByte(); err != nil {
				if timeout, ok := err.(net.Error); !ok || !timeout.Timeout() {
					break
				}
			}
		}
		connection.Close()
	}
}
