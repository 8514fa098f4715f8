"""The pages as text: the HTML of each kind of cell and output. PagesIT tests how they look in a browser."""

import html
import json
import re
import tempfile
import unittest
from pathlib import Path
from urllib.parse import unquote
from unittest import mock
from urllib.parse import unquote

import nbformat

import citation
import markup
from export import export
from ledger import MIME, agreement
from markup import PageError, tags_of, text_of
from overview import COURSE
from plain import as_text
from samples import FIGURE, check, code, folded, good, ledger_of, markdown, notebook, printed, raised, shown, solution
from svg import as_picture


def pages_of(**notebooks):
    """The exported pages of notebooks, by name; `a_b` stands for the notebook a-b."""
    with Exported({name.replace("_", "-"): made for name, made in notebooks.items()}) as exported:
        exported.again()
        return {path.name: path.read_text(encoding="utf-8") for path in exported.target.glob("*.*")}


class Exported:
    """A folder of notebooks and its pages, which can be exported again."""

    def __init__(self, notebooks):
        self._folder = tempfile.TemporaryDirectory()
        self.source, self.target, self.api = (Path(self._folder.name, name) for name in ("notebooks", "pages", "api"))
        self.source.mkdir()
        self.api.mkdir()
        for name, made in notebooks.items():
            self.write(name, made)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._folder.cleanup()

    def write(self, name, made):
        nbformat.write(made, self.source / f"{name}.ipynb")

    def again(self, **options):
        return export(self.source, self.source, self.target, as_tex, self.api, **options)

    def text(self, name):
        return (self.target / name).read_text(encoding="utf-8")


def as_tex(formulas):
    """Leaves each formula as TeX: these tests are only about its place."""
    marks = {formula: "$$" if formula.display else "$" for formula in formulas}
    return {formula: {"html": mark + html.escape(formula.tex, quote=False) + mark} for formula, mark in marks.items()}


def page_of(*cells, **others):
    return pages_of(**{"07_a": notebook(markdown("# T\n\nThe lead."), *cells), **others})["07-a.html"]


class PagesTest(unittest.TestCase):
    def test_make_a_page_an_index_and_a_download_of_each_notebook(self):
        pages = pages_of(**{"07_a": good(), "08_b": good()})
        self.assertEqual({"07-a.html", "08-b.html", "07-a.ipynb", "08-b.ipynb", "index.html", "ledger.html", "questions.html"}, set(pages))
        self.assertIn("<title>A title · gradwalk</title>", pages["07-a.html"])
        self.assertIn('<meta name="description" content="The first paragraph, of x.">', pages["07-a.html"])
        self.assertRegex(pages["index.html"], r'(?s)href="07-a.html".*<svg role="img" aria-label="Line".*The first paragraph')

    def test_lead_to_their_neighbours(self):
        pages = pages_of(**{"07_a": good(), "08_b": good(), "09_c": good()})
        self.assertNotIn('rel="prev"', pages["07-a.html"])
        self.assertRegex(pages["08-b.html"], r'rel="prev" href="07-a.html"')
        self.assertRegex(pages["08-b.html"], r'rel="next" href="09-c.html"')
        self.assertNotIn('rel="next"', pages["09-c.html"])

    def test_load_nothing_from_outside_the_folder(self):
        pages = pages_of(**{"07_a": good()})
        for name, page in pages.items():
            if name.endswith(".html"):
                self.assertNotRegex(page, r'src="(?:[a-z]+:)?//|<link\b[^>]*href="(?:[a-z]+:)?//')

    def test_refuse_what_cannot_become_a_page(self):
        def ledger(**broken):
            output = ledger_of(check("07.1"))
            output.data[MIME].update(broken)
            return code("show(ledger);", output)

        for cell, fault in (
            (markdown("# Another"), "this has 2"),
            (markdown(r"$$a \tag{07.8} b \tag{07.9}$$"), "more than one number: 07.8, 07.9"),
            (code("f();", shown(text_html='<img src="data:,">')), "07-a: an image without alternative text"),
            (code("f();", shown(image_png="AAAA")), "07-a: an image/png output without alternative text"),
            (ledger(version=2), "version 2, not 1"),
            (ledger(rows=[{"tag": "07.1"}]), "cannot be read.*claim"),
            (ledger(rows=[{"what": 1}]), "cannot be read.*what"),
        ):
            with self.subTest(fault), self.assertRaisesRegex(PageError, fault):
                page_of(cell)


class HeadingLevelsTest(unittest.TestCase):
    def test_no_level_is_skipped(self):
        page = '<h1>a</h1><h2>b</h2><h4 id="c">c</h4><h4>d</h4><h3>e</h3><h4>f</h4><h2>g</h2>'
        self.assertEqual(
            markup.without_gaps(page),
            '<h1>a</h1><h2>b</h2><h3 class="minor" id="c">c</h3><h3 class="minor">d</h3><h3>e</h3><h4>f</h4><h2>g</h2>',
        )


