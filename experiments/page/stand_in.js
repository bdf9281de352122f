// What stands in for Python in a page: runs made beforehand, found by the positions of the sliders.

/** A part of the page, unpacked from its text. */
async function part(name) {
  const text = document.getElementById(`part-${name}`).textContent;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new DataView(await new Response(stream).arrayBuffer());
}

/** Something with the manners of anywidget's model: it keeps values and tells who listens. */
function standIn(values) {
  const listeners = {};
  return {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const listener of [...(listeners[`change:${name}`] ?? [])]) listener();
    },
    save_changes: () => {},
    on: (name, listener) => (listeners[name] ??= []).push(listener),
    off: (name, listener) => { listeners[name] = (listeners[name] ?? []).filter((each) => each !== listener); },
  };
}

/** The position of a slider that is nearest to what is asked, else to what the scenario has. */
function positionOf(driver, side) {
  const own = start.choices.find((choice) => choice.name === side.scenario).values;
  const value = side.values[driver.name] ?? own[driver.name];
  const distance = driver.marks.map((mark) => Math.abs(mark - value));
  return distance.indexOf(Math.min(...distance));
}

function runOf(side, drivers) {
  const movable = start.choices.find((choice) => choice.name === side.scenario).movable;
  return movable ? drivers.map((driver) => positionOf(driver, side)).join("-") : side.scenario;
}

/** What B does otherwise than A: what their scenarios do, and where sliders stand elsewhere. */
function pairOf(asked, pairs, drivers) {
  const found = pairs.told.pairs[`${asked.a.scenario} ${asked.b.scenario}`];
  const moved = drivers.filter((driver) => Object.keys({ ...asked.a.values, ...asked.b.values }).includes(driver.name));
  const names = moved.map((driver) => driver.name);
  const lines = moved.flatMap((driver) => {
    const [before, after] = [asked.a, asked.b].map((side) => driver.marks[positionOf(driver, side)]);
    const line = (language) => {
      const round = (value) => new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
      return `${driver.label[language]}: ${round(before)} → ${round(after)}`;
    };
    return before === after ? [] : [{ en: line("en"), nl: line("nl") }];
  });
  const number = pairs.arrays.from.length / Object.keys(pairs.told.pairs).length;
  const from = lines.length
    ? new Uint16Array(number)
    : pairs.arrays.from.slice(found.place * number, (found.place + 1) * number);
  const others = found.differences.filter((line) => !names.includes(line.parameter));
  return { told: { differences: [...lines, ...others] }, arrays: { from } };
}

async function open() {
  const country = await part("country");
  const { drivers } = unpack(country).told;
  const pairs = unpack(await part("pairs"));
  const asked = {
    number: 0,
    a: { scenario: start.choices[0].name, values: {} },
    b: { scenario: start.second, values: {} },
  };
  const model = standIn({ country, asked, choices: start.choices, language: start.language, answered: 0, fault: {}, chosen: "", headed: true, level: 1 });

  async function answer(tell) {
    const wanted = model.get("asked");
    const [a, b] = await Promise.all(["a", "b"].map((name) => part(`run-${runOf(wanted[name], drivers)}`)));
    // Something newer may have been asked for in the meantime; that answers itself.
    if (model.get("asked") !== wanted) return;
    tell({ pair: pairOf(wanted, pairs, drivers), run_a: a, run_b: b, answered: wanted.number });
  }

  const telling = (values) => Object.entries(values).forEach(([name, value]) => model.set(name, value));
  await answer(telling);
  model.on("change:asked", () => answer(telling));
  model.on("change:language", () => {
    document.documentElement.lang = model.get("language");
    document.title = unpack(country).told.words.title[model.get("language")];
  });
  render({ model, el: document.querySelector("main") });
}

open();
