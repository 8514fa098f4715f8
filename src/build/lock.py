"""Says which list of locks/ is for this Python: what a package's files depend on. With pip's report of an installation, writes it:

python lock.py; python -m pip install --dry-run --ignore-installed --report REPORT ...; python lock.py REPORT FOLDER
"""

import json
import platform
import sys
import sysconfig
from pathlib import Path


def name():
    version = "%d.%d" % sys.version_info[:2]
    parts = (sys.implementation.name, version, sysconfig.get_platform(), platform.libc_ver()[0])
    return "-".join(part for part in parts if part)


def lines(report):
    for package in report["install"]:
        metadata, archive = package["metadata"], package["download_info"]["archive_info"]
        yield "%s==%s --hash=sha256:%s" % (metadata["name"].lower(), metadata["version"], archive["hashes"]["sha256"])


def write(report, folder):
    list_of_all = Path(folder) / f"{name()}.txt"
    head = f"# All that requirements.txt asks for on {name()}, as `make lock` found it.\n"
    list_of_all.write_text(head + "\n".join(sorted(lines(report))) + "\n", encoding="utf-8")
    print(f"{list_of_all}: {len(report['install'])} packages")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        print(name())
    else:
        write(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
