// Headings, whose level depends on what stands around, and the head of it all: title, warning, languages.

/** A heading: at depth 0 the title, below it 1 and on. */
function heading(say, depth, ...children) {
  return element(`h${say.level + depth}`, { class: `heading-${depth}` }, ...children);
}

function masthead(say, model) {
  const button = (language, text) => element(
    "button",
    { type: "button", class: "plain", "data-language": language, lang: language, "aria-pressed": `${say.language === language}`, onclick: () => {
      model.set("language", language);
      model.save_changes();
    } },
    text,
  );
  return element(
    "header", { class: "top" },
    heading(say, 0, say.word("title")),
    element("p", {}, say.word("simulated")),
    element("div", { role: "group", "aria-label": say.word("language") }, button("en", "English"), button("nl", "Nederlands")),
  );
}
