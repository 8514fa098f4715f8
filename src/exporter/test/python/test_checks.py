"""The checks themselves: each finds the fault it is for, and nothing in a good notebook."""

import copy
import unittest

import checks
from samples import check, good, ledger, ledger_of, markdown, printed, raised, shown


def check_all(subject):
    return [
        *checks.execution(subject),
        *checks.class_path(subject),
        *checks.same_outputs(subject, subject),
        *checks.ledger_against_tags(subject, "07"),
        *checks.self_comparisons(subject),
        *checks.links(subject, "07-a", {"07-a": subject}),
        *checks.structure(subject),
    ]


class GoodNotebookTest(unittest.TestCase):
    def test_has_no_fault(self):
        self.assertEqual([], check_all(good()))


class FaultTest(unittest.TestCase):
    def setUp(self):
        self.notebook = good()
        self.cells = self.notebook.cells

    def assert_fault(self, part, faults):
        faults = list(faults)
        self.assertTrue(any(part in fault for fault in faults), f"no fault says {part!r}: {faults}")


class ExecutionTest(FaultTest):
    def test_finds_a_cell_that_was_not_executed(self):
        self.cells[4].execution_count = None
        self.assert_fault("cell 5: execution count None", checks.execution(self.notebook))

    def test_finds_cells_executed_out_of_order(self):
        self.cells[3].execution_count, self.cells[4].execution_count = 3, 2
        self.assert_fault("cell 4: execution count 3, expected 2", checks.execution(self.notebook))

    def test_finds_an_error(self):
        self.cells[4].outputs = [raised("java.lang.Error", "no")]
        self.assert_fault("cell 5: an error", checks.execution(self.notebook))

    def test_allows_an_error_that_is_meant_and_wants_it(self):
        self.cells[4].metadata["tags"] = ["raises-exception"]
        self.assert_fault("raised none", checks.execution(self.notebook))
        self.cells[4].outputs = [raised("java.lang.Error", "no")]
        self.assertEqual([], list(checks.execution(self.notebook)))

    def test_finds_the_address_of_an_object(self):
        self.cells[4].outputs = [shown(text_plain="java.io.PrintStream@1e6a2958")]
        self.assert_fault("java.io.PrintStream@1e6a2958", checks.execution(self.notebook))

    def test_finds_another_kernel(self):
        self.notebook.metadata.kernelspec.name = "python3"
        self.assert_fault("python3", checks.execution(self.notebook))

    def test_finds_a_first_cell_without_the_class_path(self):
        self.cells[1].source = "import java.util.List;\n%classpath ../target/lib/*.jar"
        self.assert_fault("import java.util.List;", checks.class_path(self.notebook))


