package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
)

func newSchema() *cobra.Command {
	names := []string{"manual", "document"}
	return &cobra.Command{
		Use:   "schema manual|document",
		Short: "Print the JSON Schema of manual.yaml or of the front matter, for editors",
		Long: `Print the JSON Schema (draft-07) of manual.yaml, or of the front matter of a document, so that
editors can complete and check it as you type. ` + "`clausebook init`" + ` writes both into the folder
.clausebook; write them again after updating clausebook.`,
		Example:   "  clausebook schema manual > .clausebook/manual.schema.json",
		ValidArgs: names,
		Args:      arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			s := schemaOf(args[0])
			if s == nil {
				return misspelt(args[0], names, "there is no schema of %q, expected %s", args[0], strings.Join(names, " or "))
			}
			if err := diag.WriteJSON(cmd.OutOrStdout(), s); err != nil {
				return failure(err)
			}
			return nil
		},
	}
}

// schemaOf gives a schema by its name, or nil.
func schemaOf(name string) *schema.Schema {
	switch name {
	case "manual":
		return config.Schema(check.Docs())
	case "document":
		return document.Schema()
	}
	return nil
}
