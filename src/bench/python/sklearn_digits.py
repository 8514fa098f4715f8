"""scikit-learn's MLPClassifier learns the digits: 64-64-10, ReLU, batches of 32, Adam; one thread."""

import time
import warnings

import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

import worker


def learn(X, y, seed, epochs):
    net = MLPClassifier(
        hidden_layer_sizes=(64,),
        solver="adam",
        alpha=0,
        batch_size=worker.BATCH,
        learning_rate_init=worker.ADAM_RATE,
        max_iter=epochs,
        n_iter_no_change=epochs,
        tol=0,
        random_state=seed,
    )
    start = time.perf_counter()
    net.fit(X, y)
    return time.perf_counter() - start, net.predict


# It says so when the epochs are over before its loss has settled.
warnings.simplefilter("ignore", ConvergenceWarning)
worker.serve_digits(f"scikit-learn {sklearn.__version__}, MLPClassifier, Adam {worker.ADAM_RATE}", learn)
