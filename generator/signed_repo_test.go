package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// signedRepo is a repository with a manual of one document, whose commits and tags may be signed.
type signedRepo struct {
	t      *testing.T
	dir    string
	fields map[string]string // of document and manual, by the names in steps
	file   string
	day    int
	sha256 bool
}

func newSignedRepo(t *testing.T) *signedRepo {
	t.Helper()
	r := &signedRepo{t: t, dir: t.TempDir(), file: "documents/a.md", fields: map[string]string{"revision": "1", "approver": "", "day": "2026-02-16", "file": "keys"}}
	r.git("", "init", "-q", "--template=", "--initial-branch=main")
	return r
}

// branch is the file of the branch that is checked out. Reading and writing it spares two processes for each commit.
func (r *signedRepo) branch() string {
	head, err := os.ReadFile(filepath.Join(r.dir, ".git", "HEAD"))
	r.must(err)
	return filepath.Join(r.dir, ".git", filepath.FromSlash(strings.TrimSpace(strings.TrimPrefix(string(head), "ref: "))))
}

func (r *signedRepo) must(err error) {
	if err != nil {
		r.t.Helper()
		r.t.Fatal(err)
	}
}

func (r *signedRepo) git(stdin string, args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", r.dir, "-c", "core.autocrlf=false"}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", args[0], err, out)
	}
	return strings.TrimSpace(string(out))
}

// step does one thing and commits it, "by" a signer; "in tree" leaves it uncommitted. A signer is KEY, or KEY(FAULT).
//
//	manual, draft, approve, obsolete, other, crlf        what is written
//	keys=K,L map=ROLE:K minimum=M file=F                 for manual.yaml; a key is K, PRINCIPALS:K or OPTIONS!K
//	text= revision= approver= day= review= picture= move=   for the document; _ is a blank
//	branch, main, merge, squash, tag, shallow N, sha256  for Git
func (r *signedRepo) step(step string) {
	step, signer, _ := strings.Cut(step, " by ")
	step, tree := strings.CutSuffix(step, " in tree")
	words := strings.Fields(step)
	switch words[0] {
	case "sha256":
		r.must(os.RemoveAll(filepath.Join(r.dir, ".git")))
		r.git("", "init", "-q", "--template=", "--initial-branch=main", "--object-format=sha256")
		r.sha256 = true
		return
	case "branch":
		r.git("", "checkout", "-q", "-b", "side")
		return
	case "main":
		r.git("", "checkout", "-q", "main")
		return
	case "merge", "squash":
		side := r.git("", "rev-parse", "side")
		r.git("", "read-tree", "-u", "--reset", side)
		parents := []string{r.git("", "rev-parse", "HEAD")}
		if words[0] == "merge" {
			parents = append(parents, side)
		}
		r.commit(parents, signer)
		return
	case "tag":
		r.tag(signer)
		return
	case "shallow":
		depth := strings.Join(append(words[1:], "1")[:1], "")
		clone := r.t.TempDir()
		r.git("", "clone", "-q", "--depth", depth, "file://"+filepath.ToSlash(r.dir), clone)
		r.dir = clone
		return
	}
	for _, w := range words {
		name, value, _ := strings.Cut(w, "=")
		switch name {
		case "draft", "approve", "obsolete":
			r.fields["status"] = map[string]string{"draft": "draft", "approve": "approved", "obsolete": "obsolete"}[name]
		case "move":
			r.must(os.Remove(filepath.Join(r.dir, r.file)))
			r.file = value
		case "other":
			r.fields["other"] += "Another. "
		default:
			r.fields[name] = strings.ReplaceAll(value, "_", " ")
		}
	}
	r.write()
	if tree {
		return
	}
	r.git("", "add", "-A")
	var parents []string
	if head, err := os.ReadFile(r.branch()); err == nil {
		parents = []string{strings.TrimSpace(string(head))}
	}
	r.commit(parents, signer)
}

// write writes the files of the manual.
func (r *signedRepo) write() {
	put := func(name, text string) {
		path := filepath.Join(r.dir, filepath.FromSlash(name))
		r.must(os.MkdirAll(filepath.Dir(path), 0o777))
		r.must(os.WriteFile(path, []byte(text), 0o666))
	}
	f := r.fields
	settings := "title: T\ncompany: C\nedition: 2015\nscope: 9001\n"
	if keys := f["keys"]; keys != "" {
		settings += "approvers: " + f["file"] + "\n"
		put(f["file"], r.keyFile(keys))
	}
	if role, keys, ok := strings.Cut(f["map"], ":"); ok {
		settings += fmt.Sprintf("approver_keys: {%s: [%s@example.com]}\n", role, strings.ReplaceAll(keys, ",", "@example.com, "))
	}
	if least := f["minimum"]; least != "" {
		settings += "minimum_approval: " + least + "\n"
	}
	put("manual.yaml", settings)
	put("documents/other.md", "---\nid: QP-2\ntitle: Other\nrevision: 1\nstatus: draft\nowner: O\n---\n\n"+f["other"]+"\n")
	if f["status"] == "" {
		return
	}
	if f["picture"] != "" {
		put(filepath.ToSlash(filepath.Dir(r.file))+"/flow.svg", `<svg xmlns="http://www.w3.org/2000/svg"><title>`+f["picture"]+`</title></svg>`)
		f["shown"] = " ![Flow](flow.svg)"
	}
	page := fmt.Sprintf("---\nid: QP-1\ntitle: T\nrevision: %s\nstatus: %s\nowner: O\napprover: %s\napproved_date: %s\neffective_date: 2026-03-01\nclauses: [8.4.1]\n",
		f["revision"], f["status"], r.approver(), f["day"])
	if f["review"] != "" {
		page += "review_date: " + f["review"] + "\n"
	}
	page += "---\n\n" + strings.Repeat("Words that stay. ", 20) + f["text"] + f["shown"] + "\n"
	if _, ok := f["crlf"]; ok {
		page = strings.ReplaceAll(page, "\n", "\r\n")
	}
	put(r.file, page)
}

