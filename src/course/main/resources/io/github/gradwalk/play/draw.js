// Drawing functions for the figures, and the controls below them.
// Colours and sizes, which the data of a figure bring along, since Java draws with them too.
const theme = {};
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const CLASS_MARKS = ["circle", "square", "triangle", "diamond", "cross", "wedge"];

const styleSheet = () => [
  ".gradwalk-play{position:relative;max-width:560px}",
  ".gradwalk-play svg{display:block}",
  ".gradwalk-controls{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,240px),1fr));gap:4px 24px;margin:10px 0 0;font:" + theme.small + "px/1.4 sans-serif;color:inherit}",
  ".gradwalk-controls label{display:grid;grid-template-columns:minmax(0,1fr) max-content;gap:0 10px;overflow-wrap:anywhere}",
  ".gradwalk-controls label>input[type=range]{grid-column:1/-1}",
  ".gradwalk-controls .value{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}",
  ".gradwalk-controls input[type=range]{-webkit-appearance:none;appearance:none;width:100%;min-width:0;height:28px;margin:0;background:transparent;color:inherit;cursor:pointer}",
  ".gradwalk-controls input[type=range]::-webkit-slider-runnable-track{height:4px;border-radius:2px;background:currentColor}",
  ".gradwalk-controls input[type=range]::-moz-range-track{height:4px;border-radius:2px;background:currentColor}",
  ".gradwalk-controls input[type=range]::-webkit-slider-thumb{-webkit-appearance:none;width:24px;height:24px;margin-top:-10px;border:3px solid " + themed(theme.panel) + ";border-radius:50%;background:" + themed(theme.series[0]) + ";box-shadow:0 0 0 1px currentColor}",
  ".gradwalk-controls input[type=range]::-moz-range-thumb{width:18px;height:18px;border:3px solid " + themed(theme.panel) + ";border-radius:50%;background:" + themed(theme.series[0]) + ";box-shadow:0 0 0 1px currentColor}",
  ".gradwalk-controls :focus-visible{outline:2px solid currentColor;outline-offset:2px;border-radius:4px}",
  ".gradwalk-controls fieldset,.gradwalk-controls .buttons{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;margin:0;padding:0;border:0;min-width:0}",
  ".gradwalk-controls .wide{grid-column:1/-1}",
  ".gradwalk-controls legend{float:left;padding:0;margin-right:2px}",
  ".gradwalk-controls fieldset label{display:inline-flex;gap:6px;cursor:pointer;min-width:0;overflow-wrap:anywhere}",
  ".gradwalk-controls input[type=radio]{width:20px;height:20px;margin:0}",
  ".gradwalk-controls button{min-height:34px;min-width:44px;padding:4px 14px;font:inherit;color:inherit;background:transparent;border:1.5px solid currentColor;border-radius:6px;cursor:pointer}",
  ".gradwalk-controls button:hover{text-decoration:underline}",
  ".gradwalk-spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}",
  ".gradwalk-status{min-height:2.8em;margin:8px 0 0;font:" + theme.small + "px/1.4 sans-serif;color:inherit;overflow-wrap:anywhere}",
].join("");

function subscript(n) {
  return String(n).replace(/\d/g, (digit) => SUBSCRIPTS[digit]);
}

// Numbers as in print: a minus sign instead of a hyphen, powers of ten as superscripts
function superscript(n) {
  return String(n).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
}

function fixed(value, decimals) {
  const text = Math.abs(value).toFixed(decimals);
  return (value < 0 && Number(text) !== 0 ? "−" : "") + text;
}

function scientific(value) {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return "∞";
  const [mantissa, exponent] = Math.abs(value).toExponential(1).split("e");
  return (value < 0 ? "−" : "") + mantissa + "×10" + superscript(Number(exponent));
}

function vector(values, decimals) {
  return "(" + values.map((value) => fixed(value, decimals)).join(", ") + ")";
}

function add(parent, name, attributes = {}, text = "") {
  const isSvg = parent instanceof SVGElement || name === "svg";
  const child = isSvg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    const isPaint = (key === "fill" || key === "stroke") && value.startsWith("#");
    child.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : isPaint ? themed(value) : value);
  }
  if (text) child.textContent = text;
  parent.append(child);
  return child;
}

function write(parent, x, y, text, attributes = {}) {
  return add(parent, "text", { x, y, "font-size": theme.small, fill: theme.ink, ...attributes }, text);
}

// As much of a name as fits, whatever the reader's typeface
function fit(name, width) {
  const most = Math.floor(width / (theme.character * theme.text));
  const letters = [...name];
  return letters.length <= most ? name : letters.slice(0, most - 1).join("") + (name.startsWith("\u2068") ? "\u2069…" : "…");
}

