"""What the bundled kernel promises, each held by a real client: python -m unittest discover -s src/kernel/test/python -v

JUPYTER_PATH names the folder that holds kernels/java.
"""

import base64
import ipaddress
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
import zipfile
import zlib

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

KERNEL = "java"
PATIENCE = 60  # seconds, for machines that are busy with something else


class Outcome:
    """All that a client receives because of one cell."""

    def __init__(self, reply, published):
        self.reply = reply
        self.published = published

    def of_type(self, kind):
        return [content for name, content in self.published if name == kind]

    def text(self, stream="stdout"):
        return "".join(c["text"] for c in self.of_type("stream") if c["name"] == stream)

    @property
    def result(self):
        """The result's bundle, or None."""
        results = self.of_type("execute_result")
        assert len(results) <= 1, results
        return results[0]["data"] if results else None

    @property
    def plain(self):
        return self.result and self.result["text/plain"]

    @property
    def error(self):
        return "\n".join(self.reply["traceback"])


class Kernel:
    def __init__(self, cwd=None, env=None, argv=None, wait=True):
        self.manager = KernelManager(kernel_name=KERNEL)
        if argv:
            self.manager.kernel_spec.argv = argv
        self.manager.start_kernel(cwd=cwd, env=dict(os.environ, **(env or {})))
        self.client = self.manager.client()
        self.client.start_channels()
        if wait:
            self.client.wait_for_ready(timeout=PATIENCE)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def send(self, code, **options):
        options.setdefault("allow_stdin", False)
        return self.client.execute(code, **options)

    def collect(self, request):
        """Waits for the reply to a request and for the idle that follows it."""
        reply = self.reply(request)
        published = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "status":
                if content["execution_state"] == "idle":
                    return Outcome(reply, published)
            else:
                published.append((message["msg_type"], content))

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def run(self, code, **options):
        return self.collect(self.send(textwrap.dedent(code).strip("\n"), **options))

    def interrupt_when_running(self, request):
        """Waits until the cell prints, then interrupts it."""
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
                break
        self.manager.interrupt_kernel()
        return self.collect(request)


class KernelTest(unittest.TestCase):
    """One kernel for all the tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()
        cls.addClassCleanup(cls.kernel.close)

    def run_ok(self, code, **options):
        outcome = self.kernel.run(code, **options)
        self.assertEqual(outcome.reply["status"], "ok", outcome.reply)
        return outcome

    def run_error(self, code, **options):
        outcome = self.kernel.run(code, **options)
        self.assertEqual(outcome.reply["status"], "error", outcome.reply)
        return outcome


class Execution(KernelTest):
    def test_result_carries_the_count_of_its_cell(self):
        first = self.run_ok("1 + 1")
        second = self.run_ok("2 + 2")
        self.assertEqual((first.plain, second.plain), ("2", "4"))
        counts = [outcome.reply["execution_count"] for outcome in (first, second)]
        self.assertEqual(counts[1], counts[0] + 1)
        self.assertEqual(second.of_type("execute_result")[0]["execution_count"], counts[1])
        self.assertEqual(second.of_type("execute_input")[0]["execution_count"], counts[1])

    def test_declarations_and_void_calls_have_no_result(self):
        for code in ("int quiet = 1;", "quiet = 2;", 'System.out.print("");', "class Quiet {}", "null", "// words"):
            with self.subTest(code):
                self.assertIsNone(self.run_ok(code).result)

    def test_java_17(self):
        outcome = self.run_ok(
            '''
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
        )
        self.assertEqual(outcome.plain, "2onePoint[x=1, y=2]")

    def test_a_cell_may_use_what_it_declares_further_down(self):
        outcome = self.run_ok(
            """
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
        )
        self.assertEqual(outcome.plain, "8Disc[r=1.0]nullNode[l=Leaf[v=1], r=Leaf[v=2]]")

    def test_usual_imports_are_there(self):
        outcome = self.run_ok("Function<Integer, BigInteger> f = BigInteger::valueOf; Stream.of(1, 2).map(f).toList()")
        self.assertEqual(outcome.plain, "[1, 2]")

    def test_arrays_are_readable(self):
        self.assertEqual(self.run_ok("new int[] {1, 2}").plain, "int[2] { 1, 2 }")

    def test_silent_and_unstored_cells_do_not_count(self):
        before = self.run_ok("0").reply["execution_count"]
        silent = self.run_ok("3 + 3", silent=True)
        self.assertEqual(silent.published, [])
        unstored = self.run_ok("4 + 4", store_history=False)
        self.assertEqual(unstored.plain, "8")
        self.assertEqual(self.run_ok("0").reply["execution_count"], before + 1)

    def test_user_expressions(self):
        outcome = self.run_ok("int asked = 6;", user_expressions={"good": "asked * 7", "bad": "asked *"})
        values = outcome.reply["user_expressions"]
        self.assertEqual(values["good"]["data"]["text/plain"], "42")
        self.assertEqual(values["bad"]["status"], "error")

    def test_cells_sent_after_one_that_fails_are_aborted(self):
        requests = [self.kernel.send(code) for code in ("Thread.sleep(300); int gone = 1 / 0;", "int unborn = 1;")]
        outcomes = [self.kernel.collect(request) for request in requests]
        self.assertEqual([o.reply["status"] for o in outcomes], ["error", "aborted"])
        self.run_error("unborn")

    def test_cells_go_on_when_told_to(self):
        options = [dict(stop_on_error=False), {}]
        codes = ("Thread.sleep(300); int lost = 1 / 0;", "int born = 1;")
        requests = [self.kernel.send(code, **o) for code, o in zip(codes, options)]
        outcomes = [self.kernel.collect(request) for request in requests]
        self.assertEqual([o.reply["status"] for o in outcomes], ["error", "ok"])


