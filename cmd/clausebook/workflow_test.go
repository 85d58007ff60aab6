package main

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"
)

// workflow is what of a pipeline file for GitHub a host reads to run it.
type workflow struct {
	Jobs map[string]struct {
		Steps []step
	}
}

type step struct {
	Name, Uses, Run, If string
	Env                 map[string]string
}

// expressions are those that the file may hold, with what the host would put there.
var expressions = map[string]string{
	"github.base_ref":     "main",
	"github.token":        "token",
	"github.event.number": "7",
}

// conditions are those under which a step runs after another one failed.
var conditions = map[string]bool{
	"!cancelled()": true,
	"!cancelled() && github.event.pull_request.head.repo.full_name == github.repository": true,
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

// job runs the steps of a job of a pipeline file as the host does: each by `bash -e`, and after one that
// failed only those that say so. It fails where one of them does. The program is installed already.
//
//	[!] job check .github/workflows/manual.yml
func job(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] job name file")
	}
	var stdout, stderr strings.Builder
	installed, failed := 0, false
	for _, s := range steps(ts, args[0], args[1]) {
		switch {
		case s.Run == "": // an action of the host's
		case strings.Contains(s.Run, "go install "):
			installed++
		case failed && s.If == "":
		default:
			failed = runStep(ts, s) != nil || failed
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

func steps(ts *testscript.TestScript, name, file string) []step {
	var w workflow
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(file)), &w))
	list := w.Jobs[name].Steps
	if len(list) == 0 {
		ts.Fatalf("%s has no job %s", file, name)
	}
	for _, s := range list {
		condition := strings.TrimSuffix(strings.TrimPrefix(s.If, "${{ "), " }}")
		if s.If != "" && !conditions[condition] {
			ts.Fatalf("the host would be asked for %s", s.If)
		}
	}
	return list
}

func runStep(ts *testscript.TestScript, s step) error {
	for name, value := range s.Env {
		ts.Setenv(name, expression.ReplaceAllStringFunc(value, func(e string) string {
			known, ok := expressions[expression.FindStringSubmatch(e)[1]]
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
