package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var year = regexp.MustCompile(`^(?:199|20[0-9])[0-9]$`)

// sibling reads a further number behind a standard's: ISO 9001, 14001 and 45001.
func (f *Finder) sibling(text string, at int, before publication) (s publication, ok bool) {
	if before.loose || at == 0 || at < len(text) && wordEnd(text, at) > at {
		return s, false
	}
	start := skipBlanks(text, at)
	parted := start < len(text) && strings.IndexByte(",/&", text[start]) >= 0
	if parted {
		start = skipBlanks(text, start+1)
	}
	if word, _, end := wordAt(text, start); word != "" && f.between[folded(word)] {
		start, parted = skipBlanks(text, end), true
	}
	n := number(text[start:])
	if !parted || n < 4 || n > 5 || wordEnd(text, start) != start+n || n == 4 && year.MatchString(text[start:start+n]) {
		return s, false
	}
	return f.standardNumber(text, start, start, []string{"ISO"})
}

// numbered reads a name that begins with a number: 2006/42/EC, 14001:2015.
func (f *Finder) numbered(text string, start, end int) (s publication, ok bool) {
	n := end - start
	if number(text[start:end]) != n {
		return s, false
	}
	if n <= 4 && end < len(text) && text[end] == '/' {
		at := end + 1 + number(text[end+1:])
		if at > end+1 && at < len(text) && text[at] == '/' {
			if stop := wordEnd(text, at+1); union[text[at+1:stop]] {
				return publication{start: start, end: stop}, true
			}
		}
	}
	if (n == 4 || n == 5) && end < len(text) && text[end] == ':' && number(text[end+1:]) == 4 {
		return f.standardNumber(text, start, start, []string{"ISO"})
	}
	return s, false
}

// directive gives the end of the number of an act of the European Union, behind the name of that: (EU) 2017/745.
func directive(text string, at int) int {
	if at < len(text) && text[at] == ')' {
		at++
	}
	at = skipBlanks(text, numberWord(text, at))
	n := number(text[at:])
	if slash := at + n; n > 0 && slash < len(text) && text[slash] == '/' {
		if m := number(text[slash+1:]); m > 0 {
			end := slash + 1 + m
			if end < len(text) && text[end] == '/' { // 2006/42/EC
				end = wordEnd(text, end+1)
			}
			return end
		}
	}
	return 0
}

// numberWord gives the end of No. or the like, if it stands at a place behind blanks.
func numberWord(text string, at int) int {
	word, _, end := wordAt(text, at)
	switch folded(word) {
	case "no", "nr", "n":
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if r != '.' && r != '°' && r != 'º' {
				break
			}
			end += size
		}
		return end
	case "part", "teil", "rev", "annex":
		return end
	}
	return at
}

// numberBehind gives the end of a number that belongs to a name, as in 21 CFR Part 820, or the end of the name.
func numberBehind(text string, at int) int {
	start := skipBlanks(text, numberWord(text, at))
	if start == at || start == len(text) || !digit(text[start]) && !isUpper(text[start:]) {
		return at
	}
	end := start
	for {
		end = numberBehindHyphens(text, end)
		if end == len(text) || text[end] != '/' || wordEnd(text, end+1) == end+1 {
			break
		}
		end++
	}
	if !strings.ContainsAny(text[start:end], "0123456789") {
		return at
	}
	return end
}

// statute reports a word that is written as German laws are abbreviated: ArbSchG, BetrSichV, UWG.
func statute(word string) bool {
	capitals, small := 0, 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		default:
			return false
		}
	}
	return capitals >= 2 && small >= 2 && isUpper(word) && (strings.HasSuffix(word, "G") || strings.HasSuffix(word, "V") || strings.HasSuffix(word, "VO"))
}

var (
	// articles stand before a law that is known to the reader.
	articles = set("the this that these those its our their your his her said same an")
	// generic stand before what is not one text.
	generic = set("each every all any no new such")
	// heads make another noun of the one before them: a contract review has no clauses.
	heads = set("review reviews reviewing management manager process processes department team administration handling planning number numbers entry acceptance")
	// bargained tell conditions that somebody agreed on from those of work.
	bargained = set("and general purchase purchasing delivery payment contract contractual supply sales special business trading")
)
