"""Completion and documentation while a cell is being written: they know what the cell itself declares, and magics."""

import os
import time

from kernel_client import SharedKernelTest, write


class Completion(SharedKernelTest):
    def completed(self, code):
        """The matches, after a check that they replace the last word of the code."""
        reply = self.ask("complete", code)
        self.assertEqual(reply["status"], "ok")
        for match in reply["matches"]:
            self.assertTrue(match.startswith(code[reply["cursor_start"] : reply["cursor_end"]]), (match, reply))
        self.assertEqual(reply["cursor_end"], len(code))
        return reply["matches"]

    def test_what_the_cell_declares(self):
        for code, match in (
            ("import java.nio.file.*;\nFiles.readA", "readAllBytes("),
            ("import java.nio.file.*;\nFil", "Files"),
            ("import java.util.function.*;\nint a = 1;\nimport java.nio.file.*;\nPath.o", "of("),
            ("import static java.lang.Math.*;\nvar root = sq", "sqrt("),
            ("class Walk { int steps; void go() {} }\nvar walk = new Walk();\nwalk.st", "steps"),
            ("public class Walk { int steps; static int all; }\nWalk.al", "all"),
            ("class Walk { }\nnew Wal", "Walk()"),
            ("record Point(int width) {}\nnew Point(1).wi", "width()"),
            ("enum Light { RED, GREEN }\nLight.G", "GREEN"),
            ("sealed interface Shape permits Disc {}\nrecord Disc(double radius) implements Shape {}\nnew Disc(1).ra", "radius()"),
            ("int quantity = 3;\nquan", "quantity"),
            ("static final int QUANTITY = 3;\nint b = QUAN", "QUANTITY"),
            ("int twice(int n) { return 2 * n; }\nint b = twi", "twice("),
            ('public String name() { return ""; }\nname().toUpp', "toUpperCase("),
            ("int quantity = 3;\nint more(int n) { return quan", "quantity"),
            ("int more(int number) { return num", "number"),
            ("int more(int n) {\n    int inner = 3;\n    return inn", "inner"),
            ("List<String> all = List.of();\nfor (var word : all) { word.toUpp", "toUpperCase("),
            ("for (int index = 0; ind", "index"),
            ("for (int index = 0; index < 3; index++) { System.out.println(ind", "index"),
            ("List<String> all = List.of();\nall.forEach(word -> word.toUpp", "toUpperCase("),
            ("Function<String, Integer> f = word -> wor".replace("Function", "java.util.function.Function"), "word"),
            ("class Walk { int steps; int more() { return ste", "steps"),
            ("class Walk { int steps; Walk next; void f() { next.ste", "steps"),
            ("int broken = nope();\nint quantity = 3;\nquan", "quantity"),
            ("// a (comment) {\nint quantity = 3;\n/* another; */ quan", "quantity"),
            ("%time 1\nint quantity = 3;\nquan", "quantity"),
            ('%time "a".toUpp', "toUpperCase("),
            ('int quantity = 3; String s = "quan" + quan', "quantity"),
        ):
            with self.subTest(code):
                self.assertIn(match, self.completed(code))

    def test_nothing_that_the_cell_cannot_call(self):
        self.assertEqual(self.completed("int a = 1;\nnotifyA"), [])
        self.assertEqual([m for m in self.completed("int f() { return 1; }\n$") if m.startswith("$")], [])
        self.run_error("quantity")

    def test_imports_of_the_cell_are_not_run(self):
        self.assertIn("ZipFile", self.completed("import java.util.zip.*;\nZipF"))
        self.run_error("ZipFile z;")
        self.assertNotIn("zip", self.run_ok("/imports").text())

    def test_magics(self):
        self.assertEqual(self.completed("%cl"), ["%classpath"])
        self.assertEqual(self.completed("int a = 1;\n%%ti"), ["%%time"])
        self.assertIn("%maven", self.completed("%"))
        self.assertIn("%jars", self.completed("List<String> jars = %j"))
        for code in ('"%cl', "// %cl", '"""\n%cl', "int a = 7 %cl", "/*\n%cl"):
            self.assertEqual([match for match in self.completed(code) if "classpath" in match], [], code)

    def test_paths(self):
        folder = self.folder()
        for name in ("first.jar", "second.jar", ".hidden", "deep/third.jar"):
            write(os.path.join(folder, name), "")
        self.assertEqual(self.completed(f"%classpath {folder}/fi"), [f"{folder}/first.jar"])
        self.assertEqual(self.completed(f"%jars a.jar {folder}/"), [f"{folder}/{name}" for name in ("deep/", "first.jar", "second.jar")])
        self.assertEqual(self.completed(f"%load {folder}/nothing"), [])

    def test_a_long_cell_is_completed_in_a_moment(self):
        lines = [f"int quantity{i} = {i} + 1;\nint twice{i}(int n) {{ return quantity{i} * 2; }}" for i in range(50)]
        self.assertIn("quantity7", self.completed("\n".join(lines) + "\nint sum = quan"))

    def test_what_is_likely_comes_first(self):
        self.run_ok("int quantity = 3;\nint quarter() { return 1; }\nrecord Route(int steps) { static int all; }")
        self.assertEqual(self.completed("")[:2], ["quantity", "quarter()"])
        route = self.completed("Route.")
        self.assertEqual((route[0], route[-1]), ("all", "class"))
        self.assertEqual(self.completed("int mine = 1;\nint b = m")[0], "mine")
        self.assertEqual(self.completed("int mine = 1;\n")[:3], ["mine", "quantity", "quarter()"])
        route = self.completed("new Route(1).")
        self.assertEqual(route[0], "steps()")
        self.assertLess(route.index("steps()"), route.index("getClass()"))
        types = self.ask("complete", "quar")["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(types, [{"text": "quarter()", "type": "function", "start": 0, "end": 4}])

    def test_cells_and_completion_while_completion_is_prepared(self):
        kernel = self.start()
        for pause in (0.2, 0.1, 0.1):
            time.sleep(pause)
            self.assertEqual(kernel.run("1 + 1").plain, "2")
            self.assertIn("sqrt(", kernel.reply(kernel.client.complete("Math.sq"))["matches"])


AWKWARD = """
/**
 * Counts {@code a < b}, {@literal <x>} and {@link List#of() all} of them&mdash;or {@linkplain Math#abs(int)}.
 *
 * <p>It <em>may</em> take long: see <a href="other.html">there</a> and <a href="https://openjdk.org">here</a>. <a href>A</a><a href="">B</a>
 * <ul>
 *   <li>one &lt; two
 *   <li>{@value #LIMIT} <script>alert(1)</script><img src="x" onerror="alert(1)">
 * </ul>
 * <table class="plain"><tr><th>n</th><td>{@code 1}</td></tr></table>
 * <pre>{@code
 *     var walk = List.<String>of();
 * }</pre>
 * {@snippet :
 *   count(3); // @highlight substring="3"
 * }
 *
 * @param n how many, {@code null} or not
 * @param <T> of what
 * @return {@code n}
 * @throws IllegalStateException if {@code n < 0}
 * @see List#of()
 */
<T> int count(List<T> n) { return 1; }
"""


class Documentation(SharedKernelTest):
    def shown(self, code):
        """The text and the HTML, after a check that no tags are left in them."""
        data = self.ask("inspect", code, len(code))["data"]
        for text in data.values():
            self.assertNotRegex(text, r"\{@|@(param|return|throws|see)")
        self.assertNotRegex(data["text/plain"], r"</?(p|code|li|a|pre)>|&\w+;")
        return data["text/plain"], data["text/html"]

    def test_every_tag(self):
        self.run_ok(AWKWARD)
        text, html = self.shown("count(")
        for part in (
            "Counts a < b, <x> and all of them—or Math.abs(int).\n\nIt may take long: see there and here. AB",
            "\n  * one < two\n  * LIMIT alert(1)\n",
            "n  1",
            "\n\nvar walk = List.<String>of();\n",
            "\n  count(3);\n",
            "\nParameters\n  * n – how many, null or not\n  * <T> – of what\n\nReturns\n  * n\n",
            "\nThrows\n  * IllegalStateException – if n < 0\n",
            "\nSee also\n  * List.of()",
        ):
            self.assertIn(part, text)
        for part in ("<code>a &lt; b</code>, &lt;x&gt; and <code>all</code>", '<a href="https://openjdk.org">here</a>', "<td><code>1</code></td>"):
            self.assertIn(part, html)
        self.assertNotRegex(html, "script|img|other.html|class=")

    def test_what_the_jdk_a_library_and_cells_declare(self):
        self.run_ok(
            """
            %classpath target/lib/*.jar
            import io.github.gradwalk.*;
            /** A walk. */ record Walk(int steps) { /** Goes on. */ int more(List<String> names, int... far) { return 1; } }
            /** How far. */ int distance = 3;
            """
        )
        for code, expected in (
            ("import java.nio.file.*;\nFiles.readString(", "Files.readString"),
            ("class Walk { int steps(int more) { return 1; } }\nnew Walk().steps(", "steps(int more)"),
            ("/** Own {@code x}. */ int own(int x) { return x; }\nint a = own(", "\n\nOwn x."),
            ("new Mlp(", "Mlp(List<Layer> layers)\n\nA network of these layers"),
            ("new Walk(", "Walk(int steps)\n\nA walk."),
            ("var a = new Walk(3).more(", "\n\nGoes on."),
            ("Walk", "\n\nA walk."),
            ("distance", "\n\nHow far."),
            ('"a".strip', "String.strip()"),
            ("Math.max", "int Math.max(int a, int b)"),
        ):
            with self.subTest(code):
                self.assertIn(expected, self.shown(code)[0])
