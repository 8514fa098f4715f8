"""What a cell can use without importing it is what IJava's cells can, no less and no more."""

from kernel_client import KernelTest, SharedKernelTest


class DefaultImports(SharedKernelTest):
    def test_what_is_imported(self):
        self.assert_plain(
            (
                'new File("a").getName() + BigInteger.TWO + URI.create("b") + TimeUnit.DAYS + Preferences.MAX_KEY_LENGTH + Pattern.compile("c")',
                "a2bDAYS80c",
            ),
            ('(int) eval("1 + 2") + 3', "6"),
            ("getKernelInstance() == kernel()", "true"),
            ('List<String> jars = lineMagic("jars", List.of(".")); jars', "[]"),
        )
        self.assertEqual(self.run_ok('printf("%d%s", 1, "x");').text(), "1x")

    def test_what_is_not(self):
        for name in ("Stream", "IntStream", "Collectors", "Function", "Supplier", "LocalDate", "Path", "Files"):
            with self.subTest(name):
                self.assertIn("cannot find symbol", self.run_error(f"{name} x = null;").error)

    def test_what_to_import_is_said(self):
        for code, name in (
            ("Stream.of(1)", "java.util.stream.Stream"),
            ("LocalDate d = null;", "java.time.LocalDate"),
            ("class C { Supplier<String> s; }", "java.util.function.Supplier"),
        ):
            self.assertIn(f"  to import it: import {name};\n", self.run_error(code).error)
        outcome = self.run_ok("String all(List<String> l) { return l.stream().collect(Collectors.joining()); }")
        self.assertIn("to import it: import java.util.stream.Collectors;", outcome.text("stderr"))
        self.assertNotIn("to import", self.run_error("Unknown u; unknown();").error)

    def test_a_librarys_names_are_not_ambiguous(self):
        self.kernel = self.start()
        self.run_ok('%maven com.google.guava:guava:33.4.8-jre\nimport com.google.common.base.*;')
        self.assert_plain(("Function<String, Integer> f = String::length; f.apply(\"abc\")", "3"))

    def test_methods_of_cells_may_have_the_names_of_the_kernels(self):
        self.kernel = self.start()
        self.run_ok("int eval(int n) { return n + 1; }\nvoid printf(String s) { System.out.print(s); }\nint kernel() { return 5; }")
        self.assertEqual(self.run_ok('printf("p" + eval(1) + kernel());').text(), "p25")


class Lists(KernelTest):
    """List is imported by its name too, so that java.awt does not make it ambiguous; nothing else may suffer from that."""

    def test_after_java_awt(self):
        self.kernel = self.start()
        self.run_ok("List<Integer> before = List.of(1);")
        self.run_ok("import java.awt.*;\nimport java.util.*;\nList<Integer> after = List.of(2);")
        self.assert_plain(("before.get(0) + after.get(0)", "3"))

    def test_another_list(self):
        for code, result in (
            ("import java.awt.List;\nList.class.getName()", "java.awt.List"),
            ("record List(int n) {}\nnew List(3)", "List[n=3]"),
            ("class List<T> { T first; }\nnew List<String>().first == null", "true"),
            ("interface List {}\nnew List() { public String toString() { return \"mine\"; } }", "mine"),
        ):
            self.kernel = self.start()
            self.assert_plain((code, result))


class JJava(SharedKernelTest):
    def test_its_names(self):
        self.run_ok("import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;\nimport org.dflib.jjava.kernel.JavaNotebookStatics;")
        self.assert_plain(
            ("JavaNotebookStatics.kernel() == kernel()", "true"),
            ('BaseNotebookStatics.display("x"); BaseNotebookStatics.eval("1 + 1")', "2"),
        )
        self.assert_plain(('BaseNotebookStatics.render("<b>", "text/html").getData().get("text/html")', "<b>"))
