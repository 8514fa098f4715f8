"""Holds every committed notebook, and its freshly executed copy, to the checks, and the README and the pages in docs to the notebooks."""

import json
import re
import tempfile
import unittest
from pathlib import Path

import nbformat

import checks
import examples
from kernel_client import StartedKernel
from figures import tagged_figures

ROOT = Path(__file__).resolve().parents[4]
NOTEBOOKS = {path.stem: nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
TEXTS = {path: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / f"docs/{name}.md" for name in ("library", "teaching")))}
README = TEXTS[ROOT / "README.md"]
LIBRARY = ROOT / "docs" / "library.md"


def code(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


class NotebooksTest(unittest.TestCase):
    def each(self, check):
        """Fails for each notebook in which the check finds faults."""
        self.assertTrue(NOTEBOOKS, "there are no notebooks")
        for name, notebook in NOTEBOOKS.items():
            with self.subTest(notebook=name):
                faults = list(check(name, notebook))
                if faults:
                    self.fail("\n  ".join(["", *faults]))

    def test_every_cell_was_executed_without_error(self):
        self.each(lambda name, notebook: checks.execution(notebook))

    def test_the_first_cell_finds_the_library(self):
        self.each(lambda name, notebook: checks.class_path(notebook))

    def test_a_fresh_execution_gives_the_committed_outputs(self):
        self.each(lambda name, notebook: checks.same_outputs(notebook, self.executed(name)))

    def test_jjavas_imports_make_no_name_ambiguous(self):
        """They are executed with IJava's imports; JJava imports java.time too."""
        packages = {name for notebook in NOTEBOOKS.values() for name in re.findall(r"^import ([\w.]+)\.\*;", code(notebook), re.MULTILINE)}
        self.assertIn("org.knowm.xchart", packages)
        kernel = StartedKernel()
        self.addCleanup(kernel.close)
        outcome = kernel.run(
            """
            %classpath target/lib/*.jar
            import java.nio.file.*;
            var time = Path.of(URI.create("jrt:/java.base/java/time"));
            boolean exists(String type) {
                try { return Class.forName(type, false, Thread.currentThread().getContextClassLoader()) != null; }
                catch (ClassNotFoundException e) { return false; }
            }
            boolean twice = exists("java.time.Month") && exists("org.knowm.xchart.XYChart");
            var names = Files.list(time).map(file -> "." + file.getFileName().toString().replace(".class", "")).toList();
            """
        )
        self.assertEqual(outcome.reply["status"], "ok", outcome.reply)
        listed = ", ".join(f'"{package}"' for package in sorted(packages))
        found = kernel.run(f"twice + \" \" + List.of({listed}).stream().flatMap(p -> names.stream().map(p::concat)).filter(n -> exists(n)).toList()")
        self.assertEqual(found.plain, "true []")

    def test_every_tag_has_a_ledger_row_and_every_row_a_tag(self):
        self.each(lambda name, notebook: checks.ledger_against_tags(notebook, name.partition("-")[0]))

    def test_no_check_compares_a_value_with_itself(self):
        self.each(lambda name, notebook: checks.self_comparisons(notebook))

    def test_long_trainings_show_how_far_they_are(self):
        self.each(lambda name, notebook: checks.progress(notebook))

    def test_links_lead_somewhere(self):
        self.each(lambda name, notebook: checks.links(notebook, name, NOTEBOOKS))

    def test_every_question_leads_to_a_heading_that_is_there(self):
        for theme in json.loads((ROOT / "notebooks" / "questions.json").read_text(encoding="utf-8")):
            for question in theme["questions"]:
                name, _, anchor = question["answer"].partition("#")
                with self.subTest(question=question["question"]):
                    self.assertIn(anchor, checks.anchors(NOTEBOOKS[name]))

    def test_each_has_a_title_a_figure_a_ledger_and_exercises(self):
        self.each(lambda name, notebook: checks.structure(notebook))

    def test_each_is_one_sitting(self):
        self.each(lambda name, notebook: checks.length(notebook))

    def test_asides_solutions_and_results_stay_closed(self):
        self.each(lambda name, notebook: checks.folded(notebook))

    def test_the_metadata_are_the_same_on_every_jdk(self):
        self.each(lambda name, notebook: checks.metadata(notebook))

    def test_the_accuracies_beside_scikit_learn_are_those_that_were_measured(self):
        notebook = NOTEBOOKS["16-penguins-and-digits"]
        printed = "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", []))
        baseline = (ROOT / "notebooks" / "data" / "baseline.txt").read_text(encoding="utf-8")
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        rows = re.findall(r"^\| (this notebook|scikit-learn)[^|]* \| \d+ \| ([\d.]+) % \| ([\d.]+) \|$", text, re.MULTILINE)
        self.assertEqual(len(rows), 8)
        for who, mean, spread in rows:
            if who == "this notebook":
                self.assertIn(f"{mean} % ± {spread}", printed)
            else:
                self.assertIn(f"mean {mean} %, standard deviation {spread} %", baseline)

    def test_the_local_links_of_the_readme_and_its_pages_lead_somewhere(self):
        for path, text in TEXTS.items():
            with self.subTest(path.name):
                links = re.findall(r'(?:]\(|(?:href|src)=")(?!https?:)([^)#"]+)', text)
                self.assertTrue(links)
                self.assertEqual([], [link for link in links if not (path.parent / link).exists()])

    def test_the_readme_is_read_in_a_minute_and_names_each_notebook(self):
        self.assertLess(len(README.splitlines()), 120)
        self.assertEqual(sorted(NOTEBOOKS), sorted(set(re.findall(r"\]\(notebooks/([^)]+)\.ipynb\)", README))))

    def test_the_pictures_of_the_readme_and_its_pages_are_figures_of_the_notebooks(self):
        figures = tagged_figures(ROOT / "notebooks")
        pictures = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.svg")}
        self.assertEqual(set(re.findall(r'[("](?:docs/)?([^)"/]+\.svg)[)"]', "".join(TEXTS.values()))), set(pictures))
        del pictures[examples.PICTURE]
        self.assertEqual(pictures, {f"{name}.svg": figure + "\n" for name, figure in figures.items()})

    def test_the_examples_of_the_library_print_what_their_page_says_and_draw_its_picture(self):
        after = """
            System.out.println(CrossEntropy.loss(net.logits(examples.X()), examples.Y()) < 0.01);
            System.out.println(continued.isFinished() && learner.correct() == 6);
            System.out.println(fromOnnx.predict(46.5, 17.9).equals(species.predict(46.5, 17.9)));
            """
        with tempfile.TemporaryDirectory() as folder:
            printed = examples.run_library(LIBRARY, ROOT / "target" / "lib", folder, after)
            self.assertEqual(Path(ROOT, "docs", examples.PICTURE).read_bytes(), Path(folder, examples.PICTURE).read_bytes())
            self.assertTrue(Path(folder, "training.png").read_bytes().startswith(b"\x89PNG"))
        self.assertIn(re.search(r"predict\(46.5, 17.9\)\); +// (.*)", TEXTS[LIBRARY])[1] + "\n", printed)
        self.assertIn(re.search(r"```\n(  .*?)```", TEXTS[LIBRARY], re.DOTALL)[1], printed)
        self.assertTrue(printed.endswith("true\n" * 3), printed)

    def test_the_program_on_one_page_is_the_same_everywhere_and_prints_what_is_said(self):
        path = ROOT / "docs" / "OnePage.java"
        program = examples.body(path.read_text(encoding="utf-8"))
        self.assertEqual(program, examples.java_blocks(README)[0])
        cell = next(cell for cell in NOTEBOOKS["00-one-page"].cells if checks.has_tag(cell, "one-page"))
        # a notebook lies beside its data, and shows its chart
        *same, last = program.replace('"notebooks/data/', '"data/').splitlines()
        self.assertEqual(same, cell.source.splitlines())
        self.assertIn("saveChart(chart", last)
        with tempfile.TemporaryDirectory() as folder:
            printed = examples.run(path, ROOT / "target" / "lib", folder)
            self.assertTrue(Path(folder, "target", "loss.png").read_bytes().startswith(b"\x89PNG"))
        self.assertEqual(re.search(r"```\n(step 1,.*?)```", README, re.DOTALL)[1], printed)
        self.assertEqual("".join(output.text for output in cell.outputs), printed)

    def test_the_check_that_the_readme_quotes_is_printed_in_notebook_04(self):
        printed = "".join(output.get("text", "") for cell in NOTEBOOKS["04-p-minus-y"].cells for output in cell.get("outputs", []))
        self.assertIn(re.search(r"> `(04\.9.*)`", README)[1], printed)

    def executed(self, name):
        made_by = {"executed": "tutorials", "executed-on-spark": "executed-on-spark"}
        folder = "executed-on-spark" if "target/spark" in code(NOTEBOOKS[name]) else "executed"
        path = ROOT / "target" / folder / f"{name}.ipynb"
        self.assertTrue(path.exists(), f"{path} is missing: make {made_by[folder]} makes it")
        return nbformat.read(path, as_version=4)


if __name__ == "__main__":
    unittest.main()
