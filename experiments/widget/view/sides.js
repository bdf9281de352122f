// The two scenarios: what is chosen, the three sliders, and asking for their runs.

const WAIT = 250;

/** The controls of one side, "a" or "b". `asked` is what is asked for now; `ask` is called when it changes; `fold` folds
 * what there is little room for. */
function controls(name, country, say, choices, asked, ask, fold) {
  const drivers = country.told.drivers;
  const choice = () => choices.find((each) => each.name === asked.scenario) ?? choices[0];
  const rows = drivers.map((driver) => row(driver));
  const restore = element("button", { type: "button", onclick: () => change(asked.scenario) }, `↺ ${say.word("restore")}`);
  const select = selector(
    `${say.word("scenario")} ${name.toUpperCase()}`,
    choices.map((each) => [each.name, say.of(each.title)]),
    choice().name,
    change,
  );
  const status = element("p", { class: "status", role: "status" });
  const fixed = element("p", { class: "fixed" });
  const box = element("div", { class: "controls" }, select, ...fold(say.word("sliders"), rows.map((each) => each.label)), element("div", { class: "foot" }, restore, fixed, status));
  refresh();

  /** What is shown: the scenario, and that its sliders were moved where they were. */
  function title() {
    const own = choice().values;
    const moved = drivers.some(({ name: driver }) => driver in asked.values && asked.values[driver] !== own[driver]);
    return say.of(choice().title) + (moved ? `, ${say.word("changed")}` : "");
  }

  function change(scenario) {
    asked.scenario = scenario;
    asked.values = {};
    refresh();
    ask(0);
  }

  /** Where runs were made beforehand a slider goes from mark to mark, else through the whole range. */
  function row(driver) {
    const marks = driver.marks;
    // Rounded, since a step that is a hair too long keeps a slider from its highest value.
    const bounds = marks ? [0, marks.length - 1, 1] : [driver.low, driver.high, Number(((driver.high - driver.low) / 100).toFixed(6))];
    const shown = element("output");
    // The slider moves a number, which is not the outcome that the driver is called after.
    const [group, label] = [say.of(driver.group), say.of(driver.label)];
    // Where a driver is called what its number is called, once is enough.
    const own = group === label ? [] : [`${say.word("drives")} ${group}`];
    const input = element("input", {
      type: "range", min: bounds[0], max: bounds[1], step: bounds[2], "data-driver": driver.name,
      title: say.of(driver.meaning), "aria-label": `${[label, ...own].join(", ")}, ${name.toUpperCase()}`,
      oninput: () => {
        asked.values[driver.name] = marks ? marks[input.valueAsNumber] : Number(input.valueAsNumber.toFixed(4));
        refresh();
        ask(WAIT);
      },
    });
    const texts = element("span", {}, element("b", {}, say.capital(label)), ...own);
    return { driver, input, shown, label: element("label", { class: "driver" }, texts, input, shown) };
  }

  function refresh() {
    const own = choice().values;
    for (const option of select.querySelectorAll("option")) {
      option.textContent = option.value === asked.scenario ? title() : say.of(choices.find((each) => each.name === option.value).title);
    }
    select.querySelector("select").value = choice().name;
    for (const { driver, input, shown } of rows) {
      const value = asked.values[driver.name] ?? own[driver.name] ?? driver.default;
      const { marks } = driver;
      input.value = marks ? marks.reduce((best, mark, at) => (Math.abs(mark - value) < Math.abs(marks[best] - value) ? at : best), 0) : value;
      input.disabled = Boolean(marks) && !choice().movable;
      shown.textContent = say.number(value, "0-1");
      input.setAttribute("aria-valuetext", shown.textContent);
    }
    const movable = choices.find((each) => each.movable);
    fixed.textContent = movable && !choice().movable ? say.word("fixed").replace("{scenario}", say.of(movable.title)) : "";
    restore.hidden = !Object.keys(asked.values).length;
  }

  return {
    box,
    refresh,
    title,
    tell: (text, fault) => {
      status.textContent = text;
      status.classList.toggle("fault", Boolean(fault));
    },
  };
}
