package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var brokenImage = Rule{
	Name: "broken-image", Severity: diag.Error,
	Summary: "A picture does not exist, or is on another server.",
	text: func(r *run) {
		r.links(func(place place, ref document.Ref, t manual.Target) {
			if ref.Kind == document.Image {
				message, hint := r.explainTarget(place.file(), ref.Kind, t)
				if ref.Target == "" {
					message, hint = "the image has no address", "write ![what it shows](file.png)"
				}
				if message != "" {
					place.report(r, ref.Pos, message, hint)
				}
			}
		})
	},
	catalog: func(r *run) {
		if r.Logo.Given() && r.LogoFile() == nil {
			r.inConfig(r.Logo.Pos, "", fmt.Sprintf("there is no file %s", r.Logo.Value), "write the path from the manual's folder")
		}
	},
}
