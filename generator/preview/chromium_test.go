package preview

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

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a tab of Chromium.
type browser struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex
	troubles []string // what the console shows of errors
}

// chromium opens a browser with an empty profile. Without one the test is skipped, or fails where
// REQUIRE_BROWSER=1.
func chromium(t *testing.T) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		if os.Getenv("REQUIRE_BROWSER") == "1" {
			t.Fatal("no chromium in PATH, and REQUIRE_BROWSER=1")
		}
		t.Skip("no chromium in PATH")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1000, 700), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.CombinedOutput(io.Discard),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		// Cancel ends the browser and waits for it, so that its profile can be deleted.
		_ = chromedp.Cancel(ctx)
		cancel()
	})
	b := &browser{T: t, ctx: ctx}
	chromedp.ListenTarget(ctx, b.hear)
	b.run(log.Enable())
	return b
}

// hear takes what the console would show in red. That the server is away for a while is no fault.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			b.troubles = append(b.troubles, fmt.Sprint(e.Type, e.Args))
		}
	case *log.EventEntryAdded:
		away := strings.Contains(e.Entry.Text, "net::ERR_") && strings.Contains(e.Entry.URL, ownFolder+"events")
		if e.Entry.Level == log.LevelError && !away {
			b.troubles = append(b.troubles, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (b *browser) run(actions ...chromedp.Action) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	// The first run starts the browser, which must not end with a timeout.
	if chromedp.FromContext(b.ctx).Browser == nil {
		ctx = b.ctx
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

func (b *browser) open(url string) {
	b.Helper()
	b.run(chromedp.Navigate(url))
}

// eval gives what an expression is in the page, as text. Between two pages it is empty.
func (b *browser) eval(expression string) string {
	b.Helper()
	var text string
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Evaluate("String("+expression+")", &text)); err != nil {
		return ""
	}
	return text
}

// until waits until an expression is true in the page.
func (b *browser) until(expression string) {
	b.Helper()
	end := time.Now().Add(patience)
	for b.eval(expression) != "true" {
		if time.Now().After(end) {
			b.Fatalf("it never came to: %s\nthe page is %s\n%s\nthe panel: %s\nthe console: %q", expression, b.eval("location.href"),
				b.eval("document.body && document.body.innerText.slice(0, 600)"), b.eval(panelText), b.troubles)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// press sends a key to the page.
func (b *browser) press(key string) {
	b.Helper()
	b.run(chromedp.KeyEvent(key))
}

// quiet fails when the console showed an error, such as a breach of the page's policy.
func (b *browser) quiet() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, text := range b.troubles {
		b.Errorf("the console shows: %s", text)
	}
}
