package config

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// The grounds of the built-in theme on which the accent colour is read: the darkest of the light ones and the
// lightest of the dark ones.
const (
	LightGround = Colour(0xf5f7f8)
	DarkGround  = Colour(0x1d242a)
)

// MinContrast is the least contrast of text that WCAG 2 allows at level AA.
const MinContrast = 4.5

// darkContrast is what the accent colour is lightened to for a dark page, where thin letters need more.
const darkContrast = 6

// Colour is red, green and blue, eight bits each.
type Colour uint32

// Accent is the colour of links and of what is chosen. Light and Dark are the colours for a light and a dark
// page: as written where that can be read there, else a darker or a lighter one of the same hue.
type Accent struct {
	document.Text
	Known                bool
	Written, Light, Dark Colour
}

var colourForm = regexp.MustCompile(`^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

func (r *reader) accent(v *yaml.Value) {
	t := r.text(v)
	r.config.Accent.Text = t
	if !t.Given() {
		return
	}
	m := colourForm.FindStringSubmatch(t.Value)
	if m == nil {
		r.bad(v, fmt.Sprintf("%s is not a colour", t.Value), "write it as `\"#0b5d8a\"`: red, green and blue in hexadecimal, in quotation marks")
		return
	}
	digits := m[1]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, _ := strconv.ParseUint(digits, 16, 32)
	c := Colour(n)
	r.config.Accent = Accent{Text: t, Known: true, Written: c, Light: c.towards(0, LightGround, MinContrast), Dark: c}
	if c.Contrast(DarkGround) < MinContrast {
		r.config.Accent.Dark = c.towards(0xffffff, DarkGround, darkContrast)
	}
}

// String writes the colour as CSS does: #0b5d8a.
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

// Contrast is the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21.
func (c Colour) Contrast(other Colour) float64 {
	a, b := c.luminance(), other.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func (c Colour) luminance() float64 {
	linear := func(shift int) float64 {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

// towards mixes the colour with black or white until it has a contrast on a ground.
func (c Colour) towards(end, ground Colour, contrast float64) Colour {
	for step := range Colour(101) {
		var mixed Colour
		for _, shift := range []Colour{16, 8, 0} {
			mixed |= ((c>>shift&0xff)*(100-step) + (end>>shift&0xff)*step + 50) / 100 << shift
		}
		if mixed.Contrast(ground) >= contrast {
			return mixed
		}
	}
	return end
}
