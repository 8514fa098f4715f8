"""What cells do: results, declarations that survive, displays."""

import base64
import re
import zlib
from pathlib import Path

from kernel_client import SharedKernelTest


class Execution(SharedKernelTest):
    def test_result_carries_the_count_of_its_cell(self):
        first, second = self.run_ok("1 + 1"), self.run_ok("2 + 2")
        self.assertEqual((first.plain, second.plain), ("2", "4"))
        count = second.reply["execution_count"]
        self.assertEqual(count, first.reply["execution_count"] + 1)
        for kind in ("execute_result", "execute_input"):
            self.assertEqual(second.of_type(kind)[0]["execution_count"], count)

    def test_results(self):
        without = ("int quiet = 1;", "quiet = 2;", 'System.out.print("");', "class Quiet {}", "null", "// words")
        self.assert_plain(
            *((code, None) for code in without),
            ("new int[] {1, 2}", "int[2] { 1, 2 }"),
            ("java.util.function.Function<Integer, BigInteger> f = BigInteger::valueOf; List.of(1, 2).stream().map(f).toList()", "[1, 2]"),
            ("new Object() { public String toString() { return null; } }", "null"),
            ('System.out.printf("x%n");', None),
            ('display("x", "text/html")', None),
        )

    def test_java_17(self):
        code = '''
            record Point(int x, int y) {
                Point { if (x < 0) throw new IllegalArgumentException(); }
            }
            var text = """
                two
                  lines""";
            Object o = new Point(1, 2);
            String name = o instanceof Point p ? switch (p.x()) { case 1 -> "one"; default -> "many"; } : "none";
            text.lines().count() + name + o
            '''
        self.assert_plain((code, "2onePoint[x=1, y=2]"))

    def test_a_cell_may_use_what_it_declares_further_down(self):
        code = """
            int twice(int n) { return add(n, n); }
            int add(int a, int b) { return a + b; }
            sealed interface Shape permits Disc, Box {}
            record Disc(double r) implements Shape {}
            record Box(double a) implements Shape {}
            class Chicken { Egg egg; }
            class Egg { Chicken chicken; }
            sealed interface Tree { record Leaf(int v) implements Tree {} record Node(Tree l, Tree r) implements Tree {} }
            "" + twice(4) + new Disc(1) + new Chicken().egg + new Tree.Node(new Tree.Leaf(1), new Tree.Leaf(2))
            """
        self.assert_plain((code, "8Disc[r=1.0]nullNode[l=Leaf[v=1], r=Leaf[v=2]]"))

    def test_apache_spark_may_look_into_the_jdk(self):
        """What its launcher would open, without which it cannot show a date."""
        opened = re.findall(r"--add-opens=([\w.]+)/([\w.]+)=ALL-UNNAMED", Path("src/spark/pom.xml").read_text(encoding="utf-8"))
        self.assertGreater(len(opened), 10)
        is_open = 'ModuleLayer.boot().findModule("{}").get().isOpen("{}", getClass().getModule())'
        self.assert_plain(*((f"new Object() {{ boolean open = {is_open.format(*package)}; }}.open", "true") for package in opened))

    def test_silent_and_unstored_cells_do_not_count(self):
        before = self.run_ok("0").reply["execution_count"]
        self.assertEqual(self.run_ok("3 + 3", silent=True).published, [])
        self.assertEqual(self.run_ok("4 + 4", store_history=False).plain, "8")
        self.assertEqual(self.run_ok("0").reply["execution_count"], before + 1)

    def test_user_expressions(self):
        outcome = self.run_ok("int asked = 6;", user_expressions={"good": "asked * 7", "bad": "asked *"})
        values = outcome.reply["user_expressions"]
        self.assertEqual(values["good"]["data"]["text/plain"], "42")
        self.assertEqual(values["bad"]["status"], "error")

    def test_cells_sent_after_one_that_fails_are_aborted_unless_told_to_go_on(self):
        for stop, after, result in ((True, "aborted", "error"), (False, "ok", "ok")):
            failing = self.kernel.send(f"Thread.sleep(300); int gone{stop} = 1 / 0;", stop_on_error=stop)
            next_one = self.kernel.send(f"int born{stop} = 1;")
            statuses = [self.kernel.collect(request).reply["status"] for request in (failing, next_one)]
            self.assertEqual(statuses, ["error", after])
            self.assertEqual(self.kernel.run(f"born{stop}").reply["status"], result)


