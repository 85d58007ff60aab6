package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/numbering"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/scaffold"
)

func newNew() *cobra.Command {
	v := &commonFlags{}
	var section, owner string
	var anyType bool
	cmd := &cobra.Command{
		Use:   "new TYPE TITLE [DIR]",
		Short: "Start a new document with the next free id",
		Long: `Start a new document in the manual in DIR: a draft with the next free id, in the pattern of the
manual's own documents of that type and in the folder where most of them are. An id that Git
knows is never used again, even if its document was withdrawn. Its path is printed. The
file is named after id and title, so two people who take the same id at the same
time do not overwrite each other's file; ` + "`check`" + ` then names the next free id.

Usual types are ` + strings.Join(document.Types, ", ") + `.
Any other word can be a type as well; one that looks like a misspelt type needs --any-type, unless
the manual has a document of that type already.`,
		Example: "  clausebook new procedure \"Control of customers' drawings\"\n" +
			"  clausebook new instruction \"Checking gauges\" --section inspection --owner \"Quality Inspector\"",
		Args: newArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			var folder *string
			if cmd.Flags().Changed("section") {
				folder = &section
			}
			return v.begin(cmd, args, folder, owner, anyType)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return v.types(), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	f := cmd.Flags()
	f.StringVar(&section, "section", "", "the `FOLDER` below the documents folder (else where most documents of the type are)")
	f.StringVar(&owner, "owner", "", "the `ROLE` that owns it (else that of most documents there)")
	f.StringVar(&v.date, "date", "", "the day that is written into the draft, `YYYY-MM-DD` (else SOURCE_DATE_EPOCH, else today in UTC)")
	f.BoolVar(&anyType, "any-type", false, "take TYPE as it is, even if it looks misspelt")
	_ = cmd.RegisterFlagCompletionFunc("section", v.completeFromManual(sectionsOf))
	_ = cmd.RegisterFlagCompletionFunc("owner", v.completeFromManual(owners))
	return cmd
}

// newArguments checks the arguments of new. One argument is a type only if it looks like one.
func newArguments(cmd *cobra.Command, args []string) error {
	const example = "\nhint: write it like `clausebook new %s \"Control of gauges\"`"
	switch {
	case len(args) == 0:
		return usage("TYPE and TITLE are missing"+example, "procedure")
	case len(args) == 1 && slices.Contains(document.Types, args[0]):
		return usage("TITLE is missing"+example, args[0])
	case len(args) == 1:
		if near := misspeltType(args[0]); near != "" {
			return usage("TITLE is missing, and %q looks like a misspelt type"+example, args[0], near)
		}
		if !oneLine(args[0]) || strings.ContainsAny(args[0], " ") {
			return usage("TYPE or TITLE is missing"+example, "procedure")
		}
		return usage("TITLE is missing"+example, quoted(args[0]))
	case len(args) > 3:
		title := strings.Join(args[1:], " ")
		if !oneLine(title) {
			return usage("TITLE has to be one argument" + "\nhint: put it in quotation marks")
		}
		return usage("TITLE has to be one argument\nhint: put it in quotation marks: `clausebook new %s %s`", quoted(args[0]), quoted(title))
	}
	return nil
}

// begin writes a new document.
func (c *commonFlags) begin(cmd *cobra.Command, args []string, section *string, owner string, anyType bool) error {
	draft := scaffold.Draft{Type: args[0], Title: args[1], Owner: owner}
	for what, text := range map[string]string{"TYPE": draft.Type, "TITLE": draft.Title, "--owner": owner} {
		if !oneLine(text) || strings.TrimSpace(text) == "" && what != "--owner" {
			return usage("%s is %q, expected words on one line", what, text)
		}
	}
	root, m, err := c.load(cmd.Context(), args[2:])
	if _, gone := os.Stat(c.dir); err != nil && len(args) == 3 && errors.Is(gone, fs.ErrNotExist) {
		return failure(fmt.Errorf("there is no folder %s\nhint: a TITLE of several words needs quotation marks; DIR is the folder of a manual", c.dir))
	}
	if err != nil {
		return err
	}
	defer root.Close()
	folder, err := sectionOf(m, section)
	if err != nil {
		return err
	}
	ids := numbering.New(m.Catalog)
	if near := misspeltType(draft.Type); near != "" && !anyType && !ids.Knows(draft.Type) {
		return &exit{code: exitUsage, wrong: draft.Type, right: near,
			err: fmt.Errorf("%q looks like a misspelt type; nothing was written\nhint: add --any-type if %s is what you mean", draft.Type, draft.Type)}
	}
	id, where := ids.Next(draft.Type, folder)
	if id == "" {
		return failure(fmt.Errorf("there is no free id for %s\nhint: write the file by hand, with an id that no other document has", draft.Type))
	}
	draft.ID, draft.Date, draft.Language = id, m.Options.Date, m.Language.Value
	draft.Owner = cmp.Or(owner, ids.Owner(draft.Type, where), scaffold.Owner(draft.Language))
	file := draft.File(path.Join(m.Documents.Value, where))
	if err := create(root, file, draft.Text()); err != nil {
		return failure(err)
	}
	fmt.Fprintln(cmd.OutOrStdout(), diag.Inert(diag.Clean(c.path(file))))
	if log := m.History; log != nil && (log.Shallow || log.Trouble != "") {
		fmt.Fprintf(cmd.ErrOrStderr(), "hint: Git does not tell all of the manual's history here, so %s may have been the id of a document that was withdrawn\n", id)
	}
	return nil
}

// load reads a manual that is to be added to.
func (c *commonFlags) load(ctx context.Context, args []string) (*os.Root, *manual.Manual, error) {
	options, err := c.options(args)
	if err != nil {
		return nil, nil, err
	}
	root, err := os.OpenRoot(c.dir)
	if err != nil {
		return nil, nil, c.unread(err)
	}
	files, err := rootfs.New(c.dir)
	if err != nil {
		root.Close()
		return nil, nil, c.unread(err)
	}
	defer files.Close()
	m, err := c.loadFrom(ctx, files, options.Options)
	switch {
	case err != nil:
		err = c.unread(err)
	case !m.Readable:
		err = failure(fmt.Errorf("%s cannot be read\nhint: `clausebook check` says why", c.path(config.File)))
	default:
		return root, m, nil
	}
	root.Close()
	return nil, nil, err
}

func (c *commonFlags) loadFrom(ctx context.Context, files fs.FS, options manual.Options) (*manual.Manual, error) {
	settings, err := config.Open(files)
	if err != nil {
		return nil, err
	}
	options.History = history.Read(ctx, c.dir, filepath.ToSlash(settings.Documents.Value))
	return manual.Load(files, settings, options, nil)
}

// oneLine reports a text that can be a value: UTF-8 without control characters.
func oneLine(text string) bool { return utf8.ValidString(text) && diag.Clean(text) == text }

// sectionOf settles the folder that was asked for, which may be named with the documents folder.
func sectionOf(m *manual.Manual, section *string) (*string, error) {
	if section == nil {
		return nil, nil
	}
	folder := path.Clean(strings.TrimSuffix(filepath.ToSlash(*section), "/"))
	if below, ok := manual.Below(m.Documents.Value, folder+"/"); ok {
		folder = path.Clean(below)
	}
	if !fs.ValidPath(folder) || !oneLine(folder) || !m.IsDocument(path.Join(m.Documents.Value, folder, "x.md")) {
		return nil, usage("--section %s is not a folder below %s", *section, m.Documents.Value)
	}
	if folder == "." {
		folder = ""
	}
	return &folder, nil
}

// create writes a file that is not there yet, and the folders above it.
func create(root *os.Root, file string, text []byte) error {
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already and was not changed: %w", file, fs.ErrExist)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
