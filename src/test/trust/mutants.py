"""Judges what `make mutation` found: python mutants.py MUTATIONS.XML SURVIVORS.TXT OUTPUT.MD

Writes how many mutants of each package the tests killed, and the survivors with the reason why each is harmless. Fails where
fewer than 90 % were killed, and at a survivor without a reason."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

LEAST = 0.9
ALIVE = {"SURVIVED", "NO_COVERAGE"}
ROOT = "io.github.gradwalk"


class Mutant(NamedTuple):
    package: str
    where: str
    what: str
    emptied: bool  # a method that returns nothing, or a call that is left out
    killed: bool


def mutants(report):
    for mutation in ElementTree.parse(report).getroot():
        name = mutation.findtext("mutatedClass").removeprefix(ROOT + ".")
        package = name.rpartition(".")[0] or "mathematics"
        method = re.sub(r"^lambda\$(.*)\$\d+$", r"\1", mutation.findtext("mutatedMethod"))
        what = re.sub(r"\S*[./$](\w+)::", r"\1::", mutation.findtext("description")).split(" for ")[0]
        emptied = re.search(r"\.returns\.|VoidMethodCall", mutation.findtext("mutator")) is not None
        yield Mutant(package, f"{name.replace('$', '.')}.{method}", what, emptied, mutation.get("status") not in ALIVE)


def reasons(path):
    """The reason of each survivor, by where and what."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3 or not all(parts):
                sys.exit(f"{path}:{number} must be: where | what | why it is harmless")
            found[parts[0], parts[1]] = parts[2]
    return found


def table(found):
    counts = defaultdict(Counter)
    for mutant in found:
        counts[mutant.package][mutant.killed] += 1
    for package in sorted(counts, key=lambda name: (name != "mathematics", name)):
        killed, alive = counts[package][True], counts[package][False]
        yield package, killed + alive, killed, killed / (killed + alive)


def main(report, survivors, output):
    found = list(mutants(report))
    known = reasons(survivors)
    alive = Counter((mutant.where, mutant.what) for mutant in found if not mutant.killed)
    rows = list(table(found))
    faults = [f"only {share:.1%} of the mutants of {package} were killed" for package, _, _, share in rows if share < LEAST]
    faults += [f"no reason is given for the survivor: {where} | {what}" for where, what in alive if (where, what) not in known]
    for where, what in known.keys() - alive.keys():
        print(f"no longer a survivor, delete it from {survivors}: {where} | {what}")
    if faults:
        sys.exit("\n".join(faults))
    lines = ["| package | mutants | killed | |", "| --- | --- | --- | --- |"]
    lines += [f"| {package} | {count} | {killed} | {share:.1%} |" for package, count, killed, share in rows]
    emptied = [mutant.killed for mutant in found if mutant.emptied]
    lines += ["", f"Of these, {len(emptied)} leave out a call, or return nothing, 0, false or null in the place of a result: {sum(emptied)} were killed."]
    lines += ["", "| survivor | change | why it is harmless |", "| --- | --- | --- |"]
    lines += [
        f"| `{where}` | {what}{f' ({times} times)' if times > 1 else ''} | {known[where, what]} |"
        for (where, what), times in sorted(alive.items())
    ]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
