// What the colours mean, and how many municipalities have which.

/** The legend of what circles are coloured by. */
function legend(country, say, field, range) {
  const { colours, abouts } = country.told;
  const box = element("div", { class: "legend" });
  if (field.name === "treated") {
    box.append(swatch(colours.sides[1], say.word("is_treated")), swatch(colours.type[0], say.word("is_not_treated")));
  } else if (field.categories) {
    abouts.type.forEach((texts, kind) => box.prepend(swatch(colours.type[kind], say.of(texts))));
    box.classList.add("types");
  } else {
    const value = (kept) => say.value(kept * field.step, field);
    box.append(value(range[0]), bar(colours.shades), `${value(range[1])} ${say.unit(field.unit)}`);
  }
  return box;
}

/** The legend of the difference between two maps: `farthest` on either side of none. */
function legendApart(country, say, field, farthest) {
  const shown = field.categories ? ["", ""] : [-1, 1].map((sign) => say.value(sign * farthest * field.step, field, true));
  const colours = between(country.told.colours.apart);
  return element("div", { class: "legend" }, `${say.word("lower")} ${shown[0]}`, bar(colours), `${shown[1]} ${say.word("higher")}`);
}

function swatch(colour, text) {
  return element("span", { class: "swatch" }, element("i", { style: `background: ${colour}` }), text, element("b"));
}

function bar(colours) {
  return element("i", { class: "bar", style: `background: linear-gradient(to right, ${colours.join(", ")})` });
}
