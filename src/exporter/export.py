"""Exports executed notebooks as a folder of pages, and makes again only what has changed since the last time:

python export.py SOURCE_FOLDER EXECUTED_FOLDER PAGES_FOLDER TYPESETTER_FOLDER API_FOLDER [REPOSITORY] [--solutions=FOLDER]
"""

import re
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

import nbconvert
import nbformat
import pygments
from nbconvert.exporters import TemplateExporter
from traitlets.config import Config

import citation
import ledger
import opening
import overview
import search
from folding import TITLED, folds, notebook_bytes
from markup import Markup, PageError, formulas_of, inert, tags_of, text_of, with_permalinks, without_gaps, without_links
from memory import Memory, digest
from typesetting import Typesetter, mark_javadoc, mark_output, typeset_pages

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "template"
ASSETS = [
    *(TEMPLATES / "tutorial" / name for name in ("theme.css", "theme.js", "tutorial.css", "tutorial.js", "copy.css", "copy.js", "search.js")),
    HERE / "javadoc" / "api.js",
]
TAG = re.compile(r"\b\d\d\.\d+\b")
NAME = re.compile(r"\d\d(?:-[A-Za-z0-9]+)+")
DISPLAY_PRIORITY = [ledger.MIME, "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain"]


def export(sources, executed, target, typeset, api, repository=None, solutions=True):
    """Writes a page for each notebook of `sources`, from its copy in `executed`, as well as the index, the ledger of the course, the
    questions, and the pages of the API. Returns the names of those that it made; the others are as they were. `typeset` returns the HTML
    of each formula in a list, see typesetting.py. `repository` is where Binder finds the notebooks, owner/name on GitHub, if anywhere. Without `solutions` they are nowhere in the folder.
    """
    names = sorted(path.stem for path in sources.glob("*.ipynb"))
    for name in names:
        if not NAME.fullmatch(name):
            raise PageError(f"{name!r}: a notebook's name is two digits and words of letters and digits, with hyphens between")
    memory, program = Memory(target), version(typeset)
    pages, made = notebook_pages(sources, executed, names, repository, solutions, memory, program)
    asked = search.themes(sources, pages)
    overviews = {
        "index": overview.index(pages, TEMPLATES / "tutorial", repository),
        "ledger": overview.ledger_page(pages, TEMPLATES / "tutorial"),
        "questions": overview.questions_page(asked, TEMPLATES / "tutorial"),
    }
    texts = {name: with_permalinks(text) for name, text in overviews.items()} | api_pages(api)
    made |= {name: (digest(program, text), partial(str, text)) for name, text in texts.items()}

    changed = {name: make() for name, (made_of, make) in made.items() if not memory.has(f"{name}.html", made_of)}
    for name, text in typeset_pages(changed, typeset).items():
        memory.write(f"{name}.html", made[name][0], inert(text).encode("utf-8"))
    for name, file in copied(sources, names, api):
        if name.removesuffix(".html") not in made:
            memory.write(name, None, notebook_bytes(file, solutions) if file.suffix == ".ipynb" else file.read_bytes())
    memory.write("assets/search-data.js", None, search.data(pages, asked).encode("utf-8"))
    memory.close()
    return sorted(changed)


def notebook_pages(sources, executed, names, repository, solutions, memory, program):
    """The facts about each notebook's page, as a list; and by name the digest of what the page is made of, with a function that makes it."""
    content = {name: notebook_bytes(executed / f"{name}.ipynb", solutions) for name in names}
    licences = citation.licences(sources)
    read = cache(lambda name: nbformat.reads(content[name].decode("utf-8"), as_version=4))
    tags = {name: memory.once(f"tags of {name}", digest(program, content[name]), lambda: equation_tags(read(name))) for name in names}
    equations = {tag: name for name in names for tag in tags[name]}
    prepare = cache(lambda name: prepared(name, read(name), names, equations, licences))

    pages, digests = [], {}
    for name in names:
        mentioned = {tag: equations[tag] for tag in TAG.findall(content[name].decode("utf-8")) if tag in equations}
        digests[name] = digest(program, content[name], names, mentioned, licences)
        page = memory.once(f"facts of {name}", digests[name], lambda: facts(prepare(name)))
        pages.append(page | {"checks": [ledger.Check(**check) for check in page["checks"]]})

    made = {}
    for page, before, after in zip(pages, [None, *pages], [*pages[1:], None]):
        name = page["name"]
        around = {way: one and {"name": one["name"], "heading": one["heading"]} for way, one in (("previous", before), ("next", after))}
        around["binder"] = repository and f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/notebooks/{name}.ipynb"
        made[name] = digest(digests[name], around), lambda name=name, around=around: with_permalinks(without_gaps(rendered(prepare(name) | around)))
    return pages, made


