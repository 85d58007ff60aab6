// Package standardname reads the name of the standard as authors write it, and knows the years of its editions. What
// is in an edition is known to package standard.
package standardname

import (
	"regexp"
	"slices"
	"strings"
)

var years = []string{"1994", "2000", "2008", "2015", "2026"}

// Years returns the known editions, oldest first.
func Years() []string { return slices.Clone(years) }

// Reference is a standard as named by an author: ISO 9001 or ISO 9002, with or without an edition.
type Reference struct {
	Number string // 9001 or 9002
	Year   string // such as 2015, or ""
}

// The parts of a name. National bodies prefix their own letters and keep text and year; amendments
// and corrigenda do not change the edition. National numbers and years that differ from ISO's, such
// as GB/T 19001-2016, are not recognized.
const (
	adopted = `(?:din|en|bs|nf|uni|une|ö?norm|onorm|sn|ss|ds|ns|sfs|pn|[čc]sn|stn|nen|nbn|sr|msz|ts|sist|hrn|evs|lvs|lst|bds|` +
		`i\.?\s?s\.?|as/nzs|ansi|abnt|nbr|ntc|iram|unit|nch|sans|ks|elot|ελοτ|can/csa|inte|nte|nmx|qms|norm|standard)`
	separators = `[\s:_./-]*`
	quality    = `(?:[\s:,–-]*(?:\(e\)|edition|qms|quality|management|systems?|requirements|qualitätsmanagementsysteme?|anforderungen|` +
		`qualitätsmanagement|systèmes?|de|la|qualité|exigences))*`
	amendment = `(?:(?:\s*[/+,(]\s*|\s+)(?:(?:incl\.|including|inkl\.|with|mit)\s+)?(?:a1|(?:amd|amendment|cor|ac)\s*\.?\s*)1?(?::\s?(?:19|20)[0-9]{2}(?:-[0-9]{2})?)?\)?)*`
)

var referenceForm = regexp.MustCompile(`^(?:` + adopted + separators + `)*(?:iso` + separators + `)?(900[12])` +
	`(?:[\s:_./,(-]{0,3}(?:(?:version|edition|ausgabe|rev\.?|v|ed\.)\s?)?((?:19|20)[0-9]{2})\)?(?:[\s-](?:0[1-9]|1[0-2])(?:[\s-](?:0[1-9]|[12][0-9]|3[01]))?)?)?` + amendment + quality + `$`)

// blanks replaces the special blanks and hyphens of word processors.
var blanks = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-")

// Parse parses the name of ISO 9001 or ISO 9002 in any usual spelling: ISO 9001,
// iso-9001-2015, DIN EN ISO 9001:2015-11, 9001. A year alone is ISO 9001. It returns false for any
// other standard, including ISO/TS 9002, and for additional text.
func Parse(text string) (Reference, bool) {
	text = strings.ToLower(strings.TrimSpace(blanks.Replace(text)))
	if slices.Contains(years, text) {
		return Reference{"9001", text}, true
	}
	m := referenceForm.FindStringSubmatch(text)
	if m == nil {
		return Reference{}, false
	}
	return Reference{m[1], m[2]}, true
}
