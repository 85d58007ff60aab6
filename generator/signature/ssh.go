package signature

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// namespace is that of git's SSH signatures.
const namespace = "git"

// checkSSH checks an SSH signature. Its bytes are checked even where its key is not known.
func (k *Keys) checkSSH(o *object, at time.Time) Result {
	block, rest := pem.Decode(o.signature)
	if block == nil || block.Type != sshsig.PEMType || len(bytes.TrimSpace(rest)) > 0 {
		return bad("is damaged")
	}
	s, err := sshsig.ParseSignature(block.Bytes)
	switch {
	case err != nil:
		return bad("is damaged or of a kind that is not known")
	case s.Namespace != namespace:
		return bad(fmt.Sprintf("was made for the namespace %q, not for %s", s.Namespace, namespace))
	case s.Signature.Format == ssh.KeyAlgoRSA || s.Signature.Format == "ssh-dss":
		return bad("uses SHA-1, which can be forged")
	}
	if err := sshsig.Verify(bytes.NewReader(o.payload), s, s.PublicKey, s.HashAlgorithm, namespace); err != nil {
		return bad("does not match: something else was signed")
	}
	return k.holder(s.PublicKey, at)
}

// holder finds whose key made a signature at a time.
func (k *Keys) holder(key ssh.PublicKey, at time.Time) Result {
	r := Result{State: Unknown, Key: ssh.FingerprintSHA256(key)}
	reason := ""
	for _, line := range k.ssh {
		if !line.holds(key) || !matchList(line.namespaces, namespace) {
			continue
		}
		switch {
		case !line.after.IsZero() && at.Before(line.after):
			reason = fmt.Sprintf("was made on %s, and its key is valid from %s", utc(at), utc(line.after))
		case !line.before.IsZero() && at.After(line.before):
			reason = fmt.Sprintf("was made on %s, and its key was valid until %s", utc(at), utc(line.before))
		default:
			r.match = append(r.match, sshSigner{line, key, at})
			if r.State = Good; r.Signer == "" {
				r.Signer = line.principals
			}
		}
	}
	if r.State == Unknown && reason != "" {
		return Result{State: Bad, Reason: reason, Key: r.Key}
	}
	return r
}

// holds reports whether a line is for a key: its own, or one whose certificate its authority issued.
func (l *sshLine) holds(key ssh.PublicKey) bool {
	if !l.authority {
		return bytes.Equal(l.key.Marshal(), key.Marshal())
	}
	cert, ok := key.(*ssh.Certificate)
	return ok && cert.CertType == ssh.UserCert && bytes.Equal(l.key.Marshal(), cert.SignatureKey.Marshal())
}

// sshSigner is a line of a file with the key that it was found for.
type sshSigner struct {
	*sshLine
	key ssh.PublicKey
	at  time.Time
}

func (s sshSigner) signs(principal string) bool {
	if !matchList(s.principals, principal) {
		return false
	}
	cert, ok := s.key.(*ssh.Certificate)
	if !ok {
		return true
	}
	// As in OpenSSH, a certificate without principals is for nobody.
	checker := &ssh.CertChecker{Clock: func() time.Time { return s.at }}
	return len(cert.ValidPrincipals) > 0 && checker.CheckCert(principal, cert) == nil
}
