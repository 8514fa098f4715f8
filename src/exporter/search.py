"""What readers can look up: the sections of all notebooks, and the questions of readers with the passages that answer them."""

import json
import re
import zipfile
from collections import Counter
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

import ledger
from folding import TITLED
from markup import EQUATION, PageError, text_of
from plain import as_text

QUESTIONS = "questions.json"
# What readers write, and how the course says it, in words that are in its text.
SYNONYMS = Path(__file__).with_name("synonyms.json")

_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_BOLD = re.compile(r'<strong(?: id="([^"]*)")?>(.*?)</strong>', re.DOTALL)
_FORMULA = re.compile(r"\$([^$]+)\$")
_INLINE = re.compile(r'<span class="math inline">\$(.*?)\$</span>', re.DOTALL)
_DISPLAY = re.compile(r'<span class="math display"[^>]*>(.*?)</span>', re.DOTALL)
_CHECKS = re.compile(r'<details class="checks".*?</details>', re.DOTALL)
_FIGURE = re.compile(r"<(svg|script|style)\b.*?</\1>", re.DOTALL)
_TABLE_HEAD = re.compile(r"(?s)<th\b[^>]*>((?:(?!</th>).)*)</th>(?=(?:(?!</thead>|<thead).)*</thead>)")
_END = re.compile(r"</(?:p|li|td|th|tr|h\d|summary|caption)>")
# The parts of a name such as CrossEntropyLoss.
_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")
# A word with a hyphen, and a term of two words; readers may write each of them as one word.
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_][^\W_]*(?:-[^\W_]+)+(?![\w-])")
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")


def sections(page):
    """The sections of a page, each with the id and the HTML of its heading, its text without displayed equations, what is bold in it, the columns of the
    tables that its code shows, the equations, and what its code and the output of the code say. The first is the page itself. A solution, which lies in
    a fold, is one of its own.
    """
    found = [_section(page, "", page["heading"])]
    section = around = found[0]
    for cell in page["notebook"].cells:
        shown = cell.metadata.tutorial
        opens = shown["opens"]
        if opens and opens["kind"] == "solution":
            around, section = section, _section(page, opens["id"], f"{section['html']} · {opens['summary']}")
            found.append(section)
        if cell.cell_type == "code":
            outputs = [_data(output) for output in cell.outputs]
            section["code"] += [cell.source, *(f"{data.get('text/plain', '')} {plain_text(data.get('text/html', ''))}" for data in outputs)]
            section["columns"] += [plain_text(head) for data in outputs for head in _TABLE_HEAD.findall(data.get("text/html", ""))]
        elif cell.cell_type == "markdown":
            # The heading of an aside or of a question stands on its fold.
            before, *parts = _HEADING.split((opens["summary"] if opens and opens["kind"] in TITLED else "") + shown["html"])
            _add(section, before)
            for _, identity, heading, text in zip(*(iter(parts),) * 4):
                section = around = _section(page, unescape(identity), heading)
                found.append(section)
                _add(section, text)
        if shown["closes"]:
            section = around
    return found


def _section(page, identity, heading):
    return {"page": page["name"], "number": page["number"], "id": identity, "html": heading, "text": "", "bold": [], "columns": [], "formulas": [], "code": []}


def _add(section, fragment):
    fragment = _CHECKS.sub("", fragment)  # first, since they contain elements that would end their equation
    section["bold"] += [(plain_text(bold), unescape(identity)) for identity, bold in _BOLD.findall(fragment)]
    section["formulas"] += [as_text(unescape(tex).strip("$")) for tex in _DISPLAY.findall(fragment)]
    section["text"] += " " + plain_text(EQUATION.sub(" ", fragment))


def plain_text(fragment):
    """The words of a piece of HTML, and its formulas as lines of text."""
    return text_of(_INLINE.sub(lambda found: escape(as_text(unescape(found[1]))), _END.sub(" ", fragment)))


def _data(output):
    """What an output shows, by MIME type, without figures; the rows of the ledger are not the words of a section."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    return {} if ledger.MIME in data else {**data, "text/html": _FIGURE.sub(" ", data.get("text/html", ""))}


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
    return {**question, "section": places[answer], "address": _address(places[answer], places[answer]["id"])}


def _address(section, identity):
    return f"{section['page']}.html" + (f"#{quote(identity)}" if identity else "")


def data(pages, asked):
    """The script that gives the search its data: each section with its text, the questions that it answers, which are bold in it or come from the file of
    questions, the terms that are bold where they are introduced, the columns of its tables, its equations, and the words that only its code has; the words for which readers
    have others, and those that they write as one.
    """
    questions = {}
    for theme in asked:
        for question in theme["questions"]:
            asked_there = _FORMULA.sub(lambda found: as_text(found[1]), question["question"])
            questions.setdefault(question["address"], []).append({"question": asked_there})
    rows = [
        {
            "address": address,
            "number": section["number"],
            "title": plain_text(page["heading"]),
            "heading": plain_text(section["html"]),
            "text": section["text"].strip(),
            "questions": questions.get(address, []) + [{"question": bold, "address": _address(section, identity)} for bold, identity in section["bold"] if identity],
            "terms": [bold for bold, _ in section["bold"] if bold[-1:] not in ".:?"],
            "columns": section["columns"],
            "formulas": " ; ".join(section["formulas"]),
            "code": " ".join(_names(section)),
        }
        for page in pages
        for section in page["sections"]
        for address in [_address(section, section["id"])]
    ]
    synonyms = {word: others for group in json.loads(SYNONYMS.read_text(encoding="utf-8")).values() for word, others in group.items()}
    script = f"gradwalk.sections = {json.dumps(rows, ensure_ascii=False)};\ngradwalk.synonyms = {json.dumps(synonyms, ensure_ascii=False)};\n"
    script += f"gradwalk.joined = {json.dumps(_joined(rows), ensure_ascii=False)};\n"
    return script.replace("</", "<\\/")


def _joined(rows):
    """What the course writes with a hyphen, or as a term of two words, by the one word that readers may write instead, as in lbfgs and learningrate;
    without those that the course itself writes more often as one word.
    """
    texts = [" ".join([row["heading"], row["text"], *(asked["question"] for asked in row["questions"])]).lower() for row in rows]
    whole = Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))
    parted = Counter(word for text in texts for word in _HYPHENED.findall(text))
    for term in {term.lower() for row in rows for term in row["terms"]}:
        if _TWO_WORDS.fullmatch(term):
            parted[term] += sum(text.count(term) for text in texts)
    joined = {re.sub("[- ]", "", parts): parts for parts in sorted(parted)}
    return {word: parts for word, parts in joined.items() if len(word) > 2 and parted[parts] > whole[word]}


def _names(section):
    """The words in the names and the output of the section's code that its text does not have, each once."""
    said = set(re.findall(r"\w+", section["text"].lower()))
    return [name for name in dict.fromkeys(name.lower() for code in section["code"] for name in _NAME.findall(code)) if name not in said and len(name) > 2]


def copy_library(typesetter, pages):
    """Puts lunr, which searches in the page, from the archive that Maven brought beside the pages."""
    with zipfile.ZipFile(typesetter / "lunr.jar") as archive:
        script = next(name for name in archive.namelist() if name.endswith("/lunr.min.js"))
        (pages / "assets" / "lunr.js").write_bytes(archive.read(script))
