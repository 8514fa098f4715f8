"""What a declaration does to earlier ones, which the cell is told on stderr."""

from kernel_client import SharedKernelTest


class Updates(SharedKernelTest):
    def told(self, code):
        return self.run_ok(code).text("stderr").splitlines()

    def test_variables_of_a_class_that_has_changed(self):
        self.run_ok("class Walk { int steps = 1; }\nWalk one = new Walk(), two = one; int kept = 3; Walk none;")
        self.assertEqual(
            self.told("class Walk { int steps = 1; int stops; }"),
            ["class Walk has changed: variables one, two, none have lost their values; run the cells that set them again"],
        )
        self.assert_plain(("one", None), ("kept", "3"))
        self.assertEqual(self.told("kept"), [])

    def test_nothing_is_told_where_nothing_is_lost(self):
        self.run_ok("class Same { int f() { return 1; } }\nSame same = new Same(); int twice(int n) { return n * same.f(); }")
        for code in ("class Same { int f() { return 1; } }", "class Same { int f() { return 2; } }", "import java.time.*;"):
            self.assertEqual(self.told(code), [])
        self.assert_plain(("twice(2)", "4"))

    def test_what_the_same_cell_sets_again_is_not_told(self):
        self.run_ok("record Pair(int a) {}\nPair left = new Pair(1); Pair right = new Pair(2);")
        self.assertEqual(self.told("record Pair(int a, int b) {}\nPair left = new Pair(1, 2), right = left;"), [])
        self.run_ok("class Sum { int a; }\nSum sum = new Sum();")
        self.assertEqual(self.told("class Sum { int a, b; }\nsum = new Sum();"), [])

    def test_what_no_longer_compiles(self):
        self.run_ok("record Spot(int x) {}\nSpot spot = new Spot(1); var list = List.of(new Spot(2));")
        told = "\n".join(self.told("record Spot(int x, int y) {}"))
        self.assertIn("record Spot has changed: variable spot is no longer defined: constructor Spot in record Spot cannot be applied", told)
        self.assertIn("record Spot has changed: variable list is no longer defined: run the cell that declares it again", told)
        self.run_ok("enum Light { RED }\nint number(Light light) { return switch (light) { case RED -> 1; }; }")
        self.assertIn(
            "enum Light has changed: method number(Light) cannot be called: the switch expression does not cover",
            self.told("enum Light { RED, GREEN }")[0],
        )
        self.run_ok("interface Form {}\nclass Disc implements Form {}\nForm form = new Disc();")
        told = "\n".join(self.told("interface Form { int area(); }"))
        self.assertIn("interface Form has changed: class Disc is no longer defined: Disc is not abstract", told)
        self.assertIn("interface Form has changed: variable form is no longer defined: class Disc is missing", told)
