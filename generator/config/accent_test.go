package config_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
)

func TestAccent(t *testing.T) {
	for _, c := range []struct{ written, light, dark, finding string }{
		{`"#0b5d8a"`, "#0b5d8a", "", ""},
		{`'#0B5D8A'`, "#0b5d8a", "", ""},
		{`0b5d8a`, "#0b5d8a", "", ""},
		{`"#059"`, "#005599", "", ""},
		{`059`, "#005599", "", ""},
		{`000000`, "#000000", "", ""}, // a number in YAML
		{`"#ffcc00"`, "", "#ffcc00", ""},
		{`"#fff"`, "", "#ffffff", ""},
		{``, "", "", ""},
		{`blue`, "", "", "blue is not a colour"},
		{`"#0b5d8"`, "", "", "#0b5d8 is not a colour"},
		{`"#0b5d8a80"`, "", "", "#0b5d8a80 is not a colour"},
		{`"red; } body { display: none"`, "", "", "red; } body { display: none is not a colour"},
		{`rgb(1, 2, 3)`, "", "", "rgb(1, 2, 3) is not a colour"},
		{`[1, 2]`, "", "", "expected one value"},
	} {
		read := config.Read([]byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\naccent: " + c.written + "\n"))
		var said []string
		for _, f := range read.Findings {
			said = append(said, f.Message)
		}
		if got := strings.Join(said, "; "); got != c.finding {
			t.Errorf("%s: %q, expected %q", c.written, got, c.finding)
		}
		a := read.Accent
		if !a.Known {
			if c.light+c.dark != "" {
				t.Errorf("%s: no colour", c.written)
			}
			continue
		}
		if c.light != "" && a.Light.String() != c.light || c.dark != "" && a.Dark.String() != c.dark {
			t.Errorf("%s: %s and %s, expected %s and %s", c.written, a.Light, a.Dark, c.light, c.dark)
		}
		if a.Light.Contrast(config.LightGround) < config.MinContrast || a.Dark.Contrast(config.DarkGround) < config.MinContrast {
			t.Errorf("%s: %s or %s cannot be read", c.written, a.Light, a.Dark)
		}
	}
}

// TestGrounds holds the grounds that colours are checked against to those of the style sheet.
func TestGrounds(t *testing.T) {
	sheet, err := os.ReadFile("../../themes/default/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("--shade: light-dark(%s, %s);", config.LightGround, config.DarkGround)
	if !strings.Contains(string(sheet), want) {
		t.Errorf("the style sheet does not say %s but %s", want, regexp.MustCompile(`--shade: .*`).Find(sheet))
	}
}
