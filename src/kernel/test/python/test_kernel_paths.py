"""Paths with spaces and brackets, quoted or not, in all that takes paths."""

import os

from kernel_client import KernelTest, SharedKernelTest, write
from kernel_jars import SEEN, MavenTest, Repository, dependency, jar, pom


class Paths(SharedKernelTest):
    def setUp(self):
        self.home = self.folder(" [ä] (1)")
        self.run_ok(SEEN)

    def path(self, name):
        return os.path.join(self.home, name)

    def jars(self, *names):
        for name in names:
            jar(self.path(f"my libs [2]/{name} [1].jar"), **{name: name})

    def test_jars_and_globs_without_quotes(self):
        self.jars("one", "two", "three", "four", "five")
        plain = jar(self.folder() + "/plain.jar", plain="plain")
        self.run_ok(f"%classpath {self.path('my libs [2]/one [1].jar')}")
        self.run_ok(f"%jars {plain} {self.path('my libs [2]/two [1].jar')} {self.path('my libs [2]/t*e [?].jar')}")
        self.run_ok(f"%jars '{self.path('my libs [2]/four [1].jar')}' {self.path('my libs [2]/fi*.jar').replace(' ', chr(92) + ' ')}")
        outcome = self.run_ok('seen("plain", "one", "two", "three", "four", "five")')
        self.assertEqual(outcome.plain, "plain, one, two, three, four, five")

    def test_several_without_quotes_one_of_which_is_missing(self):
        self.jars("six", "seven")
        outcome = self.run_ok(f"%classpath {self.path('my libs [2]/six [1].jar')} lost.jar {self.path('my libs [2]/sev*')}")
        self.assertRegex(outcome.text("stderr"), r"\Aclass path: nothing found at lost\.jar in .*\n\Z")
        self.assert_plain(('seen("six", "seven")', "six, seven"))

    def test_loaded_files(self):
        write(self.path("my tools [1].jshell"), "int loaded = 1;")
        for number, given in enumerate(("%s", '"%s"', "'%s'")):
            for ending in ("", ".jshell"):
                self.run_ok(f"int loaded = 0;\n%load {given % self.path('my tools [1]' + ending)}")
                self.assert_plain(("loaded", "1"))

    def test_written_files(self):
        self.run_ok("getKernelInstance().getMagics().registerMagics(io.github.spencerpark.jupyter.kernel.magic.common.WriteFile.class);")
        self.run_ok(f"%%writefile {self.path('my notes [1].txt')}\nhello")
        self.run_ok(f"%%writefile -a '{self.path('my notes [1].txt')}'\n, world")
        with open(self.path("my notes [1].txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "hello, world")


class OfMaven(MavenTest):
    def test_poms_and_repositories(self):
        repository = Repository(os.path.join(self.home, "my repository [1]"))
        repository.add("mine")
        repository.add("tested")
        file = f"{self.home}/my pom [1].xml"
        write(file, pom("own", f"<dependencies>{dependency('mine')}{dependency('tested', scope='test')}</dependencies>"))
        self.run_ok(f"%mavenRepo mine {repository.folder}\n%loadFromPOM {file}")
        self.assert_seen(mine="mine 1", tested="nothing")
        self.run_ok(f"%loadFromPOM {file} test")
        self.assert_seen(mine="mine 1", tested="tested 1")


class Environment(KernelTest):
    def test_class_path_and_startup_files(self):
        home = self.folder(" [ö] (1)")
        for name in ("one", "two"):
            jar(f"{home}/my libs [1]/{name} [2].jar", **{name: name})
        write(f"{home}/my start [1].jshell", SEEN)
        variables = {"CLASSPATH": "my libs [1]/one [2].jar" + os.pathsep + home + "/my libs [1]/t*.jar", "STARTUP_SCRIPTS_PATH": "my start [1].jshell"}
        self.kernel = self.start(cwd=home, env={"IJAVA_" + name: value for name, value in variables.items()})
        self.assert_plain(('seen("one", "two")', "one, two"))
