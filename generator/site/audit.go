package site

import (
	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxAudited is the largest number of documents, and of records, next to a clause of audit.html.
const maxAudited = 20

// findingWords are the grades of a finding by the names under which notes have them.
var findingWords = []struct{ name, key string }{
	{"nothing", "auditing.finding_nothing"}, {"observation", "auditing.finding_observation"}, {"improvement", "auditing.finding_improvement"},
	{"minor", "auditing.finding_minor"}, {"major", "auditing.finding_major"}, {"skipped", "auditing.finding_skipped"},
}

func auditFiles(b *Builder) []File {
	return []File{
		b.page(route.Audit, "audit", func(p page) any { return auditPage(b, p) }),
		b.page(route.Auditor, "auditor", func(p page) any { return auditorPage(b, p) }),
	}
}

func auditPage(b *Builder, p page) view.Audit {
	p.Heading, p.Scripts = b.say("audit.title"), []string{route.AuditScript}
	m := b.manual
	v := view.Audit{Page: p.Page, Manual: m.Company.Value + " · " + m.Title.Value}
	if audit.HasProgramme(m) {
		v.Programme = route.Audits
	}
	for _, f := range findingWords {
		v.Findings = append(v.Findings, view.Pair{Name: f.name, Value: b.say(f.key)})
	}
	for _, item := range audit.Of(b.report, audit.Selection{}).Items {
		v.Items = append(v.Items, auditItem(b, item))
	}
	return v
}

func auditItem(b *Builder, item *audit.Item) view.AuditItem {
	row := view.AuditItem{ClauseRow: b.clauseRow(item.Clause)}
	for _, a := range item.Answers[:min(len(item.Answers), maxAudited)] {
		row.Answers = append(row.Answers, view.ClaimRow{Document: b.documentRow(a.Entry), Section: sectionClaimed(a.Claim)})
	}
	row.More = len(item.Answers) - len(row.Answers)
	for _, r := range item.Records[:min(len(item.Records), maxAudited)] {
		row.Records = append(row.Records, view.AuditRecord{Name: r.Name.Value, Retention: r.Retention.Value, Location: r.Location.Value, Document: entryLink(r.Entry)})
	}
	row.MoreRecords = len(item.Records) - len(row.Records)
	return row
}

// auditorTopics are the parts of document control, with the pages that show them and the clauses of 2015 that they
// are about.
var auditorTopics = []struct {
	name    string
	says    [3]string   // the keys of its title, how it is done here, and how Git shows it
	pages   [][2]string // address and the key of its text
	clauses []string
}{
	{"approval", [3]string{"auditor.approval", "auditor.approval_here", "auditor.approval_git"}, [][2]string{{route.Documents, "frame.documents"}}, []string{"7.5.2"}},
	{"changes", [3]string{"auditor.changes", "auditor.changes_here", "auditor.changes_git"}, [][2]string{{route.Changes, "changes.title"}}, []string{"7.5.3.2"}},
	{"obsolete", [3]string{"auditor.obsolete", "auditor.obsolete_here", "auditor.obsolete_git"}, [][2]string{{route.Documents, "frame.documents"}}, []string{"7.5.3.2"}},
	{"external", [3]string{"auditor.external", "auditor.external_here", "auditor.external_git"}, [][2]string{{route.Records, "kept.title"}}, []string{"7.5.3.2"}},
	{"records", [3]string{"auditor.records", "auditor.records_here", "auditor.records_git"}, [][2]string{{route.Records, "kept.title"}}, []string{"7.5.3.2"}},
	{"access", [3]string{"auditor.access", "auditor.access_here", "auditor.access_git"}, [][2]string{{route.Home, "frame.start"}, {route.Search, "frame.index_long"}}, []string{"7.5.3.1"}},
	{"backup", [3]string{"auditor.backup", "auditor.backup_here", "auditor.backup_git"}, nil, []string{"7.5.3.1"}},
	{"reviews", [3]string{"auditor.reviews", "auditor.reviews_here", "auditor.reviews_git"}, [][2]string{{route.Reviews, "reviews.title"}}, []string{"7.5.2"}},
	{"coverage", [3]string{"auditor.coverage", "auditor.coverage_here", "auditor.coverage_git"}, [][2]string{{route.Coverage, "coverage.title"}, {route.Scope, "frame.scope"}, {route.Audit, "audit.title"}}, []string{"4.3"}},
}

var auditorTerms = [][2]string{
	{"auditor.term_commit", "auditor.term_commit_means"},
	{"auditor.term_history", "auditor.term_history_means"},
	{"auditor.term_branch", "auditor.term_branch_means"},
	{"auditor.term_merge", "auditor.term_merge_means"},
	{"auditor.term_tag", "auditor.term_tag_means"},
	{"auditor.term_signature", "auditor.term_signature_means"},
	{"auditor.term_clone", "auditor.term_clone_means"},
}

func auditorPage(b *Builder, p page) view.Auditor {
	p.Heading = b.say("auditor.title")
	v := view.Auditor{Page: p.Page}
	for _, t := range auditorTopics {
		topic := view.AuditorTopic{Name: t.name, Title: b.say(t.says[0]), Here: b.say(t.says[1]), Git: b.say(t.says[2])}
		for _, page := range t.pages {
			topic.Links = append(topic.Links, view.Link{Text: b.say(page[1]), URL: page[0]})
		}
		for _, id := range inEdition(b.manual.Standard, t.clauses) {
			topic.Links = append(topic.Links, b.titledLink(id))
		}
		topic.Links = append(topic.Links, answering(b, inEdition(b.manual.Standard, t.clauses))...)
		v.Topics = append(v.Topics, topic)
	}
	for _, t := range auditorTerms {
		v.Terms = append(v.Terms, view.Pair{Name: b.say(t[0]), Value: b.say(t[1])})
	}
	return v
}

// answering lists the documents that cover clauses, a few at most.
func answering(b *Builder, clauses []string) []view.Link {
	const most = 3
	var links []view.Link
	seen := map[string]bool{}
	for _, id := range clauses {
		c := b.report.Clause(id)
		if c == nil || c.State != coverage.Covered {
			continue
		}
		for _, claim := range c.Claims {
			if e := claim.Entry; claim.Counted() && !seen[e.URL] && e.Published() && len(links) < most {
				seen[e.URL] = true
				links = append(links, view.Link{Text: e.Name() + " " + e.Title.Value, URL: claim.URL()})
			}
		}
	}
	return links
}
