package check_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// testKey is the same for a principal in every run, so that README.md can show the public key and ids of commits.
func testKey(principal string) ssh.Signer {
	seed := sha256.Sum256([]byte(principal))
	key, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err)
	}
	return key
}

// signCommits signs those commits of a repository whose summaries end in `, signed by PRINCIPAL` or, with a signature of
// something else, in `, wrongly signed by PRINCIPAL`.
func signCommits(git func(stdin string, args ...string) string) {
	renamed := strings.NewReplacer()
	var pairs []string
	for id := range strings.FieldsSeq(git("", "rev-list", "--reverse", "HEAD")) {
		raw := renamed.Replace(git("", "cat-file", "commit", id))
		text := strings.TrimSpace(raw)
		if at := strings.LastIndex(text, "signed by "); at >= 0 {
			payload := raw
			if strings.HasSuffix(text[:at], "wrongly ") {
				payload = "something else"
			}
			s, err := sshsig.Sign(strings.NewReader(payload), testKey(text[at+len("signed by "):]), sshsig.HashSHA512, "git")
			if err != nil {
				panic(err)
			}
			sig := bytes.ReplaceAll(bytes.TrimSpace(sshsig.Armor(s)), []byte("\n"), []byte("\n "))
			raw = strings.Replace(raw, "\n\n", "\ngpgsig "+string(sig)+"\n\n", 1)
		}
		pairs = append(pairs, id, strings.TrimSpace(git(raw, "hash-object", "-t", "commit", "-w", "--stdin")))
		renamed = strings.NewReplacer(pairs...)
	}
	git("", "update-ref", "HEAD", pairs[len(pairs)-1])
}
