"""What readers can look up: the sections of all notebooks, and the questions of readers with the passages that answer them."""

import json
import re
import zipfile
from html import unescape
from urllib.parse import quote

from markup import PageError, text_of

QUESTIONS = "questions.json"

_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_BOLD = re.compile(r"<strong>(.*?)</strong>", re.DOTALL)


def sections(page):
    """The sections of a page, each with the id and the HTML of its heading, its text without displayed equations, and what is bold in it. The first is
    the page itself.
    """
    found = [{"page": page["name"], "number": page["number"], "id": "", "html": page["heading"], "text": "", "bold": []}]
    for cell in page["notebook"].cells:
        if cell.cell_type != "markdown":
            continue
        opens = cell.metadata.tutorial["opens"]  # the heading of an aside or of a question stands on its fold
        parts = _HEADING.split((opens["summary"] if opens else "") + cell.metadata.tutorial["html"])
        found[-1]["text"] += " " + _words(parts[0])
        found[-1]["bold"] += _bold(parts[0])
        for _, identity, heading, text in zip(*(iter(parts[1:]),) * 4):
            found.append({**found[0], "id": unescape(identity), "html": heading, "text": _words(text), "bold": _bold(text)})
    return found


def _bold(fragment):
    return [text_of(bold).strip() for bold in _BOLD.findall(fragment)]


def _words(fragment):
    # The checks first, since they contain elements that would end their equation.
    text = re.sub(r'<details class="checks".*?</details>', "", fragment, flags=re.DOTALL)
    return text_of(re.sub(r'<div class="equation\b.*?</div>|</(?:p|li|td|th|h\d)>', " ", text, flags=re.DOTALL))


def themes(sources, pages):
    """The questions by theme, from the file among the notebooks, if there is one; each gets the section that answers it. Raises PageError if there is
    no such section.
    """
    places = {f"{section['page']}#{section['id']}".rstrip("#"): section for page in pages for section in page["sections"]}
    file = sources / QUESTIONS
    read = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return [{**theme, "questions": [_with_answer(question, places) for question in theme["questions"]]} for theme in read]


def _with_answer(question, places):
    answer = question["answer"]
    if answer not in places:
        raise PageError(f"{QUESTIONS}: no notebook has the passage {answer}, which is to answer: {question['question']}")
    name, _, anchor = answer.partition("#")
    return {**question, "section": places[answer], "address": f"{name}.html" + (f"#{quote(anchor)}" if anchor else "")}


def data(pages, asked):
    """The script that gives the search its data: each section with its text, the questions that it answers, which are its heading, bold in it or come from
    the file of questions, and the terms that are bold where they are introduced.
    """
    questions = {}
    for theme in asked:
        for question in theme["questions"]:
            questions.setdefault(question["address"], []).append(question["question"])
    rows = [
        {
            "address": address,
            "number": section["number"],
            "title": text_of(page["heading"]),
            "heading": heading,
            "text": section["text"].strip(),
            "questions": questions.get(address, []) + [text for text in [*section["bold"], heading] if text.endswith("?") and not text.startswith("Exercise ")],
            "terms": [bold for bold in section["bold"] if bold[-1:] not in ".:?"],
        }
        for page in pages
        for section in page["sections"]
        for address in [f"{section['page']}.html" + (f"#{quote(section['id'])}" if section["id"] else "")]
        for heading in [text_of(section["html"])]
    ]
    return f"gradwalk.sections = {json.dumps(rows, ensure_ascii=False)};\n".replace("</", "<\\/")


def copy_library(typesetter, pages):
    """Puts lunr, which searches in the page, from the archive that Maven brought beside the pages."""
    with zipfile.ZipFile(typesetter / "lunr.jar") as archive:
        script = next(name for name in archive.namelist() if name.endswith("/lunr.min.js"))
        (pages / "assets" / "lunr.js").write_bytes(archive.read(script))