class State(SharedKernelTest):
    def test_variables_survive_an_import(self):
        self.run_ok('int kept = 41; List<String> names = new ArrayList<>(List.of("a")); var more = new ArrayList<>(List.of("b"));')
        self.run_ok("import java.awt.*; import java.awt.geom.*; import java.time.*;")
        self.assert_plain(("names.get(0) + (kept + 1) + more.get(0)", "a42b"))

    def test_variables_survive_and_callers_see_a_redefined_method(self):
        self.run_ok("int rate() { return 1; }\nint total() { return 10 * rate(); }")
        self.run_ok("int first = total(); var all = new ArrayList<Integer>(Arrays.asList(total()));")
        self.run_ok("java.util.function.Supplier<Integer> later = () -> total();")
        self.run_ok("int rate() { return 2; }")
        self.assert_plain(('first + " " + all + " " + total() + " " + later.get()', "10 [10] 20 20"))

    def test_a_variable_survives_redefinition_of_a_variable_it_used(self):
        self.run_ok("int base = 5; int derived = base + 1; int read() { return base; }")
        self.run_ok("int base = 7;")
        self.assert_plain(('derived + " " + read()', "6 7"))

    def test_a_failing_snippet_keeps_the_earlier_ones(self):
        self.run_error("int early = 3; int late = early / 0; int never = 1;")
        self.assert_plain(("early", "3"))
        self.run_error("never")

    def test_the_kernels_own_preparations_leave_nothing_behind(self):
        self.run_error("warm")
        self.assertEqual(self.ask("complete", "Warm")["matches"], [])

    def test_a_result_that_was_shown_is_released(self):
        self.run_ok(
            """
            var seen = new java.lang.ref.WeakReference<Object>(null);
            int[] make() { var made = new int[3]; seen = new java.lang.ref.WeakReference<>(made); return made; }
            """
        )
        self.assert_plain(
            ("make()", "int[3] { 0, 0, 0 }"),
            ("System.gc();\nseen.get() == null", "true"),
            ("int[] $7 = make();\n$7[0]", "0"),
            ("$7.length", "3"),
        )


class Display(SharedKernelTest):
    def shown(self, code):
        displays = self.run_ok(code).of_type("display_data")
        self.assertEqual(len(displays), 1)
        return displays[0]["data"]

    def test_types(self):
        by_reflection = """
            Class.forName("io.github.spencerpark.ijava.runtime.Display").getMethod("display", Object.class, String[].class)
                .invoke(null, "<i>r</i>", new String[] {"text/html"});
            """
        for code, mime, shown in (
            ('display("<b>1</b>", "text/html")', "text/html", "<b>1</b>"),
            ('display("*1*", "text/markdown")', "text/markdown", "*1*"),
            ('display("$$1$$", "text/latex")', "text/latex", "$$1$$"),
            ('display("<svg></svg>", "image/svg+xml")', "image/svg+xml", "<svg></svg>"),
            (r'display("{\"a\": [1, 2]}", "application/json")', "application/json", {"a": [1, 2]}),
            ('display(Map.of("b", 1), "application/json")', "application/json", {"b": 1}),
            (by_reflection, "text/html", "<i>r</i>"),
        ):
            with self.subTest(code):
                data = self.shown(code)
                self.assertEqual(data[mime], shown)
                self.assertIn("text/plain", data)

    def test_render_is_the_result_and_shows_nothing(self):
        outcome = self.run_ok('render("<b>x</b>", "text/html")')
        self.assertEqual(outcome.result["text/html"], "<b>x</b>")
        self.assertEqual(outcome.of_type("display_data"), [])

    def test_a_bundle_with_its_own_text(self):
        data = self.shown('var d = render("<b>x</b>", "text/html"); d.putText("words"); display(d);')
        self.assertEqual(data, {"text/html": "<b>x</b>", "text/plain": "words"})

    def test_update(self):
        shown = self.run_ok('String id = display("before");').of_type("display_data")[0]
        updated = self.run_ok('updateDisplay(id, "after")').of_type("update_display_data")[0]
        self.assertEqual(updated["transient"]["display_id"], shown["transient"]["display_id"])
        self.assertEqual(updated["data"]["text/plain"], "after")

    def test_images_are_whole(self):
        self.run_ok("import java.awt.image.BufferedImage;")
        for width in (1, 2, 3, 50):
            with self.subTest(width):
                self.assert_whole_png(self.run_ok(f"new BufferedImage({width}, 7, BufferedImage.TYPE_INT_RGB)").result)
        self.assert_whole_png(
            self.shown(
                """
                var bytes = new ByteArrayOutputStream();
                javax.imageio.ImageIO.write(new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB), "png", bytes);
                display(bytes.toByteArray(), "image/png");
                """
            )
        )

    def assert_whole_png(self, data):
        png = base64.b64decode(data["image/png"], validate=True)
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        at, kind = 8, b""
        while kind != b"IEND":
            length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
            end = at + 8 + length
            self.assertEqual(zlib.crc32(png[at + 4 : end]), int.from_bytes(png[end : end + 4], "big"))
            at = end + 4
        self.assertEqual(at, len(png))


