/** Looks up words in the sections of the course and in the questions that they answer, while the reader types. */
{
  const MOST = 12;
  const EXCERPT = 30;

  /** Words that readers use for what the course calls otherwise. */
  const OTHERWISE = {
    cost: "loss",
    error: "loss",
    sigmoid: "logistic",
    neuron: "unit",
    node: "unit",
    nan: "overflow",
    inf: "overflow",
    infinity: "overflow",
    autodiff: "autograd",
    nll: "likelihood",
    bce: "sigmoid",
    stepsize: "rate",
    lr: "rate",
    backprop: "backpropagation",
    transpose: "shape",
    dimension: "shape",
    regularization: "decay",
    regularisation: "decay",
    confidence: "calibration",
    xavier: "Glorot",
    kaiming: "He",
    minibatch: "mini-batch",
  };

  const { sections } = gradwalk;
  const index = lunr(function () {
    this.field("heading", { boost: 6 });
    this.field("questions", { boost: 6 });
    this.field("title", { boost: 2 });
    this.field("text");
    sections.forEach((section, id) => this.add({ ...section, id, questions: section.questions.join(" ") }));
  });

  const wordsOf = (text) => (text.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? []).filter((word) => lunr.stopWordFilter(word));

  /** Each word as it is, as the beginning of a word, and with a letter wrong; passages with more of the words come first. */
  function find(words) {
    return index.query((query) => {
      const add = (word, boost) => {
        query.term(lunr.tokenizer(word), { boost: 8 * boost });
        if (word.length > 2) query.term(word, { boost: 2 * boost, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        if (word.length > 4) query.term(word, { boost, editDistance: 1, usePipeline: false });
      };
      words.forEach((word) => add(word, 1));
      words.filter((word) => Object.hasOwn(OTHERWISE, word)).forEach((word) => add(OTHERWISE[word].toLowerCase(), 0.5));
    });
  }

  function element(name, text, attributes = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...attributes });
  }

  /** The text around the first of the words that it contains. */
  function excerpt(text, words) {
    const all = text.split(/\s+/);
    const first = all.findIndex((word) => words.some((sought) => sought.length > 3 && word.toLowerCase().includes(sought)));
    const from = Math.max(0, first - EXCERPT / 3);
    const shown = all.slice(from, from + EXCERPT).join(" ");
    return (from > 0 ? "… " : "") + shown + (from + EXCERPT < all.length ? " …" : "");
  }

  function item(section, words) {
    const made = element("li", "");
    const link = element("a", `${section.number} ${section.heading}`, { href: section.address });
    const about = section.heading === section.title ? "" : section.title;
    made.append(link, element("span", about, { className: "place" }), element("p", excerpt(section.text, words)));
    const asked = section.questions.filter((question) => words.some((word) => word.length > 3 && question.toLowerCase().includes(word)));
    asked.slice(0, 2).forEach((question) => made.append(element("p", question, { className: "question" })));
    return made;
  }

  const input = document.getElementById("look-up");
  const found = document.getElementById("found");

  function show() {
    const words = wordsOf(input.value);
    const hits = words.length ? find(words).slice(0, MOST).map((hit) => sections[hit.ref]) : [];
    const list = element("ol", "", { className: "hits" });
    list.append(...hits.map((section) => item(section, words)));
    const summary = hits.length ? "Passages, the best first" : "Nothing found. Other words may help.";
    found.replaceChildren(...(words.length ? [element("p", summary, { className: "summary" }), list] : []));
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  input.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
