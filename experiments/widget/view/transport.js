// Playing: the month that is shown, forwards by itself or to where one seeks.

const SPEEDS = [6, 12, 24, 48];

/** Buttons and slider for the month. `onmonth` is called with each new month; `clock` lives on when words change. */
function transport(country, say, clock, onmonth) {
  const last = country.told.months - 1;
  const play = element("button", { type: "button", class: "play", onclick: () => (clock.playing ? stop() : start()) });
  const seek = element("input", {
    type: "range", min: 0, max: last, step: 1, class: "seek", "aria-label": say.word("month"),
    oninput: () => { stop(); go(seek.valueAsNumber); },
  });
  const date = element("output", { class: "date" });
  const step = (name, text, by) => element(
    "button",
    { type: "button", class: "plain", "aria-label": say.word(name), title: say.word(name), onclick: () => { stop(); go(clock.month + by); } },
    text,
  );
  const speed = selector(
    say.word("speed"), SPEEDS.map((each) => [`${each}`, `${each} ${say.word("months_a_second")}`]), `${clock.speed}`,
    (value) => { clock.speed = Number(value); },
  );
  const box = element(
    "div", { class: "transport", role: "group" }, play, step("back", "‹", -1), seek, step("forward", "›", 1), date, speed,
  );
  let before = null;

  function start() {
    if (clock.month >= last) go(0);
    clock.playing = true;
    before = null;
    label();
    clock.frame = requestAnimationFrame(tick);
  }

  function stop() {
    if (!clock.playing) return;
    clock.playing = false;
    cancelAnimationFrame(clock.frame);
    label();
    onmonth(clock.month);
  }

  /** Time that has passed counts, not frames, so that a slow machine skips months instead of slowing down. */
  function tick(now) {
    const passed = before === null ? 0 : ((now - before) / 1000) * clock.speed;
    if (before === null || passed >= 1) {
      before = now - (passed % 1) * (1000 / clock.speed);
      go(Math.min(last, clock.month + Math.floor(passed)));
    }
    if (clock.month >= last) { stop(); return; }
    if (clock.playing) clock.frame = requestAnimationFrame(tick);
  }

  function go(month) {
    clock.month = Math.max(0, Math.min(last, month));
    show();
    onmonth(clock.month);
  }

  function show() {
    seek.value = clock.month;
    date.textContent = say.date(clock.month);
    seek.setAttribute("aria-valuetext", date.textContent);
  }

  function label() {
    play.textContent = clock.playing ? `❚❚ ${say.word("pause")}` : `▶ ${say.word("play")}`;
  }

  if (clock.playing) clock.frame = requestAnimationFrame(tick);
  label();
  show();
  return { box, go, stop };
}
