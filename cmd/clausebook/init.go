package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/starter"
)

func newInit() *cobra.Command {
	i := &initiation{}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a new manual, with a pipeline file",
		Long: `Begin a manual in DIR: manual.yaml, a few drafts to start from, .gitignore, schemas for editors,
and the file by which a host checks and publishes it. Nothing in it claims to be approved,
so nothing is covered. No file that is there is changed; the pipeline file goes to the root of the
repository that DIR lies in. What was written is printed.`,
		Example: "  clausebook init quality --company \"Northmill Precision Ltd\"\n  clausebook init --scope 9002 --host gitlab",
		Args:    cobra.MaximumNArgs(1),
		RunE:    i.run,
	}
	f := cmd.Flags()
	f.StringVar(&i.Edition, "edition", "2015", "the `YEAR` of ISO 9001: "+strings.Join(standard.Years(), ", "))
	f.StringVar(&i.Scope, "scope", "9001", "`N`: 9001 the whole standard, 9002 production without design")
	f.StringVar(&i.Title, "title", "Quality manual", "the `TITLE` of the manual")
	f.StringVar(&i.Company, "company", "Your company (to be written)", "the `NAME` of the organization")
	f.StringVar(&i.Host, "host", "", "the `HOST` that the pipeline is for: "+strings.Join(starter.Hosts, ", ")+
		" (else that of the repository's remote, else github)")
	for name, choices := range map[string][]string{"edition": standard.Years(), "scope": {"9001", "9002"}, "host": starter.Hosts} {
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
	}
	return cmd
}

// initiation is one run of init: what to write, and what became of it.
type initiation struct {
	starter.Manual
	dir, repository string // repository is the root of the one that dir lies in, or dir
	cmd             *cobra.Command
	kept            []string
}

func (i *initiation) run(cmd *cobra.Command, args []string) error {
	i.cmd, i.dir = cmd, "."
	if len(args) > 0 {
		i.dir = args[0]
	}
	if err := i.valid(); err != nil {
		return err
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
func (i *initiation) valid() error {
	switch {
	case !slices.Contains(standard.Years(), i.Edition):
		return usage("--edition %s is no edition, expected one of %s%s", i.Edition,
			strings.Join(standard.Years(), ", "), explain(i.Edition))
	case i.Scope != "9001" && i.Scope != "9002":
		return usage("--scope %s is no scope, expected 9001 or 9002%s", i.Scope, explain(i.Scope))
	case i.Host != "" && !slices.Contains(starter.Hosts, i.Host):
		return usage("--host %s is not known, expected %s", i.Host, strings.Join(starter.Hosts, ", "))
	case strings.TrimSpace(i.Title) == "" || !oneLine(i.Title):
		return usage("--title is %q, expected words on one line", i.Title)
	case strings.TrimSpace(i.Company) == "" || !oneLine(i.Company):
		return usage("--company is %q, expected words on one line", i.Company)
	}
	return nil
}

// settle finds out about the folder, the repository around it, and the program itself.
func (i *initiation) settle() error {
	dir, err := realPath(i.dir)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(dir, manual.ConfigFile)); err == nil {
		return fmt.Errorf("%s holds a %s already; nothing was written\nhint: `clausebook new` begins a document in it",
			i.dir, manual.ConfigFile)
	}
	i.repository, i.Folder = dir, "."
	if root := repositoryOf(dir); root != "" {
		i.repository = root
		below, err := filepath.Rel(root, dir)
		if err != nil {
			return err
		}
		i.Folder = filepath.ToSlash(below)
	}
	if !oneLine(i.Folder) {
		return fmt.Errorf("the name of the folder %q holds what a pipeline cannot name", i.Folder)
	}
	if i.Host == "" {
		i.Host = hostOf(i.repository)
	}
	info := buildInfo()
	i.Program, i.Version, i.Go = program(info), release(info), goVersion(info)
	return nil
}

var remoteAddress = regexp.MustCompile(`(?m)^\s*url\s*=\s*(?:\w+://)?(?:[^@/\s]*@)?([^:/\s]+)`)

// hostOf tells a repository's host by the address of its remote.
func hostOf(repository string) string {
	files, err := rootfs.New(filepath.Join(repository, ".git"))
	if err != nil {
		return "github"
	}
	defer files.Close()
	config, err := rootfs.ReadFile(files, "config", 1<<20)
	if m := remoteAddress.FindSubmatch(config); err == nil && m != nil && bytes.Contains(bytes.ToLower(m[1]), []byte("gitlab")) {
		return "gitlab"
	}
	return "github"
}

// program is the path by which Go installs this program.
func program(info *debug.BuildInfo) string {
	return path.Join(info.Main.Path, "cmd/clausebook")
}

var goRelease = regexp.MustCompile(`^go([0-9]+\.[0-9]+(?:\.[0-9]+)?)`)

// goVersion is the release of Go that the program was built with.
func goVersion(info *debug.BuildInfo) string {
	if m := goRelease.FindStringSubmatch(info.GoVersion); m != nil {
		return m[1]
	}
	return "1.26"
}

// write writes all that is not there yet.
func (i *initiation) write() error {
	list := []starter.File{{Path: manual.ConfigFile, Text: i.Configuration()}, {Path: ".gitignore", Text: []byte("/public/\n")}}
	for _, name := range []string{"manual", "document"} {
		var b bytes.Buffer
		if err := diag.WriteJSON(&b, schemaOf(name)); err != nil {
			return err
		}
		list = append(list, starter.File{Path: ".clausebook/" + name + ".schema.json", Text: b.Bytes()})
	}
	if entries, _ := os.ReadDir(filepath.Join(i.dir, "documents")); len(entries) > 0 {
		i.kept = append(i.kept, "documents/ holds files already, so no drafts were added")
	} else {
		for _, f := range i.Documents() {
			list = append(list, starter.File{Path: "documents/" + f.Path, Text: f.Text})
		}
	}
	if err := i.add(i.dir, list); err != nil {
		return err
	}
	return i.add(i.repository, []starter.File{i.Pipeline()})
}

// add writes files below a folder and prints them; those that are there stay as they are.
func (i *initiation) add(folder string, list []starter.File) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range list {
		shown := diag.Inert(diag.Clean(i.shown(filepath.Join(folder, filepath.FromSlash(f.Path)))))
		switch err := create(root, f.Path, f.Text); {
		case errors.Is(err, fs.ErrExist):
			i.kept = append(i.kept, shown+" is there already, and stays as it is")
		case err != nil:
			return err
		default:
			fmt.Fprintln(i.cmd.OutOrStdout(), shown)
		}
	}
	return nil
}

// shown is a path as one sees it from the working directory.
func (i *initiation) shown(file string) string {
	if !filepath.IsAbs(file) {
		return file
	}
	here, err := realPath(".")
	if rel, failed := filepath.Rel(here, file); err == nil && failed == nil {
		return rel
	}
	return file
}

// explain says what was left alone, and what a person has to do next.
func (i *initiation) explain() {
	w := i.cmd.ErrOrStderr()
	for _, what := range i.kept {
		fmt.Fprintln(w, what)
	}
	if i.Version == "" {
		fmt.Fprintf(w, "this build of clausebook has no version that could be installed: fill in CLAUSEBOOK_VERSION in %s\n",
			i.Pipeline().Path)
	}
	fmt.Fprintf(w, "hint: say who you are in %s, then look at it: clausebook serve%s\n",
		filepath.Join(i.dir, manual.ConfigFile), argument(i.dir))
}

func argument(dir string) string {
	if dir == "." {
		return ""
	}
	return " " + dir
}
