package view

// Pack is the page that a pack for an auditor begins with. The addresses of Pages are in the site, those of Files,
// their names, beside the page.
type Pack struct {
	Page
	Partial bool // documents are left out of the copy
	Pages   []Link
	Files   []Pair
}
