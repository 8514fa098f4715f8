"""Writes reports.json: precision, recall, F1 and support by scikit-learn, and its table.

    python -m pip install scikit-learn==1.9.1
    python reports.py > reports.json
"""
import json
import random

from sklearn.metrics import classification_report, precision_recall_fscore_support


def case(what, names, truth, predicted):
    labels = list(range(len(names)))

    def scores(average):
        values = precision_recall_fscore_support(truth, predicted, labels=labels, average=average, zero_division=0)
        return [v.tolist() if hasattr(v, "tolist") else v for v in values[:3]]

    support = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)[3].tolist()
    return {
        "what": what,
        "names": names,
        "truth": truth,
        "predicted": predicted,
        "classes": scores(None),
        "support": support,
        "micro": scores("micro"),
        "macro": scores("macro"),
        "weighted": scores("weighted"),
        "text": classification_report(truth, predicted, labels=labels, target_names=names, zero_division=0),
    }


def noisy(classes, examples, right, seed):
    draw = random.Random(seed)
    truth = [min(draw.randrange(classes), draw.randrange(classes)) for _ in range(examples)]
    predicted = [t if draw.random() < right else draw.randrange(classes) for t in truth]
    return truth, predicted


print(json.dumps({"made_with": "scikit-learn 1.9.1", "cases": [
    case("a class that was never predicted", ["Adelie", "Chinstrap", "Gentoo"], [0, 0, 0, 1, 1, 2], [0, 0, 2, 2, 0, 2]),
    case("a class without an example", ["a", "b", "c"], [0, 0, 2, 2, 2], [0, 1, 2, 1, 0]),
    case("a class that is in neither", ["a class with a long name", "b", "c"], [0, 0, 2, 2], [0, 2, 2, 2]),
    case("halves to even", ["a", "b"], [0] * 8 + [1] * 8, [0] * 1 + [1] * 7 + [1] * 5 + [0] * 3),
    case("ten classes", [str(k) for k in range(10)], *noisy(10, 120, 0.7, 1)),
]}))
