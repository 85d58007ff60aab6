package search

import (
	"slices"
	"strings"
	"testing"
)

// readers are texts and the words under which readers look for them.
var readers = []struct{ text, words string }{
	{"Plain words, and more.", "plain words and more"},
	{"a b cd", "a b cd"},
	{"Clause 8.4.1.", "clause 8.4.1"},
	{"4.10 is not 4.1", "4.10 is not 4.1"},
	{"see QP-08-04, QP_08 and (QF-7)", "see qp-08-04 qp qp_08 qp and qf-7 qf"},
	{"ISO-9001:2015", "iso-9001 iso 9001 2015"},
	{"2026-11-22", "2026-11-22 2026"},
	{"re-inspection -- e-mail...and", "reinspection re inspection email e mail and"},
	{"end.Next", "end next"},
	{"-lead trail- ._-", "lead trail"},
	{"½ m² ㎡ 3½", "1/2 1 2 m2 m2 3 1/2 1 2"},

	// Numbers and units.
	{"0,05 mm", "0.05 mm"},
	{"0.05mm 0,05mm", "0.05mm 0.05 mm 0.05mm 0.05 mm"},
	{"12,5 kN; 12,5kN", "12.5 kn 12.5kn 12.5 kn"},
	{"1,000 1.000 1,234,567.8 1.234,56", "1.000 1.000 1.234.567.8 1.234.56"},
	{"8.4,8.5 1,2,3 7,8", "8.4 8.5 1 2 3 7.8"},
	{"one,two 1,", "one two 1"},
	{"10-12 10–12 10,5-12,5", "10-12 10 12 10-12 10 12 10.5-12.5 10.5 12.5"},
	{"5 µm 5μm 5µm", "5 μm 5μm 5 μm 5μm 5 μm"},
	{"20 °C 20°C 20 ℃", "20 °c 20 °c 20 °c"},
	{"50 % 50% 50\u00a0%", "50 % 50 % 50 %"},
	{"±0.1 ± 0,1 +0.1 -5", "± 0.1 ± 0.1 0.1 5"},
	{"Ø12 Ø 12 ø\u00a012 ⌀12", "o12 o12 o12 o12"},
	{"§ 5 §5 $5 5€", "§ 5 § 5 $ 5 5 €"},
	{"5m² 4x4 3d", "5m2 5 m2 4x4 3d 3 d"},
	{"Nr.5 No. 5 #5 1:10", "nr.5 nr 5 no 5 5 1 10"},
	{"IP65 H2O M8 CO₂ CO2", "ip65 h2o m8 co2 co2"},

	// Signs between letters and figures.
	{"24/7 3/4 inch 1/2\" 1⁄2", "24/7 24 7 3/4 3 4 inch 1/2 1 2 1/2 1 2"},
	{"R&D, Q&A. S&OP AT&T", "r&d r d q&a q a s&op s op at&t at t"},
	{"R & D; Johnson & Johnson", "r&d r d johnson johnson"},
	{"A & B & C Ä & B", "a&b&c a b c a b"},
	{"A/B and/or supplier/customer R/3 km/h N/A", "a/b a b and/or and or supplier customer r/3 r 3 km/h km h n/a n a"},
	{"C++ C# F#, A+ K+S c+", "c++ c c# c f# f a+ a k+s k s c+ c"},
	{".NET ASP.NET (.pdf) a.b .x-y", ".net net asp net .pdf pdf a b xy x y"},
	{"a#b ++ # & / +", "a b"},

	// What is not seen, and what keyboards do not have.
	{"Kunden\u00adzufriedenheit un\u200breleased \ufeffBOM", "kundenzufriedenheit unreleased bom"},
	{"QP\u201108\u201104 Clausebook™", "qp-08-04 qp clausebook"},

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
	{"don’t O'Brien", "don t o brien"},
	{strings.Repeat("x", 50), strings.Repeat("x", 40)},
	{strings.Repeat("ä", 50), strings.Repeat("a", 40)},
	{"\u202e\u200b<b>&amp;\u00a0y2k", "b amp y2k"},
	{"", ""},
}

func TestWords(t *testing.T) {
	for _, r := range readers {
		if got := strings.Join(Words(r.text), " "); got != r.words {
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
