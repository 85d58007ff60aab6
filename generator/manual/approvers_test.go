package manual_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/signature"
)

// TestApproversFile: a file of keys that cannot be read as it should is a finding, never an error.
func TestApproversFile(t *testing.T) {
	const key = "qm@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5zlfEaVGkoE6OSy6AaYsPpoqd6KdeSC6+iStX8lMca\n"
	for _, c := range []struct{ name, settings, want string }{
		{"none", "", ""},
		{"a file", "approvers: keys", ""},
		{"two files", "approvers: [keys, ./folder/keys]", ""},
		{"missing", "approvers: other", "manual.yaml:2:12: there is no file other"},
		{"missing below a file", "approvers: keys/other", "manual.yaml:2:12: there is no file keys/other"},
		{"one of two is missing", "approvers: [keys, other]", "manual.yaml:2:19: there is no file other"},
		{"a folder", "approvers: folder", "manual.yaml:2:12: folder is a symbolic link, below one, or not a regular file; it is not read"},
		{"a link", "approvers: link", "manual.yaml:2:12: link is a symbolic link, below one, or not a regular file; it is not read"},
		{"below a link", "approvers: linked/keys", "manual.yaml:2:12: linked/keys is a symbolic link, below one, or not a regular file; it is not read"},
		{"too large", "approvers: large", "large:1:1: the file is larger than the 512 KiB that are read"},
		{"a line that is not understood", "approvers: bad", "bad:1:4: x is neither an option nor a type of key that is known"},
		{"outside", "approvers: ../keys", "manual.yaml:2:12: ../keys is not a file inside the manual"},
		{"a map", "approvers: {a: b}", "manual.yaml:2:12: expected a file or a list of files"},
		{"no map of keys", "approver_keys: qm", "manual.yaml:2:16: expected a map from approver to principals"},
		{"a map in a map", "approver_keys: {QM: {a: b}}", "manual.yaml:2:21: expected one principal or a list of them"},
		{"a strength that there is not", "minimum_approval: signed", "manual.yaml:2:19: signed is not a strength of an approval"},
		{"the weakest", "minimum_approval: stated", "manual.yaml:2:19: stated is not a strength of an approval"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"keys": key, "folder/keys": key, "large": strings.Repeat("# nothing\n", 60000), "bad": "qm x " + key, "documents/.keep": ""} {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if os.Symlink("keys", filepath.Join(dir, "link")) != nil || os.Symlink("folder", filepath.Join(dir, "linked")) != nil {
			t.Skip("no symbolic links on " + runtime.GOOS)
		}
		files, err := rootfs.New(dir)
		if err != nil {
			t.Fatal(err)
		}
		m, err := manual.Load(files, config.Read([]byte("title: T\n"+c.settings+"\n")), manual.Options{Date: "2026-06-01"}, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, f := range append(m.Faults, m.Config.Findings...) {
			if f.Rule == signature.Rule || f.Rule == "bad-value" {
				got = append(got, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got %q, expected %q", c.name, got, c.want)
		}
		_ = files.Close()
	}
}
