package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/export"
)

type auditCmd struct {
	commonFlags
	clauses, section, format string
}

func newAudit() *cobra.Command {
	a := &auditCmd{}
	cmd := &cobra.Command{
		Use:   "audit [DIR]",
		Short: "Print a checklist for an audit",
		Long: `Print a checklist for an audit of the manual in DIR, from its own claims: for each clause that applies, what to
ask, the documents and sections that answer with revision and owner, the records to sample with place and retention
time, and room for evidence and finding. The spreadsheet has a list of findings to choose from. The site has the
same checklist as audit.html, which keeps notes in the browser.

` + audit.Note,
		Example: "  clausebook audit --clauses 8.4,9.2\n  clausebook audit --section purchasing --format markdown > checklist.md\n" +
			"  clausebook audit --format xlsx > checklist.xlsx",
		Args: arguments,
		RunE: a.run,
	}
	a.flags(cmd)
	formatFlag(cmd, &a.format, "text", "markdown", "xlsx")
	cmd.Flags().StringVar(&a.clauses, "clauses", "", "only these `CLAUSES` and all below them, with commas between them")
	cmd.Flags().StringVar(&a.section, "section", "", "only the documents of the `SECTION`, a folder or its title, or one document by its id")
	_ = cmd.RegisterFlagCompletionFunc("section", a.completeFromManual(sectionsAndDocuments))
	_ = cmd.RegisterFlagCompletionFunc("clauses", a.completeClauses)
	return cmd
}

func (a *auditCmd) run(cmd *cobra.Command, args []string) error {
	if a.format == "xlsx" && terminal(cmd.OutOrStdout()) {
		return usage("a spreadsheet cannot be shown on a terminal\nhint: `clausebook audit --format xlsx > checklist.xlsx` writes it to a file")
	}
	for name, value := range map[string]string{"clauses": a.clauses, "section": a.section} {
		if cmd.Flags().Changed(name) && value == "" {
			return usage("--%s is empty", name)
		}
	}
	result, err := a.read(cmd, args)
	if err != nil {
		return err
	}
	if result.Matrix != nil {
		selection, err := a.selection(result)
		if err != nil {
			return err
		}
		if err := a.print(cmd.OutOrStdout(), audit.Of(result.Matrix, selection)); err != nil {
			return failure(err)
		}
	}
	stderr := cmd.ErrOrStderr()
	least := diag.Error
	if a.strict {
		least = diag.Warning
	}
	if err := a.printer(stderr).Text(stderr, only(result.Findings, least)); err != nil {
		return failure(err)
	}
	err = a.verdict(result.Findings)
	if err != nil {
		fmt.Fprintln(stderr, tally(result.Findings))
	}
	return err
}

func (a *auditCmd) selection(result *generator.Result) (s audit.Selection, err error) {
	var unknown *audit.Unknown
	if s.Clauses, unknown = audit.Clauses(result.Matrix, a.clauses); unknown != nil {
		return s, a.unknown(a.clauses, unknown, "%s has no clause %s", result.Matrix.Standard, unknown.Name)
	}
	if a.section == "" {
		return s, nil
	}
	if s.Section, s.Entries, unknown = audit.Section(result.Matrix, a.section); unknown != nil {
		return s, a.unknown(a.section, unknown, "the manual has no section or document %s", unknown.Name)
	}
	return s, nil
}

func (a *auditCmd) unknown(value string, u *audit.Unknown, format string, args ...any) error {
	e := &exit{code: exitUsage, err: fmt.Errorf(format, args...)}
	if value == u.Name {
		e.wrong, e.right = u.Name, u.Nearest
	}
	return e
}

func (a *auditCmd) print(w io.Writer, l *audit.Checklist) error {
	switch a.format {
	case "markdown":
		return l.Markdown(w)
	case "xlsx":
		return export.AuditWorkbook(w, l)
	}
	return l.Text(w)
}
