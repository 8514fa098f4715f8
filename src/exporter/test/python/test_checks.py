"""The checks themselves: each finds the fault that it is for, and nothing in a good notebook."""

import copy
import unittest

import checks
from samples import check, code, folded, good, ledger, ledger_of, markdown, notebook, printed, raised, shown, solution


class FaultTest(unittest.TestCase):
    def setUp(self):
        self.notebook = good()
        self.cells = self.notebook.cells

    def assert_found(self, check, faults):
        """The check finds each fault: `faults` maps words of its message to a function that puts it into the cells of a good notebook."""
        for part, spoil in faults.items():
            with self.subTest(part):
                notebook = good()
                spoil(notebook.cells)
                self.assert_fault(part, check(notebook))

    def assert_fault(self, part, faults):
        faults = list(faults)
        self.assertTrue(any(part in fault for fault in faults), f"no fault says {part!r}: {faults}")


class NotebookTest(FaultTest):
    def test_a_good_notebook_has_no_fault(self):
        good_checks = (
            checks.execution, checks.metadata, checks.class_path, checks.folded, lambda notebook: checks.same_outputs(notebook, notebook), checks.structure,
            lambda notebook: checks.ledger_against_tags(notebook, "07"), checks.self_comparisons,
            lambda notebook: checks.links(notebook, "07-a", {"07-a": notebook}),
        )
        self.assertEqual([], [fault for check in good_checks for fault in check(self.notebook)])

    def test_every_cell_was_executed_as_it_should_be(self):
        self.assert_found(checks.execution, {
            "cell 5: execution count None": lambda cells: cells[4].update(execution_count=None),
            "cell 4: execution count 3, expected 2": lambda cells: cells[3].update(execution_count=3),
            "cell 5: an error": lambda cells: cells[4].update(outputs=[raised("java.lang.Error", "no")]),
            "raised none": lambda cells: cells[4].metadata.update(tags=["raises-exception"]),
            "java.io.PrintStream@1e6a2958": lambda cells: cells[4].update(outputs=[shown(text_plain="java.io.PrintStream@1e6a2958")]),
        })

    def test_a_long_training_shows_how_far_it_is(self):
        self.cells[4].source = "Trainer.with(new Optimizer.Sgd())\n        .epochs(300).train(net, data);"
        self.assert_fault("300 epochs without", checks.progress(self.notebook))
        for good in ("epochs(299)", "epochs(300).onEpoch(progress(300))"):
            self.cells[4].source = self.cells[4].source.replace("epochs(300)", good)
            self.assertEqual([], list(checks.progress(self.notebook)))
            self.cells[4].source = self.cells[4].source.replace(good, "epochs(300)")

    def test_an_expected_error_is_allowed(self):
        self.cells[4].metadata["tags"] = ["raises-exception"]
        self.cells[4].outputs = [raised("java.lang.Error", "no")]
        self.assertEqual([], list(checks.execution(self.notebook)))

    def test_the_kernel_is_java(self):
        self.notebook.metadata.kernelspec.name = "python3"
        self.assert_fault("python3", checks.execution(self.notebook))

    def test_the_first_cell_begins_with_the_class_path(self):
        self.cells[1].source = "import java.util.List;\n%classpath ../target/lib/*.jar"
        self.assert_fault("import java.util.List;", checks.class_path(self.notebook))

    def test_the_structure_is_complete(self):
        self.assert_found(checks.structure, {
            "2 headings": lambda cells: cells[2].update(source="# Another\n"),
            "the last section (##) is not Ledger": lambda cells: cells.insert(5, cells.pop(-2)),
            "its code is not show(ledger)": lambda cells: cells[-1].update(source="f();"),
            "no figure": lambda cells: cells[3].update(outputs=[]),
            "1 exercises": lambda cells: cells.__delitem__(slice(-5, -2)),
            "5 exercises": lambda cells: cells.__setitem__(slice(-2, -2), cells[-5:-2] * 3),
            "0 exercises": lambda cells: cells[5].update(source="## Questions\n\n### Exercise 1\n\nProve it."),
            "exercise 2 has no solution": lambda cells: cells.__delitem__(slice(-4, -2)),
            "cell 4: a solution outside": lambda cells: cells.insert(3, markdown("Too early.", "solution")),
        })

    def test_the_text_is_short(self):
        source = "It's [a link](08-b.ipynb) $a + b$\n\n$$x = y \\tag{07.1}$$ end"
        self.assertEqual(5, checks.words_in(source))
        self.assertEqual([], list(checks.length(notebook(markdown("word " * 1800), markdown("word", "solution"), markdown("word", "question")))))
        self.assertEqual(["1801 words of text, more than 1800"], list(checks.length(notebook(markdown("word " * 1801)))))

    def test_a_fourth_level_heading_is_no_text(self):
        self.assertEqual(1, checks.words_in("#### Two words\n\nThree."))

    def test_the_metadata_name_no_jdk(self):
        self.assertEqual([], list(checks.metadata(self.notebook)))
        self.notebook.metadata.language_info["version"] = "17.0.1"
        self.assertEqual(1, len(list(checks.metadata(self.notebook))))

    def test_what_stays_closed_begins_with_a_heading_and_ends_at_another(self):
        def faults(*cells, after="#### Go on"):
            return list(checks.folded(notebook(markdown("# A"), *cells, markdown(after))))

        result = [folded("#### The result", "prediction"), code("f();", tags=["prediction"]), folded("Yes.", "answer")]
        good = [folded("### More", "aside"), folded("### Why?\n\nSo.", "question"), folded("### And how?", "question"), markdown("### B"), *solution(folded("So.", "solution"), code("f();", tags=["solution"])), *result]
        self.assertEqual([], faults(*good))
        self.assertEqual([], faults(*result, after="Text, and\n\n## Another section"))
        bare = markdown("So.", "solution")
        hidden = code("f();", tags=["solution"])
        hidden.metadata["jupyter"] = {"source_hidden": True}
        for part, *cells in (
            ("does not begin with ####", bare), ("does not begin with ###", folded("#### More", "aside")), ("does not begin with ###", folded("So.", "question")),
            ("a cell of its own", folded("#### Solution\n\nSo.", "solution")), ("would not hide", *solution(bare)),
            ("hidden twice", *solution(hidden)), ("a heading inside", *solution(folded("Text.\n\n### B", "solution"))),
            ("one code cell", result[0], result[2]),
        ):
            with self.subTest(part):
                self.assert_fault(part, faults(*cells))
        self.assert_fault("no heading", faults(*good, after="Text."))
        self.assert_fault("no heading", faults(folded("### More", "aside"), after="#### Go on"))

    def test_the_reader_has_two_turns_each_with_a_solution(self):
        def turn(line="var y = none();   // your line here", empty="Your line is still empty.", judged="✓ Right: y", tag="solution"):
            return [
                code(line, shown(text_plain=f"Your turn: y. {empty}"), tags=["your-turn"]),
                markdown("As above.", "solution"), code("f();", shown(text_plain=judged), tags=[tag])]

        def faults(*turns):
            return len(list(checks.turns(notebook(*(cell for cells in turns for cell in cells)))))

        self.assertEqual(0, faults(turn(), turn()))
        for other in (turn(line="f();"), turn(empty="✓ Right"), turn(judged="✗ Not yet: y"), turn(tag="setup")):
            self.assertEqual(1, faults(turn(), other))
        self.assertEqual(1, faults(turn()))
        self.cells[5:5] = turn()
        self.assertEqual([], list(checks.structure(self.notebook)))

    def test_code_is_not_a_title(self):
        self.cells[2].source += "\n```sh\n# a comment\n```\n"
        self.assertEqual([], list(checks.structure(self.notebook)))


