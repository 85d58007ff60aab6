package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diff"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// arguments takes no BASE with --since-audit.
func (d *diffCmd) arguments(cmd *cobra.Command, args []string) error {
	switch {
	case !d.audit:
		return arguments(cmd, args)
	case d.mergeBase:
		return usage("--merge-base and --since-audit name two bases, expected one of them")
	case len(args) > 1:
		return usage("%q is one argument too many\nhint: --since-audit takes no BASE: `clausebook diff --since-audit [DIR]`", args[1])
	}
	return nil
}

// compareAudit compares the manual on disk with what the last audit saw: the commit at the end of its day, counted as on
// that day.
func (d *diffCmd) compareAudit(ctx context.Context, options generator.Options) (*diff.Comparison, error) {
	root, err := rootfs.New(d.dir)
	if err != nil {
		return nil, d.unread(err)
	}
	defer root.Close()
	settings, err := config.Open(root)
	if err != nil {
		return nil, d.unread(err)
	}
	audit := settings.LastAudit(options.Date)
	if audit == nil {
		return nil, usage("%s names no audit on or before %s\nhint: add `audits: [{name: Surveillance audit, date: 2026-03-10}]`", config.File, options.Date)
	}
	repository, err := d.repository(ctx)
	if err != nil {
		return nil, unknownBase(err)
	}
	reading := generator.Builder{FS: root}
	options.Past = func(documents string) *history.Log { return repository.Log(ctx, documents) }
	after, err := reading.Check(options, time.Time{})
	if err != nil {
		return nil, d.unread(err)
	}
	log := after.Manual.Options.History
	commit := log.CommitOn(audit.Date.Value)
	if commit == "" {
		return nil, unknownBase(noCommit(log, audit.Date.Value))
	}
	tree, err := repository.Tree(ctx, commit, root)
	if err != nil {
		return nil, unknownBase(err)
	}
	defer tree.Close()
	reading.FS, options.Date = tree, audit.Date.Value
	options.Past = func(documents string) *history.Log { return repository.LogAt(ctx, commit, documents) }
	before, err := reading.Check(options, time.Time{})
	if errors.Is(err, config.ErrNoManual) {
		err = fmt.Errorf("commit %.10s, the last one on %s, has no %s in this folder", commit, audit.Date.Value, config.File)
	}
	if err != nil {
		return nil, unknownBase(err)
	}
	return diff.Of(diff.Base{Name: commit, Commit: commit, Audit: audit}, &before.Result, &after.Result), nil
}

// noCommit says that the history does not go back to a day.
func noCommit(log *history.Log, day string) error {
	if log.Trouble != "" {
		return errors.New(log.Trouble)
	}
	if log.Shallow {
		return &history.UnknownRevision{Name: day, Reason: "this clone has no commit of that day or before", Shallow: true}
	}
	return fmt.Errorf("the history of this manual begins after %s, so what the audit saw is not known", day)
}
