package check

import (
	"strings"
	"testing"
)

func TestUnportable(t *testing.T) {
	t.Parallel()
	for name, portable := range map[string]bool{
		"con": false, "CON.png": false, "Aux.tar.gz": false, "nul": false, "com1.txt": false, "LPT9": false, "com0": false, "COM¹.txt": false,
		"conin$": false, "con .txt": false, "console": true, "con1": true, "com10": true, "my con.png": true, "auxiliary.pdf": true, "-con": true,
		"com": true, "lpt": true, "null.png": true, "icon.png": true, "con-1.png": true,
		"x.": false, "x ": false, "x..": false, "x.html.": false, "x.html ": false, ".x": true, "a b": true, "a.b.c": true, " x": true,
		"a:b.png": false, "a<b": false, "a>b": false, "a|b": false, "a?b": false, "a*b": false, `a"b`: false, `a\b`: false, "a\tb": false, "a\u0085b": false,
		"a'b": true, "a;b,c=d+e!@#$%^&()[]{}~`": true, "ü–管": true, "a：b": true, "１.png": true,
		strings.Repeat("x", 255): true, "con." + strings.Repeat("x", 100): false,
	} {
		if why := unportable(name); (why == "") != portable {
			t.Errorf("%q: %q, portable should be %v", name, why, portable)
		}
	}
	if unportablePath("img/con/x.png") == "" || unportablePath("img/x.png") != "" {
		t.Error("each name of a path counts, and no other")
	}
}
