package export

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/transition"
)

// TransitionWorkbook writes the work list of a transition with a sheet each for tasks, claims,
// clauses and what is not required. The same plan gives the same bytes, and text cells remain text.
func TransitionWorkbook(w io.Writer, p *transition.Plan) error {
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"}) // as in Workbook
	defer f.Close()
	b := &workbook{File: f, report: p.Target}
	if err := b.prepare(); err != nil {
		return err
	}
	for i, s := range []sheet{b.tasks(p), b.moves(p), b.targets(p), b.notRequired(p)} {
		if err := b.add(i, s); err != nil {
			return err
		}
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newArchive(w) })
	return f.Write(w)
}

// planSubtitle is the line above the sheets of a transition.
func planSubtitle(p *transition.Plan) string {
	return headline(p.Target) + ", from " + p.FromName + ". " + transition.Rule + " " + transition.Forecast + " " + strings.Join(p.Sources(), " ")
}

// tasks is the work list by owner.
func (w *workbook) tasks(p *transition.Plan) sheet {
	s := sheet{name: "Work list", subtitle: planSubtitle(p), columns: []column{{"Owner", 26}, {"What", 48}, {"To do", 80}, {"Done", 8}, {"File", 44}}}
	s.rows = func(put func(int, ...any) error) error {
		tasks := p.Tasks()
		for _, t := range tasks {
			file := ""
			if t.Document != nil {
				file = t.Document.Entry.File
			}
			if err := put(w.style.text, t.Owner, t.Name(), t.Text, yes(t.Done), file); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// moves lists every claim and where it goes.
func (w *workbook) moves(p *transition.Plan) sheet {
	s := sheet{name: "Claims", subtitle: planSubtitle(p), columns: []column{{"Document", 14}, {"Title", 40}, {"Owner", 26}, {"Record", 30},
		{"Claim", 12}, {"Section", 24}, {"Becomes", 14}, {"Clauses", 22}, {"Certainty", 14}, {"Carried over", 12}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, d := range p.Documents {
			for _, l := range d.Lists {
				for _, m := range l.Moves {
					var to []string
					certainty := ""
					for _, t := range m.To {
						to = append(to, t.ID)
						certainty = m.Certainty().String()
					}
					err := put(w.style.text, d.Entry.Name(), d.Entry.Title.Value, d.Entry.Owner.Value, l.Record, m.Clause, m.Section,
						string(m.Kind), strings.Join(to, "; "), certainty, yes(m.Carried()))
					if err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	return s
}

// targets lists the clauses of the later edition.
func (w *workbook) targets(p *transition.Plan) sheet {
	s := sheet{name: "Clauses", subtitle: planSubtitle(p), columns: []column{{"Clause", 10}, {"Title", 44}, {"State", 15}, {"Changed", 24},
		{"From", 20}, {"Documents", 50}, {"Paraphrase", 90}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, c := range p.Clauses {
			style := w.style.text
			if !c.Requirement {
				style = w.style.bold
			}
			var from []string
			for _, s := range c.Sources {
				from = append(from, s.ID)
			}
			err := put(style, c.ID, p.To.FullTitle(c.Clause), string(c.State), p.Change(c.Clause), strings.Join(from, "; "),
				strings.Join(c.Names(), "; "), c.Summary)
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

func (w *workbook) notRequired(p *transition.Plan) sheet {
	s := sheet{name: "Not required", subtitle: planSubtitle(p), columns: []column{{"Clauses", 40}, {"Not required", 120}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, n := range p.NotRequired {
			if err := put(w.style.text, strings.Join(clauseNumbers(n.Clauses), "; "), p.Sentence(n)); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

func clauseNumbers(clauses []*standard.Clause) []string {
	var list []string
	for _, c := range clauses {
		list = append(list, c.ID)
	}
	return list
}
