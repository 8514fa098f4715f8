/** Copying: selected text with its formulas as LaTeX, and, at the press of a button, code, equations, citations and links. */
{
  const SHOWN_FOR = 2000;
  const NOT_TEXT = "button, input, select, script, style, svg, .unseen, .checks, .permalink";

  /** Tells readers what has happened, those who see the page and those who hear it. */
  const status = Object.assign(document.createElement("div"), { className: "said" });
  status.setAttribute("role", "status");
  let timer;

  function say(text) {
    status.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = ""), SHOWN_FOR);
  }

  /** Whether the text could be put on the clipboard; pages opened as files may have to do it the old way. */
  async function put(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      const focused = document.activeElement;
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      focused?.focus({ preventScroll: true });
      return copied;
    }
  }

  /** A button that copies a text and says so. Its name goes on, for those who hear it, with what it copies. */
  function button(label, what, text) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "copy" });
    const word = Object.assign(document.createElement("span"), { textContent: label });
    made.append(word, Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${what}` }));
    made.addEventListener("click", async () => {
      word.textContent = (await put(text)) ? "Copied" : "Not copied";
      say(word.textContent);
      setTimeout(() => (word.textContent = label), SHOWN_FOR);
    });
    return made;
  }

  /** The TeX of a formula as it stands in a notebook, between dollar signs. */
  const marked = (formula) => formula.querySelector("svg > text")?.textContent ?? "";
  const bare = (formula) => marked(formula).replace(/^\$+|\$+$/g, "").trim();
  const numberOf = (equation) => equation.querySelector(".equation-number")?.textContent;

  function addButtons() {
    document.querySelectorAll(".cell > .source").forEach((source, index) => {
      source.after(button("Copy", `code cell ${index + 1}`, source.textContent));
    });
    document.querySelectorAll("[data-copy]").forEach((text) => text.after(button("Copy", text.dataset.copy, text.textContent)));
    document.querySelectorAll(".math.display").forEach((formula, index) => {
      const equation = formula.closest(".equation") ?? wrapped(formula);
      const number = numberOf(equation);
      equation.append(button("Copy LaTeX", number ? `of equation ${number}` : `of formula ${index + 1}`, bare(formula)));
    });
  }

  /** The page of a class has nothing around its formulas. */
  function wrapped(formula) {
    const equation = Object.assign(document.createElement("span"), { className: "equation" });
    formula.replaceWith(equation);
    equation.append(formula);
    return equation;
  }

  /** A link to a place on this page leads there, and its address is copied too. */
  async function copyAddress({ target }) {
    const link = target.closest?.(".permalink, .equation-number");
    if (link) say((await put(link.href)) ? "Link copied" : "Link not copied");
  }

  /** A copy of what is selected, with its formulas as text; null if there are none. */
  function selected(selection) {
    const copy = document.createElement("div");
    for (let k = 0; k < selection.rangeCount; k++) copy.append(withWholeFormulas(selection.getRangeAt(k)).cloneContents());
    const formulas = copy.querySelectorAll(".math");
    formulas.forEach(replaceByText);
    copy.querySelectorAll(NOT_TEXT).forEach((element) => element.remove());
    return formulas.length > 0 ? copy : null;
  }

  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement ?? document.body);

  /** The range, with the formulas in which it begins and ends; one that it only touches is left out. */
  function withWholeFormulas(selected) {
    const range = selected.cloneRange();
    const { startContainer, startOffset, endContainer, endOffset } = selected;
    const [first, last] = [startContainer, endContainer].map((node) => elementOf(node).closest(".math"));
    if (first && startOffset > 0 && startOffset === startContainer.length) range.setStartAfter(first);
    else if (first) range.setStartBefore(first);
    if (last && last !== first && endOffset === 0 && endContainer.length) range.setEndBefore(last);
    else if (last) range.setEndAfter(last);
    return range;
  }

  /** A displayed formula keeps its number. */
  function replaceByText(formula) {
    const equation = formula.closest(".equation");
    const number = equation && numberOf(equation);
    const text = Object.assign(document.createElement("span"), { textContent: marked(formula) + (number ? ` (${number})` : "") });
    text.style.whiteSpace = "pre-wrap";
    if (equation) equation.replaceChildren(text);
    else formula.replaceWith(text);
  }

  /** The smallest part of the page with all that is selected. */
  function around(selection) {
    const element = elementOf(selection.getRangeAt(0).commonAncestorContainer);
    return element.closest(".math")?.parentElement ?? element;
  }

  function copySelection(event) {
    const selection = getSelection();
    if (event.target.closest?.("input, textarea") || selection.isCollapsed) return;
    const copy = selected(selection);
    if (!copy) return;
    copy.className = "unseen";
    around(selection).append(copy); // only in its place is it known what is visible, and what stands on a line of its own
    copy.querySelectorAll("*").forEach((element) => element.checkVisibility() || element.remove());
    event.clipboardData.setData("text/plain", copy.innerText.replace(/^\n+|\n+$/g, ""));
    copy.querySelectorAll("a[href]").forEach((link) => link.setAttribute("href", link.href));
    copy.querySelectorAll("*").forEach((element) => ["id", "class"].forEach((name) => element.removeAttribute(name)));
    event.clipboardData.setData("text/html", copy.innerHTML);
    event.preventDefault();
    copy.remove();
  }

  addEventListener("DOMContentLoaded", () => {
    document.body.append(status);
    addButtons();
  });
  addEventListener("click", copyAddress);
  addEventListener("copy", copySelection);
}
