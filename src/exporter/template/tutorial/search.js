/** Looks up words in the sections of the course and in the questions that they answer, while the reader types. */
{
  const MOST = 12;
  const EXCERPT = 30;
  const FIELDS = { heading: 3, question: 4, terms: 2, title: 1, text: 1 }; // how much a word counts there
  const OTHER_WORDS = 0.7; // how much, compared with the reader's own

  /** What readers write, and how the course says it, in words that are in its text. */
  const OTHERWISE = {
    // the loss and its parts
    cost: "loss",
    objective: "loss",
    error: "loss",
    crossentropyloss: "cross entropy",
    crossentropy: "cross entropy",
    nll: "likelihood",
    nllloss: "likelihood",
    bce: "binary entropy",
    mse: "squared error",
    quadratic: "squared error",
    kld: "kullback kl",
    output: "prediction",
    target: "truth",
    label: "truth target",
    sparse: "one hot",
    categorical: "one hot category",
    onehot: "one hot",
    argmax: "largest class",
    softargmax: "softmax",
    score: "logit",
    logsumexp: "log sum exp",
    logsoftmax: "log softmax",
    // derivatives
    backprop: "backpropagation backward",
    backpropagation: "backward gradient",
    dz: "error signal delta",
    dw: "gradient weights",
    db: "gradient bias",
    da: "gradient activation",
    grad: "gradient",
    derivative: "slope gradient",
    prime: "slope derivative",
    gradcheck: "gradient check",
    numerical: "difference check",
    numeric: "difference check",
    tolerance: "relative error small",
    threshold: "relative error small",
    close: "small relative error",
    autodiff: "autograd",
    autogradient: "autograd",
    elementwise: "hadamard entry",
    pointwise: "hadamard entry",
    dot: "product",
    transpose: "shape",
    dimension: "shape",
    broadcast: "ones row",
    m: "n",
    yhat: "p prediction",
    hat: "prediction",
    average: "mean",
    // layers
    neuron: "unit",
    node: "unit",
    sigmoid: "logistic",
    relu: "unit",
    cache: "keep store",
    store: "keep",
    save: "keep file",
    nonlinear: "activation",
    // numbers
    nan: "overflow",
    inf: "overflow",
    infinity: "overflow",
    underflow: "overflow",
    eps: "epsilon",
    clamp: "clip",
    float: "double digits",
    precision: "digits",
    // training
    lr: "learning rate",
    alpha: "learning rate",
    eta: "learning rate",
    stepsize: "learning rate",
    step: "learning rate",
    iteration: "step epoch",
    minibatch: "mini batch",
    sgd: "descent",
    diverge: "cliff",
    oscillate: "jump",
    stuck: "plateau",
    saddle: "plateau",
    regularization: "decay",
    penalty: "decay",
    l2: "decay",
    decay: "penalty",
    generalize: "unseen overfitting",
    overfit: "validation",
    memorize: "heart",
    decrease: "fall",
    increase: "rise",
    patience: "stopping",
    hyperparameter: "settings choices",
    initialize: "starting weights start",
    initial: "starting start",
    init: "starting weights",
    xavier: "glorot",
    kaiming: "glorot",
    gaussian: "normal",
    symmetry: "equal",
    dying: "dead",
    die: "dead",
    // judging and data
    confidence: "calibration",
    overconfident: "sure confidence",
    certain: "sure",
    uncertainty: "sure confidence",
    calibrate: "calibration",
    imbalance: "frequent rare",
    unbalanced: "frequent rare",
    imbalanced: "frequent rare",
    majority: "frequent same",
    minority: "rare",
    normalize: "standardise scale",
    scaler: "standardise",
    rescale: "standardise scale",
    dev: "validation",
    holdout: "validation",
    model: "network",
    mlp: "network",
    sample: "example",
    datum: "example",
    instance: "example",
    distill: "distillation",
    variable: "feature",
    constant: "same",
    identical: "same",
    always: "same",
    result: "answer",
    predict: "answer",
    teacher: "distillation",
    student: "distillation",
    seed: "random",
  };

  /** Words that say nothing of what is sought, beside those that lunr leaves out. */
  const EMPTY = new Set(
    "aren correct don doesn didn exactly explain give given good happen isn know make meaning need question really reason right use used using work wrong".split(" "),
  );

  const { sections } = gradwalk;
  const COMPOUND = /(\p{Ll}\p{Ll})(?=\p{Lu}\p{Ll})/gu; // within a name such as CrossEntropyLoss
  const LETTERS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(" ");

  /** The words of a text that tell something, in small letters; Greek ones are written out, as in the source of a formula. */
  const wordsOf = (text) =>
    (
      text
        .toLowerCase()
        .replace(/[α-ω]/g, (letter) => ` ${LETTERS[letter.codePointAt(0) - "α".codePointAt(0)]} `)
        .match(/\p{N}+(?:\.\p{N}+)*|\p{L}[\p{L}\p{N}]*/gu) ?? []
    ).filter((word) => lunr.stopWordFilter(word) && !EMPTY.has(word));

  /** The stem of a word, the same in British and in American spelling; a number with two decimals. */
  const stemOf = (word) =>
    lunr.stemmer(new lunr.Token(word.replace(/is(?=(?:e[drs]?|ers?|ing|ations?)$)/, "iz").replace(/our(?=s?$)/, "or").replace(/^var(?=epsilon)/, "").replace(/^(\d+\.\d\d)\d+$/, "$1"))).toString();
  const stemsOf = (text) => wordsOf(text).map(stemOf);

  const otherwise = new Map(Object.entries(OTHERWISE).map(([word, others]) => [stemOf(word), stemsOf(others)]));

  /** An entry is a passage, or one of the questions that it answers. */
  let entries = 0;
  const index = lunr(function () {
    this.pipeline.reset();
    Object.entries(FIELDS).forEach(([field, boost]) => this.field(field, { boost }));
    const add = (entry, boost) => {
      Object.keys(FIELDS).forEach((field) => (entry[field] = stemsOf(entry[field] ?? "").join(" ")));
      this.add(entry, { boost });
      entries++;
    };
    sections.forEach((section, id) => {
      const boost = section.heading === section.title || /^(Exercise|Summary)/.test(section.heading) ? 0.5 : 1;
      add({ ...section, id: `${id}`, terms: section.terms.join(" ") }, boost);
      section.questions.forEach((question, which) => add({ id: `${id} ${which}`, question }, 1));
    });
  });

  /** How well each entry fits a stem: a rare one counts more than a common one. */
  function lookUp(stem, as) {
    const hits = index.query((query) => query.term(stem, { usePipeline: false, ...as }));
    const rarity = Math.log(1 + entries / hits.length);
    return new Map(hits.map(({ ref, score }) => [ref, Math.sqrt((rarity * score) / hits[0].score)]));
  }

  /** The same for a word of the reader: as it is, or else as the beginning of a word, or with a letter wrong; or in the words of the course. */
  function lookUpWord(stem) {
    const ways = [{}, { wildcard: lunr.Query.wildcard.TRAILING }, { editDistance: stem.length > 3 ? 1 : 0 }];
    const found = ways.map((as) => lookUp(stem, as)).find((hits) => hits.size) ?? new Map();
    const others = (otherwise.get(stem) ?? []).map((other) => lookUp(other, {}));
    for (const ref of new Set(others.flatMap((hits) => [...hits.keys()]))) {
      const score = (OTHER_WORDS * others.reduce((sum, hits) => sum + (hits.get(ref) ?? 0), 0)) / others.length;
      found.set(ref, Math.max(found.get(ref) ?? 0, score));
    }
    return found;
  }

  /** The passages with the stems, the best first, each with its question that fits best. */
  function find(stems) {
    const scores = new Map();
    for (const stem of stems) {
      lookUpWord(stem).forEach((score, ref) => scores.set(ref, (scores.get(ref) ?? 0) + score));
    }
    const found = new Map();
    scores.forEach((score, ref) => {
      const [id, which] = ref.split(" ");
      const hit = found.get(id) ?? { section: sections[id], passage: 0, asked: 0 };
      if (which === undefined) hit.passage = score;
      else if (score > hit.asked) Object.assign(hit, { asked: score, question: hit.section.questions[which] });
      found.set(id, hit);
    });
    return [...found.values()].sort((a, b) => b.passage + b.asked - a.passage - a.asked);
  }

  function element(name, text, attributes = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...attributes });
  }

  /** The part of the text with the most of the stems, in which they are marked. */
  function excerpt(text, stems) {
    const all = text.split(/\s+/);
    const found = all.map((word) => stemsOf(word).find((stem) => stem.length > 1 && stems.has(stem)));
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

  function item({ section, question }, stems) {
    const made = element("li", "");
    const link = element("a", `${section.number} ${section.heading}`, { href: section.address });
    const about = section.heading === section.title ? "" : section.title;
    made.append(link, element("span", about, { className: "place" }), excerpt(section.text, stems));
    if (question && question !== section.heading) made.append(element("p", question, { className: "question" }));
    return made;
  }

  const input = document.getElementById("look-up");
  const found = document.getElementById("found");

  function show() {
    const known = (word) => lookUp(stemOf(word.toLowerCase()), {}).size > 0;
    const stems = new Set(stemsOf(input.value.replace(/\p{L}+/gu, (word) => (known(word) ? word : word.replace(COMPOUND, "$1 ")))));
    const hits = find(stems).slice(0, MOST);
    const list = element("ol", "", { className: "hits" });
    list.append(...hits.map((hit) => item(hit, stems)));
    const summary = hits.length ? "Passages, the best first" : "Nothing found. Other words may help.";
    found.replaceChildren(...(stems.size ? [element("p", summary, { className: "summary" }), list] : []));
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  input.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
