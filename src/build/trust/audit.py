"""Asks the OSV database for known flaws of everything that Maven and pip bring here: python audit.py

What the bill of materials names, is what runs: there, a serious flaw that a newer release mends fails the audit. The rest (of the
tests and of Maven's plugins) is told only. Needs a network; OSV is where it asks.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

OSV = os.environ.get("OSV", "https://api.osv.dev")
SERIOUS = ("HIGH", "CRITICAL")


def main():
    bom = json.loads(Path("target/bom/gradwalk.cdx.json").read_text(encoding="utf-8"))
    runs = {plain(component["purl"]) for component in bom["components"]}
    purls = sorted(runs | set(jars(Path(".mvn/checksums/checksums.sha256"))))
    flaws = list(known(purls))
    for purl, flaw in flaws:
        print(f"{'runs' if purl in runs else 'build'}  {purl}  {flaw['id']}  {severity(flaw)}  mended in {mended(flaw) or 'none'}  {flaw.get('summary', '')}")
    bad = [flaw for purl, flaw in flaws if purl in runs and severity(flaw) in SERIOUS and mended(flaw)]
    print(f"{len(purls)} artifacts asked about, {len(runs)} of them run; {len(flaws)} flaws known, {len(bad)} of them serious, mended, and in what runs")
    sys.exit(bool(bad))


def plain(purl):
    return purl.split("?")[0]


def jars(list_of_all):
    for line in list_of_all.read_text(encoding="utf-8").splitlines():
        path = line.split("  ", 1)[1]
        if path.endswith(".jar"):
            *group, artifact, version, _ = path.split("/")
            yield f"pkg:maven/{'.'.join(group)}/{artifact}@{version}"


def known(purls):
    for start in range(0, len(purls), 500):
        part = purls[start : start + 500]
        results = ask("/v1/querybatch", {"queries": [{"package": {"purl": purl}} for purl in part]})["results"]
        assert len(results) == len(part), "as many answers as questions"
        for purl, result in zip(part, results):
            for flaw in result.get("vulns", []):
                yield purl, ask(f"/v1/vulns/{flaw['id']}")


def severity(flaw):
    return flaw.get("database_specific", {}).get("severity", "UNKNOWN")


def mended(flaw):
    events = [event for affected in flaw.get("affected", []) for ranges in affected.get("ranges", []) for event in ranges.get("events", [])]
    return ", ".join(sorted({event["fixed"] for event in events if "fixed" in event}))


def ask(path, question=None):
    data = None if question is None else json.dumps(question).encode()
    with urllib.request.urlopen(urllib.request.Request(OSV + path, data, {"Content-Type": "application/json"}), timeout=60) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
