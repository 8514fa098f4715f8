"""Measures scikit-learn's MLPClassifier on the splits that notebook 16 uses. baseline.txt is its output.

    python baseline.py         (needs scikit-learn; takes about a minute)

As in the notebook, the features are standardised with the mean and standard deviation of the training part, the network is
fitted to the training part, and the accuracy is measured on the test part. The validation part is not used here: scikit-learn
would take one of its own from the training part.
"""

import csv
import pathlib
import platform
import statistics
import warnings

import numpy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).parent
MEASUREMENTS = ["bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)"]
SEEDS = range(1, 6)


def rows(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def load(name, label, features):
    """Returns features, classes, and for each seed the part that each example is in: t(rain), v(alidation), (t)e(st)."""
    table = rows(name + ".csv")
    splits = rows(name + "-splits.csv")
    examples = [table[int(split["row"]) - 2] for split in splits]  # the header is row 1
    X = numpy.array([[float(example[feature]) for feature in features] for example in examples])
    y = numpy.array([example[label] for example in examples])
    return X, y, {seed: numpy.array([split[f"seed {seed}"] for split in splits]) for seed in SEEDS}


def accuracies(data, **settings):
    X, y, parts = data
    for seed in SEEDS:
        train, test = parts[seed] == "t", parts[seed] == "e"
        scaler = StandardScaler().fit(X[train])
        net = MLPClassifier(random_state=seed, **settings)
        with warnings.catch_warnings():
            # It warns when the epochs end before the loss has converged.
            warnings.simplefilter("ignore", ConvergenceWarning)
            net.fit(scaler.transform(X[train]), y[train])
        yield net.score(scaler.transform(X[test]), y[test])


def report(what, data, **settings):
    accuracy = list(accuracies(data, **settings))
    print(f"{what}: {', '.join(f'{name}={value}' for name, value in settings.items()) or 'default settings'}")
    print("  test accuracy of seeds 1 to 5: " + "  ".join(f"{100 * a:.2f} %" for a in accuracy))
    print(f"  mean {100 * statistics.mean(accuracy):.2f} %, standard deviation {100 * statistics.stdev(accuracy):.2f} %")


print(f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, Python {platform.python_version()}")
digits = load("digits", "digit", [f"pixel {i}" for i in range(1, 65)])
penguins = load("penguins", "species", MEASUREMENTS)
report("digits", digits)
report("digits", digits, hidden_layer_sizes=(64,))
# As in the notebook, except for label smoothing, which scikit-learn does not have, and early stopping, which it does differently.
# Its alpha is divided by the size of the batch: a weight decay of 0.001 is 0.001 * 32.
report(
    "digits",
    digits,
    hidden_layer_sizes=(64,),
    batch_size=32,
    learning_rate_init=0.003,
    alpha=0.032,
    max_iter=60,
)
report("penguins", penguins)
report("penguins", penguins, hidden_layer_sizes=(16,), max_iter=1000)
# As in the notebook, except for the schedule.
report(
    "penguins",
    penguins,
    hidden_layer_sizes=(16,),
    activation="tanh",
    batch_size=16,
    learning_rate_init=0.01,
    alpha=0.0016,
    max_iter=50,
)
