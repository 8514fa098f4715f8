// Keys pressed in a control are not shortcuts of JupyterLab, which would move to another cell
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

// Whether a slider is being moved: its figure is then drawn once in each frame of the screen, however many values it goes through
let sliding = false;

function slider(parent, { words, symbol, name, min, max, step, value, text, change, wide = false }) {
  const line = add(parent, "label", wide ? { class: "wide" } : {});
  const called = add(line, "span", {}, words);
  if (symbol) add(called, "b", {}, "\u00A0" + symbol);
  const shown = add(line, "span", { class: "value", "aria-hidden": "true" });
  const input = add(line, "input", { ...OWN_KEYS, type: "range", name, min: String(min), max: String(max), step: String(step) });
  const show = (current) => {
    shown.textContent = text(current);
    input.setAttribute("aria-valuetext", text(current));
  };
  const set = (current) => {
    input.value = String(current);
    show(current);
  };
  input.addEventListener("input", () => {
    show(Number(input.value));
    sliding = true;
    change(Number(input.value));
    sliding = false;
  });
  set(value);
  return { set };
}

// Sliders for state.z, and for state.T, the number by which the logits are divided
function logitSliders(parent, z, state, change) {
  return z.map((value, i) =>
    slider(parent, {
      words: "logit", symbol: "z" + subscript(i + 1), name: "z" + (i + 1), min: -6, max: 6, step: 0.1, value,
      text: (moved) => fixed(moved, 2),
      change(moved) {
        state.z = state.z.map((old, k) => (k === i ? moved : old));
        change();
      },
    }),
  );
}

function temperatureSlider(parent, state, change) {
  return slider(parent, {
    words: "temperature", symbol: "T", name: "T", min: 0.2, max: 5, step: 0.1, value: 1,
    text: (moved) => fixed(moved, 2),
    change(moved) {
      state.T = moved;
      change();
    },
  });
}

let groups = 0;

function choice(parent, { legend, options, value, change }) {
  const set = add(parent, "fieldset");
  add(set, "legend", {}, legend);
  const group = "gradwalk-" + legend.replace(/\W+/g, "-") + "-" + Math.random().toString(36).slice(2) + groups++;
  options.forEach((option, k) => {
    const label = add(set, "label");
    const input = add(label, "input", { ...OWN_KEYS, type: "radio", name: group, value: String(k) });
    input.checked = k === value;
    input.addEventListener("change", () => change(k));
    label.append(option);
  });
  return { set: (k) => (set.querySelectorAll("input")[k].checked = true) };
}

function button(parent, label, press) {
  const made = add(parent, "button", { ...OWN_KEYS, type: "button" }, label);
  made.addEventListener("click", press);
  return made;
}

// A button that calls `tick` repeatedly, until it returns false or the figure leaves the page
function player(host, parent, label, milliseconds, tick) {
  let timer = 0;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const made = button(parent, "", () => (timer ? stop() : start()));
  const name = () => (timer ? "Pause" : still.matches ? label.still : label.moving);
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    made.textContent = name();
  };
  const start = () => {
    if (still.matches) {
      for (let k = 0; k < label.most && tick(); k++);
      return;
    }
    timer = setInterval(() => (host.isConnected && tick()) || stop(), milliseconds);
    made.textContent = name();
  };
  made.textContent = name();
  return { stop };
}

const REST = 500; // milliseconds

// Prepares a figure: empties its drawing, except for its name and panel, and adds controls and a status line below it
function stage(host) {
  const svg = host.querySelector("svg");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const [title, description, panel, ...still] = svg.children;
  svg.replaceChildren(title, description, panel);
  const style = add(host, "style", {}, styleSheet());
  const more = add(host, "div");
  const controls = add(host, "div", { class: "gradwalk-controls" });
  // Readers see at once what each drawing shows; a screen reader says it when the controls have come to rest
  const status = add(host, "div", { class: "gradwalk-status", "aria-hidden": "true" });
  const spoken = add(host, "div", { class: "gradwalk-spoken", "aria-live": "polite" });
  let drawing = add(svg, "g");
  let frame = 0;
  let waiting = 0;
  let latest;
  const paint = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    latest();
  };
  return {
    host, width, height, controls, more, style,
    description: description.id,
    // What Java has drawn, for a figure that goes on with it
    still,
    // Replaces the drawing with an empty one
    clear() {
      const fresh = add(svg, "g");
      drawing.remove();
      drawing = fresh;
      return fresh;
    },
    // Calls `show`, which draws and describes: now or, while a slider moves, in the next frame
    update(show) {
      latest = show;
      if (sliding) frame ||= requestAnimationFrame(paint);
      else paint();
    },
    // Describes the drawing in words
    describe(words) {
      status.textContent = words;
      description.textContent = words;
      clearTimeout(waiting);
      waiting = setTimeout(() => (spoken.textContent = words), REST);
    },
  };
}

// A second drawing below the first; the same description applies to both
function panel(stage, width, height, name) {
  const svg = add(stage.more, "svg", {
    viewBox: "0 0 " + width + " " + height, width, height, role: "img", "aria-label": name, "aria-describedby": stage.description,
    style: "max-width:100%;height:auto;margin-top:6px", "font-family": "sans-serif",
  });
  add(svg, "rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10, fill: theme.panel, stroke: theme.border });
  let drawing = add(svg, "g");
  return {
    clear() {
      const fresh = add(svg, "g");
      drawing.remove();
      drawing = fresh;
      return fresh;
    },
  };
}

// float64, little-endian, in base 64
function numbers(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return Array.from(new Float64Array(bytes.buffer));
}

// A network as Java writes it: the sizes of its layers, their activations, and W and b of each, layer after layer
function network({ sizes, activations, parameters }) {
  const all = numbers(parameters);
  let at = 0;
  const take = (count) => all.slice(at, (at += count));
  return activations.map((activation, l) => ({
    W: { rows: sizes[l + 1], columns: sizes[l], data: take(sizes[l + 1] * sizes[l]) },
    b: take(sizes[l + 1]),
    activation,
  }));
}

// Examples as Java writes them
function examples({ features, X, classes }) {
  const all = numbers(X);
  return classes.map((c, n) => ({ x: all.slice(n * features, (n + 1) * features), c }));
}

// Starts all figures of this kind that have not been started yet. Both in a page and in Jupyter, this script is part of
// its figure. What a figure computes is available in its property `gradwalk`.
function start(kind, play) {
  for (const host of document.querySelectorAll("[data-figure=" + kind + "]")) {
    if (host.gradwalk) continue;
    const data = JSON.parse(host.querySelector("script[type='application/json']").textContent);
    Object.assign(theme, data.theme);
    host.gradwalk = { math, state: play(stage(host), data) };
  }
}
