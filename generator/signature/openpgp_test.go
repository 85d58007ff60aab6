package signature_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/clausebook/clausebook/generator/signature"
)

// day is a time in 2026, and a configuration that has it as now.
func day(month time.Month, day int) *packet.Config {
	return &packet.Config{Time: func() time.Time { return time.Date(2026, month, day, 12, 0, 0, 0, time.UTC) }}
}

func block(t *testing.T, kind string, write func(*bytes.Buffer) error) string {
	t.Helper()
	var raw, out bytes.Buffer
	if err := write(&raw); err != nil {
		t.Fatal(err)
	}
	w, err := armor.Encode(&out, kind, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(raw.Bytes())
	_ = w.Close()
	return out.String() + "\n"
}

// TestOpenPGP: keys that expire, are revoked or are too short, and the time that counts for them.
func TestOpenPGP(t *testing.T) {
	for _, c := range []struct {
		name   string
		made   *packet.Config // the key
		signed *packet.Config // the commit of 16 February
		change func(*openpgp.Entity) error
		want   signature.State
		by     string
	}{
		{"a key", day(1, 1), day(2, 16), nil, signature.Good, "qm@example.com"},
		{"for somebody else", day(1, 1), day(2, 16), nil, signature.Good, "!anna@example.com"},
		{"signed months later", day(1, 1), day(6, 1), nil, signature.Good, "qm@example.com"},
		{"the clock that signed was late", day(1, 1), day(2, 10), nil, signature.Good, "qm@example.com"},
		{"the key is younger than the commit", day(3, 1), day(3, 2), nil, signature.Good, "qm@example.com"},
		{"expired when it signed", &packet.Config{Time: day(1, 1).Time, KeyLifetimeSecs: 86400}, day(1, 1), nil, signature.Bad, ""},
		{"expired today", &packet.Config{Time: day(1, 1).Time, KeyLifetimeSecs: 100 * 86400}, day(2, 16), nil, signature.Good, "qm@example.com"},
		{"revoked before", day(1, 1), day(2, 16), func(e *openpgp.Entity) error { return e.RevokeKey(packet.KeySuperseded, "", day(2, 1)) }, signature.Bad, ""},
		{"revoked later", day(1, 1), day(2, 16), func(e *openpgp.Entity) error { return e.RevokeKey(packet.KeySuperseded, "", day(4, 1)) }, signature.Good, "qm@example.com"},
		{"known to be stolen later", day(1, 1), day(2, 16), func(e *openpgp.Entity) error { return e.RevokeKey(packet.KeyCompromised, "", day(4, 1)) }, signature.Bad, ""},
		{"two user ids", day(1, 1), day(2, 16), func(e *openpgp.Entity) error { return e.AddUserId("Quality", "", "quality@example.com", day(1, 1)) }, signature.Good, "quality@example.com"},
		{"a short key", &packet.Config{Time: day(1, 1).Time, RSABits: 1024, MinRSABits: 1024}, day(2, 16), nil, signature.Bad, ""},
		{"Ed25519", &packet.Config{Time: day(1, 1).Time, Algorithm: packet.PubKeyAlgoEdDSA}, day(2, 16), nil, signature.Good, "qm@example.com"},
		{"ECDSA", &packet.Config{Time: day(1, 1).Time, Algorithm: packet.PubKeyAlgoECDSA, Curve: packet.CurveNistP256}, day(2, 16), nil, signature.Good, "qm@example.com"},
	} {
		e, err := openpgp.NewEntity("Quality Manager", "", "qm@example.com", c.made)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var sig bytes.Buffer
		if err := openpgp.ArmoredDetachSign(&sig, e, strings.NewReader(payload), &packet.Config{Time: c.signed.Time, MinRSABits: 1024}); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if c.change != nil {
			if err := c.change(e); err != nil {
				t.Fatal(err)
			}
		}
		keys, found := signature.Parse("keys.asc", []byte("# approvers\n"+block(t, openpgp.PublicKeyType, func(w *bytes.Buffer) error { return e.Serialize(w) })))
		if len(found) > 0 {
			t.Errorf("%s: %v", c.name, found)
		}
		got := signature.Commit(withHeader(payload, "gpgsig", sig.String()), false, keys)
		principal, other := strings.CutPrefix(c.by, "!")
		if got.State != c.want || got.By(principal) != (c.by != "" && !other) {
			t.Errorf("%s: %+v, expected %v %s", c.name, got, c.want, c.by)
		}
		if got := signature.Commit(withHeader(strings.Replace(payload, "Approve", "Refuse", 1), "gpgsig", sig.String()), false, keys); got.State != signature.Bad {
			t.Errorf("%s: %+v of something else", c.name, got)
		}
	}
}

// TestPrivateKey: a private key is no approver's key.
func TestPrivateKey(t *testing.T) {
	e, err := openpgp.NewEntity("Quality Manager", "", "qm@example.com", &packet.Config{Time: day(1, 1).Time, Algorithm: packet.PubKeyAlgoEdDSA})
	if err != nil {
		t.Fatal(err)
	}
	secret := block(t, openpgp.PrivateKeyType, func(w *bytes.Buffer) error { return e.SerializePrivate(w, nil) })
	keys, found := signature.Parse("keys.asc", []byte(secret))
	if len(found) != 1 || !strings.Contains(found[0].Message, "PRIVATE KEY") || keys.Known("qm@example.com") {
		t.Errorf("%v", found)
	}
}

// TestAsGPGDoes: keys, signatures and tags of gpg.
func TestAsGPGDoes(t *testing.T) {
	if _, err := exec.LookPath("gpg"); err != nil {
		t.Skip(err)
	}
	home, err := os.MkdirTemp("", "gpg") // short, since a socket is in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = exec.Command("gpgconf", "--homedir", home, "--kill", "all").Run()
		_ = os.RemoveAll(home)
	})
	gpg := func(stdin string, args ...string) string {
		t.Helper()
		cmd := exec.Command("gpg", append([]string{"--homedir", home, "--batch", "--no-tty", "--passphrase", "", "--pinentry-mode", "loopback"}, args...)...)
		cmd.Stdin = strings.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Skipf("gpg does not run here: %v", err)
		}
		return string(out)
	}
	file := ""
	for _, kind := range []string{"rsa2048", "ed25519", "nistp256"} {
		gpg("", "--faked-system-time", "20260101T000000", "--quick-gen-key", kind+" <"+kind+"@example.com>", kind, "sign,cert", "never")
	}
	file = gpg("", "--armor", "--export")
	keys, found := signature.Parse("keys.asc", []byte(file))
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, kind := range []string{"rsa2048", "ed25519", "nistp256"} {
		for _, hash := range []string{"SHA256", "SHA512", "SHA1"} {
			if kind != "rsa2048" && hash == "SHA1" {
				continue
			}
			sig := gpg(payload, "--armor", "--detach-sign", "--digest-algo", hash, "--allow-weak-digest-algos", "-u", kind+"@example.com")
			got := signature.Commit(withHeader(payload, "gpgsig", sig), false, keys)
			if got.By(kind+"@example.com") != (hash != "SHA1") || got.By("anna@example.com") {
				t.Errorf("%s %s: %+v", kind, hash, got)
			}
			tag := "object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\ntype commit\ntag v1\ntagger A <a@example.com> 1771243200 +0100\n\nVersion 1\n"
			sig = gpg(tag, "--armor", "--detach-sign", "--digest-algo", hash, "-u", kind+"@example.com")
			if got := signature.Tag([]byte(tag+sig), keys); got.By(kind+"@example.com") != (hash != "SHA1") {
				t.Errorf("tag, %s %s: %+v", kind, hash, got)
			}
		}
	}
}
