package export

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/route"
)

// ProgrammeWorkbook writes an audit programme as a spreadsheet, as AuditWorkbook does a checklist.
func ProgrammeWorkbook(w io.Writer, p *audit.Programme) error {
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"}) // as in Workbook
	defer f.Close()
	b := &workbook{File: f, report: p.Report}
	if err := b.prepare(); err != nil {
		return err
	}
	if err := b.add(0, b.programme(p)); err != nil {
		return err
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newArchive(w) })
	return f.Write(w)
}

// programme is a table of clauses and audits.
func (w *workbook) programme(p *audit.Programme) sheet {
	s := sheet{name: "Audit programme", subtitle: strings.Join(append([]string{p.Headline() + ".", p.Rule(), p.Summary(), audit.ProgrammeNote}, p.Notes...), " "),
		columns: []column{{"Clause", 10}, {"Title", 44}, {"Never audited", 13}, {"Last audited", 12}, {"In part", 12}, {"Due", 12}, {"Overdue", 9}, {"Planned", 12}}}
	for _, a := range p.Audits {
		name := a.Name.Value + ", " + a.Date.Value
		if scope := p.Scope(a); scope != "" {
			name += ": " + scope
		}
		s.columns = append(s.columns, column{name, 18})
	}
	s.columns = append(s.columns, column{"Page", 22})
	s.rows = func(put func(int, ...any) error) error {
		for _, r := range p.Rows {
			cells := []any{r.ID, r.Title, yes(r.Never()), r.Last, r.Part, r.Due, yes(r.Overdue), r.Planned}
			for _, look := range r.Cells {
				cells = append(cells, audit.Words[look])
			}
			if err := put(w.style.text, append(cells, route.Clause(r.ID))...); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}
