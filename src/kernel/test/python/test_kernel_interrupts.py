"""Interrupts end every cell, at every stage, and leave the kernel usable and the processor idle."""

import os
import shutil
import subprocess
import time

from kernel_client import SharedKernelTest, write

ENDLESS = {
    "tight loop": "while (true);",
    "method that spins": "int i = 0; while (true) i++;",
    "sleep": "Thread.sleep(600_000);",
    "lock": "new CountDownLatch(1).await();",
    "library loop": "java.util.stream.Stream.iterate(1, n -> n + 1).forEach(n -> {});",
    "catches exceptions": "while (true) { try { Thread.sleep(10); } catch (Exception e) { continue; } }",
    "socket": "new ServerSocket(0).accept();",
    "a thread of its own": "new Thread(() -> { while (true); }).start(); while (true);",
    "a thread that goes on when the cell ends": "new Thread(() -> { while (true); }).start(); Thread.sleep(600_000);",
}
BUSY_POOL_THREADS = """
Thread.getAllStackTraces().entrySet().stream()
    .filter(e -> e.getKey().getName().contains("commonPool"))
    .filter(e -> Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("REPL"))).count()
"""


class Interrupts(SharedKernelTest):
    """Each cell prints, then does not end by itself."""

    def test_endless_methods(self):
        self.run_ok("int kept = 1;")
        for name, code in ENDLESS.items():
            with self.subTest(name):
                self.assert_interruptible(f'void endless() throws Exception {{ System.out.println("running"); {code} }}\nendless();')
                self.assert_plain(("kept", "1"))
                self.assert_idle()

    def test_statements_floods_rendering_threads_deadlocks_magics_and_files(self):
        file = write(self.folder() + "/endless.jshell", 'System.out.println("go");\nwhile (true);')
        for code in (
            'System.out.println("go");\n' + "Thread.sleep(1);\n" * 3000,
            '%time { System.out.println("go"); while (true); }',
            f'%load "{file}"',
            'System.out.println("running");\nwhile (true);',
            'while (true) System.out.println("flood");',
            'new Object() { public String toString() { System.out.println("running"); while (true); } }',
            """
            var pool = Executors.newFixedThreadPool(2);
            Runnable endless = () -> { System.out.println("running"); while (true); };
            pool.submit(endless);
            pool.submit(endless).get();
            """,
            """
            var a = new Object(); var b = new Object(); var both = new CyclicBarrier(2);
            void lock(Object x, Object y) {
                synchronized (x) {
                    try { both.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                    System.out.println("locked");
                    synchronized (y) { System.out.println("never"); }
                }
            }
            var other = new Thread(() -> lock(b, a)); other.start();
            lock(a, b);
            """,
        ):
            with self.subTest(code):
                self.assert_interruptible(code)
                self.assert_idle()

    def test_common_pool(self):
        for code in (
            'java.util.stream.IntStream.range(0, 64).parallel().forEach(i -> { System.out.println("in"); while (true); });',
            'CompletableFuture.runAsync(() -> { System.out.println("in"); while (true); }).get();',
        ):
            self.run_ok("ForkJoinPool.commonPool().submit(() -> {}).get();")  # an earlier cell's thread
            self.assert_interruptible(code)
            self.assert_plain((BUSY_POOL_THREADS, "0"))
        self.assert_plain(("java.util.stream.IntStream.range(0, 1000).parallel().sum()", "499500"))

    def test_in_user_expressions(self):
        expression = 'java.util.stream.Stream.iterate(1, n -> n + 1).peek(n -> { if (n == 1) System.out.println("go"); }).filter(n -> n < 0).findFirst()'
        outcome = self.kernel.interrupt_when_running("", user_expressions={"e": expression})
        self.assertEqual(outcome.reply["user_expressions"]["e"]["ename"], "KeyboardInterrupt")
        self.assert_plain(("1 + 1", "2"))

    def test_many_interrupts_at_any_time_leave_a_kernel_that_works(self):
        self.run_ok("int remaining = 42;")
        for code in ("1", "Thread.sleep(20);", "while (true);", "class C {}", 'System.out.println("x")') * 3:
            request = self.kernel.send(code)
            self.kernel.send_interrupt()
            while code == "while (true);" and not self.kernel.client.shell_channel.socket.poll(50):
                # The first may have come before the cell.
                self.kernel.send_interrupt()
            self.assertIn(self.kernel.collect(request).reply["status"], ("ok", "error"))
        # While nothing runs, an interrupt is not kept for the next cell.
        self.assertEqual(self.kernel.send_interrupt(), {"status": "ok"})
        self.assert_plain(("remaining", "42"))

    def test_training_ends_after_its_step_and_leaves_its_network_and_history(self):
        self.run_ok(
            """
            %classpath target/lib/*.jar
            import io.github.gradwalk.*;
            import io.github.gradwalk.train.*;
            var net = Mlp.create(new int[] {2, 8, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
            var X = new org.ejml.data.DMatrixRMaj(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
            var data = new Dataset(X, Targets.ofClasses(2, new int[] {0, 1, 1, 0}));
            var trainer = Trainer.with(new Optimizer.Sgd())
                .learningRate(0.1)
                .epochs(100_000_000)
                .onEpoch(e -> { if (e.epoch() == 10) System.out.println("running"); });
            """
        )
        outcome = self.assert_interruptible('var history = trainer.train(net, data);\nSystem.out.println("never");')
        self.assertNotIn("never", outcome.text())
        self.assertRegex(outcome.error, r"^Interrupted\nhistory is now History of \d+ epochs, ")
        self.assert_plain(
            ("history.stopped()", "INTERRUPTED"),
            ("history.last().epoch() == history.epochs().size()", "true"),
            ("CrossEntropy.loss(net.logits(X), data.Y()) <= history.last().loss()", "true"),
            ("trainer.epochs(3).train(net, data).stopped()", "COMPLETED"),
        )
        self.assert_idle()


    def test_the_message_says_what_the_statement_has_left(self):
        self.run_ok('String[] kept = {null};\nString slow() { System.out.println("go"); ' + SLOW + ' return "early"; }')
        for code, message in (
            ("var text = slow();", "text is now early"),
            ("kept[0] = slow();", "its value was early"),
            ('String again = "";\nagain = slow();\nagain.length();\nagain.length();', "again is now early"),
            ("slow();", "its value was early"),
            ("%time String timed = slow();", "timed is now early"),
            ('int n = new Scanner("7").nextInt() + (int) java.util.stream.Stream.iterate(1, i -> i + 1).peek(i -> { if (i == 1) System.out.println("go"); }).count();', "n has no value"),
            ('System.out.println("go");\nThread.sleep(600_000);', None),
        ):
            with self.subTest(code):
                error = self.assert_interruptible(code).error
                self.assertEqual(error, f"Interrupted\n{message}" if message else "Interrupted")
        self.assert_plain(("text + again + timed", "earlyearlyearly"))


