// The view as a whole: what is shown, where, and what changes when.

/** Pixels up to which it is laid out as on a telephone, as in the styles. */
const NARROW = 480;
/** So many charts are shown there at first. */
const FIRST = 6;
const TREATED = { name: "treated", categories: true };

/** Draw into `el` what `model` holds, and keep both in step; returns what takes it down again. */
function render({ model, el }) {
  const clock = { month: null, speed: 12, playing: false, frame: 0 };
  const shown = { field: "type", layer: -1 };
  const root = element("div", { class: "decdyn" });
  el.append(root);
  let taken = build();

  function build() {
    const country = unpack(model.get("country"));
    // It opens at the end, where there is something to see; playing begins at the beginning.
    if (country) clock.month = Math.min(clock.month ?? Infinity, country.told.months - 1);
    return country ? explorer({ model, root, country, clock, shown }) : () => {};
  }

  function again() {
    taken();
    // Where the host has put it into a shadow tree, that tree knows what has the focus.
    const focused = root.getRootNode().activeElement?.dataset.language;
    root.replaceChildren();
    taken = build();
    if (focused) root.querySelector(`[data-language="${focused}"]`)?.focus();
  }

  const renewing = ["change:country", "change:language", "change:choices"];
  renewing.forEach((name) => model.on(name, again));
  return () => {
    renewing.forEach((name) => model.off(name, again));
    taken();
    root.remove();
  };
}

