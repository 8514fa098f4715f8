"""Completes the bill of materials and the list of licences by the Python packages: python bom.py

From target/bom/java.json and java.md, which Maven's plugins made and checked, and the packages in .venv, come target/bom/gradwalk.cdx.json
and docs/licences.md. Run by `make bom`, with the Python of .venv.
"""

import importlib.metadata
import json
import sys
from pathlib import Path

import jsonschema
import referencing.jsonschema

BOM = Path("target/bom")
PAGE = Path("docs/licences.md")
LOCKS = Path("src/build/locks")

LICENCES = Path("src/build/licences")
ALLOWED = set((LICENCES / "allowed.txt").read_text(encoding="utf-8").split())
# Which SPDX identifier each name of a licence stands for.
MEANT = {name: names[0] for names in (line.split("|") for line in (LICENCES / "names.txt").read_text(encoding="utf-8").splitlines()) for name in names}
HEAD = """# Licences

What gradwalk runs on, as `make bom` found it, which also writes the bill of materials in CycloneDX's form, `target/bom/gradwalk.cdx.json`.
`make test` fails when a library is not here, and when a licence is not one that goes with Apache-2.0: permissive ones, and those that
ask for the source of changed files (EPL, LGPL, MPL; nothing is changed here, and each library is a jar or package of its own).
Whoever hands out `target/lib` hands out these jars; the licences are in them or behind their names.
`gradwalk-spark` needs Apache Spark (Apache-2.0) and what Spark brings, which are not handed out with it: the cluster has them.

The exported pages contain gradwalk's own text, styles and scripts, the notebooks' outputs, outlines of glyphs from MathJax's fonts
(Apache-2.0). The data of the notebooks have
[licences of their own](../notebooks/data/README.md): CC0-1.0 and CC-BY-4.0.

`gradwalk-course` contains a part of the font DejaVu Sans Condensed, in which charts are laid out, with
[its licence](../src/course/main/resources/io/github/gradwalk/drawing/DejaVuSansCondensed.LICENSE.txt).
"""


def main():
    java = (BOM / "java.md").read_text(encoding="utf-8").splitlines()
    python = list(packages())
    bom = json.loads((BOM / "java.json").read_text(encoding="utf-8"))
    bom["components"] += [entry(*package) for package in python]
    validate(bom)
    (BOM / "gradwalk.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    refused = [(name, licence) for name, *_, licence in python if not licence or not set(words(licence)) <= ALLOWED]
    if refused:
        sys.exit(f"not known to be compatible with Apache-2.0: {refused}")
    rows = [f"| {name} | {version} | {licence} |" for name, version, _, licence in python]
    PAGE.write_text("\n".join([HEAD, "## Java\n", *table(java), f"\n## Python\n\nFor {lock().stem}.\n", *table(rows)]) + "\n", encoding="utf-8")
    kinds = sorted({word for row in java + rows for word in words(row.split("|")[3])})
    fragment = Path("target/trust/licences.md")
    fragment.parent.mkdir(parents=True, exist_ok=True)
    fragment.write_text(
        f"{len(java)} jars and {len(rows)} Python packages, under {', '.join(kinds)}. The bill of materials fits CycloneDX's schema "
        f"{bom['specVersion']}.\n",
        encoding="utf-8",
    )
    print(fragment.read_text(encoding="utf-8"), end="")


def packages():
    """Name, version, check sum and licence of each package in the list for this Python."""
    for line in lock().read_text(encoding="utf-8").splitlines()[1:]:
        requirement, sha256 = line.split(" --hash=sha256:")
        name, version = requirement.split("==")
        metadata = importlib.metadata.distribution(name).metadata
        assert metadata["Version"] == version, f".venv has {name} {metadata['Version']}, and the list {version}: make clean, make jupyter"
        yield name, version, sha256, licence_said_by(metadata)


def licence_said_by(metadata):
    classified = [text.split(" :: ")[-1] for text in metadata.get_all("Classifier") or [] if text.startswith("License ::")]
    said = metadata.get("License-Expression") or " OR ".join(MEANT.get(name, name) for name in classified) or metadata.get("License") or ""
    return MEANT.get(said, said)


def entry(name, version, sha256, licence):
    purl = f"pkg:pypi/{name}@{version}"
    form = [{"license": {"id": licence}}] if " " not in licence else [{"expression": licence}]
    hashes = [{"alg": "SHA-256", "content": sha256}]
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "hashes": hashes, "licenses": form, "purl": purl}


def validate(bom):
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (BOM / "schema").glob("*.json")}
    registry = referencing.Registry(
        retrieve=lambda uri: referencing.Resource.from_contents(
            schemas[uri.split("/")[-1]], default_specification=referencing.jsonschema.DRAFT7
        )
    )
    jsonschema.Draft7Validator(schemas[f"bom-{bom['specVersion']}.schema.json"], registry=registry).validate(bom)


def words(licence):
    return [word.strip("()") for word in licence.split() if word not in ("AND", "OR")]


def table(rows):
    return ["| | version | licence |", "| --- | --- | --- |", *sorted(rows, key=str.lower)]


def lock():
    sys.path.insert(0, str(LOCKS.parent))
    import lock as locks

    return LOCKS / f"{locks.name()}.txt"


if __name__ == "__main__":
    main()
