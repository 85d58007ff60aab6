package signature_test

import (
	"bytes"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/clausebook/clausebook/generator/signature"
)

// payload is a commit of 16 February 2026, 12:00 UTC.
const payload = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@example.com> 1771243200 +0100\n" +
	"committer A <a@example.com> 1771243200 +0100\n\nApprove\n"

func armoured(key ssh.Signer, text string) string {
	s, err := sshsig.Sign(strings.NewReader(text), key, sshsig.HashSHA512, "git")
	if err != nil {
		panic(err)
	}
	return string(sshsig.Armor(s))
}

// withHeader puts a header into a commit.
func withHeader(commit, name, text string) []byte {
	return []byte(strings.Replace(commit, "\n\n", "\n"+name+" "+strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n ")+"\n\n", 1))
}

func signed(by, text string) []byte { return withHeader(text, "gpgsig", armoured(newKey(by), text)) }

// TestCommit: what the bytes of a commit prove.
func TestCommit(t *testing.T) {
	keys, _ := signature.Parse("approvers", []byte("qm "+public("qm")))
	good := signed("qm", payload)
	replaced := func(what, with string) []byte {
		if !bytes.Contains(good, []byte(what)) {
			t.Fatalf("%q is not there", what)
		}
		return bytes.Replace(good, []byte(what), []byte(with), 1)
	}
	quoted := payload + "\n" + string(withHeader(payload, "gpgsig", armoured(newKey("qm"), payload)))
	for _, c := range []struct {
		name   string
		raw    []byte
		sha256 bool
		want   signature.State
	}{
		{"nothing", nil, false, signature.None},
		{"no signature", []byte(payload), false, signature.None},
		{"a signature", good, false, signature.Good},
		{"another message", replaced("Approve", "Refuse"), false, signature.Bad},
		{"another tree", replaced("4b825dc6", "4b825dc7"), false, signature.Bad},
		{"another time", replaced("committer A <a@example.com> 1771243200", "committer A <a@example.com> 1771243201"), false, signature.Bad},
		{"a header more", replaced("\ngpgsig ", "\nencoding x\ngpgsig "), false, signature.Bad},
		{"a header after the signature", replaced("\n\nApprove", "\nencoding x\n\nApprove"), false, signature.Bad},
		{"a signature in the message", []byte(quoted), false, signature.None},
		{"a key that is not known", signed("anna", payload), false, signature.Unknown},
		{"the other kind of repository", good, true, signature.None},
		{"in that kind", withHeader(payload, "gpgsig-sha256", armoured(newKey("qm"), payload)), true, signature.Good},
		{"carriage returns", replaced("-----BEGIN SSH SIGNATURE-----\n", "-----BEGIN SSH SIGNATURE-----\r\n"), false, signature.Good},
		{"no time", signed("qm", strings.ReplaceAll(payload, "1771243200", "x")), false, signature.Bad},
		{"a time of long ago", signed("qm", strings.ReplaceAll(payload, "1771243200", "-1")), false, signature.Bad},
		{"no committer", signed("qm", strings.Replace(payload, "committer", "other", 1)), false, signature.Bad},
		{"two committers", signed("qm", strings.Replace(payload, "\n\n", "\ncommitter B <b@example.com> 99 +0000\n\n", 1)), false, signature.Good},
		{"an empty header", withHeader(payload, "gpgsig", ""), false, signature.Bad},
		{"another text", withHeader(payload, "gpgsig", "signed, the manager"), false, signature.Bad},
		{"two blocks", withHeader(payload, "gpgsig", armoured(newKey("qm"), payload)+armoured(newKey("qm"), payload)), false, signature.Bad},
		{"merged tags with signatures of their own", signed("qm", strings.Replace(payload, "\n\n", "\nmergetag object x\n type commit\n tag v1\n \n -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n\n", 1)), false, signature.Good},
	} {
		if got := signature.Commit(c.raw, c.sha256, keys); got.State != c.want {
			t.Errorf("%s: %+v, expected %v", c.name, got, c.want)
		}
	}
}

// TestCertificates: a line with cert-authority is for keys that hold its certificate for the principal, at that time.
func TestCertificates(t *testing.T) {
	keys, found := signature.Parse("approvers", []byte("*@example.com cert-authority "+public("ca")))
	if len(found) > 0 {
		t.Fatal(found)
	}
	at := time.Unix(1771243200, 0)
	certificate := func(change func(*ssh.Certificate)) []byte {
		cert := &ssh.Certificate{Key: newKey("qm").PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{"qm@example.com"},
			ValidAfter: uint64(at.Add(-time.Hour).Unix()), ValidBefore: uint64(at.Add(time.Hour).Unix())}
		by := newKey("ca")
		if change(cert); len(cert.Nonce) > 0 {
			by = newKey("other")
		}
		if err := cert.SignCert(rand.Reader, by); err != nil {
			t.Fatal(err)
		}
		key, err := ssh.NewCertSigner(cert, newKey("qm"))
		if err != nil {
			t.Fatal(err)
		}
		return withHeader(payload, "gpgsig", armoured(key, payload))
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want bool
	}{
		{"a certificate", certificate(func(*ssh.Certificate) {}), true},
		{"for somebody else", certificate(func(c *ssh.Certificate) { c.ValidPrincipals = []string{"anna@example.com"} }), false},
		{"for nobody", certificate(func(c *ssh.Certificate) { c.ValidPrincipals = nil }), false},
		{"expired", certificate(func(c *ssh.Certificate) { c.ValidBefore = uint64(at.Add(-time.Minute).Unix()) }), false},
		{"not valid yet", certificate(func(c *ssh.Certificate) { c.ValidAfter = uint64(at.Add(time.Minute).Unix()) }), false},
		{"of a host", certificate(func(c *ssh.Certificate) { c.CertType = ssh.HostCert }), false},
		{"of another authority", certificate(func(c *ssh.Certificate) { c.Nonce = []byte("x") }), false},
		{"with an option that is not known", certificate(func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{"x": "y"} }), false},
		{"the key of the authority itself", signed("ca", payload), false},
		{"the key without its certificate", signed("qm", payload), false},
	} {
		if got := signature.Commit(c.raw, false, keys); got.By("qm@example.com") != c.want {
			t.Errorf("%s: %+v, expected %v", c.name, got, c.want)
		}
	}
}

// TestAsKeygenDoes: signatures and files of ssh-keygen, and what it says of them.
func TestAsKeygenDoes(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	run := func(stdin string, args ...string) error {
		cmd := exec.Command("ssh-keygen", args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		return cmd.Run()
	}
	file := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, kind := range []string{"ed25519", "rsa", "ecdsa"} {
		if err := run("", "-q", "-t", kind, "-N", "", "-f", kind); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "text"), []byte(payload), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := run("", "-q", "-Y", "sign", "-n", "git", "-f", kind, "text"); err != nil {
			t.Fatal(err)
		}
		sig := file("text.sig")
		if err := os.Remove(filepath.Join(dir, "text.sig")); err != nil {
			t.Fatal(err)
		}
		for _, before := range []string{"qm", "qm,anna", "*", "q?", "anna", "!qm,*", "*,!qm", `"qm"`, `qm namespaces="git"`, `qm namespaces="file"`,
			`qm namespaces="g*,!x"`, `qm valid-after="20260216Z"`, `qm valid-after="20260217Z"`, `qm valid-before="20260216Z"`, `qm valid-before="202602161300Z"`,
			`qm VALID-BEFORE="20260217120000Z",namespaces="git"`, "qm cert-authority"} {
			line := before + " " + file(kind+".pub")
			if err := os.WriteFile(filepath.Join(dir, "approvers"), []byte(line), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "sig"), []byte(sig), 0o600); err != nil {
				t.Fatal(err)
			}
			want := run(payload, "-q", "-Y", "verify", "-n", "git", "-f", "approvers", "-I", "qm", "-s", "sig", "-Overify-time=20260216120000Z") == nil
			keys, _ := signature.Parse("approvers", []byte(line))
			if got := signature.Commit(withHeader(payload, "gpgsig", sig), false, keys); got.By("qm") != want {
				t.Errorf("%s key, %s: %+v, and ssh-keygen says %v", kind, before, got, want)
			}
		}
	}
}