class AgainTest(unittest.TestCase):
    """What is exported again: what has changed, and what depends on it."""

    def setUp(self):
        self.exported = Exported({name: self.page(name) for name in ("07-a", "08-b", "09-c", "10-d")})
        self.addCleanup(self.exported.__exit__)
        self.exported.again()
        self.before = self.files()

    def page(self, name, title="A title", text="Text.", tag=1):
        return notebook(markdown(f"# {title}\n\nThe lead."), markdown(f"{text}\n\n$$a \\tag{{{name[:2]}.{tag}}}$$"))

    def files(self):
        return {path.relative_to(self.exported.target).as_posix(): path.stat().st_mtime_ns for path in self.exported.target.rglob("*.*")}

    def written(self):
        """The files that the export wrote again."""
        return {name for name, time in self.files().items() if time != self.before.get(name)}

    def test_nothing_if_nothing_has_changed(self):
        self.assertEqual([], self.exported.again())
        self.assertEqual(self.before, self.files())

    def test_only_its_page_if_a_text_has_changed(self):
        self.exported.write("08-b", self.page("08-b", text="Another text."))
        self.assertEqual(["08-b"], self.exported.again())
        self.assertEqual({"08-b.html", "08-b.ipynb", "assets/search-data.js"}, self.written())

    def test_its_neighbours_and_the_overviews_if_a_title_has_changed(self):
        self.exported.write("08-b", self.page("08-b", title="Another title"))
        self.assertEqual(["07-a", "08-b", "09-c", "index"], self.exported.again())
        self.assertIn("Another title", self.exported.text("09-c.html"))

    def test_the_pages_that_refer_to_an_equation_that_has_gone(self):
        self.exported.write("10-d", self.page("10-d", text="See (08.1)."))
        self.exported.again()
        self.assertIn('href="08-b.html#eq-08.1"', self.exported.text("10-d.html"))
        self.exported.write("08-b", self.page("08-b", tag=2))
        self.assertEqual(["08-b", "10-d"], self.exported.again())
        self.assertNotIn('href="08-b.html#eq-08.1"', self.exported.text("10-d.html"))

    def test_everything_that_was_lost_or_altered_and_nothing_of_what_was_removed(self):
        (self.exported.target / "07-a.html").unlink()
        (self.exported.target / "09-c.html").write_text("Altered", encoding="utf-8")
        self.assertEqual(["07-a", "09-c"], self.exported.again())
        (self.exported.source / "10-d.ipynb").unlink()
        self.exported.again()
        self.assertFalse([name for name in self.files() if "10-d" in name])

    def test_all_pages_if_the_program_has_changed(self):
        with mock.patch("export.nbconvert.__version__", "another"):
            self.assertEqual(7, len(self.exported.again()))


class SolutionsTest(unittest.TestCase):
    SECRETS = ("By looking.", "look();", "seen", "As before.")

    def test_without_them_no_file_has_any_and_no_link_is_dead(self):
        with Exported({"07-a": good()}) as exported:
            exported.again()
            page = exported.text("07-a.html")
            for secret in self.SECRETS:
                self.assertIn(secret, re.sub("<[^>]*>", "", page))
            self.assertIn("Print with solutions and results</label>", page)

            exported.again(solutions=False)
            for path in exported.target.rglob("*.*"):
                text = re.sub("<[^>]*>", "", path.read_text(encoding="utf-8")) if path.suffix == ".html" else path.read_text(encoding="utf-8")
                self.assertEqual([], [secret for secret in (*self.SECRETS, "solution") if secret in text and path.parent.name != "assets"], path.name)
            self.assertFalse(any(secret in exported.text("assets/search-data.js").partition("gradwalk.synonyms")[0] for secret in self.SECRETS))
            page = exported.text("07-a.html")
            self.assertIn("Exercise 2", page)
            self.assertNotIn("Print with", page)
            identities = {html.unescape(identity) for identity in re.findall(r'\bid="([^"]*)"', page)}
            for anchor in re.findall(r'href="#([^"]*)"', page):
                self.assertIn(unquote(anchor), identities)
            downloaded = nbformat.read(exported.target / "07-a.ipynb", as_version=4)
            self.assertEqual(len(good().cells) - 5, len(downloaded.cells))

    def test_a_page_whose_only_answers_are_results_offers_to_print_these(self):
        page = page_of(folded("#### The result", "prediction"), code("f();", printed("first\n"), tags=["prediction"]))
        self.assertIn("Print with results</label>", page)


class SharingTest(unittest.TestCase):
    def test_each_heading_and_formula_has_a_link(self):
        page = page_of(markdown("## One & two\n\n$$a$$\n\n$$b \\tag{07.1}$$\n\n### About $x_i$"))
        links = re.findall(r'<a class="(?:permalink|equation-number)" href="#([^"]*)"', page)
        self.assertEqual(["T", "One-%26-two", "formula-1", "eq-07.1", "About-x_i"], links)
        for name in links:
            self.assertIn(f' id="{html.escape(unquote(name))}"', page)

    def test_each_page_says_how_to_cite_it_and_under_which_licence_it_is(self):
        pages = pages_of(**{"07_a": notebook(markdown("# Five % & *more*")), "08_b": good()})
        self.assertIn("gradwalk contributors. “Five % &amp; more”, in: gradwalk, version", pages["07-a.html"])
        self.assertIn("title = {{Five \\% \\&amp; more}},", pages["07-a.html"])
        for name in ("07-a.html", "08-b.html", "index.html", "ledger.html", "questions.html"):
            self.assertRegex(pages[name], r"gradwalk contributors\. .*gradwalk, version \d", name)
            self.assertRegex(pages[name], r"@misc\{gradwalk[\w-]*,\n  author = \{\{gradwalk contributors\}\},", name)
            self.assertIn('<a href="assets/LICENSE.txt">Apache License 2.0</a>', pages[name])

    def test_people_are_cited_as_people(self):
        work = citation._read("title: x\nauthors:\n  - family-names: Doe\n    given-names: Jane\n  - name: 'The team'\nversion: 1\ndate-released: 2026-01-02\n")
        with mock.patch("citation._read", return_value=work):
            cited = citation.cited("A title")
        self.assertIn("author = {Doe, Jane and {The team}},", cited["bibtex"])
        self.assertIn("year = {2026},", cited["bibtex"])
        self.assertEqual("Doe, Jane, The team. “A title”, in: x, version 1. 2026.", cited["text"])

    def test_a_page_names_the_licence_of_the_data_that_it_reads(self):
        known = citation.licences(Path("notebooks"))
        readme = Path("notebooks/data/README.md").read_text(encoding="utf-8")
        for name, data in known.items():
            self.assertIn(f"`{name}`", readme)
            self.assertIn(data["address"], readme)
        files = {path.name for path in Path("notebooks/data").glob("*.csv")}
        self.assertEqual({name for name in files if not name.endswith("-splits.csv")}, set(known))
        with Exported({"07-a": notebook(markdown("# A"), code('Tables.read(Path.of("data/penguins.csv"));')), "08-b": good()}) as exported:
            (exported.source / "data").mkdir()
            (exported.source / "data" / "licences.json").write_text(json.dumps(known), encoding="utf-8")
            exported.again()
            self.assertIn('are under <a href="https://creativecommons.org/publicdomain/zero/1.0/">CC0 1.0</a>.', exported.text("07-a.html"))
            self.assertNotIn("CC BY", exported.text("07-a.html"))
            self.assertNotIn("creativecommons", exported.text("08-b.html"))


