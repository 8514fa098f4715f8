"""What is used is what the lists say: check sums, packages, licences; and a package that is not is refused."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "src/build"


def packages_of(list_of_all):
    return dict(re.findall(r"^(\S+)==(\S+) --hash=sha256:[0-9a-f]{64}$", list_of_all.read_text(encoding="utf-8"), re.M))


class Lists(unittest.TestCase):
    def test_each_list_of_packages_has_the_direct_needs_in_their_versions(self):
        found = list((SCRIPTS / "locks").glob("*.txt"))
        self.assertTrue(found)
        for file in found:
            minor = int(re.match(r"cpython-3\.(\d+)-", file.name)[1])
            packages = packages_of(file)
            self.assertEqual(len(packages), len(file.read_text(encoding="utf-8").splitlines()) - 1)
            for line in (SCRIPTS / "requirements.txt").read_text(encoding="utf-8").splitlines():
                need = re.fullmatch(r'(\S+)==(\S+)(?: ; python_version (<|>=) "3\.(\d+)")?', line)
                if need and (need[3] is None or (minor < int(need[4])) == (need[3] == "<")):
                    with self.subTest(file.name, need=need[1]):
                        self.assertEqual(packages.get(need[1]), need[2])

    def test_every_library_stands_in_the_licences(self):
        text = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
        java, python = (re.findall(r"^\| (\S+) \| (\S+) \| [A-Z]", part, re.M) for part in text.split("## ")[1:])
        folders = (ROOT / "target/lib", ROOT / "target/kernel/libraries")
        jars = {jar.stem for folder in folders for jar in folder.glob("*.jar") if not jar.name.startswith("gradwalk")}
        pages = {"lunr", "mathjax", "rhino"}
        self.assertEqual({f"{name}-{version}" for name, version in java if name not in pages}, jars)
        self.assertEqual({jar.stem for jar in (ROOT / "target/typesetter").glob("*.jar")}, pages & {name for name, _ in java})
        listed = SCRIPTS / "locks" / re.search(r"^For (\S+)\.$", text, re.M)[1]
        self.assertEqual(dict(python), packages_of(listed.with_name(listed.name + ".txt")))


class Libraries(unittest.TestCase):
    def test_a_library_that_is_not_listed_is_refused(self):
        script = ["sh", "src/build/checksums.sh"]
        with tempfile.TemporaryDirectory() as folder:
            jar = next((ROOT / "target/lib").glob("ejml-core-*.jar"))
            copy = Path(shutil.copy(jar, folder))
            self.assertEqual(subprocess.run([*script, folder], cwd=ROOT).returncode, 0)
            copy.write_bytes(copy.read_bytes() + b"\n")
            refused = subprocess.run([*script, folder], cwd=ROOT, capture_output=True, encoding="utf-8")
            self.assertEqual(refused.returncode, 1)
            self.assertIn(copy.name, refused.stderr)


class Copies(unittest.TestCase):
    """What was made of the same contents is not made again, whenever they were written."""

    def same(self, what):
        command = ["sh", SCRIPTS / "same.sh", what, "made.sums", "made", *sorted(path.name for path in self.folder.glob("*.in"))]
        return subprocess.run(command, cwd=self.folder, capture_output=True).returncode == 0

    def test_contents_count_and_not_time_stamps(self):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            for name in ("a.in", "b.in", "made"):
                (self.folder / name).write_text(name, encoding="utf-8")
            self.assertFalse(self.same("check"), "nothing is known yet")
            self.assertTrue(self.same("keep"))
            os.utime(self.folder / "made", (0, 0))
            self.assertTrue(self.same("check"))
            self.assertGreaterEqual((self.folder / "made").stat().st_mtime, (self.folder / "a.in").stat().st_mtime)
            (self.folder / "a.in").write_text("other", encoding="utf-8")
            self.assertFalse(self.same("check"), "a changed file")
            self.assertTrue(self.same("keep"))
            (self.folder / "c.in").write_text("c", encoding="utf-8")
            self.assertFalse(self.same("check"), "a new file")
            self.assertTrue(self.same("keep"))
            (self.folder / "made").unlink()
            self.assertFalse(self.same("check"), "a lost target")


class Packages(unittest.TestCase):
    """The set-up of .venv, in a project whose one package is a stand-in for Jupyter."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.project = Path(folder.name)
        self.scripts = self.project / "src/build"
        shutil.copytree(SCRIPTS, self.scripts)
        shutil.rmtree(self.scripts / "locks")
        (self.scripts / "locks").mkdir()
        (self.scripts / "requirements.txt").write_text("standin==1.0\n", encoding="utf-8")

    def wheel(self):
        modules = [f"{name}.py" for name in ("jupyter_client", "nbclient", "nbconvert", "nbformat")]
        files = {name: "" for name in modules}
        files["standin-1.0.dist-info/METADATA"] = "Metadata-Version: 2.1\nName: standin\nVersion: 1.0\n"
        files["standin-1.0.dist-info/WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        files["standin-1.0.dist-info/RECORD"] = "".join(f"{name},,\n" for name in files)
        path = self.project / "standin-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    def set_up(self, **variables):
        environment = {name: value for name, value in os.environ.items() if name not in ("JUPYTER", "CONDA_PREFIX", "GRADWALK_LOCK")}
        environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.project), "PIP_CONFIG_FILE": os.devnull} | variables
        return subprocess.run(
            ["sh", self.scripts / "jupyter.sh"], cwd=self.project, env=environment, capture_output=True, encoding="utf-8"
        )

    def test_a_package_with_another_check_sum_than_listed_is_refused(self):
        wheel = self.wheel()
        python = subprocess.check_output(["python3", SCRIPTS / "lock.py"], encoding="utf-8").strip()
        listed = self.scripts / "locks" / f"{python}.txt"
        listed.write_text(f"standin==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n", encoding="utf-8")
        accepted = self.set_up()
        self.assertEqual(accepted.returncode, 0, accepted.stderr)
        self.assertTrue((self.project / ".venv/gradwalk").exists())
        self.assertNotIn("not compared", accepted.stdout)

        listed.write_text(f"standin==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
        refused = self.set_up()
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn(listed.name, refused.stderr)
        self.assertFalse((self.project / ".venv").exists())

    def test_where_pip_finds_nothing_its_last_line_says_so(self):
        commands = self.project / "bin"  # no other jupyter, and nobody who may install one
        commands.mkdir()
        for name, script in (("jupyter", "exit 1"), ("id", "echo 1000")):
            (commands / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (commands / name).chmod(0o755)
        refused = self.set_up(PATH=f"{commands}{os.pathsep}{os.environ['PATH']}")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("No matching distribution found for standin==1.0", refused.stderr)
        self.assertIn("target/jupyter/venv.log", refused.stderr)
        self.assertNotIn("Get Python", refused.stderr)

    def test_a_python_without_a_list_is_told_so(self):
        self.wheel()
        (self.scripts / "locks" / "cpython-3.0-nowhere.txt").write_text("", encoding="utf-8")
        accepted = self.set_up()
        self.assertEqual(accepted.returncode, 0, accepted.stderr)
        self.assertIn("Check sums are not compared: there is no", accepted.stdout)


if __name__ == "__main__":
    unittest.main()
