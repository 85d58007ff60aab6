package adopt

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

// Limits of a Word file, in bytes.
const (
	maxWord     = 64 << 20  // packed
	maxUnpacked = 256 << 20 // all parts together
	maxPart     = 32 << 20  // a part that is read as XML
)

// wordFile is what a Word file holds, apart from what the converter makes of it.
type wordFile struct {
	parts    map[string]*zip.File
	pairs    []pair   // control data of headers and footers
	texts    []string // all paragraphs
	sentence bool     // there is running text
}

// empty reports whether there is nothing to see in the file.
func (w *wordFile) empty() bool {
	for name := range w.parts {
		if strings.HasPrefix(name, "word/media/") {
			return false
		}
	}
	return len(w.texts)+len(w.pairs) == 0
}

// openWord examines a Word file. An error says what is wrong with it.
func openWord(raw []byte) (*wordFile, error) {
	if bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return nil, errors.New("it is encrypted or in the old Word format; save it as .docx without a password")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errors.New("it is not a Word file, or it is damaged")
	}
	w := &wordFile{parts: map[string]*zip.File{}}
	left := int64(maxUnpacked)
	for _, f := range z.File {
		// What an archive says about its sizes may be wrong.
		n, err := unpack(io.Discard, f, left)
		if err != nil {
			return nil, err
		}
		left -= n
		w.parts[f.Name] = f
	}
	if w.parts["word/document.xml"] == nil {
		return nil, errors.New("it is not a Word file: it has no text part")
	}
	return w, nil
}

// unpack copies a part. It is an error if it has more than max bytes.
func unpack(to io.Writer, f *zip.File, max int64) (int64, error) {
	in, err := f.Open()
	if err != nil {
		return 0, errors.New("it is damaged: " + err.Error())
	}
	defer in.Close()
	n, err := io.Copy(to, io.LimitReader(in, max+1))
	switch {
	case err != nil:
		return 0, errors.New("it is damaged: " + err.Error())
	case n > max:
		return 0, fmt.Errorf("unpacked it has more than %d MiB", maxUnpacked>>20)
	}
	return n, nil
}

// part returns the bytes of a part.
func (w *wordFile) part(name string) ([]byte, error) {
	var b bytes.Buffer
	_, err := unpack(&b, w.parts[name], maxPart)
	return b.Bytes(), err
}

var headerOrFooter = regexp.MustCompile(`^word/(?:header|footer)[0-9]*\.xml$`)

// read reads headers, footers and the text.
func (w *wordFile) read(v *vocabulary) error {
	for name := range w.parts {
		if !headerOrFooter.MatchString(name) {
			continue
		}
		raw, err := w.part(name)
		if err != nil {
			return err
		}
		text, err := readText(raw)
		if err != nil {
			return err
		}
		w.pairs = append(w.pairs, text.pairs(v)...)
	}
	raw, err := w.part("word/document.xml")
	if err != nil {
		return err
	}
	text, err := readText(raw)
	if err != nil {
		return err
	}
	w.sentence, w.texts = text.running(), append(text.paragraphs, text.inCells...)
	return nil
}

// wordText is the text of a part: its paragraphs outside tables, and its tables.
type wordText struct {
	paragraphs []string
	tables     [][][]string // rows of cells
	inCells    []string     // the paragraphs in cells
}

// maxNesting limits the depth of elements. Word's own files have some dozens.
const maxNesting = 1000

