"""Executes every notebook on several JDKs, with each library of products pinned, and compares its text with the committed one and between JDKs:

python same_text.py [JAVA_HOME ...]

from the project's folder: on the kernel's own Java, and on those. BACKENDS="java ejml" for some only, NOTEBOOKS="04-p-minus-y" likewise. Every
other execution of all notebooks is in reverse order.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

import checks

BACKENDS = os.environ.get("BACKENDS") or "java ejml vector native"
# The sums of the others are in an order that depends on the processor; so do the last digits of what a play figure carries for its script, unseen.
SAME_DATA = {"java", "ejml"}
DATA = re.compile(r'(?<=<script type="application/json">).*?(?=</script>)|(?<=href="data:application/octet-stream;base64,)[^"]*', re.DOTALL)
OPTIONS = {"vector": ["--add-modules", "jdk.incubator.vector"]}
AT_ONCE = 2
SPEC = Path("target/jupyter/kernels/java/kernel.json")
# Which Java the kernel runs on; a notebook does not say so.
BANNER = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="java")
print(client.kernel_info(reply=True)["content"]["banner"])
manager.shutdown_kernel(now=True)
"""
TABLE = Path("target/trust/same-text.md")


def kernel_home():
    java = json.loads(SPEC.read_text(encoding="utf-8"))["argv"][0]
    return os.path.realpath(shutil.which(java)).removesuffix("/bin/java")


def is_there(backend):
    try:
        return backend != "native" or bool(ctypes.CDLL("libblas.so.3"))
    except OSError:
        return False


def feature(home):
    version = subprocess.run([Path(home, "bin", "java"), "-version"], stderr=subprocess.PIPE, text=True, check=True).stderr
    return re.search(r'version "(\d+)', version)[1]


def install(folder, home, backend):
    """The kernel as it is, but for its Java and its products."""
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    options = [word for word in spec["argv"][1:] if "SharedArchiveFile" not in word]
    pinned = [re.sub(r"(?<=-Dgradwalk\.products=).*", backend, word) for word in options]
    if pinned == options and backend != "java":
        raise ValueError(f"{SPEC} does not say which products the kernel takes")
    spec["argv"] = [str(Path(home, "bin", "java")), *OPTIONS.get(backend, []), *pinned]
    kernel = Path(folder, "kernels", "java", "kernel.json")
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps(spec), encoding="utf-8")


def executed(source, home, backend):
    with tempfile.TemporaryDirectory() as folder:
        install(folder, home, backend)
        made = Path(folder, source.name)
        environment = dict(os.environ, JUPYTER_PATH=folder)
        banner = subprocess.run([sys.executable, "-c", BANNER], env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        if f"Java {feature(home)}" not in banner:
            raise ValueError(f"executed on {banner.strip()}, not on Java {feature(home)}")
        done = subprocess.run([sys.executable, "src/exporter/execute.py", source, made], env=environment, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise SystemExit(f"{source} fails on Java {feature(home)} with {backend}")
        notebook = nbformat.read(made, as_version=4)
    return notebook


def differing(expected, found):
    """For each notebook whose text differs, where."""
    faults = {name: list(checks.same_outputs(expected[name], found[name])) for name in found}
    return {name: some for name, some in faults.items() if some}


def as_read(notebooks):
    """Less the data of their figures, and the files that they offer."""
    copies = {name: nbformat.from_dict(notebook) for name, notebook in notebooks.items()}
    for output in (output for copy in copies.values() for cell in checks.code_cells(copy) for output in cell.outputs):
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = DATA.sub("", output.data["text/html"])
    return copies


def tell(faults, what):
    for name, some in faults.items():
        for fault in some:
            print(f"  {name} on {what}: {shorten(fault)}", flush=True)


def shorten(fault, around=60):
    """The fault where its two texts part."""
    found = re.fullmatch(r"(.*?): committed (.*), executed (.*)", fault, re.DOTALL)
    if not found or len(fault) < 400:
        return fault
    place, ours, theirs = found.groups()
    at = next((i for i, pair in enumerate(zip(ours, theirs)) if pair[0] != pair[1]), 0)
    return f"{place}: … {ours[max(0, at - around) : at + around]} … but {theirs[max(0, at - around) : at + around]} …"


def main(homes):
    names = os.environ.get("NOTEBOOKS", "").split()
    sources = [path for path in sorted(Path("notebooks").glob("*.ipynb")) if not names or path.stem in names]
    if not sources:
        raise SystemExit(f"there are no notebooks {' '.join(names)}")
    committed = {source.stem: nbformat.read(source, as_version=4) for source in sources}
    rows, failed = [], False
    for backend in BACKENDS.split():
        if not is_there(backend):
            raise SystemExit('this system has no libblas.so.3 (Debian: apt-get install libopenblas0); without it: BACKENDS="java ejml vector"')
        first = {}
        for home in homes:
            sources.reverse()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                made = list(pool.map(lambda source: executed(source, home, backend), sources))
            found = {source.stem: notebook for source, notebook in zip(sources, made)}
            unlike_first = differing(first, found) if first else {}
            unlike_committed = differing(committed, found) if backend in SAME_DATA else differing(as_read(committed), as_read(found))
            tell({**unlike_first, **unlike_committed}, f"Java {feature(home)} with {backend}")
            failed = failed or bool(unlike_first or unlike_committed)
            same = [f"{len(found) - len(faults)} of {len(found)}" for faults in (unlike_committed, unlike_first)]
            rows.append(f"| {backend} | {feature(home)} | {same[0]} | {same[1] if first else '–'} |\n")
            first = first or found
            print(rows[-1].strip(), *sorted(unlike_committed), flush=True)
    if failed:
        return 1
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("".join(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main([kernel_home(), *sys.argv[1:]]))
