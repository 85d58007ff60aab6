package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// sourceFolder is that of this package; scripts run elsewhere.
var sourceFolder, _ = os.Getwd()

// readmeFile reads a README, by its path from this package.
func readmeFile(name string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(sourceFolder, name))
	return strings.ReplaceAll(string(raw), "\r\n", "\n"), err
}

// section gives the lines of the section whose title begins so. Headings in fenced blocks are not its end.
func section(text, title string) string {
	var b strings.Builder
	within, fenced := false, false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if strings.HasPrefix(line, "## ") && !fenced {
			within = strings.HasPrefix(line, "## "+title)
		}
		if within {
			b.WriteString(line)
		}
	}
	return b.String()
}

// readmeStep is a command and the lines below it, or the name and the text of a file.
var readmeStep = regexp.MustCompile("(?m)^    \\$ (.*)\n((?:    [^$\n].*\n)*)|^```\\w+ (\\S+)\n((?s:.*?))^```$")

// readme follows the steps in a section of the README at the root, or of another file: it runs the commands, expects
// each to print the lines that are shown below it, and writes the files:
//
//	readme 'Five minutes'
//	readme 'A Git server' generator/publish/README.md
func readme(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: readme section [file]")
	}
	name := "README.md"
	if len(args) == 2 {
		name = args[1]
	}
	text, err := readmeFile("../../" + name)
	ts.Check(err)
	steps := readmeStep.FindAllStringSubmatch(section(text, args[0]), -1)
	if len(steps) == 0 {
		ts.Fatalf("section %s of %s has no steps", args[0], name)
	}
	for _, step := range steps {
		if file := step[3]; file != "" {
			ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(file)), 0o777))
			ts.Check(os.WriteFile(ts.MkAbs(file), []byte(step[4]), 0o666))
			continue
		}
		words := strings.Fields(step[1])
		if words[0] == "cd" {
			ts.Check(ts.Chdir(words[1]))
			continue
		}
		ts.Check(ts.Exec(words[0], words[1:]...))
		printed := "\n" + ts.ReadFile("stdout")
		for line := range strings.Lines(step[2]) {
			line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "    ")
			if line != "…" && !strings.Contains(printed, "\n"+line+"\n") {
				ts.Fatalf("%s shows %q, which %s does not print:%s", name, line, step[1], printed)
			}
		}
	}
}

var (
	shownCommand = regexp.MustCompile("(?m)(?:^    (?:\\$ )?|`)clausebook ([a-z]+)([^`\n]*)")
	shownFlag    = regexp.MustCompile(`--([a-z-]+)`)
)

// TestReadmeCommands holds the commands that the READMEs show against those that there are, with their
// flags, and the list of commands against all of them.
func TestReadmeCommands(t *testing.T) {
	root := newRoot()
	for _, file := range []string{"README.md", "../../README.md", "../../generator/diff/README.md",
		"../../generator/document/README.md", "../../generator/pipeline/README.md", "../../generator/coverage/README.md",
		"../../generator/publish/README.md", "../../generator/site/README.md"} {
		text, err := readmeFile(file)
		if err != nil {
			t.Fatal(err)
		}
		shown := shownCommand.FindAllStringSubmatch(text, -1)
		if len(shown) == 0 {
			t.Errorf("%s shows no command", file)
		}
		listed := map[string]bool{}
		for _, m := range shown {
			listed[m[1]] = true
			cmd, _, err := root.Find([]string{m[1]})
			if err != nil {
				t.Errorf("%s: there is no command %s", file, m[1])
				continue
			}
			for _, flag := range shownFlag.FindAllStringSubmatch(m[2], -1) {
				if cmd.Flags().Lookup(flag[1]) == nil {
					t.Errorf("%s: %s has no flag --%s", file, m[1], flag[1])
				}
			}
		}
		if file == "README.md" {
			wantAll(t, root, listed)
		}
	}
}

func wantAll(t *testing.T, root *cobra.Command, listed map[string]bool) {
	for _, cmd := range root.Commands() {
		if !cmd.Hidden && !listed[cmd.Name()] {
			t.Errorf("README.md does not list the command %s", cmd.Name())
		}
	}
}
