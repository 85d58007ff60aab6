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

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/publish"
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
	var refused *publish.Refused
	if errors.As(err, &refused) {
		fmt.Fprintf(w, "clausebook: output %q: %s\nhint: %s\n", diag.Inert(refused.Output), refused.Reason, diag.Inert(refused.Hint))
		return
	}
	fmt.Fprintf(w, "clausebook: %s\n", diag.Inert(strings.TrimSpace(err.Error())))
}

// flagError words what a flag does not take without naming the functions that read it.
func flagError(_ *cobra.Command, err error) error {
	message, _, _ := strings.Cut(err.Error(), ": strconv.")
	return usage("%s", message)
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
		Args:          known,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(flagError)
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	root.AddCommand(newInit(), newNew(), newBuild(), newCheck(), newCoverage(), newServe(), newDiff(),
		newSchema(), newStandards(), newCompletion(), newVersion())
	return root
}

// known refuses a word that is no command, with the command that it may have meant.
func known(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	if near := cmd.Root().SuggestionsFor(args[0]); len(near) > 0 {
		hint = "\nhint: did you mean " + strings.Join(near, " or ") + "?"
	}
	return usage("unknown command %q%s", args[0], hint)
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return known(cmd, args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

func newCompletion() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print the completion script of a shell: " + strings.Join(shells, ", "),
		Example:   "  source <(clausebook completion bash)",
		ValidArgs: shells,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			}
			return root.GenPowerShellCompletionWithDesc(out)
		},
	}
}
