package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/check"
)

func newCheck() *cobra.Command {
	v := &commonFlags{}
	format, files, all := "text", []string(nil), false
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "List every finding without writing anything",
		Long: "List every finding of the manual in DIR. Nothing is written except the files of --report. The exit\n" +
			"code is 1 with an error, and with --strict also with a warning.\n\n" +
			"On a terminal errors come first, and more than ten findings of one rule are grouped; --all lists each.\n" +
			"Formats github, gitlab and sarif give paths from the root of the repository, as hosts expect.\n\n" +
			"These are the rules. `clausebook explain RULE` explains one. `rules` in manual.yaml changes their\n" +
			"severity, except for those marked *.\n\n" + ruleList(),
		Example: "  clausebook check\n  clausebook check --format oneline --strict\n" +
			"  clausebook check --format github --report sarif=findings.sarif",
		Args: arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			return v.check(cmd, args, format, files, all)
		},
	}
	v.flags(cmd)
	allFlag(cmd, &all)
	formatFlag(cmd, &format, findingFormats...)
	cmd.Flags().StringArrayVar(&files, "report", nil, "also write `FORMAT=FILE`, such as sarif=findings.sarif; may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("report", completeReport)
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
		return misspelt(*to, choices, "--format %s is not known, expected %s", *to, strings.Join(choices, ", "))
	}
}

func (c *commonFlags) check(cmd *cobra.Command, args []string, format string, files []string, all bool) error {
	if _, err := c.options(args); err != nil {
		return err
	}
	list, err := c.reports(files)
	if err != nil {
		return err
	}
	result, err := c.read(cmd, args)
	if err != nil {
		return err
	}
	unwritten := c.writeReports(list, result.Findings)
	if format == "text" {
		err = c.writeText(cmd.OutOrStdout(), result.Findings, all)
	} else {
		err = c.writeFindings(cmd.OutOrStdout(), format, result.Findings)
	}
	if err != nil {
		return failure(err)
	}
	if format == "text" || format == "github" {
		fmt.Fprintln(cmd.ErrOrStderr(), tally(result.Findings))
	}
	if unwritten != nil {
		return unwritten
	}
	return c.verdict(result.Findings)
}

// completeReport offers formats, then files.
func completeReport(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if strings.Contains(typed, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var choices []string
	for _, format := range findingFormats {
		choices = append(choices, format+"=")
	}
	return choices, cobra.ShellCompDirectiveNoSpace
}
