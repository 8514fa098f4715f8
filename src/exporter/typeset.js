// Turns TeX into HTML with MathJax, for Typesetter.java: an SVG to look at, with its TeX as a text that is not seen but found, copied and
// printed, and hidden MathML for screen readers.

const { liteAdaptor } = MathJax._.adaptors.liteAdaptor;
const { SerializedMmlVisitor } = MathJax._.core.MmlTree.SerializedMmlVisitor;

// No \newcommand and no \def: a formula means the same everywhere.
const PACKAGES = ["base", "ams", "boldsymbol", "braket", "cancel", "enclose"];
// Formulas that stand by themselves, without dollar signs around them.
const ENVIRONMENT = /^\\begin\{((?:equation|align|gather|multline|alignat|eqnarray)\*?)\}[^]*\\end\{\1\}$/;
const TEXT_SIZE = 900;
const METRICS = { em: 16, ex: 8, containerWidth: 1280, lineWidth: 1e6, scale: 1 };

const adaptor = liteAdaptor();
MathJax._.handlers.html_ts.RegisterHTMLHandler(adaptor);
const page = MathJax._.mathjax.mathjax.document("", {
  InputJax: new MathJax._.input.tex_ts.TeX({
    packages: PACKAGES,
    tags: "none",
    formatError: (jax, error) => {
      throw error;
    },
  }),
  OutputJax: new MathJax._.output.svg_ts.SVG({ fontCache: "none", font: new MathJax._.output.svg.fonts.tex_ts.TeXFont() }),
});
const visitor = new SerializedMmlVisitor();
visitor.getDataAttributes = () => ({});

/** The HTML of a formula, {"tex": "x^2", "display": false}, or what is wrong with it; both as JSON. */
function typeset(json) {
  const { tex, display } = JSON.parse(json);
  try {
    return JSON.stringify({ html: html(tex, display) });
  } catch (error) {
    return JSON.stringify({ error: error.message });
  }
}

function html(tex, display) {
  const formula = new page.options.MathItem(tex, page.inputJax[0], display);
  formula.setMetrics(METRICS.em, METRICS.ex, METRICS.containerWidth, METRICS.lineWidth, METRICS.scale);
  formula.compile(page);
  formula.typeset(page);
  formula.root.walkTree(refuseForeign);
  const svg = adaptor.firstChild(formula.typesetRoot);
  if (adaptor.tags(svg, "text").length > 0) throw new Error("a character that MathJax's font does not have");
  const mathml = visitor.visitTree(formula.root).replace(/>\s+</g, "><").replace(/ xmlns="[^"]*"/, "");
  return (
    `<mjx-container${display ? ' display="true"' : ""}>${adaptor.outerHTML(withText(plain(svg), tex, display))}` +
    `<mjx-assistive-mml>${mathml}</mjx-assistive-mml></mjx-container>`
  );
}

/** A formula has no links, styles, ids and classes: \mmlToken would give it some, and a page is more than its formulas. */
function refuseForeign(node) {
  const foreign = ["href", "style", "id", "class"].find((name) => node.attributes?.isSet(name));
  if (foreign) throw new Error(`a formula with the attribute ${foreign}`);
}

/** The drawing without what only a MathJax in the page would need; `data-c` tells glyphs from other paths. */
function plain(svg) {
  simplify(svg);
  ["xmlns", "xmlns:xlink", "role", "focusable"].forEach((name) => adaptor.removeAttribute(svg, name));
  adaptor.setAttribute(svg, "aria-hidden", "true");
  return svg;
}

/** The drawing with its TeX laid under it, as wide as the drawing, so that whoever selects or prints the drawing has the text. */
function withText(svg, tex, display) {
  const [left, , width] = adaptor.getAttribute(svg, "viewBox").split(" ");
  const dollars = display ? (ENVIRONMENT.test(tex) ? "" : "$$") : "$";
  const place = { x: left, textLength: width, lengthAdjust: "spacingAndGlyphs", "font-size": TEXT_SIZE, fill: "transparent" };
  const text = adaptor.node("text", place, [adaptor.text(dollars + tex + dollars)]);
  if (width > 0) adaptor.insert(text, adaptor.firstChild(svg));
  return svg;
}

function simplify(node) {
  adaptor.childNodes(node).slice().forEach(simplify);
  // MathJax's own style sheet says so.
  if (adaptor.hasAttribute(node, "data-line") || adaptor.hasAttribute(node, "data-frame")) {
    adaptor.setAttribute(node, "stroke-width", "70");
    adaptor.setAttribute(node, "fill", "none");
  }
  const names = adaptor.allAttributes(node).map((attribute) => attribute.name);
  names.filter((name) => /^data-(?!c$)/.test(name)).forEach((name) => adaptor.removeAttribute(node, name));
  if (adaptor.kind(node) === "path" && !adaptor.getAttribute(node, "d")) adaptor.remove(node);
  if (adaptor.kind(node) === "g") unwrap(node);
}

/** Takes away a group that groups nothing, or only moves one thing. */
function unwrap(group) {
  const children = adaptor.childNodes(group);
  const attributes = adaptor.allAttributes(group);
  if (children.length > 0 && attributes.length > 0) {
    const child = children[0];
    const moves = attributes.length === 1 && attributes[0].name === "transform";
    const mayMove = adaptor.kind(child) !== "svg" && !adaptor.hasAttribute(child, "transform");
    if (!moves || children.length > 1 || !mayMove) return;
    adaptor.setAttribute(child, "transform", attributes[0].value);
  }
  children.slice().forEach((child) => adaptor.insert(child, group));
  adaptor.remove(group);
}
