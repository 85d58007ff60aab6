package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/pack"
)

type packCmd struct {
	commonFlags
	output, copyFor, audience string
}

func newPack() *cobra.Command {
	p := &packCmd{}
	cmd := &cobra.Command{
		Use:   "pack [DIR]",
		Short: "Write one ZIP file of the manual for an auditor",
		Long: `Write a ZIP file with all that an auditor needs of the manual in DIR: the site, which works without a network,
the coverage as a spreadsheet, a start page, START.html, and MANIFEST.txt with the SHA-256 of every file and source.
` + "`clausebook verify`" + ` and ` + "`sha256sum -c MANIFEST.txt`" + ` check it. The same manual and --date give the same bytes.

Drafts are left out, unless --drafts is given, and so are documents whose classification manual.yaml lists under
` + "`internal:`" + `. With --audience, documents whose ` + "`distribution`" + ` does not name NAME are left out too. A document that
is left out is nowhere in the pack: links to it become plain text, and its id, file name and title are replaced
where other documents name it, unless the id or title is a common word. Clauses keep the state that they have in the
whole manual, and say so where it comes from documents that are not in the copy. A pack that leaves documents out
has no earlier revisions.

With --copy-for, every page and printed sheet says that it is a controlled copy, its number and for whom it is.`,
		Example: "  clausebook pack\n  clausebook pack -o pack.zip --copy-for \"Certification body\"\n" +
			"  clausebook pack --audience Purchasing -o purchasing.zip",
		Args: arguments,
		RunE: p.run,
	}
	p.flags(cmd)
	cmd.Flags().StringVarP(&p.output, "output", "o", "", "the ZIP `FILE` to write (else audit-pack-DATE.zip in the working directory)")
	cmd.Flags().StringVar(&p.copyFor, "copy-for", "", "number the pack as a controlled copy for `NAME`")
	cmd.Flags().StringVar(&p.audience, "audience", "", "leave out documents whose distribution does not name `NAME`")
	return cmd
}

func (p *packCmd) run(cmd *cobra.Command, args []string) error {
	if err := p.checkNames(cmd); err != nil {
		return err
	}
	result, err := p.read(cmd, args)
	if err != nil {
		return err
	}
	stderr := cmd.ErrOrStderr()
	if err := p.printer(stderr).Text(stderr, only(result.Findings, diag.Error)); err != nil {
		return failure(err)
	}
	if err := p.verdict(result.Findings); err != nil {
		fmt.Fprintf(stderr, "nothing written: %s\n", tally(result.Findings))
		return err
	}
	p.output = cmp.Or(p.output, "audit-pack-"+result.Matrix.Manual.Options.Date+".zip")
	if err := p.free(result.Manual); err != nil {
		return err
	}
	copied, err := p.excerpt(result)
	if err != nil {
		return err
	}
	manifest, err := p.manifest(result, copied)
	if err != nil {
		return failure(err)
	}
	n, err := p.write(cmd.Context(), copied, manifest, progress(stderr, "files packed"))
	if err != nil {
		return failure(err)
	}
	p.tell(stderr, result, copied, n)
	return nil
}

// checkNames refuses names that could not be printed on a page.
func (p *packCmd) checkNames(cmd *cobra.Command) error {
	for _, f := range []struct{ flag, value string }{{"copy-for", p.copyFor}, {"audience", p.audience}} {
		given := cmd.Flags().Changed(f.flag)
		if given && strings.TrimSpace(f.value) == "" {
			return usage("--%s is empty, expected a name", f.flag)
		}
		if strings.ContainsFunc(f.value, unicode.IsControl) {
			return usage("--%s contains a control character, expected a name on one line", f.flag)
		}
	}
	return nil
}

// free refuses an output that exists, or that would become a part of the manual.
func (p *packCmd) free(m *manual.Manual) error {
	switch info, err := os.Lstat(p.output); {
	case err == nil && info.IsDir():
		return failure(fmt.Errorf("%s is a folder\nhint: name a ZIP file, such as -o %s", p.output, filepath.Join(p.output, "pack.zip")))
	case err == nil:
		return failure(fmt.Errorf("%s exists\nhint: delete it, or write to another file with -o", p.output))
	case !errors.Is(err, fs.ErrNotExist):
		return failure(err)
	}
	if m.Documents.Value == "." {
		return nil
	}
	documents, err := realPath(p.path(m.Documents.Value))
	folder, failed := realPath(filepath.Dir(p.output))
	if err != nil || failed != nil {
		return failure(cmp.Or(failed, err))
	}
	if inside, err := filepath.Rel(documents, folder); err == nil && filepath.IsLocal(inside) {
		return failure(fmt.Errorf("%s is in the folder of the documents\nhint: write it elsewhere with -o", p.output))
	}
	return nil
}

