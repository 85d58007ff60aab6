package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			version, with := "(devel)", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				with = info.GoVersion
				if info.Main.Version != "" {
					version = info.Main.Version
				}
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "clausebook %s %s\n", version, with)
			return err
		},
	}
}
