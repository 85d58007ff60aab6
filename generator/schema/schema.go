// Package schema says what may stand in front matter and in manual.yaml, as JSON Schema, so that
// editors complete and check while one types.
//
// The tables that the readers go by hold a Schema in every row; nothing is listed twice. An editor
// takes a plain 1.10 for a number, and the reader for the text it is: so a text may be any scalar.
// The dialect is draft-07, which every editor knows.
package schema

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Schema is one schema. Its fields are the keywords of JSON Schema.
type Schema struct {
	Dialect              string             `json:"$schema,omitempty"`
	Title                string             `json:"title,omitempty"`
	Description          string             `json:"description,omitempty"`
	Type                 Types              `json:"type,omitempty"`
	Enum                 []any              `json:"enum,omitempty"`
	Const                any                `json:"const,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	Format               string             `json:"format,omitempty"`
	MinLength            int                `json:"minLength,omitempty"`
	MaxLength            int                `json:"maxLength,omitempty"`
	Default              any                `json:"default,omitempty"`
	Items                *Schema            `json:"items,omitempty"`
	AnyOf                []*Schema          `json:"anyOf,omitempty"`
	AllOf                []*Schema          `json:"allOf,omitempty"`
	If                   *Schema            `json:"if,omitempty"`
	Then                 *Schema            `json:"then,omitempty"`
	Properties           map[string]*Schema `json:"properties,omitempty"`
	PatternProperties    map[string]*Schema `json:"patternProperties,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"`
	Required             []string           `json:"required,omitempty"`

	needed bool
}

// Types are the types that a value may be of.
type Types []string

// MarshalJSON writes a single type as its name alone.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// Field is a field with its name.
type Field struct {
	Name string
	*Schema
}

// Text is one value of any spelling, or nothing.
func Text(about string) *Schema {
	return &Schema{Description: about, Type: Types{"string", "number", "boolean", "null"}}
}

// Match takes only texts of a pattern. An empty field is left alone.
func (s *Schema) Match(pattern string) *Schema {
	s.Pattern = pattern
	return s
}

// AtMost limits the length of a text.
func (s *Schema) AtMost(n int) *Schema {
	s.MaxLength = n
	return s
}

// Or says what holds where the field is missing.
func (s *Schema) Or(value any) *Schema {
	s.Default = value
	return s
}

// Need says that the field has to be there and must not be empty.
func (s *Schema) Need() *Schema {
	s.needed = true
	s.Type = slices.DeleteFunc(s.Type, func(t string) bool { return t == "null" })
	if slices.Contains(s.Type, "string") {
		s.MinLength = 1
	}
	s.Enum = slices.DeleteFunc(s.Enum, func(v any) bool { return v == nil })
	return s
}

// Date is a day written as YYYY-MM-DD.
func Date(about string) *Schema {
	return &Schema{Description: about, Type: Types{"string", "null"}, Format: "date", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
}

// Choice is one of some words, or nothing. A word of digits may stand with and without quotation marks.
func Choice(about string, words ...string) *Schema {
	s := &Schema{Description: about}
	for _, word := range words {
		if n, err := strconv.Atoi(word); err == nil && strconv.Itoa(n) == word {
			s.Enum = append(s.Enum, n)
		}
		s.Enum = append(s.Enum, word)
	}
	s.Enum = append(s.Enum, nil)
	return s
}

// Usually is one of some words, or a text of a pattern.
func Usually(about, pattern string, words ...string) *Schema {
	return &Schema{Description: about, AnyOf: []*Schema{Choice("", words...), Text("").Match(pattern)}}
}

// List is a list of values; a single value is a list of one.
func List(about string, of *Schema) *Schema {
	return &Schema{Description: about, AnyOf: []*Schema{of, {Type: Types{"array"}, Items: of}, {Type: Types{"null"}}}}
}

// Object is a map with known fields and no others.
func Object(about string, fields ...Field) *Schema {
	s := &Schema{Description: about, Type: Types{"object"}, Properties: map[string]*Schema{}, AdditionalProperties: false}
	for _, f := range fields {
		s.Properties[f.Name] = f.Schema
		if f.needed {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

// File is the schema of a whole file.
func (s *Schema) File(title string) *Schema {
	s.Dialect, s.Title = "http://json-schema.org/draft-07/schema#", title
	return s
}
