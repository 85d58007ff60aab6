package adopt

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// dateKind says how far a date can be understood by itself.
type dateKind int

const (
	notDate   dateKind = iota
	fullDate           // the day is certain
	ambiguous          // two numbers and a year, with slashes or hyphens: the order is a question
)

// date is a text understood as a date.
type date struct {
	kind         dateKind
	iso          string // of a fullDate
	first, other int    // of an ambiguous one, in the order written
	year         int
}

// The answers to the question in which order the numbers of a date are.
const (
	dayFirst   = "day/month/year"
	monthFirst = "month/day/year"
)

var (
	isoDate   = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ][0-9]{2}:[0-9]{2}.*)?$`)
	dotDate   = regexp.MustCompile(`^([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})$`)
	slashDate = regexp.MustCompile(`^([0-9]{1,2})\s?[/-]\s?([0-9]{1,2})\s?[/-]\s?([0-9]{4})$`)
	dayMonth  = regexp.MustCompile(`^([0-9]{1,2})(?:st|nd|rd|th|er|º|°|\.)?[\s/-]*(?:of |de |di |d')?\s*(\pL+)\.?,?[\s/-]*(?:of |de |del )?\s*([0-9]{4})$`)
	monthDay  = regexp.MustCompile(`^(\pL+)\.?[\s-]+([0-9]{1,2})(?:st|nd|rd|th)?,?[\s-]+([0-9]{4})$`)
	compact   = regexp.MustCompile(`^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])$`)
	dateStart = regexp.MustCompile(`^(?:\pL+,\s+)?(?:(?:the|on|den|der|vom|am|le|du|el|del|il|dal)\s+)?`)
	dateEnd   = regexp.MustCompile(`(?:,?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*(?:uhr|h))?|\.)$`)
)

// parseDate understands the forms of dates that cannot be misread, and those with slashes up to their
// order. Years have four digits.
func (v *vocabulary) parseDate(text string) date {
	text = strings.ToLower(strings.TrimSpace(text))
	if len(text) > 40 || len(text) < 8 {
		return date{}
	}
	if word, _, found := strings.Cut(text, ","); found && isWord(word) && !v.weekdays[fold(word)] && v.months[fold(word)] == 0 {
		return date{} // Director, 2024-05-01
	}
	text = dateEnd.ReplaceAllString(dateStart.ReplaceAllString(text, ""), "")
	if m := compact.FindStringSubmatch(text); m != nil {
		return certain(m[1], m[2], m[3])
	}
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return certain(m[1], m[2], m[3])
	}
	if m := dotDate.FindStringSubmatch(text); m != nil {
		return certain(m[3], m[2], m[1])
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		if month := v.months[fold(m[2])]; month > 0 {
			return certain(m[3], strconv.Itoa(month), m[1])
		}
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		if month := v.months[fold(m[1])]; month > 0 {
			return certain(m[3], strconv.Itoa(month), m[2])
		}
	}
	if m := slashDate.FindStringSubmatch(text); m != nil {
		d := date{kind: ambiguous, first: number(m[1]), other: number(m[2]), year: number(m[3])}
		if d.in(dayFirst) != "" || d.in(monthFirst) != "" {
			return d
		}
	}
	return date{}
}

func isWord(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func number(digits string) int { n, _ := strconv.Atoi(digits); return n }

// certain is a date if the day exists, in a year in which a document can have been written.
func certain(year, month, day string) date {
	iso := fmt.Sprintf("%04d-%02d-%02d", number(year), number(month), number(day))
	if _, err := time.Parse(time.DateOnly, iso); err != nil || number(year) < 1900 || number(year) > 2100 {
		return date{}
	}
	return date{kind: fullDate, iso: iso}
}

// in returns the date as YYYY-MM-DD, given the order of ambiguous ones; "" if it is not known.
func (d date) in(order string) string {
	switch {
	case d.kind == fullDate:
		return d.iso
	case d.kind == ambiguous && order == dayFirst:
		return certain(strconv.Itoa(d.year), strconv.Itoa(d.other), strconv.Itoa(d.first)).iso
	case d.kind == ambiguous && order == monthFirst:
		return certain(strconv.Itoa(d.year), strconv.Itoa(d.first), strconv.Itoa(d.other)).iso
	}
	return ""
}

// proves returns the order that the date proves by a number above 12, or "".
func (d date) proves() string {
	switch {
	case d.kind == ambiguous && d.first > 12:
		return dayFirst
	case d.kind == ambiguous && d.other > 12:
		return monthFirst
	}
	return ""
}
