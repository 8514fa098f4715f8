"""Writes the page of what was proven: python trust.py TEMPLATE FRAGMENTS OUTPUT

A line {{name}} of the template becomes what a proof wrote to name.md in the folder of fragments."""

import re
import sys
from pathlib import Path

PLACE = re.compile(r"^\{\{([\w-]+)\}\}$", re.MULTILINE)


def page(template, fragments):
    missing = [name for name in PLACE.findall(template) if not (fragments / f"{name}.md").is_file()]
    if missing:
        sys.exit(f"not proven yet, there is no {', '.join(missing)} in {fragments}: make verify-all")
    return PLACE.sub(lambda place: (fragments / f"{place[1]}.md").read_text(encoding="utf-8").rstrip("\n"), template)


def main(template, fragments, output):
    output.write_text(page(template.read_text(encoding="utf-8"), fragments), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
