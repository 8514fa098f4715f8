"""A formula as a line of text, for the results of the search: `\\tfrac{1}{N}\\sum_k e^{z_k}` is 1/N ∑_k e^z_k."""

import re
from html.entities import html5

# What HTML calls otherwise than TeX; most symbols have the same name in both.
_SYMBOLS = {
    "partial": "∂", "top": "T", "cdot": "·", "varepsilon": "ε", "varphi": "φ", "infty": "∞", "oslash": "⊘", "ldots": "…", "dots": "…",
    "to": "→", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lvert": "|", "rvert": "|", "quad": " ", "qquad": " ",
    **dict.fromkeys("left right big Big bigl bigr Bigl Bigr displaystyle textstyle hat tilde bar overline widehat widetilde mathrm mathbf mathcal mathbb text operatorname boxed underbrace".split(), ""),
}  # fmt: skip
_STRUCTURE = re.compile(r"\\(?:tag|begin|end)\{[^{}]*\}|\\[,;:! ]|\\\\(?:\[\w+\])?|&")
_COMMAND = re.compile(r"\\(?!(?:frac|sqrt|underset)(?![A-Za-z]))([A-Za-z]+)(\s*)")
_ARGUMENT = r"\s*(?:\{([^{}]*)\}|([^\s{}\\]))"
_FRACTION = re.compile(r"\\frac" + 2 * _ARGUMENT)
_ROOT = re.compile(r"\\sqrt(?:\[\w+\])?" + _ARGUMENT)
_BELOW = re.compile(r"\\underset\s*\{[^{}]*\}")
_SCRIPT = re.compile(r"([_^])\{([^{}]*)\}")
_GROUP = re.compile(r"(?<![}_^ct\d])\{([^{}]*)\}")  # that belongs to no fraction, root or script


def as_text(tex):
    text = re.sub(r"\\[dt]frac(?![A-Za-z])", r"\\frac", _STRUCTURE.sub(" ", tex))
    text, before = _COMMAND.sub(_symbol, text), None
    while text != before:
        before = text
        text = _SCRIPT.sub(lambda found: found[1] + _grouped(found[2]), _BELOW.sub("", text))
        text = _FRACTION.sub(lambda found: f"{_grouped(found[1] or found[2])}/{_grouped(found[3] or found[4])}", text)
        text = _GROUP.sub(r"\1", _ROOT.sub(lambda found: "√" + _grouped(found[1] or found[2]), text))
    return re.sub(r"\s+(?=[\s_^,)]|$)|(?<=[(])\s+", "", re.sub(r"[{}\\]", "", text)).strip()


def _symbol(command):
    name, space = command.groups()
    symbol = _SYMBOLS.get(name, html5.get(f"{name};", f" {name} "))
    return symbol + (" " if space and symbol not in ("", "∂", "∇") else "")


def _grouped(text):
    """In parentheses, unless it is one thing."""
    text = text.strip()
    return text if re.fullmatch(r"[-−]?[\w∂]*(?:[_^]\w)*|∂[\w^]+ ?\w*|\(.*\)", text) else f"({text})"
