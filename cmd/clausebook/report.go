package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/pipeline"
)

// findingFormats are the formats of findings: for people first, then for programs and hosts.
var findingFormats = []string{"text", "oneline", "json", "sarif", "github", "gitlab"}

// writeFindings writes findings in one of the formats.
func (c *commonFlags) writeFindings(w io.Writer, format string, findings []diag.Finding) error {
	host := pipeline.Reporter{Path: c.hostPath(), Version: release(buildInfo())}
	switch format {
	case "json":
		return diag.JSON(w, findings)
	case "oneline":
		return c.printer(w).Oneline(w, findings)
	case "sarif":
		return host.SARIF(w, findings)
	case "github":
		return host.GitHub(w, findings)
	case "gitlab":
		return host.GitLab(w, findings)
	}
	return c.printer(w).Text(w, findings)
}

// hostPath gives paths that the host of a pipeline can open: relative to the root of the
// repository, else to the working directory.
func (c *commonFlags) hostPath() func(file string) string {
	dir, err := realPath(c.dir)
	base := repositoryOf(dir)
	for _, name := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		if named, err := realPath(os.Getenv(name)); err == nil && os.Getenv(name) != "" && within(dir, named) {
			base = named
			break
		}
	}
	if base == "" {
		base, _ = realPath(".")
	}
	return func(file string) string {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if rel, failed := filepath.Rel(base, path); err == nil && failed == nil {
			path = rel
		}
		return filepath.ToSlash(path)
	}
}

func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// repositoryOf is the folder at or above one that holds .git, or "".
func repositoryOf(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir = above
	}
}

// within reports whether a path lies in a folder or is that folder.
func within(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// reportFile is a file that is written beside the output of a run.
type reportFile struct{ format, file string }

// reports reads the values of --report.
func (c *commonFlags) reports(values []string) ([]reportFile, error) {
	var list []reportFile
	taken := map[string]bool{}
	for _, value := range values {
		format, file, _ := strings.Cut(value, "=")
		if !slices.Contains(findingFormats, format) || file == "" {
			return nil, usage("--report %s is not a report, expected FORMAT=FILE with one of %s", value,
				strings.Join(findingFormats, ", "))
		}
		path, err := filepath.Abs(file)
		if err != nil {
			return nil, failure(err)
		}
		if taken[path] {
			return nil, usage("--report names the file %s twice", file)
		}
		if c.isSource(path) {
			return nil, usage("--report would write over %s, which belongs to the manual", file)
		}
		taken[path] = true
		list = append(list, reportFile{format, file})
	}
	return list, nil
}

// isSource reports a file that people write: the configuration or a document.
func (c *commonFlags) isSource(path string) bool {
	dir, err := filepath.Abs(c.dir)
	name := filepath.Base(path)
	return err == nil && within(path, dir) && (name == config.File || strings.EqualFold(filepath.Ext(name), ".md"))
}

// writeReports writes each report in one step, whole or not at all.
func (c *commonFlags) writeReports(list []reportFile, findings []diag.Finding) error {
	for _, r := range list {
		var b bytes.Buffer
		if err := c.writeFindings(&b, r.format, findings); err != nil {
			return failure(err)
		}
		if err := replaceFile(r.file, b.Bytes()); err != nil {
			return failure(fmt.Errorf("the report %s cannot be written: %w", r.file, err))
		}
	}
	return nil
}

// replaceFile puts a file in place by a rename. What is not a regular file, such as a pipe, is written to.
func replaceFile(file string, data []byte) error {
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(file, data, 0o644)
	}
	staged, err := os.CreateTemp(filepath.Dir(file), ".clausebook-*")
	if err != nil {
		return err
	}
	defer os.Remove(staged.Name())
	_, err = staged.Write(data)
	if err == nil {
		err = staged.Chmod(0o644)
	}
	if closed := staged.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(staged.Name(), file)
	}
	return err
}
