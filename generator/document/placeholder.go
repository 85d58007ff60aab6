package document

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
)

// A placeholder marks a place that a template or an author meant to fill: TBD, [NAME], {{ title }},
// YYYY-MM-DD. Real names have such letters too (Todo AG, revision XIX), so a word counts as a placeholder
// only if it is the whole value, or is set apart by punctuation as a mark for later.

// placeholderWords are placeholders if they are the whole value, in lower case and without the
// characters in trimChars.
var placeholderWords = wordSet(`
	tbd; t.b.d; t. b. d; tba; t.b.a; t. b. a; tbc; t.b.c; t. b. c; todo; to do; to-do; fixme; fix me; nn; n.n; n. n; n/n; nomen nescio; lorem ipsum;
	placeholder; change me; changeme; change-me; replace me; replaceme; replace-me; fill me in; fill in; fill in here; insert here;
	insert name; insert title; insert date; insert text; insert role; enter name; enter title; enter date; your name; your name here;
	your title; your role; your company; your text here; name here; title here; text here; date here; untitled; untitled document;
	unassigned; not assigned; not yet assigned; not yet named; not yet known; not yet defined; not defined yet; pending; coming soon;
	to be agreed; to be added; to be announced; to be appointed; to be assigned; to be completed; to be confirmed; to be decided;
	to be defined; to be determined; to be done; to be filled; to be filled in; to be named; to be nominated; to be provided;
	to be specified; to be supplied; to be written; still to be written; yet to be written; not yet written;
	wird ergänzt; wird noch ergänzt; noch zu ergänzen; zu ergänzen; noch offen; offen; noch festzulegen; wird festgelegt; wird noch festgelegt;
	noch nicht festgelegt; noch zu benennen; zu benennen; wird benannt; wird noch benannt; noch nicht benannt; noch zu klären; zu klären;
	noch zu bestimmen; noch unbekannt; wird nachgereicht; wird nachgetragen; folgt; folgt noch; fehlt noch; platzhalter; bitte ausfüllen; bitte ergänzen;
	bitte eintragen; hier eintragen; name eintragen; ihr name; unbenannt; ohne titel; mustertext; blindtext; zu definieren; noch zu definieren;
	noch zu schreiben; noch einzutragen; noch zu erstellen; wird noch erstellt; wird noch geschrieben;
	à définir; a définir; à compléter; à préciser; à déterminer; à confirmer; à venir; à remplir; à renseigner; à écrire; à rédiger; à désigner; à nommer;
	votre nom; sans titre;
	por definir; por determinar; por confirmar; por completar; por asignar; por designar; sin asignar; pendiente; su nombre; sin título;
	da definire; da completare; da determinare; da confermare; da nominare; da compilare; da scrivere; da assegnare; senza titolo;
	nader te bepalen; n.t.b; ntb; nog te bepalen; nog te benoemen; nog in te vullen; in te vullen; nog aan te vullen; uw naam;
	a definir; a determinar; a preencher; por preencher; do uzupełnienia; do ustalenia; do określenia; bude doplněno; k doplnění; att fylla i; fylls i; udfyldes;
	уточняется; будет дополнено; 未定; 待定; 待补充; 待填写; 要記入; 記入してください; 미정`)

// bracketWords are placeholders in brackets only.
var bracketWords = wordSet(`
	name; full name; first name; last name; company; company name; organization; organisation; organization name; organisation name; title; document title; owner; author;
	approver; role; position; department; date; revision; version; text; number; signature; xx; insert; enter; fill; here;
	vorname; nachname; firma; firmenname; unternehmen; titel; datum; rolle; abteilung; funktion; verfasser; ersteller; freigeber; nummer; wert;
	nom; prénom; titre; société; entreprise; auteur; rôle; nombre; título; empresa; fecha; autor; nome; azienda; titolo; naam; bedrijf; bedrijfsnaam`)

// bracketPhrases are the beginnings of instructions in templates.
var bracketPhrases = regexp.MustCompile(`(?i)^(?:tbd|todo|tba|tbc|fixme|insert|enter|add your|fill in|your|name of|title of|date of|ihr|ihre|ihren|bitte|hier|` +
	`name des|name der|datum der|votre|nom d[eu]|insérer|insertar|inserire|vul)\b[\s:,–-]+\S`)

