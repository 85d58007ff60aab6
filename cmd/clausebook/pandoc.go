package main

import "github.com/clausebook/clausebook/generator/adopt"

func (a *adoptCmd) converter() adopt.Converter { return nil }
