package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/export"
)

func newCoverage() *cobra.Command {
	v := &commonFlags{}
	format, gaps, under := "text", false, 0.0
	cmd := &cobra.Command{
		Use:   "coverage [DIR]",
		Short: "Show which documents claim which clause, and the gaps",
		Long: `Show the clause coverage matrix of the manual in DIR. The matrix is always printed; error
findings go to standard error and make the exit code 1.

` + coverage.Rule + "\n" + coverage.Limit,
		Example: "  clausebook coverage --gaps\n  clausebook coverage --scope 9001 --format csv\n  clausebook coverage --format xlsx > coverage.xlsx\n  clausebook coverage --fail-under 90",
		Args:    arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			return v.coverage(cmd, args, format, gaps, under)
		},
	}
	v.flags(cmd)
	formatFlag(cmd, &format, "text", "json", "csv", "xlsx", "markdown")
	cmd.Flags().BoolVar(&gaps, "gaps", false, "only the clauses that are gaps or pending")
	cmd.Flags().Float64Var(&under, "fail-under", 0, "exit with 1 when less than `PERCENT` is covered")
	return cmd
}

func (c *commonFlags) coverage(cmd *cobra.Command, args []string, format string, gaps bool, under float64) error {
	if !(under >= 0 && under <= 100) { // not a number is neither
		return usage("--fail-under %v is not a percentage, expected 0 to 100", under)
	}
	if format == "xlsx" && terminal(cmd.OutOrStdout()) {
		return usage("a spreadsheet cannot be shown on a terminal\nhint: `clausebook coverage --format xlsx > coverage.xlsx` writes it to a file")
	}
	result, err := c.read(cmd, args)
	if err != nil {
		return err
	}
	stderr := cmd.ErrOrStderr()
	if result.Matrix != nil {
		if err := report(cmd.OutOrStdout(), result, format, gaps); err != nil {
			return failure(err)
		}
	}
	least := diag.Error
	if c.strict {
		least = diag.Warning
	}
	if err := c.printer(stderr).Text(stderr, only(result.Findings, least)); err != nil {
		return failure(err)
	}
	if err := c.verdict(result.Findings); err != nil {
		fmt.Fprintln(stderr, tally(result.Findings))
		return err
	}
	if got := result.Matrix.Summary.Percent(); got < under {
		return &exit{code: exitFindings, err: fmt.Errorf("%.1f %% of the clauses are covered, less than %v %%", got, under)}
	}
	return nil
}

func report(w io.Writer, result *generator.Result, format string, gaps bool) error {
	x := result.Matrix
	switch format {
	case "json":
		return export.CoverageJSON(w, x, gaps)
	case "csv":
		return export.CoverageCSV(w, x, gaps)
	case "xlsx":
		return result.Workbook(w, gaps)
	case "markdown":
		return export.Markdown(w, x, gaps)
	}
	return export.Text(w, x, gaps, colour(w))
}
