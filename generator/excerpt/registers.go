package excerpt

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// audits writes every audit, since those of the copy are held against those of the manual, without what it looked at
// outside the copy.
func (x *Excerpt) audits(y *yaml) {
	if x.manual.AuditEvery.Known() {
		y.text("audit_every", x.manual.AuditEvery.Value)
	}
	if len(x.manual.Audits) == 0 {
		return
	}
	y.WriteString("audits:\n")
	seen := map[string]bool{}
	for i := range x.manual.Audits {
		a := &x.manual.Audits[i]
		name := x.redact.text(a.Name.Value)
		for fold := strings.ToLower(name); seen[fold]; fold = strings.ToLower(name) {
			name += " (" + a.Date.Value + ")" // names that differed in what is redacted
		}
		seen[strings.ToLower(name)] = true
		item := &yaml{}
		item.text("name", name)
		item.text("date", a.Date.Value)
		item.WriteString(x.claims("clauses", auditClaims(a), nil))
		item.list("sections", x.keptParts(a.Parts))
		y.WriteString("  - " + indented(item.String()))
	}
}

func auditClaims(a *config.Audit) []document.Claim {
	var claims []document.Claim
	for _, c := range a.AuditedClauses {
		claims = append(claims, document.Claim{Edition: c.Edition, Clause: c.Value})
	}
	return claims
}

// keptParts are the sections and documents of which the copy has something.
func (x *Excerpt) keptParts(parts []document.Text) []string {
	var kept []string
	for _, part := range parts {
		_, entries, found := x.manual.Part(part.Value)
		if found && slices.ContainsFunc(entries, x.isKept) && !x.redact.names(part.Value) {
			kept = append(kept, part.Value)
		}
	}
	return kept
}

func (x *Excerpt) isKept(e *manual.Entry) bool { return x.redact.kept[fold(e.ID.Value)] }

// external writes the register of external documents, without those that only documents outside the copy use.
func (x *Excerpt) external(y *yaml) {
	if x.manual.ExternalRegister == nil {
		return
	}
	listed := x.manual.ExternalRegister.Documents
	items := ""
	for i := range listed {
		d := &listed[i]
		users := x.manual.ExternalUsers(i)
		if len(users) > 0 && !slices.ContainsFunc(users, x.isKept) || len(users) == 0 && len(d.Documents) > 0 {
			continue
		}
		item := &yaml{}
		for _, f := range []struct{ name, value string }{{"number", d.Number.Value}, {"name", d.Name.Value}, {"edition", d.Edition.Value}, {"holder", d.Holder.Value},
			{"checked_on", d.CheckedOn.Value}, {"check_every", d.CheckEvery.Value}} {
			item.text(f.name, x.redact.text(f.value))
		}
		item.list("documents", x.keptIDs(d.Documents))
		items += "  - " + indented(item.String())
	}
	if items != "" {
		y.WriteString("external:\n" + items)
	}
}