class OutputTest(FaultTest):
    def setUp(self):
        super().setUp()
        self.executed = copy.deepcopy(self.notebook)

    def faults(self):
        return checks.same_outputs(self.notebook, self.executed)

    def test_finds_any_difference_in_texts_and_sources(self):
        self.assert_found(lambda notebook: checks.same_outputs(good(), notebook), {
            "cell 4: committed 'stdout 07.1 ≈0": lambda cells: cells[3].outputs[0].update(text="07.1 2.2\n"),
            "cell 4: committed 'stdout": lambda cells: cells[3].outputs.pop(0),
            "(nothing)": lambda cells: cells[4].outputs.append(printed("more")),
            "cell 14": lambda cells: cells[-1].update(outputs=[ledger("07.1")]),
            "cell 5": lambda cells: cells[4].update(outputs=[raised("E", "one")]),
            "sources differ": lambda cells: cells[3].update(source="f();"),
        })

    def test_finds_other_latex_and_another_error(self):
        for ours, theirs in ((shown(text_latex="$1$"), shown(text_latex="$2$")), (raised("E", "one"), raised("E", "two"))):
            self.notebook.cells[-1].outputs, self.executed.cells[-1].outputs = [ours], [theirs]
            self.assert_fault("cell 14", self.faults())

    def test_does_not_compare_figures_and_what_is_volatile(self):
        self.executed.cells[3].outputs[1].data["text/html"] = "<figure><svg><svg><path/></svg></svg></figure>"
        self.assertEqual([], list(self.faults()))
        self.notebook.cells[3].metadata["tags"] = ["volatile"]
        self.executed.cells[3].outputs[0].text = "another time"
        self.assertEqual([], list(self.faults()))

    def test_takes_the_noise_of_central_differences_for_zero(self):
        def fault(ours, theirs):
            self.notebook.cells[3].outputs[0].text, self.executed.cells[3].outputs[0].text = ours, theirs
            return list(self.faults())

        def ledger_fault(ours, theirs, against="central differences"):
            self.notebook.cells[-1].outputs = [ledger_of(check("07.1", against=against, error=ours))]
            self.executed.cells[-1].outputs = [ledger_of(check("07.1", against=against, error=theirs))]
            return list(self.faults())

        self.assertEqual([], ledger_fault(4.7e-10, 3.9e-9))
        self.assertTrue(ledger_fault(4.7e-10, 1.0e-8))
        self.assertTrue(ledger_fault(4.7e-10, 3.9e-10, "dual numbers"))
        self.assertEqual([], ledger_fault(0.0, 2.2e-16, "dual numbers"))
        for form in ("07.1  f   {}   central differences   ✓", "<td>f</td><td>central differences</td><td>{}</td><td>4.7e-10</td>"):
            self.assertEqual([], fault(form.format("to 10 digits"), form.format("to 8 digits")))
            self.assertTrue(fault(form.format("to 10 digits"), form.format("to 7 digits")))
            self.assertTrue(fault(form.format("to 10 digits"), form.format("off by 47 %")))
            exact = form.replace("central differences", "dual numbers")
            self.assertTrue(fault(exact.format("4.7e-10"), exact.format("3.9e-10")))

    def test_takes_rounding_noise_for_zero(self):
        for noise in ("exact", "to 16 digits", "to 14 digits", "0.0e+00", "2.2e-16", "-1.1E-14", "0.00E+00"):
            self.executed.cells[3].outputs[0].text = f"07.1 {noise}\n"
            self.assertEqual([], list(self.faults()), noise)

    def test_takes_nothing_else_for_zero(self):
        for number in ("to 12 digits", "1.1e-13", "1.1e+16", "1.0e+00", "0.0", "x1.1e-16", "1.1e-1"):
            self.executed.cells[3].outputs[0].text = f"07.1 {number}\n"
            self.assert_fault("cell 4", self.faults())


