package site

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// about says of a document which title, revision and status it has, a line each.
func (s *shared) about(e *manual.Entry) string {
	return strings.TrimSpace(e.Title.Value) + "\n" + s.say("document.revision_line", e.Revision.Value) + "\n" + s.status(e).Word
}

// sectionBlank is where the request for a change names a heading. The script of the page puts the one that is
// being read in its place.
const sectionBlank = "…"

// changeURL is where a reader requests a change of a document: change_url, else the form for a new issue at the
// host that edit_url names. It is empty if neither is known.
func changeURL(b *Builder, e *manual.Entry) string {
	id, revision := e.ID.Value, e.Revision.Value
	if pattern := b.manual.ChangeURL.Value; pattern != "" {
		return strings.NewReplacer("{id}", queryEscape(id), "{revision}", queryEscape(revision), "{path}", (&url.URL{Path: e.File}).EscapedPath()).Replace(pattern)
	}
	title := b.say("document.change_title", id, e.Title.Value, revision, e.File, sectionBlank)
	text := b.say("document.change_text", id, e.Title.Value, revision, e.File, sectionBlank)
	return hostIssue(b.manual.EditURL.Value, title, text)
}

var (
	hostSource    = regexp.MustCompile(`^(https?://[^/]+/[^/]+/[^/]+)/src/.*\{path\}`)
	bitbucketHost = regexp.MustCompile(`^https?://([^/]+\.)?bitbucket\.org/`)
	githubWords   = [2]string{"title", "body"}
	gitlabWords   = [2]string{"issue[title]", "issue[description]"}
	bitbucket     = [2]string{"title", "content"}
)

// hostIssue is the form for a new issue at the host of the repository, filled in. It is empty if edit_url is not one
// that GitHub, GitLab, Gitea, Forgejo or Bitbucket have.
func hostIssue(edit, title, text string) string {
	form, words := "", githubWords
	if m := hostSource.FindStringSubmatch(edit); m != nil && bitbucketHost.MatchString(edit) {
		form, words = m[1], bitbucket
	} else if m := hostEdit.FindStringSubmatch(edit); m != nil {
		form = m[1] + m[2]
		if m[2] != "" {
			words = gitlabWords
		}
	}
	if form == "" {
		return ""
	}
	return form + "/issues/new?" + queryEscape(words[0]) + "=" + queryEscape(title) + "&" + queryEscape(words[1]) + "=" + queryEscape(text)
}

// queryEscape writes a blank as %20, which every host reads.
func queryEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
