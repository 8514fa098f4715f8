"""The pages about the whole course: the index, and the ledger of all equations."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

import citation
import ledger
from markup import equation_id
from svg import as_picture, figures

COURSE = Path(__file__).resolve().parent / "course.json"


def index(pages, templates, repository=None):
    description = (
        "Softmax, cross-entropy and backpropagation derived line by line in Java notebooks; "
        "every equation is executed and checked."
    )
    return _rendered(
        templates,
        "contents.html.j2",
        pages=pages,
        parts=parts(pages),
        start=pages[0] if pages else None,
        live=next((page for page in pages if page["live"]), None),
        sums=ledger.sums(all_checks(pages)),
        hours=round(sum(page["minutes"] or 0 for page in pages) / 60),
        description=description,
        binder=bool(repository),
        solutions=any("solution" in page["closed"] for page in pages),
        cited=citation.cited(),
    )


def ledger_page(pages, templates):
    sums = ledger.sums(all_checks(pages))
    tables = {page["name"]: ledger.table(page["checks"], _caption(page), heading=_link(page)) for page in pages if page["checks"]}
    contents = [{"level": 2, "id": "oracles", "html": "What the equations were held against"}, {"level": 2, "id": "checks", "html": "Every check"}]
    contents += [
        {"level": 3, "id": f"of-{page['number']}", "html": f"{page['number']} {page['heading']}"} for page in pages if page["checks"]
    ]
    return _rendered(
        templates,
        "ledger.html.j2",
        pages=pages,
        sums=sums,
        tables=tables,
        contents=contents,
        show_errors=ledger.SHOW_ERRORS,
        cited=citation.cited("The ledger", "ledger"),
    )


def questions_page(themes, templates):
    return _rendered(
        templates,
        "questions.html.j2",
        themes=themes,
        count=sum(len(theme["questions"]) for theme in themes),
        contents=[{"level": 2, "id": f"theme-{number}", "html": theme["theme"]} for number, theme in enumerate(themes, start=1)],
        description="Questions that people asked about softmax, cross-entropy and backpropagation, each with the passage that answers it.",
        cited=citation.cited("Questions", "questions"),
    )


def _rendered(templates, template, **facts):
    environment = Environment(loader=FileSystemLoader(templates), autoescape=False)
    return environment.get_template(template).render(**facts)


def _caption(page):
    sums = page["sums"]
    return f"{sums['equations']} equations, {sums['checks']} checks"


def _link(page):
    return lambda tag: f'<a href="{page["name"]}.html#{equation_id(tag)}">{tag}</a>'


def all_checks(pages):
    return [check for page in pages for check in page["checks"]]


def course():
    """The parts of the course: title, about, and by name the notebooks with a line about each, a newcomer's minutes for text and code, and which
    of its figures stands for it, if not the first."""
    return json.loads(COURSE.read_text(encoding="utf-8"))["parts"]


def minutes(name):
    """How long a newcomer takes for the notebook, or None if it does not belong to the course."""
    return next((part["notebooks"][name]["minutes"] for part in course() if name in part["notebooks"]), None)


def parts(pages):
    """The parts of the course, each with its pages and a line about each page. A page that no part mentions belongs to the last one."""
    by_name = {page["name"]: {**page, "extent": list(extent(page)), "line": page["lead"]} for page in pages}
    made = [
        {**part, "pages": [{**by_name.pop(name), "line": notebook["line"]} for name, notebook in part["notebooks"].items() if name in by_name]}
        for part in course()
    ]
    made[-1]["pages"] += by_name.values()
    return [part for part in made if part["pages"]]


def extent(page):
    """How much a page is, and which earlier pages it builds on; it may point to later ones for reference."""
    if page["minutes"]:
        yield f"{page['minutes']} min"
    if page["sums"]["equations"]:
        yield f"{page['sums']['equations']} equations"
    earlier = [number for number in (page["needs"] or {"after": []})["after"] if number < page["number"]]
    if earlier:
        yield f"after {', '.join(earlier)}"


def live(notebook, markup):
    """The interactive figure of softmax, as HTML; None if the notebook does not show it."""
    return next((markup.output_html(html) for html in shown_html(notebook) if 'data-figure="softmax"' in html), None)


def picture(notebook, name):
    """The figure that stands for the notebook in the index, as a small picture; None if the notebook has no figure."""
    drawn = [html[slice(*next(figures(html)))] for html in shown_html(notebook) if "<svg" in html]
    chosen = next((part["notebooks"][name].get("picture", 1) for part in course() if name in part["notebooks"]), 1)
    return as_picture(drawn[min(chosen, len(drawn)) - 1], f"page-{name}-") if drawn else None


def shown_html(notebook):
    """The HTML of each output that has any."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            yield data.get("text/html", "") + data.get("image/svg+xml", "")
