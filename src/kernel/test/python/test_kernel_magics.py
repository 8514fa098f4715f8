"""The kernel's magics and the environment variables that it takes from IJava and JJava, by a real client."""

import hashlib
import os
import shutil
import tempfile
import unittest
import zipfile

from test_kernel import Kernel, KernelTest, strip_colours


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


class Repository:
    """A Maven repository in a folder, whose jars hold one text each."""

    def __init__(self, folder):
        self.folder = folder
        self.url = "file://" + folder

    def add(self, artifact, version="1", depends=(), parent=""):
        dependencies = "".join(
            f"<dependency><groupId>test.{name}</groupId><artifactId>{name}</artifactId>"
            f"<version>{version}</version><scope>{scope}</scope></dependency>"
            for name, version, scope in depends
        )
        base = os.path.join(self.folder, f"test/{artifact}/{artifact}/{version}/{artifact}-{version}")
        pom = (
            f"<project><modelVersion>4.0.0</modelVersion><groupId>test.{artifact}</groupId><artifactId>{artifact}</artifactId>"
            f"<version>{version}</version>{parent}<dependencies>{dependencies}</dependencies></project>"
        )
        write(base + ".pom", pom)
        with zipfile.ZipFile(base + ".jar", "w") as jar:
            jar.writestr(f"{artifact}.txt", f"{artifact} {version}")
        for ending in (".pom", ".jar"):
            with open(base + ending, "rb") as file:
                write(base + ending + ".sha1", hashlib.sha1(file.read()).hexdigest())


SEEN = """
String seen(String name) throws IOException {
    var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name + ".txt");
    return stream == null ? "nothing" : new String(stream.readAllBytes());
}
"""


