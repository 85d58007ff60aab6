package excerpt

import "testing"

func TestPhrases(t *testing.T) {
	p := &phrases{}
	for _, left := range []string{"QX-7", "Payroll rules", "Prüfung Süd", "secret/pay.md"} {
		p.add(left, true)
	}
	for _, kept := range []string{"QX-70", "QX-7-1", "Payroll rules for drivers"} {
		p.add(kept, false)
	}
	for text, want := range map[string]string{
		"see QX-7.":                      "see _.",
		"see qx-7, QX\u20117 and QX\\-7": "see _, _ and _",
		"QX-70 QX-7-1 AQX-7 QX-7a":       "QX-70 QX-7-1 AQX-7 QX-7a",
		"QX-7-2":                         "_-2",
		"the payroll\nrules":             "the _",
		"Payroll\u00a0rules":             "_",
		"Payroll rules for drivers":      "Payroll rules for drivers",
		"PRÜFUNG SÜD":                    "_",
		"Pru\u0308fung Su\u0308d":        "_",
		"[x](secret/pay.md)":             "[x](_)",
		"İ QX-7 \xff QX-7":               "İ _ \xff _",
		"":                               "",
		"QX-7":                           "_",
		"with-qx-7":                      "with-_",
		"\\":                             "\\",
		"1. the payroll\n   rules":       "1. the _",
		"> the payroll\n> rules":         "> the _",
		"> > payroll\n> >\trules":        "> > _",
		"payroll \n  \n rules":           "_",
		"payroll > rules":                "payroll > rules",
		"**Payroll** rules":              "**_",
		"**Payroll rules** and *QX-7*":   "**_** and *_*",
		"_Payroll rules_, __QX-7__":      "___, _____",
		"`QX-7`":                         "`_`",
		"QX&#45;7 QX&#x2d;7 QX&minus;7":  "_ _ _",
		"Payroll&nbsp;rules":             "_",
		"Pay\u00adroll rules\u200b":      "_\u200b",
		"QX\u2060-7":                     "_",
		"AT&T; &; & &unknown; QX-7":      "AT&T; &; & &unknown; _",
		"QX_7":                           "QX_7",
	} {
		if got := p.replace(text, "_"); got != want {
			t.Errorf("%q becomes %q, expected %q", text, got, want)
		}
	}
}
