package adopt

import (
	"slices"
	"strings"
)

// signaturePairs reads a table of signatures: who prepared and approved the document, with names and dates in rows below
// these words, or next to them. It returns nil for other tables.
func signaturePairs(v *vocabulary, rows [][]string, line int) []pair {
	if len(rows) < 2 {
		return nil
	}
	var pairs []pair
	add := func(field, value string, at int) {
		if label, rest, found := strings.Cut(plain(value), ": "); found && !strings.Contains(label, " ") { // Name: Buyer
			value = rest
		}
		value = cleanValue(value)
		isDate := v.parseDate(value).kind != notDate
		switch {
		case value == "" || v.columns[fold(value)]:
			return
		case isDate && field == "approver":
			field = "approved_date"
		case isDate:
			return
		}
		if !slices.ContainsFunc(pairs, func(p pair) bool { return p.key == field }) {
			pairs = append(pairs, pair{field, value, fromText, line + at})
		}
	}
	if fields := v.signers(rows[0]); len(fields) > 1 && len(rows) > 2 && len(rows) <= maxSignatures {
		for n, row := range rows[1:] {
			for column, field := range fields {
				if column < len(row) {
					add(field, row[column], n+2)
				}
			}
		}
		return pairs
	}
	titles := 0
	for _, cell := range rows[0] {
		titles += one(v.columns[fold(plain(cell))])
	}
	if titles < 2 || len(rows) > maxSignatures {
		return nil
	}
	for n, row := range rows[1:] {
		if len(row) == 0 {
			continue
		}
		if field := v.signer(row[0]); field != "" {
			for column, cell := range row[1:] {
				if v.isSignature(rows[0], column+1) && v.parseDate(cleanValue(cell)).kind == notDate {
					continue
				}
				add(field, cell, n+2)
			}
			if m := bracketsAtEnd.FindStringSubmatch(plain(row[0])); m != nil { // Approver (Quality Manager), without a name
				add(field, m[1], n+2)
			}
		}
	}
	return pairs
}

// isSignature reports whether a column is for signatures.
func (v *vocabulary) isSignature(titles []string, column int) bool {
	if column >= len(titles) {
		return false
	}
	word, _, _ := strings.Cut(fold(plain(titles[column])), " ")
	return v.signature[word]
}

// maxSignatures is the largest number of rows of a table of signatures. A longer one is a history.
const maxSignatures = 6

// signers returns the fields that the titles of columns mean, by column; nil if one of them is something else.
func (v *vocabulary) signers(titles []string) map[int]string {
	fields := map[int]string{}
	for i, cell := range titles {
		field := v.signer(cell)
		switch {
		case field != "":
			fields[i] = field
		case cleanValue(cell) != "" && !v.reviewed[fold(plain(cell))]:
			return nil
		}
	}
	return fields
}

// signer returns author or approver for a word such as Approved by, or "".
func (v *vocabulary) signer(cell string) string {
	word := fold(plain(cell))
	switch field := v.fields[word]; {
	case field == "author" || field == "approver":
		return field
	case v.approves(word):
		return "approver"
	case v.prepared[word]:
		return "author"
	}
	return ""
}
