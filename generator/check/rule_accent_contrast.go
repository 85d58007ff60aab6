package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
)

var accentContrast = Rule{
	Name: "accent-contrast", Severity: diag.Warning,
	Summary: "The accent colour is too light to be read on a light page.",
	catalog: func(r *run) {
		a := r.Config.Accent
		if !a.Known || a.Light == a.Written {
			return
		}
		r.inConfig(a.Pos, "", fmt.Sprintf("%s has a contrast of %.1f:1 on the light ground of a page, expected at least %.1f:1",
			a.Value, a.Written.Contrast(config.LightGround), config.MinContrast),
			fmt.Sprintf("%s is the same hue and has %.1f:1; links are shown in it meanwhile", a.Light, a.Light.Contrast(config.LightGround)))
	},
}
