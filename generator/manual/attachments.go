package manual

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// An attachment has the rights of the site: a script in one can read and change what a reader sees.
// Which kinds of files browsers run differs from one to the next and grows, so only those are
// published that are known to be passive.

// handling says what has to be looked at besides the name of a file.
type handling int

const (
	unlisted handling = iota // not to be published
	passive                  // every browser knows the kind by its ending
	sniffed                  // a browser that does not know the kind may take HTML in it for HTML
	markup                   // XML that is a program's own
	drawing                  // SVG
)

// publishable are the kinds of files that may be published.
var publishable = endingsOf(map[handling]string{
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

func endingsOf(kinds map[handling]string) map[string]handling {
	list := map[string]handling{}
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

// unsafeName says why a file may not be published, as far as its name tells, and what else has to be
// looked at.
func unsafeName(file string) (string, handling) {
	name := strings.ToLower(path.Base(file))
	ending := path.Ext(name)
	kind := publishable[ending]
	switch {
	case strings.Contains(file, `\`):
		return `the path has a \, which separates folders on Windows; unpacked there, the file could leave its folder`, unlisted
	case strings.HasSuffix(name, ".") || strings.TrimRight(name, " \t") != name:
		return "the name ends in a dot or a blank, and some systems leave that out", unlisted
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
	// maxDrawing is the largest drawing that is looked into, in bytes.
	maxDrawing = 8 << 20
	// maxFile is the largest file that is published, in bytes.
	maxFile = 1 << 30
	// headSize is how much of a file browsers look at to guess what it is.
	headSize = 1 << 10
)

// unsafeFiles says of each file why it could act in a reader's browser, or "".
func (r *reader) unsafeFiles(files []stampedFile) ([]string, error) {
	r.stamps, r.drawings = make(map[string]stamp, len(files)), map[string]uint64{}
	why, sums, errs := make([]string, len(files)), make([]uint64, len(files)), make([]error, len(files))
	var open []int
	for i, f := range files {
		r.stamps[f.path] = f.stamp
		kind := unlisted
		if why[i], kind = unsafeName(f.path); kind > passive {
			open = append(open, i)
		}
	}
	parallel.Each(len(open), 1, func(n int) {
		i := open[n]
		why[i], sums[i], errs[i] = r.unsafe(files[i])
	})
	for _, i := range open {
		r.drawings[files[i].path] = sums[i]
	}
	return why, errors.Join(errs...)
}

// unsafe looks into a file. The sum is that of what was looked at.
func (r *reader) unsafe(f stampedFile) (why string, sum uint64, err error) {
	_, kind := unsafeName(f.path)
	raw := func() ([]byte, error) { return r.read(f.path, kind.limit()) }
	if r.memory == nil {
		data, err := raw()
		return kind.active(data), maphash.Bytes(seed, data), err
	}
	known, err := r.memory.lookup(f, raw, func(known *cachedFile, data []byte) { known.unsafe = kind.active(data) })
	if err != nil {
		return "", 0, err
	}
	return known.unsafe, known.sum, nil
}

// limit is how much of a file has to be looked at, in bytes.
func (h handling) limit() int64 {
	if h == sniffed {
		return headSize - 1
	}
	return maxDrawing
}

// active says why a file that begins with some bytes could act in a browser, or "".
func (h handling) active(data []byte) string {
	switch {
	case h == passive:
		return ""
	case h != sniffed && len(data) > maxDrawing:
		return fmt.Sprintf("the file has more than %d MiB, the most that is checked for scripts", maxDrawing>>20)
	case h == drawing:
		return activeSVG(data)
	case h == markup:
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

// limitFiles reports files that are too large to be published.
func limitFiles(m *Manual) {
	for _, f := range m.Files {
		if size := m.stamps[f.Path].size; size > maxFile && m.Use(f).Used {
			m.Faults = append(m.Faults[:len(m.Faults):len(m.Faults)], diag.Finding{Rule: "too-large", File: f.Path,
				Pos:     diag.Pos{Line: 1, Column: 1},
				Message: fmt.Sprintf("the file has %d bytes; at most %d are published", size, maxFile),
				Hint:    "make it smaller, or put it on a server and link to it"})
		}
	}
}

// FileState is a value that differs after a file was saved, and can be compared with ==.
type FileState struct{ stamp }

// State is the state of a file when the manual was read.
func (m *Manual) State(f *File) FileState { return FileState{m.stamps[f.Path]} }

// OpenFile opens a file that documents show or link to, and gives its size. What could act in a reader's
// browser is looked at again where it changed since the manual was read.
func (m *Manual) OpenFile(fsys fs.FS, f *File) (io.ReadCloser, int64, error) {
	if f.blob != "" {
		return openIssued(m, f)
	}
	why, kind := unsafeName(f.Path)
	file, info, err := rootfs.Open(fsys, f.Path)
	if err != nil {
		return nil, 0, err
	}
	if why == "" && info.Size() > maxFile {
		why = "it is too large"
	}
	var head []byte
	if why == "" && kind > passive {
		if head, err = io.ReadAll(io.LimitReader(file, kind.limit()+1)); err == nil && maphash.Bytes(seed, head) != m.drawings[f.Path] {
			why = kind.active(head)
		}
	}
	if err == nil && why != "" {
		err = &fs.PathError{Op: "publish", Path: f.Path, Err: fmt.Errorf("it changed after it was checked: %s", why)}
	}
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	rest := io.LimitReader(io.MultiReader(bytes.NewReader(head), file), info.Size())
	return struct {
		io.Reader
		io.Closer
	}{rest, file}, info.Size(), nil
}
