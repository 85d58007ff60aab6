package export

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// stateColours are the text and background colours of states. The cell also contains the word.
var stateColours = map[coverage.State]struct{ text, background string }{
	coverage.Covered: {"0F4A2A", "DDF0E3"}, coverage.Pending: {"5C3C00", "FCEBC5"}, coverage.Gap: {"8A1A12", "FBDCD8"},
	coverage.NotApplicable: {"3F4850", "E6E9EC"}, coverage.Outside: {"3F4850", "E6E9EC"},
}

// figures is the first sheet: the summary and how it was computed.
func (w *workbook) figures() sheet {
	x := w.report
	s := sheet{name: "Figures", subtitle: headline(x), plain: true, columns: []column{{"", 32}, {"", 90}}}
	s.rows = func(put func(int, ...any) error) error {
		m, sum := x.Manual, x.Summary
		for _, row := range [][]any{
			{"Company", m.Company.Value}, {"Manual", m.Title.Value}, {"Standard", x.Standard}, {"Edition", m.Standard.Year},
			{"Scope", x.Model.Number + ": " + x.Model.Name}, {"Date", m.Options.Date},
			{"Clauses with requirements", w.number(sum.Requirements)}, {"Not applicable", w.number(sum.NotApplicable)},
			{"Outside the model", w.number(sum.Outside)}, {"Clauses that apply", w.number(sum.Of())},
			{"Covered", w.number(sum.Covered)}, {"Pending", w.number(sum.Pending)}, {"Gaps", w.number(sum.Gap)},
			{"Documented information", informationFigures(x)},
			{"Covered, per cent", excelize.Cell{Value: sum.Percent(), StyleID: w.style.figure}},
			{"Counting rule", coverage.Rule}, {"Limit", coverage.Limit},
		} {
			if err := put(w.style.wrap, row...); err != nil {
				return err
			}
		}
		for _, note := range x.Notes {
			if err := put(w.style.wrap, "Note", note); err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// subtitle is the line above a table: standard, scope, date, figures, rule and limit.
func subtitle(x *coverage.Report) string {
	return strings.Join(append([]string{headline(x) + ": " + figures(x) + ".", coverage.Rule, coverage.Limit}, x.Notes...), " ")
}

// clauses is the matrix, one row per clause as in coverage.csv.
func (w *workbook) clauses(gaps bool) sheet {
	x := w.report
	s := sheet{name: "Coverage", subtitle: subtitle(x), columns: []column{{"Clause", 10}, {"Title", 44}, {"Requirement", 12}, {"State", 15},
		{"Reason", 44}, {"Documents", 28}, {"Sections", 28}, {"Below it", 17}, {"Justification", 60}, {"Page", 24}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, c := range x.Clauses {
			if gaps && !open(c) {
				continue
			}
			style, below := w.style.text, ""
			if !c.Requirement {
				style, below = w.style.bold, rollup(c.Rollup)
			}
			documents, sections := counted(c)
			err := put(style, c.ID, x.Manual.Standard.FullTitle(c.Clause), yes(c.Requirement), w.state(c.State), c.Reason(x.Result), strings.Join(documents, "; "),
				strings.Join(sections, "; "), below, c.Justification(), page(route.Clause(c.ID)))
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// state is the cell of a state.
func (w *workbook) state(s coverage.State) any {
	if s == "" {
		return ""
	}
	return excelize.Cell{Value: string(s), StyleID: w.style.state[s]}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// documents is the master list. References to each document are only in documents.csv, since they
// can be very long.
func (w *workbook) documents() sheet {
	x, m := w.report, w.report.Manual
	s := sheet{name: "Documents", subtitle: headline(x), columns: []column{{"Id", 14}, {"Title", 44}, {"Type", 12}, {"Revision", 9},
		{"Status", 10}, {"Effective", 9}, {"Owner", 24}, {"Author", 24}, {"Approver", 24}, {"Approved", 12}, {"Approval", 10}, {"Effective from", 13},
		{"Next review", 12}, {"Overdue", 9}, {"Clauses", 36}, {"File", 40}, {"Page", 32}}}
	s.rows = func(put func(int, ...any) error) error {
		for e := range entries(m) {
			var claims []string
			for _, c := range coverage.Claims(m.Catalog, e) {
				claims = append(claims, claimText(c))
			}
			due := m.Due(e)
			err := put(w.style.text, e.ID.Value, e.Title.Value, e.Type.Value, e.Revision.Value, e.Status.Value, yes(x.Effective(e)),
				e.Owner.Value, e.Author.Value, e.Approver.Value, e.ApprovedDate.Value, string(m.Approval(e).Strength), e.EffectiveDate.Value, due,
				yes(due != "" && due < m.Options.Date), strings.Join(claims, "; "), e.File, page(e.URL))
			if err != nil {
				return err
			}
		}
		return nil
	}
	return s
}

// entries iterates over all documents, section by section.
func entries(m *manual.Manual) func(func(*manual.Entry) bool) {
	return func(yield func(*manual.Entry) bool) {
		for _, s := range m.Sections {
			for _, e := range m.In(s) {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// records lists all records that documents require.
func (w *workbook) records() sheet {
	m := w.report.Manual
	s := sheet{name: "Records", subtitle: headline(w.report), columns: []column{{"Document", 14}, {"Status", 10}, {"Record", 40}, {"Form", 14},
		{"Form revision", 12}, {"Form status", 10}, {"Retention", 16}, {"Location", 28}, {"Owner", 24}, {"Disposal", 24}, {"Clauses", 24}, {"Page", 32}}}
	s.rows = func(put func(int, ...any) error) error {
		for e := range entries(m) {
			for _, r := range e.Records {
				revision, status := "", ""
				if form := m.Form(e, &r).Entry; form != nil {
					revision, status = form.Revision.Value, form.Status.Value
				}
				err := put(w.style.text, e.Name(), e.Status.Value, r.Name.Value, r.Form.Value, revision, status, r.Retention.Value, r.Location.Value,
					r.Owner.Value, r.Disposal.Value, clauseList(coverage.ClaimsOf(m.Catalog, r.Clauses)), page(e.URL))
				if err != nil {
					return err
				}
			}
		}
		return nil
	}
	return s
}

func clauseList(claims []document.Claim) string {
	var ids []string
	for _, c := range claims {
		ids = append(ids, c.Clause)
	}
	return strings.Join(ids, "; ")
}

// information lists the documented information that the standard requires, with what provides it or
// why the case does not arise.
func (w *workbook) information() sheet {
	x := w.report
	s := sheet{name: "Documented information", subtitle: headline(x), columns: []column{{"Clause", 10}, {"Title", 40}, {"What", 60},
		{"Kind", 10}, {"Basis", 20}, {"Demanded", 10}, {"Answered", 10}, {"By", 60}, {"Does not arise", 60}, {"Page", 24}}}
	s.rows = func(put func(int, ...any) error) error {
		for _, c := range x.Clauses {
			for _, i := range c.AllItems() {
				err := put(w.style.text, c.ID, x.Manual.Standard.FullTitle(c.Clause), i.Item, kindOf(i), i.Basis, yes(i.Demanded()), yes(i.Answered()),
					w.answers(c, i), whyNotArising(x, c, i), page(route.Clause(c.ID)))
				if err != nil {
					return err
				}
			}
		}
		return nil
	}
	return s
}

// answers names the documents that provide an item, and the records in them.
func (w *workbook) answers(c *coverage.Clause, i coverage.Item) string {
	var list []string
	for _, e := range i.By {
		name := e.Name()
		if i.Record() {
			for n, r := range w.report.RecordsFor(e, c.ID) {
				name += map[bool]string{true: ": ", false: ", "}[n == 0] + r.Name.Value
			}
		}
		list = append(list, name)
	}
	return strings.Join(list, "; ")
}
