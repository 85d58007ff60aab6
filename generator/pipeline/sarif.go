package pipeline

import (
	"io"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/diag"
)

// SARIF writes a log in SARIF 2.1.0, with every rule and its help.
func (r Reporter) SARIF(w io.Writer, findings []diag.Finding) error {
	driver := sarifDriver{Name: "clausebook", Version: r.Version}
	index := map[string]int{}
	for i, rule := range check.Rules() {
		index[rule.Name] = i
		driver.Rules = append(driver.Rules, describe(rule))
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	fingerprints := diag.Fingerprints(findings)
	for i, f := range findings {
		run.Results = append(run.Results, r.result(f, index[f.Rule], fingerprints[i]))
	}
	return diag.WriteJSON(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

func describe(rule check.Rule) sarifRule {
	s := sarifRule{ID: rule.Name, Short: sarifText{rule.Summary}, Full: sarifText{rule.Summary},
		Help: sarifHelp{Text: rule.Help(), Markdown: rule.Help()}}
	s.Default.Level = rule.Severity.String()
	return s
}

func (r Reporter) result(f diag.Finding, rule int, fingerprint string) sarifResult {
	region := sarifRegion{StartLine: max(f.Line, 1), StartColumn: f.Column}
	if f.Column > 0 && f.Width > 0 {
		region.EndColumn = f.Column + f.Width
	}
	location := sarifLocation{}
	location.Physical.Artifact.URI = r.address(f.File)
	location.Physical.Region = region
	result := sarifResult{
		RuleID: f.Rule, RuleIndex: rule, Level: f.Severity.String(), Message: sarifText{text(f)},
		Locations: []sarifLocation{location}, Fingerprints: map[string]string{"clausebook/v1": fingerprint},
	}
	if f.Accepted != "" {
		result.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: diag.Clean(f.Accepted)}}
	}
	return result
}

// What is used of SARIF 2.1.0, in its own words.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      string    `json:"id"`
	Short   sarifText `json:"shortDescription"`
	Full    sarifText `json:"fullDescription"`
	Help    sarifHelp `json:"help"`
	Default struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region sarifRegion `json:"region"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}
