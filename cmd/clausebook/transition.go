package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/transition"
)

type transitionCmd struct {
	commonFlags
	to, format        string
	write, allowDirty bool
}

func newTransition() *cobra.Command {
	t := &transitionCmd{}
	cmd := &cobra.Command{
		Use:   "transition [DIR]",
		Short: "Show what a later edition of the standard changes in the manual",
		Long: `Show what the transition to a later edition of ISO 9001 changes in the manual in DIR: for each
document, which claims stay, move, split or have to be read again; for each clause, what would be covered and
what starts as a gap; what the later edition does not require; and a work list by owner.

` + transition.Rule + `

With --write the claims for the later edition go into the front matters, ` + "`clauses: {2015: […], 2026: […]}`" + `, and
unconfirmed ones into ` + "`proposed:`" + `, which never counts. Nothing else in the files changes. A list that already
names the later edition is left alone, so a second run changes nothing. Either all files are written or none. In a
Git repository, documents and manual.yaml have to be committed first.`,
		Example: "  clausebook transition --to 2026\n  clausebook transition --to 2026 --format markdown > work-list.md\n" +
			"  clausebook transition --to 2026 --format xlsx > work-list.xlsx\n  clausebook transition --to 2026 --write",
		Args: arguments,
		RunE: t.run,
	}
	t.flags(cmd)
	formatFlag(cmd, &t.format, "text", "markdown", "json", "xlsx")
	cmd.Flags().StringVar(&t.to, "to", "", "the `EDITION` to move to; without it, next_edition of manual.yaml")
	cmd.Flags().BoolVar(&t.write, "write", false, "write claims and proposals into the front matters")
	cmd.Flags().BoolVar(&t.allowDirty, "allow-dirty", false, "with --write: also when documents have uncommitted changes")
	_ = cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(standardname.Years(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (t *transitionCmd) run(cmd *cobra.Command, args []string) error {
	if t.to != "" && standard.Load(t.to) == nil {
		return misspelt(t.to, standardname.Years(), "--to %s is not an edition, expected one of %s%s", t.to, strings.Join(standardname.Years(), ", "), explain(t.to))
	}
	if t.allowDirty && !t.write {
		return usage("--allow-dirty is only for --write")
	}
	if t.format == "xlsx" && terminal(cmd.OutOrStdout()) {
		return usage("a spreadsheet cannot be shown on a terminal\nhint: `clausebook transition --to %s --format xlsx > work-list.xlsx` writes it to a file", t.to)
	}
	result, err := t.read(cmd, args)
	if err != nil {
		return err
	}
	if result.Matrix == nil {
		return t.faults(cmd, result)
	}
	plan, err := t.plan(result)
	if err != nil {
		return err
	}
	if !t.write || cmd.Flags().Changed("format") {
		if err := t.print(cmd.OutOrStdout(), plan); err != nil {
			return failure(err)
		}
	}
	if err := t.faults(cmd, result); err != nil || !t.write {
		return err
	}
	return t.apply(cmd, plan)
}

// faults prints the errors of the manual, and returns the exit code that they lead to.
func (t *transitionCmd) faults(cmd *cobra.Command, result *generator.Result) error {
	least := diag.Error
	if t.strict {
		least = diag.Warning
	}
	stderr := cmd.ErrOrStderr()
	if err := t.printer(stderr).Text(stderr, only(result.Findings, least)); err != nil {
		return failure(err)
	}
	err := t.verdict(result.Findings)
	if err != nil {
		fmt.Fprintln(stderr, tally(result.Findings))
		if t.write {
			fmt.Fprintln(stderr, "nothing was written: fix the errors first")
		}
	}
	return err
}

// plan settles the later edition.
func (t *transitionCmd) plan(result *generator.Result) (*transition.Plan, error) {
	from, m := result.Matrix.Manual.Standard, result.Manual
	if t.to == "" {
		if t.to = m.NextEdition.Value; t.to == "" {
			return nil, usage("--to is missing, and manual.yaml has no next_edition\nhint: write it like `clausebook transition --to %s`", latest())
		}
	}
	to, later := standard.Load(t.to), from.Later()
	hint := "no later edition is known"
	if len(later) > 0 {
		hint = "expected " + strings.Join(later, " or ")
	}
	switch {
	case to == from:
		return nil, usage("the manual is already written for edition %s\nhint: %s", t.to, hint)
	case t.to < from.Year:
		return nil, usage("%s is older than the manual's edition %s\nhint: %s", t.to, from.Year, hint)
	case !slices.Contains(later, t.to):
		return nil, usage("no correspondence from %s to %s is known\nhint: %s", from.Year, t.to, hint)
	}
	return transition.Of(result.Matrix, to), nil
}

func latest() string {
	years := standardname.Years()
	return years[len(years)-1]
}

func (t *transitionCmd) print(w io.Writer, p *transition.Plan) error {
	switch t.format {
	case "json":
		return p.JSON(w)
	case "markdown":
		return p.Markdown(w)
	case "xlsx":
		return export.TransitionWorkbook(w, p)
	}
	return p.Text(w)
}

// apply writes the plan into the front matters, all or none.
func (t *transitionCmd) apply(cmd *cobra.Command, p *transition.Plan) error {
	root, err := rootfs.New(t.dir)
	if err != nil {
		return t.unread(err)
	}
	defer root.Close()
	var list []rewrite
	for _, d := range p.Documents {
		raw, err := rootfs.ReadFile(root, d.Entry.File, diag.MaxSourceSize)
		if err != nil {
			return failure(err)
		}
		edited, err := p.Edit(d, raw)
		var refused *transition.CannotEdit
		switch {
		case errors.As(err, &refused):
			return failure(fmt.Errorf("%s:%d:%d: %s\nhint: nothing was written", t.path(refused.File), refused.Pos.Line, refused.Pos.Column, refused.Reason))
		case err != nil:
			return failure(err)
		case string(edited) != string(raw):
			list = append(list, rewrite{d.Entry.File, raw, edited})
		}
	}
	if len(list) == 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "nothing to write: every document names edition %s, or claims nothing\n", p.To.Year)
		return nil
	}
	if err := t.clean(p); err != nil {
		return err
	}
	if err := rewriteAll(t.dir, list); err != nil {
		return failure(fmt.Errorf("%w\nhint: no document was changed", err))
	}
	return t.tell(cmd, p, list)
}

// tell lists what was written.
func (t *transitionCmd) tell(cmd *cobra.Command, p *transition.Plan, list []rewrite) error {
	claims, proposed := 0, 0
	var b strings.Builder
	for _, r := range list {
		d := document.Parse(r.file, r.after)
		fmt.Fprintf(&b, "%s\n", diag.Clean(t.path(r.file)))
		claims += countEdition(d.Claims, p.To.Year)
		proposed += countEdition(d.Proposed, p.To.Year)
		for _, record := range d.Records {
			claims += countEdition(record.Clauses, p.To.Year)
			proposed += countEdition(record.Proposed, p.To.Year)
		}
	}
	if !cmd.Flags().Changed("format") {
		if _, err := io.WriteString(cmd.OutOrStdout(), diag.Inert(b.String())); err != nil {
			return failure(err)
		}
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "wrote %s for edition %s into %s, and %s to confirm under `proposed`\n", diag.Plural(claims, "claim"), p.To.Year,
		diag.Plural(len(list), "document"), diag.Plural(proposed, "proposal"))
	return nil
}

func countEdition(claims []document.Claim, year string) int {
	n := 0
	for _, c := range claims {
		if c.Edition == year {
			n++
		}
	}
	return n
}

// clean refuses to write into documents that are not committed, since Git could not undo it.
func (t *transitionCmd) clean(p *transition.Plan) error {
	m := p.Report.Manual
	log := m.Options.History
	const hint = "\nhint: commit or stash first, or write anyway with --allow-dirty"
	switch {
	case t.allowDirty || log == nil:
		return nil
	case log.Trouble != "":
		return failure(fmt.Errorf("git does not say whether the manual is committed: %s%s", log.Trouble, hint))
	case m.Uncommitted.Clean():
		return nil
	}
	what := []string{}
	if n := m.Uncommitted.Documents; n > 0 {
		what = append(what, diag.Plural(n, "document"))
	}
	if m.Uncommitted.Config {
		what = append(what, "manual.yaml")
	}
	return failure(fmt.Errorf("uncommitted changes in %s; nothing was written%s", strings.Join(what, " and "), hint))
}
