package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/scaffold"
)

// workflow is what of a pipeline file for GitHub a host reads to run it.
type workflow struct {
	Jobs map[string]struct {
		Steps []step
	}
}

// action is the same of an action.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, Uses, Run, If, Shell string
	Env, With                  map[string]string
}

// expressions are those that the files may hold, with what the host would put there.
var expressions = map[string]string{
	"github.base_ref":     "main",
	"github.token":        "token",
	"github.event.number": "7",
}

// ours is the action of this repository as pipelines name it.
const ours = "clausebook/clausebook/.github/actions/clausebook@" + scaffold.NextRelease

const ownRequest = "github.event.pull_request.head.repo.full_name == github.repository"

var (
	expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)
	taskIs     = regexp.MustCompile(`^inputs\.task == '(\w+)'$`)
)

// job runs the steps of a job of a pipeline file as the host does, with those of the action that it uses: each
// by `bash -e`, and after one that failed only those that say so. It fails where one of them does. The program is
// installed already.
//
//	[!] job check .github/workflows/manual.yml
func job(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] job name file")
	}
	var stdout, stderr strings.Builder
	installed, failed := 0, false
	list, inputs := steps(ts, args[0], args[1])
	for _, s := range list {
		runs, always := condition(ts, s.If, inputs)
		switch {
		case !runs, s.Run == "": // not in this task, or an action of the host's
		case s.Shell != "bash":
			ts.Fatalf("a step of an action has to name its shell: %s", s.Run)
		case strings.Contains(s.Run, "go install "):
			installed++
		case failed && !always:
		default:
			failed = runStep(ts, s, inputs) != nil || failed
			stdout.WriteString(ts.ReadFile("stdout"))
			stderr.WriteString(ts.ReadFile("stderr"))
		}
	}
	_, _ = ts.Stdout().Write([]byte(stdout.String()))
	_, _ = ts.Stderr().Write([]byte(stderr.String()))
	if installed != 1 {
		ts.Fatalf("%d steps install the program, want 1", installed)
	}
	if failed != neg {
		ts.Fatalf("the job failed: %v", failed)
	}
}

// steps are those of the action that the only step of the job uses, and its inputs.
func steps(ts *testscript.TestScript, name, file string) ([]step, map[string]string) {
	var w workflow
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(file)), &w))
	list := w.Jobs[name].Steps
	if len(list) != 1 || list[0].Uses != ours {
		ts.Fatalf("job %s of %s does not use %s", name, file, ours)
	}
	a := ourAction(ts)
	inputs := map[string]string{}
	for name, input := range a.Inputs {
		inputs[name] = input.Default
	}
	for name, value := range list[0].With {
		if _, ok := inputs[name]; !ok {
			ts.Fatalf("the action has no input %s", name)
		}
		inputs[name] = value
	}
	return a.Runs.Steps, inputs
}

func ourAction(ts *testscript.TestScript) action {
	var a action
	raw, err := os.ReadFile(filepath.Join(sourceFolder, "../../.github/actions/clausebook/action.yml"))
	ts.Check(err)
	ts.Check(yaml.Unmarshal(raw, &a))
	if a.Runs.Using != "composite" {
		ts.Fatalf("the action uses %q", a.Runs.Using)
	}
	return a
}

// condition reports whether a step runs, and whether it does so after another one failed.
func condition(ts *testscript.TestScript, text string, inputs map[string]string) (runs, always bool) {
	runs = true
	if text == "" {
		return runs, false
	}
	m := expression.FindStringSubmatch(text)
	if m == nil || m[0] != text {
		ts.Fatalf("%s is not an expression", text)
	}
	for part := range strings.SplitSeq(m[1], " && ") {
		task := taskIs.FindStringSubmatch(part)
		switch {
		case part == "!cancelled()":
			always = true
		case part == ownRequest:
		case task != nil:
			runs = runs && task[1] == inputs["task"]
		default:
			ts.Fatalf("the host would be asked for %s", part)
		}
	}
	return runs, always
}

func runStep(ts *testscript.TestScript, s step, inputs map[string]string) error {
	for name, value := range s.Env {
		ts.Setenv(name, expression.ReplaceAllStringFunc(value, func(e string) string {
			asked := expression.FindStringSubmatch(e)[1]
			known, ok := expressions[asked]
			if input, found := strings.CutPrefix(asked, "inputs."); found {
				known, ok = inputs[input]
			}
			if !ok {
				ts.Fatalf("the host would be asked for %s", e)
			}
			return known
		}))
	}
	if expression.MatchString(s.Run) {
		ts.Fatalf("a step that puts an expression into its own text runs what others write: %s", s.Run)
	}
	return ts.Exec("bash", "-e", "-c", s.Run)
}

// get reads a page of a published folder over HTTP:
//
//	get public documents/qp-01.html
//	stdout 'Audits'
func get(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] get folder page")
	}
	host := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	defer host.Close()
	response, err := host.Client().Get(host.URL + "/" + args[1])
	ts.Check(err)
	defer response.Body.Close()
	if found := response.StatusCode == http.StatusOK; found == neg {
		ts.Fatalf("%s: %s", args[1], response.Status)
	}
	ts.Check(response.Write(ts.Stdout()))
}
