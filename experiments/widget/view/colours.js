// From values to colours. Fields are kept as whole numbers from 0 to 255; a scale tells which of them get which colour.

const SPREAD = 0.98;

/** The lowest and highest kept value of a field over some runs, the few at either end left out. */
function rangeOf(runs, field) {
  const counts = new Float64Array(256);
  let number = 0;
  for (const run of runs) {
    for (const value of run.fields[field.name]) counts[value] += 1;
    number += run.fields[field.name].length;
  }
  const reached = (share) => {
    let sum = 0;
    return Math.max(0, counts.findIndex((count) => (sum += count) >= share * number));
  };
  const low = reached(1 - SPREAD);
  return [low, Math.max(reached(SPREAD), low + 1)];
}

/** How far B and A lie apart in a field, the few farthest left out. */
function apartness(a, b, field) {
  const [one, other] = [a.fields[field.name], b.fields[field.name]];
  const counts = new Float64Array(256);
  let number = 0;
  for (let place = 0; place < one.length; place += 1) {
    const apart = Math.abs(other[place] - one[place]);
    if (apart) { counts[apart] += 1; number += 1; }
  }
  let sum = 0;
  return Math.max(1, counts.findIndex((count) => (sum += count) >= SPREAD * number));
}

/** Colours from a list, for a part from 0 to 1. */
function shade(colours, part) {
  return colours[Math.max(0, Math.min(colours.length - 1, Math.round(part * (colours.length - 1))))];
}

/** Colours between three: below, equal, above. */
function between(three, steps = 17) {
  const [low, middle, high] = three.map((text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)));
  return Array.from({ length: steps }, (_, step) => {
    const part = (2 * step) / (steps - 1) - 1;
    const end = part < 0 ? low : high;
    const mixed = middle.map((value, channel) => Math.round(value + Math.abs(part) * (end[channel] - value)));
    return `rgb(${mixed.join(" ")})`;
  });
}
