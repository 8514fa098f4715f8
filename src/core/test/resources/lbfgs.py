"""Makes lbfgs.json: python lbfgs.py, in this folder, with SciPy.

The minimum of the mean cross-entropy plus λ‖W‖²/2 of networks without hidden layers, which is the only one, as SciPy's L-BFGS-B and, from there on, its
Newton-CG find it: on data of mlp.json, and on the digits, whose pixels are divided by 16.
"""

import csv
import json
from pathlib import Path

import numpy
from scipy.optimize import minimize
from scipy.special import logsumexp

DECAY = 0.01


def minimum(X, Y):
    K = Y.shape[1]

    def parts(theta):
        W, b = theta[: K * X.shape[1]].reshape(K, -1), theta[K * X.shape[1] :]
        Z = X @ W.T + b
        return W, Z - logsumexp(Z, axis=1, keepdims=True)

    def f(theta):
        W, log_p = parts(theta)
        return -numpy.sum(Y * log_p) / len(X) + DECAY * numpy.sum(W * W) / 2

    def gradient(theta):
        W, log_p = parts(theta)
        delta = (numpy.exp(log_p) - Y) / len(X)
        return numpy.concatenate([(delta.T @ X + DECAY * W).ravel(), delta.sum(axis=0)])

    start = numpy.zeros(K * (X.shape[1] + 1))
    found = minimize(f, start, jac=gradient, method="L-BFGS-B", options={"maxiter": 5000, "maxfun": 20000, "ftol": 1e-16, "gtol": 1e-12, "maxcor": 50})
    found = minimize(f, found.x, jac=gradient, method="Newton-CG", options={"xtol": 1e-15})
    assert numpy.abs(gradient(found.x)).max() < 1e-8, numpy.abs(gradient(found.x)).max()
    return f(found.x), parts(found.x)[0]


def mlp_cases():
    for case in json.loads(Path("mlp.json").read_text(encoding="utf-8"))["cases"]:
        if len(case["sizes"]) == 2:
            K, soft = case["sizes"][1], case["label_smoothing"]
            target = numpy.array(case["target"])
            Y = numpy.eye(K)[target] if case["target_kind"] == "index" else target
            yield case["name"], numpy.array(case["input"]), (1 - soft) * Y + soft / K


def digits():
    rows = list(csv.reader(Path("../../../../notebooks/data/digits.csv").open(encoding="utf-8")))[1:]
    table = numpy.array(rows, dtype=float)
    return "digits", table[:, :64] / 16, numpy.eye(10)[table[:, 64].astype(int)]


cases = []
for name, X, Y in [*mlp_cases(), digits()]:
    value, W = minimum(X, Y)
    cases.append({"case": name, "weight_decay": DECAY, "value": value, "weight": W.tolist()})
Path("lbfgs.json").write_text(json.dumps({"cases": cases}) + "\n", encoding="utf-8")
