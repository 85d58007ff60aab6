package standardname_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/standardname"
)

func TestParse(t *testing.T) {
	for want, names := range map[standardname.Reference][]string{
		{Number: "9001"}: {"ISO 9001", "iso 9001", "ISO9001", "iso-9001", "iso_9001", "9001", "DIN EN ISO 9001", "EN ISO 9001", "ISO\u00a09001",
			"ISO\u202f9001", "ISO‑9001", "ISO 9001 QMS", "ISO:9001", "Norm ISO 9001"},
		{Number: "9001", Year: "2015"}: {"ISO 9001:2015", "iso 9001:2015", "ISO9001:2015", "iso-9001-2015", "iso_9001_2015", "ISO 9001-2015", "ISO 9001 2015",
			"ISO 9001 (2015)", "ISO 9001: 2015", "DIN EN ISO 9001:2015-11", "DIN EN ISO 9001:2015", "BS EN ISO 9001:2015", "NF EN ISO 9001:2015",
			"UNI EN ISO 9001:2015", "UNE-EN ISO 9001:2015", "ÖNORM EN ISO 9001:2015 11 15", "SN EN ISO 9001:2015", "NEN-EN-ISO 9001:2015",
			"ABNT NBR ISO 9001:2015", "AS/NZS ISO 9001:2015", "I.S. EN ISO 9001:2015", "9001:2015", "2015", "ISO 9001:2015 (E)",
			"ISO 9001:2015+A1", "ISO 9001:2015 + A1:2024", "ISO 9001:2015/Amd 1:2024", "EN ISO 9001:2015/A1:2024", "ISO 9001:2015 incl. Amd 1:2024", "ISO 9001:2015 (Amd 1:2024)",
			"ISO 9001 Edition 2015", "ISO 9001 (Ausgabe 2015)", "ISO 9001 v2015", "ISO 9001, edition 2015",
			"ISO 9001:2015 Quality management systems – Requirements", "ISO 9001:2015, Qualitätsmanagementsysteme - Anforderungen"},
		{Number: "9001", Year: "2008"}: {"ISO 9001:2008", "DIN EN ISO 9001:2008-12", "2008", "EN ISO 9001:2008/AC:2009"},
		{Number: "9001", Year: "2019"}: {"ISO 9001:2019"},
		{Number: "9002"}:               {"ISO 9002", "iso-9002", "9002", "DIN EN ISO 9002"},
		{Number: "9002", Year: "1994"}: {"ISO 9002:1994", "ISO 9002-1994", "EN ISO 9002:1994", "DIN EN ISO 9002:1994-08"},
	} {
		for _, name := range names {
			if got, ok := standardname.Parse(name); !ok || got != want {
				t.Errorf("%q is read as %v, %t, want %v", name, got, ok, want)
			}
		}
	}
}

func TestParseRefusesOtherStandards(t *testing.T) {
	for _, name := range []string{"", "ISO", "ISO 13485", "ISO 13485:2016", "EN ISO 13485", "iso-27001", "ISO/IEC 27001:2022", "ISO 14001:2015", "ISO 45001", "IATF 16949",
		"IATF 16949:2016", "AS9100D", "AS 9100", "EN 9100:2018", "FDA 21 CFR 820", "21 CFR Part 820", "ISO/TS 9002:2016", "ISO/TS 9002", "ISO/TS 16949", "ISO 9000:2015", "ISO 9003:1994",
		"ISO 9004", "ISO 90003", "ISO 19001", "ISO 90011", "GB/T 19001-2016", "ISO/DIS 9001:2026", "ISO/FDIS 9001", "ISO 9001 and ISO 14001", "ISO 9001:2015, ISO 14001:2015",
		"ISO 9001/14001", "ISO 9001:2015 / IATF 16949", "not ISO 9001", "like ISO 9001", "IATF ISO 9001", "ISO 9001:15", "ISO 9001:20155", "ISO 9001.1", "ISO 9001-3",
		"ISO 9001A", "ISO 9001:2015 A", "ISO 9001:2015 with ISO 13485", "VDA 6.3", "GMP", "Scrum", "2019", "15", "ISO 9001:2015 clause 8", "BS 5750", "API Q1", "true", "ISO 29001", "ISO 9001:2015 ISO 14001:2015"} {
		if got, ok := standardname.Parse(name); ok {
			t.Errorf("%q is read as %v", name, got)
		}
	}
}
