package main

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, commit and date",
		Args:  arguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return printVersion(cmd.OutOrStdout()) },
	}
}

func printVersion(w io.Writer) error {
	if _, err := fmt.Fprintln(w, versionLine(buildInfo())); err != nil {
		return failure(err)
	}
	return nil
}

// pseudoVersion is how Go names a commit without a tag: its time in UTC and the start of its hash.
var pseudoVersion = regexp.MustCompile(`[-.]([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{6}-([0-9a-f]{12})(?:\+|$)`)

// versionLine is the version, the release of Go, and the commit with its day where the build recorded
// them: a build in a repository does, and so does the name of a version that has no tag.
func versionLine(info *debug.BuildInfo) string {
	line := fmt.Sprintf("clausebook %s %s", cmp.Or(info.Main.Version, "(devel)"), info.GoVersion)
	built := map[string]string{}
	for _, s := range info.Settings {
		built[s.Key] = s.Value
	}
	commit, day := built["vcs.revision"], built["vcs.time"]
	if m := pseudoVersion.FindStringSubmatch(info.Main.Version); m != nil && commit == "" {
		commit, day = m[4], m[1]+"-"+m[2]+"-"+m[3]
	}
	if commit == "" {
		return line
	}
	line += ", commit " + commit[:min(12, len(commit))]
	if len(day) >= len(time.DateOnly) {
		line += " of " + day[:len(time.DateOnly)]
	}
	if built["vcs.modified"] == "true" {
		line += ", with uncommitted changes"
	}
	return line
}

// buildInfo is what the program knows of how it was built.
func buildInfo() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return &debug.BuildInfo{}
}

var plainVersion = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)

// release is the version that a build can be installed by, or "" where it is not a release.
func release(info *debug.BuildInfo) string {
	if plainVersion.MatchString(info.Main.Version) {
		return info.Main.Version
	}
	return ""
}