// ambiguousWords also describe things, as in "Orders (pending)".
var ambiguousWords = wordSet(`pending; offen; folgt; to do; nn; pendiente; not assigned; unassigned; in te vullen`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.SplitSeq(list, ";") {
		set[strings.TrimSpace(word)] = true
	}
	return set
}

// trimChars are characters that people put around a placeholder.
const trimChars = " \t.:;,!*\"'`()[]<>{}_-–—…?„“”‚‘’«»\u00a0"

var (
	// templateSyntax matches expressions of template languages.
	templateSyntax = regexp.MustCompile(`\{\{[^{}]*\}?\}?|\{%.*?%\}|<%.*?%>|[$#]\{[^{}]*\}|(?:^|\s)(?:%[A-Z][A-Z_]+%|@@[A-Z_]+@@|__[A-Z][A-Z_]+__|\$\$?[A-Z][A-Z_]{2,}\$?\$?)(?:\s|$)`)
	// anyBrackets matches text in brackets of any kind.
	anyBrackets = regexp.MustCompile(`\[[^\[\]]+\]|<[^<>]+>|\{[^{}]+\}|\([^()]+\)`)
	// markedWord matches a marker next to something unfinished.
	markedWord = regexp.MustCompile(`^(?:TODO|TBD|TBA|TBC|FIXME|T\.B\.D\.)(?:\s*[:;,(]|\s+[/–—-])|` +
		`(?:[:;,/]\s*|\s[–—-]\s+)(?:TODO|TBD|TBA|TBC|FIXME|T\.B\.D\.?)$|\s(?:TBD|T\.B\.D\.)$`)
	markedInside = regexp.MustCompile(`^(?:TODO|TBD|TBA|TBC|FIXME)\b`)
	// unnamedPerson matches N.N. for an unknown name, but not the initials in N.N. Miller.
	unnamedPerson = regexp.MustCompile(`^(?:(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?|Dr\.|Prof\.)\s+)*N\.?\s?N\.?(?:\s*[,(/].*)?$`)
	// xPattern matches XX, 20XX-XX-XX, X.X or XX/XX/2026; a single X is a value.
	xPattern   = regexp.MustCompile(`^[vV]?(?:(?:[xX]+|[0-9]+|[0-9]{1,3}[xX]{1,3})[-./ ]?)+$`)
	datePart   = regexp.MustCompile(`(?i)^(?:[0-9]{1,4}|20(?:xx|yy|jj|__|\?\?)|d{2}|m{2,4}|y{2}|y{4}|t{2}|j{2}|j{4}|a{2}|a{4}|g{2}|r{4}|p{2}|l{2}|k{2}|x{2}|x{4}|_{2,4}|\?{2,4}|#{2,4})$`)
	dateOpen   = regexp.MustCompile(`(?i)^(?:mm+|xx+|__+|\?\?+|##+|kk)$`)
	year       = regexp.MustCompile(`(?i)^(?:yyyy|jjjj)$`)
	digitsOnly = regexp.MustCompile(`^[0-9]+$`)
	idBlank    = regexp.MustCompile(`(?i)(?:^|[-_. ])(?:x{2,4}|tbd|todo|fixme)(?:[-_. ]|$)|[-_. ]n{2,4}$`)
	// threeXs matches XXX as an unknown name; romanThirty matches it as a number after certain
	// words.
	threeXs     = regexp.MustCompile(`(?:^|[\s(,;:])XXX+(?:$|[\s),;:.])`)
	romanThirty = regexp.MustCompile(`(?i)(?:annex|appendix|chapter|part|title|article|section|volume|anhang|anlage|kapitel|teil|band|artikel|annexe|chapitre|partie|titre)\s+XXX\b`)
)

// Placeholder returns the placeholder in a value, or "".
func Placeholder(value string) string {
	value = strings.TrimSpace(value)
	core := strings.Trim(value, trimChars)
	switch {
	case value == "":
	case core == "":
		if strings.ContainsAny(value, "?_…") || strings.Contains(value, "...") {
			return value
		}
	case len(core) <= longestWord && placeholderWords[strings.ToLower(core)], mayBePattern(value) && (isXPattern(core) || isDateForm(core) || isDateForm(value)),
		strings.ContainsRune(value, 'N') && unnamedPerson.MatchString(value):
		return value
	}
	if strings.ContainsAny(value, "{%$<@_") {
		if found := templateSyntax.FindString(value); found != "" {
			return strings.TrimSpace(found)
		}
	}
	if of := diag.BytesOf([]byte(value)); mayHaveMarker([]byte(value), &of) && (markedWord.MatchString(value) || threeXs.MatchString(value) && !romanThirty.MatchString(value) || loremIpsum.MatchString(value)) {
		return value
	}
	if strings.ContainsAny(value, "[{<(") {
		for _, found := range anyBrackets.FindAllString(value, -1) {
			if isBracketPlaceholder(found, found == value && found[0] != '(') {
				return found
			}
		}
	}
	return ""
}

