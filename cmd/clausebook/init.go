package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/themes"
)

func newInit() *cobra.Command {
	i := &initCmd{}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Start a new manual, with a pipeline file",
		Long: `Start a manual in DIR: manual.yaml, a few drafts to start from, .gitignore, schemas for editors,
and the pipeline file with which the host checks and publishes it. Nothing in it claims to be
approved, so nothing is covered. The command asks no questions and changes no existing file; where
there are Markdown files already, it adds no drafts. The pipeline file goes to the root of the
repository. The host and the address for editing documents (edit_url) are taken from the remote of
the repository. The paths of the new files are printed. In a folder that has a manual already, --host
adds the pipeline file of that host and nothing else.`,
		Example: "  clausebook init quality --company \"Northmill Precision Ltd\"\n  clausebook init --scope 9002 --host gitlab",
		Args:    arguments,
		RunE:    i.run,
	}
	f := cmd.Flags()
	f.StringVar(&i.Edition, "edition", "2015", "the `YEAR` of ISO 9001: "+strings.Join(standardname.Years(), ", "))
	f.StringVar(&i.Scope, "scope", "9001", "`N`: 9001 the whole standard, 9002 production without design")
	f.StringVar(&i.Title, "title", "Quality manual", "the `TITLE` of the manual")
	f.StringVar(&i.Company, "company", scaffold.Company(scaffold.DefaultLanguage), "the `NAME` of the organization")
	f.StringVar(&i.Host, "host", "", "the `HOST` that the pipeline is for: "+strings.Join(scaffold.Hosts, ", ")+
		" (else that of the repository's remote; github without a remote)")
	f.StringVar(&i.Language, "language", scaffold.DefaultLanguage, "the `LANGUAGE` of the site's interface: "+strings.Join(themes.Languages(), ", "))
	for name, choices := range map[string][]string{"edition": standardname.Years(), "scope": {"9001", "9002"}, "host": scaffold.Hosts,
		"language": themes.Languages()} {
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
	}
	return cmd
}

// initCmd is one run of init: what to write, and what became of it.
type initCmd struct {
	scaffold.Manual
	dir, repository string // repository is the root of the one that dir is in, or dir
	cmd             *cobra.Command
	kept            []string
	versioned       bool   // dir is in a repository
	begun           bool   // dir has a manual already, and gets a pipeline file only
	remoteHost      string // the name of the remote's host, or ""
	guessed         bool   // nothing names the host
	existing        bool   // there are Markdown files already, so no drafts are written
}

func (i *initCmd) run(cmd *cobra.Command, args []string) error {
	i.cmd, i.dir = cmd, "."
	if len(args) > 0 {
		i.dir = args[0]
	}
	if err := i.valid(); err != nil {
		return err
	}
	if above, below := enclosing("."); len(args) == 0 && above != "" && below != "." {
		return failure(fmt.Errorf("this folder is part of the manual in %s; nothing was written\n"+
			"hint: `clausebook new` begins a document in it; `clausebook init .` begins a manual of its own here", fromHere(above)))
	}
	if !cmd.Flags().Changed("title") {
		i.Title = scaffold.Titles[i.Language]
	}
	if !cmd.Flags().Changed("company") {
		i.Company = scaffold.Company(i.Language)
	}
	if err := os.MkdirAll(i.dir, 0o755); err != nil {
		return failure(err)
	}
	if err := i.settle(); err != nil {
		return failure(err)
	}
	if err := i.write(); err != nil {
		return failure(err)
	}
	i.explain()
	return nil
}

// valid checks the flags.
func (i *initCmd) valid() error {
	switch {
	case !slices.Contains(standardname.Years(), i.Edition):
		return usage("--edition %s is not an edition, expected one of %s%s", i.Edition,
			strings.Join(standardname.Years(), ", "), explain(i.Edition))
	case i.Scope != "9001" && i.Scope != "9002":
		return usage("--scope %s is not a scope, expected 9001 or 9002%s", i.Scope, explain(i.Scope))
	case i.Host != "" && !slices.Contains(scaffold.Hosts, i.Host):
		return misspelt(i.Host, scaffold.Hosts, "--host %s is not known, expected %s", i.Host, strings.Join(scaffold.Hosts, ", "))
	case !slices.Contains(themes.Languages(), i.Language):
		return usage("--language %s is not known, expected %s\nhint: leave it out; a manual can teach the site another language by a file in theme/strings",
			i.Language, strings.Join(themes.Languages(), ", "))
	case strings.TrimSpace(i.Title) == "" || !oneLine(i.Title):
		return usage("--title is %q, expected words on one line", i.Title)
	case strings.TrimSpace(i.Company) == "" || !oneLine(i.Company):
		return usage("--company is %q, expected words on one line", i.Company)
	}
	return nil
}

// settle finds out about the folder, the repository around it, and the program itself.
func (i *initCmd) settle() error {
	dir, err := realPath(i.dir)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(dir, config.File)); err == nil && i.Host != "" {
		i.begun = true
	} else if err == nil {
		return fmt.Errorf("%s has a %s already; nothing was written\nhint: `clausebook new` begins a document in it",
			i.dir, config.File)
	}
	i.repository, i.Folder = dir, "."
	if root := repositoryOf(dir); root != "" {
		i.repository, i.versioned = root, true
		below, err := filepath.Rel(root, dir)
		if err != nil {
			return err
		}
		i.Folder = filepath.ToSlash(below)
	}
	if !oneLine(i.Folder) {
		return fmt.Errorf("the name of the folder %q has characters that a pipeline cannot name", i.Folder)
	}
	i.settleHost()
	if !i.begun {
		i.lookAround(dir)
	}
	i.Version = release(buildInfo())
	return nil
}

