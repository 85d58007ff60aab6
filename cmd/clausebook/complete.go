package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// register is the manual that the working directory is in, as far as completion needs it, or nil.
func (c *commonFlags) register() *manual.Manual {
	root, m, err := c.load(context.Background(), nil)
	if err != nil {
		return nil
	}
	root.Close()
	return m
}

// completeFromManual offers values that the manual has already.
func (c *commonFlags) completeFromManual(values func(*commonFlags) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return values(c), cobra.ShellCompDirectiveNoFileComp
	}
}

// types lists the usual types and those that the manual uses.
func (c *commonFlags) types() []string {
	list := slices.Clone(document.Types)
	return addFromEntries(list, c.register(), func(e *manual.Entry) string { return e.Type.Value })
}

// sectionsOf lists the folders of the manual that have documents.
func sectionsOf(c *commonFlags) []string {
	return addFromEntries(nil, c.register(), func(e *manual.Entry) string { return e.Section.Path })
}

// sectionsAndDocuments lists the folders of the manual that have documents, and the ids of those.
func sectionsAndDocuments(c *commonFlags) []string {
	return addFromEntries(sectionsOf(c), c.register(), func(e *manual.Entry) string { return e.ID.Value })
}

// completeClauses offers the clauses of the manual's edition, behind those that are typed already.
func (a *auditCmd) completeClauses(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	m := a.register()
	if m == nil || m.Standard == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, clause := range m.Standard.Clauses {
		list = append(list, typed[:strings.LastIndex(typed, ",")+1]+clause.ID)
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// owners lists the roles that own documents.
func owners(c *commonFlags) []string {
	return addFromEntries(nil, c.register(), func(e *manual.Entry) string { return e.Owner.Value })
}

// addFromEntries adds a value of each document, in order and once each. What a shell could not show is
// left out.
func addFromEntries(list []string, m *manual.Manual, value func(*manual.Entry) string) []string {
	if m == nil {
		return list
	}
	var more []string
	for _, e := range m.Entries {
		if text := value(e); text != "" && oneLine(text) && !slices.Contains(list, text) {
			more = append(more, text)
		}
	}
	slices.Sort(more)
	return append(list, slices.Compact(more)...)
}

// completeBase offers branches and tags, then the folders of manuals.
func completeBase(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), 2*time.Second)
	defer cancel()
	repository, err := history.Open(ctx, ".")
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	names := slices.DeleteFunc(repository.References(ctx), func(name string) bool {
		return !oneLine(name) || !strings.HasPrefix(name, typed)
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
