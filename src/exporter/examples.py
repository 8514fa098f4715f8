"""Runs the examples of the documentation: python examples.py LIBRARY_PAGE LIBRARY DOCS makes the picture of training.

The examples of docs/library.md are one program. docs/OnePage.java is another, whose body the README and notebook 00 repeat.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

REQUIRE = Path(__file__).resolve().parents[1] / "build" / "require.sh"
PICTURE = "training.svg"
PACKAGES = ("", ".data", ".evaluate", ".file", ".onnx", ".plot", ".predict", ".table", ".train")
PROGRAM = """
{ours}
import java.nio.file.*;
import java.util.*;
import org.ejml.data.*;
import org.ejml.dense.row.*;
import org.knowm.xchart.*;

class Library {{
    public static void main(String[] arguments) throws Exception {{
{code}
    }}
}}
"""
_BODY = re.compile(r"^class \w+ \{\n(?P<members>.*?)\n    public static void main\(.*?\n(?P<statements>.*?)\n    \}\n\}", re.DOTALL | re.MULTILINE)


def java_blocks(markdown):
    return re.findall(r"```java\n(.*?)```", markdown, re.DOTALL)


def body(program):
    """The members and then the statements of a Java program's class, without what stands around them, as in a notebook."""
    found = _BODY.search(program)
    return textwrap.dedent(found["members"]) + "\n" + textwrap.dedent(found["statements"]) + "\n"


def run_library(page, library, folder, after=""):
    """Runs the examples of the page about the library, and Java statements after them; returns what they print."""
    ours = "\n".join(f"import io.github.gradwalk{package}.*;" for package in PACKAGES)
    program = Path(folder, "Library.java")
    program.write_text(PROGRAM.format(ours=ours, code="".join(java_blocks(page.read_text(encoding="utf-8"))) + after), encoding="utf-8")
    return run(program, library, folder)


def run(program, library, folder):
    """Runs a Java program in a folder with the data, in which its files are then; returns what it prints."""
    Path(folder, "notebooks").symlink_to(REQUIRE.parents[2] / "notebooks")
    Path(folder, "target").mkdir()
    java = subprocess.run(["sh", REQUIRE, "java"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    options = ["-Dgradwalk.products=java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"]
    return subprocess.run(
        [java, *options, "-cp", f"{library.resolve()}/*", program.resolve()], cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


if __name__ == "__main__":
    page, library, docs = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        run_library(page, library, folder)
        shutil.copy(Path(folder, PICTURE), docs)
