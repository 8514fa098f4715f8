"""Exports executed notebooks as a folder of pages:

python export.py SOURCE_FOLDER EXECUTED_FOLDER PAGES_FOLDER TYPESETTER_FOLDER API_FOLDER [REPOSITORY]
"""

import re
import shutil
import sys
from pathlib import Path

import nbformat
from nbconvert.exporters import TemplateExporter
from traitlets.config import Config

import ledger
import opening
import overview
import search
from folding import folds
from markup import Markup, PageError, formulas_of, inert, tags_of, text_of, without_links
from typesetting import Typesetter, mark_javadoc, mark_output, typeset_pages

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "template"
API_SCRIPT = HERE / "javadoc" / "api.js"
# Where Binder finds the notebooks: owner/name on GitHub.
REPOSITORY = "gradwalk/gradwalk"
NAME = re.compile(r"\d\d(?:-[A-Za-z0-9]+)+")
DISPLAY_PRIORITY = [ledger.MIME, "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain"]


def export(sources, executed, target, typeset, api, repository=REPOSITORY):
    """Writes a page for each notebook of `sources`, from its copy in `executed`, as well as the index, the ledger of the course, the
    questions, and the pages of the API. `typeset` returns the HTML of each formula in a list, see typesetting.py.
    """
    names = sorted(path.stem for path in sources.glob("*.ipynb"))
    for name in names:
        if not NAME.fullmatch(name):
            raise PageError(f"{name!r}: a notebook's name is two digits and words of letters and digits, with hyphens between")
    notebooks = {name: nbformat.read(executed / f"{name}.ipynb", as_version=4) for name in names}
    equations = {tag: name for name, notebook in notebooks.items() for tag in equation_tags(notebook)}
    pages = [prepared(name, notebooks[name], names, equations) for name in names]
    for page, before, after in zip(pages, [None, *pages], [*pages[1:], None]):
        page["previous"], page["next"] = before, after
        page["binder"] = f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/notebooks/{page['name']}.ipynb"
    written = {page["name"]: rendered(page) for page in pages}
    written["index"] = overview.index(pages, TEMPLATES / "tutorial")
    written["ledger"] = overview.ledger_page(pages, TEMPLATES / "tutorial")
    asked = search.themes(sources, pages)
    written["questions"] = overview.questions_page(asked, TEMPLATES / "tutorial")
    written = typeset_pages(written | api_pages(api), typeset)

    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy_assets(target / "assets")
    (target / "assets" / "search-data.js").write_text(search.data(pages, asked), encoding="utf-8")
    shutil.copytree(api, target / "api")
    for name, text in written.items():
        (target / f"{name}.html").write_text(inert(text), encoding="utf-8")
    for name in names:
        shutil.copyfile(sources / f"{name}.ipynb", target / f"{name}.ipynb")


def equation_tags(notebook):
    return [tag for cell in notebook.cells if cell.cell_type == "markdown" for tag in tags_of(cell.source)]


def prepared(name, notebook, names, equations):
    """What the templates need to know of a page. The HTML of each cell is put into the metadata of the cell."""
    lexer = notebook.metadata.get("language_info", {}).get("pygments_lexer", "java")
    checks, calls = ledger.checks_of(notebook), ledger.calls_of(notebook)

    formulas = {tag: tex for cell in notebook.cells if cell.cell_type == "markdown" for tag, tex in formulas_of(cell.source).items()}

    def mark(tag):
        return ledger.mark(tag, formulas[tag], [check for check in checks if check.tag == tag], calls[tag], lexer)

    markup = Markup(name, names, equations, mark)
    prepare_cells(notebook, markup, lexer)
    heading = opening.the_title(name, markup.headings)
    needs = open_page(notebook)
    lead = first_paragraph(notebook)
    texts = [cell.metadata.tutorial["html"] for cell in notebook.cells if cell.cell_type != "raw"]
    return {
        "name": name,
        "number": name.partition("-")[0],
        "notebook": notebook,
        "markup": markup,
        "heading": heading,
        "title": text_of(heading),
        "lead": without_links(lead),
        "description": shortened(text_of(lead)),
        "contents": [
            {"level": level, "id": identity, "html": content}
            for level, identity, content in markup.headings
            if level in (2, 3)
        ],
        "needs": needs,
        "drawn_on": opening.drawn_on(texts, names, name),
        "minutes": overview.minutes(name),
        "checks": checks,
        "sums": ledger.sums(checks),
        "picture": overview.picture(notebook, f"page-{name}-"),
    }


