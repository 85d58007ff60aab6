package signature_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"github.com/clausebook/clausebook/generator/signature"
)

// newKey makes the same key for a name in every run.
func newKey(name string) ssh.Signer {
	seed := sha256.Sum256([]byte(name))
	key, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err)
	}
	return key
}

// public is the type and key of a line.
func public(name string) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(newKey(name).PublicKey())))
}

// TestParse: a line is understood as a whole or is a finding with its place.
func TestParse(t *testing.T) {
	key := public("qm")
	_, blob, _ := strings.Cut(key, " ")
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"# nothing\n\n   \n\t# nothing\n", ""},
		{"qm@example.com " + key, ""},
		{"\xef\xbb\xbfqm@example.com " + key + "\r\n", ""},
		{"  qm@example.com\t" + key + " at the office", ""},
		{"qm@example.com,*@example.org,!x@example.org " + key, ""},
		{`"qm@example.com,qm at home" ` + key, ""},
		{`qm NAMESPACES="git",Valid-Before="20261231" ` + key, ""},
		{`qm namespaces="git,file",cert-authority ` + key, ""},
		{`qm valid-after="20260101",valid-before="202612312359Z" ` + key, ""},
		{`qm valid-after="20260101000000Z" ` + key, ""},

		{"qm", "1:1: the line has no key"},
		{"qm ssh-ed25519", "1:4: the line has a type and no key"},
		{"qm " + blob, "1:4: " + blob + " is not a type of key that is known"},
		{"qm cert-authority " + blob, "1:19: " + blob + " is not a type of key that is known"},
		{"\nqm ssh-ed25519 AAAA", "2:16: the key is damaged"},
		{"qm ssh-rsa " + blob, "1:4: the key is of type ssh-ed25519, not ssh-rsa"},
		{"qm ssh-dss " + blob, "1:4: ssh-dss is neither an option nor a type of key that is known"},
		{"q,,m " + key, "1:1: q,,m is not a list of principals"},
		{"! " + key, "1:1: ! is not a list of principals"},
		{`"qm ` + key, `1:1: "qm ` + key + ` is not a list of principals`},
		{"ü valid-until=\"20261231\" " + key, `1:3: valid-until="20261231" is not an option that is known`},
		{"qm no-touch-required " + key, "1:4: no-touch-required is neither an option nor a type of key that is known"},
		{"qm namespaces=git " + key, "1:4: namespaces=git is neither an option nor a type of key that is known"},
		{`qm namespaces="" ` + key, `1:4: namespaces="" is not an option that is known`},
		{`qm cert-authority,cert-authority ` + key, "1:4: cert-authority is given twice"},
		{`qm valid-before="20261231",valid-before="20271231" ` + key, `1:4: valid-before="20271231" is given twice`},
		{`qm valid-before="2026-12-31" ` + key, `1:4: valid-before="2026-12-31" is not a time of the form YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, each with or without Z`},
		{`qm valid-before="20261331" ` + key, `1:4: valid-before="20261331" is not a time of the form YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, each with or without Z`},
		{`qm valid-after="20261231",valid-before="20260101" ` + key, "1:4: valid-before is not after valid-after"},
		{"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n", "1:1: the OpenPGP block has no end"},
		{"qm " + key + "\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n", "2:1: the OpenPGP certificate is damaged or of a kind that is not known"},
		{"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "1:1: the OpenPGP certificate is damaged or of a kind that is not known"},
		{strings.Repeat("#", signature.MaxSize+1), "1:1: the file is larger than the 512 KiB that are read"},
	} {
		_, found := signature.Parse("approvers", []byte(c.text))
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message))
			if f.Rule != signature.Rule || f.File != "approvers" {
				t.Errorf("%.60q: %+v", c.text, f)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%.80q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestPrincipals: who a key is for.
func TestPrincipals(t *testing.T) {
	for _, c := range []struct {
		line, principal string
		want            bool
	}{
		{"qm@example.com", "qm@example.com", true},
		{"qm@example.com", "QM@example.com", false},
		{"qm@example.com", "qm@example.com.evil", false},
		{"a@example.com,qm@example.com", "qm@example.com", true},
		{"*@example.com", "qm@example.com", true},
		{"*@example.com", "qm@sub.example.com", false},
		{"*.example.com", "qm@sub.example.com", true},
		{"q?@example.com", "qm@example.com", true},
		{"q?@example.com", "q@example.com", false},
		{"*@example.com,!qm@example.com", "qm@example.com", false},
		{"!qm@example.com,*@example.com", "qm@example.com", false},
		{"!a@example.com", "qm@example.com", false},
		{"*@example.com,!a*", "qm@example.com", true},
		{`"qm at home"`, "qm at home", true},
		{"*a*a*a*a*a*a*a*a*b", strings.Repeat("a", 5000), false},
		{"[qm]@example.com", "q@example.com", false},
		{"*", "", true},
	} {
		keys, found := signature.Parse("approvers", []byte(c.line+" "+public("qm")))
		if len(found) > 0 {
			t.Errorf("%s: %v", c.line, found)
		}
		r := signature.Commit(signed("qm", payload), false, keys)
		if r.State != signature.Good || r.By(c.principal) != c.want || keys.Known(c.principal) != c.want {
			t.Errorf("%s for %.40s: %+v, expected %v", c.line, c.principal, r, c.want)
		}
	}
}

// FuzzAllowedSigners: no file of keys crashes or hangs the parser, and each finding has a place in it.
func FuzzAllowedSigners(f *testing.F) {
	for _, seed := range []string{
		"", "qm", "qm@example.com " + public("qm"), `"a b",!c namespaces="git",valid-after="20260101Z",cert-authority ` + public("qm") + " x",
		`q "` + "\n" + `q \"\\" `, "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjMEAAAA\n=AAAA\n-----END PGP PUBLIC KEY BLOCK-----\n", "# x\r\n\x00",
		`qm namespaces="\",valid-before="x `, "-----BEGIN ", "-----END x",
	} {
		f.Add([]byte(seed))
	}
	object := signed("qm", payload)
	f.Fuzz(func(t *testing.T, raw []byte) {
		keys, found := signature.Parse("approvers", raw)
		lines := strings.Count(string(raw), "\n") + 1
		for _, x := range found {
			if x.Line < 1 || x.Line > lines || x.Column < 1 || x.Message == "" {
				t.Errorf("%+v", x)
			}
		}
		keys.Known("qm@example.com")
		keys.Named("qm")
		signature.Commit(object, false, keys)
	})
}