// write writes all that is not there yet.
func (i *initCmd) write() error {
	if i.begun {
		return i.addPipeline()
	}
	list := []scaffold.File{{Path: config.File, Text: i.Configuration()}, {Path: ".gitignore", Text: []byte("/public/\n")}}
	for _, name := range []string{"manual", "document"} {
		var b bytes.Buffer
		if err := diag.WriteJSON(&b, schemaOf(name)); err != nil {
			return err
		}
		list = append(list, scaffold.File{Path: ".clausebook/" + name + ".schema.json", Text: b.Bytes()})
	}
	if !i.existing {
		for _, f := range i.Documents() {
			list = append(list, scaffold.File{Path: "documents/" + f.Path, Text: f.Text})
		}
	}
	if err := i.add(i.dir, list); err != nil {
		return err
	}
	return i.addPipeline()
}

// add writes files below a folder and prints them; those that are there stay as they are.
func (i *initCmd) add(folder string, list []scaffold.File) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range list {
		shown := diag.Inert(diag.Clean(i.shown(filepath.Join(folder, filepath.FromSlash(f.Path)))))
		switch err := create(root, f.Path, f.Text); {
		case errors.Is(err, fs.ErrExist):
			i.kept = append(i.kept, shown+" exists already and was not changed")
		case err != nil:
			return err
		default:
			fmt.Fprintln(i.cmd.OutOrStdout(), shown)
		}
	}
	return nil
}

// shown is a path as one sees it from the working directory.
func (i *initCmd) shown(file string) string {
	if !filepath.IsAbs(file) {
		return file
	}
	return fromHere(file)
}

// lookAround finds documents that are in the folder already. Then no drafts are added.
func (i *initCmd) lookAround(dir string) {
	if entries, _ := os.ReadDir(filepath.Join(dir, "documents")); len(entries) > 0 {
		i.existing = true
		i.kept = append(i.kept, "documents/ has files already, so no drafts were added")
		return
	}
	const many = 1000
	files := markdownBelow(dir, many)
	if len(files) == 0 {
		if word := documentsBelow(dir, ".docx", many); len(word) > 0 {
			i.kept = append(i.kept, fmt.Sprintf("%s found; `clausebook adopt%s` makes documents of them", diag.Plural(len(word), "Word file"), argument(quoted(i.dir))))
		}
		return
	}
	i.existing = true
	number := diag.Plural(len(files), "Markdown file")
	if len(files) == many {
		number = fmt.Sprintf("%d Markdown files or more", many)
	}
	i.DocumentsFolder = topFolder(files)
	if !canHoldDocuments(i.DocumentsFolder) {
		i.DocumentsFolder = "."
	}
	if i.DocumentsFolder == "." {
		i.Exclude = repositoryFiles(dir)
	}
	i.kept = append(i.kept, fmt.Sprintf("%s found, so no drafts were added; manual.yaml says `documents: %s`", number, i.DocumentsFolder))
	i.kept = append(i.kept, fmt.Sprintf("`clausebook adopt%s` reads what they say and proposes the front matter that they lack", argument(quoted(i.dir))))
}

// repositoryFiles lists Markdown files at the top of a folder that a repository has for itself. A README.md
// is not among them: it introduces the manual.
func repositoryFiles(dir string) []string {
	var list []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		name, markdown := strings.CutSuffix(strings.ToLower(e.Name()), ".md")
		if markdown && name != "readme" && slices.Contains(atRoot, name) && oneLine(e.Name()) {
			list = append(list, "/"+e.Name())
		}
	}
	return list
}

// topFolder is the folder that all files are below, or "." where some are not.
func topFolder(files []string) string {
	folder, _, _ := strings.Cut(files[0], "/")
	for _, file := range files {
		if !strings.HasPrefix(file, folder+"/") {
			return "."
		}
	}
	return folder
}

// canHoldDocuments reports whether manual.yaml may name a folder as that of the documents.
func canHoldDocuments(folder string) bool {
	c := config.Read(scaffold.Manual{Title: "T", Company: "C", Edition: "2015", Scope: "9001", DocumentsFolder: folder}.Configuration())
	return oneLine(folder) && c.Documents.Value == folder && diag.Count(c.Findings, diag.Unjudged) == 0
}

// explain says what was left alone, and what a person has to do next.
func (i *initCmd) explain() {
	w := i.cmd.ErrOrStderr()
	for _, what := range i.kept {
		fmt.Fprintln(w, what)
	}
	i.explainPipeline(w)
	if i.begun {
		fmt.Fprintf(w, "next step: commit and push%s\n", i.afterPush())
		return
	}
	if !scaffold.HasDrafts(i.Language) && !i.existing {
		fmt.Fprintln(w, "the drafts are in English")
	}
	fmt.Fprintf(w, "next steps:\n  1. edit %s: write the company and the scope statement\n", filepath.Join(i.dir, config.File))
	if i.existing {
		fmt.Fprintf(w, "  2. run `clausebook check%s`; it lists what each document still needs\n", argument(quoted(i.dir)))
	} else {
		fmt.Fprintf(w, "  2. run `clausebook serve%s` and edit the drafts; the page reloads when you save\n", argument(quoted(i.dir)))
	}
	begin := ""
	if !i.versioned {
		begin = "run `git init`, "
	}
	fmt.Fprintf(w, "  3. %scommit and push%s\n", begin, i.afterPush())
}

func argument(dir string) string {
	if dir == "." {
		return ""
	}
	return " " + dir
}