// readText reads a part. Deleted text and what is only for older programs is left out.
func readText(raw []byte) (*wordText, error) {
	t, d := &wordText{}, xml.NewDecoder(bytes.NewReader(raw))
	var paragraph, cell strings.Builder
	tables, nesting, inText := 0, 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, errors.New("it is damaged: its text is not valid XML")
		}
		switch e := token.(type) {
		case xml.StartElement:
			if nesting++; nesting > maxNesting {
				return nil, errors.New("its text is nested too deep")
			}
			switch e.Name.Local {
			case "Fallback", "del":
				if err := d.Skip(); err != nil {
					return nil, errors.New("it is damaged: its text is not valid XML")
				}
				nesting--
			case "tbl":
				if tables++; tables == 1 {
					t.tables = append(t.tables, nil)
				}
			case "tr":
				if tables == 1 {
					last := len(t.tables) - 1
					t.tables[last] = append(t.tables[last], nil)
				}
			case "t":
				inText = true
			case "tab":
				paragraph.WriteString("\t")
			case "br", "cr":
				paragraph.WriteString(" ")
			}
		case xml.CharData:
			if inText {
				paragraph.Write(e)
			}
		case xml.EndElement:
			nesting--
			switch e.Name.Local {
			case "t":
				inText = false
			case "tbl":
				tables--
			case "p":
				t.end(&paragraph, &cell, tables > 0)
			case "tc":
				if tables == 1 {
					t.endCell(&cell)
				}
			}
		}
	}
}

// end ends a paragraph.
func (t *wordText) end(paragraph, cell *strings.Builder, inTable bool) {
	text := strings.TrimSpace(paragraph.String())
	paragraph.Reset()
	switch {
	case text == "":
	case inTable:
		t.inCells = append(t.inCells, text)
		if cell.Len() > 0 {
			cell.WriteString("<br>")
		}
		cell.WriteString(text)
	default:
		t.paragraphs = append(t.paragraphs, text)
	}
}

// endCell ends a cell of a table that is not inside another one.
func (t *wordText) endCell(cell *strings.Builder) {
	last := len(t.tables) - 1
	if row := len(t.tables[last]) - 1; row >= 0 {
		t.tables[last][row] = append(t.tables[last][row], cell.String())
	}
	cell.Reset()
}

// pairs are the control data of a header or footer.
func (t *wordText) pairs(v *vocabulary) []pair {
	var list []pair
	for _, table := range t.tables {
		list = append(list, tablePairs(v, table, 1)...)
	}
	for _, text := range append(t.paragraphs, t.inCells...) {
		for _, part := range several.Split(text, -1) {
			part = strings.TrimSpace(part)
			list = append(list, linePairs(v, part, 1)...)
			if rest, revision := v.cutRevision(part); rest == "" && revision != "" {
				list = append(list, pair{"revision", revision, fromText, 1})
			}
			if id := v.idIn(part); id != "" && sameID(id, part) {
				list = append(list, pair{"document id", id, fromText, 1})
			}
		}
	}
	return kept(v, list)
}

// running reports whether there is running text: a paragraph of some length, or a longer one in a cell.
func (t *wordText) running() bool {
	const words, wordsInCell = 8, 16
	for _, text := range t.paragraphs {
		if len(strings.Fields(strings.Trim(text, "_.… "))) >= words && !strings.Contains(text, "___") {
			return true
		}
	}
	for _, text := range t.inCells {
		if len(strings.Fields(text)) >= wordsInCell && strings.HasSuffix(strings.TrimSpace(text), ".") {
			return true
		}
	}
	return false
}

// missing lists the paragraphs most of whose words are not in a text that was made of the file.
func (w *wordFile) missing(text string) []string {
	split := func(text string) []string {
		return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWordRune(r) })
	}
	known := map[string]bool{}
	for _, word := range split(text) {
		known[word] = true
	}
	var list []string
	for _, paragraph := range w.texts {
		words, found := split(paragraph), 0
		for _, word := range words {
			if known[word] {
				found++
			}
		}
		if 2*found < len(words) {
			list = append(list, paragraph)
		}
	}
	return list
}

// pictures lists the parts that are pictures, by the path that the converter gives them.
func (w *wordFile) pictures() map[string]string {
	found := map[string]string{}
	for name := range w.parts {
		if strings.HasPrefix(name, "word/media/") && path.Clean(name) == name {
			found[strings.TrimPrefix(name, "word/")] = name
		}
	}
	return found
}
