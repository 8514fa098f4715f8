"""Makes penguins.csv and digits.csv from data that other projects publish; README.md names the sources.

    python make.py package/data/penguins.json     (from the npm package vega-datasets; needs scikit-learn)
"""

import csv
import json
import pathlib
import sys

import sklearn.datasets

HERE = pathlib.Path(__file__).parent
MISSING = "NA"


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
    header = [f"pixel {i}" for i in range(1, 65)] + ["digit"]
    write("digits.csv", [header] + [[int(x) for x in image] + [int(y)] for image, y in zip(data.data, data.target)])


penguins(sys.argv[1])
digits()
