"""Judges what `make emptied` found: python emptied.py OUTPUT.MD MUTATIONS.XML...

Fails at a test that passed however the methods it runs were emptied. What no test noticed is for `make mutation` to judge."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def tests(mutation, which):
    """The methods; what a method tests with several arguments is one test."""
    names = filter(None, (mutation.findtext(which) or "").split("|"))
    return {re.sub(r"/\[(test-template-invocation|dynamic-).*", "", name) for name in names}


def main(output, *reports):
    mutations = [mutation for report in reports if report.exists() for mutation in ElementTree.parse(report).getroot().findall("mutation")]
    alarmed = set().union(*(tests(mutation, "killingTests") for mutation in mutations))
    passed = set().union(*(tests(mutation, "succeedingTests") for mutation in mutations))
    calm = passed - alarmed
    if not alarmed or not passed:
        sys.exit(f"{reports[0]} does not say which tests passed, and which failed")
    if calm:
        sys.exit("these tests pass, whatever they run is emptied:\n" + "\n".join(sorted(calm)))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(f"Each of {len(alarmed)} tests noticed some of {len(mutations)} such changes.\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
