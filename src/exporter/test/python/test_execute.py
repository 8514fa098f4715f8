"""What is kept of an execution: nothing that differs from run to run."""

import tempfile
import unittest
from pathlib import Path

import nbformat

from execute import METADATA, execute, normalise
from samples import code, good, notebook, printed, raised


class NormaliseTest(unittest.TestCase):
    def test_joins_what_was_printed_in_pieces(self):
        made = notebook(code("f();", printed("a"), printed("b\n"), printed("c", "stderr"), raised("E", "e"), printed("d")))
        normalise(made, "07-a")
        texts = [(output.get("name"), output.get("text")) for output in made.cells[0].outputs]
        self.assertEqual([("stdout", "ab\n"), ("stderr", "c"), (None, None), ("stdout", "d")], texts)

    def test_numbers_the_cells_and_leaves_no_trace_of_time_or_editor(self):
        made = good()
        made.metadata["widgets"] = {}
        made.metadata.language_info["version"] = "17.0.1"
        made.cells[0].metadata["jp-MarkdownHeadingCollapsed"] = True
        made.cells[1].metadata.update({"execution": {"shell.execute_reply": "12:00"}, "collapsed": True})
        normalise(made, "07-a")
        self.assertEqual(METADATA, made.metadata)
        self.assertEqual({"jp-MarkdownHeadingCollapsed": True}, made.cells[0].metadata)
        self.assertEqual({"tags": ["setup"]}, made.cells[1].metadata)
        self.assertEqual([f"07-{count:02d}" for count in range(1, len(made.cells) + 1)], [cell.id for cell in made.cells])


class ExecuteTest(unittest.TestCase):
    def test_tells_the_library_to_show_no_progress(self):
        asks = 'System.out.print(System.getenv("GRADWALK_PROGRESS"));'
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "07-a.ipynb"), Path(folder, "made.ipynb")
            nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(asks)]), source)
            execute(source, target)
            self.assertEqual("off", nbformat.read(target, as_version=4).cells[0].outputs[0].text)


if __name__ == "__main__":
    unittest.main()
