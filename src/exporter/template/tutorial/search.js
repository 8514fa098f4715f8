/** Looks up words in the sections of the course and in the questions that they answer, while the reader types. */
{
  const MOST = 12;
  const EXCERPT = 30;
  const FIELDS = { heading: 3, question: 4, terms: 2, columns: 2, title: 1, text: 1, formulas: 1, code: 0.3 }; // how much a word counts there
  const OTHER_WORDS = 0.7; // how much, compared with the reader's own
  const LETTER = 0.3; // how much a single letter counts, or a pair such as p - y
  const TOGETHER = 0.5; // how much better a passage is in which all words of the reader stand together
  const ENOUGH = 0.35; // of the best passage's score, for a passage to be shown
  const ENOUGH_OF_ALL = 0.15; // the same if it has all of the reader's words
  const SHARE = 0.6; // of the reader's words, the rare ones counting more: who finds less has not found much
  const NEAREST = 3; // how many passages are shown then
  const MISTYPED = 5; // letters that a word must have to be taken for another one with a letter too many or too few, or two exchanged
  const WRONG_LETTER = 7; // the same if one letter stands for another: shorter words, such as trade and trace, are often two words

  /** Words that say nothing of what is sought, beside those that lunr leaves out. */
  const EMPTY = new Set(
    "aren came come comes correct difference don doesn didn exactly explain give given good happen intuition intuitive intuitively isn know make meaning need question really reason right understand use used using versus vs work wrong".split(" "),
  );

  const { sections } = gradwalk;
  /** The questions that a section answers; its heading may be one. */
  const asked = ({ heading, questions }) => (/^(?!Exercise ).*\?$/.test(heading) ? [...questions, { question: heading }] : questions);
  sections.forEach((section) => (section.questions = asked(section)));

  const COMPOUND = /(\p{Ll}\p{Ll})(?=\p{Lu}\p{Ll})/gu; // within a name such as CrossEntropyLoss
  const LETTERS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(" ");
  const OPERAND = `(?:${LETTERS.join("|")}|\\p{L}|\\p{N}+)`;
  /** Two letters or numbers and what stands between, as in p - y, 1/N or w^T; their indices do not count. */
  const PAIR = new RegExp(`(?<![\\p{L}\\p{N}])(${OPERAND})(?:_\\p{L}+)? *([−+/^]) *(?=(${OPERAND})(?![\\p{L}\\p{N}]))`, "gu");
  const HYPHENED = /\p{L}+(?:-\p{L}+)+/gu;
  const WORD = /\p{N}+(?:\.\p{N}+)*|\p{L}[\p{L}\p{N}]*/gu;

  /** What the course mostly writes in two, such as L-BFGS, by the one word that readers write; a synonym says more than that. */
  const joined = new Map(Object.entries(gradwalk.joined).filter(([word]) => !(word in gradwalk.synonyms)));

  /** The words of a text that tell something, in small letters, and its pairs; Greek letters are written out, as in the source of a formula. */
  function wordsOf(text) {
    const written = text
      .toLowerCase()
      .replace(/[α-ω]/g, (letter) => ` ${LETTERS[letter.codePointAt(0) - "α".codePointAt(0)]} `)
      .replace(/∑/g, " sum ")
      .replace(/\p{L}[\p{L}\p{N}]*/gu, (word) => joined.get(word) ?? word)
      .replace(/-/g, "−"); // at a hyphen lunr would begin a new word
    const words = (written.match(WORD) ?? []).filter((word) => lunr.stopWordFilter(word) && !EMPTY.has(word));
    return [...words, ...[...written.matchAll(PAIR)].map(([, first, operator, second]) => first + operator + second)];
  }

  const BRITISH = [
    [/is(?=(?:e[drs]?|ers?|ing|ations?)$)/, "iz"],
    [/ys(?=(?:e[drs]?|ing)$)/, "yz"],
    [/our(?=(?:s|ed|ing)?$)/, "or"],
    [/ll(?=(?:ed|ing|er)$)/, "l"],
    [/tre(?=s?$)/, "ter"],
  ];

  const stems = new Map(); // of the words seen so far
  const words = new Map(); // the first word seen with a stem

  /** The stem of a word, the same in British and in American spelling; a number with two decimals. */
  function stemOf(word) {
    if (!stems.has(word)) {
      const american = BRITISH.reduce((spelt, [british, other]) => spelt.replace(british, other), word.replace(/^var(?=epsilon)/, ""));
      stems.set(word, lunr.stemmer(new lunr.Token(american.replace(/^(\d+\.\d\d)\d+$/, "$1"))).toString());
      if (!words.has(stems.get(word))) words.set(stems.get(word), word);
    }
    return stems.get(word);
  }
  const stemsOf = (text) => wordsOf(text).map(stemOf);

  /** An entry is a passage, or one of the questions that it answers. The index is made when it is needed first. */
  let entries = 0;
  let made;
  const index = () => (made ??= lunr(fill));

  function fill() {
    this.pipeline.reset();
    Object.entries(FIELDS).forEach(([field, boost]) => this.field(field, { boost }));
    const add = (entry, boost) => {
      Object.keys(FIELDS).forEach((field) => (entry[field] = stemsOf(entry[field] ?? "").join(" ")));
      this.add(entry, { boost });
      entries++;
    };
    sections.forEach((section, id) => {
      const boost = /^(Exercise|Summary)|· Solution$/.test(section.heading) ? 0.5 : 1;
      add({ ...section, id: `${id}`, terms: section.terms.join(" "), columns: section.columns.join(" ") }, boost);
      section.questions.forEach(({ question }, which) => add({ id: `${id} ${which}`, question }, 1));
    });
  }

  /** By stem, the ways in which the course says it, each a list of stems. */
  const synonyms = new Map(Object.entries(gradwalk.synonyms).map(([word, others]) => [stemOf(word), others.split("|").map(stemsOf)]));

  const OPERATOR = /[−+/^]/;
  const isPair = (word) => OPERATOR.test(word);
  const rarity = (hits) => Math.log(1 + entries / Math.max(hits, 1));

  /** Whether a stem that is one change away can be meant. A stem that only goes on with another letter is another word, as in specificity and species. */
  function mistyped(stem, term) {
    if (stem.startsWith(term) && stem.at(-1) !== stem.at(-2)) return false;
    const letters = (word) => [...word].sort().join("");
    const wrongLetter = stem.length === term.length && letters(stem) !== letters(term);
    return term[0] === stem[0] && (!wrongLetter || stem.length >= WRONG_LETTER);
  }

  /** How well each entry fits a stem, at most the stem's weight: a rare one counts more than a common one. */
  function lookUp(stem, as = {}) {
    const like = (term) => !as.editDistance || mistyped(stem, term);
    const hits = index()
      .query((query) => query.term(stem, { usePipeline: false, ...as }))
      .map(({ ref, score, matchData }) => ({ ref, score, terms: Object.keys(matchData.metadata).filter(like) }))
      .filter(({ terms }) => terms.length);
    const weight = rarity(hits.length) * (stem.length > 1 && !isPair(stem) ? 1 : LETTER);
    return { weight, stems: new Set(hits.flatMap(({ terms }) => terms)), scores: new Map(hits.map(({ ref, score }) => [ref, weight * Math.sqrt(score / hits[0].score)])) };
  }

  /** The same for a word of the reader: as it is, or as the beginning of a word, and in the words of the course, or else with a letter wrong. */
  function lookUpWord(word) {
    const stem = stemOf(word);
    const ways = synonyms.get(stem) ?? [];
    let found = lookUp(stem);
    if (!found.scores.size && stem.length > 2) found = lookUp(stem, { wildcard: lunr.Query.wildcard.TRAILING });
    const own = found.scores.size > 0;
    if (!own && !ways.length && word.length >= MISTYPED) found = lookUp(stem, { editDistance: 1 });
    let weight = own ? found.weight : Math.max(0, ...found.scores.values());
    for (const way of ways) {
      const parts = way.map((other) => lookUp(other).scores);
      for (const ref of new Set(parts.flatMap((scores) => [...scores.keys()]))) {
        const score = (OTHER_WORDS * parts.reduce((sum, scores) => sum + (scores.get(ref) ?? 0), 0)) / parts.length;
        found.scores.set(ref, Math.max(found.scores.get(ref) ?? 0, score));
        if (!own) weight = Math.max(weight, score);
      }
    }
    const instead = own ? [] : ways.length ? ways.map((way) => way.map((other) => words.get(other)).join(" ")) : [...found.stems].map((other) => words.get(other));
    return { word, stem, own, instead, weight: weight || rarity(0), scores: found.scores, stems: [...found.stems, ...ways.flat()] };
  }

  /** How many of the stems that follow each other stand side by side in the passage or in its heading, as a share. */
  function together(section, sought) {
    section.stems ??= ` ${stemsOf([section.heading, ...section.terms, section.text].join(" . ")).join(" ")} `;
    const pairs = sought.slice(1).map((stem, k) => [` ${sought[k]} ${stem} `, ` ${stem} ${sought[k]} `]);
    return pairs.filter((either) => either.some((pair) => section.stems.includes(pair))).length / Math.max(pairs.length, 1);
  }

  /** Whether the words that are sought are a term, and the passage introduces it. */
  const defines = (section, sought) => section.terms.some((term) => stemsOf(term).join(" ") === sought.join(" "));

  /** The passages with the words, the best first, each with its question that fits best and the share of the words that it has. */
  function find(sought) {
    const passages = new Map();
    for (const { weight, scores } of sought) {
      const here = new Set();
      scores.forEach((score, ref) => {
        const [id, which = "passage"] = ref.split(" ");
        const passage = passages.get(id) ?? { section: sections[id], has: 0, entries: { passage: 0 } };
        passages.set(id, passage);
        passage.entries[which] = (passage.entries[which] ?? 0) + score;
        if (!here.has(id)) passage.has += weight;
        here.add(id);
      });
    }
    const all = sought.reduce((sum, { weight }) => sum + weight, 0);
    const stemsInOrder = sought.map(({ stem }) => stem);
    return [...passages.values()].map(({ section, has, entries: { passage, ...asked } }) => {
      const [which, most] = Object.entries(asked).reduce((best, next) => (next[1] > best[1] ? next : best), [null, 0]);
      const share = has / all;
      const score = (passage + most) * share * (1 + TOGETHER * together(section, stemsInOrder));
      return { section, share, score, defines: defines(section, stemsInOrder), question: section.questions[which] };
    });
  }

  /** Those worth a look: the ones that introduce what is sought first, then the ones with all words, and only a few if none has much of what was sought. */
  function select(passages) {
    const whole = ({ share }) => share > 0.99;
    const best = Math.max(...passages.map(({ score }) => score));
    const most = Math.max(...passages.map(({ share }) => share));
    return passages
      .filter((passage) => passage.defines || passage.score >= (whole(passage) ? ENOUGH_OF_ALL : ENOUGH) * best && passage.share >= SHARE * most)
      .sort((a, b) => b.defines - a.defines || whole(b) - whole(a) || b.score - a.score)
      .slice(0, most < SHARE ? NEAREST : MOST);
  }

  function element(name, text, attributes = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...attributes });
  }

  /** The part of the text with the most of the words, the rare ones counting more, in which they are marked. */
  function excerpt(text, weights) {
    const all = text.split(/\s+/);
    const found = all.map((word) => stemsOf(word).find((stem) => stem.length > 1 && weights.has(stem)));
    const worth = (from) => [...new Set(found.slice(from, from + EXCERPT).filter(Boolean))].reduce((sum, stem) => sum + weights.get(stem), 0);
    const starts = all.map((_, from) => from).filter((from) => from === 0 || /[.?!:]$/.test(all[from - 1]));
    const from = starts.reduce((best, next) => (worth(next) > worth(best) ? next : best), 0);
    const made = element("p", from > 0 ? "… " : "");
    all.slice(from, from + EXCERPT).forEach((word, k) => {
      made.append(found[from + k] ? element("mark", word) : word, " ");
    });
    made.append(from + EXCERPT < all.length ? "…" : "");
    return made;
  }

  function item({ section, question }, weights) {
    const shown = element("li", "");
    const link = element("a", `${section.number} ${section.heading}`, { href: section.address });
    const about = section.heading === section.title ? "" : section.title;
    shown.append(link, element("span", about, { className: "place" }), ...(section.text ? [excerpt(section.text, weights)] : []));
    if (question && question.question !== section.heading) {
      const asked = element("p", "", { className: "question" });
      asked.append(question.address ? element("a", question.question, { href: question.address }) : question.question);
      shown.append(asked);
    }
    return shown;
  }

  const input = document.getElementById("look-up");
  const summary = document.getElementById("summary");
  const list = document.getElementById("hits");

  const quoted = (all) => all.map((word) => `“${word}”`).join(" or ");

  /** What was not found, and how many passages were. */
  function said(sought, passages) {
    if (!sought.length) return "Only common words: add one that says what it is about.";
    const missing = sought.filter(({ scores }) => !scores.size).map(({ word }) => word);
    const replaced = sought.filter(({ own, scores }) => !own && scores.size);
    const parts = replaced.map(({ word, instead }) => `No page has “${word}”; these have ${quoted(instead)}.`);
    if (missing.length) parts.unshift(`No page has ${quoted(missing)}.`);
    if (!passages.length) return ["Nothing found.", ...parts, "Other words may help."].join(" ");
    const first = passages[0].share < SHARE ? "The nearest passages:" : passages.length === 1 ? "One passage:" : `${passages.length} passages, the best first:`;
    return [...parts, first].join(" ");
  }

  /** What the reader types, with names such as CrossEntropyLoss in parts, words such as over-fitting as one if the course has them so, and without the
   * letters of a pair such as p - y. */
  function wordsTyped() {
    const known = (word) => lookUp(stemOf(word.toLowerCase())).scores.size > 0;
    const inOne = (word, whole = word.replaceAll("-", "")) => (whole.length >= MISTYPED && known(whole) ? whole : word);
    const inParts = (word) => (known(word) ? word : word.replace(COMPOUND, "$1 "));
    const typed = new Set(wordsOf(input.value.replace(HYPHENED, (word) => inOne(word)).replace(/\p{L}+/gu, inParts)));
    for (const pair of [...typed].filter(isPair)) {
      if (known(pair)) pair.split(OPERATOR).forEach((part) => typed.delete(part));
      else typed.delete(pair);
    }
    return [...typed];
  }

  function show() {
    const sought = wordsTyped().map(lookUpWord);
    const passages = select(find(sought));
    const weights = new Map(sought.flatMap(({ stems, weight }) => stems.map((stem) => [stem, weight])));
    list.replaceChildren(...passages.map((passage) => item(passage, weights)));
    summary.textContent = input.value.trim() ? said(sought, passages) : "";
  }

  /** The address keeps what is sought, for the way back and for others. */
  function keep() {
    const address = new URL(location.href);
    if (input.value.trim()) address.searchParams.set("q", input.value);
    else address.searchParams.delete("q");
    address.hash = "";
    history.replaceState(null, "", address);
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    show();
    keep();
  });
  input.addEventListener("focus", index, { once: true });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
