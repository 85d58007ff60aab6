package adopt_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/adopt"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestQuestions limits what a person has to answer: one question for each twenty documents and field.
func TestQuestions(t *testing.T) {
	for _, file := range fixtures(t) {
		f := readFixture(t, file)
		p, _, err := adopt.Scan(f.files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		most := (len(p.Documents) + 19) / 20
		for field, n := range p.Questions.Open() {
			t.Logf("%s: %s: %d", file, field, n)
			if n > most {
				t.Errorf("%s: %d questions about %s for %d documents, at most %d are allowed", file, n, field, len(p.Documents), most)
			}
		}
	}
}

// TestAnswersSuffice answers every question of a fixture. Then no document lacks a required value.
func TestAnswersSuffice(t *testing.T) {
	answer := func(list []adopt.Answer, text string) {
		for i := range list {
			list[i].Text = cmp.Or(list[i].Text, text)
		}
	}
	for _, file := range fixtures(t) {
		f := readFixture(t, file)
		p, _, err := adopt.Scan(f.files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		q := &p.Questions
		answer(q.Owner, "Quality Manager")
		answer(q.Status, "approved")
		answer(q.Choose, "text")
		if q.Revision != nil {
			q.Revision.Text = "0"
		}
		if q.Dates != nil {
			q.Dates.Text = cmp.Or(q.Dates.Text, "day/month/year")
		}
		outcome, _, err := p.Changes(f.files, nil)
		if err != nil {
			t.Fatal(err)
		}
		write(f.files, outcome.Changes)
		result, err := generator.Check(f.files, generator.Options{Options: manual.Options{Date: "2026-11-28"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range result.Findings {
			if slices.Contains([]string{"missing-field", "bad-value", "duplicate-id", "not-approved", "front-matter"}, found.Rule) {
				t.Errorf("%s: %s:%d: %s", filepath.Base(file), found.File, found.Line, found.Message)
			}
		}
	}
}

// TestQuestionsOfMany asks about a hundred documents in many small folders, with many words for their status.
func TestQuestionsOfMany(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 100 {
		text := fmt.Sprintf("# Document %d\n\n**Status:** Word %d\n\nText.\n", i, i%9)
		files[fmt.Sprintf("docs/f%d/g%d/d%d.md", i%12, i%5, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	p, _, err := adopt.Scan(files, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for field, n := range p.Questions.Open() {
		if n > 5 {
			t.Errorf("%d questions about %s for 100 documents", n, field)
		}
	}
	if n := len(p.Questions.Status); n != 9 {
		t.Errorf("%d of 9 words are listed", n)
	}
}
