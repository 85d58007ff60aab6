package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/diag"
)

// writeText prints findings for people. On a terminal what matters most comes first and many findings
// of one rule are one group, unless all are asked for.
func (c *commonFlags) writeText(w io.Writer, findings []diag.Finding, all bool) error {
	if all || !terminal(w) {
		return c.printer(w).Text(w, findings)
	}
	return c.printer(w).Grouped(w, findings)
}

func allFlag(cmd *cobra.Command, all *bool) {
	cmd.Flags().BoolVar(all, "all", false, "list each finding on a terminal too, instead of grouping many of one rule")
}
