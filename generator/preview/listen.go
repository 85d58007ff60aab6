package preview

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"syscall"
)

// Listen listens on an address such as 127.0.0.1:8080. If the port is in use and the user did not
// ask for it, it takes the next free one.
func Listen(address string, asked bool) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%s is not a port", port)
	}
	const tries = 20
	for n := 0; ; n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(int(number)+n)))
		switch {
		case err == nil:
			return l, nil
		case !inUse(err):
			return nil, err
		case asked:
			return nil, fmt.Errorf("port %s is in use\nhint: name another one: --addr %s, or 0 for any free one",
				port, net.JoinHostPort(host, strconv.Itoa(int(number)+1)))
		case n == tries:
			return nil, fmt.Errorf("the ports from %d to %d are in use\nhint: name a free one: --addr %s",
				number, int(number)+n, net.JoinHostPort(host, "0"))
		}
	}
}

func inUse(err error) bool {
	const windows = syscall.Errno(10048) // WSAEADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

// Loopback reports whether a listener accepts connections only from this machine.
func Loopback(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback()
}

// address returns the URL at which the user finds the site.
func address(at net.Addr, host string) string {
	_, port, _ := net.SplitHostPort(at.String())
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
