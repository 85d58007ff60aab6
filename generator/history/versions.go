package history

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/source"
)

// versions reads what the documents said in all commits, beside the log that tells which there were.
// What Head holds is mostly in the working tree too, where it is read at half the cost.
type versions struct {
	*contents
	rec          *lineCache
	head         map[string]string // the files of Head that are not known, by blob
	order        []string          // their blobs
	fromWorkTree chan map[string]*State
}

func (t *tracer) versions(ctx context.Context, r *Repository, rec *lineCache) *versions {
	v := &versions{r.contents(ctx), rec, map[string]string{}, nil, make(chan map[string]*State, 1)}
	for _, file := range slices.Sorted(maps.Keys(t.Documents)) {
		if blob := t.Documents[file].blob; rec.states[blob] == nil && v.head[blob] == "" {
			v.head[blob] = file
			v.order = append(v.order, blob)
		}
	}
	go func() { v.fromWorkTree <- r.readWorkTree(v.order, v.head) }()
	return v
}

// request asks for the versions that a commit made or ended. A blob is asked for where it came to be,
// newest first: so git finds it fastest.
func (v *versions) request(changes []rawChange) {
	for _, c := range changes {
		for _, blob := range []string{c.new, c.old} {
			if _, ok := v.head[blob]; !ok && v.rec.states[blob] == nil && (blob == c.new || c.kind == 'D') {
				v.contents.request(blob)
			}
		}
	}
}

// finish adds what was read to the record.
func (v *versions) finish() error {
	here := <-v.fromWorkTree
	for _, blob := range v.order {
		if here[blob] == nil {
			v.contents.request(blob)
		}
	}
	err := v.wait()
	maps.Copy(v.rec.states, here)
	maps.Copy(v.rec.states, v.contents.states)
	return err
}

// readWorkTree reads those of some blobs that lie in the working tree as they were committed.
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

// committed reads a file of the manual, nil where its bytes are not those of a blob. Git may have
// given it other line ends on its way out.
func (r *Repository) committed(files *rootfs.FS, file, blob string) *State {
	raw, err := rootfs.ReadFile(files, r.prefix+file, source.MaxSize)
	if err != nil || len(raw) > source.MaxSize {
		return nil
	}
	if !names(blob, raw) {
		if raw = bytes.ReplaceAll(raw, crlf, lf); !names(blob, raw) {
			return nil
		}
	}
	return stateOf(raw)
}
