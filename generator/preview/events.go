package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// hub holds the browsers that listen for changes. It is safe for concurrent use.
type hub struct {
	mu      sync.Mutex
	clients map[*client]bool
}

// client is a page that is open in a browser.
type client struct {
	page     string
	messages chan []byte // closed when the client is too slow
}

const (
	maxClients = 64
	maxUnread  = 8 // limit of unsent messages per client
)

// A client that does not take a heartbeat or message in time is dropped. Its browser reconnects and
// gets a new hello.
var (
	heartbeat    = 15 * time.Second
	writeTimeout = 5 * time.Second
)

// join adds a client, or returns nil when there are too many.
func (h *hub) join(page string) *client {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.clients) >= maxClients {
		return nil
	}
	if h.clients == nil {
		h.clients = map[*client]bool{}
	}
	c := &client{page, make(chan []byte, maxUnread)}
	h.clients[c] = true
	return c
}

func (h *hub) leave(c *client) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.clients, c)
}

// open lists the pages shown in browsers, each once.
func (h *hub) open() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var pages []string
	for c := range h.clients {
		pages = append(pages, c.page)
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// changed is the message after a rebuild.
type changed struct {
	*change
	Panel panel `json:"panel"`
}

// broadcast sends a change to all clients, with the panel of the page of each, and drops those that
// are too slow.
func (h *hub) broadcast(c *change, s *snapshot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	made := map[string][]byte{}
	for client := range h.clients {
		message := made[client.page]
		if message == nil {
			message = event("change", changed{c, s.panelOf(client.page)})
			made[client.page] = message
		}
		select {
		case client.messages <- message:
		default:
			close(client.messages)
			delete(h.clients, client)
		}
	}
}

// hello is the first message to a client. A browser that shows an older state reloads its page.
type hello struct {
	Build  int    `json:"build"`
	Page   string `json:"page"` // the key of the page, "" if there is none
	Sheets string `json:"sheets"`
	Panel  panel  `json:"panel"`
}

func event(name string, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // only strings and numbers
	}
	return fmt.Appendf(nil, "event: %s\ndata: %s\n\n", name, data)
}

// events streams the events of one page.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	page, ok := pagePath(r.URL.Query().Get("page"))
	if !ok {
		s.refuse(w, r, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	c := s.preview.hub.join(page)
	if c == nil {
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable)
		return
	}
	defer s.preview.hub.leave(c)
	now := s.preview.shown.Load()
	first := event("hello", hello{now.build, now.pageKey(page), now.sheets, now.panelOf(page)})
	if !send(w, append([]byte("retry: 500\n"), first...)) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		message := []byte(":\n\n")
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
		case message, ok = <-c.messages:
			if !ok {
				return
			}
		}
		if !send(w, message) {
			return
		}
	}
}

// send writes a message and reports whether the client took it in time.
func send(w http.ResponseWriter, message []byte) bool {
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := w.Write(message); err != nil {
		return false
	}
	return control.Flush() == nil
}
