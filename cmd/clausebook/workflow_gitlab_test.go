package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/scaffold"
)

// gitlabPipeline is what of a pipeline file for GitLab is read to run it: it only includes our jobs.
type gitlabPipeline struct {
	Include []struct {
		Remote string
		Inputs map[string]string
	}
}

// gitlabInputs is the head of our jobs.
type gitlabInputs struct {
	Spec struct {
		Inputs map[string]struct{ Default *string }
	}
}

// gitlabJob is one of our jobs, or what they extend.
type gitlabJob struct {
	Extends      string
	Variables    map[string]any
	BeforeScript []string `yaml:"before_script"`
	Script       []string
	AfterScript  []string `yaml:"after_script"`
}

var gitlabInput = regexp.MustCompile(`\$\[\[ inputs\.(\w+) \]\]`)

// gitlabjob runs a job of a pipeline file for GitLab as the host does: the lines of its script until one fails, then
// those of after_script. It fails where the script does. The program is installed already.
//
//	[!] gitlabjob check .gitlab-ci.yml
func gitlabjob(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] gitlabjob name file")
	}
	jobs := includedJobs(ts, args[1])
	own, ok := jobs[args[0]]
	base := jobs[own.Extends]
	if !ok || len(base.BeforeScript) != 1 || base.BeforeScript[0] != `go install "`+scaffold.Repository+`/cmd/clausebook@$CLAUSEBOOK_VERSION"` {
		ts.Fatalf("no job %s that installs the program", args[0])
	}
	for name, value := range base.Variables {
		if m, isMap := value.(map[string]any); isMap {
			value = m["value"]
		}
		ts.Setenv(name, value.(string))
	}
	if got := ts.Getenv("CLAUSEBOOK_VERSION"); got != scaffold.NextRelease {
		ts.Fatalf("version %q would be installed", got)
	}
	var stdout, stderr strings.Builder
	failed := false
	for n, lines := range [][]string{own.Script, own.AfterScript} {
		err := ts.Exec("bash", "-e", "-c", strings.Join(lines, "\n"))
		failed = failed || n == 0 && err != nil
		stdout.WriteString(ts.ReadFile("stdout"))
		stderr.WriteString(ts.ReadFile("stderr"))
	}
	_, _ = ts.Stdout().Write([]byte(stdout.String()))
	_, _ = ts.Stderr().Write([]byte(stderr.String()))
	if failed != neg {
		ts.Fatalf("the job failed: %v", failed)
	}
}

// includedJobs are those that a pipeline file includes, with its inputs.
func includedJobs(ts *testscript.TestScript, file string) map[string]gitlabJob {
	var p gitlabPipeline
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(file)), &p))
	if len(p.Include) != 1 || p.Include[0].Remote != (scaffold.Manual{}).Component() {
		ts.Fatalf("%s does not include our jobs", file)
	}
	given := p.Include[0].Inputs
	raw, err := os.ReadFile(filepath.Join(sourceFolder, "../../.gitlab/clausebook.yml"))
	ts.Check(err)
	head, body, ok := bytes.Cut(raw, []byte("\n---\n"))
	if !ok {
		ts.Fatalf("the jobs have no head")
	}
	var spec gitlabInputs
	ts.Check(yaml.Unmarshal(head, &spec))
	for name := range given {
		if _, ok := spec.Spec.Inputs[name]; !ok {
			ts.Fatalf("the jobs have no input %s", name)
		}
	}
	text := gitlabInput.ReplaceAllStringFunc(string(body), func(e string) string {
		name := gitlabInput.FindStringSubmatch(e)[1]
		input, known := spec.Spec.Inputs[name]
		value, isGiven := given[name]
		switch {
		case isGiven:
			return value
		case !known || input.Default == nil:
			ts.Fatalf("nothing gives the input %s", name)
		}
		return *input.Default
	})
	var jobs map[string]gitlabJob
	ts.Check(yaml.Unmarshal([]byte(text), &jobs))
	return jobs
}
