package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/pack"
	"github.com/clausebook/clausebook/generator/publish"
	"github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/generator/theme"
)

func newBuild() *cobra.Command {
	v := &commonFlags{}
	output, all := "", false
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the site of a manual",
		Long: `Build the site of the manual in DIR into its output folder, in one step: at every moment the
folder has the complete old site or the complete new one. With an error nothing is written. A
folder that holds other files but no site of clausebook is refused.`,
		Example: "  clausebook build\n  clausebook build example-manual -o /tmp/site --date 2026-11-22",
		Args:    arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			return v.build(cmd, args, output, all)
		},
	}
	v.flags(cmd)
	allFlag(cmd, &all)
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FOLDER` of the site (else `output` of manual.yaml, else public)")
	cmd.Flags().StringVar(&v.base, "base-url", "", "the `ADDRESS` at which the site will be published, for sitemap.xml, canonical links and 404.html")
	return cmd
}

var webAddress = regexp.MustCompile(`^https?://[^/\s?#]+(/[^\s?#]*)?$`)

func (c *commonFlags) build(cmd *cobra.Command, args []string, output string, all bool) error {
	if c.base != "" && !webAddress.MatchString(c.base) {
		return usage("--base-url %s is not a web address, expected https://host/path/", c.base)
	}
	stderr := cmd.ErrOrStderr()
	result, err := c.read(cmd, args)
	if err != nil {
		return err
	}
	if err := c.writeText(stderr, only(result.Findings, diag.Warning), all); err != nil {
		return failure(err)
	}
	if err := c.verdict(result.Findings); err != nil {
		fmt.Fprintf(stderr, "nothing written: %s\n", tally(result.Findings))
		return err
	}
	if output == "" {
		output = c.path(result.Manual.Output.Value)
	}
	n, err := c.publish(cmd.Context(), stderr, result, output)
	if err != nil {
		return failed(err)
	}
	fmt.Fprintf(stderr, "%s written to %s: %s, %d of %d clauses covered (%.1f %%); %s\n", diag.Plural(n, "file"), diag.Inert(diag.Clean(output)),
		documents(result.Matrix.Manual.Entries), result.Matrix.Summary.Covered, result.Matrix.Summary.Of(),
		result.Matrix.Summary.Percent(), tally(result.Findings))
	return nil
}

// documents counts the documents of a site, and those that were left out of it.
func documents(entries []*manual.Entry) string {
	drafts, reviewed := 0, 0
	for _, e := range entries {
		switch {
		case e.Published():
		case e.Status.Value == document.Review:
			reviewed++
		default:
			drafts++
		}
	}
	text := diag.Plural(len(entries)-drafts-reviewed, "document")
	var left []string
	if drafts > 0 {
		left = append(left, diag.Plural(drafts, "draft"))
	}
	if reviewed > 0 {
		left = append(left, diag.Plural(reviewed, "document")+" in review")
	}
	switch drafts + reviewed {
	case 0:
		return text
	case 1:
		return text + " (" + left[0] + " left out, use --drafts to include it)"
	}
	return text + " (" + strings.Join(left, " and ") + " left out, use --drafts to include them)"
}

// publish makes all files and swaps them in. An interrupt leaves the old site.
func (c *commonFlags) publish(ctx context.Context, stderr io.Writer, result *generator.Result, output string) (int, error) {
	staging, err := publish.Prepare(c.dir, c.sources(result.Manual, output), output)
	if err != nil {
		return 0, err
	}
	defer staging.Discard()
	files := result.Files()
	return len(files), writeSite(ctx, stderr, staging, files)
}

func writeSite(ctx context.Context, stderr io.Writer, staging *publish.Staging, files []site.File) error {
	var sums pack.Sums
	to := func(path string, write func(io.Writer) error) error {
		if err := ctx.Err(); err != nil {
			return errUnpublished
		}
		return staging.Write(path, sums.Of(path, write))
	}
	if err := generator.Write(files, to, progress(stderr, "files written")); err != nil {
		return err
	}
	if err := staging.Write(pack.SumsFile, sums.Write); err != nil {
		return err
	}
	err := staging.Commit()
	for _, notice := range staging.Notices() {
		fmt.Fprintf(stderr, "note: %s\n", notice)
	}
	return err
}

// sources are the files and folders that the site must not overlap with. Where documents are in the
// manual's own folder, a folder below it is free only if no document would be read there.
func (c *commonFlags) sources(m *manual.Manual, output string) []string {
	sources := []string{c.path(config.File), c.path(theme.Folder)}
	if m.Documents.Value != "." {
		return append(sources, c.path(m.Documents.Value))
	}
	dir, err := realPath(c.dir)
	site, failed := filepath.Abs(output)
	if err != nil || failed != nil {
		return append(sources, c.dir)
	}
	inside, err := filepath.Rel(dir, site)
	if err == nil && filepath.IsLocal(inside) && m.IsDocument(path.Join(filepath.ToSlash(inside), "x.md")) {
		return append(sources, c.dir)
	}
	for _, e := range m.Entries {
		sources = append(sources, c.path(e.File))
	}
	return sources
}

var errUnpublished = fmt.Errorf("%w; the old site is as it was", errInterrupted)

// failed words why no site was written.
func failed(err error) error {
	if errors.Is(err, errUnpublished) {
		return failure(errUnpublished)
	}
	return failure(err)
}
