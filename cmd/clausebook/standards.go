package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

func newStandards() *cobra.Command {
	return &cobra.Command{
		Use:     "standards [EDITION]",
		Short:   "List the editions, or the clauses of one",
		Example: "  clausebook standards\n  clausebook standards 2015",
		Args:    arguments,
		ValidArgsFunction: cobra.FixedCompletions(standardname.Years(),
			cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listEditions(cmd.OutOrStdout())
			}
			e := standard.Load(args[0])
			if e == nil {
				return usage("%s is not an edition, expected one of %s%s", args[0], strings.Join(standardname.Years(), ", "), explain(args[0]))
			}
			return listClauses(cmd.OutOrStdout(), e)
		},
	}
}

func listEditions(w io.Writer) error {
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		fmt.Fprintf(w, "%s  %s, %s\n", year, e.Name, e.Status)
		for _, s := range e.Scopes() {
			without := ""
			switch {
			case len(s.Outside) > 0:
				without = fmt.Sprintf(", without %s, which is not part of it", strings.Join(s.Outside, ", "))
			case len(s.NotApplicable) > 0:
				without = fmt.Sprintf(", %s not applicable, to be justified", strings.Join(s.NotApplicable, ", "))
			}
			fmt.Fprintf(w, "      scope %s  %s%s\n", s.Number, s.Name, without)
		}
		if e.Provisional {
			fmt.Fprintln(w, "      numbers and printed titles are confirmed; summaries and change notes are provisional")
		}
	}
	_, err := fmt.Fprint(w, "\nISO/TS 9002:2016 is guidance for ISO 9001:2015, neither an edition nor a scope here\n")
	return err
}

func listClauses(w io.Writer, e *standard.Edition) error {
	n := 0
	for _, c := range e.Clauses {
		mark := " "
		if c.Requirement {
			mark = "*"
			n++
		}
		title := e.FullTitle(c)
		if c.Editorial {
			title += " (title ours)"
		}
		if len(c.Changes) > 0 {
			title += " [" + strings.Join(c.Changes, ", ") + "]"
		}
		fmt.Fprintf(w, "%s %-9s %s\n", mark, c.ID, title)
	}
	fmt.Fprintf(w, "\n%s: %d clauses, %d with requirements (*), which alone can be claimed\n", e.Name, len(e.Clauses), n)
	for _, a := range e.Amendments {
		fmt.Fprintf(w, "with %s\n", a)
	}
	if e.Provisional {
		_, err := fmt.Fprintln(w, "numbers and printed titles were confirmed by two independent extractions of the published text;\n"+
			"summaries, documented information and change notes [in brackets] are provisional: compiled from secondary sources")
		return err
	}
	return nil
}