class State(KernelTest):
    def test_variable_survives_an_import(self):
        self.run_ok("int kept = 41; List<String> names = new ArrayList<>(List.of(\"a\")); var more = new ArrayList<>(List.of(\"b\"));")
        self.run_ok("import java.awt.*; import java.awt.geom.*; import java.time.*;")
        self.assertEqual(self.run_ok("names.get(0) + (kept + 1) + more.get(0)").plain, "a42b")

    def test_variable_survives_and_callers_see_a_redefined_method(self):
        self.run_ok("int rate() { return 1; }\nint total() { return 10 * rate(); }")
        self.run_ok("int first = total(); var all = new ArrayList<Integer>(Arrays.asList(total())); Supplier<Integer> later = () -> total();")
        self.run_ok("int rate() { return 2; }")
        self.assertEqual(self.run_ok('first + " " + all + " " + total() + " " + later.get()').plain, "10 [10] 20 20")

    def test_variable_survives_redefinition_of_a_variable_it_used(self):
        self.run_ok("int base = 5; int derived = base + 1; int read() { return base; }")
        self.run_ok("int base = 7;")
        self.assertEqual(self.run_ok('derived + " " + read()').plain, "6 7")

    def test_a_failing_snippet_keeps_the_earlier_ones(self):
        self.run_error("int early = 3; int late = early / 0; int never = 1;")
        self.assertEqual(self.run_ok("early").plain, "3")
        self.run_error("never")