class MavenTest(unittest.TestCase):
    """Maven with a user's home of its own, whose settings send all it asks of Maven Central to a folder."""

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(suffix=" hömé")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.central, cls.other = (Repository(os.path.join(cls.home, name)) for name in ("central", "other"))
        cls.central.add("top", depends=[("middle", "1", "compile"), ("checked", "1", "test"), ("given", "1", "provided")])
        cls.central.add("middle", depends=[("bottom", "2", "runtime")])
        for name in ("bottom", "checked", "given"):
            cls.central.add(name)
        cls.central.add("bottom", "2")
        cls.other.add("elsewhere")
        cls.local = os.path.join(cls.home, "local repository")
        write(
            os.path.join(cls.home, ".m2/settings.xml"),
            f"<settings><localRepository>{cls.local}</localRepository><mirrors><mirror><id>mine</id>"
            f"<mirrorOf>central</mirrorOf><url>{cls.central.url.replace(' ', '%20')}</url></mirror></mirrors></settings>",
        )

    def setUp(self):
        self.kernel = self.start()

    def start(self):
        options = f'-Duser.home="{self.home}"'
        kernel = Kernel(cwd=self.home, env={"JDK_JAVA_OPTIONS": options, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
        self.addCleanup(kernel.close)
        kernel.run(SEEN)
        return kernel

    def seen(self, *names, kernel=None):
        code = " + \", \" + ".join(f'seen("{name}")' for name in names)
        return (kernel or self.kernel).run(code).plain

    def run_ok(self, code):
        outcome = self.kernel.run(code)
        self.assertEqual(outcome.reply["status"], "ok", outcome.reply)
        return outcome

    def test_maven_brings_what_is_needed_and_stays_quiet_and_works_again_without_the_repository(self):
        outcome = self.run_ok("%maven test.top:top:1")
        self.assertEqual(outcome.published[1:], [])
        self.assertEqual(self.seen("top", "middle", "bottom"), "top 1, middle 1, bottom 2")
        self.assertEqual(self.seen("checked", "given"), "nothing, nothing")
        self.assertTrue(os.path.exists(os.path.join(self.local, "test/middle/middle/1/middle-1.jar")))
        os.rename(self.central.folder, self.central.folder + " gone")
        try:
            offline = self.start()
            self.assertEqual(offline.run("%addMavenDependencies test.top:top:1").reply["status"], "ok")
            self.assertEqual(self.seen("bottom", kernel=offline), "bottom 2")
        finally:
            os.rename(self.central.folder + " gone", self.central.folder)

    def test_ivys_form_several_at_once_and_the_paths_as_a_value(self):
        outcome = self.run_ok("List<String> jars = %maven test.bottom#bottom;1 test.given:given:jar:1\njars.size()")
        self.assertEqual(outcome.plain, "2")
        self.assertEqual(self.seen("bottom", "given"), "bottom 1, given 1")

    def test_an_artifact_that_is_nowhere_is_named(self):
        for code in ("%maven test.no:no:1", "%maven nonsense", "%maven"):
            outcome = self.kernel.run("// first\n" + code)
            self.assertEqual(outcome.reply["status"], "error")
            self.assertIn("line 2", outcome.error)
            self.assertIn({"%maven": "artifact"}.get(code, code.split(":")[0].split()[-1]), outcome.reply["evalue"])

    def test_another_repository(self):
        self.assertEqual(self.kernel.run("%maven test.elsewhere:elsewhere:1").reply["status"], "error")
        url = self.other.url.replace(" ", "%20")
        self.run_ok(f"%mavenRepo other {url}\n%maven test.elsewhere:elsewhere:1")
        self.assertEqual(self.seen("elsewhere"), "elsewhere 1")
        self.kernel = self.start()
        shutil.rmtree(os.path.join(self.local, "test/elsewhere"))
        self.run_ok(f"%addMavenDependency test.elsewhere:elsewhere:1 --from {url}")
        self.assertEqual(self.seen("elsewhere"), "elsewhere 1")

    def test_pom_of_a_file(self):
        write(
            os.path.join(self.home, "own pom.xml"),
            "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version>"
            "<properties><wanted>1</wanted></properties>"
            "<dependencyManagement><dependencies><dependency><groupId>test.bottom</groupId><artifactId>bottom</artifactId>"
            "<version>1</version></dependency></dependencies></dependencyManagement>"
            "<dependencies><dependency><groupId>test.middle</groupId><artifactId>middle</artifactId><version>${wanted}</version>"
            "</dependency><dependency><groupId>test.checked</groupId><artifactId>checked</artifactId><version>1</version>"
            "<scope>test</scope></dependency></dependencies></project>",
        )
        self.run_ok('%loadFromPOM "own pom.xml"')
        self.assertEqual(self.seen("middle", "bottom", "checked"), "middle 1, bottom 1, nothing")
        self.run_ok('%loadFromPOM "own pom.xml" test')
        self.assertEqual(self.seen("checked"), "checked 1")
        self.assertIn("nowhere.xml", self.kernel.run("%loadFromPOM nowhere.xml").reply["evalue"])

    def test_pom_in_the_cell_also_parts_of_one(self):
        self.run_ok(
            "%%loadFromPOM\n"
            f"<repository><id>other</id><url>{self.other.url.replace(' ', '%20')}</url></repository>\n"
            "<dependency><groupId>test.elsewhere</groupId><artifactId>elsewhere</artifactId><version>1</version></dependency>\n"
            "<dependency>\n  <groupId>test.given</groupId>\n  <artifactId>given</artifactId>\n  <version>1</version>\n</dependency>"
        )
        self.assertEqual(self.seen("elsewhere", "given"), "elsewhere 1, given 1")
        self.run_ok(
            "%%loadFromPOM\n<dependencies><dependency><groupId>test.bottom</groupId><artifactId>bottom</artifactId>"
            "<version>1</version></dependency></dependencies>"
        )
        self.assertEqual(self.seen("bottom"), "bottom 1")

    def test_a_repository_that_never_answers_can_be_interrupted(self):
        self.run_ok(
            "var silent = new ServerSocket(0);\n"
            'var asked = new Thread(() -> { try { silent.accept(); System.out.println("asked"); } catch (IOException e) {} });\n'
            "asked.start();"
        )
        port = self.run_ok("silent.getLocalPort()").plain
        self.run_ok(f"%mavenRepo silent http://localhost:{port}/")
        outcome = self.kernel.interrupt_when_running(self.kernel.send("%maven test.lost:lost:1"))
        self.assertEqual(outcome.reply["ename"], "KeyboardInterrupt")
        self.assertEqual(self.kernel.run("1").plain, "1")


class Magics(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.mkdtemp(suffix=" ä")
        cls.addClassCleanup(shutil.rmtree, cls.folder)

    def write(self, name, text):
        return write(os.path.join(self.folder, name), text)

    def test_load_runs_a_file_also_without_its_ending(self):
        for ending in (".jshell", ".jsh", ".java", ".jjava"):
            name = "loaded" + ending[1:]
            path = self.write(name + ending, f"int {name}() {{ return 1; }}\n%classpath .\nint {name}Twice = 2 * {name}();")
            self.assertIsNone(self.run_ok(f'%load "{path[: -len(ending)]}"').result)
            self.assertEqual(self.run_ok(f"{name}Twice").plain, "2")
        self.assertIn("nowhere", self.run_error("%load nowhere").reply["evalue"])

    def test_load_runs_the_code_of_a_notebook(self):
        path = self.write(
            "other.ipynb",
            '{"cells": [{"cell_type": "markdown", "source": "int not;"}, {"cell_type": "code", "source": ["int one = 1;\\n", "int two = 2;"]},'
            '{"cell_type": "code", "source": "int three = one + two;"}]}',
        )
        self.run_ok(f'%load "{path}"')
        self.assertEqual(self.run_ok("three").plain, "3")

    def test_an_error_in_a_loaded_file_tells_its_line(self):
        path = self.write("wrong.jshell", 'int right = 1;\nint wrong = "";')
        self.assertIn("wrong.jshell, line 2: ", strip_colours(self.run_error(f'%load "{path}"').error))
        path = self.write("failing.jshell", "void fail() {\n    Integer.parseInt(\"x\");\n}\nfail();")
        self.assertIn("failing.jshell, line 2: ", self.run_error(f'%load "{path}"').error)

    def test_time_of_a_line_and_of_a_cell(self):
        for code in ('%time "a  b".length() + 2', '%%time\nint timed = 4;\ntimed + 2'):
            outcome = self.run_ok(code)
            self.assertEqual(outcome.plain, "6")
            self.assertRegex(outcome.text(), r"CPU time: \d+\.\d+ s\nWall time: \d+\.\d+ s\n")
        self.assertEqual(self.run_ok("timed").plain, "4")
        outcome = self.run_error("%time Integer.parseInt(\"x\")")
        self.assertEqual(outcome.reply["ename"], "java.lang.NumberFormatException")
        self.assertIn("Wall time", outcome.text())

    def test_the_value_of_a_magic(self):
        path = self.write("empty.jar", "")
        with zipfile.ZipFile(path, "w") as jar:
            jar.writestr("a", "")
        outcome = self.run_ok(f'List<String> found = %jars "{path}"\nString after = found.get(0);\nafter')
        self.assertEqual(outcome.plain, os.path.realpath(path))
        error = strip_colours(self.run_error(f'List<String> again = %jars "{path}"\nint here = "";').error)
        self.assertIn("line 2: ", error)

    def test_unknown_magic_names_the_known(self):
        for code, known in (("%clashpath x", "%classpath"), ("%%tyme\n1", "%%time")):
            evalue = self.run_error(code).reply["evalue"]
            self.assertIn(code.split()[0], evalue)
            for name in (known, "%jars", "%load", "%loadFromPOM", "%maven", "%mavenRepo", "%time", "%%loadFromPOM"):
                self.assertIn(name, evalue)

    def test_percent_within_strings_stays_java(self):
        outcome = self.run_ok('String text = """\n%maven a\n  %%time\n""";\nint rest = 7\n%4;\ntext + rest + "% %time"')
        self.assertEqual(outcome.plain, "%maven a\n  %%time\n3% %time")

    def test_completion_and_errors_below_a_magic_are_in_their_place(self):
        reply = self.kernel.reply(self.kernel.client.complete("%classpath x\n\"a\".toUpp"))
        self.assertIn("toUpperCase(", reply["matches"])
        self.assertIn("line 3", strip_colours(self.run_error("%classpath .\n\nint bad = \"\";").error))


class Environment(unittest.TestCase):
    def start(self, **variables):
        folder = tempfile.mkdtemp(suffix=" ö")
        self.addCleanup(shutil.rmtree, folder)
        for name in ("one", "two"):
            with zipfile.ZipFile(os.path.join(folder, name + ".jar"), "w") as jar:
                jar.writestr(name + ".txt", name)
        write(os.path.join(folder, "first.jshell"), SEEN + '\nString first = "1";')
        write(os.path.join(folder, "second.jshell"), 'String second = first + "2";')
        kernel = Kernel(cwd=folder, env={name: value.format(folder) for name, value in variables.items()})
        self.addCleanup(kernel.close)
        return kernel

    def test_ijavas_variables(self):
        kernel = self.start(
            IJAVA_CLASSPATH="{0}/o*.jar" + os.pathsep + "two.jar",
            IJAVA_STARTUP_SCRIPTS_PATH="{0}/first.jshell" + os.pathsep + "sec*.jshell",
            IJAVA_STARTUP_SCRIPT='String third = second + "3";',
            IJAVA_COMPILER_OPTS="--add-exports java.base/jdk.internal.misc=ALL-UNNAMED",
            IJAVA_TIMEOUT="1500 MILLISECONDS",
        )
        self.assertEqual(kernel.run('third + seen("one") + seen("two")').plain, "123onetwo")
        self.assertEqual(kernel.run("jdk.internal.misc.Unsafe.INVALID_FIELD_OFFSET").plain, "-1")
        outcome = kernel.run("int before = 1;\nwhile (true);")
        self.assertEqual(outcome.reply["ename"], "TimeoutException")
        self.assertIn("1.5 seconds", outcome.reply["evalue"])
        self.assertEqual(kernel.run("before").plain, "1")

    def test_jjavas_variables_and_a_startup_that_fails_is_told_in_the_first_cell(self):
        kernel = self.start(JJAVA_STARTUP_SCRIPTS_PATH="{0}/first.jshell", JJAVA_STARTUP_SCRIPT='int wrong = "";', JJAVA_TIMEOUT="-1")
        outcome = kernel.run("1")
        self.assertIn("startup script, line 1: ", strip_colours(outcome.error))
        self.assertEqual(kernel.run("first").plain, "1")


if __name__ == "__main__":
    unittest.main()
