// Reading packs: see experiments/widget/packing.py, which writes them.

const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, float32: Float32Array };

/** What a pack tells and its arrays, each with `shape`; null where nothing was packed yet. */
function unpack(view) {
  if (!view || view.byteLength < 4) return null;
  // A copy begins at a place where every type of number may begin.
  const whole = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice().buffer;
  const length = new DataView(whole).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
  const arrays = {};
  for (const each of head.arrays) {
    const number = each.shape.reduce((one, other) => one * other, 1);
    const values = new ARRAYS[each.type](whole, 4 + length + each.place, number);
    if (each.steps) addUp(values, each.shape[each.shape.length - 1]);
    arrays[each.name] = values;
  }
  return { told: head.told, arrays };
}

/** Turn steps into values, in place, row by row of a length; whole numbers wrap around as they did when packed. */
function addUp(values, length) {
  for (let place = 1; place < values.length; place += 1) {
    if (place % length) values[place] += values[place - 1];
  }
}

/** A run as the view uses it: its fields by name, its events, and for each outcome every seed's months. */
function readRun(view) {
  const pack = unpack(view);
  if (!pack) return null;
  const { told, arrays } = pack;
  const fields = {};
  for (const [name, values] of Object.entries(arrays)) {
    if (name.startsWith("field_")) fields[name.slice(6)] = values;
  }
  const series = {};
  Object.entries(told.scales).forEach(([name, [low, step]], row, all) => {
    series[name] = told.seeds.map((_, seed) => {
      const begin = (seed * all.length + row) * told.months;
      return Float32Array.from(arrays.series.subarray(begin, begin + told.months), (kept) => low + kept * step);
    });
  });
  return { ...told, fields, series, events: arrays };
}

/** Mean, lowest and highest over seeds, month by month. */
function overSeeds(bySeed) {
  const months = bySeed[0].length;
  const [mean, low, high] = [0, 1, 2].map(() => new Float32Array(months));
  for (let month = 0; month < months; month += 1) {
    const values = bySeed.map((one) => one[month]);
    mean[month] = values.reduce((one, other) => one + other, 0) / values.length;
    low[month] = Math.min(...values);
    high[month] = Math.max(...values);
  }
  return { mean, low, high };
}

/** B minus A under each seed. */
function differences(a, b) {
  return a.map((one, seed) => one.map((value, month) => b[seed][month] - value));
}
