// The class that the network assigns to each point of the plane, epoch by epoch, with the loss and the norm of the gradient.
function training(stage, data) {
  const state = {};
  const COLUMNS = 76;
  const ROWS = 62;
  const box = { left: 52, top: 98, width: 492, height: stage.height - 98 - 58 };
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
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

  // What a snapshot makes of the plane and of the examples, computed when first needed
  function view(recording, index) {
    if (!recording.views.has(index)) {
      const { layers } = recording.snapshots[index];
      const cells = probabilities(recording, layers);
      const classes = recording.classNames.length;
      recording.views.set(index, {
        chosen: recording.examples.map(({ x }) => math.argmax(math.forward(layers, x).pop())),
        shades: shades(cells, classes),
        borders: borders(cells, classes),
        numerals: numerals(cells, classes),
      });
    }
    return recording.views.get(index);
  }

  // Computes the views that are missing, one at a time whenever the page has nothing else to do
  function lookAhead() {
    const missing = recordings.flatMap((recording) => recording.snapshots.map((_, index) => [recording, index])).find(([{ views }, index]) => !views.has(index));
    if (!missing || !stage.host.isConnected) return;
    view(...missing);
    idle(lookAhead);
  }

  // The probabilities of the classes in each cell of the plane, and the class with the highest
  function probabilities({ axes: [horizontal, vertical], classNames }, layers) {
    const p = classNames.map(() => new Float64Array(COLUMNS * ROWS));
    const winners = new Uint8Array(COLUMNS * ROWS);
    for (let j = 0; j < ROWS; j++) {
      const y = vertical.high - ((j + 0.5) / ROWS) * (vertical.high - vertical.low);
      for (let i = 0; i < COLUMNS; i++) {
        const x = horizontal.low + ((i + 0.5) / COLUMNS) * (horizontal.high - horizontal.low);
        const found = math.softmax(math.forward(layers, [x, y])[layers.length]);
        for (let k = 0; k < p.length; k++) p[k][j * COLUMNS + i] = found[k];
        winners[j * COLUMNS + i] = math.argmax(found);
      }
    }
    return { p, winners };
  }

  function shades({ p, winners }, classes) {
    const colours = p.map((_, k) => rgb(theme.series[k]));
    return raster(COLUMNS, ROWS, (cell) => {
      const k = winners[cell];
      const sure = (p[k][cell] - 1 / classes) / (1 - 1 / classes);
      return [...colours[k], 0.08 + 0.27 * sure];
    });
  }

  // The lines where a class is as probable as the most probable other class
  function borders({ p }, classes) {
    return p.slice(0, classes === 2 ? 1 : classes).map((own, k) => {
      const others = p.filter((_, other) => other !== k);
      const lead = own.map((share, cell) => share - others.reduce((most, other) => Math.max(most, other[cell]), 0));
      return contour(lead, COLUMNS, ROWS, 0, box);
    });
  }

  function compute() {
    const recording = recordings[state.recording];
    const { epoch, loss, norm } = recording.snapshots[state.index];
    const { chosen } = view(recording, state.index);
    const right = recording.examples.filter(({ c }, n) => chosen[n] === c).length;
    Object.assign(state, { epoch, loss, norm, right });
    stage.update(show);
  }

  function show() {
    const recording = recordings[state.recording];
    drawRegions(recording, view(recording, state.index));
    drawCurves(recording);
    stage.describe(
      recording.name + ", epoch " + state.epoch + ": loss " + fixed(state.loss, 4) + ", gradient norm " + fixed(state.norm, 4) + ", " +
        state.right + " of " + recording.examples.length + " examples are classified correctly.",
    );
  }

  function drawRegions(recording, { chosen, shades, borders, numerals }) {
    const g = stage.clear();
    const [x, y] = recording.axes;
    image(g, box, shades);
    for (const d of borders) add(g, "path", { d, fill: "none", stroke: theme.muted, "stroke-width": 1.6 });
    const scale = axes(g, box, { ...x, title: recording.featureNames[0] }, { ...y });
    recording.examples.forEach(({ x: at, c }, n) => {
      const right = chosen[n] === c;
      mark(g, CLASS_MARKS[c], scale.x(at[0]), scale.y(at[1]), right ? 4.5 : 5.5, {
        fill: right ? theme.series[c] : theme.panel,
        stroke: right ? theme.panel : theme.series[c],
        "stroke-width": right ? 1 : theme.line,
      });
    });
    for (const { k, x: left, y: middle } of numerals) {
      writeOver(g, left, middle, String(k + 1), { "font-size": 24, "font-weight": "700", "text-anchor": "middle" });
    }
    write(g, 16, 88, fit(recording.featureNames[1], 528), { "font-size": theme.text, "font-weight": "600" });
    write(g, 16, 32, "epoch " + state.epoch, { "font-size": theme.text, "font-weight": "700" });
    write(g, 544, 32, "hollow: wrong (" + (chosen.length - state.right) + ")", { "font-size": theme.text, "text-anchor": "end" });
    const room = Math.min(150, 528 / recording.classNames.length);
    recording.classNames.forEach((name, k) => {
      mark(g, CLASS_MARKS[k], 24 + room * k, 54, 5.5, { fill: theme.series[k] });
      write(g, 38 + room * k, 60, fit(name, room - 24), { "font-size": theme.text });
    });
  }

  // The number of each class, in the middle of its largest region: at the point that is farthest from all other regions
  function numerals({ winners }, classes) {
    const places = [];
    for (let j = 1; j < ROWS; j += 3) {
      for (let i = 1; i < COLUMNS; i += 3) places.push({ i, j, k: winners[j * COLUMNS + i] });
    }
    const found = [];
    for (let k = 0; k < classes; k++) {
      let best = { room: 0 };
      for (const place of places.filter((candidate) => candidate.k === k)) {
        let room = Math.min(place.i + 2, COLUMNS - place.i + 2, place.j + 2, ROWS - place.j + 2) ** 2;
        for (const other of places) {
          if (other.k !== k) room = Math.min(room, (other.i - place.i) ** 2 + (other.j - place.j) ** 2);
        }
        if (room > best.room) best = { room, place };
      }
      if (best.room > 24) {
        const { i, j } = best.place;
        found.push({ k, x: box.left + ((i + 0.5) / COLUMNS) * box.width, y: box.top + ((j + 0.5) / ROWS) * box.height + 8 });
      }
    }
    return found;
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
  function go(index) {
    state.index = index;
    time.set(index);
    compute();
  }

  const count = recordings[0].snapshots.length;
  time = slider(stage.controls, {
    words: "epoch", name: "epoch", wide: true, min: 0, max: count - 1, step: 1, value: 0,
    text: (index) => String(recordings[state.recording ?? 0].snapshots[index].epoch),
    change(index) {
      playing.stop();
      state.index = index;
      compute();
    },
  });
  const buttons = add(stage.controls, "div", { class: "buttons" });
  const playing = player(stage.host, buttons, { moving: "Play", still: "To the end", most: count }, 250, () => {
    go(state.index === count - 1 ? 0 : state.index + 1);
    return state.index < count - 1;
  });
  button(buttons, "To the start", () => {
    playing.stop();
    go(0);
  });
  if (recordings.length > 1) {
    choice(stage.controls, {
      legend: "The data are", options: recordings.map(({ name }) => name), value: 0,
      change(k) {
        playing.stop();
        state.recording = k;
        go(state.index);
      },
    });
  }
  state.recording = 0;
  go(count - 1);
  idle(lookAhead);
  return state;
}

start("training", training);