def facts(page):
    """What other pages need to know of a page, without what only it itself needs."""
    return {key: value for key, value in page.items() if key not in ("notebook", "markup")} | {"checks": [asdict(check) for check in page["checks"]]}


def version(typeset):
    """A digest of everything but the notebooks that decides how a page looks."""
    files = sorted(path for pattern in ("*.py", "*.json", "template/**/*.*") for path in HERE.glob(pattern))
    libraries = [nbconvert.__version__, pygments.__version__, sys.version]
    return digest(*(path.read_bytes() for path in [*files, citation.CITATION]), libraries, getattr(typeset, "version", None))


def copied(sources, names, api):
    """The files that go into the folder as they are, with their names there."""
    yield from ((f"assets/{asset.name}", asset) for asset in ASSETS)
    yield "assets/LICENSE.txt", citation.LICENCE
    yield from ((f"{name}.ipynb", sources / f"{name}.ipynb") for name in names)
    yield from ((f"api/{path.relative_to(api).as_posix()}", path) for path in sorted(api.rglob("*")) if path.is_file())


def equation_tags(notebook):
    return [tag for cell in notebook.cells if cell.cell_type == "markdown" for tag in tags_of(cell.source)]


def prepared(name, notebook, names, equations, licences):
    """What the templates need to know of a page. The HTML of each cell is put into the metadata of the cell."""
    lexer = notebook.metadata.get("language_info", {}).get("pygments_lexer", "java")
    checks, calls = ledger.checks_of(notebook), ledger.calls_of(notebook)

    formulas = {tag: tex for cell in notebook.cells if cell.cell_type == "markdown" for tag, tex in formulas_of(cell.source).items()}

    def mark(tag):
        return ledger.mark(tag, formulas[tag], [check for check in checks if check.tag == tag], calls[tag], lexer)

    markup = Markup(name, names, equations, mark)
    closed = sorted({kind for kind, _ in folds(notebook.cells) if kind in ("solution", "prediction")})
    prepare_cells(notebook, markup, lexer)
    heading = opening.the_title(name, markup.headings)
    needs = open_page(notebook)
    lead = first_paragraph(notebook)
    texts = [cell.metadata.tutorial["html"] for cell in notebook.cells if cell.cell_type != "raw"]
    title = text_of(heading)
    page = {
        "name": name,
        "number": name.partition("-")[0],
        "notebook": notebook,
        "markup": markup,
        "heading": heading,
        "title": title,
        "lead": without_links(lead),
        "description": shortened(text_of(lead)),
        "contents": [
            {"level": level, "id": identity, "html": content}
            for level, identity, content in markup.headings
            if level in (2, 3)
        ],
        "closed": closed,
        "needs": needs,
        "drawn_on": opening.drawn_on(texts, names, name),
        "minutes": overview.minutes(name),
        "checks": checks,
        "sums": ledger.sums(checks),
        "picture": overview.picture(notebook, name),
        "live": overview.live(notebook, markup),
        "data": citation.data_of(notebook, licences),
        "cited": citation.cited(title, name),
    }
    return page | {"sections": search.sections(page)}


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
        identity, summary = None, "Set-up"
        if kind in TITLED:
            summary, first["html"] = opening.split_at_heading(first["html"], 3)
        elif kind in ("solution", "prediction"):
            identity, summary = opening.the_heading(first["html"], 4)
            run = run[1:]
            if not run or (kind == "prediction" and run[0].cell_type != "code"):
                raise PageError(f"the heading {text_of(summary)!r} folds no {kind}")
        if kind == "prediction":  # its Java stays in sight
            run[0].metadata.tutorial["folds_output"] = {"id": identity, "summary": summary}
        elif kind:
            run[0].metadata.tutorial["opens"] = {"kind": kind, "id": identity, "summary": summary}
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


def main():
    parser = ArgumentParser()
    for folder in ("sources", "executed", "target", "typesetter", "api"):
        parser.add_argument(folder, type=Path)
    parser.add_argument("repository", nargs="?")
    parser.add_argument("--solutions", type=Path, help="a folder for pages with the solutions; those in TARGET are without them then")
    given = parser.parse_args()
    typeset = Typesetter(given.typesetter)
    folders = {given.target: False, given.solutions: True} if given.solutions else {given.target: True}
    for target, solutions in folders.items():
        changed = export(given.sources, given.executed, target, typeset, given.api, given.repository, solutions)
        search.copy_library(given.typesetter, target)
        print(f"  {', '.join(changed) or 'none has changed'}")


if __name__ == "__main__":
    try:
        main()
    except PageError as error:
        sys.exit(f"Export failed. {error}")
