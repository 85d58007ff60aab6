package search

var rows = []struct{ text, query string }{}
