package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/adopt"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
)

func newAdopt() *cobra.Command {
	a := &adoptCmd{}
	cmd := &cobra.Command{
		Use:   "adopt [DIR]",
		Short: "Make a manual of an existing folder of Markdown or Word",
		Long: `Make a manual of an existing folder of Markdown or Word files, in two steps.

Without --write it reads the folder and writes adopt.yaml: one line for each document with what it
says about itself (in front matter, bold fields, tables, file names and headings), and the questions
that only you can answer, each once. Nothing else is changed. Run again, it adds new documents and
keeps what you wrote into adopt.yaml.

With --write it applies adopt.yaml: it puts front matter in front of each document, and writes
manual.yaml if there is none. The text of a document is never changed. Documents become drafts,
unless adopt.yaml says what their status means. No clause is claimed unless adopt.yaml confirms it.
Either all files are written or none.

Word files (.docx) are converted by pandoc, if it is installed. The Word file stays.`,
		Example: "  clausebook adopt quality            # then answer the questions in quality/adopt.yaml\n" +
			"  clausebook adopt quality --write",
		Args: arguments,
		RunE: a.run,
	}
	f := cmd.Flags()
	f.BoolVar(&a.write, "write", false, "apply "+adopt.File+" to the documents")
	f.BoolVar(&a.all, "all", false, "list every finding, instead of grouping those of one rule")
	f.BoolVar(&a.allowDirty, "allow-dirty", false, "write even if the folder has changes that are not committed")
	return cmd
}

// adoptCmd is one run of adopt.
type adoptCmd struct {
	commonFlags
	write, allowDirty, all bool
	cmd                    *cobra.Command
}

func (a *adoptCmd) run(cmd *cobra.Command, args []string) error {
	a.cmd = cmd
	if a.allowDirty && !a.write {
		return usage("--allow-dirty has no effect without --write")
	}
	if len(args) == 0 {
		a.locate(nil)
	} else {
		a.dir = args[0]
	}
	root, err := rootfs.New(a.dir)
	if err != nil {
		return a.noFolder(err)
	}
	defer root.Close()
	plan, err := a.plan(root)
	if err != nil {
		return err
	}
	if a.write {
		if plan == nil {
			return failure(fmt.Errorf("there is no %s in %s\nhint: run `clausebook adopt%s` first, and answer its questions", adopt.File, a.dir, argument(quoted(a.dir))))
		}
		return a.apply(root, plan)
	}
	return a.scan(root, plan)
}

func (a *adoptCmd) noFolder(err error) error {
	const hint = "hint: DIR is the folder of your documents"
	switch info, gone := os.Stat(a.dir); {
	case errors.Is(gone, fs.ErrNotExist):
		return failure(fmt.Errorf("there is no folder %s\n%s", a.dir, hint))
	case gone == nil && !info.IsDir():
		return failure(fmt.Errorf("%s is not a folder\n%s", a.dir, hint))
	}
	return failure(err)
}

// plan reads adopt.yaml; nil if there is none.
func (a *adoptCmd) plan(root *rootfs.FS) (*adopt.Plan, error) {
	raw, err := rootfs.ReadFile(root, adopt.File, adopt.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, rootfs.ErrNotRegular):
		return nil, failure(fmt.Errorf("%s is a symbolic link or not a regular file; nothing was written", a.path(adopt.File)))
	case err != nil:
		return nil, failure(err)
	case len(raw) > adopt.MaxSize:
		return nil, failure(fmt.Errorf("%s has more than %d MiB", a.path(adopt.File), adopt.MaxSize>>20))
	}
	plan, findings := adopt.Read(raw)
	if len(findings) == 0 {
		return plan, nil
	}
	if err := a.show(findings); err != nil {
		return nil, failure(err)
	}
	fmt.Fprintf(a.cmd.ErrOrStderr(), "%s has %s; nothing was written\n", a.path(adopt.File), diag.Plural(diag.Count(findings, diag.Error), "error"))
	return nil, &exit{code: exitFindings}
}

// show prints findings to standard error. Many of one rule are grouped, unless there are errors.
func (a *adoptCmd) show(findings []diag.Finding) error {
	if len(findings) == 0 {
		return nil
	}
	w := a.cmd.ErrOrStderr()
	if a.all || diag.Count(findings, diag.Error) > 0 {
		return a.printer(w).Text(w, diag.Cap(findings))
	}
	return a.printer(w).Grouped(w, findings)
}

const readingDocuments = "reading the documents"

// scan writes adopt.yaml.
func (a *adoptCmd) scan(root *rootfs.FS, before *adopt.Plan) error {
	type scanned struct {
		plan     *adopt.Plan
		findings []diag.Finding
	}
	convert := a.converter()
	s, err := patiently(a.cmd, readingDocuments, func() (scanned, error) {
		plan, findings, err := adopt.Scan(root, before, convert)
		return scanned{plan, findings}, err
	})
	if err != nil {
		return failure(err)
	}
	if err := a.show(s.findings); err != nil {
		return failure(err)
	}
	if len(s.plan.Documents)+len(s.plan.Forms) == 0 {
		return failure(fmt.Errorf("there is no Markdown or Word document in %s\nhint: `clausebook init%s` begins a manual", a.dir, argument(quoted(a.dir))))
	}
	if err := replaceFiles(a.cmd.Context(), a.dir, []adopt.Change{{File: adopt.File, Data: s.plan.Bytes(), New: before == nil}}); err != nil {
		return failure(err)
	}
	fmt.Fprintln(a.cmd.OutOrStdout(), diag.Inert(diag.Clean(a.path(adopt.File))))
	a.explain(s.plan)
	return nil
}

