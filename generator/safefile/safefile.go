// Package safefile says whether a file may be published beside the pages of a site. Its functions may be called from
// several goroutines.
//
// An attachment has the rights of the site: a script in one can read and change what a reader sees.
// Which kinds of files browsers run differs from one to the next and grows, so only those are
// published that are known to be passive.
package safefile

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Kind is what a file is by its name, and says what has to be looked at besides.
type Kind int

const (
	unlisted Kind = iota // not to be published
	passive              // every browser knows the kind by its ending
	sniffed              // a browser that does not know the kind may take HTML in it for HTML
	markup               // XML that is a program's own
	drawing              // SVG
)

// publishable are the kinds of files that may be published.
var publishable = endingsOf(map[Kind]string{
	passive: `png apng jpg jpeg jpe jfif gif webp avif bmp ico
		pdf txt css mp3 mp4 m4a m4v wav webm ogg oga ogv opus flac`,
	sniffed: `tif tiff heic heif jp2 jxl dib tga pcx emf wmf eps ps ai psd xcf raw cr2 nef dng djvu cdr indd
		doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xltx xltm ppt pptx pptm pps ppsx pot potx
		odt ott ods ots odp otp odg otg odf odb rtf wpd wps pages numbers key pub one xps oxps epub
		vsd vsdx vsdm vss vssx vst vstx mpp mpt xmind mmap mpj mpx mtw mwx jmp sav mdb accdb sqlite db dbf
		csv tsv tab dat log md markdown rst adoc asciidoc tex bib asc json jsonl yaml yml toml ini cfg conf properties sql diff patch
		puml plantuml mmd mermaid gv ics vcf srt vtt sub
		eml msg pst mbox p7m p7s p7b p7c pem crt cer der csr sig gpg pgp asice tsr tst md5 sha1 sha256 sha512
		zip 7z rar tar tgz tbz2 txz gz bz2 xz zst
		dwg dxf dwt dwf dwfx dgn step stp p21 iges igs stl obj 3mf ply ifc jt x_t x_b sat sab 3ds 3dm blend skp rvt rfa
		ipt iam idw ipn sldprt sldasm slddrw catpart catproduct catdrawing prt asm drw par psm f3d fcstd
		nc cnc tap gcode gbr ger drl brd sch kicad_pcb kicad_sch pcbdoc schdoc
		dfq dfd dfx qif las laz pcd e57 plc s7p ap15 ap16 ap17 ap18 aml acd lvproj vi m mat r rdata ipynb
		avi mov wmv mpg mpeg mkv 3gp mts aac wma aif aiff mid amr
		ttf otf woff woff2`,
	markup:  `drawio dio bpmn dmn fodt fods fodp fodg mm gan vdx gpx`,
	drawing: `svg`,
})

func endingsOf(kinds map[Kind]string) map[string]Kind {
	list := map[string]Kind{}
	for kind, names := range kinds {
		for _, name := range strings.Fields(names) {
			list["."+name] = kind
		}
	}
	return list
}

var (
	// active are endings of which it can be said what is wrong with them.
	active = regexp.MustCompile(`^\.([sxed]?html?|xht|xhtml|m?html|xml|xslt?|[mc]?js|jsx|tsx?|svgz|mht|hta|htc|swf|wasm)$`)
	// onServer are parts of a name that make some web servers run a file, wherever in the name they are.
	onServer = regexp.MustCompile(`\.(php[0-9]?|phtml|phar|f?cgi|shtml?)\.`)
	// packed are endings that say how the file before them is packed. Some web servers unpack it.
	packed = regexp.MustCompile(`^\.(gz|bz2|xz|zst)$`)
)

// ByName says why a file may not be published, as far as its name tells, or "", and of what kind it is.
func ByName(file string) (why string, kind Kind) {
	name := strings.ToLower(path.Base(file))
	ending := path.Ext(name)
	kind = publishable[ending]
	switch {
	case strings.HasSuffix(name, ".") || strings.TrimRight(name, " \t") != name:
		return "the name ends in a dot or a blank, and some systems leave that out", unlisted
	case strings.Contains(file, `\`):
		return `the path has a \, which separates folders on Windows; unpacked there, the file could leave its folder`, unlisted
	case active.MatchString(ending):
		return fmt.Sprintf("a %s file can run scripts with the rights of the site", ending), unlisted
	case ending == "" || ending == name:
		return "the name has no ending, so browsers guess what is in the file and may run it", unlisted
	case kind == unlisted || !strings.HasSuffix(strings.ToLower(asciiOnly(file)), ending):
		return fmt.Sprintf("%s is not one of the kinds of files that are known to be safe in a browser", ending), unlisted
	}
	if part := onServer.FindString(name); part != "" {
		return fmt.Sprintf("some web servers run a file with %s in its name", strings.TrimSuffix(part, ".")), unlisted
	}
	if inner := strings.TrimSuffix(name, ending); packed.MatchString(ending) && path.Ext(inner) != "" {
		if k := publishable[path.Ext(inner)]; k == unlisted || k == drawing || k == markup {
			return fmt.Sprintf("a %s%s file is one of a kind that is not known to be safe in a browser", path.Ext(inner), ending), unlisted
		}
	}
	return "", kind
}

// asciiOnly leaves out what lower-casing could make an ASCII letter of, such as the Kelvin sign.
func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r > '~' {
			return -1
		}
		return r
	}, s)
}

const (
	// MaxSize is the largest file that is looked into, in bytes.
	MaxSize = 8 << 20
	// headSize is how much of a file browsers look at to guess what it is.
	headSize = 1 << 10
)

// Unsure reports whether the content of the file has to be looked at.
func (k Kind) Unsure() bool { return k > passive }

// Limit is how much of a file has to be looked at, in bytes. Active wants one more byte where there is one.
func (k Kind) Limit() int64 {
	if k == sniffed {
		return headSize - 1
	}
	return MaxSize
}

// Active says why a file that begins with some bytes could act in a browser, or "".
func (k Kind) Active(data []byte) string {
	switch {
	case k == passive:
		return ""
	case k != sniffed && len(data) > MaxSize:
		return fmt.Sprintf("the file has more than %d MiB, the most that is checked for scripts", MaxSize>>20)
	case k == drawing:
		return activeSVG(data)
	case k == markup:
		return activeMarkup(data)
	case looksLikeHTML(data):
		return "the file begins like HTML or XML, which a browser may run whatever the name says"
	}
	return ""
}

// looksLikeHTML reports whether a browser that does not know a file's ending could take it for HTML.
func looksLikeHTML(data []byte) bool {
	data = bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16
	data = bytes.TrimLeft(data, "\xef\xbb\xbf\xff\xfe \t\r\n\f\v")
	return len(data) > 1 && data[0] == '<' && (data[1]|0x20 >= 'a' && data[1]|0x20 <= 'z' || bytes.IndexByte([]byte("!?/"), data[1]) >= 0)
}
