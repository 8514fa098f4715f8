// Draws the mathematics of the API's pages, TeX between \( and \) or \[ and \], by the tutorials' MathJax beside this file.

(() => {
  const ready = () => (document.documentElement.dataset.ready = "yes");
  // Without it a browser asks the server for favicon.ico.
  document.head.insertAdjacentHTML("beforeend", '<link rel="icon" href="data:,">');
  const main = document.querySelector("main");
  if (!main || !/\\[([]/.test(main.textContent)) {
    ready();
    return;
  }
  window.MathJax = {
    tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]], tags: "none" },
    svg: { fontCache: "global", displayAlign: "left" },
    options: { enableMenu: false },
    startup: { elements: [main], pageReady: () => MathJax.startup.defaultPageReady().then(ready) },
  };
  const script = document.createElement("script");
  script.src = new URL("mathjax/tex-svg.js", document.currentScript.src);
  document.head.append(script);
})();
