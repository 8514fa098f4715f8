"""The notebooks' ledgers: the checks of each equation, the Java code that ran them, and totals for the whole course."""

import html
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from textwrap import dedent

from javacode import calls_in
from markup import PageError, coloured

# The MIME type and the version of the data that a shown ledger puts into its output.
MIME = "application/vnd.gradwalk.ledger+json"
VERSION = 1
CLEARLY_APART, DIGITS_OF_A_DOUBLE = 1e-3, 16
# The box that shows the columns with the numbers in the tables of a page.
SHOW_ERRORS = '<p class="show-errors"><label><input type="checkbox"> Show the relative errors</label></p>'

_DIFFERS = re.compile(r"\\neq?(?![a-z])")
_TAG_LITERAL = re.compile(r'"(\d\d\.\d+)"')

FACTS, ERRORS, HOLDS = ("held against", "agreement"), ("relative error", "tolerance"), "holds"
BOTH_SIDES, INEQUALITY, REFUTED = "both sides", "inequality", "refuted"
ORACLES = {
    BOTH_SIDES: "Both sides of the equation are computed, each from its own formula, and must be the same number.",
    "central differences": "Each input is moved a little up and a little down, and the slope is taken from the two results. This method knows nothing "
    "of calculus, and about ten digits of its result are right.",
    "complex step": "Each input is moved by a tiny imaginary number, and the imaginary part of the result, divided by it, is the slope. Nothing is "
    "subtracted, so no digits are lost.",
    "dual numbers": "The function is computed with numbers that carry their own derivative, <i>x</i> + <i>ε</i> with <i>ε</i>² = 0. The result is "
    "exact to rounding.",
    INEQUALITY: "The smaller side may not exceed the larger. There is no error to measure, so the ledger shows the two sides where they "
    "are closest.",
    REFUTED: "A formula that is claimed elsewhere, or that one might write by mistake. Its two sides must clearly differ, by a relative error of "
    "more than one in a thousand.",
}


@dataclass(frozen=True)
class Check:
    """A row of a ledger. An inequality has no error and no tolerance."""

    tag: str
    claim: str
    against: str
    holds: bool
    error: float = None
    tolerance: float = None

    @property
    def kind(self):
        if not self.holds:
            return REFUTED
        return INEQUALITY if self.error is None else self.against

    @property
    def agreement(self):
        return agreement(self.error)

    @property
    def error_text(self):
        return "" if self.error is None else f"{self.error:.1e}"

    @property
    def tolerance_text(self):
        return "" if self.tolerance is None else f"{'≤' if self.holds else '>'} {self.tolerance:.0e}"


def agreement(error):
    """How far two sides agree, in the words that the library prints, from their relative error; empty without an error."""
    if error is None:
        return ""
    if error == 0:
        return "exact"
    if error > CLEARLY_APART:
        return f"off by {float(f'{error:.1e}') * 100:.3g} %"
    mantissa, exponent = f"{error:.1e}".split("e")
    return f"to {min(-int(exponent) - (float(mantissa) > 5), DIGITS_OF_A_DOUBLE)} digits"


def data_of(output):
    """The ledger in an output of a notebook, as data; None if there is none. IJava may send JSON as a string."""
    data = output.get("data", {}).get(MIME)
    data = json.loads(data) if isinstance(data, str) else data
    if data and data.get("version") != VERSION:
        raise PageError(f"a ledger of version {data.get('version')}, not {VERSION}")
    return data


def checks_in(data):
    try:
        return [Check(**row) for row in data["rows"]]
    except (KeyError, TypeError) as fault:
        raise PageError(f"a ledger whose data cannot be read: {fault}") from fault


def checks_of(notebook):
    """The rows of the last ledger that the notebook shows, in order."""
    shown = [data for cell in notebook.cells for output in cell.get("outputs", []) if (data := data_of(output))]
    return checks_in(shown[-1]) if shown else []


def calls_of(notebook):
    """The lines of Java with calls that have a tag as one of their arguments, in order, as {tag: {number of the code cell: [lines]}}."""
    calls = defaultdict(lambda: defaultdict(list))
    code_cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    for number, cell in enumerate(code_cells, start=1):
        for tag, lines in dict.fromkeys(_calls_in(cell.source)):
            calls[tag][number].append(lines)
    return calls


def _calls_in(source):
    for call in calls_in(source):
        for tag in filter(None, map(_TAG_LITERAL.fullmatch, call.arguments)):
            start = source.rfind("\n", 0, call.start) + 1
            end = source.find("\n", call.end or len(source))
            yield tag[1], dedent(source[start : end if end >= 0 else len(source)])


def largest(checks):
    """The largest error of the checks that hold and have an error; None if there are none."""
    return max((check.error for check in checks if check.holds and check.error is not None), default=None)


