"""scikit-learn's MLPClassifier learns Fashion-MNIST: 784-100-10, ReLU, batches of 128, Adam; double precision, one thread."""

import time
import warnings

import sklearn
import threadpoolctl
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

import worker


def learn(X, y, seed, epochs):
    net = MLPClassifier(
        hidden_layer_sizes=(100,),
        solver="adam",
        alpha=0,
        batch_size=128,
        learning_rate_init=0.001,
        max_iter=epochs,
        n_iter_no_change=epochs,
        tol=0,
        random_state=seed,
    )
    start = time.perf_counter()
    net.fit(X, y)
    return time.perf_counter() - start, net.predict


def blas():
    """The BLAS of NumPy, which multiplies here; SciPy brings its own."""
    for library in sorted(threadpoolctl.threadpool_info(), key=lambda info: "numpy" not in info["filepath"]):
        if library["user_api"] == "blas":
            return f"{library['internal_api']} {library['version']}, kernel {library['architecture']}"
    return "unknown BLAS"


# It says so when the epochs are over before its loss has settled.
warnings.simplefilter("ignore", ConvergenceWarning)
worker.serve_fashion(f"scikit-learn {sklearn.__version__}, MLPClassifier, {blas()}", learn)