class CellsTest(unittest.TestCase):
    def test_each_kind_is_shown_as_what_it_is(self):
        result = nbformat.v4.new_output("execute_result", {"text/plain": "42"}, execution_count=1)
        image = shown(image_png="AAAA")
        image.metadata["alt"] = 'A "curve"'
        inner = '<svg x="1"><g id="i"/></svg>'
        style = '<svg width="0" height="0" style="display:none" aria-hidden="true"><style>.a>div{opacity:0}</style></svg>'
        choice = '<label data-label="Play"><input type="radio" name="g" value="play" aria-label="Play"/></label>'
        for what, cell, *parts in (
            ("punctuation stays with its formula", markdown("Of $p_i$, the $i$-th of $p$ in all."),
             '<span class="unbroken"><span class="math inline">$p_i$</span>,</span>', '<span class="math inline">$i$</span>-th</span>',
             'of <span class="math inline">$p$</span> in'),
            ("links to notebooks lead to pages",
             markdown("[b](08-b.ipynb#An-equation) [web](https://example.org/08-b.ipynb) [x](99-x.ipynb)"),
             'href="08-b.html#An-equation"', 'href="https://example.org/08-b.ipynb"', 'href="99-x.ipynb"'),
            ("a table may contain formulas, and scrolls", markdown("| a | b |\n| --- | --- |\n| $|x|$ | two |"),
             '<span class="math inline">$|x|$</span></td>', '<div class="scroll"><table'),
            ("an empty header cell is no header", markdown("| | b |\n| --- | --- |\n| c | d |"), "<td></td>", "<th>b</th>"),
            ("prices are no formulas", markdown("\\$5 or \\$6"), "<p>$5 or $6</p>"),
            ("code contains no formulas", markdown("`$x$`\n\n```\necho $A $B\n```"), "<code>$x$</code>", "<code>echo $A $B\n</code>"),
            ("marks of the exporter in a text are text", markdown("$x$ \ue0000\ue001 \ue0009\ue001 <!-- mark 07.1 -->"),
             '$x$</span> \ufffd0\ue001 \ufffd9\ue001 &lt;!-- mark 07.1 --&gt;'),
            ("text is escaped and coloured", code("f();", printed("a < b\n"), printed("oh\n", "stderr"), raised("E", "no")),
             '<pre class="output stream">a &lt; b\n</pre>', '<pre class="output stream stderr">oh\n</pre>',
             '<pre class="output error"><span class="ansi-red-fg">E</span>: no</pre>'),
            ("LaTeX is mathematics", code("f();", shown(text_latex="$$a<b$$", text_plain="a")),
             '<span class="math display">$$a&lt;b$$</span>'),
            ("a result is shown like a display", code("f();", result), '<pre class="output text">42</pre>'),
            ("figures may have others inside",
             code("f();", shown(text_html=f'<svg viewBox="0 0 2 1">{inner}{inner}<g id="o"/></svg><p>after</p>')),
             '<g id="figure-1-o"/></svg><p>after</p>'),
            ("an animation keeps its choice and its style, its frames get a viewBox each",
             code("f();", shown(text_html=f'<div class="f">{choice}<div>{FIGURE}{FIGURE}</div>{style}</div>')),
             choice, "<style>.a>div{opacity:0}</style>", '<figure><svg viewBox="0 0 20 10" width="20"',
             '</figure><figure><svg viewBox="0 0 20 10"'),
            ("an image has its alternative text", code("f();", image), 'alt="A &#34;curve&#34;"'),
        ):
            with self.subTest(what):
                page = page_of(cell, **{"08_b": good()})
                for part in parts:
                    self.assertIn(part, page)

    def test_headings_are_listed_in_the_contents_with_their_anchors(self):
        page = page_of(markdown("## One & two\n\n### About $x_i$\n\n#### Detail"), markdown("## One & two"))
        contents = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
        self.assertEqual(["One-%26-two", "About-x_i", "One-%26-two-2"], re.findall(r'href="#([^"]*)"', contents))
        for identity in ("One-&amp;-two", "About-x_i", "One-&amp;-two-2"):
            self.assertIn(f' id="{identity}"', page)

    def test_solutions_and_set_up_are_folded_each_run_once(self):
        page = page_of(
            code("a", tags=["setup"]), code("b", tags=["setup"]), markdown("text"),
            *solution(folded("x", "solution"), code("c", tags=["solution"])), markdown("text"),
            folded("#### How $x$ goes", "solution"), folded("y", "solution"), *solution(folded("z", "solution")),
        )
        folds = re.findall(r'<details class="folded (\w+)"(?: id="[^"]*")?>\s*<summary>(.*?)</summary>', page)
        formula = '<span class="math inline">$x$</span>'
        self.assertEqual([("setup", "Set-up"), ("solution", "Solution"), ("solution", f"How {formula} goes"), ("solution", "Solution")], folds)
        self.assertEqual(page.count("<details"), page.count("</details>"))
        self.assertNotIn("<h4", page)
        for cells, fault in (
            ([markdown("x", "solution")], "must begin with a heading of level 4"), (solution(), "folds no solution"),
            ([markdown("#### Solution\n\nx", "solution")], "a cell of its own"),
            ([folded("#### The result", "prediction"), folded("Yes.", "answer")], "folds no prediction"),
        ):
            with self.assertRaisesRegex(PageError, fault):
                page_of(*cells)

    def test_a_number_at_the_beginning_of_a_line_is_no_list(self):
        self.assertIn("<p>It is class\n2. The truth.</p>", page_of(markdown("It is class\n2. The truth.")))
        listed = page_of(markdown("1. one\n2. two\n   more\n3. three"))
        self.assertEqual(3, len(re.findall(r"<li>(?:one|two|three)", listed)))
        self.assertIn("x\n2. y", page_of(markdown("```\nx\n2. y\n```")))

    def test_equation_numbers_become_links_in_text_and_code(self):
        page = page_of(markdown("$$a \\tag{07.1}$$ See (07.1), (08.1), (09.1) and `(07.1)`."), code("f(); // (07.1)"), **{
            "08_b": notebook(markdown("# B\n\n$$b \\tag{08.1}$$"))})
        self.assertIn('<span class="math display" id="eq-07.1" data-tag="07.1">$$a$$</span>', page)
        self.assertIn('<a class="equation-number" href="#eq-07.1" aria-label="Equation 07.1">07.1</a>', page)
        self.assertEqual(3, page.count('<a class="reference" href="#eq-07.1">(07.1)</a>'))
        self.assertIn('<a class="reference" href="08-b.html#eq-08.1">(08.1)</a>', page)
        self.assertIn(" (09.1) ", page)


