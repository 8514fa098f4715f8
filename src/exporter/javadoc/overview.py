"""Puts the README's examples of the library into the overview of the API: python overview.py README OVERVIEW"""

import html
import re
import sys
from pathlib import Path

# A lead in bold, the rest of its paragraph, and the code below it.
EXAMPLE = re.compile(r"^\*\*(.+?)\*\*(.*?)\n\n```java\n(.*?)```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[(.+?)\]\((.+?)\)")


def sections(readme):
    for lead, rest, code in EXAMPLE.findall(readme[readme.index("## The library") :]):
        text = re.sub(r"`(.+?)`", r"<code>\1</code>", LINK.sub(r"\1", html.escape(rest, quote=False)))
        yield f"<p><strong>{html.escape(lead, quote=False)}</strong>{text}</p>\n<pre><code>{html.escape(code, quote=False)}</code></pre>"


if __name__ == "__main__":
    readme, overview = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    print(overview.replace("@EXAMPLES@", "\n".join(sections(readme))), end="")
