package generator

import (
	"encoding/binary"
	"hash/maphash"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/site"
)

// Pages gives the site of a result of Check, made page by page. What it has made is remembered for the site of the
// next result. A result without a matrix has no site, and Pages returns nil.
func (b *Builder) Pages(r *Result) *site.Pages {
	if r.Matrix == nil {
		return nil
	}
	s := site.SinceAudit(b.sites.New(r.FS, r.Matrix, r.theme, r.base), r.sinceAudit)
	return b.sites.Pages(s, func() []site.File { return r.files(s) }, findingsKey(r.Findings))
}

var findingsSeed = maphash.MakeSeed()

// findingsKey is the key of findings, which the spreadsheet lists.
func findingsKey(findings []diag.Finding) uint64 {
	var h maphash.Hash
	h.SetSeed(findingsSeed)
	number := func(n uint64) { _, _ = h.Write(binary.LittleEndian.AppendUint64(nil, n)) }
	for _, f := range findings {
		for _, text := range []string{f.Rule, f.File, f.Message, f.Hint, f.Accepted} {
			_, _ = h.WriteString(text)
			_ = h.WriteByte(0)
		}
		number(uint64(f.Severity))
		number(uint64(f.Line)<<32 | uint64(f.Column))
	}
	return h.Sum64()
}
