package manual_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestExternalUsers names external documents in texts of all kinds. A number is only ever compared as a whole.
func TestExternalUsers(t *testing.T) {
	const register = "external:\n  - {number: ISO 2768-1}\n  - {number: '4711'}\n  - {number: 2006/42/EC}\n  - {number: DIN912}\n  - {name: Betriebsordnung Müller & Co}\n  - {number: X-1, documents: [QP-1]}\n"
	for _, tt := range []struct{ body, want string }{
		{"Nothing here.", "5"},
		{"Parts to ISO 2768-1.", "05"}, {"ISO 2768-1:1989 applies", "05"}, {"(DIN ISO 2768-1)", "05"}, {"ISO\u00a02768\u20111", "05"}, {"ISO\n2768-1", "05"},
		{"ISO2768-1", "05"}, {"**ISO** 2768-*1*", "05"}, {"`ISO 2768-1`", "05"}, {"[ISO 2768-1](https://www.iso.org/)", "05"}, {"ISO 2768-1-Toleranzen", "05"}, {"ISO 2768-1.", "05"}, {"ISO 2768-1/ISO 14405", "05"},
		{"| a | ISO 2768-1 |\n|---|---|\n| b | c |", "05"}, {"# ISO 2768-1", "05"}, {"ISO/IEC 2768-1", "5"}, {"EN ISO&nbsp;2768-1", "05"},
		{"ISO 2768-12, ISO 2768-1-2, ISO 2768-1.1, XISO 2768-1, ISO 2768, iso 2768-1, A-ISO 2768-1, ISO 2768-1a", "5"},
		{"ISO\n\n2768-1", "5"}, {"| ISO | 2768-1 |\n|---|---|\n| b | c |", "5"},
		{"drawing 4711", "15"}, {"drawing no. 4711-A, 4711.2, 14711, 47112, A4711, 4711/2, 2/4711", "5"}, {"4711, 4711; 4711", "15"},
		{"Directive 2006/42/EC", "25"}, {"2006/42", "5"}, {"12006/42/EC", "5"}, {"DIN 912", "35"}, {"DIN 9123", "5"}, {"the Betriebsordnung Müller & Co here", "45"}, {"Betriebsordnung Mu\u0308ller &amp; Co", "45"},
		{"<!-- ISO 2768-1 -->", "5"}, {"X-1 and X-11", "5"},
	} {
		text := "---\nid: QP-1\ntitle: T\nrevision: 1\nstatus: draft\nowner: O\n---\n" + tt.body + "\n"
		m := load(t, fstest.MapFS{"manual.yaml": {Data: []byte(minimal + register)}, "documents/a.md": {Data: []byte(text)}}, manual.Options{})
		if got := used(m); got != tt.want {
			t.Errorf("%q names %s, expected %s", tt.body, got, tt.want)
		}
	}
}

// used lists the indexes of the external documents that have users.
func used(m *manual.Manual) string {
	var list []string
	for i := range m.ExternalRegister.Documents {
		if len(m.ExternalUsers(i)) > 0 {
			list = append(list, fmt.Sprint(i))
		}
	}
	return strings.Join(list, "")
}

// TestExternalUsersInFields looks at titles, summaries and records, and leaves out obsolete documents.
func TestExternalUsersInFields(t *testing.T) {
	for field, want := range map[string]string{
		"title: To ISO 2768-1": "0", "title: T\nsummary: ISO 2768-1": "0", "title: T\nrecords: [{name: Report of ISO 2768-1}]": "0", "title: T\nrecords: [{name: R, form: ISO 2768-1}]": "0",
		"title: T": "", "title: T\nowner2: ISO 2768-1": "",
	} {
		for status, want := range map[string]string{"draft": want, "obsolete": ""} {
			text := "---\nid: QP-1\n" + field + "\nrevision: 1\nstatus: " + status + "\nowner: O\n---\nText.\n"
			m := load(t, fstest.MapFS{"manual.yaml": {Data: []byte(minimal + "external: [ISO 2768-1, x]\n")}, "documents/a.md": {Data: []byte(text)}}, manual.Options{})
			if got := used(m); got != want {
				t.Errorf("%s, %s: %q, expected %q", field, status, got, want)
			}
		}
	}
}

// TestExternalFile reads the register from a file of its own; what is wrong is reported in that file.
func TestExternalFile(t *testing.T) {
	for _, tt := range []struct{ setting, file, want string }{
		{"external: external.yaml", "external:\n  - {number: 010, checked_on: 5 May}\n", "external.yaml:2:31 bad-value 5 May is not a date"},
		{"external: ./external.yaml", "external: [ISO 1]\n", ""}, {"external: external.yaml", "", ""}, {"external: external.yaml", "external:\n", ""},
		{"external: external.yaml", "external: ISO 1\n", "external.yaml:1:11 bad-value expected a list of external documents"},
		{"external: external.yaml", "- number: 1\n", "external.yaml:1:1 configuration expected `field: value` lines"},
		{"external: external.yaml", "extern: []\n", "external.yaml:1:1 unknown-field a register of external documents has no key extern"},
		{"external: other.yaml", "external: []\n", "manual.yaml:6:11 configuration there is no file other.yaml"},
		{"external: documents", "external: []\n", "manual.yaml:6:11 configuration documents is a symbolic link, below one, or not a regular file; it is not read"},
	} {
		m := load(t, fstest.MapFS{"manual.yaml": {Data: []byte(minimal + tt.setting + "\n")}, "external.yaml": {Data: []byte(tt.file)}, "documents/x.txt": {}}, manual.Options{})
		var got []string
		for _, f := range m.Faults {
			got = append(got, fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Rule, f.Message))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%s, %q: %s, expected %s", tt.setting, tt.file, got, tt.want)
		}
	}
	m := load(t, fstest.MapFS{"manual.yaml": {Data: []byte(minimal + "external: e.yaml\n")}, "e.yaml": {Data: []byte("external:\n  - {number: 010, edition: 1.10}\n")}, "documents/x.txt": {}}, manual.Options{})
	if d := m.ExternalRegister.Documents; len(d) != 1 || d[0].Number.Value != "010" || d[0].Edition.Value != "1.10" {
		t.Errorf("got %+v, expected the number and the edition as written", d)
	}
}
