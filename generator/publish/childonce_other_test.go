//go:build !unix

package publish

const childOnce = "CLAUSEBOOK_TEST_ONCE"

// publishOnce is for systems with users that a test can become.
func publishOnce(string) {}
