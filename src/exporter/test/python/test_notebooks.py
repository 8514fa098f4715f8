"""Holds every committed notebook, and its freshly executed copy, to the checks, and the README to the notebooks."""

import re
import tempfile
import unittest
from pathlib import Path

import nbformat

import checks
import readme
from kernel_client import StartedKernel
from figures import tagged_figures

ROOT = Path(__file__).resolve().parents[4]
NOTEBOOKS = {path.stem: nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
README = (ROOT / "README.md").read_text(encoding="utf-8")


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

    def test_links_lead_somewhere(self):
        self.each(lambda name, notebook: checks.links(notebook, name, NOTEBOOKS))

    def test_each_has_a_title_a_figure_a_ledger_and_exercises(self):
        self.each(lambda name, notebook: checks.structure(notebook))

    def test_each_is_one_sitting(self):
        self.each(lambda name, notebook: checks.length(notebook))

    def test_asides_are_folded(self):
        self.each(lambda name, notebook: checks.asides(notebook))

    def test_predictions_are_not_spoiled(self):
        self.each(lambda name, notebook: checks.predictions(notebook))

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

    def test_the_local_links_of_the_readme_lead_somewhere(self):
        links = re.findall(r'(?:]\(|(?:href|src)=")(?!https?:)([^)#"]+)', README)
        self.assertTrue(links)
        self.assertEqual([], [link for link in links if not (ROOT / link).exists()])

    def test_the_pictures_of_the_readme_are_figures_of_the_notebooks(self):
        figures = tagged_figures(ROOT / "notebooks")
        pictures = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.svg")}
        self.assertEqual(set(re.findall(r'[("]docs/([^)"]+\.svg)[)"]', README)), set(pictures))
        del pictures[readme.PICTURE]
        self.assertEqual(pictures, {f"{name}.svg": figure + "\n" for name, figure in figures.items()})

    def test_the_examples_of_the_readme_print_what_it_says_and_draw_its_picture(self):
        after = """
            System.out.println(CrossEntropy.loss(net.logits(examples.X()), examples.Y()) < 0.01);
            System.out.println(continued.isFinished() && learner.correct() == 6);
            System.out.println(fromOnnx.predict(46.5, 17.9).equals(species.predict(46.5, 17.9)));
            """
        with tempfile.TemporaryDirectory() as folder:
            printed = readme.run(ROOT / "README.md", ROOT / "target" / "lib", folder, after)
            self.assertEqual(Path(ROOT, "docs", readme.PICTURE).read_bytes(), Path(folder, readme.PICTURE).read_bytes())
            self.assertTrue(Path(folder, "training.png").read_bytes().startswith(b"\x89PNG"))
        self.assertIn(re.search(r"predict\(46.5, 17.9\)\); +// (.*)", README)[1] + "\n", printed)
        self.assertIn(re.search(r"```\n(  .*?)```", README, re.DOTALL)[1], printed)
        self.assertTrue(printed.endswith("true\n" * 3), printed)

    def test_the_check_that_the_readme_quotes_is_printed_in_notebook_04(self):
        printed = "".join(output.get("text", "") for cell in NOTEBOOKS["04-p-minus-y"].cells for output in cell.get("outputs", []))
        self.assertIn(re.search(r"> `(04\.9.*)`", README)[1], printed)

    def executed(self, name):
        path = ROOT / "target" / "executed" / f"{name}.ipynb"
        self.assertTrue(path.exists(), f"{path} is missing: make tutorials makes it")
        return nbformat.read(path, as_version=4)


if __name__ == "__main__":
    unittest.main()
