"""A cell is a unit: types in any order, statements together, and a time that does not depend on what was declared before."""

from kernel_client import SharedKernelTest


class TypesTest(SharedKernelTest):
    def test_a_sealed_type_permits_the_subtypes_of_its_cell(self):
        declarations = (
            "sealed interface {0}Shape<T> {{}}",
            "record {0}Circle(double r) implements {0}Shape<String> {{}}",
            "final class {0}Square implements {0}Shape<int[]> {{}}",
        )
        for name, order in (("A", declarations), ("B", reversed(declarations))):
            with self.subTest(name):
                code = "\n".join(order).format(name)
                outcome = self.run_ok(code + f"\n{name}Shape<?> shape = new {name}Circle(1);\nshape")
                self.assertEqual(outcome.plain, f"{name}Circle[r=1.0]")
                self.assertEqual(outcome.text("stderr"), "")

    def test_a_sealed_type_names_subtypes_that_come_before_and_after_it(self):
        self.assert_plain(
            (
                "record Num(int v) implements Expr {}\nsealed interface Expr permits Num, Neg {}\n"
                "record Neg(Expr e) implements Expr {}\nExpr e = new Neg(new Num(1));\ne",
                "Neg[e=Num[v=1]]",
            )
        )

    def test_a_hierarchy_may_be_completed_by_later_cells(self):
        first = self.run_ok("abstract sealed class Animal permits Cat, Dog {}")
        self.assertIn("Animal is sealed, and is declared as soon as these are: Cat, Dog", first.text("stderr"))
        self.run_ok("final class Cat extends Animal {}")
        self.assert_plain(("final class Dog extends Animal {}\nAnimal animal = new Dog();\nanimal instanceof Dog", "true"))

    def test_a_sealed_type_without_subtypes_waits_for_them(self):
        self.assertIn("Later", self.run_ok("sealed interface Later {}").text("stderr"))
        self.assert_plain(("record One(int x) implements Later {}\nLater later = new One(3);\nlater", "One[x=3]"))

    def test_a_sealed_hierarchy_can_be_run_again(self):
        code = "sealed interface Again {}\nrecord Yes(int x) implements Again {}\nnew Yes(2) instanceof Again"
        self.assert_plain((code, "true"), (code, "true"))

    def test_a_sealed_hierarchy_can_grow(self):
        code = "sealed interface Tree {{}}\nrecord Leaf(int x) implements Tree {{}}\n{}Tree tree{} = new {};\ntree{}"
        self.run_ok(code.format("", 1, "Leaf(1)", 1))
        more = self.run_ok(code.format("record Fork(Tree a, Tree b) implements Tree {}\n", 2, "Fork(null, null)", 2))
        self.assertEqual(more.plain, "Fork[a=null, b=null]")
        self.assertIn("variable tree1 has lost its value", more.text("stderr"))

    def test_types_that_need_each_other(self):
        self.assert_plain(
            (
                "class P { Q q; int f() { return q == null ? 1 : q.g(); } }\n"
                "class Q { P p = new P(); int g() { return 1 + p.f(); } }\nnew Q().g()",
                "2",
            )
        )

    def test_a_type_that_lacks_more_than_supertypes_is_an_error(self):
        self.assertIn("Strng", self.run_error("class Typo { Strng s; }").error)


class StatementsTest(SharedKernelTest):
    """Statements that follow one another are compiled together, and behave as if they were not."""

    def test_statements_before_one_that_cannot_be_compiled_have_run(self):
        self.run_ok("int kept = 0;")
        failed = self.run_error("kept = 1;\nkept++;\nkept = \"text\";\nkept = 10;\nkept")
        self.assertIn("line 3: incompatible types", failed.error)
        self.assert_plain(("kept", "2"))

    def test_a_failure_names_its_line_and_keeps_what_was_done(self):
        self.run_ok("int done = 0;")
        failed = self.run_error("done = 1;\n// a comment\n\ndone = 2; System.out.println(done);\ndone = done / 0;\ndone = 9;\ndone")
        self.assertIn("line 5: done = done / 0;", failed.error)
        self.assertEqual(failed.text(), "2\n")
        self.assert_plain(("done", "2"))

    def test_statements_and_declarations_mix(self):
        self.assert_plain(
            (
                "int i = 1;\ni += 2;\nif (i > 2) i *= 2;\nelse i = 0;\nfor (int k = 0; k < 2; k++) i++;\n"
                "int[] j = {i};\nj[0] = 5;\nj[0]++;\nj[0] + i",
                "14",
            )
        )


    def test_an_overload_outlasts_the_other_one(self):
        """JShell compiles both into one class when they have to be compiled again."""
        self.run_ok("class A { int v = 1; }\nint f(A a) { return a.v; }\nint f(A a, int k) { return a.v * k; }")
        self.run_ok("class A { int v = 2; int w; }")
        self.run_ok("int f(A a) { return 100; }")
        for i in range(60):
            self.run_ok(f"{i} + 1")
        self.assert_plain(("f(new A(), 3)", "6"))


class TimeTest(SharedKernelTest):
    """In processor time, since the machine may be busy with something else."""

    def processor_millis(self, codes):
        """What the kernel needs for the cells, all together."""
        clock = (
            "((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())"
            ".getProcessCpuTime() / 1_000_000"
        )
        start = int(self.run_ok(clock).plain)
        for code in codes:
            self.run_ok(code)
        return int(self.run_ok(clock).plain) - start

    def small_cells(self, turn):
        return self.processor_millis(f"first + {turn + i}" for i in range(20))

    def test_a_statement_takes_no_longer_after_hundreds_of_others(self):
        self.run_ok("int first = 1;")
        self.small_cells(0)
        early = self.small_cells(100)
        for part in range(5):
            self.run_ok("\n".join(f"var v{part}_{i} = first + {i};" for i in range(130)))
        self.assertLess(self.small_cells(200), 1.5 * early)
        self.assert_plain(("v0_0 + v4_99", "101"))

    def test_statements_that_follow_one_another_take_hardly_longer_than_a_few(self):
        self.run_ok("int sum = 0;")
        self.run_ok("int first = 1;")
        few = self.small_cells(300)
        many = self.processor_millis(["\n".join(f"sum += {i};" for i in range(400))])
        self.assertLess(many, 2 * few)
