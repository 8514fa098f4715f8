"""Completes the bill of materials, checks it and its licences, and lists them: python bom.py

From target/bom/java.json, which the CycloneDX plugin made, and the packages in .venv, target/bom/gradwalk.cdx.json and docs/licences.md.
Run by `make bom`, with the Python of .venv.
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

# May be used by, and handed out beside, a work under Apache-2.0. The second row asks that changes of the libraries themselves be
# published under their own licence: gradwalk changes none, and each stays a file of its own that can be replaced.
PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "PSF-2.0", "Unicode-3.0"}
OF_THE_FILE = {"EPL-2.0", "LGPL-3.0-or-later", "MPL-2.0"}
# Which licence is meant where a package does not say it as SPDX does.
MEANT = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mozilla Public License version 2.0": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    # by name, since what they say of themselves is wrong or nothing: its POM says "The BSD License" and links to the one of three clauses
    "arpack_combined_all": "BSD-3-Clause",
    # the file LICENSE in the jar
    "icu4j": "Unicode-3.0",
}
HEAD = """# Licences

What gradwalk runs on, as `make bom` found it, which also writes the bill of materials in CycloneDX's form, `target/bom/gradwalk.cdx.json`.
`make test` fails when a library is not here, and when a licence is not one that goes with Apache-2.0: permissive ones, and those that
ask for the source of changed files (EPL, LGPL, MPL; nothing is changed here, and each library is a jar or package of its own).
Whoever hands out `target/lib` hands out these jars; the licences are in them or behind their names.

The exported pages contain gradwalk's own text, styles and scripts, the notebooks' outputs, outlines of glyphs from MathJax's fonts
(Apache-2.0). The data of the notebooks have
[licences of their own](../notebooks/data/README.md): CC0-1.0 and CC-BY-4.0.
"""


def main():
    bom = json.loads((BOM / "java.json").read_text(encoding="utf-8"))
    java = [(component["name"], component["version"], licence_of(component)) for component in bom["components"]]
    python = list(packages())
    bom["components"] += [entry(*package) for package in python]
    validate(bom)
    (BOM / "gradwalk.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = [(name, version, licence) for name, version, _, licence in python]
    refused = unfit(java + rows)
    if refused:
        sys.exit(f"not known to go with Apache-2.0: {refused}")
    page = HEAD + "\n## Java\n" + table(java) + f"\n## Python\n\nFor {lock().stem}.\n" + table(rows)
    PAGE.write_text(page, encoding="utf-8")
    fragment = Path("target/trust/licences.md")
    fragment.parent.mkdir(parents=True, exist_ok=True)
    kinds = sorted({word for *_, licence in java + rows for word in words(licence)})
    fragment.write_text(
        f"{len(java)} jars and {len(rows)} Python packages, under {', '.join(kinds)}. The bill of materials fits CycloneDX's schema "
        f"{bom['specVersion']}.\n",
        encoding="utf-8",
    )
    print(fragment.read_text(encoding="utf-8"), end="")


def licence_of(component):
    if component["name"] in MEANT:
        return MEANT[component["name"]]
    said = [entry.get("expression") or entry["license"].get("id") or entry["license"]["name"] for entry in component.get("licenses", [])]
    return " OR ".join(MEANT.get(name, name) for name in said)


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


def unfit(rows):
    """The rows whose licences are not all known to go with Apache-2.0."""
    return [row for row in rows if not row[2] or not set(words(row[2])) <= PERMISSIVE | OF_THE_FILE]


def table(rows):
    lines = [f"| {name} | {version} | {licence} |" for name, version, licence in sorted(rows, key=lambda row: row[0].lower())]
    return "\n| | version | licence |\n| --- | --- | --- |\n" + "\n".join(lines) + "\n"


def lock():
    sys.path.insert(0, str(LOCKS.parent))
    import lock as locks

    return LOCKS / f"{locks.name()}.txt"


if __name__ == "__main__":
    main()
