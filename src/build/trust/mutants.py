"""Judges what `make mutation` found: python mutants.py SURVIVORS.TXT OUTPUT.MD MUTATIONS.XML...

Writes how many mutants of each package the tests killed, and the survivors with the reason why each is harmless. Fails at a
survivor without a reason, and at more survivors of a kind in one method than have that reason."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

KILLED = {"KILLED", "TIMED_OUT", "MEMORY_ERROR"}
ALIVE = {"SURVIVED", "NO_COVERAGE"}
ROOT = "io.github.gradwalk"


class Mutant(NamedTuple):
    package: str
    where: str
    what: str
    killed: bool


def mutants(report):
    for mutation in ElementTree.parse(report).getroot():
        name = mutation.findtext("mutatedClass").removeprefix(ROOT + ".")
        package = name.rpartition(".")[0] or "mathematics"
        method = re.sub(r"^lambda\$(.*)\$\d+$", r"\1", mutation.findtext("mutatedMethod"))
        what = re.sub(r"\S*[./$](\w+)::", r"\1::", mutation.findtext("description")).split(" for ")[0]
        status = mutation.get("status")
        if status not in KILLED | ALIVE:
            sys.exit(f"{name}.{method}: {what}: {status}, so that nothing is known of it")
        yield Mutant(package, f"{name.replace('$', '.')}.{method}", what, status in KILLED)


def reasons(path):
    """How many there may be, and the reason, by where and what."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 4 or not all(parts) or not parts[2].isdigit():
                sys.exit(f"{path}:{number} must be: where | what | how many times | why it is harmless")
            found[parts[0], parts[1]] = int(parts[2]), parts[3]
    return found


def table(found):
    counts = defaultdict(Counter)
    for mutant in found:
        counts[mutant.package][mutant.killed] += 1
    for package in sorted(counts, key=lambda name: (name != "mathematics", name)):
        killed, alive = counts[package][True], counts[package][False]
        yield package, killed + alive, killed, killed / (killed + alive)


def main(survivors, output, *reports):
    found = [mutant for report in reports if report.exists() for mutant in mutants(report)]
    known = reasons(survivors)
    alive = Counter((mutant.where, mutant.what) for mutant in found if not mutant.killed)
    rows = list(table(found))
    faults = []
    for change, times in alive.items():
        reason_for = known.get(change, (0, ""))[0]
        if times > reason_for:
            faults.append(f"{times} survivors, and a reason for {reason_for}: {' | '.join(change)}")
    for change, (times, _) in known.items():
        if times > alive[change]:
            print(f"{alive[change]} survivors, and a reason for {times} in {survivors}: {' | '.join(change)}")
    if faults:
        sys.exit("\n".join(faults))
    lines = ["| package | mutants | killed | |", "| --- | --- | --- | --- |"]
    lines += [f"| {package} | {count} | {killed} | {share:.1%} |" for package, count, killed, share in rows]
    lines += ["", "| survivor | change | why it is harmless |", "| --- | --- | --- |"]
    lines += [
        f"| `{where}` | {what}{f' ({times} times)' if times > 1 else ''} | {known[where, what][1]} |"
        for (where, what), times in sorted(alive.items())
    ]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
