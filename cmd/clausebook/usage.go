package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/clausebook/clausebook/generator/diag"
)

// exit is an error that ends the program with a code. Without err all has been said.
type exit struct {
	code int
	err  error
	// wrong is the argument that was probably misspelt, and right what was probably meant.
	// Both are empty where nothing can be suggested.
	wrong, right string
}

func (e *exit) Error() string { return fmt.Sprint(e.err) }

func (e *exit) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exit{code: exitUsage, err: fmt.Errorf(format, args...)}
}

func failure(err error) error { return &exit{code: exitFailure, err: err} }

// misspelt is wrong usage of one argument, with the nearest of the choices as its correction.
func misspelt(wrong string, choices []string, format string, args ...any) error {
	return &exit{code: exitUsage, err: fmt.Errorf(format, args...), wrong: wrong, right: diag.Nearest(wrong, choices)}
}

// suggestion is the hint that names the command as it was probably meant, or "".
func (e *exit) suggestion(args []string) string {
	if e.right == "" {
		return ""
	}
	if line := corrected(args, e.wrong, e.right); line != "" {
		return fmt.Sprintf("hint: did you mean `%s`?", line)
	}
	return fmt.Sprintf("hint: did you mean %s?", e.right)
}

// corrected is the command line with the first wrong argument put right. It is empty where the line
// could not be copied into a terminal safely.
func corrected(args []string, wrong, right string) string {
	line, found := []string{"clausebook"}, false
	for _, a := range args {
		if !oneLine(a) {
			return ""
		}
		if !found {
			a, found = replaced(a, wrong, right)
		}
		line = append(line, quoted(a))
	}
	if !found {
		return ""
	}
	return strings.Join(line, " ")
}

// replaced puts a word, a flag with its value, or the value of a flag right.
func replaced(arg, wrong, right string) (string, bool) {
	if arg == wrong {
		return right, true
	}
	if rest, ok := strings.CutPrefix(arg, wrong+"="); ok {
		return right + "=" + rest, true
	}
	if rest, ok := strings.CutSuffix(arg, "="+wrong); ok {
		return rest + "=" + right, true
	}
	return arg, false
}

var plainWord = regexp.MustCompile(`^[\p{L}\p{N}@%+=:,./_-]+$`)

// quoted writes an argument as one types it: in double quotation marks where it needs them, which
// all shells take, unless the text has a meaning inside them.
func quoted(arg string) string {
	switch {
	case plainWord.MatchString(arg):
		return arg
	case !strings.ContainsAny(arg, "\"$`\\!"):
		return `"` + arg + `"`
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}

// arguments checks the number of arguments against the usage line of a command, such as
// "new TYPE TITLE [DIR]".
func arguments(cmd *cobra.Command, args []string) error {
	names := strings.Fields(cmd.Use)[1:]
	needed := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, "[") })
	if needed < 0 {
		needed = len(names)
	}
	switch {
	case len(args) < needed:
		return missing(cmd, names[len(args):needed])
	case len(args) > len(names):
		return usage("%q is one argument too many\nhint: usage: clausebook %s", args[len(names)], cmd.Use)
	}
	return nil
}

// missing says which arguments are, with an example.
func missing(cmd *cobra.Command, names []string) error {
	are := " is missing"
	if len(names) > 1 {
		are = " are missing"
	}
	example, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return usage("%s%s\nhint: write it like `%s`", strings.ReplaceAll(strings.Join(names, " and "), "|", " or "), are, strings.TrimSpace(example))
}

var (
	unknownFlag      = regexp.MustCompile(`^unknown flag: --(.*)$`)
	unknownShorthand = regexp.MustCompile(`^unknown shorthand flag: '.' in -(.*)$`)
)

// flagError words what a flag does not take, without naming the functions that read it, and suggests
// the flag that was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	message, _, _ := strings.Cut(err.Error(), ": strconv.")
	if m := unknownFlag.FindStringSubmatch(message); m != nil {
		return notAFlag(cmd, "--", m[1], message)
	}
	if m := unknownShorthand.FindStringSubmatch(message); m != nil {
		name, _, _ := strings.Cut(m[1], "=")
		if len(name) > 1 {
			return notAFlag(cmd, "-", name, "unknown flag: -"+name)
		}
	}
	return usage("%s", message)
}

// notAFlag suggests the flag of the command that has nearly this name, else the commands that have it.
func notAFlag(cmd *cobra.Command, dashes, name, message string) error {
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	if near := diag.Nearest(name, flags); near != "" {
		return &exit{code: exitUsage, err: fmt.Errorf("%s", message), wrong: dashes + name, right: "--" + near}
	}
	var others []string
	for _, c := range cmd.Root().Commands() {
		if c.Flags().Lookup(name) != nil {
			others = append(others, c.Name())
		}
	}
	if len(others) > 0 {
		return usage("%s\nhint: %s is a flag of %s", message, "--"+name, strings.Join(others, ", "))
	}
	return usage("%s", message)
}

// known refuses a word that is not a command, and suggests the one that was probably meant.
func known(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	err := &exit{code: exitUsage, err: fmt.Errorf("unknown command %q", args[0]), wrong: args[0], right: diag.Nearest(args[0], names)}
	if near := cmd.Root().SuggestionsFor(args[0]); err.right == "" && len(near) > 0 {
		err.right = near[0]
	}
	return err
}
