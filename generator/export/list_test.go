package export

import (
	"bytes"
	"errors"
	"testing"

	"github.com/clausebook/clausebook/generator/diag"
)

// TestListIsTheJSON holds what is written item by item against what is written at once.
func TestListIsTheJSON(t *testing.T) {
	type item struct {
		Text string   `json:"text"`
		More []string `json:"more"`
	}
	for _, items := range [][]item{{}, {{}}, {{"<a>\n\u202e", []string{}}, {"\"", []string{"b", "c"}}}} {
		whole, bare := struct {
			Date string `json:"date"`
			List []item `json:"list"`
		}{"2026", items}, struct {
			List []item `json:"list"`
		}{items}
		for _, c := range []struct{ head, want any }{{struct {
			Date string `json:"date"`
		}{"2026"}, whole}, {struct{}{}, bare}} {
			var want, got bytes.Buffer
			if err := diag.WriteJSON(&want, c.want); err != nil {
				t.Fatal(err)
			}
			l := newList(&got, c.head, "list")
			for _, i := range items {
				l.put(i)
			}
			if err := l.end(); err != nil || got.String() != want.String() {
				t.Errorf("%v: %s\nexpected %s", err, got.String(), want.String())
			}
		}
	}
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestListTellsErrors writes to a disk that is full.
func TestListTellsErrors(t *testing.T) {
	l := newList(full{}, struct{}{}, "list")
	l.put(1)
	if err := l.end(); !errors.Is(err, errFull) {
		t.Errorf("the list says %v", err)
	}
	rows := newTable(full{}, "a")
	rows.put("b")
	if err := rows.end(); !errors.Is(err, errFull) {
		t.Errorf("the table says %v", err)
	}
}
