package history

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// origins finds where the documents were before a commit moved them.
type origins struct {
	*tracer
	r     *Repository
	rec   *lineCache
	blobs *blobs
}

// origin is a folder that the documents came from, and the prefix of the manual then.
type origin struct{ prefix, documents string }

// Limits of the search.
const (
	maxOrigins = 8
	maxGone    = 5000 // documents that a commit deleted
)

// find returns the latest commit that moved the documents, and from where: first of all the folder from which most
// came. Where they did move and it is not known from where, the list is empty. move is nil if none moved.
func (o *origins) find(ctx context.Context) (*move, []origin, error) {
	if m, from, err := o.switched(ctx); m != nil || err != nil {
		return m, from, err
	}
	line := o.rec.published()
	back := len(line)
	for back > 0 && len(line[back-1].changes) == 0 {
		back--
	}
	if back == 0 {
		return nil, nil, nil
	}
	first := line[back-1]
	created := func(c rawChange) bool { return c.kind == 'A' || !o.isDocument(c.from) }
	if first.parent == "" || !slices.ContainsFunc(first.changes, created) {
		return nil, nil, nil
	}
	m := &move{tracer: o.tracer, commit: first.Commit, back: back}
	var err error
	if m.gone, err = o.r.deletedIn(ctx, first.Commit); err != nil || len(m.gone) == 0 {
		return nil, nil, err
	}
	var from []origin
	names := o.named(first.changes)
	if f, ok := o.byName(names, m.gone); ok {
		from = []origin{f}
		for name := range names {
			if m.gone[path.Join(f.prefix, f.documents, name)] != "" {
				delete(names, name)
			}
		}
	}
	for _, f := range o.byID(names, m.gone) {
		if !slices.Contains(from, f) && len(from) < maxOrigins {
			from = append(from, f)
		}
	}
	if len(from) == 0 && !o.wholeMoved(m) {
		return nil, nil, nil
	}
	return m, from, nil
}

// switched finds the latest commit in which manual.yaml named another folder of documents before.
func (o *origins) switched(ctx context.Context) (*move, []origin, error) {
	changes := o.Files[configFile]
	now := strings.TrimSuffix(o.documents, "/")
	for i := range changes {
		folder, known := o.folderIn(changes[i].Blob)
		switch {
		case !known:
			return nil, nil, nil
		case folder == cmp.Or(now, "."):
			continue
		case i == 0:
			return nil, nil, nil // the switch is not committed yet
		}
		back := changes[i-1].Back
		c := o.rec.published()[back-1].Commit
		if c.parent == "" {
			return nil, nil, nil
		}
		out, err := o.r.run(ctx, nil, "ls-tree", "-r", "-z", "--name-only", c.parent, "--", path.Join(o.prefix, folder))
		if err != nil || !slices.ContainsFunc(strings.Split(string(out), "\x00"), isMarkdown) {
			return nil, nil, err // it had been empty before, so the move was another commit
		}
		return &move{tracer: o.tracer, commit: c, back: back, switched: true}, []origin{{o.prefix, folder}}, nil
	}
	return nil, nil, nil
}

// folderIn reads the documents folder from a manual.yaml. known is false where it may have another meaning.
func (o *origins) folderIn(blob string) (folder string, known bool) {
	if folder, known = o.rec.folders[blob]; known {
		return folder, folder != ""
	}
	raw, err := o.blobs.readUpTo(blob, diag.MaxSourceSize)
	if err == nil {
		folder = folderOf(raw)
	}
	if o.rec.folders == nil {
		o.rec.folders = map[string]string{}
	}
	o.rec.folders[blob] = folder
	return folder, folder != ""
}

// folderOf is the documents folder that a manual.yaml names, "" if that is not plain.
func folderOf(raw []byte) string {
	folder := "documents"
	for line := range bytes.Lines(raw) {
		value, ok := strings.CutPrefix(strings.TrimRight(string(line), " \t\r\n"), "documents:")
		if !ok {
			continue
		}
		if at := strings.Index(value, " #"); at >= 0 {
			value = value[:at]
		}
		value = strings.Trim(value, " \t\"'")
		if strings.ContainsAny(value, "&*|>{}[]!\\") {
			return ""
		}
		if value != "" {
			folder = path.Clean(value)
		}
	}
	return folder
}

