"""The jar installs itself into a Jupyter of its own, and shares no library with the cells, by real programs of Jupyter and a real client."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import KERNEL, PATIENCE, KernelTest, SharedKernelTest, write

ARGV = KernelSpecManager().get_kernel_spec(KERNEL).argv
JAVA, JAR = ARGV[0], ARGV[ARGV.index("-jar") + 1]


class Installation(KernelTest):
    def setUp(self):
        self.home = Path(self.folder(" ü"))
        own = ("JUPYTER_PATH", "VIRTUAL_ENV", "CONDA_PREFIX")
        self.environment = {name: value for name, value in os.environ.items() if name not in own}
        self.environment |= {"JUPYTER_DATA_DIR": str(self.home / "data"), "LC_ALL": "C.UTF-8"}
        # A download that is deleted after the installation.
        self.jar = shutil.copy(JAR, self.home / "download.jar")

    def run_program(self, *command):
        done = subprocess.run(command, cwd=self.home, env=self.environment, capture_output=True, encoding="utf-8", timeout=2 * PATIENCE)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def install(self, *options):
        return self.run_program(JAVA, "-jar", str(self.jar), *options)

    def kernels(self):
        return json.loads(self.run_program(sys.executable, "-m", "jupyter", "kernelspec", "list", "--json"))["kernelspecs"]

    def execute(self, name, *cells):
        """Returns what each cell of a notebook for the kernel of that name prints."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": name, "display_name": name, "language": "java"}
        file = self.home / "a.ipynb"
        nbformat.write(notebook, file)
        self.run_program(sys.executable, "-m", "jupyter", "execute", "--inplace", str(file))
        return ["".join(output.text for output in cell.outputs) for cell in nbformat.read(file, as_version=4).cells]

    def test_jupyter_finds_runs_and_loses_it(self):
        said = self.install("--install", "--name", "Java-18", "--display-name", "Java, ours", "--jvm-option=-Dours=a b")
        self.assertNotIn("archive", said)
        os.remove(self.jar)
        spec = self.kernels()["java-18"]
        self.assertEqual(spec["spec"]["display_name"], "Java, ours")
        self.assertTrue((Path(spec["resource_dir"]) / "classes.jsa").exists())
        printed = self.execute("java-18", "int twice(int n) { return 2 * n; }", 'System.out.print(twice(2) + System.getProperty("ours"));')
        self.assertEqual(printed, ["", "4a b"])
        (self.home / "a.java").write_text('System.out.println("run");', encoding="utf-8")
        self.assertIn("run", self.run_program(sys.executable, "-m", "jupyter", "run", "--kernel=java-18", "a.java"))
        self.jar = Path(spec["resource_dir"]) / "gradwalk-kernel.jar"
        self.install("--uninstall", "--name=java-18")
        self.assertNotIn("java-18", self.kernels())
        self.assertEqual(list((self.home / "data").rglob("*.*")), [])

    def test_preview_features_reach_the_cells(self):
        self.install("--install", "--jvm-option", "--enable-preview")
        feature = int(subprocess.run([JAVA, "-version"], capture_output=True, text=True).stderr.split('"')[1].split(".")[0])
        # A preview in JDK 17 to 20, and one since JDK 23.
        switch = 'Object o = 5;\nSystem.out.print(switch (o) { case Integer i -> "true"; default -> "false"; });'
        code = switch if feature < 23 else "System.out.print(5 instanceof byte b);"
        self.assertEqual(self.execute("java", code), ["true"])


class Isolation(SharedKernelTest):
    """The libraries by which the kernel lives are not seen by cells, which may bring others of the same names."""

    LIBRARIES = ("com.google.gson.Gson", "org.slf4j.LoggerFactory", "org.zeromq.ZMQ", "org.apache.maven.model.Model")

    def test_cells_see_no_library_of_the_kernel_and_get_those_that_they_bring(self):
        for name in self.LIBRARIES:
            self.assertIn("does not exist", self.run_error(f"import {name};").reply["evalue"])
        for name in ("mozilla/public-suffix-list.txt", "META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "META-INF/maven", "org/apache"):
            self.assert_plain((f'"" + Thread.currentThread().getContextClassLoader().getResource("{name}")', "null"))
        folder = self.folder()
        sources = []
        for name in self.LIBRARIES:
            package, _, simple = name.rpartition(".")
            code = f'package {package}; public class {simple} {{ public static String mine() {{ return "{simple} "; }} }}'
            sources.append(write(f"{folder}/{simple}.java", code))
        subprocess.run([str(Path(JAVA).with_name("javac")), "-d", f"{folder}/classes", *sources], check=True)
        self.run_ok(f'%classpath "{folder}/classes"')
        calls = " + ".join(f"{name}.mine()" for name in self.LIBRARIES)
        self.assert_plain((calls, "Gson LoggerFactory ZMQ Model "))

    def test_the_jar_has_the_licences_of_what_it_contains(self):
        with zipfile.ZipFile(JAR) as jar:
            names = jar.namelist()
            self.assertIn("MIMA", jar.read("META-INF/NOTICE").decode())
        self.assertIn("META-INF/LICENSE", names)
        self.assertTrue(any(name.startswith("META-INF/licences/slf4j-api") for name in names))
        own = ("META-INF/", "io/github/gradwalk/kernel/", "io/github/spencerpark/", "org/dflib/jjava/")
        self.assertEqual([name for name in names if not name.startswith(own) and not name.endswith("/")], [])
