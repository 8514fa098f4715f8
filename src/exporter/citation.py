"""How to cite a page, as CITATION.cff says, and under which licences it may be used."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CITATION, LICENCE = ROOT / "CITATION.cff", ROOT / "LICENSE"
# Among the data of the notebooks: what each file is, who made it, and under which licence.
DATA_LICENCES = "data/licences.json"


def cited(title=None, name=None):
    """A page as a text and as BibTeX; without a title it is the whole course."""
    work = _read(CITATION.read_text(encoding="utf-8"))
    whole = f"{work['title']}, version {work['version']}"
    year = work.get("date-released", "")[:4]
    address = f"https://doi.org/{work['doi']}" if "doi" in work else work.get("url") or work.get("repository-code")
    authors = [_author(author) for author in work["authors"]]
    fields = {
        "author": " and ".join(authors),
        "title": "{" + _in_bibtex(title or whole) + "}",
        "howpublished": title and f"In: {_in_bibtex(whole)}",
        "year": year,
        "url": address,
    }
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
    parts = [", ".join(author.strip("{}") for author in authors), f"“{title}”, in: {whole}" if title else whole, year, address]
    return {
        "text": ". ".join(part for part in parts if part) + ".",
        "bibtex": f"@misc{{{'-'.join(filter(None, [work['title'], name]))},\n{lines}}}",
    }


def _read(text):
    """The fields of CITATION.cff that are one line, and its authors: as much of YAML as stands there."""
    authors = re.search(r"^authors:\n((?:[ -].*\n)+)", text, re.MULTILINE)[1]
    return _fields(re.sub(r"(?m)^[ -].*\n", "", text)) | {"authors": [_fields(author) for author in re.split(r"^ *- ", authors, flags=re.MULTILINE)[1:]]}


def _fields(text):
    return {name: value.strip("\"'") for name, value in re.findall(r"^ *([\w-]+): +(.+?) *$", text, re.MULTILINE)}


def _author(author):
    if "name" in author:
        return "{" + author["name"] + "}"
    family = " ".join(filter(None, [author.get("name-particle"), author["family-names"], author.get("name-suffix")]))
    return ", ".join(filter(None, [family, author.get("given-names")]))


def _in_bibtex(text):
    return re.sub(r"([&%#_$])", r"\\\1", re.sub(r"[{}\\]", "", text))


def licences(sources):
    """What is known of the data among the notebooks, by the name of the file."""
    file = sources / DATA_LICENCES
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def data_of(notebook, known):
    """The data that the code of a notebook reads, each with its licence."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return [data for file, data in known.items() if re.search(rf"(?<![\w-]){re.escape(file)}\b", code)]
