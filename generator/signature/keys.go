package signature

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"golang.org/x/crypto/ssh"

	"github.com/clausebook/clausebook/generator/diag"
)

// MaxSize is the limit of a file of keys, in bytes.
const MaxSize = 512 << 10

// Keys are the keys of a file of approvers; the zero value holds none. They do not change, and may be used from
// several goroutines.
type Keys struct {
	ssh []*sshLine
	pgp openpgp.EntityList
}

// sshLine is a line of a file in OpenSSH's allowed_signers form.
type sshLine struct {
	principals    string // a list of patterns
	namespaces    string // a list of patterns; * if the line names none
	after, before time.Time
	authority     bool
	key           ssh.PublicKey
}

// Known reports whether a key of the file is for a principal, at any time.
func (k *Keys) Known(principal string) bool {
	return slices.ContainsFunc(k.ssh, func(l *sshLine) bool { return matchList(l.principals, principal) }) ||
		slices.ContainsFunc(k.pgp, func(e *openpgp.Entity) bool { return slices.Contains(certificate{e}.mails(time.Time{}), principal) })
}

// Rule is the rule of the findings of Parse.
const Rule = "approvers-file"

// Parse reads a file of public keys. Its lines have the form of OpenSSH's allowed_signers:
//
//	PRINCIPALS [OPTIONS] TYPE KEY [COMMENT]
//
// PRINCIPALS are patterns with * and ?, separated by commas, and excluded by a leading "!". OPTIONS are
// namespaces, valid-after, valid-before and cert-authority. OpenPGP certificates are armoured blocks
// between or instead of such lines; their principals are the e-mail addresses in their user ids.
//
// Parse never fails: a line that it does not understand, or not in all its parts, is a finding and holds no key.
func Parse(file string, raw []byte) (*Keys, []diag.Finding) {
	p := &parser{file: file, keys: &Keys{}}
	if len(raw) > MaxSize {
		p.report(diag.Pos{Line: 1, Column: 1}, fmt.Sprintf("the file is larger than the %d KiB that are read", MaxSize>>10), "keep only the keys of approvers in it")
		return p.keys, p.findings
	}
	var block []byte
	start := 0
	for line := range bytes.Lines(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))) {
		p.line++
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case block == nil && strings.HasPrefix(text, "-----BEGIN "):
			block, start = line[:len(line):len(line)], p.line
		case block != nil:
			block = append(block, line...)
		case strings.TrimSpace(text) != "" && !strings.HasPrefix(strings.TrimLeft(text, " \t"), "#"):
			p.signer(text)
		}
		if block != nil && strings.HasPrefix(text, "-----END ") {
			p.certificates(block, start)
			block = nil
		}
	}
	if block != nil {
		p.report(diag.Pos{Line: start, Column: 1}, "the OpenPGP block has no end", "add its last line, `-----END PGP PUBLIC KEY BLOCK-----`")
	}
	return p.keys, p.findings
}

type parser struct {
	file     string
	line     int
	keys     *Keys
	findings []diag.Finding
}

func (p *parser) report(pos diag.Pos, message, hint string) {
	p.findings = append(p.findings, diag.Finding{Rule: Rule, File: p.file, Pos: pos, Message: message, Hint: hint})
}

// word is a part of a line. Quoted parts of it may hold blanks.
type word struct {
	text string
	diag.Pos
}

// words splits a line at blanks outside of quotes.
func (p *parser) words(text string) []word {
	var list []word
	for at := 0; at < len(text); {
		if text[at] == ' ' || text[at] == '\t' {
			at++
			continue
		}
		end, quoted := at, false
		for ; end < len(text) && (quoted || text[end] != ' ' && text[end] != '\t'); end++ {
			switch {
			case text[end] == '\\' && quoted && end+1 < len(text):
				end++
			case text[end] == '"':
				quoted = !quoted
			}
		}
		list = append(list, word{text[at:end], diag.Pos{Line: p.line, Column: 1 + utf8.RuneCountInString(text[:at]), Width: utf8.RuneCountInString(text[at:end])}})
		at = end
	}
	return list
}

