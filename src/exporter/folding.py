"""The parts of a notebook that stay closed until a reader opens them: on its page, and under a heading in JupyterLab."""

import re

import nbformat

from markup import PageError

# The tags of cells that are folded. What is not set-up begins with a heading, which says what the fold holds.
KINDS = ("setup", "solution", "aside", "question", "prediction")
# Those whose heading is of the third level, and stands in one cell with the text.
TITLED = ("aside", "question")
# The metadata by which JupyterLab folds what follows a heading. Every Markdown cell in the fold has them: JupyterLab 4.6 hides no other.
COLLAPSED = "jp-MarkdownHeadingCollapsed"

_HEADING = re.compile(r"#{3,4} ")


def has_tag(cell, tag):
    return tag in cell.metadata.get("tags", [])


def begins_fold(cell):
    return cell.cell_type == "markdown" and bool(_HEADING.match(cell.source))


def folds(cells):
    """The runs of cells that share a fold, as [(kind, cells)]; kind is None for what is not folded. The answers after a prediction belong to it."""
    made = []
    for cell in cells:
        kind = next((kind for kind in KINDS if has_tag(cell, kind)), None)
        if has_tag(cell, "answer"):
            if not made or made[-1][0] != "prediction":
                raise PageError(f"an answer that follows no prediction: {cell.source[:80]!r}")
            made[-1][1].append(cell)
        elif made and made[-1][0] == kind and not (kind and begins_fold(cell)):
            made[-1][1].append(cell)
        else:
            made.append((kind, [cell]))
    return made


def notebook_bytes(file, solutions):
    """A notebook's file, with its solutions or without them."""
    if solutions:
        return file.read_bytes()
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not has_tag(cell, "solution")]
    return (nbformat.writes(notebook) + "\n").encode("utf-8")
