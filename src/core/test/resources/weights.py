"""Makes weights.json: python weights.py, in this folder, with PyTorch.

Cross-entropy with weights of classes (CrossEntropyLoss's weight), of examples (by hand, since PyTorch has none), and of both:
the sum and PyTorch's mean, each with its gradient with respect to the logits.
"""

import json

import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(20)
LOGITS = 2 * torch.randn(5, 3, dtype=torch.float64)
INDICES = [0, 2, 1, 1, 2]
SOFT = torch.softmax(torch.randn(5, 3, dtype=torch.float64), dim=1).tolist()
CLASSES = [0.5, 2.0, 3.25]
EXAMPLES = [1.0, 0.0, 0.25, 3.0, 7.5]
CASES = [
    ("classes", INDICES, 0.0, CLASSES, None),
    ("a class of weight 0", INDICES, 0.0, [1.0, 0.0, 2.0], None),
    ("examples", INDICES, 0.0, None, EXAMPLES),
    ("classes and examples", INDICES, 0.0, CLASSES, EXAMPLES),
    ("examples with soft labels", SOFT, 0.0, None, EXAMPLES),
    ("classes of soft labels", SOFT, 0.0, CLASSES, None),
    ("classes of smoothed labels", INDICES, 0.1, CLASSES, None),
]


def reduced(target, smoothing, classes, examples, reduction):
    logits = LOGITS.clone().requires_grad_()
    weight = None if classes is None else torch.tensor(classes, dtype=torch.float64)
    how = {"weight": weight, "label_smoothing": smoothing}
    if examples is None:
        loss = cross_entropy(logits, target, reduction=reduction, **how)
    else:
        w = torch.tensor(examples, dtype=torch.float64)
        losses = cross_entropy(logits, target, reduction="none", **how)
        of_classes = 1 if weight is None else weight[target]
        loss = (w * losses).sum() / ((w * of_classes).sum() if reduction == "mean" else 1)
    loss.backward()
    return {"loss": loss.item(), "gradient": logits.grad.tolist()}


def case(name, target, smoothing, classes, examples):
    tensor = torch.tensor(target) if target is INDICES else torch.tensor(target, dtype=torch.float64)
    return {
        "name": name,
        "logits": LOGITS.tolist(),
        "indices" if target is INDICES else "soft": target,
        "smoothing": smoothing,
        "class_weights": classes,
        "example_weights": examples,
        "sum": reduced(tensor, smoothing, classes, examples, "sum"),
        "mean": reduced(tensor, smoothing, classes, examples, "mean"),
    }


result = {
    "made_with": f"weights.py, PyTorch {torch.__version__.split('+')[0]}, float64",
    "cases": [case(*values) for values in CASES],
}
with open("weights.json", "w", encoding="utf-8") as file:
    json.dump(result, file, separators=(",", ":"))
    file.write("\n")
