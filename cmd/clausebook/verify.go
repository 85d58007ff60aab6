package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/pack"
	"github.com/clausebook/clausebook/generator/rootfs"
)

func newVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE|FOLDER",
		Short: "Check that a pack or a site is what its manifest says",
		Long: `Compare a ZIP file that ` + "`clausebook pack`" + ` wrote, or the folder into which one was unpacked, with its MANIFEST.txt;
or a folder that ` + "`clausebook build`" + ` wrote with its .clausebook-sums. It lists every file that is changed, missing or
additional, and makes the exit code 1. In a ZIP file a change of any byte is found. In the folder of a site, files whose
names begin with a dot are left to the host. Nothing is unpacked or written.`,
		Example: "  clausebook verify audit-pack-2026-11-22.zip\n  clausebook verify unpacked\n  clausebook verify public",
		Args:    arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			return verify(cmd, args[0])
		},
	}
}

func verify(cmd *cobra.Command, name string) error {
	done := waiting(cmd.ErrOrStderr(), "reading the files")
	files, differences, err := differencesOf(name)
	done()
	if err != nil {
		return failure(err)
	}
	out := cmd.OutOrStdout()
	if len(differences) == 0 {
		if _, err := fmt.Fprintf(out, "%s: %s as the manifest lists them\n", diag.Inert(diag.Clean(name)), diag.Plural(files, "file")); err != nil {
			return failure(err)
		}
		return nil
	}
	var b strings.Builder
	for _, d := range differences {
		fmt.Fprintln(&b, diag.Inert(diag.Clean(d.String())))
	}
	if _, err := fmt.Fprint(out, b.String()); err != nil {
		return failure(err)
	}
	return &exit{code: exitFindings, err: fmt.Errorf("%s is not what its manifest says: %s", name, diag.Plural(len(differences), "difference"))}
}

func differencesOf(name string) (files int, differences []pack.Difference, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, nil, err
	}
	if info.IsDir() {
		root, err := rootfs.New(name)
		if err != nil {
			return 0, nil, err
		}
		defer root.Close()
		return pack.VerifyFolder(root)
	}
	if !info.Mode().IsRegular() {
		return 0, nil, fmt.Errorf("%s is not a regular file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return 0, nil, err
	}
	defer file.Close()
	return pack.VerifyZIP(file, info.Size())
}
