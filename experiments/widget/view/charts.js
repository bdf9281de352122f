// Outcomes through time: a small chart each, with a line and a band for A and for B.

const HEIGHT = 118;
const MARGIN = { left: 34, right: 6, top: 6, bottom: 16 };

/** Round values within a range, some three to seven, and the step between them. */
function roundValues(low, high) {
  const most = (high - low) / 2.5;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = power * [5, 2, 1].find((part) => part * power <= most);
  // Counted in whole steps, since tenths do not add up to whole numbers.
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return { step, values: Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step) };
}

/** A chart of one outcome. `onseek` is called with a month. */
function chart(country, outcome, say, onseek) {
  const colours = country.told.colours;
  const canvas = element("canvas", { role: "img" });
  const values = element("div", { class: "values" });
  const label = say.capital(say.of(outcome.label));
  // Ticks have the sign of percent, and a label that holds the unit says it already.
  const own = outcome.unit.en === "share" ? "" : say.of(outcome.unit);
  const unit = label.toLowerCase().includes(own) ? "" : own;
  const box = element(
    "figure", { class: "chart", "data-outcome": outcome.name },
    element("figcaption", { title: label }, label, unit ? element("small", {}, ` (${unit})`) : null),
    canvas, values,
  );
  const drawn = document.createElement("canvas");
  const months = country.told.months;
  let width = 0;
  let dots = 1;
  let sides = {};
  let apart = null;
  let range = [0, 1];

  const across = (month) => MARGIN.left + (month / (months - 1)) * (width - MARGIN.left - MARGIN.right);
  const along = (value) =>
    HEIGHT - MARGIN.bottom - ((value - range[0]) / (range[1] - range[0])) * (HEIGHT - MARGIN.top - MARGIN.bottom);

  function set(runs) {
    const of = (run) => (run ? overSeeds(run.series[outcome.name]) : null);
    sides = { a: of(runs.a), b: of(runs.b) };
    // Without the same seeds on the same sets there are no pairs to take differences of.
    const met = (run) => [run.plausible, ...run.seeds].join();
    const both = runs.a && runs.b && met(runs.a) === met(runs.b);
    apart = both ? overSeeds(differences(runs.a.series[outcome.name], runs.b.series[outcome.name])) : null;
    const there = Object.values(sides).filter(Boolean);
    if (!there.length) return;
    const low = Math.min(...there.map((side) => Math.min(...side.low)));
    const high = Math.max(...there.map((side) => Math.max(...side.high)));
    const room = (high - low || 1) * 0.04;
    const floor = outcome.low === 0 && low < high / 2 ? 0 : Math.max(low - room, outcome.low ?? -Infinity);
    range = [floor, Math.max(Math.min(high + room, outcome.high ?? Infinity), floor + 1e-9)];
    paint();
  }

  function fit() {
    width = canvas.parentElement.clientWidth || 220;
    dots = window.devicePixelRatio || 1;
    for (const each of [canvas, drawn]) {
      each.width = Math.round(width * dots);
      each.height = Math.round(HEIGHT * dots);
    }
    canvas.style.height = `${HEIGHT}px`;
    paint();
  }

  /** Paint what does not move, to be copied for each month. */
  function paint() {
    if (!width) return;
    const context = drawn.getContext("2d");
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
    axes(context);
    const dashes = { a: [5, 3], b: [] };
    Object.entries(sides).forEach(([name, side], place) => {
      if (!side) return;
      band(context, side, colours.sides[place]);
      line(context, side.mean, colours.sides[place], dashes[name]);
    });
  }

  function axes(context) {
    context.font = "10px system-ui, sans-serif";
    context.fillStyle = colours.quiet;
    context.strokeStyle = colours.faint;
    context.lineWidth = 1;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const { step, values: ticks } = roundValues(...range);
    for (const value of ticks) {
      stroke(context, [[MARGIN.left, along(value)], [width - MARGIN.right, along(value)]]);
      context.fillText(say.tick(value, outcome.unit.en, step), MARGIN.left - 4, Math.max(6, along(value)));
    }
    if (outcome.low === 0 && range[0] > 0) cutAxis(context);
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    const first = say.year(0);
    for (let year = first + (first % 2); year <= say.year(months - 1); year += 2) {
      const month = Array.from({ length: months }, (_, at) => at).find((at) => say.year(at) === year);
      context.fillText(`${year}`, Math.max(across(month), MARGIN.left + 8), HEIGHT - 4);
    }
    if (country.told.law_month >= months) return;
    context.strokeStyle = colours.quiet;
    context.setLineDash([2, 3]);
    const law = across(country.told.law_month);
    stroke(context, [[law, MARGIN.top], [law, HEIGHT - MARGIN.bottom]]);
    context.setLineDash([]);
  }

  /** A zigzag at the foot of an axis that does not begin at zero. */
  function cutAxis(context) {
    const foot = HEIGHT - MARGIN.bottom;
    context.strokeStyle = colours.ink;
    stroke(context, [0, 3, 6, 9, 12].map((up, at) => [MARGIN.left + [0, 3, -3, 3, 0][at], foot - up]));
    context.strokeStyle = colours.faint;
  }

  function stroke(context, points) {
    context.beginPath();
    for (const point of points) context.lineTo(...point);
    context.stroke();
  }

  function band(context, side, colour) {
    context.fillStyle = colour;
    context.globalAlpha = 0.18;
    context.beginPath();
    side.low.forEach((value, month) => context.lineTo(across(month), along(value)));
    for (let month = months - 1; month >= 0; month -= 1) context.lineTo(across(month), along(side.high[month]));
    context.fill();
    context.globalAlpha = 1;
  }

  function line(context, mean, colour, dashes) {
    context.strokeStyle = colour;
    context.lineWidth = 1.8;
    context.setLineDash(dashes);
    stroke(context, Array.from(mean, (value, month) => [across(month), along(value)]));
    context.setLineDash([]);
  }

  function draw(month) {
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.strokeStyle = colours.ink;
    context.lineWidth = 1;
    stroke(context, [[across(month), MARGIN.top], [across(month), HEIGHT - MARGIN.bottom]]);
    const text = (name) => (sides[name] ? `${name.toUpperCase()} ${say.number(sides[name].mean[month], outcome.unit.en)}` : "");
    setText(values, [text("a"), text("b"), apart ? apartText(month) : ""]);
  }

  function apartText(month) {
    const [mean, low, high] = say.differences(["mean", "low", "high"].map((name) => apart[name][month]), outcome.unit.en);
    const points = outcome.unit.en === "share" ? ` ${say.word("points")}` : "";
    return `Δ ${mean} [${low}, ${high}]${points}`;
  }

  /** Three short texts; the elements stay, so that a frame costs little. */
  function setText(holder, texts) {
    while (holder.children.length < texts.length) holder.append(element("span"));
    texts.forEach((text, place) => {
      if (holder.children[place].textContent !== text) holder.children[place].textContent = text;
    });
    canvas.setAttribute("aria-label", `${say.of(outcome.label)}: ${texts.filter(Boolean).join(", ")}`);
  }

  canvas.addEventListener("click", (event) => {
    const part = (event.offsetX - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    onseek(Math.max(0, Math.min(months - 1, Math.round(part * (months - 1)))));
  });
  return { box, set, fit, draw };
}
