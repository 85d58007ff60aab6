module github.com/clausebook/clausebook

go 1.26.0

require (
	github.com/yuin/goldmark v1.8.7
	github.com/yuin/goldmark-meta v1.1.0
	go.yaml.in/yaml/v4 v4.0.0
	golang.org/x/sys v0.49.0
)

require gopkg.in/yaml.v2 v2.3.0 // indirect
