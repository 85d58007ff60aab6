package export

import (
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/route"
)

// AuditWorkbook writes a checklist with a column to choose the finding from, and room for evidence, and the audit
// programme if the manual has one. The same checklist gives the same bytes, and text cells remain text.
func AuditWorkbook(w io.Writer, l *audit.Checklist) error {
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"}) // as in Workbook
	defer f.Close()
	b := &workbook{File: f, report: l.Report}
	if err := b.prepare(); err != nil {
		return err
	}
	if err := b.add(0, b.checklist(l)); err != nil {
		return err
	}
	if audit.HasProgramme(l.Manual) {
		if err := b.add(1, b.programme(audit.ProgrammeOf(l.Report))); err != nil {
			return err
		}
	}
	choices := excelize.NewDataValidation(true)
	const head = 3 // the first row below the heads
	choices.Sqref = "H" + strconv.Itoa(head) + ":H" + strconv.Itoa(max(head, head+len(l.Items)-1))
	if err := choices.SetDropList(audit.Findings); err != nil {
		return err
	}
	if err := f.AddDataValidation(checklistSheet, choices); err != nil {
		return err
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newArchive(w) })
	return f.Write(w)
}

const checklistSheet = "Checklist"

func (w *workbook) checklist(l *audit.Checklist) sheet {
	s := sheet{name: checklistSheet, subtitle: strings.Join(append([]string{l.Headline() + ".", audit.Note}, l.Notes...), " "),
		columns: []column{{"Clause", 10}, {"Title", 32}, {"State", 12}, {"What to ask", 60}, {"Documents and sections", 48}, {"Records to sample", 48},
			{"Evidence", 50}, {"Finding", 26}, {"Note", 40}, {"Page", 22}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, i := range l.Items {
			var answers, records []string
			for _, a := range i.Answers {
				answers = append(answers, a.Name()+" (revision "+a.Entry.Revision.Value+", "+a.Entry.Owner.Value+")")
			}
			if open := i.Open(l.Report); open != "" {
				answers = append(answers, "none: "+open)
			}
			for _, r := range i.Records {
				records = append(records, r.Name.Value+" ("+r.Entry.Name()+", "+r.Where()+")")
			}
			err := put(w.style.wrap, i.ID, i.Title, w.state(i.State), i.Question(), strings.Join(answers, "; "), strings.Join(records, "; "), "", "", "", route.Clause(i.ID))
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}
