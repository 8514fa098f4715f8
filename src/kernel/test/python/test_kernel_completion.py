"""Completion while a cell is being written: it knows what the cell itself declares, and magics."""

import os

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

    def test_documentation_of_what_the_cell_imports_and_declares(self):
        for code, expected in (
            ("import java.nio.file.*;\nFiles.readString(", "Files.readString"),
            ("class Walk { int steps(int more) { return 1; } }\nnew Walk().steps(", "steps(int more)"),
        ):
            self.assertIn(expected, self.ask("inspect", code, len(code))["data"]["text/plain"])