class MathematicsTest(unittest.TestCase):
    def test_is_kept_from_the_markdown_reader_and_escaped(self):
        for formula in (r"a_i * b_i * c_i", r"|x|", r"a \\ b", r"x^{*}_{[i]}(j)", r"\{_a_\}", "a < b & c"):
            self.assertIn(f'<span class="math inline">${html.escape(formula)}$</span>', page_of(markdown(f"Let ${formula}$ be.")))
        for source, formula in (("$$a\n\nb$$", "a\n\nb"), ("> $$\n> a > b\n> $$", "a &gt; b")):
            self.assertIn(f'<span class="math display">$${formula}$$</span>', page_of(markdown(source)))

    def test_tags_are_read_where_they_count(self):
        source = "$$a \\tag{07.1}$$ `\\tag{07.2}` \\begin{align} b \\tag{07.3} \\\\ c \\tag{07.4} \\end{align}"
        self.assertEqual(["07.1", "07.3", "07.4"], tags_of(source))

    def test_leaves_plain_words(self):
        self.assertEqual("p - y, & softmax", text_of("<b>$p - y$</b>, &amp; $\\mathrm{softmax}$"))

    def test_display_formulas_stand_between_paragraphs(self):
        page = page_of(markdown("One\n$$a \\tag{07.1}$$ two $x$\n$$b$$"))
        text = re.search(r"<p>One</p>.*?(?=</div>\s*</article>)", page, re.DOTALL)[0]
        self.assertEqual(["<p>", "</p>", "<div ", "</div>", "<p>", "</p>", "<div ", "</div>"], re.findall(r"</?(?:p>|div ?>?)", text)[:8])
        self.assertRegex(page, r'<div class="equation" id="formula-1"><span class="math display">\$\$b\$\$</span>')


class MarksTest(unittest.TestCase):
    def mark(self, *rows, calls='ledger.check("07.1", "a", a, b);', formula="a = b"):
        page = page_of(markdown(f"$${formula} \\tag{{07.1}}$$"), code(calls), code("show(ledger);", *([ledger_of(*rows)] if rows else [])))
        return next(iter(re.findall(r'<details class="checks" id="checks-07.1">.*?</details>', page, re.DOTALL)), None)

    def summary(self, *rows, formula="a = b"):
        return text_of(re.search(r"<summary>(.*?)</summary>", self.mark(*rows, formula=formula))[1])

    def test_say_whether_the_equation_holds(self):
        wrong = check("07.1", error=1.8, tolerance=1e-3, holds=False)
        rows = [check("07.1", error=3.0e-11), check("07.1", error=1.1e-16), check("07.2", error=4.0e-9)]
        self.assertEqual("✓ holds", self.summary(*rows))
        self.assertEqual("✓ holds", self.summary(check("07.1", against="1 ≤ 2", error=None)))
        self.assertEqual("✗ wrong", self.summary(wrong))
        self.assertEqual("✓ holds", self.summary(wrong, formula="a \\ne b"))
        self.assertEqual("✗ wrong", self.summary(wrong, formula="a = \\neg b"))
        self.assertEqual("✓ holds, a wrong variant fails", self.summary(check("07.1"), wrong))

    def test_stand_only_at_what_was_checked(self):
        self.assertIsNone(self.mark())
        self.assertIsNone(self.mark(check("07.2")))

    def test_open_the_checks_and_the_java_that_ran_them(self):
        mark = self.mark(
            check("07.1", claim="a < b"), check("07.2", claim="other"),
            calls='// "07.1" )\nf("07.10", 1);\nif (x) {\n    ledger.check("07.1", "a)",\n        f(a), b); // end\n}\ndone();')
        self.assertIn('<td data-label="agreement">to 16 digits</td><td class="error-column" data-label="relative error">1.1e-16</td>', mark)
        self.assertNotIn("other", mark)
        java = html.unescape(re.sub(r"<.*?>", "", re.search(r"<pre.*?</pre>", mark, re.DOTALL)[0]))
        self.assertEqual('ledger.check("07.1", "a)",\n    f(a), b); // end', java)
        self.assertIn('<a href="#cell-1">code cell 1</a>', mark)
        self.assertIn('<a href="#check-07.1">', mark)

    def test_accept_data_that_a_kernel_has_sent_as_a_string(self):
        output = ledger_of(check("07.1"))
        output.data[MIME] = json.dumps(output.data[MIME])
        self.assertIn("1.1e-16", page_of(markdown("$$a \\tag{07.1}$$"), code("show(ledger);", output)))


