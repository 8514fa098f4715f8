"""What cells print and read: both streams, threads, floods, input."""

from jupyter_client.session import Session
from kernel_client import PATIENCE, SharedKernelTest


class Streams(SharedKernelTest):
    def test_both_streams_in_order_and_before_the_reply(self):
        outcome = self.run_ok('System.out.print("a"); System.err.print("b"); System.out.print("c"); display("d"); System.out.print("e"); 5')
        seen = [c.get("text") or c["data"]["text/plain"] for n, c in outcome.published if n != "execute_input"]
        self.assertEqual(seen, ["a", "b", "c", "d", "e", "5"])

    def test_output_appears_while_the_cell_runs(self):
        self.assert_interruptible('System.out.print("now"); Thread.sleep(60_000);')

    def test_threads_print_into_the_latest_cell(self):
        self.run_ok(
            """
            var gate = new CountDownLatch(1);
            var thread = new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {} System.out.print("from afar"); });
            """
        )
        self.run_ok("thread.start();")
        self.assertEqual(self.run_ok("gate.countDown(); thread.join();").text(), "from afar")

    def test_what_a_thread_prints_after_its_cell_reaches_that_cell(self):
        sleep = "try { Thread.sleep(300); } catch (InterruptedException e) {}"
        request = self.kernel.send(f'new Thread(() -> {{ {sleep} System.out.print("late"); }}).start();')
        self.assertEqual(self.kernel.collect(request).text(), "")
        self.assertEqual(self.kernel.wait_for_text(request), "late")

    def test_what_a_thread_throws_is_printed(self):
        outcome = self.run_ok('var bad = new Thread(() -> { throw new IllegalStateException("told"); }); bad.start(); bad.join();')
        self.assertIn("IllegalStateException: told", outcome.text("stderr"))

    def test_bytes_that_are_not_text_do_no_harm(self):
        outcome = self.run_ok('System.out.write(0xFF); System.out.write(0xC3); System.out.flush(); System.out.print("ok");')
        self.assertTrue(outcome.text().endswith("ok"), outcome.text())


class Floods(SharedKernelTest):
    def test_many_lines_are_whole_and_come_in_few_messages(self):
        for line, count in (("line ü€😀 ", 20_000), ("", 1_000_000)):
            outcome = self.run_ok(f'for (int i = 0; i < {count}; i++) System.out.println("{line}" + i);')
            self.assertEqual(outcome.text(), "".join(f"{line}{i}\n" for i in range(count)))
            self.assertLess(len(outcome.of_type("stream")), count / 10)

    def test_none_of_20000_messages_is_lost(self):
        outcome = self.run_ok("for (int i = 0; i < 10_000; i++) { System.out.println(i); System.err.println(i); }")
        self.assertEqual([c["text"] for c in outcome.of_type("stream")], [f"{i}\n" for i in range(10_000) for _ in range(2)])

    def test_more_is_cut_with_the_count_and_memory_stays_bounded(self):
        self.run_ok("long used() { System.gc(); var r = Runtime.getRuntime(); return (r.totalMemory() - r.freeMemory()) >> 20; }")
        before = int(self.run_ok("used()").plain)
        outcome = self.run_ok('String line = "x".repeat(99);\nfor (int i = 0; i < 1_000_000; i++) System.out.println(line);')
        kept = outcome.text().count("\n")
        self.assertEqual(len(outcome.text()), 16 << 20)
        self.assertRegex(outcome.text("stderr"), rf"output cut after 16 MiB: {1_000_000 - kept:,} more lines, [\d,]+ bytes")
        self.assertLess(int(self.run_ok("used()").plain) - before, 40)
        self.assertEqual(self.run_ok('System.out.print("again");').text(), "again")


class Input(SharedKernelTest):
    def test_every_way_to_read(self):
        for code, line, result in (
            ("new Scanner(System.in).nextLine() + System.in.available()", "Zoë", "Zoë0"),
            ("new Scanner(System.in).nextInt() + 1", "41", "42"),
            ("Integer.parseInt(new BufferedReader(new InputStreamReader(System.in)).readLine()) + 1", "41", "42"),
        ):
            with self.subTest(code):
                request = self.kernel.send(code, allow_stdin=True)
                self.kernel.answer(line)
                self.assertEqual(self.kernel.collect(request).plain, result)

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
        self.assertEqual(self.kernel.wait_for_text(request), "Name? ")
        self.kernel.answer("Ada")
        self.assertEqual(self.kernel.collect(request).plain, "Ada")

    def test_an_interrupt_ends_a_question(self):
        request = self.kernel.send("System.in.read()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.collect(request).reply["ename"], "KeyboardInterrupt")
        request = self.kernel.send("(char) System.in.readNBytes(2)[0]", allow_stdin=True)
        self.kernel.answer("x")
        self.assertEqual(self.kernel.collect(request).plain, "x")

    def test_input_from_a_client_that_gives_none_is_an_error(self):
        self.run_error("System.in.read()", "java.io.IOException")
