"""Makes the CSV files of data from what other projects publish; README.md names the sources.

    python make.py package/data/penguins.json optdigits.tra     (needs scikit-learn)

The first file is from the npm package vega-datasets, the second from the UCI Machine Learning Repository.
"""

import csv
import json
import pathlib
import sys

import sklearn.datasets

HERE = pathlib.Path(__file__).parent
MISSING = "NA"
HEADER = [f"pixel {i}" for i in range(1, 65)] + ["digit"]


def write(name, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def penguins(source):
    columns = {
        "Species": "species",
        "Island": "island",
        "Beak Length (mm)": "bill length (mm)",
        "Beak Depth (mm)": "bill depth (mm)",
        "Flipper Length (mm)": "flipper length (mm)",
        "Body Mass (g)": "body mass (g)",
        "Sex": "sex",
    }
    # One penguin has the sex ".", which the published data set counts as unknown.
    value = lambda v: MISSING if v in (None, ".") else {"MALE": "male", "FEMALE": "female"}.get(v, v)
    birds = json.loads(pathlib.Path(source).read_text(encoding="utf-8"))
    write("penguins.csv", [columns.values()] + [[value(bird[c]) for c in columns] for bird in birds])


def digits():
    data = sklearn.datasets.load_digits()
    write("digits.csv", [HEADER] + [[int(x) for x in image] + [int(y)] for image, y in zip(data.data, data.target)])


def digits_of_new_writers(source):
    with open(source, encoding="ascii") as file:
        write("digits-new-writers.csv", [HEADER] + list(csv.reader(file))[::4])


penguins(sys.argv[1])
digits()
digits_of_new_writers(sys.argv[2])
