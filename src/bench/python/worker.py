"""A system that is measured runs in a process of its own. It says what it is, and then takes a turn for each line on its
standard input, as io.github.gradwalk.bench.worker.Worker does."""

import csv
import gzip
import os
import pathlib
import sys
import time

DATA = pathlib.Path("notebooks/data")
FASHION = pathlib.Path("target/bench/fashion-mnist")
PIXELS = [f"pixel {i}" for i in range(1, 65)]
BATCH = 32
ADAM_RATE = 0.003
BLOCK_SECONDS = 0.01

# What torch.compile makes stays in this folder.
os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(pathlib.Path("target/bench/torchinductor").absolute())


def serve(settings, turn):
    print(f"bench: {settings}", flush=True)
    for request in sys.stdin:
        print("bench:", *turn(request.strip()), flush=True)


def blocks(action, seconds):
    """Of each block of about 10 ms the mean time of an action, in µs."""
    means = []
    actions = 1
    end = time.perf_counter() + seconds
    while not means or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(actions):
            action()
        mean = (time.perf_counter() - start) / actions
        means.append(mean * 1e6)
        actions = max(1, round(BLOCK_SECONDS / mean))
    return means


def rows(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def digits(seed):
    """Training part and test part of this seed's split, standardised by the training part."""
    import numpy

    images = rows("digits.csv")
    splits = rows("digits-splits.csv")
    chosen = [images[int(split["row"]) - 2] for split in splits]  # the header is row 1
    X = numpy.array([[float(image[pixel]) for pixel in PIXELS] for image in chosen])
    y = numpy.array([int(image["digit"]) for image in chosen])
    part = numpy.array([split[f"seed {seed}"] for split in splits])
    train, test = part == "t", part == "e"
    mean, deviation = X[train].mean(axis=0), X[train].std(axis=0)
    X = (X - mean) / numpy.where(deviation > 0, deviation, 1)
    return X[train], y[train], X[test], y[test]


def idx(name, header):
    import numpy

    with gzip.open(FASHION / name) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def fashion(part):
    """Images, N×784 in [0, 1], and their classes; the part is train or t10k."""
    images = idx(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 784)
    return images / 255.0, idx(f"{part}-labels-idx1-ubyte.gz", 8).astype("int64")


def serve_fashion(settings, learn):
    """learn(X, y, seed, epochs) trains a new network; it returns the seconds that took, and a function that classifies."""
    X, y = fashion("train")
    test_X, test_y = fashion("t10k")

    def turn(request):
        seconds, classify = learn(X, y, *map(int, request.split()))
        return seconds, (classify(test_X) == test_y).mean()

    serve(settings, turn)


def serve_digits(settings, learn):
    """learn(X, y, seed, epochs) trains a new network; it returns the seconds that took, and a function that classifies."""

    def turn(request):
        seed, epochs = map(int, request.split())
        X, y, test_X, test_y = digits(seed)
        seconds, classify = learn(X, y, seed, epochs)
        return seconds / epochs, (classify(test_X) == test_y).mean()

    serve(settings, turn)
