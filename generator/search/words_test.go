package search

import (
	"slices"
	"strings"
	"testing"
)

func wordsOf(text string) []string {
	var x Index
	var list []string
	words(x.buffer[:0], text, func(word []byte) { list = append(list, string(word)) })
	return list
}

// readers are texts and the words under which readers look for them.
var readers = []struct{ text, words string }{
	{"Plain words, and more.", "plain words and more"},
	{"a b cd", "cd"},
	{"Clause 8.4.1.", "clause 8.4.1"},
	{"4.10 is not 4.1", "4.10 is not 4.1"},
	{"see QP-08-04, QP_08 and (QF-7)", "see qp-08-04 qp qp_08 qp and qf-7 qf"},
	{"ISO-9001:2015", "iso-9001 iso 9001 2015"},
	{"2026-11-22", "2026-11-22 2026"},
	{"re-inspection -- e-mail...and", "re inspection mail and"},
	{"end.Next", "end next"},
	{"-lead trail- ._-", "lead trail"},
	{"0.05mm ½ m² ㎡", "0.05mm 05mm m2 m2"},
	{"Prüfung PRÜFUNG Pru\u0308fung Größe GRÖẞE", "prufung prufung prufung grosse grosse"},
	{"Ærø œuvre Łódź Đorđe Þór ıstanbul İstanbul", "aero oeuvre lodz dorde thor istanbul istanbul"},
	{"Ελληνικός ΕΛΛΗΝΙΚΟΣ", "ελληνικοσ ελληνικοσ"},
	{"Ёлка ёлка Україна", "елка елка украіна"},
	{"éàüñç ÉÀÜÑÇ", "eaunc eaunc"},
	{"ﬁne ＡＢＣ①", "fine abc1"},
	{"품질 매뉴얼", "품질 매뉴얼"},
	{"品質マニュアル", "品質 質マ マニ ニュ ュア アル ル"},
	{"が カ", "が カ"},
	{"第8.4条", "第 8.4 条"},
	{"ISO規格", "iso 規格 格"},
	{"คุณภาพ", "คุ ุณ ณภ ภา าพ พ"},
	{"गुणवत्ता कि का", "गुणवत्ता कि का"},
	{"שָׁלוֹם مُحَمَّد", "שלום محمد"},
	{"𠮷野家 𝐁old", "𠮷野 野家 家 bold"},
	{"don’t O'Brien", "don brien"},
	{strings.Repeat("x", 50), strings.Repeat("x", 40)},
	{strings.Repeat("ä", 50), strings.Repeat("a", 40)},
	{"\u202e\u200b<b>&amp;\u00a0y2k", "amp y2k"},
	{"", ""},
}

func TestWords(t *testing.T) {
	for _, r := range readers {
		if got := strings.Join(wordsOf(r.text), " "); got != r.words {
			t.Errorf("%q\n got %s\nwant %s", r.text, got, r.words)
		}
	}
}

func TestNumbers(t *testing.T) {
	var l list
	want := []int{1, 2, 3, 59, 60, 61, 118, 2200, 2201, 70000, 9_000_000}
	for _, n := range want {
		l.add(n)
	}
	if got := numbersOf(string(l.code)); !slices.Equal(got, want) {
		t.Errorf("%q is read as %v, expected %v", l.code, got, want)
	}
	if strings.ContainsAny(string(l.code), "\"\\! ") {
		t.Errorf("%q holds what needs an escape or parts", l.code)
	}
}

// numbersOf reads a list as search.js does.
func numbersOf(code string) []int {
	var list []int
	last, more, scale := 0, 0, 1
	for _, figure := range []byte(code) {
		if figure >= firstMore {
			more += (lastFigures + int(figure) - firstMore) * scale
			scale *= moreFigures
			continue
		}
		last += 1 + more + (int(figure)-firstLast)*scale
		list = append(list, last)
		more, scale = 0, 1
	}
	return list
}
