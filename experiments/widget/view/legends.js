// What the colours mean, and how many municipalities have which.

/** The legend of what circles are coloured by on a side. */
function legend(country, say, field, range, side) {
  const { colours, abouts } = country.told;
  const box = element("div", { class: "legend" });
  if (field.name === "treated" && side === "a") {
    box.append(swatch(colours.type[0], say.word("reference")));
  } else if (field.name === "treated") {
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

/** The legend of the difference between two maps: what it is of, and `farthest` on either side of none. */
function legendApart(country, say, field, farthest) {
  const { colours, abouts } = country.told;
  const most = say.of(abouts.type[abouts.type.length - 1]);
  const nearer = (side) => say.word("nearer").replace("{kind}", most).replace("{side}", side);
  const value = (sign) => say.value(sign * farthest * field.step, field, true);
  const ends = field.categories ? [nearer("A"), nearer("B")] : [`${say.word("lower")} ${value(-1)}`, `${value(1)} ${say.word("higher")}`];
  return element("div", { class: "legend" }, ends[0], bar(between(colours.apart)), ends[1]);
}

/** What a field is called with its unit, where the name does not hold it; differences of shares are points. */
function withUnit(say, field, signed = false) {
  const label = say.capital(say.of(field.label));
  const unit = signed && field.unit.en === "share" ? say.word("points") : say.unit(field.unit);
  return unit && !label.toLowerCase().includes(unit) ? `${label} (${unit})` : label;
}

function swatch(colour, text) {
  return element("span", { class: "swatch" }, element("i", { style: `background: ${colour}` }), text, element("b"));
}

function bar(colours) {
  return element("i", { class: "bar", style: `background: linear-gradient(to right, ${colours.join(", ")})` });
}
