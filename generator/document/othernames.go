package document

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

// OtherName is a field of the front matter under a name other than ours, which was understood.
type OtherName struct {
	Name  string // as written
	Field string // our name
	Pos   diag.Pos
}

// otherNames are names that people give to fields, each with ours. A value is only taken under such
// a name if its kind leaves no doubt; see unmistakable.
var otherNames = map[string]string{
	"doc_id": "id", "document_id": "id", "acronym": "id",
	"name":    "title",
	"version": "revision", "rev": "revision",
	"responsible": "owner", "process_owner": "owner",
	"approved_by": "approver", "approvers": "approver",
	"effective":        "effective_date",
	"approved":         "approved_date",
	"approval_date":    "approved_date",
	"next_review_date": "review_date", "review_due": "review_date",
	"iso_clause": "clauses", "iso_clauses": "clauses", "clause": "clauses",
}

// fieldNamed returns our name of a field, or "" if the name is not known. Case makes no difference,
// nor does whether words are joined by a blank, a hyphen, an underscore or a capital.
func fieldNamed(name string) string {
	if ourNames[name] {
		return name
	}
	name = plainName(name)
	if ourNames[name] {
		return name
	}
	return otherNames[name]
}

// ourNames are the names in fieldTable, whose functions use it.
var ourNames = map[string]bool{}

func init() {
	for _, name := range FieldNames() {
		ourNames[name] = true
	}
}

// KnownField reports whether a name is understood as that of a field of the front matter.
func KnownField(name string) bool { return fieldNamed(name) != "" }

// OtherSpelling reports whether a name is not ours, but understood.
func OtherSpelling(name string) bool { f := fieldNamed(name); return f != "" && f != name }

// plainName writes a name as ours are written: effectiveDate and Effective-Date as effective_date.
func plainName(name string) string {
	var plain strings.Builder
	last := '_'
	for _, r := range name {
		switch {
		case Blank(r) || Hyphen(r):
			r = '_'
		case unicode.IsUpper(r) && unicode.IsLower(last):
			plain.WriteByte('_')
		}
		if r != '_' || last != '_' {
			plain.WriteRune(unicode.ToLower(r))
		}
		last = r
	}
	return strings.Trim(plain.String(), "_")
}

// canonical returns the fields with our names. A field under another name stays as it is where its
// value could mean something else, and two spellings of one field are reported at both.
func (m *metaReader) canonical(entries []yaml.Entry) []yaml.Entry {
	list := make([]yaml.Entry, 0, len(entries))
	given := map[string][]yaml.Entry{}
	for _, e := range entries {
		field := fieldNamed(e.Key.Text)
		if field == "" || field != e.Key.Text && !unmistakable(field, plainName(e.Key.Text) == field, e.Value) {
			list = append(list, e)
			continue
		}
		if e.Value.Kind != yaml.Empty {
			if given[field] = append(given[field], e); len(given[field]) > 1 {
				continue
			}
		}
		if field != e.Key.Text {
			m.doc.OtherNames = append(m.doc.OtherNames, OtherName{e.Key.Text, field, e.Key.Pos})
			key := *e.Key
			key.Text = field
			e.Key = &key
		}
		list = append(list, e)
	}
	m.doubled(entries, given)
	return slices.DeleteFunc(list, func(e yaml.Entry) bool { // an empty one beside one with a value
		return e.Value.Kind == yaml.Empty && len(given[e.Key.Text]) > 0
	})
}

func (m *metaReader) doubled(entries []yaml.Entry, given map[string][]yaml.Entry) {
	for _, e := range entries {
		same := given[fieldNamed(e.Key.Text)]
		if len(same) < 2 || !slices.ContainsFunc(same, func(s yaml.Entry) bool { return s.Key == e.Key }) {
			continue
		}
		other := same[0]
		if other.Key == e.Key {
			other = same[1]
		}
		m.report("front-matter", e.Key.Pos, fmt.Sprintf("%s and %s (line %d) are both the %s of the document", e.Key.Text, other.Key.Text, other.Key.Pos.Line,
			strings.ReplaceAll(fieldNamed(e.Key.Text), "_", " ")), "keep one of the two")
	}
}

var (
	clauseValue = regexp.MustCompile(`^[0-9]+(\.[0-9]+)*([^\p{L}].*)?$`)
	dayInside   = regexp.MustCompile(`\b(19|20)[0-9]{2}\b|\b[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}\b`)
	yesOrNo     = regexp.MustCompile(`(?i)^(true|false|yes|no|on|off|y|n)$`)
)

