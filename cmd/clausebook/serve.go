package main

import (
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/preview"
	"github.com/clausebook/clausebook/generator/site"
)

// defaultAddress is where the preview listens; where the port is taken, at the next free one.
const defaultAddress = "127.0.0.1:8080"

type serveCmd struct {
	commonFlags
	address string
	open    bool
	poll    time.Duration
}

func newServe() *cobra.Command {
	s := &serveCmd{}
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Preview a manual with live reload",
		Long: `Preview the manual in DIR: the site as ` + "`build --drafts`" + ` makes it, in the browser, reloaded
as soon as a file is saved. A panel in the page shows what the save changed, and what is
wrong. With an error the last good page stays until the error is fixed. Nothing is written. Press Ctrl-C to stop.

Only this machine can connect, unless --addr says otherwise.`,
		Example: "  clausebook serve --open\n  clausebook serve example-manual --addr 127.0.0.1:9000",
		Args:    arguments,
		RunE:    s.run,
	}
	s.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&s.address, "addr", defaultAddress, "the `ADDRESS` to listen on; port 0 is any free one")
	f.BoolVar(&s.open, "open", false, "open the browser")
	f.DurationVar(&s.poll, "poll", 0, "look for changes at an `INTERVAL` such as 1s, where saves are not noticed: on network and container mounts")
	for _, name := range []string{"drafts", "strict"} {
		_ = f.MarkHidden(name) // every command that reads a manual takes them; here they change nothing
	}
	return cmd
}

func (s *serveCmd) run(cmd *cobra.Command, args []string) error {
	s.drafts = true
	const shortest = 50 * time.Millisecond
	if cmd.Flags().Changed("poll") && s.poll < shortest {
		return usage("--poll %s is too short, expected at least %s, such as 1s", s.poll, shortest)
	}
	host, _, err := net.SplitHostPort(s.address)
	if err != nil {
		return usage("--addr %s is not an address, expected host:port such as %s", s.address, defaultAddress)
	}
	if _, err := s.options(args); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	l, err := preview.Listen(s.address, cmd.Flags().Changed("addr"))
	if err != nil {
		return failure(err)
	}
	defer l.Close()
	stderr := cmd.ErrOrStderr()
	if !preview.Loopback(l) {
		fmt.Fprintf(stderr, "warning: %s can be reached by others, who can read this manual with all its drafts\n", l.Addr())
	}
	watch := &history.Watch{Folder: s.dir}
	options := func() (generator.Options, error) { // of each check, since the date may have changed
		o, err := s.options(args)
		o.Past = func(documents string) *history.Log { return watch.Log(ctx, documents) }
		o.At = snapshots(ctx, s.dir)
		return o, err
	}
	collectSeldom()
	p := &preview.Preview{Folder: s.dir, Poll: s.poll, Host: host, Log: stderr, Path: s.path, Check: checkWith(options)}
	if err := p.Serve(ctx, l, s.opener(stderr)); err != nil {
		return s.unread(err)
	}
	return nil
}

// checkWith makes the checks of a preview, each with the options of its time.
func checkWith(options func() (generator.Options, error)) func(folder fs.FS, now time.Time) (*preview.Build, error) {
	var builder generator.Builder
	return func(folder fs.FS, now time.Time) (*preview.Build, error) {
		o, err := options()
		if err != nil {
			return nil, err
		}
		builder.FS = folder
		result, err := builder.Check(o, now)
		if err != nil {
			return nil, err
		}
		return &preview.Build{Result: &result.Result, Pages: func() *site.Pages { return builder.Pages(result) }}, nil
	}
}

// opener gives what is done with the address once it answers.
func (s *serveCmd) opener(stderr io.Writer) func(url string) {
	if !s.open {
		return nil
	}
	return func(url string) {
		if err := browse(url); err != nil {
			fmt.Fprintf(stderr, "the browser could not be opened (%v); open %s yourself\n", err, url)
		}
	}
}

// browse opens an address in the system's browser.
func browse(url string) error {
	command := []string{"xdg-open", url}
	switch runtime.GOOS {
	case "darwin":
		command[0] = "open"
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", url}
	}
	browser := exec.Command(command[0], command[1:]...)
	if err := browser.Start(); err != nil {
		return err
	}
	go func() { _ = browser.Wait() }()
	return nil
}
