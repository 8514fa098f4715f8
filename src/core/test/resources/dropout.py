"""Makes dropout.json: python dropout.py, in this folder, with PyTorch.

Full-batch steps of a network whose hidden activations are left out by masks that are drawn here again, from the description of
the generator: SplitMix64, with a state made of the seed and the numbers of the step, the layer and the example.
"""

import json

import torch

M64 = (1 << 64) - 1
SIZES, EXAMPLES, STEPS = [4, 6, 5, 3], 7, 4
CASES = [("tanh", "sgd", 0.5, 11, 0.5), ("relu", "adam", 0.3, -2, 0.05)]


def mix(z):
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & M64
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & M64
    return z ^ z >> 31


def mask(rate, seed, step, layer, width):
    def entry(n, j):
        state = mix((mix((mix((mix(seed & M64) + step) & M64) + layer) & M64) + n) & M64)
        uniform = (mix((state + (j + 1) * 0x9E3779B97F4A7C15) & M64) >> 11) / 2**53
        return 0.0 if uniform < rate else 1 / (1 - rate)

    return torch.tensor([[entry(n, j) for j in range(width)] for n in range(EXAMPLES)], dtype=torch.float64)


def values(weights, biases):
    return [{"weight": w.tolist(), "bias": b.tolist()} for w, b in zip(weights, biases)]


def case(activation, optimizer, rate, seed, learning_rate):
    draw = lambda *shape: torch.randn(*shape, dtype=torch.float64)
    weights = [draw(n, m).requires_grad_() for m, n in zip(SIZES, SIZES[1:])]
    biases = [draw(n).requires_grad_() for n in SIZES[1:]]
    X, target = draw(EXAMPLES, SIZES[0]), torch.arange(EXAMPLES) % SIZES[-1]
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer]
    stepper = kind([*weights, *biases], lr=learning_rate)
    result = {
        "activation": activation,
        "optimizer": optimizer,
        "dropout": rate,
        "seed": seed,
        "learning_rate": learning_rate,
        "input": X.tolist(),
        "target": target.tolist(),
        "start": values(weights, biases),
        "losses": [],
    }
    for step in range(STEPS):
        a = X
        for l, (w, b) in enumerate(zip(weights, biases), start=1):
            a = a @ w.T + b
            if l < len(weights):
                a = getattr(torch, activation)(a) * mask(rate, seed, step, l, SIZES[l])
        loss = torch.nn.functional.cross_entropy(a, target)
        stepper.zero_grad()
        loss.backward()
        stepper.step()
        result["losses"].append(loss.item())
    return result | {"end": values(weights, biases)}


torch.manual_seed(4)
result = {
    "made_with": f"dropout.py, PyTorch {torch.__version__.split('+')[0]}, float64",
    "cases": [case(*values) for values in CASES],
}
with open("dropout.json", "w", encoding="utf-8") as file:
    json.dump(result, file, separators=(",", ":"))
    file.write("\n")
