package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// unsafeLink is an error that cannot be changed for addresses that run something, found while text is read.
// For other addresses that a page cannot lead to it is a warning, once for each kind of address.
var unsafeLink = Rule{
	Name: "unsafe-link", Severity: diag.Error,
	Summary: "A link leads to an address that may run a program or a script, or that is of no use in a site.",
	text: func(r *run) {
		type use struct {
			place place
			document.SchemeUse
		}
		var uses []*use
		known := map[string]*use{}
		count := func(at place, d *document.Document) {
			for _, s := range d.Schemes {
				if u := known[s.Scheme]; u != nil {
					u.Count += s.Count
					continue
				}
				u := &use{at, s}
				known[s.Scheme], uses = u, append(uses, u)
			}
		}
		for _, e := range r.Entries {
			count(place{entry: e}, r.manual.Text(e))
		}
		for _, d := range manual.IntroTexts(r.manual) {
			count(place{intro: d}, d)
		}
		count(place{pos: r.ScopeStatement.Pos}, r.manual.Statement)
		for i, d := range r.NotApplicable {
			count(place{pos: d.Pos}, r.manual.Reasons[i])
		}
		for _, u := range uses {
			message := fmt.Sprintf("a page cannot lead to %q; the link is shown as text", u.Address)
			switch {
			case u.Scheme == "":
				message = fmt.Sprintf("a page cannot lead to %q; links to this and to more kinds of address are shown as text", u.Address)
			case u.Count == 2:
				message = fmt.Sprintf("a page cannot lead to %q; this and another link to %s are shown as text", u.Address, u.Scheme)
			case u.Count > 2:
				message = fmt.Sprintf("a page cannot lead to %q; this and %d other links to %s are shown as text", u.Address, u.Count-1, u.Scheme)
			}
			u.place.report(r, u.Pos, message, "use http, https, mailto, tel, or a path to a file of the manual")
			r.findings[len(r.findings)-1].Severity = diag.Warning
		}
	},
}
