"""A real client of the kernel, and what its tests share. JUPYTER_PATH names the folder that holds kernels/java."""

import os
import shutil
import tempfile
import textwrap
import unittest

import zmq
from jupyter_client import KernelManager

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
        """The whole traceback, without its colours."""
        return strip_colours("\n".join(self.reply["traceback"]))


class StartedKernel:
    def __init__(self, cwd=None, env=None, argv=None, wait=True, **popen):
        self.manager = KernelManager(kernel_name=KERNEL)
        if argv:
            self.manager.kernel_spec.argv = argv
        self.manager.start_kernel(cwd=cwd, env=dict(os.environ, **(env or {})), **popen)
        self.client = self.manager.client()
        self.client.start_channels()
        if wait:
            self.client.wait_for_ready(timeout=PATIENCE)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def send(self, code, **options):
        options.setdefault("allow_stdin", False)
        return self.client.execute(textwrap.dedent(code).strip("\n"), **options)

    def collect(self, request):
        """Waits for the reply to a request and for the idle that follows it."""
        reply = self.reply(request)
        published = []
        while True:
            kind, content = self.next_published(request)
            if kind != "status":
                published.append((kind, content))
            elif content["execution_state"] == "idle":
                return Outcome(reply, published)

    def next_published(self, request):
        return self._next(self.client.get_iopub_msg, request)

    def reply(self, request):
        return self._next(self.client.get_shell_msg, request)[1]

    @staticmethod
    def _next(channel, request):
        while True:
            message = channel(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["msg_type"], message["content"]

    def run(self, code, **options):
        return self.collect(self.send(code, **options))

    def wait_for_text(self, request):
        while True:
            kind, content = self.next_published(request)
            if kind == "stream":
                return content["text"]

    def interrupt_when_running(self, code, **options):
        """Runs a cell that prints and then goes on, and interrupts it once it has printed."""
        request = self.send(code, **options)
        self.wait_for_text(request)
        self.manager.interrupt_kernel()
        return self.collect(request)

    def send_interrupt(self):
        """By the client, as the manager's messages may have the ids of the client's; returns the answer."""
        self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        return self.client.get_control_msg(timeout=PATIENCE)["content"]

    def answer(self, text):
        """Waits until the running cell asks for input, and gives it."""
        question = self.client.get_stdin_msg(timeout=PATIENCE)
        assert question["msg_type"] == "input_request", question
        self.client.input(text)


class KernelTest(unittest.TestCase):
    """Tests that start kernels of their own; the methods that run cells use self.kernel."""

    def start(self, **options):
        kernel = StartedKernel(**options)
        self.addCleanup(kernel.close)
        return kernel

    def folder(self, suffix=""):
        folder = tempfile.mkdtemp(suffix=suffix)
        self.addCleanup(shutil.rmtree, folder)
        return folder

    def run_ok(self, code, **options):
        outcome = self.kernel.run(code, **options)
        self.assertEqual(outcome.reply["status"], "ok", outcome.reply)
        return outcome

    def run_error(self, code, ename=None, **options):
        outcome = self.kernel.run(code, **options)
        self.assertEqual(outcome.reply["status"], "error", outcome.reply)
        self.assertIn(ename, (None, outcome.reply["ename"]))
        return outcome

    def assert_plain(self, *cells_and_results):
        """Each a cell and its result as plain text."""
        for code, result in cells_and_results:
            with self.subTest(code):
                self.assertEqual(self.run_ok(code).plain, result)

    def assert_interruptible(self, code, **options):
        outcome = self.kernel.interrupt_when_running(code, **options)
        self.assertEqual(outcome.reply.get("ename"), "KeyboardInterrupt", outcome.reply)
        self.assert_plain(("1 + 1", "2"))
        return outcome

    def assert_idle(self):
        """In a quarter of a second, all Java threads together, but not the virtual machine's compilers, use little time."""
        self.run_ok(
            """
            var threads = java.lang.management.ManagementFactory.getThreadMXBean();
            long javaMillis() { return Arrays.stream(threads.getAllThreadIds()).map(threads::getThreadCpuTime).sum() / 1_000_000; }
            """
        )
        self.assertLess(int(self.run_ok("long was = javaMillis();\nThread.sleep(250);\njavaMillis() - was").plain), 100)

    def ask(self, kind, *arguments, **options):
        """The reply to a request that runs no cell, such as complete."""
        return self.kernel.reply(getattr(self.kernel.client, kind)(*arguments, **options))


class SharedKernelTest(KernelTest):
    """One kernel for all the tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = StartedKernel()
        cls.addClassCleanup(cls.kernel.close)


def beats(ip, port, seconds):
    """Whether a kernel answers at its heartbeat's port within the time."""
    with zmq.Context() as context, context.socket(zmq.REQ) as heart:
        heart.linger = 0
        heart.connect(f"tcp://{ip}:{port}")
        heart.send(b"ping")
        return bool(heart.poll(1000 * seconds)) and heart.recv() == b"ping"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def strip_colours(text):
    return text.replace("\x1b[1;31m", "").replace("\x1b[0m", "")
