// A network with one hidden layer, step by step through its forward and its backward pass, while some of its weights move.
// Java has drawn the circuit; this script writes its numbers, and hides those that the steps so far have not computed.
function circuit(stage, data) {
  const state = {};
  const layers = network(data.network);
  const drawing = stage.clear();
  drawing.append(...stage.still);
  const find = (name) => new Map([...drawing.querySelectorAll("[" + name + "]")].map((found) => [found.getAttribute(name), found]));
  const numbersShown = find("data-number");
  const bands = find("data-band");
  const known = { x: data.x, W1: layers[0].W.data, b1: layers[0].b, W2: layers[1].W.data, b2: layers[1].b, y: [0] };

  // What is known has at most three decimals, the same number of them throughout, and at least the one with which a slider moves
  const places = (value) => (String(Math.round(1000 * value) / 1000).split(".")[1] ?? "").length;
  const moves = (key) => data.weights.some(({ layer }) => key === "W" + (layer + 1));
  const decimals = Object.fromEntries(Object.entries(known).map(([key, values]) => [key, Math.max(moves(key) ? 1 : 0, ...values.map(places))]));

  const inProduct = (text) => (text.startsWith("−") ? "(" + text + ")" : text);
  const product = (...texts) => texts.map((text, i) => (i ? inProduct(text) : text)).join(" · ");
  const sum = (texts) => texts.join(" + ").replace(/\+ −/g, "− ");

  // Three decimals, or fewer for large numbers, so that a number fits on its wire
  function computed(value, decimals = 3) {
    const size = Math.abs(value);
    if (size >= 1e5) return (value < 0 ? "−" : "") + scientific(size).replace(/\.\d/, "");
    return fixed(value, size < 10 ? decimals : size < 1000 ? 1 : 0);
  }

  function text(key, index, side) {
    const value = state[side][key][index];
    if (side === "value" && key in decimals) return fixed(value, decimals[key]);
    return computed(value, key === "E" && side === "value" ? 4 : 3);
  }

  const value = (key, index) => text(key, index, "value");
  const gradient = (key, index) => text(key, index, "gradient");
  const weight = (key, i, j) => value(key, i * layers[key === "W1" ? 0 : 1].W.columns + j);
  const indices = (key) => state.value[key].map((_, index) => index);
  const all = (key, side) => (state[side][key].length === 1 ? text(key, 0, side) : "(" + indices(key).map((i) => text(key, i, side)).join(", ") + ")");
  const affine = (W, from, b) => sum([...indices(from).map((j) => product(weight(W, 0, j), value(from, j))), value(b, 0)]);
  const returned = (W, to) => sum(indices(to).map((i) => product(weight(W, i, 0), gradient(to, i))));
  const [n0, n1, n2] = data.network.sizes;
  const shape = (rows, columns) => rows + "×" + columns;
  const times = (rows, inner, columns) => "(" + shape(rows, inner) + ")(" + shape(inner, columns) + ") = " + shape(rows, columns);
  const truth = () => subscript(state.target + 1);
  const others = () => (n2 > 2 ? "The others are" : "The other is") + " 0, since E does not depend on " + (n2 > 2 ? "them" : "it") + " here.";

  // What each step computes, its formula, the same for the first component with its numbers, and its shapes
  const steps = [
    { name: "the inputs", says: () => "Known are x = " + all("x", "value") + ", the weights, the biases and the truth y = " + all("y", "value") + "." },
    { key: "z1", formula: "z¹ = W¹x + b¹", says: () => "z¹₁ = " + affine("W1", "x", "b1") + " = " + value("z1", 0) + ".", shapes: times(n1, n0, 1) },
    { key: "a1", formula: "a¹ = tanh z¹", says: () => "a¹₁ = tanh " + inProduct(value("z1", 0)) + " = " + value("a1", 0) + ".", shapes: "entry by entry, " + shape(n1, 1) },
    { key: "z", formula: "z = W²a¹ + b²", says: () => "z₁ = " + affine("W2", "a1", "b2") + " = " + value("z", 0) + ".", shapes: times(n2, n1, 1) },
    {
      key: "p", formula: "p = softmax(z)", shapes: shape(n2, 1),
      says() {
        const exponentials = state.value.z.map((z) => computed(Math.exp(z)));
        return "p₁ = " + exponentials[0] + " / (" + exponentials.join(" + ") + ") = " + value("p", 0) + ".";
      },
    },
    { key: "E", formula: "E = −Σ y ln p", says: () => "E = −ln p" + truth() + " = −ln " + value("p", state.target) + " = " + value("E", 0) + ".", shapes: "one number" },
    { key: "E", formula: "∂E/∂E = 1", says: () => "The gradient of E with respect to itself is 1.", shapes: "one number" },
    {
      key: "p", formula: "∂E/∂p = −y/p", shapes: shape(n2, 1),
      says: () => "∂E/∂p" + truth() + " = −1/p" + truth() + " = −1/" + value("p", state.target) + " = " + gradient("p", state.target) + ". " + others(),
    },
    { key: "z", formula: "∂E/∂z = p − y", says: () => all("p", "value") + " − " + all("y", "value") + " = " + all("z", "gradient") + ".", shapes: shape(n2, 1) },
    {
      key: "W2", formula: "∂E/∂W² = (∂E/∂z) a¹ᵀ", shapes: times(n2, 1, n1),
      says: () => "∂E/∂W²₁₁ = " + product(gradient("z", 0), value("a1", 0)) + " = " + gradient("W2", 0) + ", and ∂E/∂b² = ∂E/∂z.",
    },
    { key: "a1", formula: "∂E/∂a¹ = W²ᵀ ∂E/∂z", says: () => "∂E/∂a¹₁ = " + returned("W2", "z") + " = " + gradient("a1", 0) + ".", shapes: times(n1, n2, 1) },
    {
      key: "z1", formula: "∂E/∂z¹ = tanh′(z¹) ∂E/∂a¹", shapes: "entry by entry, " + shape(n1, 1),
      says: () => "∂E/∂z¹₁ = (1 − " + inProduct(value("a1", 0)) + "²) · " + inProduct(gradient("a1", 0)) + " = " + gradient("z1", 0) + ".",
    },
    {
      key: "W1", formula: "∂E/∂W¹ = (∂E/∂z¹) xᵀ", shapes: times(n1, 1, n0),
      says: () => "∂E/∂W¹₁₁ = " + product(gradient("z1", 0), value("x", 0)) + " = " + gradient("W1", 0) + ", and ∂E/∂b¹ = ∂E/∂z¹.",
    },
    { key: "x", formula: "∂E/∂x = W¹ᵀ ∂E/∂z¹", says: () => "∂E/∂x₁ = " + returned("W1", "z1") + " = " + gradient("x", 0) + ".", shapes: times(n0, n1, 1) },
  ];
  const last = steps.length - 1;
  const firstBackward = 6;

  // The step that computes a value or a gradient; 0 for what is known from the beginning
  function stepOf(key, side) {
    const [vector] = key === "b1" ? ["W1"] : key === "b2" ? ["W2"] : [key];
    const found = steps.findIndex((step, k) => step.key === vector && (side === "gradient") === k >= firstBackward);
    return Math.max(found, 0);
  }

  function compute() {
    const [hidden, output] = layers;
    const [x, a1, z] = math.forward(layers, data.x);
    const delta = math.gradient(z, state.target);
    const gradients = math.backward(layers, [{ x, c: state.target }]);
    const p = math.softmax(z);
    state.value = {
      x, W1: hidden.W.data, b1: hidden.b, z1: math.forward([{ ...hidden, activation: "IDENTITY" }], x)[1], a1, W2: output.W.data, b2: output.b, z, p,
      E: [math.crossEntropy(z, state.target)], y: z.map((_, k) => (k === state.target ? 1 : 0)),
    };
    state.gradient = {
      x: math.transposedTimes(hidden.W, gradients[0].b), W1: gradients[0].W, b1: gradients[0].b, z1: gradients[0].b, a1: math.transposedTimes(output.W, delta),
      W2: gradients[1].W, b2: gradients[1].b, z: delta, p: p.map((share, k) => (k === state.target ? -1 / share : 0)), E: [1],
    };
    stage.update(() => show(state.step));
  }

  function show(step) {
    state.step = step;
    for (const [name, found] of numbersShown) {
      if (name === "step") continue;
      const [key, index, side] = name.split(".");
      const at = stepOf(key, side);
      const isNow = step > 0 && at === step;
      found.textContent = text(key, Number(index), side);
      found.setAttribute("visibility", at > step ? "hidden" : "visible");
      found.setAttribute("font-weight", isNow && !state.complete ? "700" : "400");
    }
    for (const [key, found] of bands) {
      const isNow = !state.complete && steps[step].key === key;
      found.setAttribute("fill", themed(blend([theme.panel, theme.series[step >= firstBackward ? 1 : 0]], 0.14)));
      found.setAttribute("visibility", isNow ? "visible" : "hidden");
    }
    const { formula, name, says, shapes } = steps[step];
    numbersShown.get("step").textContent = state.complete ? "" : formula ?? name;
    const whole = "The complete circuit: p = " + all("p", "value") + ", E = " + value("E", 0) + ", ∂E/∂z = " + all("z", "gradient") + ". “Next” goes through it step by step.";
    const direction = step === 0 ? "" : step < firstBackward ? ", forwards" : ", backwards";
    stage.describe(
      state.complete ? whole : "Step " + step + " of " + last + direction + ". " + (formula ? formula + (data.shapes ? ", " + shapes : "") + ". " : "") + says(),
    );
  }

  function go(step) {
    state.complete = false;
    show(step);
  }

  function complete() {
    state.complete = true;
    show(last);
  }

  const buttons = add(stage.controls, "div", { class: "buttons" });
  button(buttons, "Back", () => go(state.complete || state.step === 0 ? last : state.step - 1));
  button(buttons, "Next", () => go(state.complete || state.step === last ? 0 : state.step + 1));
  button(buttons, "All", complete);
  button(buttons, "Reset", reset);
  const starts = data.weights.map(({ layer, index }) => layers[layer].W.data[index]);
  const sliders = data.weights.map(({ layer, index, name }, k) =>
    slider(stage.controls, {
      words: "weight", symbol: name, name: "w" + (k + 1), min: -3, max: 3, step: 0.1, value: starts[k],
      text: (moved) => fixed(moved, decimals["W" + (layer + 1)]),
      change(moved) {
        layers[layer].W.data[index] = moved;
        compute();
      },
    }),
  );
  const choices = choice(stage.controls, {
    legend: "The truth is", options: data.network.sizes.slice(-1).flatMap((count) => Array.from({ length: count }, (_, k) => "class " + (k + 1))), value: data.target,
    change(k) {
      state.target = k;
      compute();
    },
  });

  function reset() {
    data.weights.forEach(({ layer, index }, k) => {
      layers[layer].W.data[index] = starts[k];
      sliders[k].set(starts[k]);
    });
    choices.set(data.target);
    Object.assign(state, { target: data.target, step: last, complete: true });
    compute();
  }

  // On paper, all numbers
  let shown;
  addEventListener("beforeprint", () => {
    shown = { step: state.step, complete: state.complete };
    complete();
  });
  addEventListener("afterprint", () => {
    state.complete = shown.complete;
    show(shown.step);
  });

  reset();
  return state;
}

start("circuit", circuit);
