"""The kernel's magics, and the environment variables that it takes from IJava and JJava."""

import hashlib
import os
import shutil
import tempfile
import zipfile

from kernel_client import KernelTest, SharedKernelTest, write

SEEN = """
String seen(String... names) throws IOException {
    var all = new ArrayList<String>();
    for (var name : names) {
        var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name + ".txt");
        all.add(stream == null ? "nothing" : new String(stream.readAllBytes()));
    }
    return String.join(", ", all);
}
"""


def jar(path, **texts):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for name, text in texts.items():
            file.writestr(name + ".txt", text)
    return path


def coordinates(name, version="1"):
    return f"<groupId>test.{name}</groupId><artifactId>{name}</artifactId><version>{version}</version>"


def dependency(name, version="1", scope="compile"):
    return f"<dependency>{coordinates(name, version)}<scope>{scope}</scope></dependency>"


def pom(name, body, version="1"):
    return f"<project><modelVersion>4.0.0</modelVersion>{coordinates(name, version)}{body}</project>"


class Repository:
    """A Maven repository in a folder, whose jars hold one text each."""

    def __init__(self, folder):
        self.folder = folder
        self.url = "file://" + folder.replace(" ", "%20")

    def add(self, name, *dependencies, version="1"):
        base = os.path.join(self.folder, f"test/{name}/{name}/{version}/{name}-{version}")
        write(base + ".pom", pom(name, f"<dependencies>{''.join(dependencies)}</dependencies>", version))
        jar(base + ".jar", **{name: f"{name} {version}"})
        for ending in (".pom", ".jar"):
            with open(base + ending, "rb") as file:
                write(base + ending + ".sha1", hashlib.sha1(file.read()).hexdigest())


