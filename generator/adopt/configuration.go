package adopt

import (
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/scaffold"
)

// configuration is manual.yaml.
func (p *Plan) configuration() []byte {
	s := p.Settings
	m := scaffold.Manual{Title: s.Title, Company: s.Company, Edition: s.Edition, Scope: s.Scope, DocumentsFolder: s.Documents}
	if m.DocumentsFolder == "documents" {
		m.DocumentsFolder = ""
	}
	for value, usual := range map[*string]string{&m.Title: "Quality manual", &m.Company: "Your company (to be written)", &m.Edition: "2015", &m.Scope: "9001"} {
		if *value == "" {
			*value = usual
		}
	}
	m.Language = scaffold.DefaultLanguage
	text := m.Configuration()
	for _, key := range []struct {
		name  string
		items []string
	}{{"exclude", s.Exclude}, {"fields", s.Fields}} {
		if len(key.items) > 0 && slices.Contains(config.Names(), key.name) {
			text = append(text, key.name+": "+flowList(key.items)+"\n"...)
		}
	}
	return text
}
