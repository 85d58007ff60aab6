package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// publication is a stretch of text that names a standard, a law, a contract: a text with clauses of its own.
type publication struct {
	start, end int
	ours       bool // the manual's standard: without a year, or with that of the edition looked at
	// loose says that it is something like "the contract": it has the clauses beside it, and no others in its
	// sentence.
	loose bool
}

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

var (
	// publishers are those who number what they publish, and the kinds of it: a number has to follow.
	publishers = set(`ISO IEC EN DIN BS ASTM ANSI ASME SAE IATF AS VDA API OHSAS AQAP MIL EAQF QS TS TL GOST JIS UNE NF UNI NADCAP
		NIST IEEE AWS AISC CSA UL ICH VDE VDI SN ÖNORM ONORM ÖVE NEN NBN SS DS NS SFS SIS CEN CENELEC ITU ETSI NFPA OSHA BRC BRCGS IFS FSSC
		SQF PD PAS TR IS GB KS CNS TCVN SNI MS ABNT NBR NOM IRAM NTC COVENIN PN CSN ČSN MSZ STN SRPS SIST HRN BDS SR EVS LVS LST NZS CAN ASQ ASQC
		NORSOK DNV ECSS NASA RTCA DO IPC JEDEC J CQI NACE ISTA SA TISAX SP FIPS STD DOD HDBK MIL HB WA MDCG GHTF IMDRF AIAG FMVSS ECE UNECE
		STANAG DEF KTA DVGW DVS DGUV TRGS TRBS BGV EAD ETAG SEMI AATCC AAMI ESD ISA AMS NAS NPR IPS CISPR ASHRAE TAPPI NEMA ACI AASHTO AREMA`)
	// adopters publish standards of ISO under their own name before it.
	adopters = set(`DIN BS EN UNE NF UNI SS DS NS SFS SN ÖNORM ONORM NEN NBN PN CSN ČSN MSZ STN TS SRPS SIST HRN BDS SR EVS LVS LST ABNT NBR AS NZS
		IS CAN CSA ANSI ASQ ASQC JIS KS Q GOST R GB T NTC TCVN SNI MS IRAM NOM COVENIN`)
	// regimes are named without a number.
	regimes = set(`GDPR DSGVO MDR IVDR MDD REACH RoHS WEEE HIPAA SOX CCPA CFR QSR QMSR FDA EMA GxP GMP cGMP GLP GCP GDP GAMP HACCP TISAX COSHH OSHA ATEX EMAS
		CSRD LkSG BGB HGB StGB BDSG MPG MPDG NIST PCI SOC COBIT ITIL CMMI PUWER LOLER RIDDOR DSEAR DFARS FAR ITAR EAR UCC FIDIC VOB VOL
		HOAI CISG IATF NADCAP MDSAP USP ASME ASTM EASA FAA NFPA BRCGS IFS FSSC SQF ITU ICH WHO AGB QSV NDA SLA NEC4 JCT NEC3 AGG ADR IMDG IATA NATO`)
	union = set("EU EC EEC EG EWG UE CE CEE Euratom")
)

// publications lists what a stretch of a text names, in order.
func (f *Finder) publications(text string, from, to int) []publication {
	var found []publication
	for at := from; at < to; {
		end := wordEnd(text, at)
		if end == at {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		s, ok := f.publication(text, at, min(end, to))
		if !ok || s.end > to {
			at = end
			continue
		}
		found = append(found, s)
		at = s.end
		for ok {
			if s, ok = f.sibling(text, at, s); ok && s.end <= to {
				found = append(found, s)
				at = s.end
			}
		}
	}
	return found
}

// publication reads what begins with a word of a text.
func (f *Finder) publication(text string, start, end int) (publication, bool) {
	word := text[start:end]
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case digit(word[0]):
		return f.numbered(text, start, end)
	case union[word]:
		if end := directive(text, end); end > 0 {
			return publication{start: start, end: end}, true
		}
	case unicode.IsUpper(first):
		if s, ok := f.standardNamed(text, start); ok {
			return s, true
		}
	}
	if regimes[word] || statute(word) {
		return publication{start: start, end: numberBehind(text, end)}, true
	}
	return f.described(text, start, end, unicode.IsUpper(first))
}

// standardNamed reads a name as standards have it: publishers, then a number.
func (f *Finder) standardNamed(text string, start int) (s publication, ok bool) {
	const most = 6 // publishers and kinds in one name
	var names [most]string
	at, count := start, 0
	for ; count < most; count++ {
		end := at
		for end < len(text) && (text[end] >= 'A' && text[end] <= 'Z' || text[end] >= utf8.RuneSelf && isUpper(text[end:])) {
			_, size := utf8.DecodeRuneInString(text[end:])
			end += size
		}
		name := text[at:end]
		if name == "Guide" || end == at || count == 0 && !publishers[name] {
			return s, false
		}
		names[count] = name
		next := end
		if next < len(text) && !digit(text[next]) {
			next = separator(text, end)
			if rest, ok := strings.CutPrefix(text[next:], "Guide "); ok {
				next = len(text) - len(rest)
			}
		}
		if next < len(text) && digit(text[next]) {
			return f.standardNumber(text, start, next, names[:count+1])
		}
		if next == end || wordEnd(text, end) > end {
			return s, false
		}
		at = next
	}
	return s, false
}

func isUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// separator gives the end of what may stand between the parts of a standard's name.
func separator(text string, at int) int {
	const most = 3
	for n := 0; n < most && at < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r != '/' && !document.Blank(r) && !document.Hyphen(r) && !document.Dash(r) && !document.Invisible(r) {
			break
		}
		at += size
	}
	return at
}

// standardNumber reads the number of a standard, and its year.
func (f *Finder) standardNumber(text string, start, at int, names []string) (s publication, ok bool) {
	end := numberBehindHyphens(text, at)
	figure := document.PlainID(text[at:end])
	const fewest = 3 // digits behind two letters, which are many other things
	if len(names) == 1 && len(names[0]) <= 2 && number(figure) < fewest && !strings.Contains(figure, "-") {
		return s, false
	}
	if id := document.PlainID(text[start:end]); f.isDocument(id) {
		return s, false
	}
	s = publication{start: start, end: end}
	figure, year, _ := strings.Cut(figure, "-")
	if behind := skipBlanks(text, end); behind < len(text) && text[behind] == ':' {
		behind = skipBlanks(text, behind+1)
		if n := number(text[behind:]); n == 4 {
			year, s.end = text[behind:behind+n], numberBehindHyphens(text, behind)
		}
	}
	s.end = amendment(text, s.end)
	s.ours = f.isOurs(names, figure, year)
	return s, true
}

// numberBehindHyphens gives the end of letters and digits, with hyphens and dots between them.
func numberBehindHyphens(text string, at int) int {
	for {
		at = wordEnd(text, at)
		r, size := utf8.DecodeRuneInString(text[at:])
		if at == len(text) || r != '.' && !document.Hyphen(r) && !document.Dash(r) || wordEnd(text, at+size) == at+size {
			return at
		}
		at += size
	}
}

// amendment gives the end of what names a change to a standard: /A1:2024, +AC:2009.
func amendment(text string, at int) int {
	if at < len(text) && (text[at] == '/' || text[at] == '+') {
		end := wordEnd(text, at+1)
		if end > at+1 && !digit(text[at+1]) {
			for end < len(text) && (text[end] == ':' || text[end] == '.') && wordEnd(text, end+1) > end+1 {
				end = wordEnd(text, end+1)
			}
			return end
		}
	}
	return at
}

// isOurs reports whether a name is that of the manual's standard. ISO 9002 was one until 2000.
func (f *Finder) isOurs(names []string, figure, year string) bool {
	for i, name := range names {
		if i == len(names)-1 && name != "ISO" || i < len(names)-1 && !adopters[name] {
			return false
		}
	}
	return (figure == "9001" || figure == "9002" && f.edition.Year == "1994") && (year == "" || year == f.edition.Year)
}

// described reads what words name: the Medical Devices Act, Directive 2006/42/EC, the framework agreement.
func (f *Finder) described(text string, start, end int, capital bool) (s publication, ok bool) {
	word := folded(text[start:end])
	law := f.law[word] || ends(word, f.lawEndings)
	if !law && !f.contract[word] && !ends(word, f.contractEndings) {
		return s, false
	}
	before, beforeStart := wordBefore(text, start)
	next, _, _ := wordAt(text, end)
	before, next = folded(before), folded(next)
	if generic[before] || heads[next] || word == "conditions" && !bargained[before] {
		return s, false
	}
	s = publication{start: start, end: end, loose: true}
	if open := skipBlanks(text, end); open < len(text) && text[open] == '(' {
		if stop := wordEnd(text, open+1); union[text[open+1:stop]] {
			if stop := directive(text, stop); stop > 0 {
				return publication{start: start, end: stop}, true
			}
		}
	}
	if stop := numberBehind(text, end); stop > end {
		long := strings.ContainsAny(text[end:stop], "/") || stop-skipBlanks(text, end) >= 4
		s.end, s.loose = stop, !(law && (capital || long))
		return s, true
	}
	english := englishLaws[word]
	switch {
	case f.says[next]:
		s.loose = false
	case law && !english:
		s.loose = !ends(word, f.lawEndings) || f.law[word]
	case law && capital && beforeStart < start && before != "":
		named := isUpper(text[beforeStart:]) && !articles[before]
		for named && isUpper(text[beforeStart:]) {
			s.start = beforeStart
			before, from := wordBefore(text, beforeStart)
			if before == "" || from == beforeStart {
				break
			}
			beforeStart = from
		}
		s.loose = !named && !articles[before]
	case law:
		if !articles[before] {
			return s, false
		}
	}
	return s, true
}

var englishLaws = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range wordsOf(English.Law) {
		set[word] = true
	}
	return set
}()

// ends reports whether a word is longer than one of some endings, and ends in it.
func ends(word string, endings []string) bool {
	for _, ending := range endings {
		if len(word) > len(ending) && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