def prepare_cells(notebook, markup, lexer):
    """Puts into the metadata of each cell how its page shows it. The heading of a fold stands on the fold: if it is a cell of its own, that cell goes."""
    count, shown = 0, []
    for kind, run in folds(notebook.cells):
        for cell in run:
            count += cell.cell_type == "code"
            cell.metadata["tutorial"] = {
                "opens": None,
                "closes": bool(kind and cell is run[-1]),
                "html": cell_html(cell, markup, lexer, listed=not kind),
                "number": count,
            }
        first = run[0].metadata.tutorial
        summary = "Set-up"
        if kind == "aside":
            summary, first["html"] = opening.split_at_heading(first["html"], 3)
        elif kind in ("solution", "prediction"):
            summary = opening.the_heading(first["html"], 4)
            run = run[1:]
            if not run or (kind == "prediction" and run[0].cell_type != "code"):
                raise PageError(f"the heading {text_of(summary)!r} folds no {kind}")
        if kind == "prediction":  # its Java stays in sight
            run[0].metadata.tutorial["folds_output"] = summary
        elif kind:
            run[0].metadata.tutorial["opens"] = {"kind": kind, "summary": summary}
        shown += run
    notebook.cells = shown


def cell_html(cell, markup, lexer, listed):
    if cell.cell_type == "markdown":
        return markup.markdown(cell.source, listed)
    return markup.code(cell.source, lexer) if cell.cell_type == "code" else ""


def open_page(notebook):
    """Splits the cell of the title after the title, where the template inserts something; returns what a reader needs first."""
    cell = next(cell for cell in notebook.cells if "</h1>" in cell.metadata.tutorial["html"])
    cell.metadata.tutorial["title"], after = opening.split_at_title(cell.metadata.tutorial["html"])
    cell.metadata.tutorial["html"], needs = opening.take_needs(after)
    return needs


def first_paragraph(notebook):
    """The first paragraph after the title."""
    after_title = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            after_title = after_title or "title" in cell.metadata.tutorial
            paragraph = re.search(r"<p>(.*?)</p>", cell.metadata.tutorial["html"], re.DOTALL)
            if after_title and paragraph:
                return paragraph[1]
    return ""


def shortened(text, limit=160):
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def rendered(page):
    markup = page["markup"]

    def alternative_text(output, mime):
        metadata = output.metadata
        text = metadata.get(mime, {}).get("alt") or metadata.get("alt")
        if not text:
            raise PageError(f"{page['name']}: an {mime} output without alternative text (metadata: alt)")
        return text

    exporter = TemplateExporter(
        config=Config({"NbConvertBase": {"display_data_priority": DISPLAY_PRIORITY}}),
        template_name="tutorial",
        extra_template_basedirs=[str(TEMPLATES)],
        file_extension=".html",
        filters={
            "output_html": lambda source: markup.output_html(mark_output(source)),
            "output_ledger": lambda output: markup.output_html(ledger.shown(ledger.data_of(output), markup)),
            "output_markdown": lambda source: markup.markdown(source, listed=False),
            "alternative_text": alternative_text,
        },
    )
    body, _ = exporter.from_notebook_node(page["notebook"], resources={"page": page})
    return body


def api_pages(api):
    """The pages of the API that contain formulas."""
    pages = {f"api/{path.relative_to(api).with_suffix('').as_posix()}": path.read_text(encoding="utf-8") for path in api.rglob("*.html")}
    return {name: marked for name, page in sorted(pages.items()) if (marked := mark_javadoc(page)) != page}


def copy_assets(target):
    target.mkdir()
    for asset in ("theme.css", "theme.js", "tutorial.css", "tutorial.js", "search.js"):
        shutil.copyfile(TEMPLATES / "tutorial" / asset, target / asset)
    shutil.copyfile(API_SCRIPT, target / API_SCRIPT.name)


if __name__ == "__main__":
    try:
        sources, executed, target, typesetter, api = map(Path, sys.argv[1:6])
        export(sources, executed, target, Typesetter(typesetter), api, *sys.argv[6:7])
        search.copy_library(typesetter, target)
    except PageError as error:
        sys.exit(f"Export failed. {error}")
