package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/diag"
)

func newCheck() *cobra.Command {
	v := &view{}
	format := "text"
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "List every finding and write nothing",
		Long: "List every finding of the manual in DIR and write nothing. The exit code is 1 with an\nerror, and with --strict also with a warning.\n\n" +
			"Rules, with the severity that `rules` in manual.yaml can change (* cannot be changed):\n\n" + ruleList(),
		Example: "  clausebook check\n  clausebook check --format oneline --strict",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return v.check(cmd, args, format)
		},
	}
	v.flags(cmd)
	formatFlag(cmd, &format, "text", "oneline", "json")
	return cmd
}

func ruleList() string {
	var b strings.Builder
	for _, r := range check.Rules() {
		fixed := " "
		if r.Fixed {
			fixed = "*"
		}
		fmt.Fprintf(&b, "  %-8s%s %-31s %s\n", r.Severity, fixed, r.Name, r.Summary)
	}
	return b.String()
}

// formatFlag adds --format with its choices; the first is the default.
func formatFlag(cmd *cobra.Command, to *string, choices ...string) {
	cmd.Flags().StringVar(to, "format", choices[0], "`FORMAT` of the output: "+strings.Join(choices, ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
	cmd.PreRunE = func(*cobra.Command, []string) error {
		for _, c := range choices {
			if *to == c {
				return nil
			}
		}
		return usage("--format %s is not known, expected %s", *to, strings.Join(choices, ", "))
	}
}

func (v *view) check(cmd *cobra.Command, args []string, format string) error {
	result, err := v.read(args)
	if err != nil {
		return err
	}
	stdout := cmd.OutOrStdout()
	switch format {
	case "json":
		err = diag.JSON(stdout, result.Findings)
	case "oneline":
		err = v.printer(stdout).Oneline(stdout, result.Findings)
	default:
		err = v.printer(stdout).Text(stdout, result.Findings)
		fmt.Fprintln(cmd.ErrOrStderr(), tally(result.Findings))
	}
	if err != nil {
		return failure(err)
	}
	return v.verdict(result.Findings)
}
