package config

import (
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
	"github.com/clausebook/clausebook/themes"
)

// field is a key of manual.yaml: how to read its value, and its schema.
type field struct {
	name string
	read func(*reader, *yaml.Value)
	form *schema.Schema
}

func setting(to func(*Config) *document.Text) func(*reader, *yaml.Value) {
	return func(r *reader, v *yaml.Value) { *to(r.config) = r.text(v) }
}

var table = []field{
	{"title", setting(func(c *Config) *document.Text { return &c.Title }),
		schema.Text("The title of the manual, on every page.").Need()},
	{"company", setting(func(c *Config) *document.Text { return &c.Company }),
		schema.Text("The organization, on every page.").Need()},
	{"edition", (*reader).edition,
		schema.Choice("The edition of ISO 9001 that the manual is held against.", standardname.Years()...).Need()},
	{"next_edition", (*reader).nextEdition,
		schema.Choice("A later edition to prepare for; the site then has a page on the transition.", standardname.Years()...)},
	{"transition_end", (*reader).transitionEnd,
		schema.Date("The day until which the organization wants to have moved to next_edition.")},
	{"scope", (*reader).scope,
		schema.Choice("9001 is the whole standard, 9002 production, installation and servicing without design.", "9001", "9002").Need()},
	{"scope_statement", setting(func(c *Config) *document.Text { return &c.ScopeStatement }),
		schema.Text("The documented scope, in Markdown.")},
	{"not_applicable", (*reader).notApplicable, notApplicableForm()},
	{"not_arising", (*reader).notArising, notArisingForm()},
	{"logo", setting(func(c *Config) *document.Text { return &c.Logo }),
		schema.Text("An image, on page and paper.")},
	{"accent", (*reader).accent,
		schema.Text("The colour of links and of what is chosen, such as \"#0b5d8a\".").Match(colourForm.String())},
	{"documents", (*reader).folder, schema.Text("The folder of the documents; . is the manual's own.").Or("documents")},
	{"output", setting(func(c *Config) *document.Text { return &c.Output }),
		schema.Text("The folder of the site.").Or("public")},
	{"exclude", (*reader).exclude,
		schema.List("Files and folders that are not read, as patterns like those of .gitignore, from the documents folder or the manual's: _templates/**, CLAUDE.md.", schema.Text(""))},
	{"defaults", (*reader).defaults, defaultsForm()},
	{"fields", (*reader).fieldNames,
		schema.List("Names of the organization's own front-matter fields, which are not reported as unknown.", schema.Text(""))},
	{"internal", (*reader).internal,
		schema.List("Classifications of documents that stay in the house: `clausebook pack` leaves such documents out.", schema.Text(""))},
	{"base_url", (*reader).baseURL,
		schema.Text("The address at which the site will stand, for sitemap.xml, canonical links and 404.html.").Match(webAddress.String())},
	{"language", setting(func(c *Config) *document.Text { return &c.Language }),
		// A manual's own theme may have other languages, so the language is checked when the theme is loaded, not here.
		schema.Usually("The language of the interface.", `^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$`, themes.Languages()...).Or("en")},
	{"review_every", (*reader).reviewEvery,
		schema.Text("The organization's own interval between reviews, such as 24 months.").Match(intervalForm.String())},
	{"audits", (*reader).audits, auditsForm()},
	{"audit_every", func(r *reader, v *yaml.Value) { r.config.AuditEvery = r.interval(v) },
		schema.Text("The organization's own interval within which every clause is audited, such as 12 months.").Match(intervalForm.String())},
	{"approvers", (*reader).approvers, approversForm()},
	{"approver_keys", (*reader).approverKeys, approverKeysForm()},
	{"minimum_approval", (*reader).minimumApproval,
		schema.Choice("The weakest approval that counts here: recorded needs a commit, verified a signature of the approver.", strengths...)},
	{"external", (*reader).external, externalForm()},
	{"edit_url", setting(func(c *Config) *document.Text { return &c.EditURL }),
		schema.Text("Where a page is edited; {path} stands for its file.")},
	{"change_url", setting(func(c *Config) *document.Text { return &c.ChangeURL }),
		schema.Text("Where a reader requests a change; {id}, {revision} and {path} stand for those of the document. Without it the host's issue form is taken, where edit_url names a host that has one.")},
	{"rules", (*reader).rules, schema.Text("Other severities for rules.")},
	{"accept", (*reader).accept,
		schema.Text("Findings that are accepted in one place, until a day.")},
}

