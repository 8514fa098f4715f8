// The class that the network assigns to each point of the plane, epoch by epoch, with the loss and the norm of the gradient.
function training(stage, data) {
  const state = {};
  const COLUMNS = 124;
  const ROWS = 100;
  const recordings = data.recordings.map(read);
  const curves = panel(stage, 560, 236, "Loss and gradient norm by epoch");

  function read(recording) {
    const seen = examples(recording.examples);
    const snapshots = recording.snapshots.map(({ epoch, parameters }) => {
      const layers = network({ ...recording, parameters });
      return { epoch, layers, loss: math.loss(layers, seen), norm: math.norm(math.backward(layers, seen)) };
    });
    return { ...recording, examples: seen, snapshots, views: new Map(), axes: [0, 1].map((feature) => range(seen, feature)) };
  }

  function range(seen, feature) {
    const values = seen.map(({ x }) => x[feature]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = 0.06 * (high - low);
    return { low: low - room, high: high + room };
  }

  // The probabilities of the classes in each cell of the plane, computed when first needed
  function view(recording, index) {
    if (!recording.views.has(index)) {
      const { layers } = recording.snapshots[index];
      const [horizontal, vertical] = recording.axes;
      const cells = [];
      for (let j = 0; j < ROWS; j++) {
        for (let i = 0; i < COLUMNS; i++) {
          const x = horizontal.low + ((i + 0.5) / COLUMNS) * (horizontal.high - horizontal.low);
          const y = vertical.high - ((j + 0.5) / ROWS) * (vertical.high - vertical.low);
          cells.push(math.softmax(math.forward(layers, [x, y]).pop()));
        }
      }
      recording.views.set(index, cells);
    }
    return recording.views.get(index);
  }

  function compute() {
    const recording = recordings[state.recording];
    const { epoch, layers, loss, norm } = recording.snapshots[state.index];
    const chosen = recording.examples.map(({ x }) => math.argmax(math.forward(layers, x).pop()));
    const right = recording.examples.filter(({ c }, n) => chosen[n] === c).length;
    Object.assign(state, { epoch, loss, norm, right });
    drawRegions(recording, chosen);
    drawCurves(recording);
    stage.describe(
      recording.name + ", epoch " + epoch + ": loss " + fixed(loss, 4) + ", gradient norm " + fixed(norm, 4) + ", " +
        right + " of " + chosen.length + " examples are classified correctly.",
    );
  }

  function drawRegions(recording, chosen) {
    const g = stage.clear();
    const [x, y] = recording.axes;
    const box = { left: 52, top: 98, width: 492, height: stage.height - 98 - 58 };
    const cells = view(recording, state.index);
    const colours = recording.classNames.map((_, k) => rgb(theme.series[k]));
    const paper = rgb(theme.panel);
    raster(g, box, COLUMNS, ROWS, (i, j) => {
      const p = cells[j * COLUMNS + i];
      const k = math.argmax(p);
      const sure = (p[k] - 1 / p.length) / (1 - 1 / p.length);
      return paper.map((from, at) => from + (0.08 + 0.27 * sure) * (colours[k][at] - from));
    });
    borders(g, box, cells, recording.classNames.length);
    const scale = axes(g, box, { ...x, title: recording.featureNames[0] }, { ...y });
    recording.examples.forEach(({ x: at, c }, n) => {
      const right = chosen[n] === c;
      mark(g, CLASS_MARKS[c], scale.x(at[0]), scale.y(at[1]), right ? 4.5 : 5.5, {
        fill: right ? theme.series[c] : theme.panel,
        stroke: right ? theme.panel : theme.series[c],
        "stroke-width": right ? 1 : theme.line,
      });
    });
    numerals(g, box, cells, recording.classNames.length);
    write(g, 16, 88, fit(recording.featureNames[1], 528), { "font-size": theme.text, "font-weight": "600" });
    write(g, 16, 32, "epoch " + state.epoch, { "font-size": theme.text, "font-weight": "700" });
    write(g, 544, 32, "hollow: wrong (" + (chosen.length - state.right) + ")", { "font-size": theme.text, "text-anchor": "end" });
    const room = Math.min(150, 528 / recording.classNames.length);
    recording.classNames.forEach((name, k) => {
      mark(g, CLASS_MARKS[k], 24 + room * k, 54, 5.5, { fill: theme.series[k] });
      write(g, 38 + room * k, 60, fit(name, room - 24), { "font-size": theme.text });
    });
  }

  // The line where a class is as probable as the most probable other class
  function borders(g, box, cells, classes) {
    for (let k = 0; k < (classes === 2 ? 1 : classes); k++) {
      const lead = cells.map((p) => p[k] - Math.max(...p.filter((_, other) => other !== k)));
      add(g, "path", { d: contour(lead, COLUMNS, ROWS, 0, box), fill: "none", stroke: theme.muted, "stroke-width": 1.6 });
    }
  }

  // The number of each class, in the middle of its largest region: at the point that is farthest from all other regions
  function numerals(g, box, cells, classes) {
    const places = [];
    for (let j = 2; j < ROWS; j += 5) {
      for (let i = 2; i < COLUMNS; i += 5) places.push({ i, j, k: math.argmax(cells[j * COLUMNS + i]) });
    }
    for (let k = 0; k < classes; k++) {
      let best = { room: 0 };
      for (const place of places.filter((candidate) => candidate.k === k)) {
        let room = Math.min(place.i + 4, COLUMNS - place.i + 4, place.j + 4, ROWS - place.j + 4) ** 2;
        for (const other of places) {
          if (other.k !== k) room = Math.min(room, (other.i - place.i) ** 2 + (other.j - place.j) ** 2);
        }
        if (room > best.room) best = { room, place };
      }
      if (best.room > 60) {
        const { i, j } = best.place;
        writeOver(g, box.left + ((i + 0.5) / COLUMNS) * box.width, box.top + ((j + 0.5) / ROWS) * box.height + 8, String(k + 1), {
          "font-size": 24, "font-weight": "700", "text-anchor": "middle",
        });
      }
    }
  }

  function drawCurves(recording) {
    const g = curves.clear();
    const last = recording.snapshots[recording.snapshots.length - 1].epoch;
    const shown = [
      { name: "loss", value: "loss", left: 56, colour: theme.series[3], shape: "circle" },
      { name: "‖gradient‖", value: "norm", left: 334, colour: theme.series[4], shape: "square" },
    ];
    for (const { name, value, left, colour, shape } of shown) {
      const high = 1.08 * Math.max(...recording.snapshots.map((snapshot) => snapshot[value]));
      const box = { left, top: 50, width: 206, height: 130 };
      const scale = axes(g, box, { low: 0, high: last, ticks: ticks(0, last, 3), title: "epoch" }, { low: 0, high, ticks: ticks(0, high, 4) });
      const words = { "font-size": theme.text, "font-weight": "600", fill: colour };
      write(g, left - 40, 30, name + " " + fixed(state[value], 3), words);
      polyline(g, recording.snapshots.map((snapshot) => [scale.x(snapshot.epoch), scale.y(snapshot[value])]), { stroke: colour, "stroke-width": theme.line });
      polyline(g, [[scale.x(state.epoch), box.top], [scale.x(state.epoch), box.top + box.height]], { stroke: theme.axis, "stroke-dasharray": "2 3" });
      mark(g, shape, scale.x(state.epoch), scale.y(state[value]), 7, { fill: colour, stroke: theme.panel, "stroke-width": 2 });
    }
  }

  let time;
  function show(index) {
    state.index = index;
    time.set(index);
    compute();
  }

  const count = recordings[0].snapshots.length;
  time = slider(stage.controls, {
    label: "epoch", name: "epoch", wide: true, min: 0, max: count - 1, step: 1, value: 0,
    text: (index) => String(recordings[state.recording ?? 0].snapshots[index].epoch),
    change(index) {
      playing.stop();
      state.index = index;
      compute();
    },
  });
  const buttons = add(stage.controls, "div", { class: "buttons" });
  const playing = player(stage.host, buttons, { moving: "Play", still: "To the end", most: count }, 250, () => {
    show(state.index === count - 1 ? 0 : state.index + 1);
    return state.index < count - 1;
  });
  button(buttons, "To the start", () => {
    playing.stop();
    show(0);
  });
  if (recordings.length > 1) {
    choice(stage.controls, {
      legend: "The data are", options: recordings.map(({ name }) => name), value: 0,
      change(k) {
        playing.stop();
        state.recording = k;
        show(state.index);
      },
    });
  }
  state.recording = 0;
  show(count - 1);
  return state;
}

start("training", training);
