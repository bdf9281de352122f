// Words and numbers in the language that is chosen, and elements to hold them.

/** Functions that say things of a country in a language; its title is a heading of this level. */
function speaker(told, language, level) {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const numbers = {};
  const round = (value, digits) => {
    numbers[digits] ??= new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return numbers[digits].format(value).replace("-", "−");
  };
  const say = {
    language,
    level,
    word: (name) => told.words[name][language],
    of: (texts) => texts[language],
    capital: (text) => text.charAt(0).toUpperCase() + text.slice(1),
    whole: (value) => round(value, 0),
    /** A number with as many digits as its size asks; shares in percent, their differences (signed) in points. */
    number: (value, unit, signed = false, finer = 0) => {
      const share = unit === "share";
      const shown = share ? value * 100 : value;
      const digits = finer + (share ? 0 : Math.abs(shown) >= 100 ? 0 : Math.abs(shown) >= 10 ? 1 : 2);
      // What rounds to nothing has no sign.
      const text = round(Number(shown.toFixed(digits)) === 0 ? 0 : shown, digits);
      return (signed && Number(shown.toFixed(digits)) > 0 ? "+" : "") + text + (share && !signed ? "%" : "");
    },
    /** A difference and its bounds, with a digit more where bounds would look equal, or zero, and then do not. */
    differences: (values, unit) => {
      const [coarse, finer] = [0, 1].map((more) => values.map((value) => say.number(value, unit, true, more)));
      const none = [0, 1].map((more) => say.number(0, unit, true, more));
      const hidden = coarse.some((text, at) => text === none[0] && finer[at] !== none[1]);
      return hidden || (coarse[1] === coarse[2] && finer[1] !== finer[2]) ? finer : coarse;
    },
    /** A round value beside an axis, with as many digits as the step to the next one has. */
    tick: (value, unit, step) => {
      const percent = unit === "share" ? 100 : 1;
      const digits = Math.max(0, -Math.floor(Math.log10(step * percent) + 1e-9));
      return round(Number((value * percent).toFixed(digits)) === 0 ? 0 : value * percent, digits) + (unit === "share" ? "%" : "");
    },
    /** A value of a field: counts have no decimals. */
    value: (value, field, signed = false) =>
      field.whole ? (signed && value > 0 ? "+" : "") + round(value, 0) : say.number(value, field.unit.en, signed),
    unit: (texts) => (["share", "0-1", ""].includes(texts.en) ? "" : texts[language]),
    date: (month, style = "long") => {
      const [year, first] = told.start.split("-").map(Number);
      const date = new Date(Date.UTC(year, first - 1 + month, 1));
      return new Intl.DateTimeFormat(locale, { month: style, year: "numeric", timeZone: "UTC" }).format(date);
    },
    year: (month) => Number(told.start.slice(0, 4)) + Math.floor((Number(told.start.slice(5, 7)) - 1 + month) / 12),
  };
  return say;
}

/** An element with attributes, listeners (`onclick`) and children. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A select with options (value, text), one of them chosen. */
function selector(label, options, chosen, onchange) {
  const select = element("select", { "aria-label": label, onchange: (event) => onchange(event.target.value) });
  for (const [value, text] of options) select.append(element("option", { value, selected: value === chosen }, text));
  return element("label", { class: "choice" }, element("span", {}, label), select);
}
