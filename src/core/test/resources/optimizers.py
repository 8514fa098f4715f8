"""Makes optimizers.json: python optimizers.py, in this folder, with PyTorch.

Five full-batch steps on networks and data of mlp.json, with the settings that mlp.json has no case of. Weight decay is
given to the group of the weights, not to that of the biases; that of AdamW, to all parameters. Losses are those of the data, before each step.
"""

import json

import torch

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
RUNS = [
    ("case-10", "rmsprop", 0.01, {}, 0),
    ("case-17", "rmsprop", 0.05, {"alpha": 0.9, "eps": 1e-3}, 0),
    ("case-3", "sgd", 0.05, {}, 0.1),
    ("case-9", "rmsprop", 0.01, {}, 0.1),
    ("case-22", "adam", 0.05, {"betas": (0.8, 0.99), "eps": 1e-4}, 0.01),
    ("case-16", "nesterov", 0.05, {"momentum": 0.5}, 0.1),
    ("case-12", "momentum", 0.05, {"momentum": 0.99}, 0.1),
    ("case-9", "adamw", 0.01, {}, 0),
    ("case-16", "adamw", 0.05, {"betas": (0.8, 0.99), "eps": 1e-4, "weight_decay": 0.5}, 0),
]


def optimizer(name, groups, rate, settings):
    if name in ("momentum", "nesterov"):
        return torch.optim.SGD(groups, lr=rate, nesterov=name == "nesterov", **settings)
    if name == "adamw":
        return torch.optim.AdamW([p for group in groups for p in group["params"]], lr=rate, **settings)
    kind = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam}[name]
    return kind(groups, lr=rate, **settings)


def run(case, name, rate, settings, decay):
    tensor = lambda values: torch.tensor(values, dtype=torch.float64)
    weights = [tensor(layer["weight"]).requires_grad_() for layer in case["parameters"]]
    biases = [tensor(layer["bias"]).requires_grad_() for layer in case["parameters"]]
    target = torch.tensor(case["target"]) if case["target_kind"] == "index" else tensor(case["target"])
    groups = [{"params": weights, "weight_decay": decay}, {"params": biases}]
    stepper = optimizer(name, groups, rate, settings)
    losses = []
    for _ in range(5):
        a = tensor(case["input"])
        for layer, (w, b) in enumerate(zip(weights, biases), start=1):
            z = a @ w.T + b
            a = z if layer == len(weights) else ACTIVATIONS[case["activation"]](z)
        loss = torch.nn.functional.cross_entropy(z, target, label_smoothing=case["label_smoothing"])
        stepper.zero_grad()
        loss.backward()
        stepper.step()
        losses.append(loss.item())
    return {
        "case": case["name"],
        "optimizer": {
            "name": name,
            "learning_rate": rate,
            "settings": [value for key in settings for value in (settings[key] if key == "betas" else [settings[key]])],
            "weight_decay": decay,
            "losses": losses,
            "parameters": [{"weight": w.tolist(), "bias": b.tolist()} for w, b in zip(weights, biases)],
        },
    }


with open("mlp.json", encoding="utf-8") as file:
    cases = {case["name"]: case for case in json.load(file)["cases"]}
result = {
    "made_with": f"optimizers.py, PyTorch {torch.__version__.split('+')[0]}, float64",
    "cases": [run(cases[name], *rest) for name, *rest in RUNS],
}
with open("optimizers.json", "w", encoding="utf-8") as file:
    json.dump(result, file, separators=(",", ":"))
    file.write("\n")