// named lists what a commit put into the documents folder, by the path below it, with the blobs.
func (o *origins) named(came []rawChange) map[string]string {
	names := map[string]string{}
	for _, c := range came {
		if name, inside := strings.CutPrefix(c.to, o.documents); inside && c.kind != 'D' {
			names[name] = c.new
		}
	}
	return names
}

// byName finds the folder from which most documents disappeared under the names that they have now.
func (o *origins) byName(names, gone map[string]string) (origin, bool) {
	votes := map[string]int{}
	for file := range gone {
		if strings.HasPrefix(file, o.prefix+o.documents) {
			continue
		}
		for i := -1; i < len(file); {
			if names[file[i+1:]] != "" {
				votes[file[:i+1]]++
			}
			next := strings.IndexByte(file[i+1:], '/')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	folder, most := "", 0
	for f, n := range votes {
		if n > most || n == most && (len(f) > len(folder) || len(f) == len(folder) && f < folder) {
			folder, most = f, n
		}
	}
	if most == 0 || 2*most < len(names) {
		return origin{}, false
	}
	return o.at(strings.TrimSuffix(folder, "/"), gone), true
}

// at is the origin of documents in a folder of the repository. A manual.yaml that disappeared above it tells that the
// whole manual moved.
func (o *origins) at(folder string, gone map[string]string) origin {
	prefix, below := o.prefix, folderPrefix(cmp.Or(folder, "."))
	if up, ok := manualAbove(folder, gone); ok {
		prefix = folderPrefix(up)
	} else if !strings.HasPrefix(below, prefix) {
		prefix = ""
	}
	return origin{prefix, path.Clean(strings.TrimPrefix(below, prefix))}
}

// manualAbove finds the nearest folder, at or above another one, from which a manual.yaml disappeared.
func manualAbove(folder string, gone map[string]string) (up string, ok bool) {
	for up = cmp.Or(folder, "."); ; up = path.Dir(up) {
		if gone[path.Join(up, configFile)] != "" {
			return up, true
		}
		if up == "." {
			return "", false
		}
	}
}

// byID finds the folders from which documents disappeared that came back under other names in the same commit, those
// with most of them first.
func (o *origins) byID(names, gone map[string]string) []origin {
	came := map[string]bool{}
	for _, blob := range names {
		if id := o.state(blob).ID; id != "" {
			came[id] = true
		}
	}
	if len(came) == 0 || len(gone) > maxGone {
		return nil
	}
	found := map[string]int{}
	for _, file := range slices.Sorted(maps.Keys(gone)) {
		if !isMarkdown(file) || strings.HasPrefix(file, o.prefix+o.documents) {
			continue
		}
		raw, err := o.blobs.readUpTo(gone[file], diag.MaxSourceSize)
		if err == nil && came[stateOf(raw).ID] {
			found[path.Dir(file)]++
		}
	}
	count := map[origin]int{}
	for folder, n := range found {
		f := o.at(folder, gone)
		if up, ok := manualAbove(folder, gone); ok { // which tells what the documents folder was
			if documents, known := o.folderIn(gone[path.Join(up, configFile)]); known && within(f.documents, documents) {
				f.documents = documents
			}
		}
		count[f] += n
	}
	return slices.SortedFunc(maps.Keys(count), func(a, b origin) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a.prefix, b.prefix), cmp.Compare(a.documents, b.documents))
	})
}

func within(file, folder string) bool {
	return folder == "." || file == folder || strings.HasPrefix(file, folder+"/")
}

// wholeMoved reports whether a commit that created manual.yaml deleted another one with documents below it.
func (o *origins) wholeMoved(m *move) bool {
	changes := o.Files[configFile]
	if len(changes) == 0 || changes[len(changes)-1].Back != m.back {
		return false
	}
	for file := range m.gone {
		if _, ok := manualAbove(path.Dir(file), m.gone); ok && isMarkdown(file) {
			return true
		}
	}
	return false
}

// deletedIn lists the files of the repository that a commit deleted, with their blobs.
func (r *Repository) deletedIn(ctx context.Context, c Commit) (map[string]string, error) {
	out, err := r.run(ctx, nil, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=D", c.parent, c.ID)
	if err != nil {
		return nil, err
	}
	gone := map[string]string{}
	words := strings.Split(string(out), "\x00") // :100644 000000 BLOB 0000 D, then the path
	for i := 0; i+1 < len(words); i += 2 {
		if about := strings.Fields(words[i]); len(about) == 5 {
			gone[words[i+1]] = about[2]
		}
	}
	return gone, nil
}
