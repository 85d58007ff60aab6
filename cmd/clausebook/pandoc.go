package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/adopt"
)

// pandocArguments make pandoc read a Word file from standard input, with a limit to its memory. In a sandbox it opens
// no files and no connections.
var pandocArguments = []string{"+RTS", "-M1g", "-RTS", "--from", "docx", "--to", "gfm", "--standalone", "--wrap", "none", "--sandbox"}

const (
	pandocTime   = time.Minute
	pandocOutput = 16 << 20 // bytes
)

// converter converts Word files by pandoc; nil if it is not installed. Only adopt runs it.
func (a *adoptCmd) converter() adopt.Converter {
	program, err := exec.LookPath("pandoc")
	if err != nil {
		return nil
	}
	return func(docx []byte) (string, error) { return pandoc(a.cmd.Context(), program, docx) }
}

func pandoc(ctx context.Context, program string, docx []byte) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, pandocTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, pandocArguments...)
	out, said := &limited{max: pandocOutput}, &limited{max: 64 << 10}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(docx), out, said
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "", fmt.Errorf("pandoc did not finish within %s", pandocTime)
	case strings.Contains(said.String(), "--sandbox"):
		return "", errors.New("pandoc is too old, expected 2.15 or newer")
	case out.over:
		return "", fmt.Errorf("pandoc makes more than %d MiB of it", pandocOutput>>20)
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return "", fmt.Errorf("pandoc cannot read it: %s", cut(line, err))
	}
	return out.String(), nil
}

func cut(line string, err error) string {
	const longest = 200
	if line == "" {
		return err.Error()
	}
	return strings.ToValidUTF8(line[:min(len(line), longest)], "")
}

// limited is a buffer that fails when it is full.
type limited struct {
	text bytes.Buffer // not embedded, since its ReadFrom has no limit
	max  int
	over bool
}

func (l *limited) String() string { return l.text.String() }

func (l *limited) Write(p []byte) (int, error) {
	if l.text.Len()+len(p) > l.max {
		l.over = true
		return 0, errors.New("too much output")
	}
	return l.text.Write(p)
}
