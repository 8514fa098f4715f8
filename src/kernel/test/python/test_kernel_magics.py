"""The kernel's magics, and the environment variables that it takes from IJava and JJava."""

import os

from kernel_client import KernelTest, SharedKernelTest, write
from kernel_jars import SEEN, jar


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

    def test_an_unknown_magic_fails_on_its_line(self):
        for code, known in (("int a = 1;\n%clashpath x", "%classpath"), ("\n\n// two\n%%tyme\n1", "%%time")):
            outcome = self.run_error(code)
            self.assertIn("line 2: unknown magic %", outcome.error)
            self.assertIn(f"did you mean {known}", outcome.reply["evalue"])


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


class Help(SharedKernelTest):
    def test_help_lists_the_magics_and_those_that_were_registered(self):
        self.run_ok(
            """
            import io.github.spencerpark.jupyter.kernel.magic.registry.*;
            import io.github.spencerpark.ijava.IJava;
            class Shouting { @LineMagic public void shout(List<String> words) {} }
            IJava.getKernelInstance().getMagics().registerMagics(new Shouting());
            """
        )
        text = self.run_ok("%help").text()
        for expected in (r"%classpath +adds jars and folders", r"%%time +tells how long the cell", r"%shout +registered in this session"):
            self.assertRegex(text, expected)
        builtin = [line for line in text.splitlines() if "registered in this session" in line]
        self.assertEqual(len(builtin), 1, builtin)

    def test_an_unknown_magic_names_those_like_it(self):
        for magic, meant in (("%tiem 1", "did you mean %%time or %time?"), ("%Maven a:b:1", "%maven"), ("%xyz", "magic %xyz; %help")):
            self.assertIn(meant, self.run_error(magic).reply["evalue"])


class JShellCommands(SharedKernelTest):
    def test_what_cells_have_declared(self):
        self.run_ok(
            """
            int n = 5; String s = "a\\nb"; var odd = new Object() { public String toString() { throw new IllegalStateException(); } };
            String long = "x".repeat(200);
            """.replace("String long", "String text")
        )
        self.run_ok("int f(int a, String b) { return g(); }\nenum E { A }\nrecord R(int x) {}\ninterface I {}\nimport static java.lang.Math.*;")
        text = self.run_ok("/vars").text()
        for line in ("  int n = 5\n", '  String s = "a\\nb"\n', ' ...\n'):
            self.assertIn(line, text)
        self.assertEqual(self.run_ok("/vars n s").text(), '  int n = 5\n  String s = "a\\nb"\n')
        self.assertEqual(self.run_ok("/methods").text(), "  int f(int,String), which cannot be used until method g() is declared\n")
        self.assertEqual(self.run_ok("int m = 1;\n/types\nm + 1").text(), "  enum E\n  record R\n  interface I\n")
        self.assertIn("  import static java.lang.Math.*\n", self.run_ok("/imports").text())

    def test_the_others_say_what_to_do_instead(self):
        for command, instead in (
            ("/list", "notebook"),
            ("/reset", "restart the kernel"),
            ("/exit", "shut"),
            ("/open a.jsh", "%load"),
            ("/help", "%help"),
            ("/env -class-path x", "%classpath"),
        ):
            with self.subTest(command):
                error = self.run_error(f"int before = 1;\n{command}").error
                self.assertIn(f"line 2: {command.split()[0]} is a command of jshell; here, ", error)
                self.assertIn(instead, error)

    def test_divisions_comments_and_strings_are_no_commands(self):
        self.run_ok("int list = 2, vars = 3;")
        self.assert_plain(
            ("int half = 8\n/list;\nhalf", "4"),
            ("/* a\n/list\n*/\n// b\n/// list\n1", "1"),
            ('"""\n/vars\n"""', "/vars\n"),
            ("Stream.of(1)\n/vars".replace("Stream.of(1)", "6"), "2"),
            ("new int[] {\n8\n/vars\n}[0]", "2"),
        )
