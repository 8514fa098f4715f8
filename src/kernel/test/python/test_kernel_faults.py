"""Faults of JShell in some JDKs, which cells are not to suffer from."""

from kernel_client import SharedKernelTest


class JdkFaults(SharedKernelTest):
    def test_a_class_that_is_not_sealed_in_a_longer_cell(self):
        self.run_ok("sealed interface Shape permits Box {}\nfinal class Box implements Shape {}")
        self.assert_plain(
            ("// open for more\npublic non-sealed class Box implements Shape { int size = 1; }\nint size = new Box().size;\nsize", "1"),
        )
        self.assert_plain(
            (
                """
                sealed interface Tree permits Leaf, Node {}
                non-sealed class Leaf implements Tree { int size = 1; }
                class Needle extends Leaf {}
                record Node(Tree left) implements Tree {}
                var leaf = new Node(new Needle());
                leaf.left() instanceof Leaf found ? found.size : 0
                """,
                "1",
            ),
            (
                """
                non-sealed abstract class Tone implements Sound { Tone(int height) {} }
                sealed interface Sound { int length(); }
                non-sealed interface Noise extends Sound {}
                class Beep extends Tone { Beep() { super(1); } public int length() { return 3; } }
                Noise noise = () -> 4;
                new Beep().length() + noise.length()
                """,
                "7",
            ),
        )
        self.assertEqual(self.ask("is_complete", "non-sealed class Box implements Shape {}\nint a = 1;")["status"], "complete")
        reply = self.ask("complete", "non-sealed class Ball implements Shape { int radius; }\nnew Ball().rad")
        self.assertIn("radius", reply["matches"])

    def test_a_nested_class_that_becomes_static(self):
        self.run_ok("class Outer { class Inner { int a = 1; } }\nOuter.Inner inner = new Outer().new Inner();")
        told = self.run_ok("class Outer { static class Inner { int a = 2; } }").text("stderr")
        self.assertIn("class Outer has changed: variable inner ", told)
        self.assert_plain(("new Outer.Inner().a", "2"), ("Outer.Inner inner = new Outer.Inner();\ninner.a", "2"))

    def test_expressions_whose_type_has_no_name(self):
        self.assert_plain(
            ('List.of("a", 0)', "[a, 0]"),
            ('Optional.of(List.of("a", 0)).get()', "[a, 0]"),
            ('java.util.stream.Stream.of("a", 0).toList();', "[a, 0]"),
            ('var mixed = List.of("a", 0);\nmixed', "[a, 0]"),
        )

    def test_types_named_as_those_that_jshell_uses_itself(self):
        for name in ("Object", "Throwable", "SuppressWarnings"):
            outcome = self.kernel.run(f"class {name} {{}}")
            if outcome.reply["status"] == "error":
                self.assertIn(f"cannot have a type named {name}", outcome.reply["evalue"])
            else:
                self.assert_plain((f"new {name}() != null", "true"))
            self.assert_plain(("int one = 1;\none + 1", "2"), ("record Pair(int a) {}\nnew Pair(1).a()", "1"))

    def test_types_named_as_others_of_java_lang(self):
        for name in ("Record", "Exception", "Process", "Compiler", "Iterable"):
            self.assert_plain((f"class {name} {{ int a = 3; }}\nnew {name}().a", "3"), ("1 + 1", "2"))
