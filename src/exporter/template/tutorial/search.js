/** Looks up words in the sections of the course and in the questions that they answer, while the reader types. */
{
  const MOST = 12;
  const EXCERPT = 30;

  /** Words that readers use for what the course calls otherwise. */
  const OTHERWISE = {
    cost: "loss",
    error: "loss",
    crossentropyloss: "cross-entropy",
    nll: "likelihood",
    bce: "sigmoid",
    sigmoid: "logistic",
    neuron: "unit",
    output: "prediction",
    target: "truth",
    label: "truth",
    sparse: "one-hot",
    nan: "overflow",
    inf: "overflow",
    infinity: "overflow",
    autodiff: "autograd",
    elementwise: "Hadamard",
    pointwise: "Hadamard",
    transpose: "shape",
    dimension: "shape",
    lr: "rate",
    stepsize: "rate",
    minibatch: "mini-batch",
    regularization: "decay",
    regularisation: "decay",
    confidence: "calibration",
    xavier: "Glorot",
    kaiming: "Glorot",
  };

  const { sections } = gradwalk;
  const index = lunr(function () {
    this.field("heading", { boost: 4 });
    this.field("questions", { boost: 4 });
    this.field("title");
    this.field("text");
    sections.forEach((section, id) => {
      const lesser = section.heading === section.title || section.heading.startsWith("Exercise");
      this.add({ ...section, id, questions: section.questions.join(" ") }, { boost: lesser ? 0.5 : 1 });
    });
  });

  const wordsOf = (text) => (text.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? []).filter((word) => lunr.stopWordFilter(word));

  /** The sections with a word as it is, as the beginning of a word, with a letter wrong, or by another name: the best has the score 1. */
  function findWord(word) {
    const hits = index.query((query) => {
      query.term(lunr.tokenizer(word), { boost: 8 });
      if (word.length > 2) query.term(word, { boost: 2, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
      if (word.length > 4) query.term(word, { boost: 1, editDistance: 1, usePipeline: false });
      if (Object.hasOwn(OTHERWISE, word)) query.term(lunr.tokenizer(OTHERWISE[word]), { boost: 4 });
    });
    return hits.map(({ ref, score }) => ({ ref, score: score / hits[0].score }));
  }

  /** The sections with the words, the best first. A rare word counts more than a common one, and several words more than one of them often. */
  function find(words) {
    const scores = new Map();
    for (const word of new Set(words)) {
      const hits = findWord(word);
      const weight = Math.log(1 + sections.length / hits.length);
      hits.forEach(({ ref, score }) => scores.set(ref, (scores.get(ref) ?? 0) + weight * Math.sqrt(score)));
    }
    return [...scores].sort(([, a], [, b]) => b - a).map(([ref]) => sections[ref]);
  }

  function element(name, text, attributes = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...attributes });
  }

  /** The part of the text with the most of the words, in which they are marked. */
  function excerpt(text, words) {
    const all = text.split(/\s+/);
    const sought = (word) => words.find((one) => one.length > 2 && word.toLowerCase().includes(one));
    const found = all.map(sought);
    const different = (from) => new Set(found.slice(from, from + EXCERPT).filter(Boolean)).size;
    const starts = all.map((_, from) => from).filter((from) => from === 0 || /[.?!:]$/.test(all[from - 1]));
    const from = starts.reduce((best, next) => (different(next) > different(best) ? next : best), 0);
    const made = element("p", from > 0 ? "… " : "");
    all.slice(from, from + EXCERPT).forEach((word, k) => {
      made.append(found[from + k] ? element("mark", word) : word, " ");
    });
    made.append(from + EXCERPT < all.length ? "…" : "");
    return made;
  }

  function item(section, words) {
    const made = element("li", "");
    const link = element("a", `${section.number} ${section.heading}`, { href: section.address });
    const about = section.heading === section.title ? "" : section.title;
    made.append(link, element("span", about, { className: "place" }), excerpt(section.text, words));
    const asked = section.questions.filter((question) => words.some((word) => word.length > 3 && question.toLowerCase().includes(word)));
    asked.slice(0, 2).forEach((question) => made.append(element("p", question, { className: "question" })));
    return made;
  }

  const input = document.getElementById("look-up");
  const found = document.getElementById("found");

  function show() {
    const words = wordsOf(input.value);
    const hits = words.length ? find(words).slice(0, MOST) : [];
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
