"""What the notebooks' ledgers say: the checks of each equation, the Java that ran them, and the sums of the whole course."""

import html
import re
from collections import Counter
from dataclasses import dataclass

from markup import PageError, coloured

_ROW = re.compile(r'<tr\b[^>]*\bdata-tag="(\d\d\.\d+)"[^>]*>(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_JAVA_TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')|(?P<comment>//[^\n]*|/\*.*?\*/)|.', re.DOTALL
)
_TAG_LITERAL = re.compile(r'"(\d\d\.\d+)"')

BOTH_SIDES, INEQUALITY, REFUTED = "both sides", "inequality", "refuted"
ORACLES = {
    BOTH_SIDES: "Both sides of the equation are computed, each from its own formula, and must be the same number.",
    "central differences": "Each input is moved a little up and a little down, and the slope between is taken. It knows nothing of calculus, "
    "and leaves about ten digits.",
    "complex step": "Each input is moved by a tiny imaginary number, and the imaginary part of the result is the slope. Nothing is "
    "subtracted, so nothing cancels.",
    "dual numbers": "The function is computed with numbers that carry their own derivative, <i>x</i> + <i>ε</i> with <i>ε</i>² = 0: "
    "exact to rounding.",
    INEQUALITY: "The smaller side may not exceed the larger. There is no error to measure; the ledger shows the two sides where they "
    "come nearest.",
    REFUTED: "A formula that is claimed elsewhere, or that one might write by mistake: its sides must be clearly apart, by a relative error of "
    "more than one in a thousand.",
}


@dataclass(frozen=True)
class Check:
    """A row of a ledger. `claim`, `against`, `error` and `tolerance` are HTML, as the notebook shows them."""

    tag: str
    claim: str
    against: str
    error: str
    tolerance: str
    holds: bool

    @property
    def kind(self):
        if not self.holds:
            return REFUTED
        return self.against if self.error else INEQUALITY


@dataclass(frozen=True)
class Call:
    """Lines of Java that check an equation, and the number of the code cell that they stand in."""

    cell: int
    lines: str


def checks_of(notebook):
    """The rows of the last ledger that the notebook shows, in order."""
    shown = [
        rows
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if (rows := _ROW.findall(output.get("data", {}).get("text/html", "")))
    ]
    return [_check(tag, _CELL.findall(row)) for tag, row in (shown[-1] if shown else [])]


def _check(tag, cells):
    if len(cells) != 6:
        raise PageError(f"the ledger's row {tag} has {len(cells)} cells, not 6")
    _, claim, against, error, tolerance, holds = (cell.strip() for cell in cells)
    return Check(tag, claim, against, error, tolerance, holds.startswith("✓"))


def calls_of(notebook):
    """The calls that name each tag in a string of their own, in order, as {tag: [Call]}."""
    calls = {}
    code_cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    for number, cell in enumerate(code_cells, start=1):
        for tag, lines in _calls_in(cell.source):
            call = Call(number, lines)
            if call not in calls.setdefault(tag, []):
                calls[tag].append(call)
    return calls


def _calls_in(source):
    code = "".join(_blank(token) for token in _JAVA_TOKEN.finditer(source))
    for literal in _TAG_LITERAL.finditer(source):
        opening = _opening(code, literal.start())
        if opening is not None and code[literal.start()] == '"':
            start = source.rfind("\n", 0, opening) + 1
            end = source.find("\n", _closing(code, opening))
            yield literal[1], _dedented(source[start : end if end >= 0 else len(source)])


def _blank(token):
    """A token's place, as long as the token: of a string only its quotation marks are left, of a comment nothing."""
    if token["string"]:
        return '"' + " " * (len(token[0]) - 2) + '"'
    return " " * len(token[0]) if token["comment"] else token[0]


def _opening(code, position):
    """Where the parenthesis opens that a place in the code stands in, or None."""
    depth = 0
    for index in range(position - 1, -1, -1):
        depth += (code[index] == ")") - (code[index] == "(")
        if depth < 0:
            return index
    return None


def _closing(code, opening):
    depth = 0
    for index in range(opening, len(code)):
        depth += (code[index] == "(") - (code[index] == ")")
        if depth == 0:
            return index
    return len(code)


def _dedented(lines):
    """The lines less the first one's indentation; the later ones keep what they have more."""
    margin = re.match(r"[ \t]*", lines)[0]
    return "\n".join(line[len(margin) :] if line.startswith(margin) else line.lstrip() for line in lines.split("\n"))


def largest(checks):
    """The largest error of the checks that hold and have one, or the empty text."""
    return max((check.error for check in checks if check.holds and check.error), key=float, default="")


def verdict(checks):
    """In a few words and signs, what the checks of one equation found."""
    held, refuted = [check for check in checks if check.holds], [check for check in checks if not check.holds]
    words = []
    if held:
        error = largest(held)
        said = f'<span class="unseen">checked, largest relative error </span>{error}' if error else "holds"
        words.append(f'<span class="holds"><span aria-hidden="true">✓</span> {said}</span>')
    if refuted:
        words.append('<span class="refuted"><span aria-hidden="true">✗</span> refuted</span>')
    return '<span class="unseen">, </span> '.join(words)


def mark(tag, checks, calls, lexer):
    """An equation's mark: what was found, and on request what was compared and by which Java. Nothing without a check."""
    if not checks:
        return ""
    return (
        f'<details class="checks" id="checks-{tag}">\n<summary>{verdict(checks)}</summary>\n<div class="evidence">\n'
        + table(checks, f"Checks of equation {tag}", unseen=True)
        + "".join(_evidence(cell, lines, lexer) for cell, lines in _by_cell(calls).items())
        + f'<p><a href="#check-{tag}">In this page’s ledger</a></p>\n</div>\n</details>'
    )


def _by_cell(calls):
    lines = {}
    for call in calls:
        lines.setdefault(call.cell, []).append(call.lines)
    return lines


def _evidence(cell, lines, lexer):
    return (
        f'<p>Run in <a href="#cell-{cell}">code cell {cell}</a>:</p>\n'
        f'<pre class="source highlight"><code>{coloured(chr(10).join(lines), lexer)}</code></pre>\n'
    )


def table(checks, caption, unseen=False, link=None):
    """A table of checks; with `link`, a function of the tag, each row begins with its equation."""
    head = (["equation"] if link else []) + ["claim", "held against", "relative error", "tolerance", "holds"]
    columns = "".join(f'<th scope="col">{name}</th>' for name in head)
    rows = "".join(_row(check, link) for check in checks)
    hidden = ' class="unseen"' if unseen else ""
    return (
        f'<div class="scroll"><table class="gradwalk-checks">\n<caption{hidden}>{html.escape(caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _row(check, link):
    first = f'<th scope="row"><a href="{link(check.tag)}">{check.tag}</a></th>' if link else ""
    holds = '<span class="holds">✓ yes</span>' if check.holds else '<span class="refuted">✗ refuted</span>'
    cells = "".join(f"<td>{cell}</td>" for cell in (check.claim, check.against, check.error, check.tolerance, holds))
    return f"<tr>{first}{cells}</tr>\n"


def sums(checks):
    """The sums over checks, of a notebook or of the course."""
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
    tolerances = {check.tolerance for check in of_kind if check.tolerance}
    return {
        "name": kind,
        "how": ORACLES.get(kind, ""),
        "checks": len(of_kind),
        "largest": largest(of_kind),
        "tolerance": tolerances.pop() if len(tolerances) == 1 else "",
    }
