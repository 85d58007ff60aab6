// Clausebook makes a static site of a company's quality manual.
//
// How it speaks: what was asked for goes to standard output, everything else to standard error.
// Messages have no capital and no full stop, say what is there and how to fix it, and hints
// have a line of their own. Colour and progress are for terminals only.
//
// Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 failure.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

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

func main() {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as it is under nohup
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program with its arguments and outputs. It ends early when ctx does.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitFine
	}
	if cmd == root && len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		err = known(cmd, args) // what is wrong is the command, not the flags after it
	}
	var e *exit
	if !errors.As(err, &e) {
		// What cobra itself refuses is wrong usage.
		e = &exit{code: exitUsage, err: err}
	}
	if errors.Is(err, errInterrupted) && terminal(stderr) {
		fmt.Fprintln(stderr) // after what progress left and the terminal's ^C
	}
	if e.err != nil {
		say(stderr, e.err, e.suggestion(args))
	}
	if e.code == exitUsage {
		fmt.Fprintln(stderr, helpHint(cmd))
	}
	return e.code
}

// helpHint names the help that is nearest to a command that was used wrongly.
func helpHint(cmd *cobra.Command) string {
	if !cmd.HasParent() || cmd.Name() == "help" {
		return "hint: `clausebook help` lists commands and flags"
	}
	return fmt.Sprintf("hint: `clausebook help %s` lists its arguments and flags", cmd.Name())
}

// say prints an error, then what was probably meant, then the other hints of the error.
func say(w io.Writer, err error, suggestion string) {
	var refused *publish.Refused
	if errors.As(err, &refused) {
		fmt.Fprintf(w, "clausebook: output %q: %s\nhint: %s\n", diag.Inert(refused.Output), refused.Reason, diag.Inert(refused.Hint))
		return
	}
	for n, line := range strings.Split(strings.TrimSpace(err.Error()), "\n") {
		if n == 0 {
			line = "clausebook: " + line
		}
		fmt.Fprintln(w, diag.Inert(diag.Clean(line)))
		if n == 0 && suggestion != "" {
			fmt.Fprintln(w, diag.Inert(diag.Clean(suggestion)))
		}
	}
}

func newRoot() *cobra.Command {
	version := false
	root := &cobra.Command{
		Use:   "clausebook",
		Short: "A company's quality manual as a site, with a clause coverage matrix",
		Long: `Clausebook checks a quality manual, a folder of Markdown procedures whose front matter
names the ISO 9001 clauses that they satisfy, and builds a cross-linked site from it with a
clause coverage matrix that shows the gaps for the chosen scope.

DIR is the folder of a manual, which contains manual.yaml. Inside a manual it may be left out.`,
		Example: "  clausebook init quality     start a manual in the folder quality\n" +
			"  clausebook serve quality    preview it while you write\n  clausebook check quality    see what is wrong and which clauses are gaps",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          known,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if version {
				return printVersion(cmd.OutOrStdout())
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&version, "version", false, "print the version")
	root.SetFlagErrorFunc(flagError)
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	cobra.EnableCommandSorting = false // in the order of work
	root.AddCommand(newInit(), newAdopt(), newNew(), newServe(), newCheck(), newBuild(), newCoverage(), newDiff(), newTransition(), newAudit(), newPack(), newVerify(),
		newExplain(), newDocs(), newSchema(), newStandards(), newCompletion(), newVersion())
	return root
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Describe a command, its arguments and flags",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && c.IsAvailableCommand() {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				if _, ok := ruleNamed(args[0]); ok {
					return usage("%s is a rule, not a command\nhint: `clausebook explain %s` explains it", args[0], args[0])
				}
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
		Short:     "Print the completion script for a shell: " + strings.Join(shells, ", "),
		Example:   "  clausebook completion bash > ~/.local/share/bash-completion/completions/clausebook\n  source <(clausebook completion zsh)",
		ValidArgs: shells,
		Args:      arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return misspelt(args[0], shells, "%q is not a shell with completion, expected %s", args[0], strings.Join(shells, ", "))
		},
	}
}
