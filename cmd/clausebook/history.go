package main

import (
	"context"
	"path/filepath"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// past gives what Git knows of the manual. Where its documents lie is for manual.yaml to say; one that
// cannot be read is reported by those who read it next.
func (c *commonFlags) past(ctx context.Context, read func(ctx context.Context, documents string) *history.Log) *history.Log {
	root, err := rootfs.New(c.dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	settings, err := config.Open(root)
	if err != nil {
		return nil
	}
	return read(ctx, filepath.ToSlash(settings.Documents.Value))
}

// once asks git for all of it.
func (c *commonFlags) once(ctx context.Context, documents string) *history.Log {
	return history.Read(ctx, c.dir, documents)
}
