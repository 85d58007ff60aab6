package config

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/yaml"
)

// ApproverKey says whose keys an approver's signature may be made with.
type ApproverKey struct {
	Approver   document.Text   // as in the front matter of documents
	Principals []document.Text // as in the files of Approvers
}

// Values of MinimumApproval.
const (
	Recorded = "recorded"
	Verified = "verified"
)

var strengths = []string{Recorded, Verified}

// Principals returns the principals of an approver, and whether `approver_keys` names the approver. Letter case and
// repeated blanks make no difference in the name of an approver.
func (c *Config) Principals(approver string) (list []string, named bool) {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for _, k := range c.ApproverKeys {
		if fold(k.Approver.Value) == fold(approver) {
			named = true
			for _, p := range k.Principals {
				list = append(list, p.Value)
			}
		}
	}
	return list, named
}

func (r *reader) approvers(v *yaml.Value) {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a file or a list of files", "write `approvers: FILE`")
	}
	for _, item := range v.List() {
		t := r.text(item)
		t.Value = strings.TrimPrefix(t.Value, "./")
		switch {
		case !t.Given():
		case !fs.ValidPath(t.Value) || t.Value == ".":
			r.bad(item, fmt.Sprintf("%s is not a file inside the manual", t.Value), "write its path from the manual's folder, such as `approvers`")
		default:
			r.config.Approvers = append(r.config.Approvers, t)
		}
	}
}

func (r *reader) approverKeys(v *yaml.Value) {
	if v.Kind != yaml.Map && v.Kind != yaml.Empty {
		r.bad(v, "expected a map from approver to principals", "write `Quality manager: [qm@example.com]` in a line of its own")
		return
	}
	for _, e := range v.Entries {
		k := ApproverKey{Approver: document.Text{Value: e.Key.Text, Pos: e.Key.Pos}}
		if e.Value.Kind == yaml.Map {
			r.bad(e.Value, "expected one principal or a list of them", "write `Quality manager: [qm@example.com]` in a line of its own")
		}
		for _, item := range e.Value.List() {
			if t := r.text(item); t.Given() {
				k.Principals = append(k.Principals, t)
			}
		}
		r.config.ApproverKeys = append(r.config.ApproverKeys, k)
	}
}

func (r *reader) minimumApproval(v *yaml.Value) {
	t := r.text(v)
	if t.Given() && !slices.Contains(strengths, t.Value) {
		r.bad(v, fmt.Sprintf("%s is not a strength of an approval", t.Value), "expected recorded or verified")
		t.Value = ""
	}
	r.config.MinimumApproval = t
}

func approversForm() *schema.Schema {
	return schema.List("Files of the public keys of approvers: lines as in OpenSSH's allowed_signers, and armoured OpenPGP certificates.", schema.Text(""))
}

func approverKeysForm() *schema.Schema {
	return &schema.Schema{
		Description: "Whose keys count for an approver: the approver as documents name it, and principals in the files of approvers.",
		Type:        schema.Types{"object", "null"}, AdditionalProperties: schema.List("One or several principals, such as qm@example.com.", schema.Text("")),
	}
}
