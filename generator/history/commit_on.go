package history

// dated is a commit of the published line.
type dated struct{ id, date string }

// CommitOn returns the id of the commit that was the latest of the published line at the end of a day, as each committer
// counts days. It is "" if the history does not go back that far.
func (l *Log) CommitOn(day string) string {
	for _, c := range l.line {
		if c.date <= day {
			return c.id
		}
	}
	return ""
}
