package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/publish"
	"github.com/clausebook/clausebook/generator/theme"
)

func newBuild() *cobra.Command {
	v := &view{}
	var output string
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the site of a manual",
		Long: `Build the site of the manual in DIR into its output folder, in one step: the folder
holds the complete old site or the complete new one. With an error finding nothing is
written. A folder with files of others and no site of ours is refused.`,
		Example: "  clausebook build\n  clausebook build example-manual -o /tmp/site --date 2026-11-22",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return v.build(cmd, args, output)
		},
	}
	v.flags(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FOLDER` of the site (else `output` of manual.yaml, else public)")
	cmd.Flags().StringVar(&v.base, "base-url", "", "the `ADDRESS` at which the site will stand, for sitemap.xml, canonical links and 404.html")
	return cmd
}

var webAddress = regexp.MustCompile(`^https?://[^/\s?#]+(/[^\s?#]*)?$`)

func (v *view) build(cmd *cobra.Command, args []string, output string) error {
	if v.base != "" && !webAddress.MatchString(v.base) {
		return usage("--base-url %s is no web address, expected https://host/path/", v.base)
	}
	stderr := cmd.ErrOrStderr()
	result, err := v.read(args, stderr)
	if err != nil {
		return err
	}
	if err := v.printer(stderr).Text(stderr, only(result.Findings, diag.Warning)); err != nil {
		return failure(err)
	}
	if err := v.verdict(result.Findings); err != nil {
		fmt.Fprintf(stderr, "nothing written: %s\n", tally(result.Findings))
		return err
	}
	if output == "" {
		output = filepath.Join(v.dir, filepath.FromSlash(result.Manual.Output.Value))
	}
	n, err := v.publish(cmd.Context(), stderr, result, output)
	if err != nil {
		return failed(err)
	}
	fmt.Fprintf(stderr, "%s written to %s: %s, %d of %d clauses covered (%.1f %%); %s\n", plural(n, "file"), output,
		plural(len(result.Manual.Entries), "document"), result.Matrix.Summary.Covered, result.Matrix.Summary.Of(),
		result.Matrix.Summary.Percent(), tally(result.Findings))
	return nil
}

// publish makes all files and swaps them in. An interrupt leaves the old site.
func (v *view) publish(ctx context.Context, stderr io.Writer, result *generator.Result, output string) (int, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	var sources []string
	for _, name := range []string{manual.ConfigFile, result.Manual.Documents.Value, theme.Folder, "standards"} {
		sources = append(sources, filepath.Join(v.dir, filepath.FromSlash(name)))
	}
	staging, err := publish.Prepare(v.dir, sources, output)
	if err != nil {
		return 0, err
	}
	defer staging.Discard()
	files := result.Files()
	to := func(path string, write func(io.Writer) error) error {
		if err := ctx.Err(); err != nil {
			return errInterrupted
		}
		return staging.Write(path, write)
	}
	if err := generator.Write(files, to, progress(stderr, "files written")); err != nil {
		return 0, err
	}
	err = staging.Commit()
	for _, notice := range staging.Notices() {
		fmt.Fprintf(stderr, "note: %s\n", notice)
	}
	return len(files), err
}

var errInterrupted = errors.New("interrupted; the old site is as it was")

// failed words why no site was written.
func failed(err error) error {
	if errors.Is(err, errInterrupted) {
		return failure(errInterrupted)
	}
	return failure(err)
}
