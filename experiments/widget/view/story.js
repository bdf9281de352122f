// One municipality: how it stands in this month, and what happened to it, in both scenarios.

/** The panel on a municipality. `titleOf` says what a side is called when it is shown. */
function story(country, say, titleOf, onclose) {
  const { told, arrays } = country;
  const box = element("section", { class: "story", hidden: true, "aria-label": say.word("municipality") });
  const unfolded = new Set();
  let lines = [];

  function show(place, runs, month) {
    box.hidden = place < 0;
    if (place < 0) return;
    const close = element("button", { type: "button", onclick: onclose }, say.word("close"));
    const facts = `${told.provinces[place]}, ${say.whole(arrays.population[place])} ${say.word("inhabitants")}`;
    lines = [];
    box.replaceChildren(
      element("header", {}, heading(say, 1, told.names[place]), element("p", {}, facts), close),
      element(
        "div", { class: "columns" },
        table(place, runs, month),
        ...["a", "b"].filter((name) => runs[name]).map((name) => telling(name, place, runs)),
      ),
    );
    mark(month);
  }

  function valueAt(run, field, place, month) {
    return run.fields[field.name][place * told.months + month] * field.step;
  }

  function meanAt(run, field, month) {
    let sum = 0;
    for (let place = 0; place < told.codes.length; place += 1) sum += valueAt(run, field, place, month);
    return sum / told.codes.length;
  }

  function table(place, runs, month) {
    const names = ["a", "b"].filter((name) => runs[name]);
    const heads = names.flatMap((name) => [name.toUpperCase(), `${name.toUpperCase()}, ${say.word("country")}`]);
    const body = element("tbody");
    for (const field of told.fields) {
      const cells = names.flatMap((name) => {
        const value = valueAt(runs[name], field, place, month);
        if (field.categories) return [say.of(told.abouts.type[value]), ""];
        return [say.value(value, field), say.number(meanAt(runs[name], field, month), field.unit.en)];
      });
      const row = element("tr", {}, element("th", { scope: "row" }, say.capital(say.of(field.label))));
      row.append(...cells.map((text) => element("td", {}, text)));
      body.append(row);
    }
    const head = element("tr", {}, element("td"), ...heads.map((text) => element("th", { scope: "col" }, text)));
    return element(
      "div", { class: "standing" },
      heading(say, 2, `${say.word("now")}: ${say.date(month)}`),
      element("table", {}, element("thead", {}, head), body),
    );
  }

  function eventsOf(run, place) {
    const { first, month, kind, about } = run.events;
    return Array.from({ length: first[place + 1] - first[place] }, (_, at) => {
      const row = first[place] + at;
      return { month: month[row], kind: kind[row], about: about[row] };
    });
  }

  function sentence(run, place, event) {
    const kind = told.kinds[event.kind];
    const what = kind.about ? say.of(told.abouts[kind.about][event.about]) : "";
    const beside = kind.beside.map((name) => told.fields.find((field) => field.name === name)).filter(Boolean);
    const numbers = beside.map((field) => {
      const value = valueAt(run, field, place, event.month);
      return `${say.of(field.label)} ${say.value(value, field)}`;
    });
    const told_ = say.of(kind.sentence).replace("{what}", what);
    return numbers.length ? told_.replace(/\.$/, ` (${numbers.join(", ")}).`) : told_;
  }

  /** Whether an event has no like in the other scenario about the same time. */
  function differsFrom(elsewhere, event) {
    const like = (other) => other.kind === event.kind && other.about === event.about && Math.abs(other.month - event.month) <= told.slack;
    return told.kinds[event.kind].compared && !elsewhere.some(like);
  }

  /** One side's story: what turned it first, then, for who opens it, everything. */
  function telling(name, place, runs) {
    const other = runs[name === "a" ? "b" : "a"];
    const elsewhere = other ? eventsOf(other, place) : null;
    const all = eventsOf(runs[name], place).map((event) => ({ ...event, differs: elsewhere !== null && differsFrom(elsewhere, event) }));
    const turning = all.filter((event) => told.kinds[event.kind].turning);
    const title = (text) => `${name.toUpperCase()}: ${text}`;
    const rest = element("details", { open: unfolded.has(name), ontoggle: () => (rest.open ? unfolded.add(name) : unfolded.delete(name)) },
      element("summary", {}, `${say.word("everything")} (${all.length})`), years(title(say.word("everything")), name, place, runs, all));
    return element(
      "div", { class: `telling ${name}` }, heading(say, 2, title(titleOf(name))),
      years(title(say.word("turning_points")), name, place, runs, turning), rest,
    );
  }

  function years(label, name, place, runs, events) {
    const told_ = element("div", { class: "years", tabindex: "0", role: "region", "aria-label": label });
    let year = null;
    let list = null;
    for (const event of events) {
      if (say.year(event.month) !== year) {
        year = say.year(event.month);
        list = element("ul");
        told_.append(heading(say, 3, `${year}`), list);
      }
      const when = element("time", {}, say.date(event.month, "short").replace(/ ?\d{4}$/, ""));
      const line = element("li", { class: event.differs ? "differs" : "" }, when, ` ${sentence(runs[name], place, event)}`);
      if (event.differs) line.append(element("span", { class: "unseen" }, ` (${say.word("only_in")} ${name.toUpperCase()})`));
      lines.push([event.month, line]);
      list.append(line);
    }
    return told_;
  }

  /** Fade what is still to come. */
  function mark(month) {
    for (const [when, line] of lines) line.classList.toggle("ahead", when > month);
  }

  /** Another month: the table anew, the sentences faded anew. */
  function move(place, runs, month) {
    if (place < 0 || box.hidden) return;
    box.querySelector(".standing").replaceWith(table(place, runs, month));
    mark(month);
  }

  return { box, show, move };
}
