package site

import (
	"bytes"
	"fmt"

	"github.com/clausebook/clausebook/generator/route"
)

// scriptParts are the scripts that are put before a page's own one, in one file: a page loads one script.
var scriptParts = map[string][]string{
	route.KeysScript:     {route.LookScript},
	route.DocumentScript: {route.LookScript, route.KeysScript},
	route.ListScript:     {route.LookScript, route.KeysScript},
	route.FilterScript:   {route.LookScript, route.KeysScript},
	route.AuditScript:    {route.LookScript, route.KeysScript},
	route.SearchScript:   {route.LookScript},
}

// asset returns an asset of the theme as it is published.
func (b *Builder) asset(name string) []byte {
	if a := b.manual.Accent; name == route.CustomSheet && a.Known {
		return fmt.Appendf(nil, "@media screen{:root{--accent:light-dark(%s,%s)}}\n%s", a.Light, a.Dark, b.theme.Asset(name))
	}
	var parts [][]byte
	for _, part := range append(scriptParts[name], name) {
		parts = append(parts, b.theme.Asset(part))
	}
	return bytes.Join(parts, []byte(";\n")) // the minifier leaves no semicolon at the end
}
