"""What a page shows between its title and its text: what readers need first, and what it builds on."""

import html
import re

from markup import PageError, text_of

_NEEDS = re.compile(r"<p><em>You need:</em>(?P<needs>.*?)(?:<em>Next:</em>(?P<next>.*?))?</p>\n?", re.DOTALL)
_PAGE_LINK = re.compile(r'<a href="((\d\d)-[^"#]*)\.html(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)
_REFERENCE = re.compile(r'<a class="reference" href="(\d\d-[^"#]*)\.html#eq-(\d\d\.\d+)">')


def split_at_title(page):
    """The HTML of a cell up to the end of the title, and the HTML after it."""
    before, title, after = page.partition("</h1>")
    return before + title, after.lstrip("\n")


def split_at_heading(fold, level):
    """The heading with which the HTML of a fold must begin, and the HTML after it."""
    found = re.match(rf"\s*(<h{level} .*?</h{level}>)\n?", fold, re.DOTALL)
    if not found:
        raise PageError(f"a fold must begin with a heading of level {level}, but begins with {text_of(fold)[:80]!r}")
    return found[1], fold[found.end() :]


def the_heading(fold, level):
    """The id and the words of the heading, which must be all that the HTML holds."""
    heading, after = split_at_heading(fold, level)
    if after.strip():
        raise PageError(f"{text_of(heading)}: a heading that folds what follows must stand in a cell of its own")
    return html.unescape(re.search(r'id="([^"]*)"', heading)[1]), re.sub(r"</?h\d\b[^>]*>", "", heading)


def take_needs(page):
    """The HTML without its paragraph "You need: … Next: …", and the content of that paragraph, {needs, next, after}, or None."""
    found = _NEEDS.search(page)
    if not found:
        return page, None
    needs = _numbered(found["needs"].strip())
    return page[: found.start()] + page[found.end() :], {
        "needs": _capital(needs),
        "next": _capital(_numbered((found["next"] or "").strip())),
        "after": sorted({link[2] for link in _PAGE_LINK.finditer(found["needs"])}),
    }


def _numbered(fragment):
    """The fragment with the number of the page at the beginning of each link to a page."""

    def numbered(link):
        page, number, anchor, attributes, words = link.groups()
        words = words if words.startswith(number) else f'<span class="number">{number}</span> {words}'
        return f'<a href="{page}.html{anchor or ""}"{attributes}>{words}</a>'

    return _PAGE_LINK.sub(numbered, fragment)


def _capital(fragment):
    return fragment[:1].upper() + fragment[1:]


def drawn_on(pages_html, names, name):
    """The equations of earlier pages that a page refers to, as [(page, tag)]."""
    found = {link for html in pages_html for link in _REFERENCE.findall(html)}
    earlier = set(names[: names.index(name)])
    return sorted(((page, tag) for page, tag in found if page in earlier), key=lambda link: [int(part) for part in link[1].split(".")])


def the_title(name, headings):
    """The HTML of a page's one heading of the first level."""
    titles = [content for level, _, content in headings if level == 1]
    if len(titles) != 1:
        raise PageError(f"{name}: a page needs exactly one heading of the first level, this has {len(titles)}")
    return titles[0]
