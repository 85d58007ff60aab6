package standard

import (
	"regexp"
	"strings"
)

// Reference is a standard as an author names it: ISO 9001 or ISO 9002, in an edition or in none.
type Reference struct {
	Number string // 9001 or 9002
	Year   string // such as 2015, or "" where none is named
}

// The parts of a name. A national body puts its own letters before the number and keeps text and year;
// an amendment or a corrigendum does not change the edition. National numbers and years that differ from
// those of ISO, such as GB/T 19001-2016, are not read.
const (
	adopted = `(?:din|en|bs|nf|uni|une|ö?norm|onorm|sn|ss|ds|ns|sfs|pn|[čc]sn|stn|nen|nbn|sr|msz|ts|sist|hrn|evs|lvs|lst|bds|` +
		`i\.?\s?s\.?|as/nzs|ansi|abnt|nbr|ntc|iram|unit|nch|sans|ks|elot|ελοτ|can/csa|inte|nte|nmx|qms|norm|standard)`
	parting = `[\s:_./-]*`
	quality = `(?:[\s:,–-]*(?:\(e\)|edition|qms|quality|management|systems?|requirements|qualitätsmanagementsysteme?|anforderungen|` +
		`qualitätsmanagement|systèmes?|de|la|qualité|exigences))*`
	amendment = `(?:(?:\s*[/+,(]\s*|\s+)(?:(?:incl\.|including|inkl\.|with|mit)\s+)?(?:a1|(?:amd|amendment|cor|ac)\s*\.?\s*)1?(?::\s?(?:19|20)[0-9]{2}(?:-[0-9]{2})?)?\)?)*`
)

var referenceForm = regexp.MustCompile(`^(?:` + adopted + parting + `)*(?:iso` + parting + `)?(900[12])` +
	`(?:[\s:_./,(-]{0,3}(?:(?:version|edition|ausgabe|rev\.?|v|ed\.)\s?)?((?:19|20)[0-9]{2})\)?(?:[\s-](?:0[1-9]|1[0-2])(?:[\s-](?:0[1-9]|[12][0-9]|3[01]))?)?)?` + amendment + quality + `$`)

// blanks are the blanks and hyphens that a word processor puts into a name.
var blanks = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-")

// ParseReference reads the name of ISO 9001 or ISO 9002 in any usual spelling: ISO 9001,
// iso-9001-2015, DIN EN ISO 9001:2015-11, 9001. The year alone is ISO 9001 too. It reports false for
// the name of any other standard, ISO/TS 9002 included, and for a text that is not the name alone.
func ParseReference(text string) (Reference, bool) {
	text = strings.ToLower(strings.TrimSpace(blanks.Replace(text)))
	if catalogue().file[text] != "" {
		return Reference{"9001", text}, true
	}
	m := referenceForm.FindStringSubmatch(text)
	if m == nil {
		return Reference{}, false
	}
	return Reference{m[1], m[2]}, true
}