// unmistakable reports whether a value under another name can only be one of our field. With a name
// that is ours but for its spelling, the field itself judges the value.
func unmistakable(field string, ours bool, v *yaml.Value) bool {
	if ours || v.Kind == yaml.Empty {
		return true
	}
	if field == "clauses" {
		isClause := func(v *yaml.Value) bool { return v.Kind == yaml.Scalar && clauseValue.MatchString(v.Text) }
		return v.Kind == yaml.Map || len(v.List()) > 0 && !slices.ContainsFunc(v.List(), func(v *yaml.Value) bool { return !isClause(v) })
	}
	switch {
	case v.Kind != yaml.Scalar || yesOrNo.MatchString(v.Text):
		return false
	case strings.HasSuffix(field, "_date"):
		_, err := time.Parse(time.DateOnly, v.Text)
		return err == nil || dayInside.MatchString(v.Text)
	case field == "owner" || field == "approver" || field == "title":
		return strings.ContainsFunc(v.Text, unicode.IsLetter) && !dateForm.MatchString(v.Text)
	}
	return true
}

// likelyNames are names that probably mean one of our fields, which a hint then asks.
var likelyNames = map[string]string{
	"docid": "id", "doc_no": "id", "doc_number": "id", "document_no": "id", "document_number": "id", "number": "id", "identifier": "id", "code": "id",
	"heading": "title", "document_title": "title", "subject": "title",
	"rev_no": "revision", "rev.": "revision", "revision_no": "revision", "revision_number": "revision", "version_no": "revision", "version_number": "revision", "issue": "revision",
	"doc_type": "type", "document_type": "type", "category": "type", "kind": "type", "state": "status",
	"owned_by": "owner", "responsibility": "owner", "written_by": "author", "prepared_by": "author", "created_by": "author", "authors": "author",
	"approval": "approver", "approvedby": "approver", "released_by": "approver", "date_approved": "approved_date",
	"valid_from": "effective_date", "date_effective": "effective_date", "issue_date": "effective_date", "release_date": "effective_date", "in_force": "effective_date",
	"next_review": "review_date", "review": "review_date", "review_by": "review_date", "valid_until": "review_date",
	"replaces": "supersedes", "replaced_by": "superseded_by", "see_also": "related", "related_docs": "related", "related_documents": "related", "references": "related",
	"alias": "aliases", "redirect_from": "aliases", "description": "summary", "abstract": "summary", "changelog": "history", "changes": "history",
}

// nearestField is a hint at the field that an unknown name may stand for, or "".
func nearestField(name string, known []string) string {
	field := cmp.Or(fieldNamed(name), likelyNames[plainName(name)])
	if !slices.Contains(known, field) {
		field = diag.Nearest(name, known)
		if field == "" || !likely(name, field) {
			return ""
		}
	}
	switch {
	case otherNames[plainName(name)] == "":
	case strings.HasSuffix(field, "_date"):
		return fmt.Sprintf("did you mean %s? It is a date: YYYY-MM-DD", field)
	case field == "approver" || field == "owner":
		return fmt.Sprintf("did you mean %s? It is one text, such as `%s: Quality Manager`", field, field)
	case field == "clauses":
		return "did you mean clauses? It is a list of numbers, such as [8.4.1, 8.4.2]"
	}
	return fmt.Sprintf("did you mean %s?", field)
}

// likely reports whether a name may be a misspelling: created is a word of its own and not related.
func likely(name, field string) bool {
	return diag.Distance(strings.ToLower(name), field) <= 1 || strings.EqualFold(name[:1], field[:1])
}

// standardField matches names under which people give the standard that claims belong to.
var standardField = regexp.MustCompile(`^(iso|([a-z]+_)*(standard|norm|framework)s?(_(name|ref|reference|id|number|version|edition))?|iso_(version|edition|number|ref))$`)

// standardInTitle matches the name of a standard, with its number.
var standardInTitle = regexp.MustCompile(`(?i)\b(?:ISO(?:/(?:IEC|TS|TR))?|IEC|IATF|OHSAS|EN|DIN(?: EN)?(?: ISO)?|VDA|BS|AS|SA)[\s\x{00a0}\x{202f}:-]*(\d{4,5})\b`)

// standardsOfOtherClaims takes a standard that is named in a field of another name, or in the title, as that of
// claims that are: iso_clause: 8.4.1 beside iso_standard: ISO 27001 must not count, nor in a document on ISO 14001.
func (d *Document) standardsOfOtherClaims() {
	if !slices.ContainsFunc(d.OtherNames, func(n OtherName) bool { return n.Field == "clauses" }) {
		return
	}
	for _, f := range d.Extra {
		if f.Value != "" && standardField.MatchString(plainName(f.Name)) {
			d.Standards = append(d.Standards, Text{f.Value, f.Pos})
		}
	}
	if len(d.Standards) > 0 {
		return
	}
	for _, m := range standardInTitle.FindAllStringSubmatch(d.Title.Value, -1) {
		if number := m[1]; number != "9000" && number != "9001" && number != "9002" && number != "9004" {
			d.Standards = append(d.Standards, Text{m[0], d.Title.Pos})
		}
	}
}