def verdict(checks, formula):
    """Whether the equation holds, in a few words and signs. One that says that two things differ (≠) holds if their equality is refuted."""
    held, refuted = (any(check.holds == holds for check in checks) for holds in (True, False))
    if not held and not _DIFFERS.search(formula):
        return '<span class="refuted"><span aria-hidden="true">✗</span> wrong</span>'
    variant = '<span class="unseen">, </span> <span class="variant">a wrong variant fails</span>' if held and refuted else ""
    return f'<span class="holds"><span aria-hidden="true">✓</span> holds</span>{variant}'


def mark(tag, formula, checks, calls, lexer):
    """The mark beside an equation: the result of its checks and, folded away, what was compared by which code. Empty without a check."""
    if not checks:
        return ""
    return (
        f'<details class="checks" id="checks-{tag}">\n<summary>{verdict(checks, formula)}</summary>\n<div class="evidence">\n'
        + f'<div class="scroll">{table(checks, f"Checks of equation {tag}", unseen=True)}</div>\n'
        + "".join(_evidence(cell, lines, lexer) for cell, lines in calls.items())
        + f'<p><a href="#check-{tag}">In this page’s ledger</a></p>\n</div>\n</details>'
    )


def _evidence(cell, lines, lexer):
    return (
        f'<p>Run in <a href="#cell-{cell}">code cell {cell}</a>:</p>\n'
        f'<pre class="source highlight"><code>{coloured(chr(10).join(lines), lexer)}</code></pre>\n'
    )


def table(checks, caption, classes="gradwalk-checks", first="equation", claim="claim", unseen=False, heading=None, identity=None):
    """A table of checks. `heading` makes the HTML of the first cell of a row from the tag, `identity` the id of the row; without `heading`
    there is no such cell. `first` and `claim` are the names of the first two columns.
    """
    head = [(name, "") for name in ([first] if heading else []) + [claim, *FACTS]]
    head += [(name, ' class="error-column"') for name in ERRORS] + [(HOLDS, "")]
    columns = "".join(f'<th scope="col"{kind}>{name}</th>' for name, kind in head)
    rows = "".join(_row(check, heading, identity) for check in checks)
    hidden = ' class="unseen"' if unseen else ""
    return (
        f'<table class="{classes}">\n<caption{hidden}>{html.escape(caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    )


def _row(check, heading, identity):
    first = f'<th scope="row">{heading(check.tag)}</th>' if heading else ""
    holds = '<span class="holds">✓ yes</span>' if check.holds else '<span class="refuted">✗ refuted</span>'
    # On a phone a row is a card, in which the names of the columns stand beside the facts.
    cells = f"<td>{html.escape(check.claim)}</td>"
    cells += "".join(f'<td data-label="{name}">{html.escape(text)}</td>' for name, text in zip(FACTS, (check.against, check.agreement)))
    errors = zip(ERRORS, (check.error_text, check.tolerance_text))
    cells += "".join(f'<td class="error-column" data-label="{name}">{html.escape(text)}</td>' for name, text in errors)
    row_id = f' id="{identity(check.tag)}"' if identity else ""
    return f'<tr{row_id}>{first}{cells}<td data-label="{HOLDS}">{holds}</td></tr>\n'


def shown(data, markup):
    """The ledger of a notebook on its own page, folded; each row leads to its equation and can be linked to."""
    rows = table(
        checks_in(data), data["caption"], "gradwalk-ledger", "tag", "equation", unseen=True,
        heading=lambda tag: markup.equation_link(tag, tag), identity=lambda tag: markup.unique(f"check-{tag}"),
    )
    return f'<details class="all-checks">\n<summary>{html.escape(data["caption"])}</summary>\n{SHOW_ERRORS}\n{rows}\n</details>'


def sums(checks):
    """Totals over the checks of a notebook or of the course."""
    counts = Counter(check.kind for check in checks)
    return {
        "equations": len({check.tag for check in checks}),
        "checks": len(checks),
        "refuted": counts[REFUTED],
        "inequalities": counts[INEQUALITY],
        "kinds": [_sum(kind, checks) for kind in sorted(counts, key=_rank)],
    }


def _rank(kind):
    return list(ORACLES).index(kind) if kind in ORACLES else len(ORACLES)


def _sum(kind, checks):
    of_kind = [check for check in checks if check.kind == kind]
    tolerances = {check.tolerance_text for check in of_kind if check.tolerance_text}
    return {
        "name": kind,
        "how": ORACLES.get(kind, ""),
        "checks": len(of_kind),
        "least": "" if kind == REFUTED else agreement(largest(of_kind)),
        "tolerance": tolerances.pop() if len(tolerances) == 1 else "",
    }
