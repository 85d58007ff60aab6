package designwords_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/designwords"
)

func found(list []designwords.Word) string {
	var texts []string
	for _, w := range list {
		texts = append(texts, w.Text)
	}
	return strings.Join(texts, " ")
}

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"We design valves to order.":                                         "design",
		"The works office designs the seat, and the customer agrees.":        "designs",
		"We have designed two seats ourselves.":                              "designed",
		"For the customer we design the seat.":                               "design",
		"Design and development of parts is done by the works office.":       "Design development",
		"We develop new seats.":                                              "develop",
		"The laboratory develops the product.":                               "develops",
		"A prototype is made first.":                                         "prototype",
		"Goods under our own brand are packed apart.":                        "own brand",
		"Custom-made parts are agreed by telephone.":                         "Custom-made",
		"The recipe is settled by the laboratory.":                           "recipe",
		"Our concept is shown to the buyer.":                                 "concept",
		"We engineer the fit.":                                               "engineer",
		"We design. We design again, and DESIGN.":                            "design",
		"Wir entwickeln Ventile.":                                            "entwickeln",
		"Die Abteilung konstruiert das Gehäuse.":                             "konstruiert",
		"Prototypen werden gefertigt.":                                       "Prototypen",
		"Die Rezeptur legt das Labor fest.":                                  "Rezeptur",
		"Unser Konzept geht an den Besteller.":                               "Konzept",
		"Die Entwicklung neuer Produkte leitet das Labor.":                   "Entwicklung",
		"Wir verkaufen eine Eigenmarke.":                                     "Eigenmarke",
		"The customer's design is never changed.":                            "",
		"The customer’s design is kept in the job folder.":                   "",
		"Parts designed by the customer are marked.":                         "",
		"Designs of the customer are filed.":                                 "",
		"The design is owned by our customers.":                              "",
		"The customer designs the part.":                                     "",
		"The customer alone decides on the design.":                          "",
		"A designated person releases the part.":                             "",
		"The designer calls. The designation is on the tag.":                 "",
		"This form is designed to catch mistakes.":                           "",
		"We do not design.":                                                  "",
		"We don't design parts.":                                             "",
		"Design is not applicable.":                                          "",
		"Design and development (8.3) is left out.":                          "",
		"We have no design office.":                                          "",
		"People develop their skills.":                                       "",
		"We develop our employees.":                                          "",
		"We develop suppliers.":                                              "",
		"The development of the figures is shown monthly.":                   "",
		"Dimensions are measured as specified in the drawing.":               "",
		"We specify the material on the order.":                              "",
		"An engineer signs.":                                                 "",
		"The furnace recipe is on the traveller.":                            "",
		"Die Konstruktionsabteilung legt den Sitz fest.":                     "Konstruktionsabteilung",
		"The concept of risk is used here.":                                  "",
		"The design of the process is ours.":                                 "",
		"See [drawings](../design/plan.md) and `design.md`.":                 "",
		"Die Konstruktion des Kunden bleibt unverändert.":                    "",
		"Vom Kunden entwickelte Teile werden markiert.":                      "",
		"Wir entwickeln nicht.":                                              "",
		"Wir entwickeln unsere Mitarbeiter weiter.":                          "",
		"Die Entwicklung der Kennzahlen wird monatlich gezeigt.":             "",
		"Das Konzept der Norm ist bekannt.":                                  "",
		"":                                                                   "",
		"If we design anything, this procedure is revised before the order.": "",
	} {
		if got := found(designwords.Find(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if want != "" && !designwords.May([]byte(text)) {
			t.Errorf("May does not see %q", text)
		}
		for _, w := range designwords.Find(text) {
			if !strings.HasPrefix(text[w.At:], w.Text) {
				t.Errorf("%q: %q is not at %d", text, w.Text, w.At)
			}
		}
	}
}

func TestInStatement(t *testing.T) {
	for text, want := range map[string]string{
		"Design and production of hydraulic valves.":                                  "Design",
		"Development, production and sale of lacquers.":                               "Development",
		"Engineering and installation of plants.":                                     "Engineering",
		"Design and production of valves to drawings of our customers.":               "Design",
		"Entwicklung und Fertigung von Ventilen.":                                     "Entwicklung",
		"Projektierung und Montage von Anlagen.":                                      "Projektierung",
		"Konzeption und Bau von Messeständen.":                                        "Konzeption",
		"Turning and milling of metal parts to drawings that customers own.":          "",
		"Production of castings to customers' designs.":                               "",
		"Production, without design, of valves.":                                      "",
		"Fertigung von Teilen nach Konstruktion des Kunden.":                          "",
		"Production of parts to drawings and specifications that customers supply.":   "",
		"Heat treatment. Design and development is not part of our responsibilities.": "",
	} {
		if got := found(designwords.InStatement(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