// longestWord is longer than any of placeholderWords, in bytes.
const longestWord = 50

// mayBePattern is a cheap check for isXPattern and isDateForm: a letter is doubled or between
// separators, as in X.X.
func mayBePattern(value string) bool {
	for i := 1; i < len(value) && len(value) <= longestWord; i++ {
		switch value[i] {
		case 'x', 'X':
			if value[i-1] == value[i] || strings.IndexByte("-./", value[i-1]) >= 0 {
				return true
			}
		case 'm', 'M', 'y', 'Y', 'j', 'J', 'k', 'K', '_', '?', '#':
			if value[i-1] == value[i] {
				return true
			}
		}
	}
	return false
}

// isBracketPlaceholder reports whether a text in brackets is a placeholder. A whole value in
// square, curly or angle brackets always is, unless it is an address or a single letter.
func isBracketPlaceholder(found string, whole bool) bool {
	inner := strings.TrimSpace(found[1 : len(found)-1])
	core := strings.ToLower(strings.Trim(inner, trimChars))
	switch {
	case placeholderWords[core] && !ambiguousWords[core]:
		return true
	case found[0] == '(':
		return markedInside.MatchString(inner)
	case found[0] != '<' && len(inner) > 1 && strings.Trim(inner, "_.…? ") == "":
		return true
	case bracketWords[core], isDateForm(inner), isXPattern(inner):
		return true
	case found[0] == '<' && strings.ContainsAny(inner, "@/="):
		return false
	}
	return bracketPhrases.MatchString(inner) || whole && letters(inner) >= 2
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// isXPattern recognizes values in which X replaces digits or letters: XX, X.X, 20XX-XX-XX.
func isXPattern(s string) bool {
	return strings.Count(s, "x")+strings.Count(s, "X") >= 2 && len(s) <= 20 && xPattern.MatchString(s) && (strings.Contains(s, "XX") || strings.Contains(s, "xx") ||
		strings.ContainsAny(s, "-./"))
}

// isDateForm recognizes date formats: YYYY-MM-DD, TT.MM.JJJJ, 2026-XX-XX, ____-__-__.
func isDateForm(s string) bool {
	if len(s) < 4 || len(s) > 20 || digitsOnly.MatchString(s) {
		return false
	}
	if year.MatchString(s) {
		return true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-./ ", r) })
	open, unknown := 0, 0
	for _, p := range parts {
		if !datePart.MatchString(p) {
			return false
		}
		if !digitsOnly.MatchString(p) {
			open++
		}
		if dateOpen.MatchString(p) {
			unknown++
		}
	}
	return (len(parts) == 2 || len(parts) == 3) && open >= 2 && unknown >= 1
}

// FieldPlaceholder returns the placeholder in a value of a field, or "". An id may also contain XX,
// and a name cannot be a dash.
func FieldPlaceholder(field, value string) string {
	switch field {
	case "id":
		if idBlank.MatchString(value) {
			return value
		}
		if isDateForm(value) {
			return ""
		}
	case "owner", "approver", "title":
		if absentWords[strings.ToLower(strings.Trim(value, " .()[]"))] {
			return value
		}
	}
	return Placeholder(value)
}

// absentWords mean nobody or nothing, which is not valid for an owner, approver or title.
var absentWords = wordSet("-; --; ---; –; —; n/a; n.a; n. a; none; nil; nobody; no one; unknown; keiner; keine; niemand; entfällt; unbekannt; aucun; ninguno; nessuno; geen")

// Placeholders in the text of a body.

// bodyMarker matches leftovers of templates and authors' markers in a text, except brackets.
var bodyMarker = regexp.MustCompile(`\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>|\$\{[A-Za-z_][\w. ]*\}|T\.B\.D\.|TBD|TODO|FIXME|XXX+|(?i:lorem\s+ipsum)|\?\?\?+`)

var bodyNeedles = []string{"TBD", "TBA", "TBC", "TODO", "XXX", "FIXME", "T.B.D.", "{{", "{%", "<%", "${", "???", "psum", "PSUM"}

var loremIpsum = regexp.MustCompile(`(?i)\blorem\s+ipsum\b`)

func mayHaveMarker(text []byte, of *diag.Bytes) bool {
	return slices.ContainsFunc(bodyNeedles, func(needle string) bool { return of.MayHold(needle) && containsNeedle(text, needle) })
}

// placeholders reports placeholders in a run of text. It is not called for code, comments and
// links.
func (b *body) placeholders(run []*ast.Text) {
	start, stop := run[0].Segment.Start, run[len(run)-1].Segment.Stop
	text := b.src.Text[start:stop]
	end := 0 // end of the last reported placeholder
	for open := bytes.IndexByte(text, '['); open >= 0; {
		from := open + 1
		if close := bytes.IndexByte(text[from:min(len(text), from+longestPlaceholder)], ']'); close >= 0 {
			close += from
			if b.inBrackets(start+open, start+close) {
				b.reportMarkers(text[end:open], start+end)
				b.placeholder(start+open, start+close+1)
				from, end = close+1, close+1
			}
		}
		next := bytes.IndexByte(text[from:], '[')
		if next < 0 {
			break
		}
		open = from + next
	}
	b.reportMarkers(text[end:], start+end)
}

// inBrackets reports whether the brackets from open to closing are a placeholder. Brackets followed
// by others or by an address were meant as a link.
func (b *body) inBrackets(open, closing int) bool {
	src := b.src.Text
	if isEscaped(src, open) || closing+1 < len(src) && (src[closing+1] == '(' || src[closing+1] == '[') {
		return false
	}
	inner := strings.TrimSpace(string(src[open+1 : closing]))
	core := strings.ToLower(strings.Trim(inner, trimChars))
	switch {
	case utf8.RuneCountInString(inner) < 2 || strings.ContainsAny(inner, "[\n"):
		return false
	case strings.Trim(inner, "_") == "", placeholderWords[core] && !ambiguousWords[core], isDateForm(inner), isXPattern(inner), bracketPhrases.MatchString(inner):
		return true
	case strings.HasPrefix(core, "company") || strings.HasPrefix(core, "organi") || strings.HasPrefix(core, "firm"):
		return bracketWords[core]
	}
	return bracketWords[core] && inner == strings.ToUpper(inner)
}

// reportMarkers reports markers outside brackets in a text that begins at the given offset.
func (b *body) reportMarkers(text []byte, at int) {
	if !b.mayHaveMarker {
		return
	}
	for _, m := range bodyMarker.FindAllIndex(text, -1) {
		if b.isMarker(text, m[0], m[1]) {
			b.placeholder(at+m[0], at+m[1])
		}
	}
}

var markerNoun = regexp.MustCompile(`^[ -](?:[Ll]ist|[Ii]tem|[Ee]ntr|[Aa]pp\b|[Ee]intr|[Kk]ommentar|[Cc]omment)`)

// isMarker reports whether a match is a separate word, neither quoted nor part of a name.
func (b *body) isMarker(text []byte, start, end int) bool {
	word := text[start:end]
	before, _ := utf8.DecodeLastRune(text[:start])
	after, _ := utf8.DecodeRune(text[end:])
	if start == 0 {
		before = ' '
	}
	if end == len(text) {
		after = ' '
	}
	switch {
	case bytes.HasPrefix(word, []byte("${")):
		return bytes.IndexByte(text[end:], '$') < 0 // otherwise it may be a formula
	case bytes.HasPrefix(word, []byte("???")):
		return start > 0 && unicode.IsSpace(before) && !unicode.IsLetter(after) && after != '!'
	case word[0] == '{' || word[0] == '<':
		return true
	}
	joined := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/#@\"'„“”‚‘’»«$%", r)
	}
	if joined(before) || joined(after) {
		return false
	}
	if word[0] == 'X' && romanThirty.Match(text[:end]) {
		return false
	}
	return !markerNoun.Match(text[end:])
}

func (b *body) placeholder(start, stop int) {
	b.report(placeholderRule, b.src.Pos(start, stop), fmt.Sprintf("%s is a placeholder, expected the text that it stands for", shorten(string(b.src.Text[start:stop]))),
		"write the text; put `backticks` around a placeholder that is meant literally")
}

// The rules for placeholders: in values that identify a document and its approval, and in
// everything else.
const (
	placeholderValueRule = "placeholder-value"
	placeholderRule      = "placeholder"
)
