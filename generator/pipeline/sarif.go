package pipeline

import (
	"io"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/diag"
)

// SARIF writes a log in SARIF 2.1.0, with every rule and its help.
func (r Reporter) SARIF(w io.Writer, findings []diag.Finding) error {
	index := map[string]int{}
	driver := sarif.NewToolComponent().WithName("clausebook").WithRules([]*sarif.ReportingDescriptor{})
	for i, rule := range check.Rules() {
		index[rule.Name] = i
		driver.AddRule(describe(rule))
	}
	if r.Version != "" {
		driver.WithVersion(r.Version)
	}
	run := sarif.NewRun().WithTool(sarif.NewTool().WithDriver(driver)).WithColumnKind("unicodeCodePoints")
	names := diag.Fingerprints(findings)
	for i, f := range findings {
		run.AddResult(r.result(f, names[i]).WithRuleIndex(index[f.Rule]))
	}
	return diag.WriteJSON(w, sarif.NewReport().AddRun(run))
}

func describe(rule check.Rule) *sarif.ReportingDescriptor {
	words := sarif.NewMultiformatMessageString
	return sarif.NewRule(rule.Name).
		WithShortDescription(words().WithText(rule.Summary)).
		WithFullDescription(words().WithText(rule.Summary)).
		WithHelp(words().WithText(rule.Help()).WithMarkdown(rule.Help())).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(rule.Severity.String()))
}

func (r Reporter) result(f diag.Finding, name string) *sarif.Result {
	region := sarif.NewRegion().WithStartLine(max(f.Line, 1))
	if f.Column > 0 {
		region.WithStartColumn(f.Column)
	}
	if f.Column > 0 && f.Width > 0 {
		region.WithEndColumn(f.Column + f.Width)
	}
	place := sarif.NewPhysicalLocation().WithRegion(region).
		WithArtifactLocation(sarif.NewArtifactLocation().WithURI(r.address(f.File)))
	result := sarif.NewRuleResult(f.Rule).WithLevel(f.Severity.String()).WithMessage(sarif.NewTextMessage(text(f))).
		AddLocation(sarif.NewLocation().WithPhysicalLocation(place)).
		WithPartialFingerprints(map[string]string{"clausebook/v1": name})
	if f.Accepted != "" {
		result.AddSuppression(sarif.NewSuppression().WithKind("external").WithStatus("accepted").
			WithJustification(diag.Clean(f.Accepted)))
	}
	return result
}
