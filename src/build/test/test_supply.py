"""What is used is what the lists say: check sums, packages, licences; and a package that is not is refused."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
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
        java, python = (dict(re.findall(r"^\| (\S+) \| (\S+) \| [A-Z]", part, re.M)) for part in text.split("## ")[1:])
        folders = (ROOT / "target/lib", ROOT / "target/kernel/libraries")
        jars = {jar.stem for folder in folders for jar in folder.glob("*.jar") if not jar.name.startswith("gradwalk")}
        pages = {"mathjax", "rhino"}
        self.assertEqual({f"{name}-{version}" for name, version in java.items() if name not in pages}, jars)
        self.assertEqual({jar.stem for jar in (ROOT / "target/typesetter").glob("*.jar")}, pages & set(java))
        listed = SCRIPTS / "locks" / re.search(r"^For (\S+)\.$", text, re.M)[1]
        self.assertEqual(python, packages_of(listed.with_name(listed.name + ".txt")))


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

    def set_up(self):
        environment = {name: value for name, value in os.environ.items() if name not in ("JUPYTER", "CONDA_PREFIX", "GRADWALK_LOCK")}
        environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.project), "PIP_CONFIG_FILE": os.devnull}
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

    def test_a_python_without_a_list_is_told_so(self):
        self.wheel()
        (self.scripts / "locks" / "cpython-3.0-nowhere.txt").write_text("", encoding="utf-8")
        accepted = self.set_up()
        self.assertEqual(accepted.returncode, 0, accepted.stderr)
        self.assertIn("Check sums are not compared: there is no", accepted.stdout)


class Audit(unittest.TestCase):
    """make audit, asking a stand-in for the database."""

    FLAW = {"id": "GHSA-1", "database_specific": {"severity": "HIGH"}, "affected": [{"ranges": [{"events": [{"introduced": "0"}, {"fixed": "2"}]}]}]}

    def audit(self, flawed, severity):
        flaw = self.FLAW | {"database_specific": {"severity": severity}}

        class Database(BaseHTTPRequestHandler):
            def do_POST(self):
                queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
                self.answer({"results": [{"vulns": [{"id": "GHSA-1"}]} if q["package"]["purl"] == flawed else {} for q in queries]})

            def do_GET(self):
                self.answer(flaw if self.path == "/v1/vulns/GHSA-1" else {})

            def answer(self, value):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            def log_message(self, *_): ...

        with HTTPServer(("127.0.0.1", 0), Database) as server, tempfile.TemporaryDirectory() as folder:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            bom = {"components": [{"purl": "pkg:maven/a/runs@1?type=jar"}, {"purl": "pkg:pypi/also@3"}]}
            (Path(folder) / "target/bom").mkdir(parents=True)
            (Path(folder) / "target/bom/gradwalk.cdx.json").write_text(json.dumps(bom), encoding="utf-8")
            (Path(folder) / ".mvn/checksums").mkdir(parents=True)
            lines = f"{'0' * 64}  a/runs/1/runs-1.jar\n{'0' * 64}  a/b/builds/2/builds-2.jar\n{'0' * 64}  a/b/builds/2/builds-2.pom\n"
            (Path(folder) / ".mvn/checksums/checksums.sha256").write_text(lines, encoding="utf-8")
            environment = os.environ | {"OSV": f"http://127.0.0.1:{server.server_port}", "no_proxy": "127.0.0.1"}
            result = subprocess.run(
                [sys.executable, ROOT / "src/build/trust/audit.py"], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
            )
            server.shutdown()
            self.assertIn("3 artifacts asked about, 2 of them run", result.stdout, result.stderr)
            return result

    def test_serious_flaws_of_what_runs_fail_the_audit(self):
        for flawed, severity, fails in (
            ("pkg:maven/a/runs@1", "HIGH", True),
            ("pkg:pypi/also@3", "CRITICAL", True),
            ("pkg:pypi/also@3", "LOW", False),
            ("pkg:maven/a.b/builds@2", "HIGH", False),
        ):
            with self.subTest(flawed, severity=severity):
                result = self.audit(flawed, severity)
                self.assertEqual(result.returncode, int(fails), result.stderr)
                self.assertIn(f"{flawed}  GHSA-1  {severity}  mended in 2", result.stdout)


if __name__ == "__main__":
    unittest.main()
