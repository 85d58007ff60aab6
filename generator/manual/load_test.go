package manual_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

func TestNoManual(t *testing.T) {
	_, err := read(fstest.MapFS{"documents/a.md": {Data: []byte("x")}}, manual.Options{Date: day})
	if !errors.Is(err, config.ErrNoManual) {
		t.Errorf("got %v", err)
	}
}

// TestNoDocuments is a fault of the configuration, not of the disk.
func TestNoDocuments(t *testing.T) {
	for _, fsys := range []fstest.MapFS{
		{"manual.yaml": {Data: []byte(minimal + "documents: docs\n")}},
		{"manual.yaml": {Data: []byte(minimal + "documents: docs\n")}, "docs": {Data: []byte("a file")}},
	} {
		m := load(t, fsys, manual.Options{})
		if len(m.Faults) != 1 || m.Faults[0].Rule != "configuration" || m.Faults[0].Line != 6 || m.Faults[0].File != "manual.yaml" {
			t.Errorf("faults %+v", m.Faults)
		}
	}
}

// broken is a disk that fails at one file.
type broken struct {
	fstest.MapFS
	at string
}

func (b broken) Open(name string) (fs.File, error) {
	if name == b.at {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("input/output error")}
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadFile(name string) ([]byte, error) {
	if name == b.at {
		_, err := b.Open(name)
		return nil, err
	}
	return b.MapFS.ReadFile(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == b.at {
		_, err := b.Open(name)
		return nil, err
	}
	return b.MapFS.ReadDir(name)
}

// TestBrokenDisk: what goes wrong with the world is an error that names the file.
func TestBrokenDisk(t *testing.T) {
	all := files(t, "-- documents/a.md --\n"+doc("A-1", "approved", "")+"-- documents/b.svg --\n<svg/>\n")
	for _, at := range []string{"manual.yaml", "documents", "documents/a.md", "documents/b.svg"} {
		if _, err := read(broken{all, at}, manual.Options{Date: day}); err == nil || !strings.Contains(err.Error(), at) {
			t.Errorf("%s fails: %v", at, err)
		}
	}
}

// TestPublished: drafts and documents in review have pages with --drafts alone; a document without
// an id that can be an address has none.
func TestPublished(t *testing.T) {
	archive := ""
	for _, status := range []string{"draft", "review", "approved", "obsolete", "nonsense", ""} {
		archive += "-- documents/" + status + "x.md --\n" + doc("X "+strings.ToUpper(status), status, "")
	}
	archive += "-- documents/bad.md --\n" + doc("index", "approved", "") + "-- documents/slash.md --\n" + doc("a/b", "approved", "") +
		"-- documents/none.md --\ntext\n-- documents/device.md --\n" + doc("AUX.1", "approved", "")
	got := func(o manual.Options) map[string]string {
		urls := map[string]string{}
		for _, e := range load(t, files(t, archive), o).Entries {
			if e.Published() != (e.URL != "") || e.Current() != (e.Published() && e.Status.Value != "obsolete") {
				t.Errorf("%s: url %q, published %v, current %v", e.Name(), e.URL, e.Published(), e.Current())
			}
			if e.URL != "" {
				urls[e.Name()] = e.URL
			}
		}
		return urls
	}
	public := map[string]string{"X APPROVED": "documents/x-approved.html", "X OBSOLETE": "documents/x-obsolete.html"}
	if diff := cmp.Diff(public, got(manual.Options{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	public["X DRAFT"], public["X REVIEW"] = "documents/x-draft.html", "documents/x-review.html"
	drafts := got(manual.Options{Drafts: true})
	delete(drafts, "X NONSENSE")
	delete(drafts, "X")
	if diff := cmp.Diff(public, drafts); diff != "" {
		t.Errorf("with drafts (-want +got)\n%s", diff)
	}
}

// TestLooks settles edition and scope from manual.yaml and the options.
func TestLooks(t *testing.T) {
	tests := []struct {
		edition, scope string
		look           manual.Options
		want           string // edition and scope looked at / those declared
	}{
		{"2015", "9001", manual.Options{}, "2015 9001 / 2015 9001"},
		{"2015", "9002", manual.Options{}, "2015 9002 / 2015 9002"},
		{"2015", "9002", manual.Options{Scope: "9001"}, "2015 9001 / 2015 9002"},
		{"2015", "9001", manual.Options{Edition: "1994"}, "1994 9001 / 2015 9001"},
		{"2015", "9002", manual.Options{Edition: "1994"}, "1994 9002 / 2015 9002"},
		{"2015", "9001", manual.Options{Edition: "2026", Scope: "9002"}, "2026 9002 / 2015 9001"},
		{"1987", "9001", manual.Options{}, "none / none"},
		{"1987", "9001", manual.Options{Edition: "2015"}, "2015 9001 / none"},
		{"2015", "9003", manual.Options{}, "none / 2015"},
		{"2015", "9003", manual.Options{Scope: "9001"}, "2015 9001 / 2015"},
		{"ISO 9001:2015", "9001", manual.Options{}, "none / none"},
	}
	for _, tt := range tests {
		text := strings.NewReplacer("2015", tt.edition, "9001", tt.scope).Replace(minimal)
		m := load(t, files(t, "-- manual.yaml --\n"+text), tt.look)
		got := "none / none"
		if m.Standard != nil {
			got = m.Standard.Year + " " + m.Model.Number + " / none"
		}
		if m.Own != nil {
			got = strings.TrimSuffix(got, "none") + strings.TrimSpace(m.Own.Year+" "+m.OwnModel.Number)
		}
		if got != tt.want {
			t.Errorf("%s %s %+v: %s, want %s", tt.edition, tt.scope, tt.look, got, tt.want)
		}
	}
}

// TestDue is the day of the next review by the organization's own rule.
func TestDue(t *testing.T) {
	tests := []struct{ every, status, approved, review, want string }{
		{"", "approved", "2026-01-31", "2027-01-01", "2027-01-01"},
		{"", "approved", "2026-01-31", "", ""},
		{"24 months", "approved", "2026-01-31", "", "2028-01-31"},
		{"1 month", "approved", "2026-03-15", "", "2026-04-15"},
		{"1 year", "approved", "2026-01-31", "", "2027-01-31"},
		{"6 weeks", "approved", "2026-01-31", "", "2026-03-14"},
		{"90 days", "approved", "2026-01-31", "", "2026-05-01"},
		{"24 months", "approved", "2026-01-31", "2027-01-01", "2027-01-01"},
		{"24 months", "approved", "2026-01-31", "soon", ""},
		{"24 months", "approved", "soon", "", ""},
		{"24 months", "draft", "2026-01-31", "2027-01-01", ""},
		{"24 months", "obsolete", "2026-01-31", "2027-01-01", ""},
		{"1 month", "approved", "2026-01-31", "", "2026-02-28"},
		{"1 month", "approved", "2024-01-31", "", "2024-02-29"},
		{"12 months", "approved", "2024-02-29", "", "2025-02-28"},
	}
	for _, tt := range tests {
		m := load(t, files(t, "-- manual.yaml --\n"+minimal+"review_every: "+tt.every+"\n-- documents/a.md --\n---\nid: A-1\nstatus: "+tt.status+
			"\napproved_date: "+tt.approved+"\nreview_date: "+tt.review+"\n---\n"), manual.Options{})
		if got := m.Due(m.Entries[0]); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

// TestRegister finds documents by id and file.
func TestRegister(t *testing.T) {
	m := load(t, files(t, "-- documents/a.md --\n"+doc("A-10", "approved", "")+"-- documents/b.md --\n"+doc("A-9", "approved", "")+
		"-- documents/c.md --\n"+doc("A-9", "draft", "")+"-- documents/d.md --\ntext\n"), manual.Options{})
	if diff := cmp.Diff([]string{"A-9", "A-10"}, m.IDs()); diff != "" {
		t.Error(diff)
	}
	if len(m.ByID("A-9")) != 2 || m.ByID("A-9")[0].File != "documents/b.md" || m.ByID("a-9") != nil || m.ByID("") != nil {
		t.Errorf("A-9 is %s", names(m.ByID("A-9")))
	}
	if m.ByFile("documents/d.md") != m.Entries[3] || m.ByFile("d.md") != nil {
		t.Error("documents/d.md is not found by its file")
	}
}
