package generator

import (
	"io/fs"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/theme"
)

// wordsOf gives the words with which the manual's texts name clauses: the theme has those of its language. Where
// manual.yaml cannot be read they do not matter, since reading the manual says so.
func wordsOf(fsys fs.FS, themes *theme.Cache) (manual.Words, error) {
	raw, err := fs.ReadFile(fsys, config.File)
	if err != nil {
		return manual.Words{}, nil
	}
	t, _, err := loadTheme(fsys, config.Read(raw).Language, themes)
	if err != nil {
		return manual.Words{}, err
	}
	say := func(key string) string { return t.Words().Say(key) }
	return manual.Words{Clause: say("citing.clause"), Between: say("citing.between"), Of: say("citing.of"), In: say("citing.in"),
		Standard: say("citing.standard"), Law: say("citing.law"), Contract: say("citing.contract"), Says: say("citing.says")}, nil
}
