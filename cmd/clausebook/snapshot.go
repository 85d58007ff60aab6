package main

import (
	"context"
	"errors"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// snapshots opens the manual in a folder as it was at commits of its repository.
func snapshots(ctx context.Context, dir string) func(commit string) (*generator.Snapshot, error) {
	return func(commit string) (*generator.Snapshot, error) {
		work, err := rootfs.New(dir)
		if err != nil {
			return nil, err
		}
		tree, past, err := history.Snapshot(ctx, dir, commit, work)
		if err != nil {
			return nil, errors.Join(err, work.Close())
		}
		closeBoth := func() error { return errors.Join(tree.Close(), work.Close()) }
		return &generator.Snapshot{FS: tree, Past: past, Close: closeBoth}, nil
	}
}
