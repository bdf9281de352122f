// The editor of a scenario: every parameter, searched and grouped; running, comparing, stopping, and what was made.

const PAUSE = 150;
const STOPPABLE = ["waiting", "running", "beside", "telling", "packing", "stopping"];
const BUSY = [...STOPPABLE, "showing"];

function render({ model, el }) {
  const root = element("div", { class: "decdyn editor" });
  const kept = { opened: new Set(), comparison: null };
  el.append(root);
  let taken = build();

  function build() {
    return editor(model, root, kept);
  }

  function again() {
    taken();
    root.replaceChildren();
    taken = build();
  }

  model.on("change:language", again);
  return () => {
    model.off("change:language", again);
    taken();
    root.remove();
  };
}

/** Hand a capsule that Python sent to the browser, which keeps it where downloads are kept. */
function save(message, buffers) {
  const link = element("a", {
    href: URL.createObjectURL(new Blob([buffers[0]], { type: "application/zip" })), download: message.name,
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function editor(model, root, kept) {
  const { opened } = kept;
  const told = model.get("told");
  const say = speaker({ ...told, start: "2013-01" }, model.get("language"), 1);
  const form = structuredClone(model.get("form"));
  let number = model.get("action").number ?? 0;
  let timer = 0;
  const preset = () => told.presets.find((each) => each.name === form.preset);

  root.lang = say.language;
  // The document is the app's own; until now it said that the app is starting.
  Object.assign(document.documentElement, { lang: say.language });
  document.documentElement.dataset.decdyn = "there";
  document.title = say.word("title");
  // marimo's own button has only a sign, which is no name for who hears it.
  for (const each of document.querySelectorAll("button")) if (!each.textContent.trim()) each.ariaLabel = say.word("menu");
  const description = element("p", { class: "note" });
  const choose = selector(
    say.word("start_from"), told.presets.map((each) => [each.name, say.of(each.title)]), form.preset,
    (name) => { form.preset = name; form.values = {}; refresh(); send(); },
  );
  const rows = told.parameters.map(parameterRow);
  const groups = told.groups.map(groupOf);
  const none = element("p", { class: "note", hidden: true }, say.word("nothing_found"));
  const search = element("input", { type: "search", placeholder: say.word("search"), "aria-label": say.word("search"), oninput: find });
  const [replicates, seed] = ["replicates", "seed"].map(numberField);
  const ensemble = ensembleField();
  const side = selector(say.word("show_as"), [["a", "A"], ["b", "B"]], "b", () => {});
  const run = element("button", { type: "button", class: "main", onclick: () => act({ what: "run", side: side.querySelector("select").value }) }, say.word("run"));
  const compare = element("button", { type: "button", "aria-describedby": "decdyn-compare-how", onclick: () => act({ what: "compare" }) }, say.word("compare"));
  const stop = element("button", { type: "button", onclick: () => act({ what: "stop" }) }, say.word("stop"));
  const bar = element("progress", { max: 1, "aria-label": say.word("running") });
  const status = element("p", { class: "state", role: "status" });
  const made = element("div", { class: "made" });

  root.append(
    masthead(say, model),
    heading(say, 1, say.word("editor")),
    element("div", { class: "bar-of-controls" }, choose, replicates.box, seed.box, ensemble.box, side, run, compare,
      ensemble.message,
      element("p", { class: "note", id: "decdyn-ensemble-how" }, say.word("ensemble_how")),
      element("p", { class: "note", id: "decdyn-compare-how" }, say.word("compare_how")),
      element("div", { class: "how-far" }, stop, bar, status)),
    description, search, none,
    element("div", { class: "groups" }, ...groups.map((each) => each.box)),
    made,
  );

  /** A number in full, as it is typed in this language. */
  function plain(value) {
    return say.language === "nl" ? String(value).replace(".", ",") : String(value);
  }

  function parameterRow(declared) {
    const id = `decdyn-${declared.name}`;
    const message = element("span", { class: "message", id: `${id}-message` });
    const input = element("input", {
      type: "text", inputmode: "decimal", id, "data-parameter": declared.name, "aria-describedby": `${id}-hint ${id}-message`,
      oninput: () => { form.values[declared.name] = input.value; show(); tell(); later(); },
    });
    const back = element("button", { type: "button", class: "plain back", "aria-label": `${say.word("reset")}: ${say.of(declared.label)}`, title: say.word("reset"), onclick: () => {
      delete form.values[declared.name];
      refresh();
      send();
    } }, "↺");
    const unit = declared.unit.en === "0-1" ? "" : ` ${say.unit(declared.unit)}`;
    const range = `${plain(declared.low)} – ${plain(declared.high)}${unit}`.trim();
    const hint = element(
      "span", { class: "hint", role: "tooltip", id: `${id}-hint` },
      element("b", {}, say.of(declared.meaning)),
      element("span", {}, `${say.word("range")} ${range}; ${say.word("default")} ${plain(declared.default)}`),
      element("span", {}, `${say.word("evidence")}: ${say.of(declared.status)}${declared.assumed && declared.status.en !== "assumption" ? `, ${say.word("assumed")}` : ""}`),
      ...declared.evidence.map((each) => element("span", {}, `${say.of(each.claim)} (${each.source}; ${each.id})`)),
    );
    const label = element("label", { for: id }, say.capital(say.of(declared.label)));
    const box = element("div", { class: "parameter" }, label, input, element("small", {}, range), back, message, hint);
    const own = () => preset().own[declared.name] ?? declared.default;

    function show() {
      const changed = form.values[declared.name] !== undefined;
      box.classList.toggle("changed", changed);
      back.hidden = !changed;
    }

    return {
      declared, box,
      refresh: () => { input.value = form.values[declared.name] ?? plain(own()); show(); },
      tell: (text) => {
        message.textContent = text ? say.of(text) : "";
        input.setAttribute("aria-invalid", `${Boolean(text)}`);
      },
      words: [declared.name, ...Object.values(declared.label), ...Object.values(declared.meaning)].join(" ").toLowerCase(),
    };
  }

  function groupOf(group) {
    const mine = rows.filter((row) => row.declared.group === group.name);
    const count = element("span", { class: "count" });
    const box = element(
      "details", { open: opened.has(group.name), ontoggle: () => (box.open ? opened.add(group.name) : opened.delete(group.name)) },
      element("summary", {}, say.capital(say.of(group.label)), count), ...mine.map((row) => row.box),
    );
    return { box, mine, count };
  }

  /** Whether there are too few runs to compare, which says nothing against running. */
  function tooFew() {
    return Number(form.replicates) < told.fewest;
  }

  function numberField(name) {
    const id = `decdyn-form-${name}`;
    const message = element("span", { class: "message", id: `${id}-message` });
    const input = element("input", {
      type: "text", inputmode: "numeric", id, size: "6", value: form[name], "data-field": name, "aria-describedby": `${id}-message`,
      oninput: () => { form[name] = input.value; tell(); later(); },
    });
    const box = element("label", { class: "choice", for: id }, element("span", {}, say.word(name)), input, message);
    const remark = () => (name === "replicates" && tooFew() ? say.word("too_few") : "");
    return { name, box, tell: (text) => { message.textContent = text ? say.of(text) : remark(); message.classList.toggle("remark", !text); input.setAttribute("aria-invalid", `${Boolean(text)}`); } };
  }

  /** Which parameter sets the seeds meet. What is to be said of the plausible ones stands there once they are chosen. */
  function ensembleField() {
    const box = selector(say.word("ensemble"), told.ensembles.map((each) => [each, say.word(each)]), form.ensemble, (chosen) => {
      form.ensemble = chosen;
      tell();
      send();
    });
    box.classList.add("ensemble");
    const select = box.querySelector("select");
    select.setAttribute("aria-describedby", "decdyn-ensemble-how decdyn-form-ensemble-message");
    // Longer than the field is wide: it stands below the row.
    const message = element("p", { class: "message", id: "decdyn-form-ensemble-message", role: "status" });
    return { name: "ensemble", box, message, tell: (text) => {
      message.textContent = text ? say.of(text) : form.ensemble === "plausible" ? say.of(told.remark) : "";
      select.setAttribute("aria-invalid", `${Boolean(text)}`);
    } };
  }

  function find() {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const group of groups) {
      const hits = group.mine.filter((row) => {
        const hit = words.every((word) => row.words.includes(word));
        row.box.hidden = !hit;
        return hit;
      });
      group.box.hidden = !hits.length;
      group.box.open = words.length ? hits.length > 0 : opened.has(group.name);
      found += hits.length;
    }
    none.hidden = found > 0;
  }

  /** Fields as the scenario has them, with what was changed. */
  function refresh() {
    description.textContent = say.of(preset().description);
    rows.forEach((row) => row.refresh());
    tell();
  }

  function tell() {
    const messages = model.get("messages");
    rows.forEach((row) => row.tell(messages[row.declared.name]));
    [replicates, seed, ensemble].forEach((field) => field.tell(messages[field.name]));
    for (const group of groups) {
      const changed = group.mine.filter((row) => form.values[row.declared.name] !== undefined).length;
      group.count.textContent = changed ? ` · ${changed} ${say.word("changed")}` : "";
      if (group.mine.some((row) => messages[row.declared.name])) group.box.open = true;
    }
    progress();
  }

  function progress() {
    const now = model.get("progress");
    const stoppable = STOPPABLE.includes(now.state);
    const busy = BUSY.includes(now.state);
    const faulty = Object.keys(model.get("messages")).length > 0;
    run.disabled = busy || faulty;
    compare.disabled = run.disabled || tooFew();
    made.querySelectorAll(".buttons button").forEach((each) => { each.disabled = busy; });
    stop.hidden = !stoppable;
    bar.hidden = !busy;
    if (now.of) bar.value = now.done / now.of;
    else bar.removeAttribute("value");
    const texts = {
      idle: "", failed: `${say.word("failed")}: ${now.text}`,
    };
    const far = now.of ? `: ${now.done} / ${now.of}` : "";
    status.textContent = faulty ? say.word("faults") : texts[now.state] ?? say.word(now.state) + far;
    status.classList.toggle("fault", faulty || now.state === "failed");
  }

  function list() {
    const [all, compared] = [model.get("made"), model.get("compared")];
    made.replaceChildren(
      ...(all.length ? [heading(say, 2, say.word("made")), table(all)] : []),
      ...(compared.length ? [heading(say, 2, say.word("compared")), comparisons(compared)] : []),
      ...(kept.comparison ? [comparison(kept.comparison)] : []),
    );
    progress();
  }

  /** How many runs were made, and on which sets. */
  function runsOf(each) {
    const sets = each.plausible ? `, ${say.word("on_sets")}` : "";
    return element("small", {}, ` ${each.seeds.length} ${say.word("runs")}${sets}`);
  }

  function comparisons(compared) {
    const rows = compared.map((each) => element(
      "tr", {},
      element("th", { scope: "row" }, say.of(each.title), runsOf(each)),
      element("td", { class: "buttons" }, button("look", { what: "look" }, each), button("download", { what: "download" }, each)),
    ));
    return element("div", { class: "scroll" }, element("table", {}, element("tbody", {}, ...rows)));
  }

  /** The report of a comparison, in a frame: it has styles of its own. */
  function comparison(shown) {
    const html = say.of(shown.pages);
    const tab = () => {
      const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
      window.open(url, "_blank", "noopener");
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    };
    const hide = () => {
      kept.comparison = null;
      list();
      compare.focus();
    };
    return element(
      "section", { class: "comparison", "aria-label": say.of(shown.title) },
      element(
        "div", { class: "buttons" },
        button("download", { what: "download" }, { number: shown.made, title: shown.title }),
        element("button", { type: "button", onclick: tab }, say.word("own_tab")),
        element("button", { type: "button", onclick: hide }, say.word("hide")),
      ),
      element("iframe", { sandbox: "", srcdoc: html, title: say.of(shown.title) }),
    );
  }

  function table(all) {
    const heads = all[0].summaries.map((row) => element("th", { scope: "col" }, say.capital(say.of(row.label))));
    const body = all.map((each) => element(
      "tr", {},
      element("th", { scope: "row" }, say.of(each.title), runsOf(each)),
      ...each.summaries.map((row) => element("td", { "data-label": say.capital(say.of(row.label)) }, cell(row))),
      element("td", { class: "buttons" }, ...buttons(each)),
    ));
    return element(
      "div", { class: "scroll" },
      element("table", {}, element("thead", {}, element("tr", {}, element("td"), ...heads, element("td"))), element("tbody", {}, ...body)),
      element("p", { class: "note" }, say.capital(say.word("mean"))),
    );
  }

  function cell(row) {
    if (row.values[0] === null) return "–";
    const [mean, low, high] = row.values.map((value) => say.number(value, row.unit.en));
    return `${mean} [${low}, ${high}]`;
  }

  function button(name, action, each) {
    const text = `${say.word(name)} ${(action.side ?? "").toUpperCase()}`.trim();
    return element(
      "button", { type: "button", "aria-label": `${text}: ${say.of(each.title)}`, onclick: () => act({ ...action, made: each.number }) }, text,
    );
  }

  function buttons(each) {
    return [
      button("show", { what: "show", side: "a" }, each), button("show", { what: "show", side: "b" }, each),
      button("download", { what: "download" }, each),
    ];
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  }

  function send() {
    clearTimeout(timer);
    model.set("form", structuredClone(form));
    model.save_changes();
  }

  function act(action) {
    send();
    number += 1;
    model.set("action", { ...action, number });
    model.save_changes();
  }

  function sent(message, buffers) {
    if (message.kind === "capsule") save(message, buffers);
    if (message.kind !== "comparison") return;
    kept.comparison = message;
    list();
    made.querySelector(".comparison").scrollIntoView({ block: "start" });
  }

  refresh();
  list();
  const listening = {
    "change:messages": tell, "change:progress": progress, "change:made": list, "change:compared": list,
    "msg:custom": sent,
  };
  for (const [name, listener] of Object.entries(listening)) model.on(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listening)) model.off(name, listener);
    clearTimeout(timer);
  };
}
