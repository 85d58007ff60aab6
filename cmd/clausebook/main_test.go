package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata/script")

// programs are what this test runs as under another name.
var programs = map[string]func(){"clausebook": main}

func TestMain(m *testing.M) { testscript.Main(m, programs) }

// TestScript runs the specification of the command: one file a subject. Beside the commands of
// package testscript a script has those below.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			// What acts on a terminal, and a script cannot hold.
			env.Setenv("ESC", "\x1b")
			env.Setenv("CSI", "\u009b")
			// Under -race each of some hundred commands would sleep a second before it ends.
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"raw":       raw,
			"files":     files,
			"sums":      sums,
			"same":      same,
			"replace":   replace,
			"job":       job,
			"gitlabjob": gitlabjob,
			"plainjob":  plainjob,
			"get":       get,
			"readme":    readme,
		},
	})
}

// exits runs a command and wants its exact exit code:
//
//	exits 1 clausebook check
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%s did not run: %v", args[1], err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// raw gives files of the script the bytes that an archive cannot hold or a reader cannot see. They
// are written as in Go: \r, \t, \x1b, \ufeff.
//
//	raw documents/qp-01.md
func raw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: raw file...")
	}
	for _, name := range args {
		text := strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(ts.ReadFile(name))
		bytes, err := strconv.Unquote(`"` + text + `"`)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(bytes), 0o666))
	}
}

// replace puts a text, in which \n is a line feed, in the place of another one in every file below a
// folder that holds it:
//
//	replace 'status: draft' 'status: approved\napprover: Managing Director' documents
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace old new folder")
	}
	done := 0
	for _, name := range below(ts, args[2]) {
		file := args[2] + "/" + name
		if text := ts.ReadFile(file); strings.Contains(text, args[0]) {
			text = strings.ReplaceAll(text, args[0], strings.ReplaceAll(args[1], `\n`, "\n"))
			ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o666))
			done++
		}
	}
	if done == 0 {
		ts.Fatalf("no file below %s holds %q", args[2], args[0])
	}
}

// files lists a folder and all below it, a file a line, on standard output:
//
//	files public
//	cmp stdout files.txt
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: files folder")
	}
	for _, name := range below(ts, args[0]) {
		fmt.Fprintln(ts.Stdout(), name)
	}
}

// sums lists a folder as files does, with a checksum of each file, to see later whether all of it
// is as it was:
//
//	sums public
//	cp stdout before.txt
func sums(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sums folder")
	}
	for _, name := range below(ts, args[0]) {
		fmt.Fprintf(ts.Stdout(), "%x %s\n", sha256.Sum256([]byte(ts.ReadFile(args[0]+"/"+name))), name)
	}
}

// same wants two folders to hold the same files with the same bytes:
//
//	same public other/public
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] same folder folder")
	}
	difference := compare(ts, args[0], args[1])
	switch {
	case difference != "" && !neg:
		ts.Fatalf("%s and %s differ: %s", args[0], args[1], difference)
	case difference == "" && neg:
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	}
}

// compare names the first difference between two folders.
func compare(ts *testscript.TestScript, a, b string) string {
	list := below(ts, a)
	if other := below(ts, b); !slices.Equal(list, other) {
		return "other files\n" + cmp.Diff(list, other)
	}
	for _, name := range list {
		one, other := ts.ReadFile(a+"/"+name), ts.ReadFile(b+"/"+name)
		if one != other {
			return name + "\n" + cmp.Diff(one, other)
		}
	}
	return ""
}

// below lists the files of a folder by their paths from it, in order.
func below(ts *testscript.TestScript, folder string) []string {
	root := ts.MkAbs(folder)
	var list []string
	ts.Check(filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		list = append(list, filepath.ToSlash(rel))
		return err
	}))
	slices.Sort(list)
	return list
}
