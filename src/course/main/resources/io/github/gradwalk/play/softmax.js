// Bars for p, arrows from y to p, and the loss on its curve, while three logits and the temperature change.
function softmax(stage, data) {
  const state = {};
  const names = data.z.map((_, i) => "class " + (i + 1));

  function compute() {
    const scaled = state.z.map((value) => value / state.T);
    state.p = math.softmax(scaled);
    state.gradient = math.gradient(scaled, state.target);
    state.loss = math.crossEntropy(scaled, state.target);
    stage.update(show);
  }

  function show() {
    const g = stage.clear();
    drawBars(g);
    drawLoss(g);
    stage.describe(
      "p = " + vector(state.p, 3) + ", truth " + names[state.target] + ", p − y = " + vector(state.gradient, 3) +
        ", loss E = −ln p" + subscript(state.target + 1) + " = " + fixed(state.loss, 3) + " nats." +
        (state.T === 1 ? "" : " The logits are divided by T = " + fixed(state.T, 2) + ", and so the gradient with respect to z is (p − y)/T."),
    );
  }

  function drawBars(g) {
    const box = { left: 56, top: 84, width: 318, height: stage.height - 84 - 58 };
    const scale = axes(g, box, { low: 0, high: 3, ticks: [] }, { low: 0, high: 1.08, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    write(g, 16, 32, "p, the prediction", { "font-size": theme.text, fill: theme.series[0], "font-weight": "600" });
    write(g, 16, 56, "↕ p − y, the gradient: from y to p", { "font-size": theme.text, fill: theme.series[1], "font-weight": "600" });
    state.p.forEach((p, i) => {
      const middle = scale.x(i + 0.5);
      add(g, "rect", { x: middle - 44, y: scale.y(p), width: 42, height: scale.y(0) - scale.y(p), fill: theme.series[0] });
      writeOver(g, middle - 23, scale.y(p) - 6, fixed(p, 2), { "text-anchor": "middle" });
      const y = i === state.target ? 1 : 0;
      polyline(g, [[middle + 6, scale.y(y)], [middle + 42, scale.y(y)]], { stroke: theme.ink, "stroke-width": 3 });
      arrow(g, middle + 24, scale.y(y), scale.y(p), theme.series[1]);
      const value = (state.gradient[i] > 0 ? "+" : "") + fixed(state.gradient[i], 2);
      writeOver(g, middle + 26, scale.y(Math.max(p, y)) - 8, value, { "text-anchor": "middle", fill: theme.series[1] });
      write(g, middle, box.top + box.height + 21, names[i], { "text-anchor": "middle", fill: theme.muted });
      const truth = y === 1 ? "y = 1" : "y = 0";
      const weight = y === 1 ? "700" : "400";
      write(g, middle, box.top + box.height + 42, truth, { "text-anchor": "middle", fill: theme.ink, "font-weight": weight });
    });
  }

  function drawLoss(g) {
    const high = Math.max(4, Math.ceil(state.loss * 1.15));
    const box = { left: 420, top: 84, width: 120, height: stage.height - 84 - 58 };
    const scale = axes(g, box, { low: 0, high: 1, ticks: [0, 0.5, 1] }, { low: 0, high, ticks: ticks(0, high, 4) });
    write(g, 544, 32, "E = " + fixed(state.loss, 3), { "font-size": theme.text, "font-weight": "700", "text-anchor": "end" });
    write(g, 544, 56, "= −ln p" + subscript(state.target + 1), { "font-size": theme.text, "text-anchor": "end" });
    const curve = [];
    for (let k = 0; k <= 100; k++) {
      const E = (high * k) / 100;
      curve.push([scale.x(Math.exp(-E)), scale.y(E)]);
    }
    polyline(g, curve, { stroke: theme.series[3], "stroke-width": theme.line });
    const [x, y] = [scale.x(state.p[state.target]), scale.y(state.loss)];
    polyline(g, [[x, scale.y(0)], [x, y], [scale.x(0), y]], { stroke: theme.axis, "stroke-dasharray": "4 4" });
    mark(g, "circle", x, y, 7, { fill: theme.series[3], stroke: theme.panel, "stroke-width": 2 });
    write(g, 544, box.top + box.height + 42, "p" + subscript(state.target + 1), { "text-anchor": "end", "font-weight": "600" });
  }

  const sliders = logitSliders(stage.controls, data.z, state, compute);
  const temperature = temperatureSlider(stage.controls, state, compute);
  const truth = choice(stage.controls, {
    legend: "The truth is", options: names, value: data.target,
    change(k) {
      state.target = k;
      compute();
    },
  });
  const buttons = add(stage.controls, "div", { class: "buttons" });
  button(buttons, "Reset", reset);

  function reset() {
    Object.assign(state, { z: data.z, T: 1, target: data.target });
    sliders.forEach((made, i) => made.set(data.z[i]));
    temperature.set(1);
    truth.set(data.target);
    compute();
  }

  reset();
  return state;
}

start("softmax", softmax);
