package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/check"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Explain a rule of `check`, with an example",
		Long: `Explain a rule: what it reports, why it matters, how to fix it, and an example with what ` + "`check`" + `
prints. The name of the rule is in brackets at the end of each finding; ` + "`clausebook help check`" + ` lists
all rules. On a terminal the text is shown by $PAGER, else by less.`,
		Example: "  clausebook explain gap\n  clausebook explain unknown-clause",
		Args:    arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			rule, ok := ruleNamed(args[0])
			if !ok {
				return misspelt(args[0], ruleNames(), "there is no rule %q\nhint: `clausebook help check` lists all rules", args[0])
			}
			if err := page(cmd.OutOrStdout(), rule.Section()+"\n"); err != nil {
				return failure(err)
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var choices []string
			for _, r := range check.Rules() {
				choices = append(choices, r.Name+"\t"+r.Summary)
			}
			return choices, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// ruleNamed finds a rule by its name, which may have the brackets that findings print around it.
func ruleNamed(name string) (check.Rule, bool) {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	for _, r := range check.Rules() {
		if r.Name == name {
			return r, true
		}
	}
	return check.Rule{}, false
}

func ruleNames() []string {
	var names []string
	for _, r := range check.Rules() {
		names = append(names, r.Name)
	}
	return names
}

// page prints a text: on a terminal through the reader's pager, which ends by itself where the text
// fits on the screen.
func page(w io.Writer, text string) error {
	command := pager()
	if !terminal(w) || len(command) == 0 {
		_, err := io.WriteString(w, text)
		return err
	}
	// Ctrl-C is for the pager while it is shown.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	less := exec.Command(command[0], command[1:]...)
	less.Stdin, less.Stdout, less.Stderr = strings.NewReader(text), w, os.Stderr
	less.Env = append(os.Environ(), "LESS="+cmp.Or(os.Getenv("LESS"), "FRX"))
	err := less.Run()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		return nil // how a reader leaves the pager is their choice
	case err != nil:
		_, err = fmt.Fprint(w, text)
	}
	return err
}

// pager is the command that shows long texts on a terminal, or nothing.
func pager() []string {
	if os.Getenv("TERM") == "dumb" {
		return nil
	}
	named, set := os.LookupEnv("PAGER")
	if !set {
		named = "less"
	}
	command := strings.Fields(named)
	if len(command) == 0 {
		return nil
	}
	if _, err := exec.LookPath(command[0]); err != nil {
		return nil
	}
	return command
}
