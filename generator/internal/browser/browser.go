// Package browser lets tests look at pages in Chromium. It alone knows how a browser is driven.
package browser

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a page may take until it is as expected.
const patience = 20 * time.Second

// Required reports that tests in a browser must run: what they need and do not find is a failure.
func Required() bool { return os.Getenv("REQUIRE_BROWSER") == "1" }

// Missing skips a test for want of something, or fails it where it is required.
func Missing(t testing.TB, what string) {
	t.Helper()
	if Required() {
		t.Fatal("no " + what + ", and REQUIRE_BROWSER=1")
	}
	t.Skip("no " + what)
}

// Ignore names messages of the console that are no fault.
type Ignore func(text, url string) bool

// Tab is a tab of Chromium.
type Tab struct {
	testing.TB
	// Explain is what a failure shows of the page beside its text, as an expression. It may be "".
	Explain string

	ignore   Ignore
	ctx      context.Context
	mu       sync.Mutex
	troubles []string
	requests []string
}

// Open opens a browser with an empty profile and one tab. Without Chromium the test is skipped, or
// fails where REQUIRE_BROWSER=1. Ignore may be nil.
func Open(t testing.TB, ignore Ignore) *Tab {
	t.Helper()
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(Program(t)), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1000, 700), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.CombinedOutput(io.Discard),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	return tab(t, allocated, ignore)
}

// Program is the browser in PATH. Without it the test is skipped, or fails where REQUIRE_BROWSER=1.
func Program(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	Missing(t, "chromium in PATH")
	return ""
}

// Another opens a tab beside this one, in the same browser, until the test ends.
func (t *Tab) Another(tb testing.TB) *Tab {
	tb.Helper()
	return tab(tb, t.ctx, t.ignore)
}

func tab(t testing.TB, parent context.Context, ignore Ignore) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(func() {
		// Cancel ends the browser with its last tab and waits for it, so that its profile can be deleted.
		_ = chromedp.Cancel(ctx)
		cancel()
	})
	b := &Tab{TB: t, ignore: ignore, ctx: ctx}
	chromedp.ListenTarget(ctx, b.hear)
	b.Run(log.Enable(), network.Enable())
	return b
}

// hear takes what the console would show in red, and what is asked for.
func (t *Tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		t.troubles = append(t.troubles, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			t.troubles = append(t.troubles, fmt.Sprint(e.Type, e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError && (t.ignore == nil || !t.ignore(e.Entry.Text, e.Entry.URL)) {
			t.troubles = append(t.troubles, e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			t.requests = append(t.requests, e.Request.URL)
		}
	}
}

// Run carries out actions of chromedp.
func (t *Tab) Run(actions ...chromedp.Action) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, 5*time.Minute) // axe takes 5 s for a manual on one page, and a busy machine ten times that
	defer cancel()
	// The first run starts the browser or the tab, which must not end with a timeout.
	if c := chromedp.FromContext(t.ctx); c.Browser == nil || c.Target == nil {
		ctx = t.ctx
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// Open goes to an address and waits until it is loaded. Requests before that are forgotten.
func (t *Tab) Open(url string) {
	t.Helper()
	t.mu.Lock()
	t.requests = nil
	t.mu.Unlock()
	t.Run(chromedp.Navigate(url))
}

// Requests lists the addresses that were asked for since Open, the page's own first.
func (t *Tab) Requests() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.requests...)
}

// Resize gives the page a width and height.
func (t *Tab) Resize(width, height int64) {
	t.Helper()
	t.Run(emulation.SetDeviceMetricsOverride(width, height, 1, false))
}

// Prefer sets the reader's colour scheme, light or dark.
func (t *Tab) Prefer(scheme string) {
	t.Helper()
	t.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

// Print gives the page as PDF.
func (t *Tab) Print() []byte {
	t.Helper()
	var pdf []byte
	t.Run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
		return err
	}))
	return pdf
}

// Eval gives what an expression is in the page, as text. Between two pages it is empty.
func (t *Tab) Eval(expression string) string {
	t.Helper()
	var text string
	ctx, cancel := context.WithTimeout(t.ctx, 10*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Evaluate("String("+expression+")", &text)); err != nil {
		return ""
	}
	return text
}

// Await puts what an expression comes to, once its promise is kept, into a variable.
func (t *Tab) Await(expression string, to any) {
	t.Helper()
	t.Run(chromedp.Evaluate(expression, to, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true)
	}))
}

// Until waits until an expression is true in the page.
func (t *Tab) Until(expression string) {
	t.Helper()
	end := time.Now().Add(patience)
	for t.Eval(expression) != "true" {
		if time.Now().After(end) {
			t.Fatalf("it never came to: %s\nthe page is %s\n%s\n%s\nthe console: %q", expression, t.Eval("location.href"),
				t.Eval("document.body && document.body.innerText.slice(0, 600)"), t.Eval(t.Explain), t.Troubles())
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Press strikes keys, named as by package kb of chromedp, one after the other. As with a real
// keyboard a key that the page keeps for itself writes nothing.
func (t *Tab) Press(keys string) {
	t.Helper()
	for _, r := range keys {
		t.Strike(r, 0)
	}
}

// Strike strikes one key while others are held, such as input.ModifierCtrl.
func (t *Tab) Strike(key rune, held input.Modifier) {
	t.Helper()
	events := kb.Encode(key)
	text := ""
	for _, event := range events {
		if event.Type == input.KeyChar && held == 0 {
			text = event.Text
		}
	}
	var actions []chromedp.Action
	for _, event := range events {
		event.Modifiers |= held
		switch event.Type {
		case input.KeyChar: // would write even where the page took the key for itself
			continue
		case input.KeyDown, input.KeyRawDown:
			event.Type, event.Text = input.KeyDown, text
		}
		actions = append(actions, event)
	}
	t.Run(actions...)
}

// Troubles lists what the console has shown of errors.
func (t *Tab) Troubles() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.troubles...)
}

// Quiet fails when the console showed an error, such as a breach of the page's policy.
func (t *Tab) Quiet() {
	t.Helper()
	for _, text := range t.Troubles() {
		t.Errorf("the console shows: %s", text)
	}
}
