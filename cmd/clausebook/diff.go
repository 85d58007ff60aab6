package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/diff"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
)

type diffCmd struct {
	commonFlags
	format           string
	mergeBase, guard bool
	audit            bool
}

func newDiff() *cobra.Command {
	d := &diffCmd{}
	cmd := &cobra.Command{
		Use:   "diff BASE [DIR]",
		Short: "Show what changed since a Git revision",
		Long: `Compare the manual in DIR, as it is on disk, with itself at the Git revision BASE: a branch, a
tag, a commit. It lists documents added, changed, removed and renamed, clauses that gained or lost
coverage, and findings that are new or gone, and shows the words that changed. The working tree is not touched.

Both are checked with the same options, for the same day. With --merge-base the manual is compared with
the commit at which HEAD left BASE, so that what BASE gained since then does not show as lost.

With --since-audit the manual is compared with what the last of the audits in manual.yaml saw: the
latest commit of its day, checked for that day. It also lists what became effective, changed or was
withdrawn since then. There is no BASE then.

Findings do not change the exit code. It is 1 with --fail-on-regression when a clause that was
covered is a gap or only pending, and with --strict when a warning or error is new. A clause
that was declared not applicable is shown, and does not count as a loss.`,
		Example:           "  clausebook diff HEAD\n  clausebook diff origin/main --merge-base --format markdown --fail-on-regression\n  clausebook diff --since-audit",
		Args:              d.arguments,
		ValidArgsFunction: completeBase,
		RunE:              d.run,
	}
	d.flags(cmd)
	formatFlag(cmd, &d.format, "text", "markdown", "json")
	cmd.Flags().BoolVar(&d.mergeBase, "merge-base", false, "compare with the commit at which HEAD left BASE")
	cmd.Flags().BoolVar(&d.audit, "since-audit", false, "compare with what the last audit in manual.yaml saw")
	cmd.Flags().BoolVar(&d.guard, "fail-on-regression", false, "exit with 1 when a clause lost coverage")
	return cmd
}

func (d *diffCmd) run(cmd *cobra.Command, args []string) error {
	base := ""
	if !d.audit {
		base, args = args[0], args[1:]
	}
	if !d.audit && strings.TrimSpace(base) == "" {
		return usage("BASE is empty, expected a Git revision such as origin/main")
	}
	if from, _, ranged := strings.Cut(base, ".."); ranged {
		const hint = "`clausebook diff %s --merge-base` compares with the commit at which HEAD left it"
		return usage("%q is a range, expected one revision\nhint: "+hint, base, diag.Clean(from))
	}
	options, err := d.options(args)
	if err != nil {
		return err
	}
	c, err := patiently(cmd, "reading both states of the manual", func() (*diff.Comparison, error) {
		if d.audit {
			return d.compareAudit(cmd.Context(), options)
		}
		return d.compare(cmd.Context(), base, options)
	})
	if errors.Is(err, errInterrupted) {
		return failure(err)
	}
	if err != nil {
		return err
	}
	stdout := cmd.OutOrStdout()
	switch d.format {
	case "json":
		err = c.JSON(stdout)
	case "markdown":
		err = c.Markdown(stdout, d.printer(stdout).Path)
	default:
		err = c.Text(stdout, d.printer(stdout))
	}
	if err != nil {
		return failure(err)
	}
	return d.judge(c)
}

// judge is the exit code that a comparison leads to.
func (d *diffCmd) judge(c *diff.Comparison) error {
	switch {
	case d.guard && c.Regression():
		return &exit{code: exitFindings, err: errors.New("coverage was lost")}
	case d.strict && len(only(c.New, diag.Warning)) > 0:
		return &exit{code: exitFindings, err: errors.New("there are new warnings or errors")}
	}
	return nil
}

// compare looks at the manual on disk and at the base. What they have in common is read once.
func (d *diffCmd) compare(ctx context.Context, name string, options generator.Options) (*diff.Comparison, error) {
	root, err := rootfs.New(d.dir)
	if err != nil {
		return nil, d.unread(err)
	}
	defer root.Close()
	if _, err := fs.Stat(root, config.File); errors.Is(err, fs.ErrNotExist) {
		return nil, d.unread(config.ErrNoManual)
	}
	base, err := d.base(ctx, name, root)
	if err != nil {
		return nil, unknownBase(err)
	}
	defer base.tree.Close()
	reading := generator.Builder{FS: root}
	options.Past = func(documents string) *history.Log { return base.repository.Log(ctx, documents) }
	after, err := reading.Check(options, time.Time{})
	if err != nil {
		return nil, d.unread(err)
	}
	reading.FS = base.tree
	options.Past = func(documents string) *history.Log { return base.repository.LogAt(ctx, base.Commit, documents) }
	var before *check.Result // nil without a manual
	switch read, err := reading.Check(options, time.Time{}); {
	case err == nil:
		before = &read.Result
	case !errors.Is(err, config.ErrNoManual):
		return nil, unknownBase(err)
	}
	c := diff.Of(base.Base, before, &after.Result)
	for _, name := range base.tree.Submodules {
		if _, inside := manual.Below(after.Manual.Documents.Value, name); inside && after.Manual.IsDocument(name) {
			c.Notes = append(c.Notes, fmt.Sprintf("%s is a submodule: what it held at %s is not known here", name, base))
		}
	}
	return c, nil
}

// revision is a manual at a revision of its repository.
type revision struct {
	diff.Base
	repository *history.Repository
	tree       *history.Tree
}

func (d *diffCmd) repository(ctx context.Context) (*history.Repository, error) {
	r, err := history.Open(ctx, d.dir)
	if errors.Is(err, history.ErrNone) {
		err = fmt.Errorf("%s is not in a Git repository, or git is not installed\n"+
			"hint: `clausebook check` works without Git", d.dir)
	}
	return r, err
}

// base finds the base in the repository that the manual lies in.
func (d *diffCmd) base(ctx context.Context, name string, work fs.FS) (*revision, error) {
	repository, err := d.repository(ctx)
	if err != nil {
		return nil, err
	}
	find := repository.Revision
	if d.mergeBase {
		find = repository.MergeBase
	}
	commit, err := find(ctx, name)
	if err != nil {
		return nil, err
	}
	tree, err := repository.Tree(ctx, commit, work)
	return &revision{diff.Base{Name: name, Commit: commit, MergeBase: d.mergeBase}, repository, tree}, err
}

// unknownBase adds how to get what the clone does not hold.
func unknownBase(err error) error {
	const deepen = "\nhint: this clone is shallow; fetch the whole history: `fetch-depth: 0` in a GitHub workflow, " +
		"`GIT_DEPTH: 0` in GitLab, else `git fetch --unshallow`"
	var unknown *history.UnknownRevision
	var apart *history.NoMergeBase
	switch {
	case errors.As(err, &unknown) && unknown.Shallow, errors.As(err, &apart) && apart.Shallow:
		return failure(fmt.Errorf("%w%s", err, deepen))
	case errors.Is(err, history.ErrPartial):
		return failure(fmt.Errorf("%w\nhint: it was cloned with a filter; `git fetch --refetch --no-filter` brings the rest", err))
	case errors.As(err, &unknown):
		return failure(fmt.Errorf("%w\nhint: name a branch, a tag or a commit that `git log` knows; "+
			"`git fetch` brings those of the remote", err))
	case errors.As(err, &apart):
		return failure(fmt.Errorf("%w\nhint: leave --merge-base out to compare with %q as it is", err, apart.Name))
	}
	return failure(err)
}
