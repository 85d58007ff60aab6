package signature

import (
	"bytes"
	"strconv"
	"time"
)

// object is an object of Git, taken apart.
type object struct {
	payload    []byte // what was signed
	signature  []byte
	signatures int    // how many the object has
	stamp      []byte // the committer or tagger line, without its first word
}

// parseCommit takes a commit apart as git does: what was signed is the object without the headers gpgsig and
// gpgsig-sha256, of which the one for the kind of the repository holds the signature. A line that begins with
// a blank continues the header above it.
func parseCommit(raw []byte, sha256 bool) *object {
	o := &object{}
	own := "gpgsig"
	if sha256 {
		own = "gpgsig-sha256"
	}
	name := ""
	for line := range bytes.Lines(raw) {
		if len(bytes.TrimRight(line, "\n")) == 0 {
			break
		}
		raw = raw[len(line):]
		value := line
		if line[0] == ' ' {
			value = line[1:]
		} else {
			first, rest, _ := bytes.Cut(line, []byte(" "))
			name, value = string(first), rest
			if name == own {
				o.signatures++
			}
			if name == "committer" && o.stamp == nil {
				o.stamp = rest
			}
		}
		switch name {
		case own:
			o.signature = append(o.signature, value...)
		case "gpgsig", "gpgsig-sha256":
		default:
			o.payload = append(o.payload, line...)
		}
	}
	o.payload = append(o.payload, raw...)
	return o
}

// parseTag takes a tag apart as git does: the signature is the end of the object, from the last line that
// begins one. Headers with a signature for the other kind of repository are not part of what was signed.
func parseTag(raw []byte) *object {
	o := &object{}
	at, start := 0, len(raw)
	for line := range bytes.Lines(raw) {
		if formOf(line) != formNone {
			start = at
		}
		at += len(line)
	}
	if start < len(raw) {
		o.signature, o.signatures = raw[start:], 1
	}
	head := parseCommit(raw[:start], false)
	o.payload = head.payload
	for line := range bytes.Lines(o.payload) {
		if rest, ok := bytes.CutPrefix(line, []byte("tagger ")); ok {
			o.stamp = rest
		}
		if len(bytes.TrimRight(line, "\n")) == 0 || o.stamp != nil {
			break
		}
	}
	return o
}

// time is the time in a line such as `Quality manager <qm@example.com> 1771200000 +0100`.
func (o *object) time() (time.Time, bool) {
	end := bytes.LastIndexByte(o.stamp, '>')
	words := bytes.Fields(o.stamp[end+1:])
	if end < 0 || len(words) == 0 {
		return time.Time{}, false
	}
	const last = 253402300799 // the year 9999
	seconds, err := strconv.ParseInt(string(words[0]), 10, 64)
	return time.Unix(seconds, 0).UTC(), err == nil && seconds >= 0 && seconds <= last
}

// form is the kind of a signature.
type form int

const (
	formNone form = iota
	formSSH
	formPGP
	formX509
)

func (o *object) form() form { return formOf(o.signature) }

func formOf(line []byte) form {
	for _, f := range []struct {
		begin string
		form  form
	}{
		{"-----BEGIN SSH SIGNATURE-----", formSSH},
		{"-----BEGIN PGP SIGNATURE-----", formPGP},
		{"-----BEGIN PGP MESSAGE-----", formPGP},
		{"-----BEGIN SIGNED MESSAGE-----", formX509},
	} {
		if bytes.HasPrefix(line, []byte(f.begin)) {
			return f.form
		}
	}
	return formNone
}