class OutputTest(FaultTest):
    def setUp(self):
        super().setUp()
        self.executed = copy.deepcopy(self.notebook)

    def faults(self):
        return checks.same_outputs(self.notebook, self.executed)

    def test_finds_other_text(self):
        self.executed.cells[3].outputs[0].text = "07.1 2.2\n"
        self.assert_fault("cell 4", self.faults())

    def test_finds_text_that_is_missing(self):
        self.executed.cells[3].outputs.pop(0)
        self.assert_fault("cell 4", self.faults())

    def test_finds_text_that_is_new(self):
        self.executed.cells[4].outputs.append(printed("more"))
        self.assert_fault("(nothing)", self.faults())

    def test_finds_other_html_and_latex(self):
        self.executed.cells[6].outputs = [ledger("07.1")]
        self.assert_fault("cell 7", self.faults())
        self.notebook.cells[6].outputs = [shown(text_latex="$1$")]
        self.executed.cells[6].outputs = [shown(text_latex="$2$")]
        self.assert_fault("cell 7", self.faults())

    def test_finds_another_error(self):
        self.notebook.cells[4].outputs = [raised("E", "one")]
        self.executed.cells[4].outputs = [raised("E", "two")]
        self.assert_fault("cell 5", self.faults())

    def test_finds_an_executed_copy_of_another_version(self):
        self.executed.cells[3].source += ";"
        self.assert_fault("sources differ", self.faults())

    def test_leaves_figures_to_the_eye(self):
        self.executed.cells[3].outputs[1].data["text/html"] = "<figure><svg><svg><path/></svg></svg></figure>"
        self.assertEqual([], list(self.faults()))

    def test_does_not_compare_what_is_volatile(self):
        self.notebook.cells[3].metadata["tags"] = ["volatile"]
        self.executed.cells[3].outputs[0].text = "another time"
        self.assertEqual([], list(self.faults()))

    def test_takes_the_noise_of_central_differences_as_zero(self):
        def fault(ours, theirs):
            self.notebook.cells[3].outputs[0].text, self.executed.cells[3].outputs[0].text = ours, theirs
            return list(self.faults())

        def ledger_fault(ours, theirs, against="central differences"):
            self.notebook.cells[6].outputs = [ledger_of(check("07.1", against=against, error=ours))]
            self.executed.cells[6].outputs = [ledger_of(check("07.1", against=against, error=theirs))]
            return list(self.faults())

        self.assertEqual([], ledger_fault(4.7e-10, 3.9e-9))
        self.assertTrue(ledger_fault(4.7e-10, 1.0e-8))
        self.assertTrue(ledger_fault(4.7e-10, 3.9e-10, "dual numbers"))
        self.assertEqual([], ledger_fault(0.0, 2.2e-16, "dual numbers"))
        for form in ("07.1  f   relative error {}   central differences   ✓", "<td>f</td><td>central differences</td><td>{}</td>"):
            self.assertEqual([], fault(form.format("4.7e-10"), form.format("3.9e-09")))
            self.assertTrue(fault(form.format("4.7e-10"), form.format("1.0e-08")))
            self.assertTrue(fault(form.format("4.7e-10"), form.format("4.7e-01")))
            exact = form.replace("central differences", "dual numbers")
            self.assertTrue(fault(exact.format("4.7e-10"), exact.format("3.9e-10")))

    def test_takes_rounding_noise_as_zero(self):
        for noise in ("0.0e+00", "2.2e-16", "-1.1E-14", "0.00E+00"):
            self.executed.cells[3].outputs[0].text = f"07.1 {noise}\n"
            self.assertEqual([], list(self.faults()), noise)

    def test_takes_nothing_else_as_zero(self):
        for number in ("1.1e-13", "1.1e+16", "1.0e+00", "0.0", "x1.1e-16", "1.1e-1"):
            self.executed.cells[3].outputs[0].text = f"07.1 {number}\n"
            self.assert_fault("cell 4", self.faults())


class LedgerTest(FaultTest):
    def faults(self):
        return checks.ledger_against_tags(self.notebook, "07")

    def test_finds_a_tag_without_a_row(self):
        self.cells[6].outputs = [ledger("07.1")]
        self.assert_fault("the tag 07.2 has no row", self.faults())

    def test_finds_a_row_without_a_tag(self):
        self.cells[6].outputs = [ledger("07.1", "07.2", "07.3")]
        self.assert_fault("row 07.3 has no equation", self.faults())

    def test_reads_the_last_ledger(self):
        self.cells[3].outputs.append(ledger("07.9"))
        self.assertEqual([], list(self.faults()))

    def test_finds_a_missing_ledger(self):
        self.cells[6].outputs = []
        self.assert_fault("the tag 07.1 has no row", self.faults())

    def test_finds_a_tag_twice(self):
        self.cells[2].source = self.cells[2].source.replace("07.2", "07.1")
        self.assert_fault("07.1 stands where 07.2", self.faults())

    def test_finds_a_gap(self):
        self.cells[2].source = self.cells[2].source.replace("07.2", "07.3")
        self.assert_fault("07.3 stands where 07.2", self.faults())

    def test_finds_a_tag_of_another_notebook(self):
        self.cells[2].source = self.cells[2].source.replace("07.1}", "06.1}")
        self.assert_fault("06.1 stands where 07.1", self.faults())

    def test_finds_a_malformed_tag(self):
        self.cells[2].source += "\n\n$$e \\tag{7.3}$$"
        self.assert_fault("only 2 have the form", self.faults())

    def test_finds_a_tag_outside_a_formula(self):
        self.cells[2].source += "\n\n`\\tag{07.3}`"
        self.assert_fault("only 2 have the form", self.faults())

    def test_finds_that_there_is_no_tag(self):
        self.cells[2].source = ""
        self.assert_fault("no equation has a tag", self.faults())


