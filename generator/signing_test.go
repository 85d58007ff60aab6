package generator_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha512"
	"strings"
	"sync"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

func (r *signedRepo) signSSH(name, text, fault string) string {
	key, space := testKeys().ssh[name], "git"
	if fault == "file" {
		space = "file"
	}
	s, err := sshsig.Sign(strings.NewReader(text), key, sshsig.HashSHA512, space)
	r.must(err)
	if fault == "sha1" { // as RSA keys once signed
		sum := sha512.Sum512([]byte(text))
		data := append([]byte("SSHSIG"), ssh.Marshal(struct{ Namespace, Reserved, Hash, Sum string }{space, "", "sha512", string(sum[:])})...)
		s.Signature, err = key.(ssh.AlgorithmSigner).SignWithAlgorithm(rand.Reader, data, ssh.KeyAlgoRSA)
		r.must(err)
	}
	return string(sshsig.Armor(s))
}

func (r *signedRepo) signPGP(text, fault string) string {
	var out bytes.Buffer
	config := &packet.Config{DefaultHash: crypto.SHA256, Time: func() time.Time { return time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC) }}
	if fault == "sha1" {
		key := testKeys().pgp.PrivateKey
		s := &packet.Signature{Version: 4, SigType: packet.SigTypeBinary, PubKeyAlgo: key.PubKeyAlgo, Hash: crypto.SHA1, CreationTime: config.Now(), IssuerKeyId: &key.KeyId}
		h := sha1.New()
		h.Write([]byte(text))
		config.NonDeterministicSignaturesViaNotation = packet.BoolPointer(false)
		r.must(s.Sign(h, key, config))
		w, err := armor.Encode(&out, openpgp.SignatureType, nil)
		r.must(err)
		r.must(s.Serialize(w))
		r.must(w.Close())
		return out.String() + "\n"
	}
	r.must(openpgp.ArmoredDetachSign(&out, testKeys().pgp, strings.NewReader(text), config))
	return out.String() + "\n"
}

type keyRing struct {
	ssh         map[string]ssh.Signer
	pgp         *openpgp.Entity
	certificate string
}

// testKeys are made once.
var testKeys = sync.OnceValue(func() *keyRing {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	k := &keyRing{ssh: map[string]ssh.Signer{}}
	for _, name := range []string{"qm", "anna", "host", "rsa", "ecdsa"} {
		var key any
		var err error
		switch name {
		case "rsa":
			key, err = rsa.GenerateKey(rand.Reader, 2048)
		case "ecdsa":
			key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		default:
			_, key, err = ed25519.GenerateKey(rand.Reader)
		}
		must(err)
		k.ssh[name], err = ssh.NewSignerFromKey(key)
		must(err)
	}
	var err error
	k.pgp, err = openpgp.NewEntity("Quality", "", "pgp@example.com", &packet.Config{Time: func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }})
	must(err)
	var out bytes.Buffer
	w, err := armor.Encode(&out, openpgp.PublicKeyType, nil)
	must(err)
	must(k.pgp.Serialize(w))
	must(w.Close())
	k.certificate = out.String() + "\n"
	return k
})
