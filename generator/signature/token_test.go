package signature_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"strings"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/clausebook/clausebook/generator/signature"
)

// token is a key in hardware, which signs a counter and flags too.
type token struct {
	public ssh.PublicKey
	secret ed25519.PrivateKey
}

func newToken(t *testing.T) token {
	_, secret, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	public, err := ssh.ParsePublicKey(ssh.Marshal(struct {
		Type        string
		Key         []byte
		Application string
	}{ssh.KeyAlgoSKED25519, secret.Public().(ed25519.PublicKey), "ssh:"}))
	if err != nil {
		t.Fatal(err)
	}
	return token{public, secret}
}

func (k token) PublicKey() ssh.PublicKey { return k.public }

func (k token) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	application, message := sha256.Sum256([]byte("ssh:")), sha256.Sum256(data)
	rest := binary.BigEndian.AppendUint32([]byte{1}, 7)
	signed := append(append(application[:], rest...), message[:]...)
	return &ssh.Signature{Format: ssh.KeyAlgoSKED25519, Blob: ed25519.Sign(k.secret, signed), Rest: rest}, nil
}

// TestToken: keys in hardware, as those of ssh-keygen -t ed25519-sk.
func TestToken(t *testing.T) {
	key := newToken(t)
	s, err := sshsig.Sign(strings.NewReader(payload), key, sshsig.HashSHA512, "git")
	if err != nil {
		t.Fatal(err)
	}
	sig := string(sshsig.Armor(s))
	keys, found := signature.Parse("approvers", append([]byte("qm "), ssh.MarshalAuthorizedKey(key.public)...))
	if got := signature.Commit(withHeader(payload, "gpgsig", sig), false, keys); len(found) > 0 || !got.By("qm") {
		t.Errorf("%+v %v", got, found)
	}
	if got := signature.Commit(withHeader(payload+".", "gpgsig", sig), false, keys); got.State != signature.Bad {
		t.Errorf("of something else: %+v", got)
	}
}
