// Gradient descent with momentum, step by step, on two weights of a network, while all others stay fixed.
function descent(stage, data) {
  const MOST = 200;
  const state = {};
  const layers = network(data.network);
  const seen = examples(data.examples);
  const box = { left: 62, top: 72, width: 480, height: stage.height - 72 - 58 };
  const reach = [(data.reach * box.width) / box.height, data.reach]; // as many pixels per unit on both axes: steps cross contours at right angles
  const window = data.centre.map((middle, i) => ({ low: middle - reach[i], high: middle + reach[i] }));
  const losses = panel(stage, 560, 200, "Loss by step");
  const surface = computeSurface(96, Math.round((96 * box.height) / box.width));
  let earlier = [];

  function rate(eta) {
    return String(Number(eta.toPrecision(3)));
  }

  function put(theta) {
    data.weights.forEach(({ layer, index }, i) => (layers[layer].W.data[index] = theta[i]));
  }

  function lossAt(theta) {
    put(theta);
    return math.loss(layers, seen);
  }

  function gradientAt(theta) {
    put(theta);
    const gradients = math.backward(layers, seen);
    return data.weights.map(({ layer, index }) => gradients[layer].W[index]);
  }

  function computeSurface(columns, rows) {
    const values = [];
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const along = [(i + 0.5) / columns, 1 - (j + 0.5) / rows];
        values.push(lossAt(along.map((share, k) => window[k].low + share * (window[k].high - window[k].low))));
      }
    }
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const height = (loss) => Math.sqrt((loss - low) / (high - low));
    const shades = Array.from({ length: 12 }, (_, k) => [...rgb(theme.series[0]), (0.38 * k) / 11]);
    return {
      low,
      shades: raster(columns, rows, (cell) => shades[Math.min(Math.floor(12 * height(values[cell])), 11)]),
      contours: shades.slice(1).map((_, k) => contour(values, columns, rows, low + ((k + 1) / 12) ** 2 * (high - low), box)),
    };
  }

  // Takes a step, and returns whether another may follow
  function advance() {
    if (state.over) return false;
    Object.assign(state, state.next, { step: state.step + 1, loss: lossAt(state.next.theta) });
    state.path = [...state.path, state.theta];
    state.losses = [...state.losses, state.loss];
    state.over = state.step === MOST || !Number.isFinite(state.loss);
    compute();
    return !state.over;
  }

  function isInside([x, y]) {
    return window[0].low <= x && x <= window[0].high && window[1].low <= y && y <= window[1].high;
  }

  // Remarks on the course of the descent, if there is anything to say
  function verdict() {
    if (!Number.isFinite(state.loss)) return "The loss is no longer a number: the descent has diverged.";
    const outside = isInside(state.theta) ? "" : "The path has left the picture. ";
    if (state.step > 0 && state.loss > state.losses[0]) return outside + "The loss is higher than at the start: the steps are too long, and it does not converge.";
    const rises = state.losses.filter((loss, t) => t > 0 && loss > state.losses[t - 1] + 1e-9).length;
    return outside + (rises > 0 ? "The loss has risen in " + rises + " of " + state.step + " steps." : "");
  }

  function compute() {
    state.next = state.over ? undefined : math.momentum(state.theta, state.v, gradientAt(state.theta), state.eta, state.mu);
    stage.update(show);
  }

  function show() {
    drawSurface();
    drawLosses();
    stage.describe(
      "η = " + rate(state.eta) + ", μ = " + fixed(state.mu, 2) + ". Step " + state.step + ": weights " + vector(state.theta, 3) +
        ", loss " + fixed(state.loss, 4) + ", of which " + fixed(state.loss - surface.low, 4) + " above the lowest in the picture. " +
        (state.next ? "The next step leads to " + vector(state.next.theta, 3) + ". " : "") + verdict(),
    );
  }

  function drawSurface() {
    const g = stage.clear();
    image(g, box, surface.shades);
    for (const d of surface.contours) add(g, "path", { d, fill: "none", stroke: theme.axis, "stroke-width": 1 });
    const scale = axes(g, box, { ...window[0], title: data.weights[0].name }, { ...window[1] });
    write(g, 16, 58, fit(data.weights[1].name, 528), { "font-size": theme.text, "font-weight": "600" });
    write(g, 544, 32, "step " + state.step + ", loss " + fixed(state.loss, 3), { "font-size": theme.text, "font-weight": "700", "text-anchor": "end" });
    const inner = add(g, "svg", { x: box.left, y: box.top, width: box.width, height: box.height });
    const place = ([x, y]) => [scale.x(x) - box.left, scale.y(y) - box.top].map((at) => Math.max(-1e4, Math.min(1e4, at)));
    if (earlier.length > 1) polyline(inner, earlier.map(place), { stroke: theme.muted, "stroke-width": 2, "stroke-dasharray": "3 5" });
    const path = state.path.filter((theta) => theta.every(Number.isFinite)).map(place);
    polyline(inner, path, { stroke: theme.panel, "stroke-width": 5 });
    polyline(inner, path, { stroke: theme.series[1], "stroke-width": theme.line });
    path.forEach(([x, y]) => mark(inner, "circle", x, y, 3.5, { fill: theme.series[1] }));
    if (state.next) {
      const ahead = [path[path.length - 1], place(state.next.theta)];
      polyline(inner, ahead, { stroke: theme.series[1], "stroke-width": 2, "stroke-dasharray": "2 4" });
      mark(inner, "circle", ...ahead[1], 5, { fill: theme.panel, stroke: theme.series[1], "stroke-width": 2 });
    }
    const [x, y] = place(data.centre);
    mark(inner, "cross", x, y, 7, { stroke: theme.ink, "stroke-width": 3 });
    writeOver(inner, x, y - 14, "trained", { "text-anchor": "middle" });
    const now = path[path.length - 1];
    mark(inner, "diamond", ...now, 8, { fill: theme.series[1], stroke: theme.panel, "stroke-width": 2 });
    if (!isInside(state.theta)) {
      writeOver(inner, box.width / 2, 24, "outside the picture", { "text-anchor": "middle", "font-weight": "700" });
    }
  }

  function drawLosses() {
    const g = losses.clear();
    const box = { left: 62, top: 48, width: 480, height: 92 };
    const shown = state.losses.filter(Number.isFinite);
    const high = 1.08 * Math.max(...shown);
    const last = Math.max(20, state.step);
    const scale = axes(g, box, { low: 0, high: last, title: "step" }, { low: 0, high, ticks: ticks(0, high, 3) });
    write(g, 16, 30, "loss", { "font-size": theme.text, "font-weight": "600" });
    polyline(g, [[box.left, scale.y(surface.low)], [box.left + box.width, scale.y(surface.low)]], { stroke: theme.axis, "stroke-dasharray": "4 4" });
    write(g, 544, 30, "dashed: lowest in the picture, " + fixed(surface.low, 3), { "text-anchor": "end", fill: theme.muted });
    polyline(g, shown.map((loss, t) => [scale.x(t), scale.y(loss)]), { stroke: theme.series[1], "stroke-width": theme.line });
    mark(g, "diamond", scale.x(shown.length - 1), scale.y(shown[shown.length - 1]), 7, { fill: theme.series[1], stroke: theme.panel, "stroke-width": 2 });
  }

  function again() {
    playing.stop();
    if (state.step > 0) earlier = state.path.filter((theta) => theta.every(Number.isFinite));
    const theta = data.start;
    Object.assign(state, { theta, v: [0, 0], step: 0, loss: lossAt(theta), path: [theta], losses: [lossAt(theta)], over: false });
    compute();
  }

  Object.assign(state, { eta: data.eta, mu: data.mu });
  slider(stage.controls, {
    words: "learning rate", symbol: "η", name: "eta", min: -2, max: 2, step: 0.05, value: Math.log(data.eta) / Math.LN10,
    text: (exponent) => rate(Math.exp(exponent * Math.LN10)),
    change(exponent) {
      state.eta = Math.exp(exponent * Math.LN10);
      again();
    },
  });
  slider(stage.controls, {
    words: "momentum", symbol: "μ", name: "mu", min: 0, max: 0.99, step: 0.01, value: data.mu,
    text: (mu) => fixed(mu, 2),
    change(mu) {
      state.mu = mu;
      again();
    },
  });
  const buttons = add(stage.controls, "div", { class: "buttons" });
  const playing = player(stage.host, buttons, { moving: "Play", still: "50 steps", most: 50 }, 120, advance);
  button(buttons, "Step", () => {
    playing.stop();
    advance();
  });
  button(buttons, "Start again", again);
  again();
  return state;
}

start("descent", descent);
