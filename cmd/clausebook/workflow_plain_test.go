package main

import (
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"
)

// plainPipeline is what of a pipeline file for Gitea, Forgejo, Bitbucket or Azure is read to run it. Such a file has
// the commands themselves.
type plainPipeline struct {
	Env, Variables map[string]string // Gitea's and Azure's
	Jobs           map[string]struct {
		Steps []struct{ Run, If string }
	}
	Steps     []struct{ Bash, Condition string }
	Pipelines struct {
		PullRequests map[string]bitbucketSteps `yaml:"pull-requests"`
		Branches     map[string]bitbucketSteps
	}
}

type bitbucketSteps []struct {
	Step struct{ Script []string }
}

// Conditions under which a step runs, with the event that they mean.
var plainConditions = map[string]string{
	"github.event_name == 'pull_request'":                            "pull_request",
	"github.event_name == 'push'":                                    "push",
	"and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))": "pull_request",
	"and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))": "push",
}

// plainjob runs the commands of a pipeline file as the host does on an event, until one fails. A pull request goes
// to the branch trunk.
//
//	[!] plainjob pull_request|push file
func plainjob(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] plainjob event file")
	}
	var p plainPipeline
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[1])), &p))
	for _, variables := range []map[string]string{p.Env, p.Variables} {
		for name, value := range variables {
			ts.Setenv(name, value)
		}
	}
	var stdout, stderr strings.Builder
	failed := false
	for _, script := range p.scripts(ts, args[0]) {
		failed = ts.Exec("bash", "-e", "-c", script) != nil
		stdout.WriteString(ts.ReadFile("stdout"))
		stderr.WriteString(ts.ReadFile("stderr"))
		if failed {
			break
		}
	}
	_, _ = ts.Stdout().Write([]byte(stdout.String()))
	_, _ = ts.Stderr().Write([]byte(stderr.String()))
	if failed != neg {
		ts.Fatalf("the job failed: %v", failed)
	}
}

// scripts are the commands for an event, each as the host hands it to a shell.
func (p *plainPipeline) scripts(ts *testscript.TestScript, event string) []string {
	var list []string
	add := func(script, condition string) {
		on, known := plainConditions[condition]
		if condition != "" && !known {
			ts.Fatalf("the host would be asked for %s", condition)
		}
		if script != "" && (condition == "" || on == event) {
			list = append(list, script)
		}
	}
	for _, s := range p.Jobs["manual"].Steps {
		add(s.Run, s.If)
	}
	for _, s := range p.Steps {
		add(s.Bash, s.Condition)
	}
	steps := p.Pipelines.PullRequests["**"]
	if event == "push" {
		steps = p.Pipelines.Branches["trunk"]
	}
	for _, s := range steps {
		add(strings.Join(s.Step.Script, "\n"), "")
	}
	if len(list) < 1 {
		ts.Fatalf("nothing runs on %s", event)
	}
	return list
}
