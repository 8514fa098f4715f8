"""Replaces the TeX in finished pages by formulas that need no script: an SVG to look at and to copy, and MathML for screen readers.

A formula in a page is TeX in an element, `<span class="math inline">$x^2$</span>`. Each distinct formula is typeset once for all pages,
by MathJax (Typesetter.java), and remembered for the next run. A page contains the outline of each glyph once.
"""

import hashlib
import html
import json
import os
import re
import subprocess
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from markup import PageError
from svg import figures

HERE = Path(__file__).resolve().parent
PROGRAM = [HERE / "Typesetter.java", HERE / "typeset.js"]

_FORMULA = re.compile(r'(<span class="math (?:inline|display)"[^>]*>)(.*?)</span>', re.DOTALL)
_GLYPH = re.compile(r'<path data-c="[^"]*" d="([^"]*)"([^>]*)></path>')
_MOVE = re.compile(r' transform="translate\(([-\d.]+),([-\d.]+)\)"')
_NO_TEXT = r"<(?P<name>pre|code|script|style|textarea)\b.*?</(?P=name)\s*>|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_IN_OUTPUTS = re.compile(
    rf"{_NO_TEXT}|(?P<dollar>\\\$)|\$\$(?P<display>[^$<]+)\$\$|\$(?P<inline>[^$<]+)\$", re.DOTALL
)
_IN_JAVADOC = re.compile(rf"{_NO_TEXT}|\\\[(?P<display>[^<]+?)\\\]|\\\((?P<inline>[^<]+?)\\\)", re.DOTALL)


class Formula(NamedTuple):
    tex: str
    display: bool


def mark_output(source):
    """The HTML output of a notebook with each formula, TeX between dollar signs, in an element; figures contain no formulas."""
    pieces, position = [], 0
    for start, end in [*figures(source), (len(source), len(source))]:
        pieces += [_IN_OUTPUTS.sub(_marked, source[position:start]), source[start:end]]
        position = end
    return "".join(pieces)


def mark_javadoc(page):
    r"""A page of Javadoc with each formula, TeX in \( \) or \[ \], in an element."""
    return _IN_JAVADOC.sub(_marked, page)


def _marked(token):
    found = token.groupdict()
    if found.get("dollar"):
        return "$"
    if found["display"]:
        return f'<span class="math display">$${found["display"]}$$</span>'
    return f'<span class="math inline">${found["inline"]}$</span>' if found["inline"] else token[0]


def typeset_pages(pages, typeset):
    """The pages, HTML by name, with their formulas typeset; `typeset` returns the HTML of each formula in a list."""
    formulas = {_formula(found[2]): name for name, page in pages.items() for found in _FORMULA.finditer(page)}
    answers = typeset(sorted(formulas))
    for formula, answer in answers.items():
        if "error" in answer:
            raise PageError(f"{formulas[formula]}: {answer['error']} in the formula {formula.tex}")
    return {name: _typeset_page(page, answers) for name, page in pages.items()}


def _formula(marked):
    tex = html.unescape(marked)
    display = not tex.startswith("$") or tex.startswith("$$")
    return Formula(tex.strip("$").strip(), display)


def _typeset_page(page, answers):
    glyphs = {}

    def reference(glyph):
        outline, attributes = glyph.groups()
        number = glyphs.setdefault(outline, len(glyphs) + 1)
        return f'<use href="#mjx-{number}"{_MOVE.sub(_place, attributes)}/>'

    page = _FORMULA.sub(lambda found: f'{found[1]}{_GLYPH.sub(reference, answers[_formula(found[2])]["html"])}</span>', page)
    outlines = "".join(f'<path id="mjx-{number}" d="{outline}"/>' for outline, number in glyphs.items())
    if not outlines:
        return page
    shared = f'<svg style="display:none" aria-hidden="true"><defs>{outlines}</defs></svg>'
    return re.sub(r"<body\b[^>]*>", lambda body: f"{body[0]}\n{shared}", page, count=1)


def _place(move):
    return "".join(f' {axis}="{value}"' for axis, value in zip("xy", move.groups()) if float(value))


class Typesetter:
    """MathJax, run with the jars in a folder. What it has typeset is remembered in a file."""

    def __init__(self, folder, memory=None):
        self._jars = sorted(Path(folder).glob("*.jar"))
        self._memory = Path(memory or Path(folder, "formulas.json"))
        if not self._jars:
            raise PageError(f"nothing to typeset with in {folder}: build first")

    def __call__(self, formulas):
        """The result for each formula: {"html": ...} or {"error": ...}."""
        known = self._remembered()
        new = [formula for formula in formulas if formula not in known]
        if new:
            known.update(zip(new, self._typeset(new)))
            self._remember(known)
        return {formula: known[formula] for formula in formulas}

    def _typeset(self, formulas):
        java = subprocess.run(["sh", HERE.parent / "build" / "require.sh", "java"], stdout=subprocess.PIPE, text=True, check=True)
        command = [java.stdout.strip(), "-cp", os.pathsep.join(map(str, self._jars)), *PROGRAM]
        lines = "".join(json.dumps(formula._asdict()) + "\n" for formula in formulas)
        answers = subprocess.run(command, input=lines, stdout=subprocess.PIPE, encoding="utf-8", check=True)
        return [json.loads(answer) for answer in answers.stdout.splitlines()]

    def _remembered(self):
        try:
            memory = json.loads(self._memory.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        if memory["by"] != self.version:
            return {}
        return {Formula(tex, display): {"html": typeset} for tex, display, typeset in memory["formulas"]}

    def _remember(self, answers):
        formulas = [[*formula, answer["html"]] for formula, answer in answers.items() if "html" in answer]
        text = json.dumps({"by": self.version, "formulas": formulas})
        self._memory.write_text(text, encoding="utf-8")

    @cached_property
    def version(self):
        """A text that changes if MathJax, its engine or the program changes."""
        digest = hashlib.sha256()
        for file in [*self._jars, *PROGRAM]:
            digest.update(file.read_bytes())
        return digest.hexdigest()
