package main

import (
	"cmp"
	"fmt"
	"regexp"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info := buildInfo()
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "clausebook %s %s\n", cmp.Or(info.Main.Version, "(devel)"), info.GoVersion)
			return err
		},
	}
}

// buildInfo is what the program knows of how it was built.
func buildInfo() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return &debug.BuildInfo{}
}

var plainVersion = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)

// release is the version that a build can be installed by, or "" where it is none of a release.
func release(info *debug.BuildInfo) string {
	if plainVersion.MatchString(info.Main.Version) {
		return info.Main.Version
	}
	return ""
}