class Streams(KernelTest):
    def test_both_streams_in_order_and_before_the_reply(self):
        outcome = self.run_ok('System.out.print("a"); System.err.print("b"); System.out.print("c"); display("d"); System.out.print("e"); 5')
        seen = [c.get("text") or c["data"]["text/plain"] for n, c in outcome.published if n != "execute_input"]
        self.assertEqual(seen, ["a", "b", "c", "d", "e", "5"])

    def test_no_line_of_20000_is_lost(self):
        outcome = self.run_ok('for (int i = 0; i < 20_000; i++) System.out.println("line ü€😀 " + i);')
        self.assertEqual(outcome.text().splitlines(), ["line ü€😀 %d" % i for i in range(20_000)])
        self.assertLess(len(outcome.of_type("stream")), 2_000)

    def test_none_of_20000_messages_is_lost(self):
        outcome = self.run_ok("for (int i = 0; i < 10_000; i++) { System.out.println(i); System.err.println(i); }")
        self.assertEqual([c["text"] for c in outcome.of_type("stream")], [f"{i}\n" for i in range(10_000) for _ in range(2)])

    def test_output_appears_while_the_cell_runs(self):
        request = self.kernel.send('System.out.print("now"); Thread.sleep(60_000);')
        outcome = self.kernel.interrupt_when_running(request)
        self.assertEqual(outcome.reply["status"], "error")

    def test_threads_print_into_the_latest_cell(self):
        self.run_ok('var gate = new CountDownLatch(1); var thread = new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {} System.out.print("from afar"); });')
        self.run_ok("thread.start();")
        self.assertEqual(self.run_ok("gate.countDown(); thread.join();").text(), "from afar")

    def test_what_a_thread_prints_after_its_cell_reaches_that_cell(self):
        request = self.kernel.send('new Thread(() -> { try { Thread.sleep(300); } catch (InterruptedException e) {} System.out.print("late"); }).start();')
        self.assertEqual(self.kernel.collect(request).text(), "")
        message = self.kernel.client.get_iopub_msg(timeout=PATIENCE)
        self.assertEqual((message["parent_header"]["msg_id"], message["content"]["text"]), (request, "late"))

    def test_what_a_thread_throws_is_told(self):
        outcome = self.run_ok('var bad = new Thread(() -> { throw new IllegalStateException("told"); }); bad.start(); bad.join();')
        self.assertIn("IllegalStateException: told", outcome.text("stderr"))

    def test_input(self):
        request = self.kernel.send("new Scanner(System.in).nextLine() + System.in.available()", allow_stdin=True)
        question = self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual(question["msg_type"], "input_request")
        self.kernel.client.input("Zoë")
        self.assertEqual(self.kernel.collect(request).plain, "Zoë0")

    def test_an_answer_without_the_key_is_dropped(self):
        request = self.kernel.send("new Scanner(System.in).nextLine()", allow_stdin=True)
        client = self.kernel.client
        client.get_stdin_msg(timeout=PATIENCE)
        stranger = Session(key=b"another")
        client.stdin_channel.socket.send_multipart(stranger.serialize(stranger.msg("input_reply", {"value": "forged"})))
        client.input("Zoë")
        self.assertEqual(self.kernel.collect(request).plain, "Zoë")

    def test_what_is_printed_before_a_question_is_seen_before_it_is_answered(self):
        request = self.kernel.send('System.out.print("Name? "); new Scanner(System.in).nextLine()', allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        while True:
            message = self.kernel.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
                break
        self.assertEqual(message["content"]["text"], "Name? ")
        self.kernel.client.input("Ada")
        self.assertEqual(self.kernel.collect(request).plain, "Ada")

    def test_input_from_a_client_that_gives_none_is_an_error(self):
        self.assertEqual(self.run_error("System.in.read()").reply["ename"], "java.io.IOException")


class Display(KernelTest):
    def shown(self, code):
        displays = self.run_ok(code).of_type("display_data")
        self.assertEqual(len(displays), 1)
        return displays[0]["data"]

    def test_text_types(self):
        for mime, text in (
            ("text/html", "<b>1</b>"),
            ("text/markdown", "*1*"),
            ("text/latex", "$$1$$"),
            ("image/svg+xml", "<svg></svg>"),
        ):
            with self.subTest(mime):
                data = self.shown(f'display("{text}", "{mime}")')
                self.assertEqual(data[mime], text)
                self.assertIn("text/plain", data)

    def test_json_is_json(self):
        data = self.shown('display("{\\"a\\": [1, 2]}", "application/json")')
        self.assertEqual(data["application/json"], {"a": [1, 2]})
        self.assertEqual(self.shown('display(Map.of("b", 1), "application/json")')["application/json"], {"b": 1})

    def test_print_stream_is_no_result(self):
        self.assertIsNone(self.run_ok('System.out.printf("x%n");').result)

    def test_text_that_is_null(self):
        self.assertEqual(self.run_ok("new Object() { public String toString() { return null; } }").plain, "null")

    def test_display_as_last_expression_has_no_result(self):
        self.assertIsNone(self.run_ok('display("x", "text/html")').result)

    def test_render_is_the_result_and_shows_nothing(self):
        outcome = self.run_ok('render("<b>x</b>", "text/html")')
        self.assertEqual(outcome.result["text/html"], "<b>x</b>")
        self.assertEqual(outcome.of_type("display_data"), [])

    def test_a_bundle_with_its_own_text(self):
        data = self.shown('var d = render("<b>x</b>", "text/html"); d.putText("words"); display(d);')
        self.assertEqual(data, {"text/html": "<b>x</b>", "text/plain": "words"})

    def test_display_by_reflection_as_libraries_do(self):
        data = self.shown(
            """
            Class.forName("io.github.spencerpark.ijava.runtime.Display")
                .getMethod("display", Object.class, String[].class)
                .invoke(null, "<i>r</i>", new String[] {"text/html"});
            """
        )
        self.assertEqual(data["text/html"], "<i>r</i>")

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


class Errors(KernelTest):
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
            """
        )
        number = outcome.reply["execution_count"]
        self.assertEqual(outcome.reply["ename"], "java.lang.IllegalStateException")
        self.assertEqual(outcome.reply["evalue"], "no quotient")
        own, cause = outcome.error.split("Caused by: ")
        self.assertIn(f"at outer, cell {number}, line 7: throw new", own)
        self.assertIn(f"at cell {number}, line 10: int before = 1; outer();", own)
        self.assertIn("java.lang.ArithmeticException\x1b[0m: / by zero", cause)
        self.assertIn(f"at divide, cell {number - 1}, line 2: return a / b;", cause)
        self.assertNotRegex(outcome.error, r"REPL|jshell|gradwalk|reflect|do_it")
        self.assertEqual(outcome.of_type("error")[0]["traceback"], outcome.reply["traceback"])

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
            outcome = self.run_error(source)
            self.assertRegex(outcome.error, "a\ufffd\\[8mb\ufffdc")
            self.assertNotRegex(re.sub("\x1b\\[(?:1;31|0)m", "", outcome.error), "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")

    def test_exception_while_a_result_is_shown_tells_its_cause(self):
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
        self.assertIn("at Bad.toString", outcome.error)
        self.assertIn("Caused by: \x1b[1;31mjava.lang.ArithmeticException\x1b[0m: inner", outcome.error)

    def test_only_colours_that_read_on_light_and_on_dark(self):
        self.run_ok("void fail() { throw new IllegalStateException(\"a\", new ArithmeticException(\"b\")); }")
        for code in ("fail();", 'int a = "";', "int a = ;", "%nonsense", "void g() { h(); } g();", "new Object() { public String toString() { fail(); return null; } }"):
            used = set(re.findall("\x1b[^m]*m", self.run_error(code).error))
            self.assertEqual(used, {"\x1b[1;31m", "\x1b[0m"}, code)

    def test_exception_of_a_cells_own_class(self):
        outcome = self.run_error('class Odd extends RuntimeException { Odd(String m) { super(m); } }\nthrow new Odd("1");')
        self.assertEqual((outcome.reply["ename"], outcome.reply["evalue"]), ("Odd", "1"))

    def test_compile_error_points_at_the_column(self):
        outcome = self.run_error('int fine = 1;\n\n\tint wrong = fine + "a";')
        number = outcome.reply["execution_count"]
        head, line, marks = strip_colours(outcome.error).splitlines()
        self.assertTrue(head.startswith(f"cell {number}, line 3: incompatible types"), head)
        self.assertEqual(line, '    \tint wrong = fine + "a";')
        self.assertEqual(marks, "    \t            ^^^^^^^^^^")
        self.assertEqual(outcome.reply["ename"], "CompilationException")
        self.assertEqual(self.run_ok("fine").plain, "1")

    def test_several_compile_errors_at_once(self):
        for code in ("int a =\n    nope +\n    never;", 'class Two {\n    int a = "";\n    int b = 1L;\n}'):
            text = strip_colours(self.run_error(code).error)
            self.assertIn("line 2: ", text)
            self.assertIn("line 3: ", text)
            self.assertEqual(text.count("^\n") + text.endswith("^"), 2)

    def test_syntax_error(self):
        text = strip_colours(self.run_error("int a = 1;\nint b = ;").error)
        self.assertRegex(text, r"(?s)line 2: illegal start of expression\n    int b = ;\n            \^$")

    def test_missing_brace(self):
        self.assertIn("reached end of file", self.run_error("void open() {").error)

    def test_method_that_misses_something_warns_where(self):
        text = strip_colours(self.run_ok("int half(int n) {\n    return quotient(n, 2);\n}").text("stderr"))
        self.assertRegex(text, r"line 2: not defined: method quotient\(int,int\)\n.*\n {15}\^{8}\n")

    def test_error_while_a_result_is_shown_costs_that_cell_only(self):
        for error in ("StackOverflowError", "OutOfMemoryError", "Error", "LinkageError", "IllegalStateException"):
            with self.subTest(error):
                outcome = self.run_error(f'new Object() {{ public String toString() {{ throw new {error}("shown"); }} }}')
                self.assertEqual(outcome.reply["ename"], "java.lang." + error)
                self.assertEqual(self.run_ok("1").plain, "1")
        self.run_error("display(new Object() { public String toString() { throw new StackOverflowError(); } })")
        self.assertEqual(self.run_ok("1").plain, "1")
        self.run_ok(
            """
            class Unseen {}
            io.github.spencerpark.ijava.IJava.getKernelInstance().getRenderer().createRegistration(Unseen.class)
                .register((value, context) -> { throw new NoClassDefFoundError("lost"); });
            """
        )
        for code in ("new Unseen()", "display(new Unseen())", 'render(new Unseen(), "text/html")'):
            self.assertEqual(self.run_error(code).reply["ename"], "java.lang.NoClassDefFoundError")
            self.assertEqual(self.run_ok("1").plain, "1")

    def test_endless_recursion_costs_that_cell_only(self):
        outcome = self.run_error("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)")
        self.assertEqual(outcome.reply["ename"], "java.lang.StackOverflowError")
        self.assertLess(len(outcome.error.splitlines()), 50)
        self.assertEqual(self.run_ok("1").plain, "1")

    def test_exhausted_memory_costs_that_cell_only(self):
        outcome = self.run_error("int[][] all = new int[100_000][];\nfor (int i = 0; ; i++) all[i] = new int[Integer.MAX_VALUE - 8];")
        self.assertEqual(outcome.reply["ename"], "java.lang.OutOfMemoryError")
        self.assertEqual(self.run_ok("all = null; 1").plain, "1")


class Interrupts(KernelTest):
    """Each cell says that it runs, then does not end by itself."""

    ENDLESS = {
        "tight loop": "while (true);",
        "method that spins": "int i = 0; while (true) i++;",
        "sleep": "Thread.sleep(600_000);",
        "lock": "new CountDownLatch(1).await();",
        "library loop": "Stream.iterate(1, n -> n + 1).forEach(n -> {});",
        "catches exceptions": "while (true) { try { Thread.sleep(10); } catch (Exception e) { continue; } }",
        "socket": "new ServerSocket(0).accept();",
        "a thread of its own": "new Thread(() -> { while (true); }).start(); while (true);",
        "a thread that goes on when the cell ends": "new Thread(() -> { while (true); }).start(); Thread.sleep(600_000);",
    }

    def test_each_stops_and_leaves_the_kernel_usable_and_the_processor_idle(self):
        self.run_ok("int kept = 1;")
        for name, code in self.ENDLESS.items():
            with self.subTest(name):
                body = f'void endless() throws Exception {{ System.out.println("running"); {code} }}\nendless();'
                outcome = self.kernel.interrupt_when_running(self.kernel.send(body))
                self.assertEqual(outcome.reply["ename"], "KeyboardInterrupt")
                self.assertEqual(self.run_ok("kept").plain, "1")
                self.assert_idle()

    def test_top_level_loop(self):
        outcome = self.kernel.interrupt_when_running(self.kernel.send('System.out.println("running");\nwhile (true);'))
        self.assertEqual(outcome.reply["ename"], "KeyboardInterrupt")
        self.assert_idle()

    def test_threads_of_an_earlier_statement(self):
        code = """
            var pool = Executors.newFixedThreadPool(2);
            Runnable endless = () -> { System.out.println("running"); while (true); };
            pool.submit(endless);
            pool.submit(endless).get();
            """
        outcome = self.kernel.interrupt_when_running(self.kernel.send(textwrap.dedent(code)))
        self.assertEqual(outcome.reply["ename"], "KeyboardInterrupt")
        self.assert_idle()

    def test_endless_rendering(self):
        request = self.kernel.send(
            'new Object() { public String toString() { System.out.println("running"); while (true); } }'
        )
        self.assertEqual(self.kernel.interrupt_when_running(request).reply["ename"], "KeyboardInterrupt")
        self.assert_idle()

    def test_read(self):
        request = self.kernel.send("System.in.read()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.collect(request).reply["ename"], "KeyboardInterrupt")
        request = self.kernel.send("(char) System.in.read()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.client.input("x")
        self.assertEqual(self.kernel.collect(request).plain, "x")

    def test_training_ends_after_its_step_and_leaves_its_network_and_history(self):
        self.run_ok(
            """
            %classpath target/lib/*.jar
            import io.github.gradwalk.*;
            import io.github.gradwalk.train.*;
            var net = Mlp.create(new int[] {2, 8, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
            var X = new org.ejml.data.DMatrixRMaj(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
            var data = new Dataset(X, Targets.ofClasses(2, 0, 1, 1, 0));
            var trainer = Trainer.with(new Optimizer.Sgd())
                .learningRate(0.1)
                .epochs(100_000_000)
                .onEpoch(e -> { if (e.epoch() == 10) System.out.println("running"); });
            """
        )
        outcome = self.kernel.interrupt_when_running(
            self.kernel.send('var history = trainer.train(net, data);\nSystem.out.println("never");')
        )
        self.assertEqual(outcome.reply["ename"], "KeyboardInterrupt")
        self.assertNotIn("never", outcome.text())
        self.assertEqual(self.run_ok("history.stopped()").plain, "INTERRUPTED")
        self.assertEqual(self.run_ok("history.last().epoch() == history.epochs().size()").plain, "true")
        self.assertEqual(self.run_ok("CrossEntropy.loss(net.logits(X), data.Y()) <= history.last().loss()").plain, "true")
        self.assertEqual(self.run_ok("trainer.epochs(3).train(net, data).stopped()").plain, "COMPLETED")
        self.assert_idle()

    def test_interrupt_while_nothing_runs(self):
        client = self.kernel.client
        client.control_channel.send(client.session.msg("interrupt_request", {}))
        self.assertEqual(client.get_control_msg(timeout=PATIENCE)["content"], {"status": "ok"})
        self.assertEqual(self.run_ok("1").plain, "1")

    def assert_idle(self):
        self.assertLess(spent_in_a_pause(self.kernel), 100)


class Magics(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for name in ("one", "two", "three"):
            cls.make_jar(name)

    @classmethod
    def make_jar(cls, name):
        """A jar with the class name.Name, which has a method that returns the name."""
        source = os.path.join(cls.folder, name.capitalize() + ".java")
        with open(source, "w") as file:
            file.write(f"package {name}; public class {name.capitalize()} {{ public static String name() {{ return \"{name}\"; }} }}")
        compiled = cls.kernel.run(f'javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", "{cls.folder}/classes", "{source}")')
        assert compiled.plain == "0", compiled.reply
        folder = os.path.join(cls.folder, "jars " + name)
        os.mkdir(folder)
        with zipfile.ZipFile(os.path.join(folder, f"{name}-1.0.jar"), "w") as jar:
            inside = f"{name}/{name.capitalize()}.class"
            jar.write(os.path.join(cls.folder, "classes", inside), inside)

    def test_classpath_takes_a_path(self):
        self.run_ok(f'%classpath "{self.folder}/jars one/one-1.0.jar"')
        self.assertEqual(self.run_ok("one.One.name()").plain, "one")

    def test_jars_takes_globs_and_keeps_what_was(self):
        self.run_ok("int kept = 1;")
        outcome = self.run_ok(
            f"""
            // the magic is a line among Java
            %jars '{self.folder}/jars t*/t??-*.jar' "{self.folder}/jars three/*"
            import two.*;
            Two.name() + three.Three.name() + kept
            """
        )
        self.assertEqual(outcome.plain, "twothree1")
        self.assertEqual(outcome.text("stderr"), "")

    def test_what_is_there_already_is_not_added(self):
        self.run_ok("var jar = new File(System.getProperty(\"java.class.path\")).getParent();")
        library = self.run_ok("jar").plain
        self.assertEqual(self.run_ok(f'%classpath "{library}/*.jar"').published[1:], [])

    def test_missing_jar_is_told(self):
        self.assertIn("../nowhere/lost.jar", self.run_ok("%classpath ../nowhere/lost.jar").text("stderr"))
        self.assertIn("nowhere/*.jar", self.run_ok("%jars nowhere/*.jar").text("stderr"))

    def test_unknown_magic_names_the_known(self):
        outcome = self.run_error("int a = 1;\n%clashpath x")
        self.assertRegex(outcome.reply["evalue"], "%clashpath.*%classpath.*%jars")
        self.assertIn("line 2", outcome.error)

    def test_percent_in_java_stays_java(self):
        outcome = self.run_ok(
            '''
            int nine = 9, two = 2;
            /*
            %jars in a comment
            */
            String block = """
            %classpath in a text block
            """;
            int rest = nine
            %two;
            block + rest
            '''
        )
        self.assertEqual(outcome.plain, "%classpath in a text block\n1")


class Assistance(KernelTest):
    def ask(self, request):
        return self.kernel.reply(request)

    def test_kernel_info(self):
        info = self.ask(self.kernel.client.kernel_info())
        self.assertEqual(info["status"], "ok")
        self.assertEqual(info["protocol_version"], "5.3")
        self.assertEqual(info["implementation"], "gradwalk")
        self.assertRegex(info["implementation_version"], r"^\d+\.\d+")
        language = info["language_info"]
        self.assertEqual((language["name"], language["pygments_lexer"]), ("java", "java"))
        self.assertRegex(language["version"], r"^\d+")

    def test_comm_info(self):
        self.assertEqual(self.ask(self.kernel.client.comm_info()), {"status": "ok", "comms": {}})

    def complete(self, code):
        reply = self.ask(self.kernel.client.complete(code))
        self.assertEqual(reply["status"], "ok")
        return reply["matches"], code[reply["cursor_start"] : reply["cursor_end"]], reply["cursor_end"]

    def test_completion(self):
        self.run_ok('var words = new ArrayList<String>(); String 𝒳 = "";')
        for code, match, replaced in (
            ("words.addA", "addAll(", "addA"),
            ("Math.sq", "sqrt(", "sq"),
            ("var 𝒴 = 𝒳; 𝒳.toUpp", "toUpperCase(", "toUpp"),
            ("import java.time.*;\nclass A {}\nwords.siz", "size()", "siz"),
            ("%classpath a b\nwords.siz", "size()", "siz"),
            ("var here = new StringBuilder();\nhere.reve", "reverse()", "reve"),
        ):
            with self.subTest(code):
                matches, text, end = self.complete(code)
                self.assertIn(match, matches)
                self.assertEqual((text, end), (replaced, len(code)))

    def test_completion_of_nonsense_is_empty(self):
        self.assertEqual(self.complete(")(.xyz")[0], [])

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
                self.assertEqual(self.ask(self.kernel.client.is_complete(code))["status"], status)
        self.assertEqual(self.ask(self.kernel.client.is_complete("class A {\n    void f() {"))["indent"], " " * 8)

    def test_inspect(self):
        reply = self.ask(self.kernel.client.inspect("Math.sqrt(", 10))
        self.assertTrue(reply["found"])
        self.assertIn("double Math.sqrt(double", reply["data"]["text/plain"])
        self.assertFalse(self.ask(self.kernel.client.inspect("nothing", 3))["found"])

    def test_history(self):
        self.run_ok("int remembered = 1;")
        self.run_ok("int silent = 1;", silent=True)
        client = self.kernel.client
        tail = self.ask(client.history(hist_access_type="tail", n=1))["history"]
        self.assertEqual(tail[0][2], "int remembered = 1;")
        found = self.ask(client.history(hist_access_type="search", pattern="*remem?ered*"))["history"]
        self.assertEqual(found, tail)
        number = tail[0][1]
        ranged = self.ask(client.history(hist_access_type="range", start=number, stop=number + 1))["history"]
        self.assertEqual(ranged, tail)


class Protocol(KernelTest):
    def test_heartbeat(self):
        with zmq.Context() as context, context.socket(zmq.REQ) as socket:
            socket.linger = 0
            socket.connect("tcp://%s:%d" % (self.kernel.manager.ip, self.kernel.manager.hb_port))
            socket.send(b"ping")
            self.assertTrue(socket.poll(PATIENCE * 1000))
            self.assertEqual(socket.recv(), b"ping")

    def test_wrong_signatures_and_malformed_messages_are_dropped(self):
        session = self.kernel.client.session
        channel = self.kernel.client.shell_channel.socket
        message = session.msg("execute_request", {"code": "int forged = 1;"})
        frames = session.serialize(message)
        parts = [f if isinstance(f, bytes) else bytes(f) for f in frames]
        signature = parts.index(b"<IDS|MSG>") + 1
        channel.send_multipart(parts[:signature] + [b"0" * 64] + parts[signature + 1 :])
        channel.send_multipart([b"nonsense"])
        channel.send_multipart(parts[: signature + 2])
        bad = [b"{", b"{}", b"{}", b"{}"]
        channel.send_multipart([b"<IDS|MSG>", session.sign(bad)] + bad)
        empty = [b"{}", b"{}", b"{}", b"{}"]
        channel.send_multipart([b"<IDS|MSG>", session.sign(empty)] + empty)
        lacking = [parts[signature + 1], b"{}", b"{}", b"{}"]
        channel.send_multipart([b"<IDS|MSG>", session.sign(lacking)] + lacking)
        self.assertEqual(self.run_ok("1 + 1").plain, "2")
        self.run_error("forged")

    def test_messages_without_the_key_are_dropped_on_every_channel(self):
        client = self.kernel.client
        stranger = Session(key=b"another")
        for name, kind in (("shell", "execute_request"), ("control", "execute_request"), ("control", "shutdown_request")):
            channel = getattr(client, f"{name}_channel").socket
            content = {"code": "int forged = 1;", "restart": False}
            for signature in (b"", b"0", stranger.sign([b"{}"] * 4), None):
                parts = [bytes(frame) for frame in stranger.serialize(stranger.msg(kind, content))]
                at = parts.index(b"<IDS|MSG>") + 1
                channel.send_multipart(parts[:at] + [parts[at] if signature is None else signature] + parts[at + 1 :])
        self.assertEqual(self.run_ok("1 + 1").plain, "2")
        self.run_error("forged")

    def test_frames_of_absurd_lengths_cost_a_connection_at_most(self):
        manager = self.kernel.manager
        signature = b"\xff" + bytes(8) + b"\x7f"
        old = signature + b"\x01\x05" + b"\0\0"
        new = signature + b"\x03\0" + b"NULL".ljust(20, b"\0") + bytes(32)
        ready = b"\x05READY\x0bSocket-Type\0\0\0\x06DEALER"
        new_ready = bytes([4, len(ready)]) + ready
        for port in (manager.shell_port, manager.iopub_port, manager.stdin_port, manager.control_port, manager.hb_port):
            for length in (2**64 - 1, 2**63, 2**63 - 1, 2**31 - 1, 2**30):
                for greeting, then in ((old, b""), (new, new_ready)):
                    with self.subTest(port=port, length=length), socket.create_connection((manager.ip, port)) as stranger:
                        stranger.settimeout(PATIENCE)
                        stranger.sendall(greeting)
                        stranger.recv(64)
                        stranger.sendall(then + b"\x02" + length.to_bytes(8, "big") + b"A" * 1000)
        self.assertEqual(self.run_ok("1 + 1").plain, "2")
        self.test_heartbeat()

    def test_listens_at_the_ports_and_the_address_of_the_connection_file_only(self):
        manager = self.kernel.manager
        self.run_ok("int rate() { return 1; }\nint total() { return rate(); }")
        self.run_ok("int rate() { return 2; }")  # attaches to itself
        self.assertEqual(manager.ip, "127.0.0.1")
        ports = (manager.shell_port, manager.iopub_port, manager.stdin_port, manager.control_port, manager.hb_port)
        self.assertEqual(self.listening(manager.provisioner.pid), sorted((manager.ip, port) for port in ports))

    @staticmethod
    def listening(pid):
        """The addresses at which a process listens, IPv4's and IPv6's, each (address, port)."""
        listen = "0A"
        sockets = {os.readlink(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")}
        found = []
        for table in ("tcp", "tcp6"):
            with open(f"/proc/{pid}/net/{table}") as lines:
                for line in list(lines)[1:]:
                    local, _, state, *_, inode = line.split()[1:10]
                    if state == listen and f"socket:[{inode}]" in sockets:
                        address, port = local.split(":")
                        words = [bytes.fromhex(address[i : i + 8])[::-1] for i in range(0, len(address), 8)]
                        ip = ipaddress.ip_address(b"".join(words))
                        found.append((str(getattr(ip, "ipv4_mapped", None) or ip), int(port, 16)))
        return sorted(found)

    def test_unknown_requests_leave_the_kernel_working(self):
        client = self.kernel.client
        client.shell_channel.send(client.session.msg("riddle_request", {}))
        self.assertEqual(self.run_ok("1 + 1").plain, "2")


class Life(unittest.TestCase):
    def start(self, **options):
        kernel = Kernel(**options)
        self.addCleanup(kernel.close)
        return kernel

    def test_interrupt_before_java_has_started(self):
        kernel = self.start()
        request = kernel.send("while (true);")
        busy = False
        while not busy:
            message = kernel.client.get_iopub_msg(timeout=PATIENCE)
            busy = message["parent_header"].get("msg_id") == request
        kernel.manager.interrupt_kernel()
        self.assertEqual(kernel.collect(request).reply["ename"], "KeyboardInterrupt")
        self.assertEqual(kernel.run("1 + 1").plain, "2")

    def assert_ends(self, kernel):
        deadline = time.monotonic() + PATIENCE
        while kernel.manager.is_alive():
            self.assertLess(time.monotonic(), deadline, "still alive")
            time.sleep(0.02)

    def test_shutdown_is_answered_and_quick_also_while_a_cell_runs(self):
        for code in ("1", "while (true);"):
            with self.subTest(code):
                kernel = self.start()
                kernel.send(code)
                began = time.monotonic()
                request = kernel.client.shutdown(restart=True)
                reply = kernel.client.get_control_msg(timeout=PATIENCE)
                self.assertEqual(reply["parent_header"]["msg_id"], request)
                self.assertEqual(reply["content"], {"status": "ok", "restart": True})
                self.assert_ends(kernel)
                self.assertLess(time.monotonic() - began, 5)

    def test_restart_begins_anew_at_the_same_ports(self):
        kernel = self.start()
        kernel.run("int kept = 1;")
        begun = time.monotonic()
        kernel.manager.restart_kernel()
        self.assertLess(time.monotonic() - begun, kernel.manager.shutdown_wait_time / 2, "had to be killed")
        kernel.client.wait_for_ready(timeout=PATIENCE)
        outcome = kernel.run("kept")
        self.assertEqual((outcome.reply["status"], outcome.reply["execution_count"]), ("error", 1))
        self.assertEqual(kernel.run("1 + 1").plain, "2")

    def test_system_exit_ends_the_kernel_and_says_so(self):
        kernel = self.start()
        outcome = kernel.run('System.out.print("last words"); System.exit(0);')
        self.assertEqual(outcome.reply["ename"], "SystemExit")
        self.assertEqual(outcome.text(), "last words")
        self.assert_ends(kernel)

    def test_ends_when_its_parent_dies(self):
        parent = (
            "import os, sys; from jupyter_client import KernelManager; m = KernelManager(kernel_name='java');"
            "m.start_kernel(); c = m.client(); c.start_channels(); c.wait_for_ready(timeout=60);"
            "c.execute('while (true);');"
            "c.execute('System.out.println()', silent=True);"
            "print(m.connection_file, flush=True); os._exit(0)"
        )
        done = subprocess.run([sys.executable, "-c", parent], stdout=subprocess.PIPE, check=True, timeout=2 * PATIENCE)
        file = done.stdout.decode().strip()
        self.addCleanup(os.remove, file)
        with open(file) as opened:
            port = json.load(opened)["hb_port"]
        deadline = time.monotonic() + PATIENCE
        while self.beats(port):
            self.assertLess(time.monotonic(), deadline, "the kernel outlived its parent")

    @staticmethod
    def beats(port):
        with zmq.Context() as context, context.socket(zmq.REQ) as socket:
            socket.linger = 0
            socket.connect("tcp://127.0.0.1:%d" % port)
            socket.send(b"ping")
            return bool(socket.poll(500))

    def test_poor_locale_odd_folder_and_a_class_path_in_the_environment(self):
        folder = tempfile.mkdtemp(suffix=" ä ö")
        self.addCleanup(shutil.rmtree, folder)
        with open(os.path.join(folder, "ü.txt"), "w", encoding="utf-8") as file:
            file.write("ß")
        kernel = self.start(cwd=folder, env={"LANG": "C", "LC_ALL": "C", "CLASSPATH": "/nowhere"})
        outcome = kernel.run(
            """
            System.out.print("é€😀");
            io.github.spencerpark.ijava.runtime.Kernel.eval("2.0") + new Scanner(new File("ü.txt")).next()
            """
        )
        self.assertEqual((outcome.text(), outcome.plain), ("é€😀", "2.0ß"))

    def test_notebook(self):
        import nbformat
        from nbclient import NotebookClient

        cells = ["record P(int x) {}", 'System.out.println("printed"); new P(3)', 'display("<b>b</b>", "text/html");']
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        NotebookClient(notebook, kernel_name=KERNEL, timeout=PATIENCE).execute()
        outputs = [output for cell in notebook.cells for output in cell.outputs]
        self.assertEqual([o.output_type for o in outputs], ["stream", "execute_result", "display_data"])
        self.assertEqual(outputs[1].data["text/plain"], "P[x=3]")
        self.assertEqual(notebook.metadata.language_info.name, "java")


class Kernelspec(unittest.TestCase):
    def test_kernelspec(self):
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
        self.assertEqual((spec.display_name, spec.language, spec.interrupt_mode), ("Java", "java", "message"))


def spent_in_a_pause(kernel):
    """The milliseconds that all Java threads together, so not the compilers of the virtual machine, use in a quarter of a second."""
    kernel.run(
        """
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long javaMillis() { return Arrays.stream(threads.getAllThreadIds()).map(threads::getThreadCpuTime).sum() / 1_000_000; }
        """
    )
    return int(kernel.run("long was = javaMillis();\nThread.sleep(250);\njavaMillis() - was").plain)


def strip_colours(text):
    for code in ("\x1b[1;31m", "\x1b[0m"):
        text = text.replace(code, "")
    return text


if __name__ == "__main__":
    unittest.main()
