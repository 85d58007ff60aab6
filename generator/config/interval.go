package config

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Interval is a duration in calendar units, such as 24 months.
type Interval struct {
	document.Text
	days, months int
}

// Known reports whether an interval was given.
func (i Interval) Known() bool { return i.days > 0 || i.months > 0 }

// After returns the date one interval after a date, both as YYYY-MM-DD, or "" if day is not a date. If the
// month has no such day, it returns the last day of the month.
func (i Interval) After(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	then := t.AddDate(0, i.months, i.days)
	if i.months > 0 && then.Day() != t.Day() {
		then = then.AddDate(0, 0, -then.Day())
	}
	return then.Format(time.DateOnly)
}

var intervalForm = regexp.MustCompile(`^([1-9][0-9]{0,3}) (day|week|month|year)s?$`)

func (r *reader) reviewEvery(v *yaml.Value) { r.config.ReviewEvery = r.interval(v) }

func (r *reader) interval(v *yaml.Value) Interval {
	t := r.text(v)
	i := Interval{Text: t}
	m := intervalForm.FindStringSubmatch(t.Value)
	if m == nil {
		if t.Given() {
			r.bad(v, fmt.Sprintf("%s is not a valid duration", t.Value), "write it as `24 months`, with days, weeks, months or years")
		}
		return i
	}
	n, _ := strconv.Atoi(m[1])
	switch m[2] {
	case "day":
		i.days = n
	case "week":
		i.days = 7 * n
	case "month":
		i.months = n
	case "year":
		i.months = 12 * n
	}
	return i
}
