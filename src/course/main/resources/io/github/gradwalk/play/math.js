// What the figures compute: the formulas of the Java library, each above its code. Nothing is drawn here.
// Vectors are arrays; a matrix is {rows, columns, data}, row after row; a layer is {W, b, activation}.
const math = {
  argmax(z) {
    return z.reduce((top, value, k) => (value > z[top] ? k : top), 0);
  },

  // exp(z − m), corrected for the rounding error of z − m (Knuth's two-sum)
  expOfDifference(z, m) {
    const difference = z - m;
    const minusM = difference - z;
    const rest = z - (difference - minusM) - (m + minusM);
    const exp = Math.exp(difference);
    return exp + exp * rest;
  },

  // m = max z,  s = Σ exp(zₖ − m) over the other classes
  row(z) {
    const top = math.argmax(z);
    const t = z.map((value, k) => (k === top ? 1 : math.expOfDifference(value, z[top])));
    return { top, m: z[top], t, s: t.reduce((sum, value, k) => (k === top ? sum : sum + value), 0) };
  },

  // ln(1 + s), accurate even if 1 + s rounds to 1
  logOnePlus(s) {
    const sum = 1 + s;
    return sum === 1 ? s : (Math.log(sum) * s) / (sum - 1);
  },

  // pᵢ = exp(zᵢ − m) / (1 + s)
  softmax(z) {
    const { t, s } = math.row(z);
    return t.map((value) => value / (1 + s));
  },

  // ln Σ exp(zₖ) = m + ln(1 + s)
  logSumExp(z) {
    const { m, s } = math.row(z);
    return m + math.logOnePlus(s);
  },

  // E = −ln p_c = (m − z_c) + ln(1 + s)
  crossEntropy(z, c) {
    const { m, s } = math.row(z);
    return m - z[c] + math.logOnePlus(s);
  },

  // ∂E/∂zᵢ = pᵢ − yᵢ; for the most probable class, 1 − p is computed as s / (1 + s), without cancellation
  gradient(z, c) {
    const { top, t, s } = math.row(z);
    return t.map((value, i) => {
      const p = value / (1 + s);
      return i !== c ? p : -(i === top ? s / (1 + s) : 1 - p);
    });
  },

  // J = diag(p) − p pᵀ, rows of a 2D array
  jacobian(p) {
    return p.map((pi, i) =>
      // i = j: pᵢ (1 − pᵢ), where 1 − pᵢ is the sum of the others;  i ≠ j: −pᵢ pⱼ
      p.map((pj, j) => (i === j ? pi * p.reduce((sum, other, k) => (k === i ? sum : sum + other), 0) : -pi * pj)),
    );
  },

  activations: {
    IDENTITY: { value: (z) => z, slope: () => 1 },
    LOGISTIC: { value: (z) => 1 / (1 + Math.exp(-z)), slope: (a) => a * (1 - a) }, // σ′ = σ (1 − σ)
    TANH: { value: Math.tanh, slope: (a) => (1 - a) * (1 + a) }, // σ′ = 1 − σ²
    RELU: { value: (z) => (z > 0 ? z : 0), slope: (a) => (a > 0 ? 1 : 0) },
  },

  // aˡ = σ(Wˡ aˡ⁻¹ + bˡ); returns a⁰ … aᴸ of one example, the last of which are the logits
  forward(layers, x) {
    const a = [x];
    for (const { W, b, activation } of layers) {
      const { value } = math.activations[activation];
      const input = a[a.length - 1];
      const output = new Array(W.rows);
      for (let i = 0; i < W.rows; i++) {
        let z = 0;
        for (let j = 0; j < W.columns; j++) z += W.data[i * W.columns + j] * input[j];
        output[i] = value(z + b[i]);
      }
      a.push(output);
    }
    return a;
  },

  // L = (1/N) Σ Eₙ
  loss(layers, examples) {
    let sum = 0;
    for (const { x, c } of examples) {
      const a = math.forward(layers, x);
      sum += math.crossEntropy(a[a.length - 1], c) / examples.length;
    }
    return sum;
  },

  // Δᴸ = (p − y)/N;  ∇Wˡ = Δˡᵀ Aˡ⁻¹;  ∇bˡ = Δˡᵀ 1;  Δˡ⁻¹ = (Δˡ Wˡ) ⊙ σ′
  backward(layers, examples) {
    const gradients = layers.map(({ W }) => ({ W: new Array(W.rows * W.columns).fill(0), b: new Array(W.rows).fill(0) }));
    for (const { x, c } of examples) {
      const a = math.forward(layers, x);
      let delta = math.gradient(a[layers.length], c).map((value) => value / examples.length);
      for (let l = layers.length - 1; l >= 0; l--) {
        const { W, activation } = layers[l];
        delta = delta.map((value, i) => value * math.activations[activation].slope(a[l + 1][i]));
        for (let i = 0; i < W.rows; i++) {
          gradients[l].b[i] += delta[i];
          for (let j = 0; j < W.columns; j++) gradients[l].W[i * W.columns + j] += delta[i] * a[l][j];
        }
        delta = math.transposedTimes(W, delta);
      }
    }
    return gradients;
  },

  // Wᵀ δ
  transposedTimes({ rows, columns, data }, delta) {
    const sums = new Array(columns).fill(0);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sums[j] += data[i * columns + j] * delta[i];
    return sums;
  },

  // ‖g‖ = √(Σ g²), over all parameters
  norm(gradients) {
    let sum = 0;
    for (const { W, b } of gradients) for (const g of [...W, ...b]) sum += g * g;
    return Math.sqrt(sum);
  },

  // v ← μ v + g;  θ ← θ − η v
  momentum(theta, v, g, eta, mu) {
    const velocity = v.map((value, i) => mu * value + g[i]);
    return { v: velocity, theta: theta.map((value, i) => value - eta * velocity[i]) };
  },

  // D₊ = (f(x + h) − f(x)) / h, with the step that is actually taken; 0 where x + h rounds to x
  forwardDifference(f, x, h) {
    const above = x + h;
    return above === x ? 0 : (f(above) - f(x)) / (above - x);
  },

  // D₀ = (f(x + h) − f(x − h)) / 2h, in the same way
  centralDifference(f, x, h) {
    const above = x + h;
    const below = x - h;
    return above === below ? 0 : (f(above) - f(below)) / (above - below);
  },

  // Im E(z + ih eⱼ) / h, with Im ln Σ = atan(Im Σ / Re Σ): no difference of nearly equal numbers
  complexStep(z, c, j, h) {
    const { t } = math.row(z);
    const imaginary = t[j] * Math.sin(h);
    const real = t.reduce((sum, value, k) => sum + (k === j ? value * Math.cos(h) : value), 0);
    return Math.atan2(imaginary, real) / h - (j === c ? 1 : 0);
  },
};