class LedgerTest(FaultTest):
    def test_each_tag_has_a_row_and_each_row_a_tag(self):
        def renumbered(old, new):
            return lambda cells: cells[2].update(source=cells[2].source.replace(old, new))

        def with_more(text):
            return lambda cells: cells[2].update(source=cells[2].source + text)

        self.assert_found(lambda notebook: checks.ledger_against_tags(notebook, "07"), {
            "the tag 07.2 has no row": lambda cells: cells[-1].update(outputs=[ledger("07.1")]),
            "row 07.3 has no equation": lambda cells: cells[-1].update(outputs=[ledger("07.1", "07.2", "07.3")]),
            "the tag 07.1 has no row": lambda cells: cells[-1].update(outputs=[]),
            "07.1 stands where 07.2": renumbered("07.2", "07.1"),
            "07.3 stands where 07.2": renumbered("07.2", "07.3"),
            "06.1 stands where 07.1": renumbered("07.1}", "06.1}"),
            "only 2 have the form": with_more("\n\n$$e \\tag{7.3}$$"),
            "3 times \\tag, of which only 2": with_more("\n\n`\\tag{07.3}`"),
            "no equation has a tag": lambda cells: cells[2].update(source=""),
        })

    def test_only_the_last_ledger_counts(self):
        self.cells[3].outputs.append(ledger("07.9"))
        self.assertEqual([], list(checks.ledger_against_tags(self.notebook, "07")))


class SelfComparisonTest(FaultTest):
    def faults(self, call):
        self.cells[3].source = call
        return list(checks.self_comparisons(self.notebook))

    def test_finds_an_expression_compared_with_itself(self):
        for call in (
            'ledger.check("07.1", "a = b", f(a, b), f(a,b));',
            'ledger.check("07.1", "a, b)",\n    a.plus(b), // left, (\n    (a .plus( b )));',
            'ledger.checkGradient("07.1", "c", g, x, x);',
            'ledger.refute("07.1", "c", g, g);',
            'ledger . check("07.1", "c", new double[] {1, 2}, new double[] {1,2});',
            'ledger.check("07.1", "c", a, b); ledger.check("07.1", "c", a, a);',
        ):
            self.assert_fault("with itself", self.faults(call))

    def test_distinguishes_different_expressions(self):
        for call in (
            'ledger.check("07.1", "c", f("a b"), f("ab"));',
            'ledger.check("07.1", "07.1", a[0], a[1]);',
            '// ledger.check("07.1", "c", a, a);',
            'ledger.check("07.1", "c", (a) + (b), a + (b));',
        ):
            self.assertEqual([], self.faults(call))

    def test_does_not_ignore_a_call_that_it_cannot_read(self):
        with self.assertRaises(ValueError):
            self.faults('ledger.check("07.1", "c", a, b;')


class LinkTest(FaultTest):
    def faults(self, link):
        self.cells[0].source += link
        return checks.links(self.notebook, "07-a", {"07-a": self.notebook, "08-b": good()})

    def test_finds_links_that_lead_nowhere(self):
        for part, link in (
            ("09-c.ipynb", "[c](09-c.ipynb)"), ("../08-b.ipynb", "[b](../08-b.ipynb)"),
            ("#Nowhere", "[b](08-b.ipynb#Nowhere)"), ("#Nowhere", "[b](#Nowhere)"), ("%25", "[b](#90-%-sure)"),
        ):
            self.setUp()
            self.assert_fault(part, self.faults(link))

    def test_follows_good_links(self):
        good_links = "[b](08-b.ipynb) [b](08-b.ipynb#An-equation) [b](08-b.ipynb#eq-07.2) [b](#Ledger)"
        self.assertEqual([], list(self.faults(good_links)))


if __name__ == "__main__":
    unittest.main()
