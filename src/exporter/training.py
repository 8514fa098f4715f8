"""Makes the README's picture of training, by the code that stands there: python training.py README LIBRARY DOCS"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REQUIRE = Path(__file__).resolve().parents[1] / "build" / "require.sh"
NAME = "training.svg"
PROGRAM = """
import io.github.gradwalk.*;
import io.github.gradwalk.data.*;
import io.github.gradwalk.evaluate.*;
import io.github.gradwalk.plot.*;
import io.github.gradwalk.train.*;
import java.nio.file.*;
import org.knowm.xchart.*;

class Training {{
    public static void main(String[] arguments) throws Exception {{
        {code}
    }}
}}
"""


def run(readme, library, folder):
    """Runs the README's examples that train a classifier and save the chart of its loss; their files are then in the folder."""
    examples = re.findall(r"```java\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    program = Path(folder, "Training.java")
    program.write_text(PROGRAM.format(code="".join(examples[1:3])), encoding="utf-8")
    java = subprocess.run(["sh", REQUIRE, "java"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    options = ["-Dgradwalk.products=java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"]
    subprocess.run([java, *options, "-cp", f"{library.resolve()}/*", program], cwd=folder, check=True)


if __name__ == "__main__":
    readme, library, docs = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        run(readme, library, folder)
        shutil.copy(Path(folder, NAME), docs)
