package history

import (
	"context"
	"path"
	"strings"
	"sync"
)

// maxObject is the size limit of a commit or tag, in bytes.
const maxObject = 1 << 20

// CommitObject returns the raw bytes of a commit.
func (r *Reader) CommitObject(id string) ([]byte, error) { return r.object(id, "commit") }

// TagObject returns the raw bytes of an annotated tag.
func (r *Reader) TagObject(id string) ([]byte, error) { return r.object(id, "tag") }

func (r *Reader) object(name, kind string) ([]byte, error) {
	if r.cache == nil {
		return nil, ErrNone
	}
	return r.blobs.readKind(name, kind, maxObject)
}

// FileIn returns a file of the manual's folder at a commit, of at most the given size. known is false if it did
// not exist there, is larger, or is not in this clone. Of a symbolic link it returns the target.
func (r *Reader) FileIn(commit, file string, most int64) (data []byte, known bool) {
	if r.cache == nil || commit == "" || strings.ContainsAny(file, "\n\x00") {
		return nil, false
	}
	data, err := r.blobs.readKind(commit+":"+path.Join(r.cache.prefix, file), "blob", most)
	return data, err == nil
}

// StateIn returns the state of a document at a commit, not Known if it cannot be read.
func (r *Reader) StateIn(commit, file string, most int64) State {
	raw, known := r.FileIn(commit, file, most)
	if !known {
		return State{}
	}
	return *stateOf(raw)
}

// Parent is the id of the commit before on the published line, "" for the first one.
func (c Commit) Parent() string { return c.parent }

// TagRef is an annotated tag.
type TagRef struct{ ID, Name string }

// tagList are the annotated tags by the commits that they are on.
type tagList struct {
	once sync.Once
	on   map[string][]TagRef // empty if git fails
}

// Tags lists the annotated tags on a commit, in the order of their names. The tags are those that the repository
// has at the first call.
func (l *Log) Tags(commit string) []TagRef {
	if l.cache == nil {
		return nil
	}
	l.tags.once.Do(func() { l.tags.on = readTags(l.cache.dir) })
	return l.tags.on[commit]
}

// maxTags is the largest number of tags on one commit that are looked at.
const maxTags = 50

func readTags(dir string) map[string][]TagRef {
	out, err := git(context.Background(), dir, nil, "for-each-ref", "--sort=refname", "--format=%(objecttype) %(objectname) %(type) %(object) %(refname:short)", "refs/tags")
	if err != nil {
		return nil
	}
	list := map[string][]TagRef{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) != 5 || words[0] != "tag" || words[2] != "commit" || len(list[words[3]]) >= maxTags {
			continue
		}
		list[words[3]] = append(list[words[3]], TagRef{words[1], words[4]})
	}
	return list
}
