"""Memory that runs out costs the cell that has used it up, whatever fills it. REPEAT is how many kernels are tried with each."""

import os

from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import KERNEL, PATIENCE, KernelTest

REPEAT = int(os.environ.get("REPEAT", 1))
EXHAUSTED = "java.lang.OutOfMemoryError"


def argv(*options):
    words = list(KernelSpecManager().get_kernel_spec(KERNEL).argv)
    at = words.index("-jar")
    return words[:at] + list(options) + words[at:]


class Memory(KernelTest):
    """After each cell the session goes on, and what other cells have declared is there."""

    def each_kernel(self, *options, **others):
        for number in range(REPEAT):
            with self.subTest(number=number, options=options):
                self.kernel = self.start(argv=argv(*options), **others)
                self.run_ok("int kept = 42;\nvar small = List.of(1, 2);")
                try:
                    yield
                finally:
                    self.kernel.close()

    def assert_costs_that_cell_only(self, code):
        with self.subTest(code):
            outcome = self.run_error(code, EXHAUSTED)
            self.assert_plain(("kept", "42"), ("small", "[1, 2]"), ("record Next(int a) {}\nnew Next(1)", "Next[a=1]"))
            return outcome

    def test_heap(self):
        for _ in self.each_kernel("-Xmx256m"):
            outcome = self.assert_costs_that_cell_only("var l = new LinkedList<Object>(); while (true) l.add(new int[1]);")
            self.assertIn("these variables are null now: l\n", outcome.text("stderr"))
            self.assertIn("--jvm-option -Xmx", outcome.error)
            self.assert_plain(("l == null", "true"))
            for code in (
                "var l = new ArrayList<Object>(); while (true) l.add(new int[1]);",
                'String s = "x"; while (true) s += s;',
            ):
                self.assert_costs_that_cell_only(code)
            self.assert_interruptible('System.out.println("go");\nwhile (true) {}')

    def test_variables_of_earlier_cells(self):
        for _ in self.each_kernel("-Xmx256m"):
            self.run_ok('var l = new LinkedList<Object>();\nvoid fill() { while (true) l.add("" + l.size()); }\nvar other = new byte[1_000_000];')
            outcome = self.assert_costs_that_cell_only("fill();")
            self.assertIn("these variables are null now: l\n", outcome.text("stderr"))
            self.assert_plain(("other.length", "1000000"))

    def test_direct_buffers(self):
        code = """
        var l = new ArrayList<java.nio.ByteBuffer>();
        int size = 1 << 22;
        while (true) {
            try {
                l.add(java.nio.ByteBuffer.allocateDirect(size));
            } catch (OutOfMemoryError e) {
                if (size < 1000) throw e;
                size /= 4;
            }
        }"""
        for _ in self.each_kernel("-XX:MaxDirectMemorySize=32m"):
            self.assert_costs_that_cell_only(code)


    def test_classes(self):
        code = """
        var l = new ArrayList<Object>();
        while (true) {
            var own = new URLClassLoader(new URL[0], Runnable.class.getClassLoader());
            l.add(java.lang.reflect.Proxy.newProxyInstance(own, new Class<?>[] {Runnable.class}, (proxy, method, none) -> null));
        }"""
        for _ in self.each_kernel("-XX:MaxMetaspaceSize=96m"):
            for _ in range(2):
                self.assertIn("MaxMetaspaceSize", self.assert_costs_that_cell_only(code).error)

    def test_threads(self):
        """The stack of the last thread is larger than any address space, so that no limit of this machine is reached."""
        code = """
        for (int i = 0; i < 5; i++) {
            new Thread(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) { return; } }, "sleeper").start();
        }
        new Thread(null, () -> {}, "large", 1L << 50).start();"""
        for _ in self.each_kernel():
            self.assertIn("native thread", self.assert_costs_that_cell_only(code).error)
            left = 'Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("sleeper")).count()'
            self.assert_plain((left, "0"))


class DeadThreads(KernelTest):
    """A kernel that has lost one of its threads ends and says why: it would be mute."""

    def test_each(self):
        for name in ("kernel-heartbeat", "kernel-control", "kernel-iopub", "main", "iothread"):
            with self.subTest(name), open(self.folder() + "/log", "w+", encoding="utf-8") as log:
                self.kernel = self.start(stderr=log)
                if int(self.kernel.run("Runtime.version().feature()").plain) >= 20:
                    self.skipTest("Java stops no threads any more")
                request = self.kernel.send(
                    f"""
                    Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("{name}")).forEach(Thread::stop);
                    System.out.println("stopped");
                    Thread.sleep(600_000);
                    """
                )
                if name in ("kernel-control", "main"):
                    # A thread that waits for a message stops when one comes.
                    self.kernel.wait_for_text(request)
                    client = self.kernel.client
                    channel = client.shell_channel if name == "main" else client.control_channel
                    channel.send(client.session.msg("kernel_info_request", {}))
                process = self.kernel.manager.provisioner.process
                self.assertEqual(process.wait(PATIENCE), 1)
                log.seek(0)
                self.assertRegex(log.read(), f"the kernel ends, because its thread {name}.* has failed")
                self.kernel.close()