class LedgerPageTest(unittest.TestCase):
    def test_says_in_words_how_far_two_sides_agree(self):
        for error, words in (
            (None, ""), (0.0, "exact"), (1e-17, "to 16 digits"), (5.0e-16, "to 16 digits"), (5.1e-16, "to 15 digits"), (3.3e-9, "to 9 digits"),
            (1.2e-3, "off by 0.12 %"), (0.35, "off by 35 %"), (1.9, "off by 190 %")
        ):
            self.assertEqual(words, agreement(error))

    def test_shows_the_errors_on_request(self):
        pages = pages_of(**{"07_a": good()})
        for page in pages["ledger.html"], re.search(r'(?s)<details class="all-checks">.*?</details>', pages["07-a.html"])[0]:
            self.assertEqual(1, page.count("Show the relative errors</label>"))
            self.assertIn('<td class="error-column" data-label="relative error">1.1e-16</td>', page)

    def test_sums_up_the_course(self):
        second = notebook(
            markdown("# B\n\n$$b \\tag{08.1}$$"),
            code("show(ledger);", ledger_of(
                check("08.1", against="dual numbers", error=6.5e-16),
                check("08.1", against="dual numbers", error=9.0e-17),
                check("08.1", against="1 ≤ 2", error=None),
                check("08.1", error=1.0, tolerance=1e-3, holds=False))))
        pages = pages_of(**{"07_a": good(), "08_b": second})
        page = pages["ledger.html"]
        rows = [[text_of(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row)] for row in re.findall(r"<tr>.*?</tr>", page)]
        self.assertEqual([name for name, *_ in rows[1:5]], ["both sides", "dual numbers", "inequality", "refuted"])
        self.assertEqual([row[2:] for row in rows[1:5]], [
            ["3", "to 16 digits", "≤ 1e-12"], ["2", "to 15 digits", "≤ 1e-12"], ["1", "–", "–"], ["1", "–", "> 1e-03"]])
        self.assertIn('<th scope="row"><a href="08-b.html#eq-08.1">08.1</a></th>', page)
        for name, number in (("equations", 3), ("checks", 7), ("wrong formulas refuted", 1)):
            for summed in (page, pages["index.html"]):
                self.assertIn(f"<dt>{name}</dt><dd>{number}</dd>", summed)