class Assistance(SharedKernelTest):
    def test_completion(self):
        self.run_ok('var words = new ArrayList<String>(); String 𝒳 = "";')
        for code, match, replaced in (
            ("words.addA", "addAll(", "addA"),
            ("Math.sq", "sqrt(", "sq"),
            ("var 𝒴 = 𝒳; 𝒳.toUpp", "toUpperCase(", "toUpp"),
            ("import java.time.*;\nclass A {}\nwords.siz", "size()", "siz"),
            ("%classpath a b\nwords.siz", "size()", "siz"),
            ('%classpath x\n"a".toUpp', "toUpperCase(", "toUpp"),
            ("var here = new StringBuilder();\nhere.reve", "reverse()", "reve"),
        ):
            with self.subTest(code):
                reply = self.ask("complete", code)
                self.assertEqual(reply["status"], "ok")
                self.assertIn(match, reply["matches"])
                start, end = reply["cursor_start"], reply["cursor_end"]
                self.assertEqual((code[start:end], end), (replaced, len(code)))
        self.assertEqual(self.ask("complete", ")(.xyz")["matches"], [])

    def test_completion_tells_types_and_takes_a_cursor_in_the_middle(self):
        reply = self.ask("complete", "Math.sq + 1;", 7)
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (5, 7))
        typed = {entry["text"]: entry["type"] for entry in reply["metadata"]["_jupyter_types_experimental"]}
        self.assertEqual(typed["sqrt("], "function")
        reply = self.ask("complete", "Integer.MAX_V")
        self.assertEqual(reply["metadata"]["_jupyter_types_experimental"][0]["type"], "constant")

    def test_is_complete(self):
        for code, status in (
            ("1 + 1", "complete"),
            ("int a = 1", "complete"),
            ("%classpath x", "complete"),
            ("", "complete"),
            ("void f() {", "incomplete"),
            ("int a = 1; for (;;) {", "incomplete"),
            ('var t = """', "incomplete"),
            ("int = )", "invalid"),
        ):
            with self.subTest(code):
                self.assertEqual(self.ask("is_complete", code)["status"], status)
        self.assertEqual(self.ask("is_complete", "class A {\n    void f() {")["indent"], " " * 8)

    def test_inspection_anywhere_in_a_name(self):
        for cursor in (5, 7, 9, 10):
            reply = self.ask("inspect", "Math.sqrt(2)", cursor)
            self.assertTrue(reply["found"])
            self.assertIn("double Math.sqrt(double", reply["data"]["text/plain"])
        self.assertFalse(self.ask("inspect", "nothing", 3)["found"])

    def test_inspection_shows_the_documentation_of_a_library(self):
        self.run_ok("%classpath target/lib/*.jar\nimport io.github.gradwalk.*;")
        for cursor in (len("new Mlp"), len("new Ml")):
            text = self.ask("inspect", "new Mlp(", cursor)["data"]["text/plain"]
            self.assertTrue(re.search(r"Mlp.*\n\n.*\w+ \w+ \w+", text), text)

    def test_history(self):
        self.run_ok('String ü = "𝒳, remembered";')
        self.run_ok("int silent = 1;", silent=True)
        tail = self.ask("history", hist_access_type="tail", n=1)["history"]
        self.assertEqual(tail[0][2], 'String ü = "𝒳, remembered";')
        self.assertEqual(self.ask("history", hist_access_type="search", pattern="*remem?ered*")["history"], tail)
        number = tail[0][1]
        self.assertEqual(self.ask("history", hist_access_type="range", start=number, stop=number + 1)["history"], tail)
        self.assertEqual(self.ask("history", hist_access_type="tail", n=1, output=True)["history"][0][2], [tail[0][2], None])
