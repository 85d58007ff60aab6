// Clausebook makes a static site of a company's quality manual.
//
// How it speaks: what was asked for goes to standard output, everything else to standard error.
// Messages have no capital and no full stop, say what is there and how to mend it, and hints
// stand in a line of their own. Colour and progress are for terminals only.
//
// Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 failure.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitFine = iota
	exitFindings
	exitUsage
	exitFailure
)

// exit is an error that ends the program with a code. Without err all has been said.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string { return fmt.Sprint(e.err) }

func (e *exit) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Errorf(format, args...)}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program with its arguments and outputs.
func run(args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	if err == nil {
		return exitFine
	}
	var e *exit
	if !errors.As(err, &e) {
		// What cobra itself refuses is wrong usage.
		e = &exit{exitUsage, err}
	}
	if e.err != nil {
		say(stderr, e.err)
	}
	if e.code == exitUsage {
		fmt.Fprintln(stderr, "hint: `clausebook help` lists commands and flags")
	}
	return e.code
}

// say prints an error with its hint, if it has one.
func say(w io.Writer, err error) {
	fmt.Fprintf(w, "clausebook: %s\n", strings.TrimSpace(err.Error()))
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "clausebook",
		Short: "A company's quality manual as a site, with a clause coverage matrix",
		Long: `Clausebook reads a quality manual, a folder of Markdown procedures whose front matter
names the ISO 9001 clauses that they satisfy, checks it, and builds a cross-linked
site with a clause coverage matrix that shows the gaps for the chosen scope.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(newBuild(), newCheck(), newCoverage(), newStandards(), newVersion())
	return root
}