class OpeningTest(unittest.TestCase):
    def page(self, paragraph, text=""):
        return pages_of(**{
            "07_a": notebook(markdown("# A\n\n$$a \\tag{07.1}$$")),
            "08_b": notebook(markdown(f"# B\n\nThe lead.\n\n{paragraph}"), markdown(text))})

    def test_says_what_one_needs_first(self):
        pages = self.page("*You need:* the [sum](07-a.ipynb) and [07](07-a.ipynb#A).\n*Next:* rest.", "See (07.1).")
        needs = re.search(r'<dl class="needs">.*?</dl>', pages["08-b.html"], re.DOTALL)[0]
        self.assertIn('The <a href="07-a.html"><span class="number">07</span> sum</a> and <a href="07-a.html#A">07</a>.', needs)
        self.assertIn('This notebook uses: <a class="reference" href="07-a.html#eq-07.1">(07.1)</a>.', needs)
        self.assertIn("<dd>Rest.</dd>", needs)
        self.assertNotIn("You need:", pages["08-b.html"])
        self.assertRegex(pages["index.html"], r'(?s)href="08-b.html".*?<p class="extent">after 07</p>')

    def test_a_later_page_is_only_for_reference(self):
        index = pages_of(**{"07_a": notebook(markdown("# A\n\nLead.\n\n*You need:* [symbols](08-b.ipynb).")), "08_b": notebook(markdown("# B"))})["index.html"]
        self.assertNotIn("after 08", index)

    def test_needs_nothing_if_the_notebook_says_nothing(self):
        pages = self.page("Plain.")
        self.assertNotIn('class="needs"', pages["08-b.html"])
        self.assertNotIn("after 07", pages["index.html"])

    def test_a_link_that_is_a_formula_is_named_by_the_heading_to_which_it_leads(self):
        page = page_of(markdown("See [$a \\odot b$](07-a.ipynb#The-Hadamard-product) and [the $b$](07-a.ipynb#T)."))
        self.assertIn('<a href="07-a.html#The-Hadamard-product" aria-label="The Hadamard product"><span', page)
        self.assertIn('<a href="07-a.html#T">the', page)

    def test_an_aside_is_folded_under_its_heading(self):
        page = page_of(markdown("## Z"), markdown("### A *bound*\n\nText.", "aside"), code("f();", tags=["aside"]), markdown("## B"))
        self.assertRegex(page, r'(?s)<details class="folded aside">\n<summary><h3 id="A-bound">A <em>bound</em></h3></summary>.*Text.*f.*</details>.*<h2')
        self.assertNotIn('<a href="#A-bound"', page)
        with self.assertRaisesRegex(PageError, "heading of level 3"):
            page_of(markdown("Text.", "aside"))

    def test_each_question_is_folded_by_itself(self):
        page = page_of(markdown("## More questions"), markdown("### Why?\n\nSo.", "question"), markdown("### How?\n\nThus.", "question"), markdown("## B"))
        self.assertEqual(["Why?", "How?"], re.findall(r'<details class="folded question">\n<summary><h3 [^>]*>(.*?)</h3></summary>', page))

    def test_the_result_of_a_prediction_is_folded_with_the_answers(self):
        result = folded("#### The result", "prediction")
        page = page_of(
            markdown("Which?"), result, code("f();", printed("first\n"), tags=["prediction"]), markdown("A first.", "answer"),
            result, code("g();", printed("second\n"), tags=["prediction"]), markdown("Text."))
        folds = re.findall(r'(?s)<details class="folded prediction" id="The-result[^"]*">\n<summary>The result</summary>(.*?)</details>', page)
        self.assertEqual([True, True], ["first" in folds[0] and "A first." in folds[0], "second" in folds[1] and "Text." not in folds[1]])
        self.assertRegex(page, r'(?s)class="source highlight"><code>.*?f.*?</div>\s*<details class="folded prediction"')
        self.assertEqual(page.count("<div"), page.count("</div>"))
        with self.assertRaisesRegex(PageError, "follows no prediction"):
            page_of(markdown("An answer.", "answer"))

    def test_says_how_long_the_notebooks_of_the_course_take(self):
        minutes = json.loads(COURSE.read_text(encoding="utf-8"))["parts"][0]["notebooks"]["04-p-minus-y"]["minutes"]
        pages = pages_of(**{"04_p_minus_y": notebook(markdown("# A")), "05_own": notebook(markdown("# B"))})
        self.assertIn(f"<li>about {minutes} minutes, including the code</li>", pages["04-p-minus-y.html"])
        self.assertIn(f'<p class="extent">{minutes} min</p>', pages["index.html"])
        self.assertNotIn("minutes", pages["05-own.html"])

    def test_leads_to_the_download_and_to_binder_if_it_is_known_where(self):
        with Exported({"07-a": good()}) as exported:
            exported.again()
            self.assertIn('href="07-a.ipynb" download', exported.text("07-a.html"))
            for name in ("07-a.html", "index.html"):
                self.assertNotRegex(exported.text(name), "(?i)binder")
            exported.again(repository="you/course")
            self.assertIn('href="https://mybinder.org/v2/gh/you/course/HEAD?urlpath=lab/tree/notebooks/07-a.ipynb"', exported.text("07-a.html"))
            self.assertIn("Binder", exported.text("index.html"))


class UnbrokenTest(unittest.TestCase):
    def test_no_line_ends_inside_a_shape_or_between_a_number_and_its_unit(self):
        page = page_of(markdown("A product of X⊤ (n₀ × N) and p − y takes 16 ms, 90 % of it here: `a × b`, 3 minutely things."))
        self.assertIn("X⊤\u00a0(n₀\u00a0×\u00a0N) and p\u00a0−\u00a0y takes 16\u00a0ms, 90\u00a0% of it here: <code>a × b</code>, 3 minutely", page)


class IndexTest(unittest.TestCase):
    def test_names_every_notebook_of_the_course_once(self):
        course = json.loads(COURSE.read_text(encoding="utf-8"))["parts"]
        named = [name for part in course for name in part["notebooks"]]
        self.assertEqual(sorted(path.stem for path in Path("notebooks").glob("*.ipynb")), named)

    def test_starts_with_the_figure_of_softmax_which_moves(self):
        figure = FIGURE.replace("<svg ", '<div data-figure="softmax"><script>play()</script></div><svg ', 1)
        index = pages_of(**{"00_a": good(), "04_b": notebook(markdown("# B"), code("show(f);", shown(text_html=figure)))})["index.html"]
        self.assertRegex(index, r'(?s)<div class="live">.*<a href="04-b.html">.*<div data-figure="softmax"><script>play.*class="able"')
        self.assertNotIn('class="live"', pages_of(**{"07_a": good()})["index.html"])

    def test_a_reader_begins_with_the_first_notebook_of_the_path_and_ends_with_what_next(self):
        pages = pages_of(**{"00_one_page": notebook(markdown("# A: b")), "01_worked_example": notebook(markdown("# C"))})
        index = pages["index.html"]
        begin, path = re.search(r'class="button" href="(.*?)">Begin with a<', index)[1], index.partition('<ol class="notebooks">')[2]
        self.assertEqual("00-one-page.html", begin)
        self.assertEqual(begin, re.search(r'href="([^"]*)"', path)[1])
        self.assertIn('<section aria-labelledby="what-next">', index)
        self.assertNotIn("What next", pages["00-one-page.html"])
        self.assertRegex(pages["01-worked-example.html"], r'<a class="next" href="index.html#what-next"><span>[^<]*</span> What next</a>')

    def test_a_small_picture_has_a_name_and_no_words(self):
        figure = FIGURE.replace('<path d="M0 0"/>', '<path d="M0 0"/><text x="1">tiny</text>')
        index = pages_of(**{"07_a": notebook(markdown("# A"), code("show(f);", shown(text_html=figure)))})["index.html"]
        self.assertRegex(index, r'<span class="picture"><svg role="img" aria-label="Line"[^>]*>')
        self.assertNotIn("tiny", index)