// Text that stays readable on any background
function writeOver(parent, x, y, text, attributes = {}) {
  const halo = { stroke: theme.panel, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke" };
  return write(parent, x, y, text, { ...halo, ...attributes });
}

function pathOf(points) {
  return points.map(([x, y], i) => (i ? "L" : "M") + x.toFixed(2) + " " + y.toFixed(2)).join("");
}

function polyline(parent, points, attributes) {
  return add(parent, "path", { d: pathOf(points), fill: "none", "stroke-linejoin": "round", ...attributes });
}

function arrow(parent, x, from, to, colour) {
  const head = Math.min(10, Math.abs(to - from));
  const back = to + (from > to ? head : -head);
  polyline(parent, [[x, from], [x, back]], { stroke: colour, "stroke-width": 4 });
  if (head > 1) add(parent, "path", { d: pathOf([[x - 8, back], [x + 8, back], [x, to]]) + "Z", fill: colour });
}

// A marker for a class or a series; the shapes can be distinguished without colour
function mark(parent, kind, x, y, r, attributes) {
  const shapes = {
    circle: () => "M" + (x - r) + " " + y + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0Z",
    square: () => pathOf([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]) + "Z",
    triangle: () => pathOf([[x, y - 1.2 * r], [x + 1.2 * r, y + r], [x - 1.2 * r, y + r]]) + "Z",
    diamond: () => pathOf([[x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]]) + "Z",
    cross: () => pathOf([[x - r, y - r], [x + r, y + r]]) + pathOf([[x - r, y + r], [x + r, y - r]]),
    wedge: () => pathOf([[x, y + 1.2 * r], [x + 1.2 * r, y - r], [x - 1.2 * r, y - r]]) + "Z",
  };
  return add(parent, "path", { d: shapes[kind](), ...attributes });
}

// Black or white, whichever reads better on the colour (contrast of WCAG 2)
function textOn(colour) {
  const linear = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : Math.exp(2.4 * Math.log((c + 0.055) / 1.055));
  });
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return (luminance + 0.05) * (luminance + 0.05) >= 1.05 * 0.05 ? "#000000" : "#ffffff";
}

function blend(stops, t) {
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [rgb(stops[i]), rgb(stops[i + 1])];
  return hex(from.map((channel, c) => channel + (place - i) * (to[c] - channel)));
}

function rgb(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function hex(channels) {
  return "#" + channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("");
}

// What stands for a colour on a dark page: light for dark and dark for light, of the same hue
function dark(colour) {
  if (theme.series.includes(colour)) return theme.darkSeries[theme.series.indexOf(colour)];
  const channels = rgb(colour);
  const turn = 255 - Math.max(...channels) - Math.min(...channels);
  return hex(channels.map((channel) => theme.darkest + ((255 - theme.darkest) * (channel + turn)) / 255));
}

const known = new Map();

// The colour as CSS, with the one for a dark page; without the latter in a browser that does not know how
function themed(colour, onDark = dark(colour)) {
  const pair = colour + "," + onDark;
  if (!known.has(pair)) known.set(pair, CSS.supports("color", "light-dark(black, white)") ? "light-dark(" + pair + ")" : colour);
  return known.get(pair);
}

// The address of an image with one colour per cell; a colour is [r, g, b, opacity], and the first row is on top
function raster(columns, rows, colourAt) {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(columns, rows);
  for (let k = 0; k < columns * rows; k++) {
    const [red, green, blue, opacity] = colourAt(k);
    pixels.data[4 * k] = red;
    pixels.data[4 * k + 1] = green;
    pixels.data[4 * k + 2] = blue;
    pixels.data[4 * k + 3] = 255 * opacity;
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}

function image(parent, { left: x, top: y, width, height }, href) {
  add(parent, "image", { x, y, width, height, preserveAspectRatio: "none", href });
}

// Path data of the contour at a level; the values are given at the centres of the cells, and the first row is on top
function contour(values, columns, rows, level, { left, top, width, height }) {
  const place = (i, j) => [left + ((i + 0.5) / columns) * width, top + ((j + 0.5) / rows) * height];
  const above = (i, j) => values[j * columns + i] - level;
  const crossing = (one, other) => {
    const [a, b] = [above(...one), above(...other)];
    if (a > 0 === b > 0) return [];
    const [from, to] = [place(...one), place(...other)];
    return [from.map((value, axis) => value + (a / (a - b)) * (to[axis] - value))];
  };
  let path = "";
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const at = j * columns + i;
      const isAbove = values[at] > level;
      if (values[at + 1] > level === isAbove && values[at + columns] > level === isAbove && values[at + columns + 1] > level === isAbove) continue;
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const found = corners.flatMap((corner, k) => crossing(corner, corners[(k + 1) % 4]));
      for (let k = 0; k + 1 < found.length; k += 2) path += pathOf(found.slice(k, k + 2));
    }
  }
  return path;
}

// Round numbers from low to high; at most twice as many as requested, since k + 1 is k if k is huge
function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = Number("1e" + Math.floor(Math.log(rough) / Math.LN10 + 1e-9));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k <= high / step + 1e-9 && found.length <= 2 * count; k++) found.push(k * step);
  return found;
}

// Axes around a box; x and y are {low, high, title, ticks, label}. Returns the two scales.
function axes(parent, box, x, y) {
  const { left, top, width, height } = box;
  const scale = {
    x: (value) => left + (width * (value - x.low)) / (x.high - x.low),
    y: (value) => top + height - (height * (value - y.low)) / (y.high - y.low),
  };
  for (const tick of y.ticks ?? ticks(y.low, y.high, 5)) {
    polyline(parent, [[left, scale.y(tick)], [left + width, scale.y(tick)]], { stroke: theme.grid });
    const label = y.label ? y.label(tick) : plain(tick);
    write(parent, left - 8, scale.y(tick) + 5.5, label, { "text-anchor": "end", fill: theme.muted });
  }
  for (const tick of x.ticks ?? ticks(x.low, x.high, 6)) {
    polyline(parent, [[scale.x(tick), top], [scale.x(tick), top + height]], { stroke: theme.grid });
    const label = x.label ? x.label(tick) : plain(tick);
    write(parent, scale.x(tick), top + height + 21, label, { "text-anchor": "middle", fill: theme.muted });
  }
  polyline(parent, [[left, top + height], [left + width, top + height]], { stroke: theme.axis, "stroke-width": 1.5 });
  const title = { "font-size": theme.text, "font-weight": "600" };
  if (x.title) write(parent, left + width, top + height + 42, fit(x.title, 528), { "text-anchor": "end", ...title });
  if (y.title) write(parent, 16, top - 12, fit(y.title, 528), title);
  return scale;
}

function plain(value) {
  return String(Math.round(value * 1e6) / 1e6).replace("-", "−");
}