func notApplicableForm() *schema.Schema {
	why := schema.Text("Why the clause and all below it does not apply, in the organization's own words, as Markdown.").Need()
	return &schema.Schema{
		Description: "Clauses that are not applicable, each with its justification.", Type: schema.Types{"object", "null"},
		PatternProperties: map[string]*schema.Schema{`^[0-9]+(\.[0-9]+)*$`: why}, AdditionalProperties: false,
	}
}

func notArisingForm() *schema.Schema {
	why := schema.Text("Why the case does not arise, in the organization's own words.").Need()
	return &schema.Schema{
		Description: "Conditional items of documented information whose case does not arise here, by clause, each with its reason.", Type: schema.Types{"object", "null"},
		PatternProperties: map[string]*schema.Schema{`^[0-9]+(\.[0-9]+)*(#[a-z-]+)?$`: why}, AdditionalProperties: false,
	}
}

// acceptField is a key of an entry of `accept`.
type acceptField struct {
	name string
	to   func(*Acceptance) *document.Text
	form *schema.Schema
}

var acceptTable = []acceptField{
	{"rule", func(a *Acceptance) *document.Text { return &a.Rule },
		schema.Text("The rule whose finding it is.")},
	{"at", func(a *Acceptance) *document.Text { return &a.At },
		schema.Text("Where: the id of a document, a clause, or a file.").Need()},
	{"reason", func(a *Acceptance) *document.Text { return &a.Reason },
		schema.Text("Why it is accepted.").Need()},
	{"until", func(a *Acceptance) *document.Text { return &a.Until.Text },
		schema.Date("The day until which it is.").Need()},
}

func acceptNames() []string {
	var names []string
	for _, f := range acceptTable {
		names = append(names, f.name)
	}
	return names
}

// RuleDoc describes a rule for the schema.
type RuleDoc struct {
	Name, Summary string
	Fixed         bool // not allowed in `rules` and `accept`
}

// Schema returns the JSON Schema of manual.yaml. The caller passes the rules, because they belong to package
// check, which imports this one.
func Schema(rules []RuleDoc) *schema.Schema {
	var list []schema.Field
	for _, f := range table {
		switch f.name {
		case "rules":
			f.form = rulesForm(f.form.Description, rules)
		case "accept":
			f.form = schema.List(f.form.Description, acceptForm(rules))
		}
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.Object("The configuration of a quality manual.", list...).File(File)
}

// rulesForm is the schema of `rules`: a map from rule to severity.
func rulesForm(about string, rules []RuleDoc) *schema.Schema {
	severities := []string{diag.Error.String(), diag.Warning.String(), diag.Note.String(), diag.Off.String()}
	var list []schema.Field
	for _, r := range rules {
		if !r.Fixed {
			list = append(list, schema.Field{Name: r.Name, Schema: schema.Choice(r.Summary, severities...)})
		}
	}
	s := schema.Object(about, list...)
	s.Type = append(s.Type, "null")
	return s
}

// acceptForm is the schema of an entry of `accept`.
func acceptForm(rules []RuleDoc) *schema.Schema {
	var names []string
	for _, r := range rules {
		if !r.Fixed {
			names = append(names, r.Name)
		}
	}
	var list []schema.Field
	for _, f := range acceptTable {
		if f.name == "rule" {
			f.form = schema.Choice(f.form.Description, names...).Need()
		}
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.Object("", list...)
}