class QuestionsTest(unittest.TestCase):
    def asked(self, answer, question="Why $e^z$ < 1 & not z?"):
        return [{"theme": "Softmax", "questions": [{"question": question, "source": "https://example.org/1?a&b", "answer": answer}]}]

    def exported(self, asked, heading="Why *exponents*?"):
        with Exported({}) as exported:
            cells = [markdown("# A title\n\nThe lead."), markdown(f"## {heading}\n\nSince $x$ grows, </script> <b>.\n\n$$y \\tag{{07.1}}$$"), markdown("### A bound\n\n**Your turn.** A **norm** is a length. **Why *this* one?** For experts.", "aside")]
            exported.write("07-a", notebook(*cells))
            (exported.source / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
            exported.again()
            return exported.text("questions.html"), exported.text("assets/search-data.js")

    def test_a_question_leads_to_its_answer_and_to_where_it_was_asked(self):
        page, _ = self.exported(self.asked("07-a#Why-exponents?"))
        self.assertIn('<a href="07-a.html#Why-exponents%3F">Why $e^z$ &lt; 1 &amp; not z?</a>', page)
        self.assertIn('<span class="number">07</span> Why <em>exponents</em>? <a href="https://example.org/1?a&amp;b" aria-label="Where it was asked"', page)
        self.assertIn("1 questions that", page)

    def test_a_heading_with_an_apostrophe_can_be_an_answer(self):
        page, data = self.exported(self.asked("07-a#Isn't-it?"), "Isn't it?")
        self.assertIn('<a href="07-a.html#Isn%27t-it%3F">', page)
        self.assertIn('"07-a.html#Isn%27t-it%3F"', data)

    def test_a_passage_that_is_not_there_is_refused(self):
        for answer in ("07-a#Why", "08-b", "07-a#eq-07.1"):
            with self.assertRaisesRegex(PageError, f"no notebook has the passage {answer}"):
                self.exported(self.asked(answer))

    def test_the_search_knows_sections_their_text_and_their_questions(self):
        _, data = self.exported(self.asked("07-a#Why-exponents?"))
        self.assertNotIn("</", data)
        rows = self.rows(data)
        asked = {"question": "Why e^z < 1 & not z?"}
        nothing = {"questions": [], "terms": [], "columns": [], "formulas": "", "code": ""}
        self.assertEqual([
            {**nothing, "address": "07-a.html", "number": "07", "title": "A title", "heading": "A title", "text": "The lead."},
            {**nothing, "address": "07-a.html#Why-exponents%3F", "number": "07", "title": "A title", "heading": "Why exponents?",
             "text": "Since x grows, </script> <b>.", "questions": [asked], "formulas": "y"},
            {**nothing, "address": "07-a.html#A-bound", "number": "07", "title": "A title", "heading": "A bound",
             "text": "Your turn. A norm is a length. Why this one? For experts.", "terms": ["norm"],
             "questions": [{"question": "Why this one?", "address": "07-a.html#asked-Why-this-one%3F"}]},
        ], rows)

    def rows(self, data):
        return json.loads(data.partition(";\ngradwalk.synonyms")[0].removeprefix("gradwalk.sections = ").replace("<\\/", "</"))

    def test_the_search_knows_what_readers_write_as_one_word(self):
        with Exported({"07-a": notebook(markdown(
            "# A title\n\n## Why mini-batches?\n\nL-BFGS takes all; the **learning rate** of log-sum-exp, p-y. A nonlinear layer is nonlinear, a non-linear one as well."
            " Here crossentropy is cross-entropy, and cross-entropy **falls**."))}) as exported:
            exported.again()
            joined = json.loads(exported.text("assets/search-data.js").partition("gradwalk.joined = ")[2].partition(";\n")[0])
        self.assertEqual({
            "lbfgs": "l-bfgs", "minibatches": "mini-batches", "learningrate": "learning rate", "logsumexp": "log-sum-exp", "crossentropy": "cross-entropy",
        }, joined)

    def test_the_search_knows_formulas_code_and_output_and_a_solution_has_its_own_address(self):
        with Exported({}) as exported:
            table = "<table><thead><tr><th>missing</th></tr></thead><tr><td>Bill</td></tr></table><svg><text>drawn</text></svg>"
            exported.write("07-a", notebook(
                markdown("# A title\n\n## Exercise\n\nWith $\\tfrac1m < \\tfrac{a}{b}$:\n\n$$\\frac1N\\sum_k e^{z_k}$$"),
                code("readCsv(file);", shown(text_html=table)),
                *solution(folded("It **is**.", "solution")), markdown("Text after it.")))
            exported.again()
            first, exercise, solved = self.rows(exported.text("assets/search-data.js"))
            page = exported.text("07-a.html")
        self.assertEqual("With 1/m < a/b: Text after it.", exercise["text"])
        self.assertEqual("1/N∑_k e^z_k", exercise["formulas"])
        self.assertEqual("read csv file missing bill", exercise["code"])
        self.assertEqual(([], ["missing"]), (exercise["terms"], exercise["columns"]))
        self.assertEqual(("Exercise · Solution", "It is.", "07-a.html#Solution"), (solved["heading"], solved["text"], solved["address"]))
        self.assertIn('<details class="folded solution" id="Solution">', page)

    def test_a_formula_is_a_line_of_text(self):
        for tex, text in (
            (r"\tfrac12", "1/2"), (r"\frac{\partial E}{\partial z_{i}} = p_i - y_i", "∂E/∂z_i = p_i - y_i"), (r"\Delta^L W^\top", "Δ^L W^T"),
            (r"\dfrac{e^{z_i}}{\sum_k e^{z_k}}", "e^z_i/(∑_k e^z_k)"), (r"\underset{n_{l} \times 1}{\delta}", "δ"), (r"\sqrt{a+b}\,\ln x", "√(a+b) ln x"),
        ):
            self.assertEqual(text, as_text(tex))

    def test_the_course_answers_eighty_questions_each_asked_somewhere(self):
        themes = json.loads(Path("notebooks/questions.json").read_text(encoding="utf-8"))
        asked = [question for theme in themes for question in theme["questions"]]
        self.assertGreaterEqual(len(asked), 80)
        self.assertEqual(len(asked), len({question["question"] for question in asked}))
        for question in asked:
            self.assertRegex(question["source"], "^https://")
            self.assertEqual({"question", "source", "answer"}, set(question))


class HostileTextTest(unittest.TestCase):
    def test_html_in_markdown_is_text(self):
        for source in ("<script>f()</script>", "## A <b onclick=f()>b</b>", "| <i>a</i> |\n| --- |\n| <img src=x onerror=f()> |"):
            page = page_of(markdown(source), code("show();", shown(text_markdown=source)))
            self.assertNotRegex(page, r"<(?:b|i|img)\b|<script>f")
            self.assertEqual(3 if "##" in source else 2, page.count("&lt;script&gt;f()") or page.count("&lt;b onclick=f()&gt;") or
                             page.count("&lt;img src=x onerror=f()&gt;"))

    def test_a_fence_of_any_language_is_code(self):
        for info in ("mermaid", "mermaid <b>", "{mermaid}", "html", "svg onload=f()"):
            for fence in ("```", "~~~"):
                page = page_of(markdown(f"{fence}{info}\n<script>f()</script><img src=x onerror=f()>\n{fence}"))
                self.assertNotRegex(page, r"<img\b|<script>f", info)

    def test_a_formula_in_an_attribute_is_its_source(self):
        page = page_of(markdown('![costs $5 to $6](p.png) [x](u "from $a$ \\$on") [t](http://h/?a=$1&b=$2)'))
        self.assertIn('alt="costs $5 to $6"', page)
        self.assertIn('title="from $a$ $on"', page)
        self.assertRegex(page, r'href="http://h/\?a=\$1&(?:amp;)?b=\$2"')

    def test_links_lead_to_no_script(self):
        page = page_of(markdown("[a](javascript:f) ![b](javascript:f) [c](data:text/html,f) <javascript:f> [d](JavaScript&#58;f)"))
        self.assertNotRegex(page, r'(?i)(?:href|src)="(?:javascript|data:text)')
        self.assertEqual(5, page.count('="#"'))
        self.assertIn('href="mailto:a@b.c"', page_of(markdown("[a](mailto:a@b.c)")))

    def test_the_ids_of_the_page_are_its_own(self):
        page = page_of(markdown("$$a \\tag{07.1}$$\n\n## main\n\n## cell-1\n\n## eq-07.1\n\n## main\n\n## mainly"), code("f();"))
        identities = re.findall(r'\bid="([^"]*)"', page)
        self.assertEqual(len(set(identities)), len(identities))
        self.assertLessEqual({"main", "section-main", "section-main-2", "section-cell-1", "section-eq-07.1", "mainly"}, set(identities))

    def test_what_html_cannot_hold_and_what_reorders_is_shown_as_unknown(self):
        page = page_of(code("f(); // \u202e", printed("a\0b\x1b]c\ufffe \u2067d\u2069 \u2068e\u2069 \u05d0")))
        self.assertIn("a\ufffdb\ufffd]c\ufffd \ufffdd\ufffd \u2068e\u2069 \u05d0", page)
        self.assertIn("// \ufffd", page)

    def test_a_notebook_has_a_plain_name(self):
        for name in ("07-a<b>", '07-a"b', "07 a", "index", "07-a.b"):
            with self.assertRaisesRegex(PageError, "two digits and words"):
                pages_of(**{name: good()})


class OutputsTest(unittest.TestCase):
    def test_figures_are_kept_each_with_ids_of_its_own(self):
        figure = '<svg viewBox="0 0 2 1" aria-labelledby="t"><title id="t">T</title><g clip-path="url(#t)"/></svg>'
        page = page_of(code("f();", shown(text_html=figure), shown(text_html=figure)))
        for count in (1, 2):
            self.assertIn(figure.replace('"t"', f'"figure-{count}-t"').replace("#t", f"#figure-{count}-t"), page)

    def test_ledger_rows_lead_to_their_equations(self):
        page = pages_of(**{"07_a": good()})["07-a.html"]
        self.assertIn('<tr id="check-07.1"><th scope="row"><a class="reference" href="#eq-07.1">07.1</a></th><td>a = b</td>', page)
        self.assertIn('id="check-07.2-2"', page)

    def test_a_picture_has_the_title_for_its_name(self):
        picture = as_picture('<svg width="4" height="2" style="max-width:100%" role="img" aria-labelledby="t"><title id="t">T</title><g/></svg>', "p-")
        self.assertEqual('<svg role="img" aria-label="T" focusable="false" viewBox="0 0 4 2"><g/></svg>', picture)


if __name__ == "__main__":
    unittest.main()