function explorer({ model, root, country, clock, shown }) {
  const { told } = country;
  const say = speaker(told, model.get("language"), model.get("level"));
  const choices = model.get("choices");
  const asked = structuredClone(model.get("asked"));
  const runs = { a: runOf("a"), b: runOf("b") };
  let pair = pairOfModel();
  const otherwise = element("ul");
  let ranges = {};
  let timer = 0;
  let due = false;
  let gone = false;

  root.lang = say.language;
  const narrow = (root.clientWidth || window.innerWidth) <= NARROW;
  const play = transport(country, say, clock, drawMonth);
  const sides = Object.fromEntries(["a", "b"].map((name) => [name, controls(name, country, say, choices, asked[name], ask, fold)]));
  const maps = Object.fromEntries(
    ["a", "b", "apart"].map((name) => [name, cartogram(country, mapLabel(name), choose)]),
  );
  const charts = told.outcomes.map((outcome) => chart(country, outcome, say, (month) => { play.stop(); play.go(month); }));
  const panel = story(country, say, (name) => sides[name].title(), () => choose(-1));
  const counts = { a: element("p", { class: "counts" }), b: element("p", { class: "counts" }) };
  const legends = { a: element("div"), b: element("div"), apart: element("div") };
  const reading = { apart: element("p", { class: "note" }), sets: element("p", { class: "note" }), map: element("p", { class: "note" }) };
  const live = element("p", { class: "unseen", "aria-live": "polite" });
  const search = finder();

  function lay() {
    const card = (name) => element(
      "section", { class: `card ${name}`, "aria-label": `${say.word("scenario")} ${name.toUpperCase()}` },
      sides[name].box, maps[name].box, legends[name], counts[name],
    );
    const apart = element(
      "section", { class: "card apart" },
      heading(say, 1, say.word("difference")),
      element("div", { class: "differs-in" }, heading(say, 2, say.word("what_differs")), otherwise),
      maps.apart.box, reading.apart, legends.apart,
    );
    root.replaceChildren(
      ...(model.get("headed") ? [masthead(say, model)] : []),
      element("div", { class: "bar-of-controls" }, play.box, colourBy(), tiesShown(), search.label),
      element("div", { class: "cards" }, card("a"), card("b"), apart),
      panel.box,
      heading(say, 1, say.word("series")),
      ...chartsShown(),
      element("p", { class: "note" }, say.word("lines")),
      reading.sets, reading.map,
      ...lessons(),
      live,
    );
    observer.observe(root);
  }

  /** Elements as they are or, where there is little room, folded under a text. */
  function fold(text, elements, onopen = () => {}) {
    return narrow ? [element("details", { ontoggle: onopen }, element("summary", {}, text), ...elements)] : elements;
  }

  function chartsShown() {
    const grid = (some) => element("div", { class: "charts" }, ...some.map((each) => each.box));
    if (!narrow) return [grid(charts)];
    const more = charts.slice(FIRST);
    // What is folded has no width to be drawn in until it is opened.
    return [grid(charts.slice(0, FIRST)), ...fold(`${say.word("more")} (${more.length})`, [grid(more)], fit)];
  }

  function colourBy() {
    const options = [...told.fields.map((field) => [field.name, say.capital(say.of(field.label))]), ["treated", say.capital(say.word("treated"))]];
    return selector(say.word("colour_by"), options, shown.field, (name) => { shown.field = name; scale(); drawMaps(); });
  }

  function tiesShown() {
    const options = [["-1", say.word("no_ties")], ...Object.values(told.layers).map((texts, at) => [`${at}`, say.of(texts)])];
    return selector(say.word("ties"), options, `${shown.layer}`, (value) => {
      shown.layer = Number(value);
      Object.values(maps).forEach((map) => map.setLayer(shown.layer));
      drawMaps();
    });
  }

  /** A field to type a name in, for those who cannot point at a circle. */
  function finder() {
    const list = element("datalist", { id: `decdyn-${Math.random().toString(36).slice(2)}` });
    list.append(...[...told.names].sort((one, other) => one.localeCompare(other)).map((name) => element("option", { value: name })));
    const input = element("input", {
      type: "search", list: list.id, placeholder: say.word("choose"), title: say.word("choose_how"), autocomplete: "off",
      onchange: () => choose(told.names.findIndex((name) => name.toLowerCase() === input.value.trim().toLowerCase())),
    });
    return { input, label: element("label", { class: "choice" }, element("span", {}, say.word("municipality")), input, list) };
  }

  function lessons() {
    const tasks = (told.tasks ?? []).map((task) => element("li", {}, say.of(task)));
    const terms = told.glossary.flatMap((term) => [
      element("dt", {}, element("i", { lang: "nl" }, term.term), say.language === "en" && term.english !== term.term ? ` ${term.english}` : ""),
      element("dd", {}, say.of(term.meaning)),
    ]);
    return [
      tasks.length ? element("details", { class: "tasks", open: !narrow }, element("summary", {}, say.word("tasks")), element("ol", {}, ...tasks)) : null,
      told.made_with ? element("p", { class: "note" }, `${say.word("grid_only")} ${told.made_with}.`) : null,
      element("details", { class: "glossary" }, element("summary", {}, say.word("glossary")), element("dl", {}, ...terms)),
    ].filter(Boolean);
  }

  function mapLabel(name) {
    const which = name === "apart" ? say.word("difference_map") : `${say.word("map_of")} ${name.toUpperCase()}`;
    return `${which}. ${say.word("map_help")}`;
  }

  function place() {
    return told.codes.indexOf(model.get("chosen"));
  }

  /** Choose a municipality by its place, or by a function of the place now chosen; -1 for none. */
  function choose(which) {
    const found = typeof which === "function" ? which(place()) : which;
    model.set("chosen", found < 0 ? "" : told.codes[found]);
    model.save_changes();
    if (found >= 0) live.textContent = spoken(found);
    chosenChanged();
  }

  /** A municipality for who hears it: its name, and its type on both sides. */
  function spoken(one) {
    const kind = (name) => told.abouts.type[runs[name].fields.type[one * told.months + clock.month]];
    const there = ["a", "b"].filter((name) => runs[name]);
    return [told.names[one], ...there.map((name) => `${name.toUpperCase()} ${say.of(kind(name))}`)].join(", ");
  }

  function chosenChanged() {
    search.input.value = place() < 0 ? "" : told.names[place()];
    panel.show(place(), runs, clock.month);
    drawMaps();
  }

  /** Ask for what the controls say, once they have been left alone for a while. */
  function ask(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked.number += 1;
      model.set("asked", structuredClone(asked));
      model.save_changes();
      answered();
    }, wait);
  }

  function answered() {
    const fault = model.get("fault") ?? {};
    const waiting = model.get("answered") < asked.number;
    for (const [name, side] of Object.entries(sides)) {
      side.tell(fault[name] ?? (waiting ? say.word("running") : ""), fault[name]);
    }
    root.setAttribute("aria-busy", `${waiting}`);
  }

  /** Who is treated otherwise; a page has it unpacked already. */
  function pairOfModel() {
    const given = model.get("pair");
    return given?.told ? given : unpack(given);
  }

  function field() {
    return shown.field === "treated" ? TREATED : told.fields.find((each) => each.name === shown.field);
  }

  /** The field that differences are taken of: being treated has none, so there it is what is embedded. */
  function fieldApart() {
    return shown.field === "treated" ? told.fields.find((each) => each.name === "embedded") : field();
  }

  function scale() {
    const there = Object.values(runs).filter(Boolean);
    if (!there.length) return;
    ranges.shown = field() === TREATED ? [0, 1] : rangeOf(there, field());
    for (const name of ["a", "b"]) legends[name].replaceChildren(legend(country, say, field(), ranges.shown, name));
    if (!runs.a || !runs.b) return;
    ranges.apart = field().categories && field() !== TREATED ? 2 : apartness(runs.a, runs.b, fieldApart());
    reading.apart.textContent = `${withUnit(say, fieldApart(), true)}: ${say.word("difference_map")}`;
    legends.apart.replaceChildren(legendApart(country, say, fieldApart(), ranges.apart));
  }

  const diverging = between(told.colours.apart);

  function colourIn(name) {
    const at = (values) => (one) => values[one * told.months + clock.month];
    if (name === "apart") {
      const [a, b] = ["a", "b"].map((side) => at(runs[side].fields[fieldApart().name]));
      return (one) => shade(diverging, 0.5 + (b(one) - a(one)) / (2 * ranges.apart));
    }
    if (field() === TREATED) {
      return (one) => (name === "b" && pair && pair.arrays.from[one] <= clock.month ? told.colours.sides[1] : told.colours.type[0]);
    }
    const kept = at(runs[name].fields[field().name]);
    if (field().categories) return (one) => told.colours.type[kept(one)];
    const [low, high] = ranges.shown;
    return (one) => shade(told.colours.shades, (kept(one) - low) / (high - low));
  }

  function drawMaps() {
    for (const name of ["a", "b"]) if (runs[name]) maps[name].draw(colourIn(name), place());
    if (runs.a && runs.b) maps.apart.draw(colourIn("apart"), place());
    countTypes();
  }

  function countTypes() {
    for (const name of ["a", "b"]) {
      if (!runs[name]) continue;
      const number = new Array(told.abouts.type.length).fill(0);
      const kinds = runs[name].fields.type;
      for (let one = 0; one < told.codes.length; one += 1) number[kinds[one * told.months + clock.month]] += 1;
      const spots = legends[name].querySelectorAll(".types b");
      spots.forEach((spot, at) => { spot.textContent = number[number.length - 1 - at]; });
      const texts = number.map((count, kind) => `${count} ${say.of(told.abouts.type[kind])}`).reverse();
      counts[name].textContent = spots.length ? "" : texts.join(" · ");
    }
  }

  function drawMonth(month) {
    drawMaps();
    charts.forEach((each) => each.draw(month));
    if (!clock.playing || month % 12 === 11) panel.move(place(), runs, month);
    if (!clock.playing) live.textContent = say.date(month);
    root.dataset.frames = Number(root.dataset.frames ?? 0) + 1;
  }

  /** A side's run; null while it is of another country than this, whose own is still on its way. */
  function runOf(name) {
    const run = readRun(model.get(`run_${name}`));
    const fits = run && run.months === told.months && run.fields.type.length === told.codes.length * told.months;
    return fits ? run : null;
  }

  /** Several values change together, one after another: what rests on them is made anew once. */
  function renewSoon() {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      if (!gone) renew();
    });
  }

  /** New runs: everything that rests on them anew. */
  function renew() {
    runs.a = runOf("a");
    runs.b = runOf("b");
    pair = pairOfModel();
    const lines = pair?.told.differences ?? [];
    const items = lines.map((line) => element("li", {}, say.of(line)));
    otherwise.replaceChildren(...(items.length ? items : [element("li", {}, say.word("no_difference"))]));
    charts.forEach((each) => each.set(runs));
    reading.sets.textContent = runs.a?.plausible ? say.word("on_sets") : "";
    reading.map.textContent = `${say.word("map_note").replace("{seed}", runs.a?.seeds[0] ?? "")} ${say.word("map_help")} ${say.word("differs")}.`;
    scale();
    panel.show(place(), runs, clock.month);
    drawMonth(clock.month);
    answered();
  }

  function fit() {
    Object.values(maps).forEach((map) => map.fit());
    charts.forEach((each) => each.fit());
    drawMonth(clock.month);
  }

  /** What was asked from elsewhere: Python, or the same widget shown twice. */
  function askedElsewhere() {
    const now = model.get("asked");
    if (now.number === asked.number) return;
    asked.number = now.number;
    for (const name of ["a", "b"]) {
      Object.assign(asked[name], structuredClone(now[name]));
      sides[name].refresh();
    }
    answered();
  }

  let width = 0;
  const observer = new ResizeObserver(() => {
    if (root.clientWidth === width || !root.clientWidth) return;
    width = root.clientWidth;
    fit();
  });
  lay();
  Object.values(maps).forEach((map) => map.setLayer(shown.layer));
  renew();

  const listening = {
    "change:run_a": renewSoon, "change:run_b": renewSoon, "change:pair": renewSoon, "change:answered": answered,
    "change:fault": answered, "change:asked": askedElsewhere, "change:chosen": chosenChanged,
  };
  for (const [name, listener] of Object.entries(listening)) model.on(name, listener);
  return () => {
    gone = true;
    for (const [name, listener] of Object.entries(listening)) model.off(name, listener);
    cancelAnimationFrame(clock.frame);
    clearTimeout(timer);
    observer.disconnect();
  };
}
