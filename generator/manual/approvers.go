package manual

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"net/mail"
	"sync"
	"syscall"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/signature"
)

// trust is whose signatures count for a commit: manual.yaml and the files of keys that it names, as they were before.
type trust struct {
	config *config.Config
	keys   *signature.Keys
}

// principals lists those whose keys count for an approver: by `approver_keys`; for others the principal that the
// approver's own words are, their address, or the name before the @ of one, if of one only.
func (t *trust) principals(approver string) []string {
	if list, named := t.config.Principals(approver); named {
		return list
	}
	words := []string{approver}
	if a, err := mail.ParseAddress(approver); err == nil && a.Address != approver {
		words = append(words, a.Address)
	}
	for _, w := range words {
		if w != "" && t.keys.Known(w) {
			return []string{w}
		}
	}
	if list := t.keys.Named(approver); len(list) == 1 {
		return list
	}
	return nil
}

// signedObject is a commit, or a tag on one with its name.
type signedObject struct{ id, commit, tag string }

// signatureCache holds what the signatures of objects prove. Objects do not change, so it is valid for ever.
type signatureCache struct {
	mu      sync.Mutex
	trusted map[string]*trust // by the commit before; nil where nobody is trusted
	configs map[uint64]*config.Config
	keys    map[uint64]*signature.Keys
	acts    map[[2]string]string           // results of Reader.act, by the merge and the file
	results map[[2]string]signature.Result // by the object, and by the commit that says who is trusted
}

func newSignatureCache() *signatureCache {
	return &signatureCache{trusted: map[string]*trust{}, configs: map[uint64]*config.Config{}, keys: map[uint64]*signature.Keys{},
		acts: map[[2]string]string{}, results: map[[2]string]signature.Result{}}
}

// trustBefore returns whose signatures count for a commit of the published line, or nil. What the commit itself, or
// a branch that it merges, adds to the keys proves nothing.
func (r *Reader) trustBefore(c history.Commit) *trust {
	k := r.m.signatures
	k.mu.Lock()
	defer k.mu.Unlock()
	t, known := k.trusted[c.Parent()]
	if !known {
		t = r.trust(c.Parent())
		k.trusted[c.Parent()] = t
	}
	return t
}

func (r *Reader) trust(commit string) *trust {
	raw, ok := r.old.FileIn(commit, config.File, diag.MaxSourceSize)
	if !ok {
		return nil
	}
	k := r.m.signatures
	t := &trust{config: remember(k.configs, raw, func() *config.Config { return config.Read(raw) })}
	var files []*signature.Keys
	for _, file := range t.config.Approvers {
		if raw, ok := r.old.FileIn(commit, file.Value, signature.MaxSize); ok {
			files = append(files, remember(k.keys, raw, func() *signature.Keys {
				keys, _ := signature.Parse(file.Value, raw)
				return keys
			}))
		}
	}
	if t.keys = signature.Join(files...); len(files) == 0 {
		return nil
	}
	return t
}

// remember makes a value from bytes once.
func remember[T any](known map[uint64]T, raw []byte, read func() T) T {
	sum := maphash.Bytes(seed, raw)
	v, ok := known[sum]
	if !ok {
		v = read()
		known[sum] = v
	}
	return v
}

// check checks the signature of an object.
func (r *Reader) check(o signedObject, before string, t *trust) signature.Result {
	k, key := r.m.signatures, [2]string{o.id, before}
	k.mu.Lock()
	found, known := k.results[key]
	k.mu.Unlock()
	if known {
		return found
	}
	var raw []byte
	var err error
	if o.tag == "" {
		raw, err = r.old.CommitObject(o.id)
	} else {
		raw, err = r.old.TagObject(o.id)
	}
	const sha256 = 64 // digits of an id
	switch {
	case err != nil:
		return signature.Result{State: signature.Bad, Reason: "cannot be read"}
	case o.tag == "":
		found = signature.Commit(raw, len(o.id) == sha256, t.keys)
	default:
		found = signature.Tag(raw, t.keys)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.results[key] = found
	return found
}

// approverFaults returns what is wrong with the files of keys in the folder.
func (r *reader) approverFaults(c *config.Config) (faults []diag.Finding, err error) {
	report := func(f document.Text, message, hint string) {
		faults = append(faults, diag.Finding{Rule: signature.Rule, File: config.File, Pos: f.Pos, Message: message, Hint: hint})
	}
	for _, f := range c.Approvers {
		info, err := rootfs.Lstat(r.fsys, f.Value)
		var raw []byte
		if err == nil && info.Mode().IsRegular() {
			raw, err = r.read(f.Value, signature.MaxSize)
		}
		switch {
		case errors.Is(err, rootfs.ErrNotRegular), err == nil && !info.Mode().IsRegular():
			report(f, fmt.Sprintf("%s is a symbolic link, below one, or not a regular file; it is not read", f.Value), "put the file itself here")
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
			report(f, fmt.Sprintf("there is no file %s", f.Value), "create it with the public keys of approvers, or delete it from `approvers`")
		case err != nil:
			return nil, err
		default:
			_, found := signature.Parse(f.Value, raw)
			faults = append(faults, found...)
		}
	}
	return faults, nil
}
