package check_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// The reference tells its readers how its examples are run; the tests here do what it says there.
const (
	reference = "README.md"
	day       = "2026-11-22"
)

var update = flag.Bool("update", false, "write the findings of the examples into "+reference)

// TestReference holds the sections against the rules: each has one, in their order, with the
// severity that the rule has, with words and with an example.
func TestReference(t *testing.T) {
	var want, got []string
	for _, rule := range check.Rules() {
		severity := fmt.Sprintf("Severity: **%s**.", rule.Severity)
		if rule.Fixed {
			severity += " `rules` cannot change it."
		}
		want = append(want, rule.Name+"\n"+severity)
	}
	for _, s := range load(t).sections {
		got = append(got, s.rule+"\n"+s.severity)
		if s.prose == 0 {
			t.Errorf("%s: section %s has no words", reference, s.rule)
		}
		if len(s.examples) == 0 {
			t.Errorf("%s: section %s has no example", reference, s.rule)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: the sections differ from the rules (-rules +sections):\n%s", reference, diff)
	}
}

// TestReferenceExamples runs every example.
func TestReferenceExamples(t *testing.T) {
	r := load(t)
	// Backward, so that an update leaves the lines of what comes before where they are.
	for _, s := range slices.Backward(r.sections) {
		for n, x := range slices.Backward(s.examples) {
			t.Run(fmt.Sprintf("%s/%d", s.rule, n+1), func(t *testing.T) {
				got := x.findingsOf(t, s.rule, r.config)
				switch diff := cmp.Diff(x.findings, got); {
				case diff == "" || t.Failed():
				case *update:
					now := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
					r.lines = slices.Replace(r.lines, x.from, x.to, now...)
				default:
					t.Errorf("%s:%d: the findings differ (-%s +now):\n%s", reference, x.line, reference, diff)
				}
			})
		}
	}
	if *update {
		if err := os.WriteFile(reference, []byte(strings.Join(r.lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// findingsOf prints what an example shows: the findings of its section's rule. An example without
// one shows nothing, and one with errors of other rules leaves its reader guessing.
func (e *example) findingsOf(t *testing.T, rule, config string) string {
	t.Helper()
	result, fsys, err := e.run(t, config)
	if err != nil {
		t.Fatalf("%s:%d: %v", reference, e.line, err)
	}
	var own, foreign []diag.Finding
	for _, f := range result.Findings {
		switch {
		case f.Rule == rule:
			own = append(own, f)
		case f.Severity == diag.Error:
			foreign = append(foreign, f)
		}
	}
	if len(own) == 0 {
		t.Errorf("%s:%d: the example gives no finding of %s, expected:\n%s",
			reference, e.line, rule, e.findings)
	}
	if len(foreign) > 0 {
		t.Errorf("%s:%d: the example has errors of other rules:\n%s",
			reference, e.line, show(t, fsys, foreign))
	}
	return show(t, fsys, own)
}

// show prints findings as `clausebook check` does in the folder of the manual.
func show(t *testing.T, fsys fs.FS, findings []diag.Finding) string {
	t.Helper()
	p := diag.Printer{
		Path: func(file string) string { return file },
		Lines: func(file string) []string {
			raw, err := fs.ReadFile(fsys, file)
			if err != nil {
				return nil
			}
			return diag.Lines(raw)
		},
	}
	var out strings.Builder
	if err := p.Text(&out, findings); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// run checks the manual of an example.
func (e *example) run(t *testing.T, settings string) (*generator.Result, fs.FS, error) {
	archive := txtar.Parse([]byte(e.archive))
	o, err := options(strings.TrimSpace(string(archive.Comment)))
	if err != nil {
		return nil, nil, err
	}
	fsys := fstest.MapFS{
		config.File: {Data: []byte(settings)},
		"documents": {Mode: fs.ModeDir | 0o755},
	}
	archive.Files, o.History, err = commits(t, archive.Files, settings)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range archive.Files {
		if e.escaped {
			if f.Data, err = expand(string(f.Data)); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	result, err := generator.Check(fsys, o)
	return result, fsys, err
}

// options reads the command that stands before the first file of an example, if there is one.
func options(command string) (generator.Options, error) {
	o := generator.Options{Options: manual.Options{Date: day}}
	if command == "" {
		return o, nil
	}
	arguments, ok := strings.CutPrefix(command, "$ clausebook check ")
	if !ok {
		return o, fmt.Errorf("%q is no command of an example", command)
	}
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.StringVar(&o.Edition, "edition", "", "")
	flags.StringVar(&o.Scope, "scope", "", "")
	flags.BoolVar(&o.Drafts, "drafts", false, "")
	return o, flags.Parse(strings.Fields(arguments))
}

var repeated = regexp.MustCompile(`^(.*) ×([0-9]+)$`)

// expand reads what Markdown cannot show: escapes as in a string of Go, and a line with ` ×1000`
// at its end, which stands a thousand times.
func expand(text string) ([]byte, error) {
	var out []byte
	for line := range strings.Lines(text) {
		line, times := strings.TrimSuffix(line, "\n"), 1
		if m := repeated.FindStringSubmatch(line); m != nil {
			line = m[1]
			times, _ = strconv.Atoi(m[2])
		}
		plain, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
		if err != nil {
			return nil, fmt.Errorf("%q holds an escape that is none of Go", line)
		}
		out = append(out, strings.Repeat(plain+"\n", times)...)
	}
	return out, nil
}

// readme is the reference: the manual.yaml of examples without one, and a section for each rule.
type readme struct {
	lines    []string
	config   string
	sections []*section
	waiting  *example // an example whose findings are still to come
}

// section is what stands about one rule. Severity is its first line; prose counts those after it.
type section struct {
	rule     string
	severity string
	prose    int
	examples []*example
}

// example is a manual, and the findings it gives, which stand in the lines from..to.
type example struct {
	line     int
	archive  string
	escaped  bool
	findings string
	from, to int
}

func load(t *testing.T) *readme {
	t.Helper()
	text, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	r := &readme{lines: strings.Split(string(text), "\n")}
	if err := r.read(); err != nil {
		t.Fatalf("%s:%v", reference, err)
	}
	return r
}

// read takes the lines apart. An error begins with the line of the fault.
func (r *readme) read() error {
	for i := 0; i < len(r.lines); i++ {
		info, ok := strings.CutPrefix(r.lines[i], "```")
		if !ok {
			if err := r.text(r.lines[i]); err != nil {
				return fmt.Errorf("%d: %w", i+1, err)
			}
			continue
		}
		from := i + 1
		length := slices.Index(r.lines[from:], "```")
		if length < 0 {
			return fmt.Errorf("%d: the block is not closed", from)
		}
		i = from + length
		if err := r.block(info, from, i); err != nil {
			return err
		}
	}
	if r.waiting != nil {
		return fmt.Errorf("%d: the example has no findings", r.waiting.line)
	}
	return nil
}

func (r *readme) text(line string) error {
	rule, heading := strings.CutPrefix(line, "## ")
	switch {
	case heading && r.waiting != nil:
		return fmt.Errorf("the section before ends in an example without findings")
	case heading:
		r.sections = append(r.sections, &section{rule: rule})
	case len(r.sections) == 0 || line == "":
	case r.last().severity == "":
		r.last().severity = line
	default:
		r.last().prose++
	}
	return nil
}

func (r *readme) last() *section { return r.sections[len(r.sections)-1] }

// block takes the fenced lines from..to for what they are.
func (r *readme) block(info string, from, to int) error {
	text := strings.Join(append(slices.Clone(r.lines[from:to]), ""), "\n")
	x := r.waiting
	switch {
	case len(r.sections) == 0 && info == "yaml":
		r.config = text
	case len(r.sections) > 0 && x == nil && (info == "txtar" || info == "txtar escaped"):
		r.waiting = &example{line: from, archive: text, escaped: info == "txtar escaped"}
	case x != nil && info == "text":
		x.findings, x.from, x.to = text, from, to
		r.last().examples = append(r.last().examples, x)
		r.waiting = nil
	default:
		return fmt.Errorf("%d: a block `%s` has no place here; "+
			"an example is `txtar` or `txtar escaped`, then `text`", from, info)
	}
	return nil
}
