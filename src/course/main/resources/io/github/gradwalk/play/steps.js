// The errors of three difference quotients over their step: the V curve, computed in the page.
function steps(stage, data) {
  const state = {};
  const FLOOR = 1e-17; // where an error of 0 is drawn: a logarithmic axis has no 0
  const [first, last, each] = [-18, -0.5, 0.25];
  const methods = [
    { name: "forward", words: "forward difference", mark: "circle" },
    { name: "central", words: "central difference", mark: "square" },
    { name: "complex", words: "complex step", mark: "triangle" },
  ];
  let curves = [];

  // The derivative of E with respect to the first logit, in three ways
  function quotients(h) {
    const E = (x) => math.crossEntropy([x, ...state.z.slice(1)], data.target);
    return {
      forward: math.forwardDifference(E, state.z[0], h),
      central: math.centralDifference(E, state.z[0], h),
      complex: math.complexStep(state.z, data.target, 0, h),
    };
  }

  function errors(found) {
    return methods.map(({ name }) => Math.abs(found[name] - state.exact) / Math.abs(state.exact));
  }

  function powerOfTen(exponent) {
    return Math.exp(exponent * Math.LN10);
  }

  function computeCurves() {
    state.exact = math.gradient(state.z, data.target)[0];
    curves = [];
    for (let e = first; e <= last; e += each) curves.push([e, ...errors(quotients(powerOfTen(e)))]);
    compute();
  }

  function compute() {
    state.h = powerOfTen(state.exponent);
    Object.assign(state, quotients(state.h));
    state.errors = errors(state);
    const least = Math.min(...state.errors);
    state.winner = methods.filter((_, m) => state.errors[m] === least).map(({ words }) => words).join(" and ");
    stage.update(show);
  }

  function show() {
    draw();
    const listed = methods.map(({ words }, m) => words + " " + scientific(state.errors[m])).join(", ");
    const lost = state.z[0] + state.h === state.z[0] ? " Adding h changes nothing any more: the differences are 0, and wrong by 100 %." : "";
    stage.describe("h = " + scientific(state.h) + ". Relative errors: " + listed + ". Nearest: the " + state.winner + "." + lost);
  }

  function draw() {
    const g = stage.clear();
    const box = { left: 68, top: 118, width: 462, height: stage.height - 118 - 62 };
    const decades = (value) => "10" + superscript(value);
    const scale = axes(
      g, box,
      { low: first, high: last + 0.5, ticks: [-18, -15, -12, -9, -6, -3, 0], label: decades, title: "step h" },
      { low: -17.5, high: 0.7, ticks: [-16, -12, -8, -4, 0], label: decades },
    );
    write(g, 16, 32, "relative error of ∂E/∂z₁", { "font-size": theme.text, "font-weight": "600" });
    const height = (error) => scale.y(Math.log(Math.max(error, FLOOR)) / Math.LN10);
    const x = scale.x(state.exponent);
    polyline(g, [[x, box.top], [x, box.top + box.height]], { stroke: theme.ink, "stroke-width": 1.5, "stroke-dasharray": "2 3" });
    methods.forEach(({ words, mark: shape }, m) => {
      const colour = theme.series[m];
      const points = curves.map((row) => [scale.x(row[0]), height(row[m + 1])]);
      polyline(g, points, { stroke: colour, "stroke-width": theme.line, "stroke-dasharray": theme.dashes[m] });
      mark(g, shape, x, height(state.errors[m]), 10 - 2 * m, { fill: colour, stroke: theme.panel, "stroke-width": 2 });
      const [column, line] = [16 + 272 * (m % 2), 58 + 24 * Math.floor(m / 2)];
      polyline(g, [[column, line - 6], [column + 40, line - 6]], { stroke: colour, "stroke-width": theme.line, "stroke-dasharray": theme.dashes[m] });
      mark(g, shape, column + 20, line - 6, 6, { fill: colour, stroke: theme.panel });
      write(g, column + 48, line, words, { "font-size": theme.text });
    });
    write(g, 544, 32, "h = " + scientific(state.h), { "font-size": theme.text, "font-weight": "700", "text-anchor": "end" });
  }

  const step = slider(stage.controls, {
    words: "step size", symbol: "h", name: "h", min: first, max: last, step: each, value: 0,
    text: (e) => scientific(powerOfTen(e)),
    change(e) {
      state.exponent = e;
      compute();
    },
  });
  const logit = slider(stage.controls, {
    words: "logit", symbol: "z₁", name: "z1", min: -3, max: 5, step: 0.1, value: data.z[0],
    text: (z) => fixed(z, 2),
    change(z) {
      state.z = [z, ...data.z.slice(1)];
      computeCurves();
    },
  });
  button(add(stage.controls, "div", { class: "buttons" }), "Reset", reset);

  function reset() {
    Object.assign(state, { z: data.z, exponent: data.exponent });
    step.set(data.exponent);
    logit.set(data.z[0]);
    computeCurves();
  }

  reset();
  return state;
}

start("steps", steps);
