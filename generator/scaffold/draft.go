package scaffold

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Draft is a new document.
type Draft struct {
	ID, Title, Type, Owner string
	Date                   string // the day on which it is begun
	Language               string // of its text, as far as there is one; it may be empty for the default
}

// Text is the file of the draft. Nothing in it claims anything.
func (d Draft) Text() []byte { return expand(wordsIn(d.Language).draft, d) }

// File is where the draft lies in a folder. It is named for id and title, so that two people who
// take the same id do not write the same file.
func (d Draft) File(folder string) string {
	name := strings.ToLower(strings.ReplaceAll(d.ID, " ", "-"))
	if words := slug(d.Title); words != "" {
		name += "-" + words
	}
	return path.Join(folder, name+".md")
}

// letters are those that do not come apart into a plain letter and a mark, or do not mean it.
var letters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "oe",
	"ł", "l", "đ", "d", "þ", "th", "ð", "d", "ı", "i")

// longestSlug keeps a file name, in bytes, below what every file system takes.
const longestSlug = 60

// slug makes a part of a file name of a title: lower case, Latin letters without their marks, and
// hyphens between words.
func slug(title string) string {
	plain := letters.Replace(norm.NFC.String(strings.ToLower(title)))
	marks := func(r rune) rune {
		if r >= 0x300 && r <= 0x36f {
			return -1
		}
		return r
	}
	plain = norm.NFC.String(strings.Map(marks, norm.NFD.String(plain)))
	words := strings.FieldsFunc(plain, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	name := ""
	for _, word := range words {
		if name != "" && len(name)+1+len(word) > longestSlug {
			break
		}
		name = strings.TrimPrefix(name+"-"+word, "-")
	}
	if len(name) > longestSlug { // one long word
		name = strings.ToValidUTF8(name[:longestSlug], "")
	}
	return name
}
