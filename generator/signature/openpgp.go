package signature

import (
	"bytes"
	"crypto"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	pgperrors "github.com/ProtonMail/go-crypto/openpgp/errors"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// minRSABits is the size below which an OpenPGP key proves nothing.
const minRSABits = 2047

// certificate is an OpenPGP certificate; its principals are the e-mail addresses in its user ids.
type certificate struct{ *openpgp.Entity }

// mails are the addresses in the user ids that are valid at a time, in order.
func (c certificate) mails(at time.Time) []string {
	var list []string
	for _, id := range c.Identities {
		if id.SelfSignature != nil && id.UserId.Email != "" && !id.Revoked(at) {
			list = append(list, id.UserId.Email)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

type pgpSigner struct {
	certificate
	at time.Time
}

func (s pgpSigner) signs(principal string) bool { return slices.Contains(s.mails(s.at), principal) }

// checkPGP checks an OpenPGP signature. The key has to be valid when the signature says that it was made, which
// is after the time of the object, since the object is signed when it is complete.
func (k *Keys) checkPGP(o *object, at time.Time) Result {
	block, err := armor.Decode(bytes.NewReader(o.signature))
	if err != nil || block.Type != openpgp.SignatureType {
		return bad("is damaged")
	}
	body, err := io.ReadAll(block.Body)
	if err != nil {
		return bad("is damaged")
	}
	s, err := single(body)
	if err != nil {
		return bad("is damaged or of a kind that is not known")
	}
	if s.CreationTime.After(at) {
		at = s.CreationTime
	}
	config := &packet.Config{Time: func() time.Time { return at }}
	_, by, err := openpgp.VerifyDetachedSignature(k.pgp, bytes.NewReader(o.payload), bytes.NewReader(body), config)
	if errors.Is(err, pgperrors.ErrUnknownIssuer) {
		return Result{State: Unknown, Key: issuer(s)}
	}
	if reason := refuse(s, by, err); reason != "" {
		return bad(reason)
	}
	mails := certificate{by}.mails(at)
	return Result{State: Good, Key: fmt.Sprintf("%X", by.PrimaryKey.Fingerprint), Signer: strings.Join(mails, ","),
		match: []signer{pgpSigner{certificate{by}, at}}}
}

// single reads a signature of the kind that git makes, which stands alone.
func single(body []byte) (*packet.Signature, error) {
	packets := packet.NewReader(bytes.NewReader(body))
	p, err := packets.Next()
	if err != nil {
		return nil, err
	}
	s, ok := p.(*packet.Signature)
	if _, err := packets.Next(); !ok || s.SigType != packet.SigTypeBinary || s.IssuerKeyId == nil || !errors.Is(err, io.EOF) {
		return nil, errors.New("not a single signature of bytes")
	}
	return s, nil
}

func issuer(s *packet.Signature) string {
	if len(s.IssuerFingerprint) > 0 {
		return fmt.Sprintf("%X", s.IssuerFingerprint)
	}
	return fmt.Sprintf("%016X", *s.IssuerKeyId)
}

// goodHashes are those that cannot be forged.
var goodHashes = []crypto.Hash{crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA3_256, crypto.SHA3_512}

// refuse says why a signature does not count, or returns "".
func refuse(s *packet.Signature, by *openpgp.Entity, err error) string {
	switch {
	case errors.Is(err, pgperrors.ErrKeyExpired):
		return "was made with a key that had expired"
	case errors.Is(err, pgperrors.ErrKeyRevoked):
		return "was made with a key that had been revoked"
	case errors.Is(err, pgperrors.ErrSignatureExpired):
		return "has expired, or is older than its key"
	case err != nil || by == nil:
		return "does not match: something else was signed"
	case !slices.Contains(goodHashes, s.Hash):
		return "uses a hash that can be forged, such as SHA-1"
	}
	for _, key := range (openpgp.EntityList{by}).KeysByIdUsage(*s.IssuerKeyId, packet.KeyFlagSign) {
		if weak(key.PublicKey) {
			return "was made with a key that is too short"
		}
	}
	return ""
}

func weak(key *packet.PublicKey) bool {
	switch key.PubKeyAlgo {
	case packet.PubKeyAlgoDSA:
		return true
	case packet.PubKeyAlgoRSA, packet.PubKeyAlgoRSASignOnly:
		bits, err := key.BitLength()
		return err != nil || bits < minRSABits
	}
	return false
}
