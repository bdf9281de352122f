// The cartogram: circles for municipalities, ties between them, one of them chosen.

const SHRUNK = 0.55;
const SHORE = 1.6;
const NAMED = 4;

/** A map on a canvas of its own. `country` is the pack; `onchoose` is called with the place of a circle, or -1. */
function cartogram(country, label, onchoose) {
  const { x, y, radius, ends } = country.arrays;
  const layers = country.arrays.in_layers;
  const colours = country.told.colours;
  const number = x.length;
  const mean = radius.reduce((one, other) => one + other, 0) / number;
  const edge = mean * (SHORE + 0.4);
  const least = (values, sign) => values.reduce((found, value, at) => Math.min(found, sign * value - radius[at]), Infinity);
  const [west, east, south, north] = [least(x, 1), -least(x, -1), least(y, 1), -least(y, -1)];
  const [wide, high] = [east - west + 2 * edge, north - south + 2 * edge];
  const named = [...radius.keys()].sort((one, other) => radius[other] - radius[one]).slice(0, NAMED);

  const ground = element("canvas", { "aria-hidden": "true" });
  const canvas = element("canvas", { class: "circles", tabindex: "0", role: "application", "aria-label": label });
  const box = element("div", { class: "map", style: `aspect-ratio: ${wide} / ${high}` }, ground, canvas);
  let layer = -1;
  let scale = 1;
  let dots = 1;

  const at = (place) => [(x[place] - west + edge) * scale, (north - y[place] + edge) * scale];
  const size = (place) => radius[place] * scale * (layer < 0 ? 1 : SHRUNK);

  function fit() {
    dots = window.devicePixelRatio || 1;
    scale = (box.clientWidth || 300) / wide;
    for (const each of [ground, canvas]) {
      each.width = Math.round(wide * scale * dots);
      each.height = Math.round(high * scale * dots);
    }
    drawGround();
  }

  function pen(of) {
    const context = of.getContext("2d");
    context.setTransform(dots, 0, 0, dots, 0, 0);
    return context;
  }

  function drawGround() {
    const context = pen(ground);
    context.clearRect(0, 0, wide * scale, high * scale);
    context.fillStyle = colours.land;
    for (let place = 0; place < number; place += 1) {
      const [left, top] = at(place);
      context.beginPath();
      context.arc(left, top, (radius[place] + SHORE * mean) * scale, 0, 2 * Math.PI);
      context.fill();
    }
    if (layer < 0) return;
    context.strokeStyle = colours.quiet;
    context.lineWidth = 0.6;
    const mine = [...layers.keys()].filter((tie) => layers[tie] & (1 << layer));
    context.globalAlpha = Math.max(0.12, Math.min(0.7, 700 / Math.max(mine.length, 1)));
    context.beginPath();
    for (const tie of mine) drawTie(context, tie);
    context.stroke();
    context.globalAlpha = 1;
  }

  function drawTie(context, tie) {
    context.moveTo(...at(ends[2 * tie]));
    context.lineTo(...at(ends[2 * tie + 1]));
  }

  /** Draw every circle in the colour that a function gives for its place. */
  function draw(colour, chosen) {
    const context = pen(canvas);
    context.clearRect(0, 0, wide * scale, high * scale);
    if (chosen >= 0 && layer >= 0) drawOwnTies(context, chosen);
    context.lineWidth = 0.7;
    context.strokeStyle = "#fff";
    for (let place = 0; place < number; place += 1) {
      const [left, top] = at(place);
      context.fillStyle = colour(place);
      context.beginPath();
      context.arc(left, top, size(place), 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    if (chosen >= 0) ring(context, chosen);
    if (layer < 0) for (const place of named) write(context, place);
  }

  function drawOwnTies(context, chosen) {
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.3;
    context.beginPath();
    for (let tie = 0; tie < layers.length; tie += 1) {
      const mine = ends[2 * tie] === chosen || ends[2 * tie + 1] === chosen;
      if (mine && layers[tie] & (1 << layer)) drawTie(context, tie);
    }
    context.stroke();
  }

  function ring(context, place) {
    const [left, top] = at(place);
    for (const [colour, width] of [["#fff", 5], [colours.ink, 2.5]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.arc(left, top, size(place) + 2.5, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  function write(context, place) {
    const [left, top] = at(place);
    const text = country.told.names[place];
    context.font = "600 11px system-ui, sans-serif";
    if (context.measureText(text).width > 4.2 * size(place)) return;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = colours.ink;
    context.strokeText(text, left, top);
    context.fillStyle = "#fff";
    context.fillText(text, left, top);
  }

  /** The circle under a point, or the nearest within a few pixels; -1 where there is none. */
  function under(left, top) {
    let found = -1;
    let nearest = 6;
    for (let place = 0; place < number; place += 1) {
      const [centreLeft, centreTop] = at(place);
      const beyond = Math.hypot(left - centreLeft, top - centreTop) - size(place);
      if (beyond < nearest) [found, nearest] = [place, beyond];
    }
    return found;
  }

  /** The nearest circle in a direction from a place. */
  function beside(place, right, up) {
    let found = place;
    let nearest = Infinity;
    for (let other = 0; other < number; other += 1) {
      const [across, along] = [x[other] - x[place], y[other] - y[place]];
      const ahead = across * right + along * up;
      const aside = Math.abs(across * up - along * right);
      if (ahead > 0 && aside <= ahead && ahead + aside < nearest) [found, nearest] = [other, ahead + aside];
    }
    return found;
  }

  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  canvas.addEventListener("click", (event) => onchoose(under(event.offsetX, event.offsetY)));
  canvas.addEventListener("mousemove", (event) => {
    const place = under(event.offsetX, event.offsetY);
    canvas.title = place < 0 ? "" : country.told.names[place];
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onchoose(-1);
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    onchoose((chosen) => (chosen < 0 ? named[0] : beside(chosen, ...direction)));
  });

  return {
    box,
    canvas,
    fit,
    draw,
    place: (name) => { const [left, top] = at(name); return { left, top }; },
    setLayer: (chosen) => { layer = chosen; drawGround(); },
  };
}
