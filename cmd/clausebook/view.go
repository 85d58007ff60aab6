package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// commonFlags is what every command that reads a manual is told: which, and how to look at it.
type commonFlags struct {
	dir string
	// below is the way from dir to the working directory, where dir was found above it, else "".
	below                string
	edition, scope, date string
	drafts, strict       bool
	base                 string
}

func (c *commonFlags) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.edition, "edition", "", "treat the manual as one for the `YEAR` of ISO 9001: "+strings.Join(standardname.Years(), ", "))
	f.StringVar(&c.scope, "scope", "", "treat the manual as one of scope `N`: 9001 the whole standard, 9002 production without design")
	f.StringVar(&c.date, "date", "", "the day of the build, `YYYY-MM-DD` (else SOURCE_DATE_EPOCH, else today in UTC)")
	f.BoolVar(&c.drafts, "drafts", false, "include drafts and documents in review")
	f.BoolVar(&c.strict, "strict", false, "treat warnings as errors for the exit code")
	_ = cmd.RegisterFlagCompletionFunc("edition", cobra.FixedCompletions(standardname.Years(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("scope", cobra.FixedCompletions([]string{"9001", "9002"}, cobra.ShellCompDirectiveNoFileComp))
}

// options checks the flags and settles the day.
func (c *commonFlags) options(args []string) (generator.Options, error) {
	c.locate(args)
	if c.edition != "" && !slices.Contains(standardname.Years(), c.edition) {
		return generator.Options{}, usage("--edition %s is not an edition, expected one of %s%s", c.edition, strings.Join(standardname.Years(), ", "), explain(c.edition))
	}
	if c.scope != "" && c.scope != "9001" && c.scope != "9002" {
		return generator.Options{}, usage("--scope %s is not a scope, expected 9001 or 9002%s", c.scope, explain(c.scope))
	}
	day, err := c.day()
	if err != nil {
		return generator.Options{}, err
	}
	return generator.Options{
		Options: manual.Options{Edition: c.edition, Scope: c.scope, Date: day, Drafts: c.drafts},
		BaseURL: c.base,
	}, nil
}

func explain(word string) string {
	if text := standard.Explain(word); text != "" {
		return "\nhint: " + text
	}
	return ""
}

// day is the only place where the program asks what day it is.
func (c *commonFlags) day() (string, error) {
	if c.date != "" {
		if _, err := time.Parse(time.DateOnly, c.date); err != nil {
			return "", usage("--date %s is not a date, expected YYYY-MM-DD", c.date)
		}
		return c.date, nil
	}
	now := time.Now()
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if year := time.Unix(seconds, 0).UTC().Year(); err != nil || year < 1 || year > 9999 {
			return "", usage("SOURCE_DATE_EPOCH=%s is not a number of seconds", epoch)
		}
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.DateOnly), nil
}

// read reads, counts and checks the manual. On standard error it shows how far it is.
func (c *commonFlags) read(cmd *cobra.Command, args []string) (*generator.Result, error) {
	collectLate()
	options, err := c.options(args)
	if err != nil {
		return nil, err
	}
	root, err := rootfs.New(c.dir)
	if err != nil {
		return nil, c.unread(err)
	}
	options.At = snapshots(cmd.Context(), c.dir)
	result, err := interruptible(cmd.Context(), func() (*generator.Result, error) {
		options.Past = func(documents string) *history.Log {
			defer waiting(cmd.ErrOrStderr(), "reading the history of the manual from Git")()
			return history.Read(cmd.Context(), c.dir, documents)
		}
		show := progress(cmd.ErrOrStderr(), "documents read")
		options.Reading = func(done, of int) {
			if cmd.Context().Err() == nil {
				show(done, of)
			}
		}
		return generator.Check(root, options)
	})
	if err != nil {
		return nil, c.unread(err)
	}
	collectSooner()
	return result, nil
}

// printer prints findings with paths that the reader's terminal can open.
func (c *commonFlags) printer(w io.Writer) diag.Printer {
	return diag.Printer{
		Path: c.path,
		Lines: func(file string) []string {
			root, err := rootfs.New(c.dir)
			if err != nil {
				return nil
			}
			defer root.Close()
			raw, err := rootfs.ReadFile(root, file, diag.MaxSourceSize)
			if err != nil || !text(file, raw) {
				return nil
			}
			return diag.Lines(raw)
		},
		Colour: colour(w),
	}
}

// text reports whether lines of a file can be shown. A document is text even where bytes of it are
// not.
func text(file string, raw []byte) bool {
	return path.Ext(file) == ".md" || file == config.File || utf8.Valid(raw)
}

// colour reports whether a stream is a terminal whose reader wants colour.
func colour(w io.Writer) bool {
	return terminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// verdict is the exit code that findings lead to.
func (c *commonFlags) verdict(findings []diag.Finding) error {
	if diag.Count(findings, diag.Error) > 0 || c.strict && diag.Count(findings, diag.Warning) > 0 {
		return &exit{code: exitFindings}
	}
	return nil
}

// only keeps findings of at least a severity.
func only(findings []diag.Finding, least diag.Severity) []diag.Finding {
	var list []diag.Finding
	for _, f := range findings {
		if f.Severity >= least {
			list = append(list, f)
		}
	}
	return list
}

// tally counts findings in words.
func tally(findings []diag.Finding) string {
	return fmt.Sprintf("%s, %s, %s", diag.Plural(diag.Count(findings, diag.Error), "error"),
		diag.Plural(diag.Count(findings, diag.Warning), "warning"), diag.Plural(diag.Count(findings, diag.Note), "note"))
}
