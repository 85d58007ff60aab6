package standard

import "regexp"

var (
	tsForm   = regexp.MustCompile(`(?i)TS\s*9002`)
	iso9002  = regexp.MustCompile(`(?i)(ISO\s*)?9002([:-]\s*\d{4})?`)
	isoNamed = regexp.MustCompile(`(?i)ISO\s*(900[123])\s*([:-]\s*(\d{4}))?`)
)

// Explain says how to configure a standard given by its full name, or returns "" if the word is not
// one. ISO 9002 needs an explanation, because it has had three meanings.
func Explain(word string) string {
	m := isoNamed.FindStringSubmatch(word)
	switch {
	case tsForm.MatchString(word):
		return "ISO/TS 9002 is guidance for applying ISO 9001:2015, neither an edition nor a scope; write `edition: 2015` with `scope: 9001` or `scope: 9002`"
	case m == nil:
		return ""
	case m[1] == "9003":
		return "ISO 9003 ended in 2000 and is not known here; write `scope: 9001` or `scope: 9002`"
	case m[3] != "":
		return "write the year as `edition: " + m[3] + "` and the model as `scope: " + m[1] + "`"
	case iso9002.MatchString(word):
		return "ISO 9002 without a year can mean two things: the standard of 1994, written `edition: 1994` and `scope: 9002`, or ISO 9001 of today without design, written `edition: 2015` and `scope: 9002`"
	}
	return "write `scope: " + m[1] + "` and the year as `edition: 2015`"
}
