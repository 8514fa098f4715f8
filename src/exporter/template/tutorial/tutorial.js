// What the pages need beyond HTML. They can be read without this script as well.

const gradwalk = {
  /** Opens a <details> while the screen is wide enough for a column of its own, closes it when it is not. */
  openOnWideScreens(details) {
    const wide = matchMedia("(min-width: 70rem)");
    const follow = () => (details.open = wide.matches);
    wide.addEventListener("change", follow);
    follow();
  },

  /** Formulas wider than their line get a box that scrolls; boxes that scroll can be reached from the keyboard. */
  markWideBoxes() {
    for (const formula of document.querySelectorAll("main .math.inline")) {
      formula.classList.remove("wide");
      const room = formula.closest("p, li, td, th, h1, h2, h3, dd, div").clientWidth;
      formula.classList.toggle("wide", formula.getBoundingClientRect().width > room + 1);
    }
    for (const box of document.querySelectorAll("main pre, .scroll, .math.display, .math.wide")) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
      gradwalk.markEdges(box);
    }
  },

  /** Says on which sides of a box that scrolls there is more to see; the style sheet lets these edges fade. */
  markEdges(box) {
    box.classList.toggle("more-left", box.scrollLeft > 1);
    box.classList.toggle("more-right", box.scrollLeft + box.clientWidth + 1 < box.scrollWidth);
  },

  /** Once, however often it is asked for before the next frame. */
  markWideBoxesSoon() {
    cancelAnimationFrame(gradwalk.frame);
    gradwalk.frame = requestAnimationFrame(gradwalk.markWideBoxes);
  },

  /** What an address leads to may be in a fold that is closed, or be one. */
  openFoldsOfAnchor() {
    const target = gradwalk.ofAddress(location.hash.slice(1));
    const folds = [];
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    if (folds.every((fold) => fold.open)) return;
    folds.forEach((fold) => (fold.open = true));
    target.scrollIntoView();
  },

  /** The element to which the part of an address after # leads, if there is one; somebody may have mistyped it. */
  ofAddress(fragment) {
    try {
      return document.getElementById(fragment) ?? document.getElementById(decodeURIComponent(fragment));
    } catch {
      return null;
    }
  },

  /** A link that leads where the reader has been does not change the address, but the fold may be closed again. */
  openFoldsOfLink({ target }) {
    const link = target.closest?.("a[href*='#']");
    if (link?.href === location.href) gradwalk.openFoldsOfAnchor();
  },

  /** Marks the section being read in the table of contents. */
  followReading() {
    const links = new Map(
      [...document.querySelectorAll(".contents a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
    );
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const read = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).pop();
      links.forEach((link, id) => {
        if (read && id === read.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    mark();
  },

  /** On paper the folds of the text are open; what was opened for it is closed afterwards. */
  openFoldsForPrint() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details.folded:not([open])")];
      opened.forEach((fold) => (fold.open = true));
    });
    addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));
  },
};

addEventListener("DOMContentLoaded", () => {
  gradwalk.followReading();
  gradwalk.openFoldsForPrint();
  gradwalk.markWideBoxes();
  gradwalk.openFoldsOfAnchor();
  document.documentElement.dataset.ready = "yes";
});
addEventListener("resize", gradwalk.markWideBoxesSoon);
addEventListener("hashchange", gradwalk.openFoldsOfAnchor);
addEventListener("click", gradwalk.openFoldsOfLink);
addEventListener("scroll", ({ target }) => target.tabIndex === 0 && gradwalk.markEdges(target), { capture: true, passive: true });
// A box in a fold has no width until the fold is open.
addEventListener("toggle", gradwalk.markWideBoxesSoon, true);
