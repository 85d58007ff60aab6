package history

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// versions reads the states of documents in all commits, while the log is being read. The versions
// in Head are mostly in the working tree too, where reading them costs half.
type versions struct {
	*contents
	cache        *lineCache
	headFiles    map[string]string // files of Head that are not cached, by blob
	headBlobs    []string          // keys of headFiles, ordered by file
	fromWorkTree chan map[string]*State
}

func (t *tracer) versions(ctx context.Context, r *Repository, rec *lineCache) *versions {
	v := &versions{r.contents(ctx), rec, map[string]string{}, nil, make(chan map[string]*State, 1)}
	for _, file := range slices.Sorted(maps.Keys(t.Documents)) {
		if blob := t.Documents[file].blob; rec.states[blob] == nil && v.headFiles[blob] == "" {
			v.headFiles[blob] = file
			v.headBlobs = append(v.headBlobs, blob)
		}
	}
	go func() { v.fromWorkTree <- r.readWorkTree(v.headBlobs, v.headFiles) }()
	return v
}

// request requests the versions that a commit created or deleted. Each blob is requested where it
// was created, newest first, which is fastest for git.
func (v *versions) request(changes []rawChange) {
	for _, c := range changes {
		for _, blob := range []string{c.new, c.old} {
			if _, ok := v.headFiles[blob]; !ok && v.cache.states[blob] == nil && (blob == c.new || c.kind == 'D') {
				v.contents.request(blob)
			}
		}
	}
}

// finish waits for all states and adds them to the cache.
func (v *versions) finish() error {
	here := <-v.fromWorkTree
	for _, blob := range v.headBlobs {
		if here[blob] == nil {
			v.contents.request(blob)
		}
	}
	err := v.wait()
	maps.Copy(v.cache.states, here)
	maps.Copy(v.cache.states, v.contents.states)
	return err
}

// readWorkTree reads the blobs that are unchanged in the working tree.
func (r *Repository) readWorkTree(blobs []string, files map[string]string) map[string]*State {
	const lot = 16
	list := make([]*State, len(blobs))
	if tree, err := rootfs.New(r.top); err == nil {
		defer tree.Close()
		parallel.Each(len(blobs), lot, func(i int) { list[i] = r.committed(tree, files[blobs[i]], blobs[i]) })
	}
	states := make(map[string]*State, len(blobs))
	for i, s := range list {
		if s != nil {
			states[blobs[i]] = s
		}
	}
	return states
}

// committed reads a file of the manual; nil if it differs from the blob, apart from line endings.
func (r *Repository) committed(files *rootfs.FS, file, blob string) *State {
	raw, err := rootfs.ReadFile(files, r.prefix+file, diag.MaxSourceSize)
	if err != nil || len(raw) > diag.MaxSourceSize {
		return nil
	}
	if !hashesTo(blob, raw) {
		if raw = bytes.ReplaceAll(raw, crlf, lf); !hashesTo(blob, raw) {
			return nil
		}
	}
	return stateOf(raw)
}
