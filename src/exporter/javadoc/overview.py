"""Puts the examples of the page about the library into the overview of the API: python overview.py LIBRARY_PAGE OVERVIEW"""

import html
import re
import sys
from pathlib import Path

# A lead in bold, the rest of its paragraph, and the code below it.
EXAMPLE = re.compile(r"^\*\*(.+?)\*\*(.*?)\n\n```java\n(.*?)```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[(.+?)\]\((.+?)\)")


def sections(page):
    for lead, rest, code in EXAMPLE.findall(page):
        text = re.sub(r"`(.+?)`", r"<code>\1</code>", LINK.sub(r"\1", html.escape(rest, quote=False)))
        yield f"<p><strong>{html.escape(lead, quote=False)}</strong>{text}</p>\n<pre><code>{html.escape(code, quote=False)}</code></pre>"


if __name__ == "__main__":
    page, overview = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    print(overview.replace("@EXAMPLES@", "\n".join(sections(page))), end="")