class SelfComparisonTest(FaultTest):
    def assert_found(self, call):
        self.cells[3].source = call
        self.assert_fault("with itself", checks.self_comparisons(self.notebook))

    def assert_fine(self, call):
        self.cells[3].source = call
        self.assertEqual([], list(checks.self_comparisons(self.notebook)))

    def test_finds_an_expression_compared_with_itself(self):
        self.assert_found('ledger.check("07.1", "a = b", f(a, b), f(a,b));')

    def test_looks_through_line_breaks_comments_and_parentheses(self):
        self.assert_found('ledger.check("07.1", "a, b)",\n    a.plus(b), // left, (\n    (a .plus( b )));')

    def test_looks_at_every_pair_and_every_method(self):
        self.assert_found('ledger.checkGradient("07.1", "c", g, x, x);')
        self.assert_found('ledger.refute("07.1", "c", g, g);')
        self.assert_found('ledger . check("07.1", "c", new double[] {1, 2}, new double[] {1,2});')

    def test_sees_the_second_call_of_a_cell(self):
        self.assert_found('ledger.check("07.1", "c", a, b); ledger.check("07.1", "c", a, a);')

    def test_keeps_different_expressions_apart(self):
        self.assert_fine('ledger.check("07.1", "c", f("a b"), f("ab"));')
        self.assert_fine('ledger.check("07.1", "07.1", a[0], a[1]);')
        self.assert_fine('// ledger.check("07.1", "c", a, a);')
        self.assert_fine('ledger.check("07.1", "c", (a) + (b), a + (b));')

    def test_does_not_pass_over_a_call_it_cannot_read(self):
        self.cells[3].source = 'ledger.check("07.1", "c", a, b;'
        with self.assertRaises(ValueError):
            list(checks.self_comparisons(self.notebook))


class LinkTest(FaultTest):
    def faults(self, link):
        self.cells[0].source += link
        return checks.links(self.notebook, "07-a", {"07-a": self.notebook, "08-b": good()})

    def test_finds_a_missing_notebook(self):
        self.assert_fault("09-c.ipynb", self.faults("[c](09-c.ipynb)"))

    def test_finds_a_notebook_elsewhere(self):
        self.assert_fault("../08-b.ipynb", self.faults("[b](../08-b.ipynb)"))

    def test_finds_a_missing_heading(self):
        self.assert_fault("#Nowhere", self.faults("[b](08-b.ipynb#Nowhere)"))
        self.assert_fault("#Nowhere", self.faults("[b](#Nowhere)"))

    def test_follows_good_links(self):
        good_links = "[b](08-b.ipynb) [b](08-b.ipynb#An-equation) [b](08-b.ipynb#eq-07.2) [b](#The-ledger)"
        self.assertEqual([], list(self.faults(good_links)))


class StructureTest(FaultTest):
    def faults(self):
        return checks.structure(self.notebook)

    def test_finds_a_second_title(self):
        self.cells[2].source = "# Another\n"
        self.assert_fault("2 headings", self.faults())

    def test_does_not_take_code_for_a_title(self):
        self.cells[2].source += "\n```sh\n# a comment\n```\n"
        self.assertEqual([], list(self.faults()))

    def test_finds_that_there_is_no_ledger_section(self):
        self.cells[5].source = "## Notes"
        self.assert_fault("no section (##) with the ledger", self.faults())

    def test_finds_that_there_is_no_figure(self):
        self.cells[3].outputs = []
        self.assert_fault("no figure", self.faults())

    def test_finds_too_few_and_too_many_exercises(self):
        two = self.cells[-2:]
        del self.cells[-2:]
        self.assert_fault("1 exercises", self.faults())
        self.cells += two * 4
        self.assert_fault("5 exercises", self.faults())

    def test_finds_that_there_is_no_section_of_exercises(self):
        self.cells[7].source = self.cells[7].source.replace("## Exercises", "## Questions")
        self.assert_fault("0 exercises", self.faults())

    def test_finds_an_exercise_without_a_solution(self):
        self.cells[-1].metadata["tags"] = []
        self.assert_fault("exercise 2 has no solution", self.faults())

    def test_finds_a_solution_outside_the_exercises(self):
        self.cells.insert(3, markdown("Too early.", "solution"))
        self.assert_fault("cell 4: a solution outside", self.faults())


if __name__ == "__main__":
    unittest.main()
