"""The figures in the HTML of a notebook."""

import re

_SVG_TAG = re.compile(r"<svg\b[^>]*?(/?)>|(</svg\s*>)")


def figures(source):
    """The (start, end) of each figure in a piece of HTML; an <svg> inside another is part of it."""
    depth = start = 0
    for tag in _SVG_TAG.finditer(source):
        if depth == 0:
            start = tag.start()
        depth += -1 if tag[2] else 0 if tag[1] else 1
        if depth == 0:
            yield start, tag.end()


def replace_figures(source, replacement):
    """The HTML with each figure replaced by the result of the function."""
    pieces, position = [], 0
    for start, end in figures(source):
        pieces += [source[position:start], replacement(source[start:end])]
        position = end
    return "".join(pieces) + source[position:]


def with_own_ids(svg, prefix):
    """The figure with a prefix before each of its ids, so that no two figures on a page share one."""
    for identity in set(re.findall(r'\bid="([^"]+)"', svg)):
        name = re.escape(identity)
        svg = re.sub(rf'\bid="{name}"', f'id="{prefix}{identity}"', svg)
        svg = re.sub(rf'(url\(["\']?|href="|values="|begin=")#{name}(?=["\')])', rf"\g<1>#{prefix}{identity}", svg)
        svg = re.sub(
            r'(aria-(?:labelledby|describedby)=")([^"]*)"',
            lambda found: found[1] + re.sub(rf"(?<!\S){name}(?!\S)", prefix + identity, found[2]) + '"',
            svg,
        )
    return svg


def with_view_box(svg):
    """The figure with a viewBox, so that it can shrink on a narrow screen."""
    start = re.match(r"<svg\b[^>]*>", svg)[0]
    width, height = (re.search(rf'\b{side}="([\d.]+)(?:px)?"', start) for side in ("width", "height"))
    if "viewBox" in start or not (width and height):
        return svg
    return svg.replace("<svg", f'<svg viewBox="0 0 {width[1]} {height[1]}"', 1)


def as_picture(svg, prefix):
    """The figure as a small picture: no size, and no words, which nobody could read; its title is its alternative text."""
    svg = with_own_ids(with_view_box(svg), prefix)
    start = re.match(r"<svg\b[^>]*>", svg)[0]
    title = re.search(r"<title\b[^>]*>(.*?)</title>", svg, re.DOTALL)
    bare = re.sub(r'\s(?:width|height|style|role|tabindex|aria-[a-z]+)="[^"]*"', "", start)
    name = f'role="img" aria-label="{title[1]}"' if title else 'aria-hidden="true"'
    svg = bare.replace("<svg", f'<svg {name} focusable="false"', 1) + svg[len(start) :]
    return re.sub(r"<(title|desc|text)\b[^>]*>.*?</\1>", "", svg, flags=re.DOTALL)
