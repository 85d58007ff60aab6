package designwords

// The words are in lower case and in all their forms, with commas between them. What a role means is said where it
// is defined.
var english = map[role]string{
	certain: "design, designs, designing, prototype, prototypes, prototyping, custom-made, custom-built, custom-designed, bespoke, " +
		"made-to-measure, own-brand, own-label, recipe, recipes, redesign, redesigns",
	phrase: "own brand, own brands, own label, private label",
	own: "designed, engineer, dimension, formulate, concept, concepts, formula, formulas, formulae, formulation, formulations, " +
		"develop, developed, developing",
	products: "develop, develops, developing, development, developments",
	statement: "designed, engineering, engineer, engineers, development, developing, specify, specifying, dimensioning, configure, " +
		"configuring, configuration, concept, concepts, formula, formulas, formulation",
	us: "we, our, us, in-house, ourselves",
	things: "product, products, part, parts, component, components, assembly, assemblies, device, devices, prototype, prototypes, " +
		"recipe, recipes, design",
	customers: "customer, customers, customer's, client, clients, client's, buyer, buyers, buyer's, principal, principals, owner's",
	links:     "of, by, from, belonging, owned, supplied, provided, per",
	not: "not, no, never, nor, neither, without, cannot, outside, except, excluded, excludes, exclude, exclusion, nothing, " +
		"none, 8.3, 7.3, 4.4, don't, doesn't, n't, whether, if",
	others: "process, processes, tool, tools, tooling, fixture, fixtures, jig, jigs, form, forms, workplace, workplaces, layout, " +
		"layouts, system, training, competence, skill, skills, staff, people, employee, employees, personnel, supplier, " +
		"suppliers, objective, objectives, plan, plans, policy, strategy, procedure, procedures, audit, market, markets, " +
		"business, improvement, improvements, culture, template, templates, website, software, logo, label, labels, " +
		"supplier's, furnace, oven, machine, program, programme",
}

var german = map[role]string{
	certain: "konstruieren, konstruiert, konstruierte, konstruierten, projektieren, projektiert, projektierung, prototyp, " +
		"prototypen, prototyps, rezeptur, rezepturen, eigenmarke, eigenmarken, eigenkonstruktion, eigenkonstruktionen, " +
		"eigenentwicklung, eigenentwicklungen, sonderanfertigung, sonderanfertigungen, sonderkonstruktion, " +
		"sonderkonstruktionen, maßanfertigung, maßanfertigungen, entwicklungsabteilung, konstruktionsabteilung, " +
		"konstruktionsbüro, neuentwicklung, neuentwicklungen, produktentwicklung",
	phrase: "eigene marke, eigenen marke",
	own: "entwickeln, entwickelt, entwickelten, konstruktion, konstruktionen, entwurf, entwürfe, konzept, konzepte, konzepten, " +
		"auslegung, auslegen, dimensionieren, dimensionierung",
	products: "entwickeln, entwickelt, entwicklung, entwicklungen, konstruktion",
	statement: "entwicklung, entwickeln, konstruktion, auslegung, auslegen, konzept, konzepte, konzeption, entwurf, dimensionierung, " +
		"konfiguration, design",
	us: "wir, unser, unsere, unserer, unserem, unseren, unseres, eigene, eigenen, eigener, hauseigene",
	things: "produkt, produkte, produkten, produkts, teil, teile, teilen, bauteil, bauteile, bauteilen, baugruppe, baugruppen, " +
		"gerät, geräte, geräten, erzeugnis, erzeugnisse",
	customers: "kunde, kunden, kundin, auftraggeber, auftraggebers, besteller, bestellers",
	links:     "von, vom, des, der, durch, bei, beim, seitens",
	not: "nicht, kein, keine, keinen, keiner, keinerlei, nie, niemals, ohne, weder, noch, ausgenommen, ausgeschlossen, " +
		"außerhalb, entfällt, 8.3, 7.3, 4.4, ob, falls",
	others: "prozess, prozesse, prozessen, werkzeug, werkzeuge, werkzeugen, vorrichtung, vorrichtungen, formular, formulare, " +
		"arbeitsplatz, arbeitsplätze, system, systems, schulung, schulungen, kompetenz, kompetenzen, mitarbeiter, " +
		"mitarbeitern, mitarbeitenden, personal, lieferant, lieferanten, ziel, ziele, zielen, kennzahl, kennzahlen, plan, " +
		"pläne, strategie, verfahren, audit, markt, märkte, unternehmen, unternehmens, verbesserung, verbesserungen, maßnahme, " +
		"maßnahmen, vorlage, vorlagen, software, ofen, anlage, maschine, programm",
}
