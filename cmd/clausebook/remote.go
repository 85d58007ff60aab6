package main

import (
	"bufio"
	"bytes"
	"net"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/rootfs"
)

// remote is where a repository is hosted.
type remote struct {
	// host is the name of the host in lower case, or "" where it is not known.
	host string
	// page is the address of the repository in a browser, without a user or password, or "" where it
	// is not known.
	page string
}

// remoteOf reads the remote of a repository: origin, else the first one.
func remoteOf(repository string) remote {
	_, common := gitFolders(repository)
	config, err := readGit(filepath.Join(common, "config"))
	if err != nil {
		return remote{}
	}
	return parseRemote(remoteURL(config))
}

// gitFolders gives the folder of what belongs to a working tree alone, such as HEAD, and that of what
// all working trees share.
func gitFolders(repository string) (own, common string) {
	own = filepath.Join(repository, ".git")
	if text, err := readGit(own); err == nil { // a further working tree or a submodule
		if dir, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: "); ok {
			own = absolute(repository, dir)
		}
	}
	common = own
	if text, err := readGit(filepath.Join(own, "commondir")); err == nil {
		common = absolute(own, strings.TrimSpace(string(text)))
	}
	return own, common
}

// readGit reads one of git's own small files: a regular one, since a pipe would never end.
func readGit(file string) ([]byte, error) {
	folder, err := rootfs.New(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	const most = 1 << 20
	return rootfs.ReadFile(folder, filepath.Base(file), most)
}

// absolute is a path that may be relative to a folder.
func absolute(folder, file string) string {
	file = filepath.FromSlash(file)
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(folder, file)
}

var (
	remoteSection = regexp.MustCompile(`^\s*\[\s*remote\s+"(.*)"\s*\]`)
	urlSetting    = regexp.MustCompile(`^\s*url\s*=\s*"?([^"#;\s]+)`)
)

// remoteURL is the address of the remote in a configuration file of git.
func remoteURL(config []byte) string {
	first, section, inRemote := "", "", false
	lines := bufio.NewScanner(bytes.NewReader(config))
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(strings.TrimSpace(line), "[") {
			m := remoteSection.FindStringSubmatch(line)
			if inRemote = m != nil; inRemote {
				section = m[1]
			}
		}
		if m := urlSetting.FindStringSubmatch(line); inRemote && m != nil {
			if section == "origin" {
				return m[1]
			}
			if first == "" {
				first = m[1]
			}
		}
	}
	return first
}

// scpAddress is the short form of an SSH address: user@host:path.
var scpAddress = regexp.MustCompile(`^(?:[^@/:\s]+@)?([A-Za-z0-9._-]{2,}):([^\s]+)$`)

// parseRemote reads the address of a remote, in each form that git takes.
func parseRemote(address string) remote {
	if m := scpAddress.FindStringSubmatch(address); m != nil && !strings.HasPrefix(m[2], "//") {
		return remoteAt("https", m[1], m[2])
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return remote{}
	}
	switch u.Scheme {
	case "https", "http":
		return remoteAt(u.Scheme, u.Host, u.Path)
	case "ssh", "git+ssh", "ssh+git", "git":
		return remoteAt("https", u.Hostname(), u.Path) // the port is not that of the web pages
	}
	return remote{}
}

// remoteAt is the repository at a path of a host. The name of a host without a dot is one that only
// this machine knows, so it has no page.
func remoteAt(scheme, host, file string) remote {
	host = strings.ToLower(host)
	switch host { // SSH on the port of HTTPS
	case "ssh.github.com":
		host = "github.com"
	case "altssh.gitlab.com":
		host = "gitlab.com"
	case "altssh.bitbucket.org":
		host = "bitbucket.org"
	}
	r := remote{host: host}
	if name, _, err := net.SplitHostPort(host); err == nil {
		r.host = name
	}
	file = strings.TrimSuffix(strings.Trim(path.Clean("/"+file), "/"), ".git")
	if strings.Contains(r.host, ".") && strings.Contains(file, "/") {
		r.page = (&url.URL{Scheme: scheme, Host: host, Path: "/" + file}).String()
	}
	return r
}

// hosting is the kind of a host, one of scaffold.Hosts, or "" where its name does not tell. A Bitbucket of one's own has
// no pipelines, so it is not one of them.
func (r remote) hosting() string {
	switch {
	case r.host == "codeberg.org":
		return "forgejo"
	case r.host == "bitbucket.org":
		return "bitbucket"
	case strings.HasSuffix("."+r.host, ".dev.azure.com"), strings.HasSuffix(r.host, ".visualstudio.com"):
		return "azure"
	}
	for _, kind := range []string{"gitlab", "github", "forgejo", "gitea"} {
		if strings.Contains(r.host, kind) {
			return kind
		}
	}
	return ""
}

// editURL is the pattern of the pages on which files in a folder of the repository are edited, or ""
// where it is not known. Only a host of a known kind has one.
func (r remote) editURL(kind, branch, folder string) string {
	middle := map[string]string{"github": "/edit/", "gitlab": "/-/edit/"}[kind]
	if r.page == "" || middle == "" || branch == "" {
		return ""
	}
	below := ""
	if folder != "." {
		below = (&url.URL{Path: folder}).EscapedPath() + "/"
	}
	return r.page + middle + (&url.URL{Path: branch}).EscapedPath() + "/" + below + "{path}"
}

// mainBranch is the branch that the site is made from: the default one of the remote, else the one
// that is checked out, else main.
func mainBranch(repository string) string {
	own, common := gitFolders(repository)
	if name := reference(filepath.Join(common, "refs", "remotes", "origin", "HEAD"), "ref: refs/remotes/origin/"); name != "" {
		return name
	}
	if name := reference(filepath.Join(own, "HEAD"), "ref: refs/heads/"); name != "" {
		return name
	}
	return "main"
}

// reference is the name that a file of git refers to.
func reference(file, prefix string) string {
	text, err := readGit(file)
	if err != nil {
		return ""
	}
	name, ok := strings.CutPrefix(strings.TrimSpace(string(text)), prefix)
	if !ok || !oneLine(name) {
		return ""
	}
	return name
}
