// Light or dark colours. This script runs before anything is painted.

/** Light or dark: the system's preference, unless the reader chose; in place before anything is painted. */
const theme = {
  names: { auto: "as the system", light: "light", dark: "dark" },

  /** What the reader chose, or auto. A browser may refuse to remember: then the choice lasts as long as the page. */
  chosen() {
    try {
      const stored = localStorage.getItem("gradwalk-theme");
      return stored in this.names ? stored : "auto";
    } catch {
      return "auto";
    }
  },

  apply(name) {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
  },

  choose(name) {
    this.apply(name);
    try {
      localStorage.setItem("gradwalk-theme", name);
    } catch {
      // Nothing to do: it is only not remembered.
    }
  },

  /** A button in the header that goes from one to the next. */
  addSwitch() {
    const header = document.querySelector(".site-header");
    if (!header) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    button.innerHTML =
      '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path class="half" d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/><circle class="full" cx="8" cy="8" r="6.5" fill="currentColor"/></svg>';
    const label = document.createElement("span");
    label.className = "unseen";
    button.append(label);
    const order = Object.keys(this.names);
    let now = this.chosen();
    const say = () => {
      button.dataset.state = now;
      label.textContent = `Colours: ${this.names[now]}`;
      button.title = `${label.textContent}. Change to ${this.names[order[(order.indexOf(now) + 1) % order.length]]}.`;
    };
    button.addEventListener("click", () => {
      now = order[(order.indexOf(now) + 1) % order.length];
      this.choose(now);
      say();
    });
    say();
    header.append(button);
  },
};

theme.apply(theme.chosen());
addEventListener("DOMContentLoaded", () => theme.addSwitch());