// explain says what was understood and what to do next.
func (a *adoptCmd) explain(plan *adopt.Plan) {
	w := a.cmd.ErrOrStderr()
	open, number := plan.Questions.Open(), 0
	for _, n := range open {
		number += n
	}
	forms := ""
	if len(plan.Forms) > 0 {
		forms = ", " + diag.Plural(len(plan.Forms), "blank form")
	}
	fmt.Fprintf(w, "%s%s, %s\n", diag.Plural(len(plan.Documents), "document"), forms, diag.Plural(number, "open question"))
	where := argument(quoted(a.dir))
	first := "answer the questions in %s, look over its lines, confirm claims\n"
	if number == 0 {
		first = "look over the lines of %s, confirm claims\n"
	}
	fmt.Fprintf(w, "next steps:\n  1. "+first, a.path(adopt.File))
	fmt.Fprintf(w, "  2. run `clausebook adopt%s --write`\n", where)
}

// apply writes what the plan leads to.
func (a *adoptCmd) apply(root *rootfs.FS, plan *adopt.Plan) error {
	convert := a.converter()
	type planned struct {
		outcome  *adopt.Outcome
		findings []diag.Finding
	}
	p, err := patiently(a.cmd, readingDocuments, func() (planned, error) {
		outcome, findings, err := plan.Changes(root, convert)
		return planned{outcome, findings}, err
	})
	if err != nil {
		return failure(err)
	}
	if err := a.show(p.findings); err != nil {
		return failure(err)
	}
	w := a.cmd.ErrOrStderr()
	if n := diag.Count(p.findings, diag.Error); n > 0 {
		fmt.Fprintf(w, "%s; nothing was written\n", diag.Plural(n, "error"))
		return &exit{code: exitFindings}
	}
	if len(p.outcome.Changes) == 0 {
		fmt.Fprintln(w, "nothing to write: all documents are as "+adopt.File+" says")
		return nil
	}
	if err := a.clean(root); err != nil {
		return err
	}
	done := waiting(w, "writing the documents")
	err = replaceFiles(a.cmd.Context(), a.dir, p.outcome.Changes)
	done()
	if err != nil {
		return failure(err)
	}
	for _, c := range p.outcome.Changes {
		fmt.Fprintln(a.cmd.OutOrStdout(), diag.Inert(diag.Clean(a.path(c.File))))
	}
	a.conclude(plan, p.outcome)
	return nil
}

// conclude says what is left to do.
func (a *adoptCmd) conclude(plan *adopt.Plan, o *adopt.Outcome) {
	w := a.cmd.ErrOrStderr()
	fmt.Fprintf(w, "%s written, %s unchanged\n", diag.Plural(len(o.Changes), "file"), diag.Plural(o.Same, "document"))
	open := plan.Questions.Open()
	if len(open) > 0 {
		var names []string
		for name := range open {
			names = append(names, name)
		}
		slices.Sort(names)
		fmt.Fprintf(w, "questions without an answer: %s; answer them in %s and run this again\n", strings.Join(names, ", "), a.path(adopt.File))
	}
	a.drafts(o.NotYet)
	if o.Unclaimed > 0 {
		fmt.Fprintf(w, "%s with proposed claims that nobody has confirmed; see the top of %s\n", diag.Plural(o.Unclaimed, "document"), a.path(adopt.File))
	}
	where := argument(quoted(a.dir))
	steps := []string{fmt.Sprintf("run `clausebook check%s` and `clausebook serve%s`", where, where), "look at the differences and commit them"}
	if slices.ContainsFunc(o.Changes, func(c adopt.Change) bool { return c.File == config.File }) {
		steps = slices.Insert(steps, 0, "edit manual.yaml: write the company and the scope statement")
	}
	fmt.Fprintln(w, "next steps:")
	for i, step := range steps {
		fmt.Fprintf(w, "  %d. %s\n", i+1, step)
	}
}

// drafts names documents that would be approved, with what they lack.
func (a *adoptCmd) drafts(list []adopt.Incomplete) {
	if len(list) == 0 {
		return
	}
	w := a.cmd.ErrOrStderr()
	fmt.Fprintf(w, "%s kept as draft, since an approved document has approver, approved_date and effective_date; missing are:\n", diag.Plural(len(list), "document"))
	const most = 5
	for _, d := range list[:min(len(list), most)] {
		fmt.Fprintf(w, "  %s: %s\n", diag.Inert(diag.Clean(a.path(d.File))), strings.Join(d.Missing, ", "))
	}
	if len(list) > most {
		fmt.Fprintf(w, "  and %d more\n", len(list)-most)
	}
}

// clean refuses a folder with changes that are not committed. Those of adopt.yaml and of the site do not matter.
func (a *adoptCmd) clean(root *rootfs.FS) error {
	if a.allowDirty {
		return nil
	}
	repository, err := history.Open(a.cmd.Context(), a.dir)
	if errors.Is(err, history.ErrNone) {
		return nil
	}
	var files []string
	if err == nil {
		output := "public"
		if settings, err := config.Open(root); err == nil {
			output = cmp.Or(settings.Output.Value, output)
		}
		files, err = repository.Uncommitted(a.cmd.Context(), adopt.File, output)
	}
	if err != nil {
		return failure(fmt.Errorf("cannot tell whether all is committed: %w\nhint: --allow-dirty writes anyway", err))
	}
	if len(files) == 0 {
		return nil
	}
	shown := files[0]
	if len(files) > 1 {
		shown += fmt.Sprintf(" and %d more", len(files)-1)
	}
	return failure(fmt.Errorf("not all is committed: %s; nothing was written\n"+
		"hint: commit first, so that you can compare and go back; --allow-dirty writes anyway", shown))
}