// excerpt leaves out what does not belong into the pack. It is the result itself where nothing is left out.
func (p *packCmd) excerpt(result *generator.Result) (*generator.Result, error) {
	m := result.Matrix.Manual
	keep := func(e *manual.Entry) bool {
		return !m.IsInternal(e.Classification) && (p.audience == "" || e.IsFor(p.audience))
	}
	if p.audience != "" && !slices.ContainsFunc(m.Entries, func(e *manual.Entry) bool { return e.IsFor(p.audience) }) {
		return nil, p.unknownAudience(m)
	}
	out := func(e *manual.Entry) bool { return !keep(e) || e.Next != nil && !keep(e.Next) }
	if !slices.ContainsFunc(m.Entries, out) {
		return result, nil
	}
	options, err := p.options(nil)
	if err != nil {
		return nil, err
	}
	options.Words = m.Words
	copied, err := result.Excerpt(options, keep)
	if err != nil {
		return nil, failure(err)
	}
	return copied, nil
}

func (p *packCmd) unknownAudience(m *manual.Manual) error {
	seen := map[string]bool{}
	var names []string
	for _, e := range m.Entries {
		for _, name := range e.Audience() {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return usage("no document has a distribution, so --audience would leave all of them out")
	}
	const most = 12
	list := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		list += " …"
	}
	return misspelt(p.audience, names, "no document names %s in its distribution\nhint: the names are %s", p.audience, list)
}

func (p *packCmd) manifest(result, copied *generator.Result) (*pack.Manifest, error) {
	m := copied.Matrix.Manual
	sources, err := result.Sources(copied)
	if err != nil {
		return nil, err
	}
	head := []pack.Line{{Name: "manual", Value: m.Title.Value}, {Name: "company", Value: m.Company.Value},
		{Name: "standard", Value: copied.Matrix.Standard + ", scope " + copied.Matrix.Model.Number}, {Name: "day", Value: m.Options.Date}}
	if log := result.Manual.Options.History; log != nil && log.Head != "" {
		commit := log.Head
		if !result.Manual.Uncommitted.Clean() {
			commit += ", with uncommitted changes"
		}
		head = append(head, pack.Line{Name: "commit", Value: commit})
	}
	head = append(head, pack.Line{Name: "made with", Value: versionLine(buildInfo())})
	if p.audience != "" {
		head = append(head, pack.Line{Name: "audience", Value: p.audience})
	}
	if p.copyFor != "" {
		number := copied.Number(p.copyFor, sources)
		head = append(head, pack.Line{Name: "controlled copy", Value: number + " for " + p.copyFor})
	}
	if copied != result {
		head = append(head, pack.Line{Name: "note", Value: "documents are left out of this copy"})
	}
	return &pack.Manifest{Head: head, Sources: sources}, nil
}

// write writes the ZIP file in one step: it is complete, or not there.
func (p *packCmd) write(ctx context.Context, r *generator.Result, m *pack.Manifest, show func(n, of int)) (n int, err error) {
	to, err := os.CreateTemp(filepath.Dir(p.output), ".clausebook-*.zip")
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = to.Close() // it is open only after an error
		if fault := os.Remove(to.Name()); !errors.Is(fault, fs.ErrNotExist) {
			err = errors.Join(err, fault)
		}
	}()
	var files []pack.File
	packed, all := 0, r.PackFiles()
	for _, f := range all {
		files = append(files, pack.File{Path: f.Path, Write: func(w io.Writer) error {
			if ctx.Err() != nil {
				return errInterrupted
			}
			packed++
			show(packed, len(all))
			return f.Write(w)
		}})
	}
	if err := pack.Write(to, files, m, r.Matrix.Manual.Options.Date); err != nil {
		return 0, err
	}
	const readable = 0o644
	if err := errors.Join(to.Chmod(readable), to.Sync(), to.Close()); err != nil {
		return 0, err
	}
	err = os.Link(to.Name(), p.output)
	if errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("%s exists", p.output)
	}
	if err != nil { // a file system without hard links
		err = os.Rename(to.Name(), p.output)
	}
	return len(files) + 1, err
}

// tell says what was written, and which classifications are in it.
func (p *packCmd) tell(w io.Writer, result, copied *generator.Result, n int) {
	m := copied.Matrix.Manual
	left := ""
	if n := len(result.Matrix.Manual.Entries) - len(m.Entries); n > 0 {
		left = fmt.Sprintf(" (%s left out)", diag.Plural(n, "document"))
	}
	if m.Copy != "" {
		left += ", " + m.Copy
	}
	fmt.Fprintf(w, "%s written: %s, %s%s\n", diag.Inert(diag.Clean(p.output)), diag.Plural(n, "file"), documents(m.Entries), diag.Inert(diag.Clean(left)))
	if len(m.Internal) > 0 || len(result.Matrix.Manual.Internal) > 0 {
		return
	}
	count, names := map[string]int{}, []string{}
	for _, e := range m.Entries {
		if c := e.Classification.Value; c != "" && e.Published() {
			if count[c]++; count[c] == 1 {
				names = append(names, c)
			}
		}
	}
	slices.Sort(names)
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%d)", diag.Clean(name), count[name])
	}
	if len(names) > 0 {
		fmt.Fprintf(w, "note: the pack has documents classified %s; `internal:` in manual.yaml keeps a classification in the house\n", diag.Inert(strings.Join(names, ", ")))
	}
}
