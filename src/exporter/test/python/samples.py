"""A small notebook without any fault, for tests to introduce faults into."""

from execute import METADATA
from folding import COLLAPSED
from ledger import MIME, VERSION
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

FIGURE = '<figure><svg width="20" height="10" role="img"><title>Line</title><svg/><svg><path d="M0 0"/></svg></svg></figure>'


def markdown(source, *tags):
    return new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def folded(source, tag):
    """A Markdown cell in a fold; with a heading, one that begins it."""
    cell = markdown(source, tag)
    cell.metadata[COLLAPSED] = True
    return cell


def solution(*cells):
    return [folded("#### Solution", "solution"), *cells]


def code(source, *outputs, tags=()):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)} if tags else {})


def printed(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def shown(**data):
    return new_output("display_data", {kind.replace("_", "/"): text for kind, text in data.items()})


def raised(name, value):
    return new_output("error", ename=name, evalue=value, traceback=[f"\x1b[31m{name}\x1b[0m: {value}"])


def ledger(*tags):
    return ledger_of(*(check(tag) for tag in tags))


def check(tag, claim="a = b", against="both sides", error=1.1e-16, tolerance=1e-12, holds=True):
    """A row of a ledger; without an error, that of an inequality."""
    row = {"tag": tag, "claim": claim, "against": against, "holds": holds}
    return row if error is None else {**row, "error": error, "tolerance": tolerance}


def ledger_of(*rows):
    data = {"version": VERSION, "caption": "Ledger of notebook 07", "rows": list(rows)}
    return new_output("display_data", {MIME: data, "text/html": "<table><caption>Ledger</caption></table>"})


def notebook(*cells):
    """The cells as an executed notebook."""
    made = new_notebook(cells=list(cells))
    made.metadata = from_dict(METADATA)
    for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        cell.execution_count = count
    return made


def good():
    return notebook(
        markdown("# A title\n\nThe first paragraph, of $x$."),
        code("%classpath ../target/lib/*.jar\nimport java.util.List;", tags=["setup"]),
        markdown("## An equation\n\n$$a = b \\tag{07.1}$$\n\nand, the next line,\n\n$$c < d \\tag{07.2}$$\n\nSee (07.1)."),
        code('ledger.check("07.1", "a = b", a, b); // (07.1)', printed("07.1 1.1e-16\n"), shown(text_html=FIGURE)),
        code('ledger.checkAgainst(Oracle.DUAL_NUMBERS, "07.2", "c < d", f(c, 1), f(c, 2));'),
        markdown("## Exercises\n\n### Exercise 1\n\nProve it."),
        *solution(folded("By looking.", "solution"), code("look();", printed("seen\n"), tags=["solution"])),
        markdown("### Exercise 2\n\nAgain."),
        *solution(folded("As before.", "solution")),
        markdown("## Ledger"),
        code("show(ledger);", ledger("07.1", "07.2", "07.2")),
    )
