// Package signature tells who signed a commit or tag object of Git, from the bytes of the object and of
// a file of public keys. It runs no program, opens no connection and reads no clock or disk.
//
// SSH signatures are checked as `ssh-keygen -Y verify -n git` does, with these differences: a time
// without Z is UTC, so that the answer does not depend on the machine, and times are compared with
// that in the object. OpenPGP signatures are checked against the certificates in the same form of
// file; see Parse.
package signature

import (
	"slices"
	"time"
)

// State is what a signature proves.
type State int

// A signature is Unknown if the keys do not hold its key, so nothing follows from it. It is Bad if it does
// not fit the object, or if its key must not be used for it.
const (
	None State = iota
	Good
	Bad
	Unknown
)

// Result is what Commit or Tag found. Its zero value is that of an object without a signature.
type Result struct {
	State  State
	Reason string   // why the signature is Bad, to follow "the signature"
	Key    string   // the fingerprint of the key as ssh-keygen or gpg print it; "" if it is not known
	Signer string   // the principals of a Good key as they are written
	match  []signer // of a Good key
}

// signer is an entry of Keys that names whose key it is.
type signer interface {
	// signs reports whether the entry holds its key for a principal.
	signs(principal string) bool
}

// By reports whether a Good signature was made with a key of a principal.
func (r Result) By(principal string) bool {
	return r.State == Good && slices.ContainsFunc(r.match, func(s signer) bool { return s.signs(principal) })
}

// maxSize is the limit of a signature, in bytes. The largest in use, with RSA keys of 16384 bits and the
// certificate of an authority, have a tenth of it.
const maxSize = 64 << 10

// Commit checks the signature of a commit from the raw bytes of its object. sha256 is the kind of its
// repository: the object has another signature for each kind. The time that counts is that of the committer.
func Commit(raw []byte, sha256 bool, keys *Keys) Result {
	o := parseCommit(raw, sha256)
	return o.check(keys)
}

// Tag checks the signature of an annotated tag from the raw bytes of its object. The time that counts is that
// of the tagger.
func Tag(raw []byte, keys *Keys) Result {
	o := parseTag(raw)
	return o.check(keys)
}

func bad(reason string) Result { return Result{State: Bad, Reason: reason} }

func (o *object) check(keys *Keys) Result {
	switch {
	case len(o.signature) == 0:
		return Result{}
	case o.signatures > 1:
		return bad("is doubled: the object has more than one")
	case len(o.signature) > maxSize:
		return bad("is larger than any that is made")
	}
	at, ok := o.time()
	if !ok {
		return bad("cannot be checked, because the object has no valid time")
	}
	switch o.form() {
	case formSSH:
		return keys.checkSSH(o, at)
	case formPGP:
		return keys.checkPGP(o, at)
	case formX509:
		return Result{State: Unknown}
	}
	return bad("is neither an SSH nor an OpenPGP signature")
}

// utc formats a time for a message.
func utc(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
