package config_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/config"
)

// TestAudits holds what is written under `audits` against what is found, and which audit is the last one on a day.
func TestAudits(t *testing.T) {
	for _, c := range []struct{ name, audits, day, last, want string }{
		{"none", "", "2026-11-28", "", ""},
		{"empty", "audits:\n", "2026-11-28", "", ""},
		{"an empty list", "audits: []\n", "2026-11-28", "", ""},
		{"one", "audits: [{name: A, date: 2026-03-10}]\n", "2026-11-28", "A", ""},
		{"one without a list", "audits: {name: A, date: 2026-03-10}\n", "2026-11-28", "A", ""},
		{"a quoted date", "audits: [{name: A, date: \"2026-03-10\"}]\n", "2026-11-28", "A", ""},
		{"the last of two", "audits:\n  - {name: A, date: 2025-03-10}\n  - {name: B, date: 2026-03-10}\n", "2026-11-28", "B", ""},
		{"the latest first", "audits:\n  - {name: B, date: 2026-03-10}\n  - {name: A, date: 2025-03-10}\n", "2026-11-28", "B", ""},
		{"two on one day", "audits: [{name: A, date: 2026-03-10}, {name: B, date: 2026-03-10}]\n", "2026-11-28", "B", ""},
		{"today", "audits: [{name: A, date: 2026-11-28}]\n", "2026-11-28", "A", ""},
		{"one that is planned", "audits: [{name: A, date: 2026-03-10}, {name: B, date: 2027-03-10}]\n", "2026-11-28", "A", ""},
		{"only planned", "audits: [{name: B, date: 2027-03-10}]\n", "2026-11-28", "", ""},
		{"no name", "audits: [{date: 2026-03-10}]\n", "2026-11-28", "", "6:10 bad-value: the audit has no name\n"},
		{"an empty name", "audits: [{name: , date: 2026-03-10}]\n", "2026-11-28", "", "6:10 bad-value: the audit has no name\n"},
		{"no date", "audits: [{name: A}]\n", "2026-11-28", "", "6:10 bad-value: the audit has no date\n"},
		{"a date of another form", "audits: [{name: A, date: 10/03/2026}]\n", "2026-11-28", "", "6:26 bad-value: 10/03/2026 is not a date\n"},
		{"a month", "audits: [{name: A, date: 2026-03}]\n", "2026-11-28", "", "6:26 bad-value: 2026-03 is not a date\n"},
		{"a day that does not exist", "audits: [{name: A, date: 2026-02-30}]\n", "2026-11-28", "", "6:26 bad-value: 2026-02-30 is not a date\n"},
		{"a name twice", "audits: [{name: A, date: 2025-03-10}, {name: a, date: 2026-03-10}]\n", "2026-11-28", "A", "6:46 bad-value: the name a is already that of the audit of 2025-03-10\n"},
		{"a text", "audits: 2026-03-10\n", "2026-11-28", "", "6:9 bad-value: expected an audit as a map\n"},
		{"a list as a date", "audits: [{name: A, date: [2026-03-10]}]\n", "2026-11-28", "", "6:26 bad-value: expected one value\n"},
		{"another key", "audits: [{name: A, date: 2026-03-10, auditor: X}]\n", "2026-11-28", "A", "6:38 unknown-field: an audit has no field auditor\n"},
		{"what it looked at", "audits: [{name: A, date: 2026-03-10, clauses: [8.4, 10], sections: purchasing, processes: [QP-1]}]\n", "2026-11-28", "A", ""},
		{"clauses by edition", "audits: [{name: A, date: 2026-03-10, clauses: {2008: [7.4], ISO 9001:2015: 8.4}}]\n", "2026-11-28", "A", ""},
		{"empty lists", "audits: [{name: A, date: 2026-03-10, clauses: , sections: [], processes: [~]}]\n", "2026-11-28", "A", ""},
		{"clauses of no edition", "audits: [{name: A, date: 2026-03-10, clauses: {2010: [7.4]}}]\n", "2026-11-28", "A", "6:48 bad-value: 2010 is not an edition\n"},
		{"sections as a map", "audits: [{name: A, date: 2026-03-10, sections: {a: b}}]\n", "2026-11-28", "A", "6:48 bad-value: expected a list\n"},
		{"a list in a list", "audits: [{name: A, date: 2026-03-10, clauses: [[8.4]]}]\n", "2026-11-28", "A", "6:48 bad-value: expected one value\n"},
		{"a key that is nearly one", "audits: [{name: A, date: 2026-03-10, clause: [8.4]}]\n", "2026-11-28", "A", "6:38 unknown-field: an audit has no field clause\n"},
		{"an interval", "audit_every: 12 months\n", "2026-11-28", "", ""},
		{"an interval that is none", "audit_every: yearly\n", "2026-11-28", "", "6:14 bad-value: yearly is not a valid duration\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			settings := config.Read([]byte(minimal + c.audits))
			if got := findings(settings.Findings); got != c.want {
				t.Errorf("findings %q, want %q", got, c.want)
			}
			last := ""
			if a := settings.LastAudit(c.day); a != nil {
				last = a.Name.Value
			}
			if last != c.last {
				t.Errorf("the last audit is %q, want %q", last, c.last)
			}
		})
	}
}