# What waits for a moment before it asks whether it was interrupted, as a training does after its step.
SLOW = """
do {
    for (long end = System.nanoTime() + 300_000_000; System.nanoTime() < end; ) {}
} while (!Thread.currentThread().isInterrupted());
"""


class Latency(SharedKernelTest):
    """How long it takes from the interrupt to the reply, and who gets longer in order to end by itself."""

    ENDLESS = {
        "tight loop": "while (true) {}",
        "sleep": "Thread.sleep(600_000);",
        "parallel stream": "java.util.stream.IntStream.range(0, 64).parallel().forEach(i -> { while (true); });",
    }

    def seconds_to_the_last_reply(self, code, waiting=0):
        request = self.kernel.send('System.out.println("go");\n' + code)
        self.kernel.wait_for_text(request)
        queued = [self.kernel.send(f"int ran = {i};") for i in range(waiting)]
        begun = time.perf_counter()
        self.kernel.send_interrupt()
        self.assertEqual(self.kernel.reply(request)["ename"], "KeyboardInterrupt")
        for each in queued:
            self.assertEqual(self.kernel.reply(each)["status"], "aborted")
        return time.perf_counter() - begun

    def assert_quick(self):
        for name, code in self.ENDLESS.items():
            with self.subTest(name):
                self.assertLess(min(self.seconds_to_the_last_reply(code) for _ in range(4)), 0.7)
        with self.subTest("cells that wait"):
            self.assertLess(min(self.seconds_to_the_last_reply("while (true) {}", waiting=5) for _ in range(4)), 0.7)

    def test_idle_machine(self):
        self.assert_quick()

    def test_busy_machine(self):
        for _ in range(2):
            busy = subprocess.Popen(["sh", "-c", "while :; do :; done"])
            self.addCleanup(busy.wait)
            self.addCleanup(busy.kill)
        self.assert_quick()

    def test_a_cell_that_asks_for_interrupts_may_end_by_itself(self):
        outcome = self.assert_interruptible(f'System.out.println("go");\n{{ {SLOW} System.out.println("ended by itself"); }}')
        self.assertIn("ended by itself", outcome.text())

    def test_a_library_that_asks_for_interrupts_returns_its_value(self):
        folder = self.folder()
        body = f'System.out.println("go"); {SLOW} return "kept";'
        source = write(f"{folder}/slow/Library.java", f"package slow; public class Library {{ public static String run() {{ {body} }} }}")
        java = os.path.realpath(shutil.which(self.kernel.manager.kernel_spec.argv[0]))
        subprocess.run([os.path.join(os.path.dirname(java), "javac"), "-d", folder, source], check=True)
        self.run_ok(f'%classpath "{folder}"')
        self.assert_interruptible("String value = slow.Library.run();")
        self.assert_plain(("value", "kept"))
