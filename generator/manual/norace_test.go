//go:build !race

package manual_test

const slower = 1
