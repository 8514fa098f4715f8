// The nine derivatives of softmax as coloured cells, and their row sums, while three logits and the temperature change.
function jacobian(stage, data) {
  const state = {};

  function compute() {
    state.p = math.softmax(state.z.map((value) => value / state.T));
    // ∂p/∂z = J/T
    state.J = math.jacobian(state.p).map((row) => row.map((value) => value / state.T));
    state.rowSums = state.J.map((row) => row.reduce((sum, value) => sum + value, 0));
    stage.update(show);
  }

  function show() {
    draw();
    const rows = state.J.map((row, i) => "row ∂p" + subscript(i + 1) + ": " + vector(row, 3));
    stage.describe("p = " + vector(state.p, 3) + "; " + rows.join(", ") + ". Each row sums to 0, and so does each column.");
  }

  function draw() {
    const g = stage.clear();
    const [left, top, width, height] = [116, 42, 102, (stage.height - 42 - 70) / 3];
    const limit = 0.25 * Math.max(1, 1 / state.T); // no p (1 − p) is larger than ¼
    state.J.forEach((row, i) => {
      write(g, left + (i + 0.5) * width, top - 10, "∂z" + subscript(i + 1), { "font-size": theme.text, "text-anchor": "middle" });
      const middle = top + (i + 0.5) * height;
      write(g, left - 12, middle - 3, "∂p" + subscript(i + 1), { "font-size": theme.text, "text-anchor": "end" });
      const p = "p" + subscript(i + 1) + " = " + fixed(state.p[i], 2);
      write(g, left - 12, middle + 18, p, { "text-anchor": "end", fill: theme.muted });
      row.forEach((value, j) => {
        const colour = blend(theme.diverging, (value / limit + 1) / 2);
        const [x, y] = [left + j * width, top + i * height];
        add(g, "rect", { x, y, width, height, fill: colour, stroke: theme.panel, "stroke-width": 2 });
        write(g, x + width / 2, middle + 6, fixed(value, 3), { "font-size": theme.text, "text-anchor": "middle", fill: themed(textOn(colour), textOn(dark(colour))) });
      });
      write(g, 544, middle + 6, "Σ = " + fixed(state.rowSums[i], 3), { "font-size": theme.text, "text-anchor": "end" });
    });
    write(g, 544, top - 10, "row sums", { "font-size": theme.text, "text-anchor": "end" });
    scaleBar(g, left, top + 3 * height + 20, 3 * width, limit);
  }

  function scaleBar(g, left, top, width, limit) {
    for (let k = 0; k < 51; k++) {
      const colour = blend(theme.diverging, k / 50);
      add(g, "rect", { x: left + (k * width) / 51, y: top, width: width / 51 + 0.5, height: 14, fill: colour });
    }
    write(g, left, top + 33, fixed(-limit, 3));
    write(g, left + width / 2, top + 33, "0", { "text-anchor": "middle" });
    write(g, left + width, top + 33, fixed(limit, 3), { "text-anchor": "end" });
  }

  const sliders = logitSliders(stage.controls, data.z, state, compute);
  const temperature = temperatureSlider(stage.controls, state, compute);
  button(add(stage.controls, "div", { class: "buttons" }), "Reset", reset);

  function reset() {
    Object.assign(state, { z: data.z, T: 1 });
    sliders.forEach((made, i) => made.set(data.z[i]));
    temperature.set(1);
    compute();
  }

  reset();
  return state;
}

start("jacobian", jacobian);