class MavenTest(KernelTest):
    """Maven with a user's home of its own, whose settings send all requests to Maven Central to a folder."""

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(suffix=" hömé")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.central, cls.other = (Repository(os.path.join(cls.home, name)) for name in ("central", "other"))
        cls.central.add("top", dependency("middle"), dependency("checked", scope="test"), dependency("given", scope="provided"))
        cls.central.add("middle", dependency("bottom", "2", "runtime"))
        for name in ("bottom", "checked", "given"):
            cls.central.add(name)
        cls.central.add("bottom", version="2")
        cls.other.add("elsewhere")
        cls.local = os.path.join(cls.home, "local repository")
        write(
            os.path.join(cls.home, ".m2/settings.xml"),
            f"<settings><localRepository>{cls.local}</localRepository><mirrors><mirror><id>mine</id>"
            f"<mirrorOf>central</mirrorOf><url>{cls.central.url}</url></mirror></mirrors></settings>",
        )

    def setUp(self):
        self.restart()

    def restart(self):
        options = f'-Duser.home="{self.home}"'
        self.kernel = self.start(cwd=self.home, env={"JDK_JAVA_OPTIONS": options, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
        self.run_ok(SEEN)

    def assert_seen(self, **contents):
        names = ", ".join(f'"{name}"' for name in contents)
        self.assertEqual(self.run_ok(f"seen({names})").plain, ", ".join(contents.values()))

    def test_maven_brings_what_is_needed_and_stays_quiet_and_works_again_without_the_repository(self):
        self.assertEqual(self.run_ok("%maven test.top:top:1").published[1:], [])
        self.assert_seen(top="top 1", middle="middle 1", bottom="bottom 2", checked="nothing", given="nothing")
        self.assertTrue(os.path.exists(os.path.join(self.local, "test/middle/middle/1/middle-1.jar")))
        os.rename(self.central.folder, self.central.folder + " gone")
        try:
            self.restart()
            self.run_ok("%addMavenDependencies test.top:top:1")
            self.assert_seen(bottom="bottom 2")
        finally:
            os.rename(self.central.folder + " gone", self.central.folder)

    def test_ivys_form_several_at_once_and_the_paths_as_a_value(self):
        self.assert_plain(("List<String> jars = %maven test.bottom#bottom;1 test.given:given:jar:1\njars.size()", "2"))
        self.assert_seen(bottom="bottom 1", given="given 1")

    def test_an_artifact_that_cannot_be_found_is_named(self):
        for arguments, named in ((" test.no:no:1", "test.no"), (" nonsense", "nonsense"), ("", "artifact")):
            outcome = self.run_error("// first\n%maven" + arguments)
            self.assertIn("line 2", outcome.error)
            self.assertIn(named, outcome.reply["evalue"])

    def test_another_repository(self):
        self.run_error("%maven test.elsewhere:elsewhere:1")
        self.run_ok(f"%mavenRepo other {self.other.url}\n%maven test.elsewhere:elsewhere:1")
        self.assert_seen(elsewhere="elsewhere 1")
        self.restart()
        shutil.rmtree(os.path.join(self.local, "test/elsewhere"))
        self.run_ok(f"%addMavenDependency test.elsewhere:elsewhere:1 --from {self.other.url}")
        self.assert_seen(elsewhere="elsewhere 1")

    def test_pom_of_a_file(self):
        write(
            os.path.join(self.home, "own pom.xml"),
            pom(
                "own",
                "<properties><wanted>1</wanted></properties>"
                f"<dependencyManagement><dependencies>{dependency('bottom')}</dependencies></dependencyManagement>"
                f"<dependencies>{dependency('middle', '${wanted}')}{dependency('checked', scope='test')}</dependencies>",
            ),
        )
        self.run_ok('%loadFromPOM "own pom.xml"')
        self.assert_seen(middle="middle 1", bottom="bottom 1", checked="nothing")
        self.run_ok('%loadFromPOM "own pom.xml" test')
        self.assert_seen(checked="checked 1")
        self.assertIn("nowhere.xml", self.run_error("%loadFromPOM nowhere.xml").reply["evalue"])

    def test_pom_in_the_cell_whole_or_in_parts(self):
        repository = f"<repository><id>other</id><url>{self.other.url}</url></repository>"
        given = dependency("given").replace("><", ">\n<")
        self.run_ok(f"%%loadFromPOM\n{repository}\n{dependency('elsewhere')}\n{given}")
        self.assert_seen(elsewhere="elsewhere 1", given="given 1")
        self.run_ok(f"%%loadFromPOM\n<dependencies>{dependency('bottom')}</dependencies>")
        self.assert_seen(bottom="bottom 1")

    def test_a_repository_that_never_answers_can_be_interrupted(self):
        self.run_ok(
            """
            var silent = new ServerSocket(0);
            var asked = new Thread(() -> { try { silent.accept(); System.out.println("asked"); } catch (IOException e) {} });
            asked.start();
            """
        )
        self.run_ok(f"%mavenRepo silent http://localhost:{self.run_ok('silent.getLocalPort()').plain}/")
        self.assert_interruptible("%maven test.lost:lost:1")


class Magics(SharedKernelTest):
    def test_classpath_and_jars_take_paths_and_globs_and_keep_what_was(self):
        folder = self.folder(" ä")
        for name in ("one", "two", "three"):
            jar(f"{folder}/jars {name}/{name}-1.0.jar", **{name: name})
        self.run_ok(SEEN + "int kept = 1;")
        self.run_ok(f'%classpath "{folder}/jars one/one-1.0.jar"')
        outcome = self.run_ok(
            f"""
            // the magic is a line among Java
            %jars '{folder}/jars t*/t??-*.jar' "{folder}/jars three/*"
            seen("one", "two", "three") + kept
            """
        )
        self.assertEqual((outcome.plain, outcome.text("stderr")), ("one, two, three1", ""))

    def test_what_is_there_already_is_not_added(self):
        added = "((URLClassLoader) Thread.currentThread().getContextClassLoader()).getURLs().length"
        before = self.run_ok(added).plain
        kernel = self.run_ok('new File(System.getProperty("java.class.path")).getAbsoluteFile().getParent()').plain
        self.assertEqual(self.run_ok(f'%classpath "{kernel}/*.jar"').published[1:], [])
        self.assert_plain((added, before))

    def test_a_missing_jar_is_reported(self):
        for code, named in (("%classpath ../nowhere/lost.jar", "../nowhere/lost.jar"), ("%jars nowhere/*.jar", "nowhere/*.jar")):
            self.assertIn(named, self.run_ok(code).text("stderr"))

    def test_percent_in_java_stays_java(self):
        code = '''
            int nine = 9, two = 2;
            /*
            %jars in a comment
            */
            String block = """
            %classpath in a text block
              %%time
            """;
            int rest = nine
            %two;
            block + rest + "% %time"
            '''
        self.assert_plain((code, "%classpath in a text block\n  %%time\n1% %time"))

    def test_load_runs_a_file_whose_ending_may_be_omitted(self):
        folder = self.folder(" ä")
        for ending in (".jshell", ".jsh", ".java", ".jjava"):
            name = "loaded" + ending[1:]
            write(f"{folder}/{name}{ending}", f"int {name}() {{ return 1; }}\n%classpath .\nint {name}Twice = 2 * {name}();")
            self.assert_plain((f'%load "{folder}/{name}"', None), (f"{name}Twice", "2"))
        self.assertIn("nowhere", self.run_error("%load nowhere").reply["evalue"])

    def test_load_runs_the_code_of_a_notebook(self):
        path = write(
            self.folder() + "/other.ipynb",
            '{"cells": [{"cell_type": "markdown", "source": "int not;"},'
            '{"cell_type": "code", "source": ["int one = 1;\\n", "int two = 2;"]},'
            '{"cell_type": "code", "source": "int three = one + two;"}]}',
        )
        self.run_ok(f'%load "{path}"')
        self.assert_plain(("three", "3"))

    def test_an_error_in_a_loaded_file_tells_its_line(self):
        for code in ('int right = 1;\nint wrong = "";', 'void fail() {\n    Integer.parseInt("x");\n}\nfail();'):
            path = write(self.folder() + "/wrong.jshell", code)
            self.assertIn("wrong.jshell, line 2: ", self.run_error(f'%load "{path}"').error)

    def test_time_of_a_line_and_of_a_cell(self):
        for code in ('%time "a  b".length() + 2', "%%time\nint timed = 4;\ntimed + 2"):
            outcome = self.run_ok(code)
            self.assertEqual(outcome.plain, "6")
            self.assertRegex(outcome.text(), r"CPU time: \d+\.\d+ s\nWall time: \d+\.\d+ s\n")
        self.assert_plain(("timed", "4"))
        self.assertIn("Wall time", self.run_error('%time Integer.parseInt("x")', "java.lang.NumberFormatException").text())

    def test_the_value_of_a_magic(self):
        path = jar(self.folder(" ä") + "/some.jar", some="")
        code = f'List<String> found = %jars "{path}"\nString after = found.get(0);\nafter'
        self.assert_plain((code, os.path.realpath(path)))
        self.assertIn("line 2: ", self.run_error(f'List<String> again = %jars "{path}"\nint here = "";').error)

    def test_an_unknown_magic_lists_the_known_ones(self):
        for code, known in (("int a = 1;\n%clashpath x", "%classpath"), ("\n\n// two\n%%tyme\n1", "%%time")):
            outcome = self.run_error(code)
            self.assertIn("line 2: unknown magic %", outcome.error)
            for name in (known, "%jars", "%load", "%loadFromPOM", "%maven", "%mavenRepo", "%time", "%%loadFromPOM"):
                self.assertIn(name, outcome.reply["evalue"])


class Environment(KernelTest):
    def setUp(self):
        self.home = self.folder(" ö")
        for name in ("one", "two"):
            jar(f"{self.home}/{name}.jar", **{name: name})
        write(f"{self.home}/first.jshell", SEEN + '\nString first = "1";')
        write(f"{self.home}/second.jshell", 'String second = first + "2";')

    def start_with(self, **variables):
        self.kernel = self.start(cwd=self.home, env={name: value.format(self.home) for name, value in variables.items()})

    def test_ijavas_variables(self):
        self.start_with(
            IJAVA_CLASSPATH="{0}/o*.jar" + os.pathsep + "two.jar",
            IJAVA_STARTUP_SCRIPTS_PATH="{0}/first.jshell" + os.pathsep + "sec*.jshell",
            IJAVA_STARTUP_SCRIPT='String third = second + "3";',
            IJAVA_COMPILER_OPTS="--add-exports java.base/jdk.internal.misc=ALL-UNNAMED",
            IJAVA_TIMEOUT="1500 MILLISECONDS",
        )
        self.assert_plain(('third + seen("one", "two")', "123one, two"), ("jdk.internal.misc.Unsafe.INVALID_FIELD_OFFSET", "-1"))
        self.assertIn("1.5 seconds", self.run_error("int before = 1;\nwhile (true);", "TimeoutException").reply["evalue"])
        self.assert_plain(("before", "1"))

    def test_jjavas_variables_and_a_failure_at_startup_is_reported_in_the_first_cell(self):
        self.start_with(JJAVA_STARTUP_SCRIPTS_PATH="{0}/first.jshell", JJAVA_STARTUP_SCRIPT='int wrong = "";', JJAVA_TIMEOUT="-1")
        self.assertIn("startup script, line 1: ", self.run_error("1").error)
        self.assert_plain(("first", "1"))