const lineForm = "write `qm@example.com ssh-ed25519 AAAA…`, as ssh-keygen has it in its allowed_signers file"

// signer reads a line.
func (p *parser) signer(text string) {
	words := p.words(text)
	line := &sshLine{namespaces: "*"}
	var ok bool
	if line.principals, ok = unquote(words[0].text); !ok || !validList(line.principals) {
		p.report(words[0].Pos, fmt.Sprintf("%s is not a list of principals", words[0].text), lineForm)
		return
	}
	rest := words[1:]
	if len(rest) > 0 && !slices.Contains(keyTypes, rest[0].text) && !strings.HasPrefix(rest[0].text, "AAAA") {
		if !p.options(line, rest[0]) {
			return
		}
		rest = rest[1:]
	}
	switch {
	case len(rest) == 0:
		p.report(words[0].Pos, "the line has no key", lineForm)
	case !slices.Contains(keyTypes, rest[0].text):
		p.report(rest[0].Pos, fmt.Sprintf("%s is not a type of key that is known", rest[0].text), "known types are "+strings.Join(keyTypes, ", "))
	case len(rest) == 1:
		p.report(rest[0].Pos, "the line has a type and no key", lineForm)
	default:
		p.key(line, rest[0], rest[1])
	}
}

// keyTypes are the types of keys whose signatures are checked. Those of DSA can be forged.
var keyTypes = []string{ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoRSA,
	ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256}

// key adds a line with its key.
func (p *parser) key(line *sshLine, kind, key word) {
	raw, err := base64.StdEncoding.DecodeString(key.text)
	if err == nil {
		line.key, err = ssh.ParsePublicKey(raw)
	}
	switch {
	case err != nil:
		p.report(key.Pos, "the key is damaged", "copy it again, in one line")
	case line.key.Type() != kind.text:
		p.report(kind.Pos, fmt.Sprintf("the key is of type %s, not %s", line.key.Type(), kind.text), "copy the line of the public key again")
	default:
		p.keys.ssh = append(p.keys.ssh, line)
	}
}

// certificates reads an armoured block. A gpg export of several keys is one block.
func (p *parser) certificates(block []byte, line int) {
	pos := diag.Pos{Line: line, Column: 1}
	b, err := armor.Decode(bytes.NewReader(block))
	if err == nil && b.Type != openpgp.PublicKeyType {
		p.report(pos, fmt.Sprintf("the block is a %s, not a public key", b.Type), "replace it by what `gpg --armor --export` prints; a private key that was committed must be revoked")
		return
	}
	var packets *packet.Reader
	if err == nil {
		packets = packet.NewReader(b.Body)
	}
	for n := 0; ; n++ {
		var e *openpgp.Entity
		if err == nil {
			e, err = openpgp.ReadEntity(packets)
		}
		if n > 0 && errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			p.report(pos, "the OpenPGP certificate is damaged or of a kind that is not known", "replace it by what `gpg --armor --export` prints")
			return
		}
		p.keys.pgp = append(p.keys.pgp, e)
	}
}

// Join returns the keys of several files.
func Join(list ...*Keys) *Keys {
	all := &Keys{}
	for _, k := range list {
		all.ssh, all.pgp = append(all.ssh, k.ssh...), append(all.pgp, k.pgp...)
	}
	return all
}

// Named lists the principals, of those written without a pattern, that are addresses with a name before the @.
func (k *Keys) Named(name string) []string {
	var all, list []string
	for _, l := range k.ssh {
		all = append(all, strings.Split(l.principals, ",")...)
	}
	for _, e := range k.pgp {
		all = append(all, certificate{e}.mails(time.Time{})...)
	}
	for _, p := range all {
		if before, _, ok := strings.Cut(p, "@"); ok && before == name && !strings.ContainsAny(p, "*?!") && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}
