"""Copies figures of the notebooks for the README and the pages in docs: python figures.py NOTEBOOKS_FOLDER DOCS_FOLDER

A cell with the tag figure-NAME shows one figure, which becomes NAME.svg.
"""

import sys
from pathlib import Path

import nbformat

from svg import figures

TAG = "figure-"


def tagged_figures(notebooks):
    """The figures, by name, of all cells that have such a tag."""
    found = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for tag in cell.metadata.get("tags", []):
                if tag.startswith(TAG):
                    name = tag.removeprefix(TAG)
                    if name in found:
                        raise ValueError(f"{path}: two cells have the tag {tag}")
                    found[name] = only_figure(cell, f"{path}, the cell tagged {tag}")
    return found


def only_figure(cell, where):
    pages = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    found = [page[start:end] for page in pages for start, end in figures(page)]
    if len(found) != 1:
        raise ValueError(f"{where} must show one figure, but shows {len(found)}")
    return found[0]


def write(notebooks, docs):
    for name, figure in tagged_figures(notebooks).items():
        (docs / f"{name}.svg").write_text(figure + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        write(*map(Path, sys.argv[1:]))
    except ValueError as error:
        sys.exit(f"No figures were copied. {error}")
