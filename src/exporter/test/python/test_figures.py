"""Tests of the copying of figures for the README and the pages in docs."""

import tempfile
import unittest
from pathlib import Path

import nbformat

from figures import write
from samples import FIGURE, code, markdown, notebook, printed, shown


def written(*cells):
    """What is copied from a notebook of these cells: texts by file name."""
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(notebook(*cells), Path(folder, "07-a.ipynb"))
        write(Path(folder), Path(folder))
        return {path.name: path.read_text(encoding="utf-8") for path in Path(folder).glob("*.svg")}


class FiguresTest(unittest.TestCase):
    def test_of_tagged_cells_are_copied_under_the_name_in_the_tag(self):
        files = written(
            code("a", shown(text_html=FIGURE)),
            code("b", printed("text"), shown(text_html=FIGURE), tags=["figure-b-1"]),
        )
        self.assertEqual({"b-1.svg": FIGURE.removeprefix("<figure>").removesuffix("</figure>") + "\n"}, files)

    def test_must_be_one_in_a_cell_and_have_a_name_of_their_own(self):
        for cells in (
            [code("a", printed("text"), tags=["figure-a"])],
            [code("a", shown(text_html=FIGURE + FIGURE), tags=["figure-a"])],
            [markdown("a", "figure-a")],
            [code("a", shown(text_html=FIGURE), tags=["figure-a"]), code("b", shown(text_html=FIGURE), tags=["figure-a"])],
        ):
            with self.subTest(cells), self.assertRaisesRegex(ValueError, "07-a.ipynb.*figure-a"):
                written(*cells)


if __name__ == "__main__":
    unittest.main()