// approver is that of the document: if a step did not say, the first key.
func (r *signedRepo) approver() string {
	if a := r.fields["approver"]; a != "" {
		return a
	}
	for _, key := range strings.Split(r.fields["keys"], ",") {
		if name := key[strings.LastIndexAny(key, "!:")+1:]; name != "" {
			r.fields["approver"] = name + "@example.com"
			if strings.Contains(r.fields["keys"], "qm") {
				r.fields["approver"] = "qm@example.com"
			}
			return r.fields["approver"]
		}
	}
	return "qm@example.com"
}

func (r *signedRepo) keyFile(keys string) string {
	var text string
	for _, k := range splitKeys(keys) {
		options, name, ok := strings.Cut(k, "!")
		if !ok {
			options, name = "", k
		}
		principals, name, ok := strings.Cut(name, ":")
		if !ok {
			principals, name = principals+"@example.com", principals
		}
		if name == "pgp" {
			text += testKeys().certificate
			continue
		}
		text += strings.Join(strings.Fields(principals+" "+options+" "+string(ssh.MarshalAuthorizedKey(testKeys().ssh[name].PublicKey()))), " ") + "\n"
	}
	return text
}

// splitKeys splits at commas outside of options.
func splitKeys(keys string) []string {
	if strings.Contains(keys, "!") {
		return []string{keys}
	}
	return strings.Split(keys, ",")
}

func (r *signedRepo) stamp() string {
	r.day++
	return fmt.Sprintf("%d +0000", time.Date(2026, 2, r.day, 12, 0, 0, 0, time.UTC).Unix())
}

// commit commits the index.
func (r *signedRepo) commit(parents []string, signer string) {
	stamp := r.stamp()
	head := "tree " + r.git("", "write-tree") + "\n"
	for _, p := range parents {
		head += "parent " + p + "\n"
	}
	head += "author A <a@example.com> " + stamp + "\ncommitter A <a@example.com> " + stamp + "\n"
	message := "\nStep\n"
	if strings.HasSuffix(signer, "(crlf)") {
		message = "\nStep\r\n\r\ngpgsig of the message\r\n"
	}
	header := func(name, text string) string {
		return name + " " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n ") + "\n"
	}
	sig := r.sign(signer, head+message)
	switch {
	case sig == "":
	case strings.HasSuffix(signer, "(sha256)"):
		head += header("gpgsig-sha256", sig)
	case strings.HasSuffix(signer, "(both)"):
		head += header("gpgsig", sig) + header("gpgsig-sha256", r.sign("host", "something else"))
	case strings.HasSuffix(signer, "(doubled)"):
		head += header("gpgsig", sig) + header("gpgsig", sig)
	case r.sha256:
		head += header("gpgsig-sha256", sig)
	default:
		head += header("gpgsig", sig)
	}
	id := r.git(head+message, "hash-object", "-t", "commit", "-w", "--stdin", "--literally")
	r.must(os.MkdirAll(filepath.Dir(r.branch()), 0o777))
	r.must(os.WriteFile(r.branch(), []byte(id+"\n"), 0o666))
}

func (r *signedRepo) tag(signer string) {
	text := "object " + r.git("", "rev-parse", "HEAD") + "\ntype commit\ntag v1\ntagger A <a@example.com> " + r.stamp() + "\n\nVersion 1\n"
	r.git("", "update-ref", "refs/tags/v1", r.git(text+r.sign(signer, text), "hash-object", "-t", "tag", "-w", "--stdin", "--literally"))
}

// sign signs a text, with a fault if the signer names one.
func (r *signedRepo) sign(signer, text string) string {
	name, fault, _ := strings.Cut(strings.TrimSuffix(signer, ")"), "(")
	if name == "" {
		return ""
	}
	if fault == "payload" {
		text = strings.Replace(text, "tree ", "tree  ", 1) + "."
	}
	var sig string
	if name == "pgp" {
		sig = r.signPGP(text, fault)
	} else {
		sig = r.signSSH(name, text, fault)
	}
	lines := strings.SplitAfter(sig, "\n")
	switch fault {
	case "damaged":
		lines[2] = "AAAA" + lines[2][4:]
	case "huge":
		lines[1] = strings.Repeat("A", 70<<10) + "\n" + lines[1]
	case "x509":
		return "-----BEGIN SIGNED MESSAGE-----\nAAAA\n-----END SIGNED MESSAGE-----\n"
	}
	return strings.Join(lines, "")
}
