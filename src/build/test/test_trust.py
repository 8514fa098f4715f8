"""The page of what was proven, and the scripts that judge mutations."""

import re
import tempfile
import unittest
from pathlib import Path

import emptied
import mutants
import nbformat
import same_text
import trust

FOLDER = Path("src/build/trust")
MUTATION = """<mutation status="{status}"><mutatedClass>io.github.gradwalk.train.Learner$Part</mutatedClass>
<mutatedMethod>lambda$learn$3</mutatedMethod>
<description>removed call to org/ejml/CommonOps_DDRM::addEquals</description>
<killingTests>{killing}</killingTests><succeedingTests>{succeeding}</succeedingTests></mutation>"""


class PageTest(unittest.TestCase):
    def test_committed_page_is_of_this_template(self):
        template = re.escape((FOLDER / "trust.md.in").read_text(encoding="utf-8"))
        pattern = re.sub(r"\\\{\\\{[\w\\-]+\\\}\\\}", r"\\S(?s:.*?)", template)
        page = Path("docs/trust.md").read_text(encoding="utf-8")
        self.assertTrue(re.fullmatch(pattern, page), "docs/trust.md is of another template than src/build/trust/trust.md.in: make trust")

    def test_what_is_not_proven_is_named(self):
        with self.assertRaisesRegex(SystemExit, "there is no laws, killed in"):
            trust.page("# Trust\n{{laws}}\n\n{{killed}}\n", Path("nowhere"))


class MutationsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.report, self.survivors, self.output = (Path(folder.name, name) for name in ("report", "survivors", "output"))
        self.survivors.write_text("# where | what | how many times | why\n", encoding="utf-8")

    def reported(self, *statuses, killing="", succeeding="", others=("", ".check", ".data")):
        mutations = "".join(MUTATION.format(status=s, killing=killing, succeeding=succeeding) for s in statuses)
        mutations += "".join(MUTATION.replace(".train", package).format(status="KILLED", killing="", succeeding="") for package in others)
        self.report.write_text(f"<mutations>{mutations}</mutations>", encoding="utf-8")

    def give_a_reason(self):
        self.survivors.write_text("train.Learner.Part.learn | removed call to CommonOps_DDRM::addEquals | 1 | none", encoding="utf-8")

    def judge(self):
        mutants.main(self.survivors, self.output, self.report)
        return self.output.read_text(encoding="utf-8")

    def test_a_survivor_without_a_reason_fails(self):
        self.reported(*["KILLED"] * 18, "TIMED_OUT", "SURVIVED")
        with self.assertRaisesRegex(SystemExit, r"1 survivors, and a reason for 0: train\.Learner\.Part\.learn \| removed call to CommonOps_DDRM::addEquals"):
            self.judge()

    def test_a_reason_is_for_as_many_survivors_as_it_says(self):
        self.reported(*["KILLED"] * 28, "SURVIVED", "SURVIVED")
        self.give_a_reason()
        with self.assertRaisesRegex(SystemExit, r"2 survivors, and a reason for 1: train\.Learner\.Part\.learn"):
            self.judge()

    def test_a_mutant_of_which_nothing_is_known_fails(self):
        self.reported(*["KILLED"] * 18, "RUN_ERROR")
        with self.assertRaisesRegex(SystemExit, "RUN_ERROR, so that nothing is known"):
            self.judge()

    def test_a_survivor_with_a_reason_is_listed(self):
        self.reported(*["KILLED"] * 18, "TIMED_OUT", "SURVIVED")
        self.give_a_reason()
        self.assertIn("| train | 20 | 19 | 95.0% |", self.judge())
        self.assertIn("| `train.Learner.Part.learn` | removed call to CommonOps_DDRM::addEquals | none |", self.judge())

    def test_a_test_that_notices_nothing_fails(self):
        self.reported("KILLED", "SURVIVED", killing="a|b", succeeding="c", others=())
        with self.assertRaisesRegex(SystemExit, "emptied:\nc$"):
            emptied.main(self.output, self.report)

    def test_a_report_that_does_not_say_who_noticed_fails(self):
        self.reported("KILLED", "SURVIVED", killing="a|b", others=())
        with self.assertRaisesRegex(SystemExit, "does not say which tests passed"):
            emptied.main(self.output, self.report)

    def test_tests_that_notice_something_pass(self):
        self.reported("KILLED", killing="a|b", succeeding="a", others=())
        emptied.main(self.output, self.report)
        self.assertEqual(self.output.read_text(encoding="utf-8"), "Each of 2 tests noticed some of 1 such changes.\n")


class SameTextTest(unittest.TestCase):
    def test_the_data_of_a_figure_are_not_read_and_all_else_is(self):
        def faults(theirs):
            pages = '<p>loss 0.5</p><script type="application/json">{"W":[0.1]}</script>', theirs
            ours, found = ({"09": self.notebook(page)} for page in pages)
            return same_text.differing(same_text.as_read(ours), same_text.as_read(found))

        self.assertEqual({}, faults('<p>loss 0.5</p><script type="application/json">{"W":[0.2]}</script>'))
        self.assertEqual(["09"], list(faults('<p>loss 0.6</p><script type="application/json">{"W":[0.1]}</script>')))
        self.assertEqual(["09"], list(faults("<p>loss 0.5</p>")))

    @staticmethod
    def notebook(page):
        output = nbformat.v4.new_output("display_data", {"text/html": page})
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show(figure);", outputs=[output], id="cell")])
