"""Runs the README's examples as one program, which also makes its picture of training: python readme.py README LIBRARY DOCS"""

import re
import shutil
import subprocess
import sys
import tempfile
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

class Readme {{
    public static void main(String[] arguments) throws Exception {{
{code}
    }}
}}
"""


def run(readme, library, folder, after=""):
    """Runs the examples, and Java statements after them, in a folder in which their files are then; returns what they print."""
    examples = re.findall(r"```java\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    ours = "\n".join(f"import io.github.gradwalk{package}.*;" for package in PACKAGES)
    program = Path(folder, "Readme.java")
    program.write_text(PROGRAM.format(ours=ours, code="".join(examples) + after), encoding="utf-8")
    Path(folder, "notebooks").symlink_to(readme.resolve().parent / "notebooks")
    java = subprocess.run(["sh", REQUIRE, "java"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    options = ["-Dgradwalk.products=java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"]
    return subprocess.run(
        [java, *options, "-cp", f"{library.resolve()}/*", program], cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


if __name__ == "__main__":
    readme, library, docs = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        run(readme, library, folder)
        shutil.copy(Path(folder, PICTURE), docs)
