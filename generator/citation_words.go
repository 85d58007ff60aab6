package generator

import (
	"io/fs"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/theme"
)

// wordsOf returns the words with which texts in the manual's language cite clauses. They are strings of the theme.
func wordsOf(fsys fs.FS, settings *config.Config, themes *theme.Cache) (citation.Words, error) {
	t, _, err := loadTheme(fsys, settings.Language, themes)
	if err != nil {
		return citation.Words{}, err
	}
	say := func(key string) string { return t.Words().Say(key) }
	return citation.Words{Clause: say("citing.clause"), Between: say("citing.between"), Of: say("citing.of"), In: say("citing.in"),
		Standard: say("citing.standard"), Law: say("citing.law"), Contract: say("citing.contract"), Says: say("citing.says")}, nil
}
