"""Formulas, from TeX to what a page shows: by MathJax itself, so a build must be there."""

import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from markup import PageError
from typesetting import Formula, Typesetter, mark_javadoc, mark_output, typeset_pages

TYPESETTER = Path("target/typesetter")


def inline(tex):
    return f'<span class="math inline">${tex}$</span>'


def display(tex):
    return f'<span class="math display">$${tex}$$</span>'


def page(*parts):
    return f"<html><body><main>{''.join(parts)}</main></body></html>"


class MarkingTest(unittest.TestCase):
    def test_finds_formulas_in_the_words_of_an_output(self):
        self.assertEqual(f"<p>Of {inline('x &lt; 1')}: {display('y')}</p>", mark_output("<p>Of $x &lt; 1$: $$y$$</p>"))

    def test_finds_none_where_a_notebook_would_find_none(self):
        for source in (
            '<pre>$a$ $b$</pre>', '<a title="1 > $x$ > $y$">z</a>', '<a title="$x$">y</a>', "<script>$x$</script>", "<code>$x$</code>",
            '<svg><svg/><text>$x$</text></svg>', '<svg><svg></svg><text>$x$</text></svg>',
        ):
            self.assertEqual(source, mark_output(source))
        self.assertEqual("$5 or $6", mark_output(r"\$5 or \$6"))

    def test_finds_formulas_in_javadoc(self):
        self.assertEqual(f"<p>{display(' a ')} of {inline(' b ')}, $c$</p>", mark_javadoc(r"<p>\[ a \] of \( b \), $c$</p>"))
        self.assertEqual(r"<pre>\(a\)</pre>", mark_javadoc(r"<pre>\(a\)</pre>"))


class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            pages = {
                "a": page(inline("x^2"), inline("x^2"), display("x")),
                "b": page(display(r"\begin{array}{c|c} a &amp; b \\ \hline c &amp; d \end{array} &lt; \frac{1}{y}")),
                "c": page("no formula"),
                "d": page(r'<span class="math display" id="eq-07.1">\begin{align} a &amp;= b \end{align}</span>'),
            }
            cls.pages = typeset_pages(pages, Typesetter(TYPESETTER, Path(folder, "memory")))

    def test_show_a_drawing_and_say_the_formula(self):
        for name, count in (("a", 3), ("b", 1), ("d", 1)):
            self.assertEqual(count, self.pages[name].count('aria-hidden="true"><text'))
            self.assertEqual(count, self.pages[name].count("<mjx-assistive-mml><math"))
        self.assertIn("<msup><mi>x</mi><mn>2</mn></msup>", self.pages["a"])
        self.assertIn('<math display="block"><mi>x</mi></math>', self.pages["a"])

    def test_hold_each_outline_once(self):
        outlines = re.findall(r'<path id="(mjx-\d+)" d="([^"]+)"/>', self.pages["a"])
        self.assertEqual(2, len(outlines))
        self.assertEqual({identity for identity, _ in outlines}, set(re.findall(r'<use href="#([^"]+)"', self.pages["a"])))
        self.assertEqual(5, self.pages["a"].count("<use "))
        self.assertRegex(self.pages["a"], r'<body>\s*<svg style="display:none" aria-hidden="true"><defs>')

    def test_keep_the_place_of_a_formula_and_its_anchor(self):
        self.assertIn('<span class="math display" id="eq-07.1"><mjx-container display="true">', self.pages["d"])
        self.assertIn('<span class="math inline"><mjx-container><svg', self.pages["a"])

    def test_draw_the_lines_of_a_table(self):
        self.assertEqual(2, len(re.findall(r'<line [^>]*stroke-width="70"', self.pages["b"])))

    def test_have_the_tex_as_a_text_as_wide_as_the_drawing(self):
        def texts(name):
            return re.findall(r'viewBox="0 \S+ (\S+) [^>]*><text x="0" textLength="\1" [^>]*>(.*?)</text>', self.pages[name])

        self.assertEqual(["$x^2$", "$x^2$", "$$x$$"], [text for _, text in texts("a")])
        self.assertIn(r"a &amp; b \\ \hline c &amp; d", texts("b")[0][1])
        self.assertEqual(r"\begin{align} a &amp;= b \end{align}", texts("d")[0][1])

    def test_have_nothing_else_in_them_that_only_a_script_would_read(self):
        for text in self.pages.values():
            self.assertNotRegex(re.sub(r"<text .*?</text>", "", text), r"\sdata-|xlink|\\|\$")
        self.assertEqual(page("no formula"), self.pages["c"])


class FaultsTest(unittest.TestCase):
    def test_name_the_page_and_the_formula(self):
        faults = {
            r"\frac{1}": r"Missing argument for \\frac",
            r"a \nosuch": r"Undefined control sequence \\nosuch",
            r"x \text{雪}": "font does not have",
            r'\mmlToken{mi}[href="javascript:f"]{x}': "attribute href",
            r'\frac{\mmlToken{mi}[style="position:fixed"]{x}}{2}': "attribute style",
            r'\mmlToken{mi}[id="main"]{x}': "attribute id",
            r'\mmlToken{mi}[class="equation"]{x}': "attribute class",
        }
        formulas = [Formula(tex, False) for tex in ["x", *faults]]
        with tempfile.TemporaryDirectory() as folder:
            answers = Typesetter(TYPESETTER, Path(folder, "memory"))(formulas)
        for tex, fault in faults.items():
            with self.assertRaisesRegex(PageError, rf"^b: .*{fault}.* in the formula {re.escape(tex)}$"):
                pages = {"a": page(inline("x")), "b": page(inline(tex))}
                typeset_pages(pages, lambda wanted: {formula: answers[formula] for formula in wanted})

    def test_say_that_there_is_no_build(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(PageError, "build first"):
            Typesetter(folder)


class MemoryTest(unittest.TestCase):
    def test_serves_what_was_typeset_before_and_only_that(self):
        x, y = Formula("x", False), Formula("x", True)
        with tempfile.TemporaryDirectory() as folder:
            memory = Path(folder, "memory")
            first = Typesetter(TYPESETTER, memory)([x])
            with mock.patch("subprocess.run", side_effect=AssertionError("typeset again")):
                self.assertEqual(first, Typesetter(TYPESETTER, memory)([x]))
                with self.assertRaisesRegex(AssertionError, "typeset again"):
                    Typesetter(TYPESETTER, memory)([x, y])
                memory.write_text(memory.read_text().replace('"by": "', '"by": "another '))
                with self.assertRaisesRegex(AssertionError, "typeset again"):
                    Typesetter(TYPESETTER, memory)([x])


if __name__ == "__main__":
    unittest.main()
