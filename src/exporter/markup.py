"""Turns the Markdown, code and HTML of a notebook into the HTML of a page.

Formulas are taken out before the Markdown is read and put back afterwards, as in JupyterLab: a bar in a formula does not end a table cell,
and nbconvert 6 and 7, whose Markdown readers differ, give the same text and structure.
"""

import html
import itertools
import re
from urllib.parse import quote, unquote

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from svg import replace_figures, with_own_ids, with_view_box

TAG = re.compile(r"[ \t]*\\tag\{(\d\d\.\d+)\}")

_SOURCE_TOKEN = re.compile(
    r"(?P<fence>^[ >]*(?P<ticks>`{3,}|~{3,}).*?^[ >]*(?P=ticks)[`~]*[ \t]*$)"
    r"|(?P<code>(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
    r"|(?P<number>(?<=\S\n)[ \t]*\d+(?=[.)][ \t]))"
    r"|(?P<dollar>\\\$)"
    r"|\$\$(?P<display>.+?)\$\$"
    r"|(?P<environment>\\begin\{(?P<name>(?:equation|align|gather|multline|alignat|eqnarray)\*?)\}.*?\\end\{(?P=name)\})"
    r"|\$(?P<inline>(?:\\.|(?!\n[ \t]*\n)[^$\\])+?)\$",
    re.DOTALL | re.MULTILINE,
)
_HELD = re.compile("\ue000(\\d+)\ue001([.,;:!?)]+|-\\w+)?")
# In an attribute, where an address has it percent-encoded.
_HELD_IN_TAG = re.compile("(?:\ue000|%EE%80%80)(\\d+)(?:\ue001|%EE%80%81)")
_INLINE = '<span class="math inline">'
_ELEMENT = re.compile(r"(<[^>]*>)")
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
# A heading on a fold is a button already, in which there can be no link.
_ANCHORED = re.compile(r'(?<!<summary>)<h([1-6])( [^>]*?)?\bid="([^"]+)"[^>]*>(.*?)(?=</h\1>)', re.DOTALL)
_UNNUMBERED = re.compile(r'<div class="equation">(.*?)(?=</div>)', re.DOTALL)
_REFERENCE = re.compile(r"\((\d\d\.\d+)\)")
_LINK = re.compile(r'href="([^"#:]*?)([^"/#:]+)\.ipynb(?:#([^"]*))?"')
_ADDRESS = re.compile(r'(href|src)="([^"]*)"')
_SCHEME = re.compile(r"(?!(?:https?|mailto):)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>")
_FORMULA_LINK = re.compile(r'(<a href="[^"#]*#([^"]+)")>(?=<span class="math inline">[^<]*</span></a>)')
_BOLD_QUESTION = re.compile(r"<strong>((?:(?!</?strong>).)*\?)</strong>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*?)</p>", re.DOTALL)
EQUATION = re.compile(r'(<div class="equation\b.*?</div>)', re.DOTALL)
# What HTML does not allow, and characters that change the direction of the text after them, except for an isolate that is closed.
_UNSHOWN = re.compile(
    "(\u2068[^\u2066-\u2069\u202a-\u202e<\n]*\u2069)"
    "|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# The page's own ids.
_OURS = re.compile(r"main|(?:asked|cell|check|checks|eq|formula|mjx|figure)-.*")
_MARK = re.compile(r"<!-- mark (\d\d\.\d+) -->")


# Code, figures, TeX that is typeset later, and tags: their text stays as it is.
_TEXT = re.compile(
    r'(?P<kept><(?P<name>pre|code|script|style|svg)\b.*?</(?P=name)\s*>|<span class="math [^>]*>.*?</span>|<[^>]*>)|[^<]+', re.DOTALL
)
_UNIT = re.compile(r"(?<=\d) (?=(?:%|ms|µs|ns|s|min|minutes|hours|seconds|[kKMG]B|bytes|bits?|nats?|px|pixels|mm|g|kg)(?![\w-]))")
_OPERATOR = re.compile(r"(?<=\S) ([×−⊙]) (?=\S)")
_NAMED_SHAPE = re.compile("(?<=[\\w⊤]) (?=\\(\\w+\u00a0×)")


def unbroken(page):
    """The HTML with spaces at which no line ends between a number and its unit, and inside of a shape or a formula that is text."""
    return _TEXT.sub(lambda found: found["kept"] or _joined(found[0]), page)


def _joined(text):
    return _NAMED_SHAPE.sub("\u00a0", _OPERATOR.sub("\u00a0\\1\u00a0", _UNIT.sub("\u00a0", text)))


class Renderer(IPythonRenderer):
    """The renderer of nbconvert, except that a diagram is code like any other; nbconvert would copy it into the page, tags and all."""

    def block_mermaidjs(self, code):
        return f"<pre><code>{html.escape(code)}</code></pre>\n"


class PageError(Exception):
    """A notebook has something that cannot become part of a page; the message says what and where."""


def inert(page):
    """The page with U+FFFD for each character that is not text or would reorder the text after it."""
    return _UNSHOWN.sub(lambda found: found[1] or "\ufffd", page)


class Mathematics:
    """Formulas held back while the text around them is processed."""

    def __init__(self):
        self._held = []
        self._sources = []

    def hold(self, source):
        """The source with a mark in place of each formula."""
        return _SOURCE_TOKEN.sub(self._mark, source.replace("\ue000", "\ufffd"))

    def restore(self, text):
        """The text with each formula back in its place, in an element that typesetting.py recognises; in an attribute it is its source."""
        parts = _ELEMENT.split(text)
        for index, part in enumerate(parts):
            parts[index] = _HELD_IN_TAG.sub(self._source, part) if part.startswith("<") else _HELD.sub(self._put_back, part)
        return "".join(parts)

    def _source(self, mark):
        return self._sources[int(mark[1])]

    def _put_back(self, mark):
        element, tail = self._held[int(mark[1])], mark[2] or ""
        if tail and element.startswith(_INLINE):
            # A comma stays with its formula; a browser might otherwise break the line between them.
            return f'<span class="unbroken">{element}{tail}</span>'
        return element + tail

    def _mark(self, token):
        if token["fence"] or token["code"]:
            return token[0]
        if token["number"]:
            return token[0] if _is_in_list(token) else token[0] + "\\"
        if token["dollar"]:
            element = "$"
        elif token["inline"]:
            element = f'{_INLINE}${html.escape(token["inline"], quote=False)}$</span>'
        elif token["display"]:
            element = _display(f"$${_unquoted(token)}$$")
        else:
            element = _display(token["environment"])
        self._held.append(element)
        self._sources.append("$" if token["dollar"] else html.escape(token[0]))
        return f"\ue000{len(self._held) - 1}\ue001"


def _is_in_list(token):
    """Whether a number at the beginning of a line belongs to a list; nbconvert 6 would start a list with any number there."""
    paragraph = token.string[: token.start()].rpartition("\n\n")[2]
    return re.search(r"(?m)^[ \t>]*(?:\d+[.)]|[-*+])[ \t]", paragraph)


def _display(tex):
    """A display formula on its own line, with its number, if it has one, and a place for its mark. The typesetter does not get the number."""
    tags = TAG.findall(tex)
    if len(tags) > 1:
        raise PageError(f"a formula has more than one number: {', '.join(tags)}")
    formula = html.escape(TAG.sub("", tex), quote=False)
    if not tags:
        return f'<div class="equation"><span class="math display">{formula}</span></div>'
    tag, name = tags[0], equation_id(tags[0])
    return (
        f'<div class="equation numbered" role="group" aria-label="Equation {tag}">'
        f'<span class="math display" id="{name}" data-tag="{tag}">{formula}</span>'
        f'<a class="equation-number" href="#{name}" aria-label="Equation {tag}">{tag}</a><!-- mark {tag} --></div>'
    )


def _unquoted(token):
    """A formula inside a Markdown quotation, without the quotation marks at the beginning of its lines."""
    line = token.string[token.string.rfind("\n", 0, token.start()) + 1 : token.start()]
    return re.sub(r"(?m)^[ \t]*> ?", "", token["display"]) if line.lstrip().startswith(">") else token["display"]


def equation_id(tag):
    return f"eq-{tag}"


def text_of(fragment):
    """The words of a piece of HTML, TeX marks taken off: for titles, descriptions and anchors."""
    words = html.unescape(re.sub(r"<[^>]*>", "", fragment))
    words = re.sub(r"\\(?:mathrm|mathbf|mathcal|text|operatorname)\b|[${}]", "", words)
    return re.sub(r"\s+", " ", words.replace("\\", "")).strip()


def without_links(fragment):
    return re.sub(r"</?a\b[^>]*>", "", fragment)


def without_gaps(page):
    """The page whose headings skip no level: a small heading right below a section's becomes one of the next level, which looks as it did."""
    above = []  # of the headings around: level as written, level on the page

    def closed(found):
        written = int(found[1])
        while above and above[-1][0] >= written:
            above.pop()
        level = above[-1][1] + 1 if above else written
        above.append((written, level))
        return found[0] if level == written else re.sub(r"^<h\d(.*)h\d>$", rf'<h{level} class="minor"\1h{level}>', found[0], flags=re.DOTALL)

    return _HEADING.sub(closed, page)


def with_permalinks(page):
    """The page with a link to each of its headings and displayed formulas, for readers to copy; a numbered equation has one, its number."""
    count = itertools.count(1)

    def to_formula(found):
        name = f"formula-{next(count)}"
        return f'<div class="equation" id="{name}">{found[1]}<a class="permalink" href="#{name}" aria-label="Link to this formula"></a>'

    page = _ANCHORED.sub(lambda found: f'{found[0]}<a class="permalink" href="#{quote(html.unescape(found[3]))}" aria-label="Link to this section"></a>', page)
    return _UNNUMBERED.sub(to_formula, page)


def tags_of(source):
    """The equation tags in a Markdown source, in order; those in code do not count."""
    return [
        tag
        for token in _SOURCE_TOKEN.finditer(source)
        for tag in TAG.findall(token["display"] or token["environment"] or token["inline"] or "")
    ]


def formulas_of(source):
    """The TeX of each equation in a Markdown source, by its tag."""
    return {tag: token[0] for token in _SOURCE_TOKEN.finditer(source) for tag in TAG.findall(token["display"] or token["environment"] or "")}


class Markup:
    """The markup of one page. `pages` are the notebooks' names, `equations` maps each tag to its notebook's name, `mark`
    gives the HTML of an equation's mark."""

    def __init__(self, name, pages, equations, mark=lambda tag: ""):
        self._name = name
        self._pages = pages
        self._equations = equations
        self._mark = mark
        self._ids = set()
        self._figures = 0
        self.headings = []  # (level, id, HTML)

    def markdown(self, source, listed=True):
        """The HTML of a Markdown cell, in which HTML is text; its headings enter the contents if `listed`."""
        mathematics = Mathematics()
        renderer = Renderer(escape=True, exclude_anchor_links=True)
        page = MarkdownWithMath(renderer=renderer).render(mathematics.hold(source))
        page = self._with_references(self._with_page_links(_ADDRESS.sub(_leading_to_a_page, page)))
        page = _FORMULA_LINK.sub(_named, _PARAGRAPH.sub(_around_equations, mathematics.restore(page)))
        page = _HEADING.sub(lambda found: self._heading(found, mathematics, listed), page)
        page = _BOLD_QUESTION.sub(lambda found: f'<strong id="{html.escape(self.unique("asked-" + _in_address(found[1])))}">{found[1]}</strong>', page)
        return _MARK.sub(lambda found: self._mark(found[1]), self.output_html(page))

    def code(self, source, language):
        return self._with_references(coloured(source, language))

    def output_html(self, source):
        """HTML from a notebook: figures get ids of their own, tables a box that scrolls, and a header cell without text becomes an ordinary one."""
        for image in _IMAGE.findall(source):
            if not re.search(r'\balt="', image):
                raise PageError(f"{self._name}: an image without alternative text: {image[:80]}")
        source = replace_figures(re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", source), self._figure)
        source = re.sub(r"<th\b[^>]*>\s*</th>", "<td></td>", source)
        source = re.sub(r"<table\b", '<div class="scroll"><table', source)
        return unbroken(source.replace("</table>", "</table></div>"))

    def _heading(self, found, mathematics, listed):
        level, content = int(found[1]), found[2].strip()
        words = _in_address(content) or "section"
        identity = self.unique(f"section-{words}" if _OURS.fullmatch(words) else words)
        if listed:
            self.headings.append((level, identity, without_links(content)))
        return f'<h{level} id="{html.escape(identity)}">{content}</h{level}>'

    def unique(self, identity):
        """An id that nothing else on the page has, like the given one."""
        candidate, number = identity, 1
        while candidate in self._ids:
            number += 1
            candidate = f"{identity}-{number}"
        self._ids.add(candidate)
        return candidate

    def _with_page_links(self, page):
        def as_page(link):
            folder, name, fragment = link.groups()
            if folder not in ("", "./") or unquote(name) not in self._pages:
                return link[0]
            return f'href="{name}.html' + (f"#{quote(unquote(fragment))}" if fragment else "") + '"'

        return _LINK.sub(as_page, page)

    def _with_references(self, page):
        """Equation numbers in parentheses become links to their equations."""
        parts, inside_link = _ELEMENT.split(page), 0
        for index, part in enumerate(parts):
            if part.startswith("<a ") or part.startswith("</a"):
                inside_link = part.startswith("<a ")
            elif not part.startswith("<") and not inside_link:
                parts[index] = _REFERENCE.sub(self._reference, part)
        return "".join(parts)

    def _reference(self, found):
        return self.equation_link(found[1], found[0])

    def equation_link(self, tag, text):
        """The text as a link to the equation with the tag; without a link if there is no such equation."""
        name = self._equations.get(tag)
        if name is None:
            return text
        page = "" if name == self._name else f"{name}.html"
        return f'<a class="reference" href="{page}#{equation_id(tag)}">{text}</a>'

    def _figure(self, svg):
        self._figures += 1
        return with_own_ids(with_view_box(svg), f"figure-{self._figures}-")


def _in_address(words):
    return re.sub(r"\s+", "-", inert(text_of(words)))


def _leading_to_a_page(address):
    """A link of Markdown, unchanged unless it leads to a script or anything else that is not a page: then it leads nowhere."""
    plain = re.sub(r"[\0-\x20]", "", html.unescape(address[2]))
    return f'{address[1]}="#"' if _SCHEME.match(plain) else address[0]


def _named(link):
    """A link whose words are a formula is named by the heading to which it leads."""
    return f'{link[1]} aria-label="{html.escape(unquote(link[2]).replace("-", " "))}">'


def coloured(source, language):
    return highlight(source, get_lexer_by_name(language, stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")


def _around_equations(paragraph):
    """A paragraph with display formulas, split at them, since they are not part of any paragraph."""
    parts = EQUATION.split(paragraph[1])
    return "\n".join(
        part if part.startswith('<div class="equation') else f"<p>{part.strip()}</p>" for part in parts if part.strip()
    )
